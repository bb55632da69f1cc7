"""What each call does: asks the core, prints the answer, gives the exit code."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from thidua import api, version
from thidua.choice import as_of_day, newest_first
from thidua.config import Settings, engine_root, today
from thidua.figures.progress import Progress, measure
from thidua.files import write_whole
from thidua.intake.read import find_campaigns, load, report_template
from thidua.languages import words_of
from thidua.model import Campaign
from thidua.problems import DataError, Problem
from thidua.problems.formats import as_github, as_json, as_text
from thidua.status_text import status_lines
from thidua.words import VIETNAMESE


class WrongCallError(Exception):
    """The call cannot be carried out as it is; the message says why."""


def check(call: Namespace) -> int:
    """Every problem of the data at once; 1 where one is an error."""
    _known(call)
    problems, code = _problems(call)
    said = {"json": as_json, "github": as_github, "text": as_text}[call.format]
    sys.stdout.write(said(problems, words_of(call.lang, engine_root()).gettext))
    return code


def _problems(call: Namespace) -> tuple[Sequence[Problem], int]:
    try:
        return load(call.data, call.campaign, today()).problems, 0
    except DataError as error:
        return error.problems, 1


def status(call: Namespace) -> int:
    """The figures of one campaign, as a table or as the API gives them."""
    progress = _progress(call)
    if call.json:
        content = api.status_json(progress, api.data_sha256(progress.campaign))
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(status_lines(progress)) + "\n")
    return 0


def report(call: Namespace) -> int:
    """The review report of a phase, as a Word document."""
    from thidua.report import report_docx  # noqa: PLC0415
    from thidua.report.docx import TemplateError  # noqa: PLC0415

    progress = _progress(call)
    phases = [phase.id for phase in progress.campaign.plan.phases]
    if call.phase not in phases:
        raise WrongCallError(f"không có đợt “{call.phase}”; có: {', '.join(phases)}")
    try:
        data = report_docx(progress, call.phase, VIETNAMESE, report_template(Path(call.data)))
    except TemplateError as error:
        raise WrongCallError(str(error.text)) from error
    return _save(call.out, data)


def export(call: Namespace) -> int:
    """The workbook with live formulas, the same as on the site."""
    from thidua.export.workbook import workbook_xlsx  # noqa: PLC0415

    progress = _progress(call)
    return _save(call.out, workbook_xlsx(progress.campaign, progress, VIETNAMESE))


def _progress(call: Namespace) -> Progress:
    """The figures that a call asks for; raises DataError, with every problem of the data."""
    _known(call)
    campaign: Campaign = newest_first(load(call.data, call.campaign, today()).campaigns)[0]
    campaign = replace(campaign, commit=version.commit(Path(call.data)))
    return measure(campaign, as_of_day(campaign, call.as_of, today()))


def _save(path: Path, data: bytes) -> int:
    """Write a document whole or not at all, and say where it is."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise WrongCallError(f"không ghi được {path}: {error.strerror}") from error
    sys.stderr.write(f"Đã ghi {path}\n")
    return 0


def build(call: Namespace) -> int:
    """The whole site; nothing is written where the data have an error."""
    from thidua.build import build as build_site  # noqa: PLC0415

    _known(call)
    settings = Settings(call.data, call.out)
    started = time.monotonic()
    done = build_site(settings, call.as_of, call.campaign, today(), _told(started))
    if done.warnings:
        sys.stderr.write(as_text(done.warnings))
    took, counts = time.monotonic() - started, done.counts
    sys.stderr.write(
        f"{call.out}: ghi {counts.written} tệp ({done.pages} trang), giữ nguyên {counts.unchanged}, "
        f"xóa {counts.deleted} · {took:.1f} giây\n"
    )
    return 0


def serve(call: Namespace) -> int:
    """The live preview, until it is interrupted: an edit rebuilds, a data error shows on the page."""
    from thidua.build import build as build_site  # noqa: PLC0415
    from thidua.site.preview import Complaint, Preview, complaints  # noqa: PLC0415
    from thidua.site.serve import serving  # noqa: PLC0415

    _known(call)
    # The preview has threads, so it must not fork; and an edit is to show at once, on its own day.
    settings = Settings(call.data, Path("build/preview"), workers=1, past_days=False)

    def rebuild() -> Sequence[Complaint]:
        try:
            build_site(settings, call.as_of, call.campaign, today(), lambda pages: None)
        except DataError as error:
            return complaints(error.problems)
        return ()

    def told(found: Sequence[Complaint]) -> None:
        state = f"{len(found)} lỗi, trang giữ bản trước" if found else "đã dựng"
        sys.stderr.write(f"{time.strftime('%H:%M:%S')} {state}\n")

    watched = [Path(call.data), settings.root / "site_src", settings.root / "mkdocs.yml"]
    script = settings.root / "site_src" / "preview" / "preview.js"
    try:
        with serving(Preview(watched, rebuild, told), settings.out, script, call.port) as address:
            sys.stderr.write(f"Xem thử tại {address} — Ctrl+C để dừng\n")
            Event().wait()
    except OSError as error:
        raise WrongCallError(f"không mở được cổng {call.port}: {error.strerror}") from error
    return 0


def _known(call: Namespace) -> None:
    """Whether the folder and the campaign named in the call exist at all."""
    if not Path(call.data).is_dir():
        raise WrongCallError(f"không có thư mục {call.data}")
    if call.campaign is not None and call.campaign not in find_campaigns(Path(call.data)):
        raise WrongCallError(f"không có phong trào “{call.campaign}” trong {call.data}")


def _told(started: float) -> Callable[[int], None]:
    """Says how far a long build is, on a terminal and after two seconds; else nothing."""
    if not sys.stderr.isatty():
        return lambda pages: None

    def told(pages: int) -> None:
        if time.monotonic() - started > 2 and pages % 25 == 0:
            sys.stderr.write(f"\r{pages} trang…\r")

    return told
