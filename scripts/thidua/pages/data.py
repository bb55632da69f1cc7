"""The data behind the site: as-of day, version, files, reports, and what can be downloaded."""

from __future__ import annotations

from typing import Any

from thidua import api
from thidua.addresses import NOTICE
from thidua.model import counted_until
from thidua.model.plan import Document
from thidua.pages import parts
from thidua.pages.documents import documents
from thidua.pages.downloads import form_links, links
from thidua.pages.view import View
from thidua.site.page import Page

_MOST_SENT = 60  # forms in the list, the newest


def data_page(view: View) -> Page:
    """Where the figures come from, and what can be taken away."""
    path, words, campaign = view.home.data, view.words, view.campaign
    is_main = view.home == view.home.main  # forms are of today, and so is what came of them
    rows, latest = counted_until(campaign.achievements, view.as_of)
    return view.page(
        "data.html",
        path,
        "data",
        words.gettext("Dữ liệu"),
        (one.link.title for one in documents(view)),
        build_notice=NOTICE,
        version=(campaign.commit or "")[:10],
        rows=words.number(rows),
        latest=words.date(latest) if latest else "",
        downloads=links(view),
        files=campaign.files,
        sha256=api.data_sha256(campaign),
        origins_gap=campaign.origins_gap.render(words.gettext) if campaign.origins_gap else "",
        matrix=parts.report_matrix(view, path),
        facts=_facts(view),
        forms=form_links(view) if is_main else [],
        sent=_sent(view) if is_main else [],
        passages=_passages(view),
    )


def upload_page(view: View) -> Page:
    """Where a unit sends its form by browser, and reads what became of it; the web server does the rest.

    It says so where the server takes in no forms.
    """
    title = view.words.gettext("Gửi biểu")
    return view.page("upload.html", view.home.upload, "data", title, lone=True)


def _sent(view: View) -> list[dict[str, str]]:
    """The newest forms that came in: the day, whose it was, what became of it."""
    words, units = view.words, view.campaign.units
    told = []
    for one in view.campaign.sent[: -_MOST_SENT - 1 : -1]:
        unit = units[one.unit].name if one.unit in units else words.gettext("không rõ đơn vị")
        if one.taken:
            became = words.say(
                "đã nhập: {new} dòng mới, {changed} dòng sửa", new=one.new, changed=one.changed
            )
        else:
            became = words.say("trả lại: {n} chỗ cần sửa", n=one.errors)
        told.append({"day": words.date(one.on), "unit": unit, "became": became})
    return told


def _facts(view: View) -> list[dict[str, str]]:
    """The plan as a document; what its print leaves blank is left out."""
    words, plan = view.words, view.campaign.plan
    document = plan.document
    facts = [
        (words.gettext("Tên phong trào"), plan.title),
        (words.gettext("Cơ quan ban hành"), plan.issuer.name if plan.issuer else ""),
        (words.gettext("Số, ký hiệu"), _number(document)),
        (words.gettext("Ngày ban hành"), words.date(document.date) if document.date else ""),
        (words.gettext("Căn cứ"), "; ".join(document.basis)),
        (words.gettext("Chủ đề"), plan.theme or ""),
        (words.gettext("Mục tiêu tổng quát"), plan.objective or ""),
        (words.gettext("Nơi nhận"), "; ".join(plan.recipients)),
        (words.gettext("Nhận quyết định muộn đến"), words.date(plan.closes)),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _passages(view: View) -> list[dict[str, Any]]:
    words, plan = view.words, view.campaign.plan
    return [
        {"label": words.gettext("Mục đích"), "clauses": plan.purposes},
        {"label": words.gettext("Yêu cầu"), "clauses": plan.requirements},
        {"label": words.gettext("Tổ chức thực hiện"), "clauses": plan.roles},
        {"label": words.gettext("Văn bản được viện dẫn"), "clauses": plan.cited},
    ]


def _number(document: Document) -> str:
    """The plan's number and symbol as they stand on it, with room for a number that is not known."""
    number, symbol = document.number or "…", document.symbol or ""
    if not symbol or symbol in number:
        return document.number or ""
    return f"{number}/{symbol}"
