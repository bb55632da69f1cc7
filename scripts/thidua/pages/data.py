"""The data behind the site: as-of day, version, files, reports, downloads, and what programs can read."""

import inspect
import json
from typing import Any

from thidua import api
from thidua.addresses import CAMPAIGNS, NOTICE, SCHEMA
from thidua.model.plan import Document
from thidua.pages import parts
from thidua.pages.documents import documents
from thidua.pages.downloads import form_links
from thidua.pages.view import View
from thidua.site.page import Page

_MOST_SENT = 60  # forms in the list, the newest


def data_page(view: View) -> Page:
    """Where the figures come from, and what can be taken away."""
    path, words, campaign = view.home.data, view.words, view.campaign
    is_main = view.home == view.home.main  # forms are of today, and so is what came of them
    rows, latest = view.facts.counted
    offered = [one.link for one in documents(view)]
    return view.page(
        "data.html",
        path,
        "data",
        words.gettext("Dữ liệu"),
        (one.title for one in offered),
        build_notice=NOTICE,
        version=(campaign.commit or "")[:10],
        rows=words.number(rows),
        latest=words.date(latest) if latest else "",
        documents=offered,
        files=campaign.files,
        sha256=api.data_sha256(campaign),
        origins_gap=campaign.origins_gap.render(words.gettext) if campaign.origins_gap else "",
        matrix=parts.report_matrix(view, path),
        number=_number(campaign.plan.document),
        forms=form_links(view) if is_main else [],
        sent=campaign.sent[: -_MOST_SENT - 1 : -1] if is_main else [],
    )


def upload_page(view: View) -> Page:
    """Where a unit sends its form by browser, and reads what became of it; the web server does the rest.

    It says so where the server takes in no forms.
    """
    title = view.words.gettext("Gửi biểu")
    return view.page("upload.html", view.home.upload, "data", title, lone=True)


def _number(document: Document) -> str:
    """The plan's number and symbol as they stand on it, with room for a number that is not known."""
    number, symbol = document.number or "…", document.symbol or ""
    if not symbol or symbol in number:
        return document.number or ""
    return f"{number}/{symbol}"


# ── for programs: the page shows this very code and its answers ──

Status = dict[str, Any]


def met_of_all(status: Status) -> str:
    """How many targets are met, of how many."""
    met = [one for one in status["targets"] if one["status"] in ("met", "exceeded", "met_late")]
    return f"{len(met)}/{len(status['targets'])}"


def still_missing(status: Status) -> dict[str, int]:
    """What each target still lacks, in subjects; targets that lack nothing are left out."""
    return {one["id"]: one["shortfall"] for one in status["targets"] if one["shortfall"]}


def phase_totals(status: Status) -> dict[str, dict[str, int]]:
    """Targets by status in each phase."""
    totals: dict[str, dict[str, int]] = {}
    for one in status["targets"]:
        for phase, part in one["phases"].items():
            counts = totals.setdefault(phase, {})
            counts[part["status"]] = counts.get(part["status"], 0) + 1
    return totals


EXAMPLES = (met_of_all, still_missing, phase_totals)


def api_page(view: View) -> Page:
    """The page for whoever writes a program that reads the figures."""
    kept = view.facts.keeper(view.shelf)
    status = api.status_json(view.progress, api.data_sha256(view.campaign), kept)
    first = next(iter(status["targets"]), None)
    return view.page(
        "api.html",
        view.home.api,
        "data",
        view.words.gettext("Đọc số liệu bằng chương trình"),
        lone=True,
        campaigns=CAMPAIGNS,
        schema=SCHEMA,
        sample=json.dumps({**status, "targets": [first, "…"]}, ensure_ascii=False, indent=1),
        examples=[
            (inspect.getsource(example).strip(), json.dumps(example(status), ensure_ascii=False))
            for example in EXAMPLES
        ],
    )
