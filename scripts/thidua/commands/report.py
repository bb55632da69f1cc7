"""`thidua report`: the office's documents in Word: reviews, the monthly report, reminders, registrations."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.commands.call import (
    WrongCallError,
    add_campaign,
    add_data,
    add_day,
    add_force,
    complain,
    progress_of,
    save,
    say,
)
from thidua.files import ChangedMeanwhileError, replace_files
from thidua.intake.read import report_template
from thidua.text import Text
from thidua.words import VIETNAMESE

if TYPE_CHECKING:
    from thidua.report.model import ReportContent

ABOUT = "viết báo cáo sơ kết, tổng kết của một đợt (Word)"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_data(parser)
    add_campaign(parser)
    add_day(parser)
    parser.add_argument("--phase", required=True, metavar="ĐỢT", help="mã của đợt, ví dụ dot1")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="TỆP", help="tệp .docx mới để ghi")
    where.add_argument(
        "--into",
        type=Path,
        metavar="TỆP",
        help="tệp .docx đã có người sửa: cập nhật số liệu, giữ nguyên lời người viết",
    )
    parser.add_argument("--deputy", action="store_true", help="cấp phó ký thay (KT.)")
    add_force(parser)


def run(call: Namespace) -> int:
    """Write it, or renew one that people have edited, in the office's own template where there is one."""
    from thidua.report.docx import TemplateError, filled  # noqa: PLC0415 - python-docx is slow to import
    from thidua.report.renew import RenewError  # noqa: PLC0415

    content, template = _content(call), report_template(Path(call.data))
    try:
        if call.into:
            _renew(call.into, content, template)
        else:
            save(call.out, filled(content, template), force=call.force)
    except (TemplateError, RenewError) as error:
        raise WrongCallError(error.text) from error
    return 0


def _content(call: Namespace) -> ReportContent:
    from thidua.report.content import report_content  # noqa: PLC0415
    from thidua.report.office import deputy  # noqa: PLC0415

    progress = progress_of(call)
    phases = [phase.id for phase in progress.campaign.plan.phases]
    if call.phase not in phases:
        raise WrongCallError(
            Text("không có đợt “{phase}”; có: {phases}", phase=call.phase, phases=", ".join(phases))
        )
    content = report_content(progress, call.phase, VIETNAMESE)
    return replace(content, signer=deputy(content.signer)) if call.deputy else content


def _renew(place: Path, content: ReportContent, template: bytes | None) -> None:
    """Make an edited document current in its place, and say what was done to it."""
    from thidua.report.renew import RenewError, renewed  # noqa: PLC0415

    for lock in (f"~${place.name[2:]}", f".~lock.{place.name}#"):
        if place.with_name(lock).exists():
            raise WrongCallError(Text("{file} đang mở trong Word hoặc LibreOffice: đóng lại đã", file=place))
    try:
        edited = place.read_bytes()
        document, changes = renewed(edited, content, template)
        if document != edited:
            replace_files([(place, document, edited)])
    except OSError as error:
        raise WrongCallError(
            Text("không cập nhật được {file}: {reason}", file=place, reason=error.strerror)
        ) from error
    except ChangedMeanwhileError as error:
        raise WrongCallError(Text("{file} vừa có người sửa: làm lại", file=place)) from error
    except RenewError as error:
        raise WrongCallError(Text("{file}: {reason}", file=place, reason=error.text)) from error
    for change in changes:
        say(change.told)
    counted = Counter(change.happened.value for change in changes)
    complain(
        Text(
            "Đã cập nhật {file}: đổi {changed}, thêm {added}, bỏ {removed}; giữ {kept} chỗ có người sửa",
            file=place,
            changed=counted["changed"],
            added=counted["added"],
            removed=counted["removed"],
            kept=counted["kept"],
        )
    )
