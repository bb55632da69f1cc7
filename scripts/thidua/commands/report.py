"""`thidua report`: the review report of a phase, as a Word document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, add_campaign, add_data, add_day, add_force, progress_of, save
from thidua.intake.read import report_template
from thidua.text import Text
from thidua.words import VIETNAMESE

ABOUT = "viết báo cáo sơ kết, tổng kết của một đợt (Word)"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_data(parser)
    add_campaign(parser)
    add_day(parser)
    parser.add_argument("--phase", required=True, metavar="ĐỢT", help="mã của đợt, ví dụ dot1")
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP", help="tệp .docx để ghi")
    add_force(parser)


def run(call: Namespace) -> int:
    """Write it, in the office's own template where there is one."""
    from thidua.report import report_docx  # noqa: PLC0415 - python-docx is slow to import
    from thidua.report.docx import TemplateError  # noqa: PLC0415

    progress = progress_of(call)
    phases = [phase.id for phase in progress.campaign.plan.phases]
    if call.phase not in phases:
        raise WrongCallError(
            Text("không có đợt “{phase}”; có: {phases}", phase=call.phase, phases=", ".join(phases))
        )
    try:
        document = report_docx(progress, call.phase, VIETNAMESE, report_template(Path(call.data)))
    except TemplateError as error:
        raise WrongCallError(error.text) from error
    save(call.out, document, force=call.force)
    return 0
