"""`thidua report`: the office's documents in Word: reviews, monthly reports, reminders, registrations."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.commands.call import WrongCallError, complain, progress_of, save, say, there, unit_of
from thidua.figures.discipline import last_period, period_of, reminders
from thidua.figures.progress import Progress
from thidua.files import ChangedMeanwhileError, replace_files
from thidua.intake.read import document_template
from thidua.reading.cells import id_key, parse_period
from thidua.text import reason_of

if TYPE_CHECKING:
    from thidua.report.model import ReportContent

REVIEW, MONTH, REMINDER, REGISTER = KINDS = ("so-ket", "thang", "don-doc", "dang-ky")
_OF_A_KIND = {"phase": REVIEW, "period": MONTH, "unit": REMINDER}


def run(call: Namespace) -> int:
    """Write it, or renew one that people have edited, in the office's own template where there is one."""
    from thidua.report.docx import filled  # noqa: PLC0415 - python-docx is slow to import
    from thidua.report.office import deputy  # noqa: PLC0415

    for place, content in _documents(call, progress_of(call)).items():
        template = document_template(Path(call.data), content.form)
        signed = replace(content, signer=deputy(content.signer)) if call.deputy else content
        if call.into:
            _renew(place, signed, template)
        else:
            save(place, filled(signed, template), force=call.force, ending=".docx")
    return 0


def _documents(call: Namespace, progress: Progress) -> Mapping[Path, ReportContent]:
    """What to write, by where it goes."""
    from thidua.report.content import report_content  # noqa: PLC0415
    from thidua.report.monthly import monthly_content  # noqa: PLC0415
    from thidua.report.registration import registration_content  # noqa: PLC0415

    place, plan = call.into or call.out, progress.campaign.plan
    for name, kind in _OF_A_KIND.items():
        if getattr(call, name) is not None and call.kind != kind:
            raise WrongCallError("--{name} chỉ dùng với --kind {kind}", name=name, kind=kind)
    if call.kind == REMINDER:
        return _reminders(call, progress)
    if call.kind == REGISTER:
        return {place: registration_content(progress)}
    if call.kind == MONTH:
        first = _period(call.period, progress) if call.period else last_period(plan, progress.as_of)
        return {place: monthly_content(progress, first)}
    phases = {id_key(phase.id): phase.id for phase in plan.phases}
    if call.phase is None:
        raise WrongCallError("còn thiếu --phase; có: {phases}", phases=", ".join(phases.values()))
    if id_key(call.phase) not in phases:
        raise WrongCallError(
            "không có đợt “{phase}” trong phong trào {campaign}; có: {phases}",
            phase=call.phase,
            campaign=plan.campaign,
            phases=", ".join(phases.values()),
        )
    return {place: report_content(progress, phases[id_key(call.phase)])}


def _period(word: str, progress: Progress) -> date:
    plan = progress.campaign.plan
    first = parse_period(word, plan.report_every)
    if not period_of(plan.start, plan.report_every) <= first <= min(plan.end, progress.as_of):
        raise WrongCallError("kỳ {period} nằm ngoài phong trào, hoặc chưa đến", period=word)
    return first


def _reminders(call: Namespace, progress: Progress) -> Mapping[Path, ReportContent]:
    """A letter to one unit, or one to each that owes a report, in a folder."""
    from thidua.report.reminder import reminder_content  # noqa: PLC0415

    if call.unit:
        named = unit_of(progress.campaign, call.unit)
        unit = progress.campaign.acting(named, progress.as_of).id  # its heir is asked for what it owes
        letter = reminder_content(progress, unit)
        if letter is None:
            name = progress.campaign.units[unit].name
            raise WrongCallError("{unit} không nợ báo cáo nào, và không gửi muộn", unit=name)
        return {call.into or call.out: letter}
    if call.into:
        raise WrongCallError("còn thiếu --unit: mỗi công văn của một đơn vị")
    found = [one.unit.id for one in reminders(progress.campaign, progress.as_of)]
    if not found:
        complain("Không đơn vị nào nợ báo cáo hoặc gửi muộn")
        return {}
    if call.out.is_file():
        raise WrongCallError("{file} là một tệp: nhiều công văn thì --out là một thư mục", file=call.out)
    call.out.mkdir(parents=True, exist_ok=True)
    letters = {unit: reminder_content(progress, unit) for unit in found}
    return {call.out / f"don-doc-{unit}.docx": letter for unit, letter in letters.items() if letter}


def _renew(place: Path, content: ReportContent, template: bytes) -> None:
    """Make an edited document current in its place, and say what was done to it."""
    from thidua.report.renew import RenewError, renewed  # noqa: PLC0415

    for lock in (f"~${place.name[2:]}", f"~${place.name}", f".~lock.{place.name}#"):
        if place.with_name(lock).exists():
            raise WrongCallError("{file} đang mở trong Word hoặc LibreOffice: đóng lại đã", file=place)
    there(place)
    try:
        edited = place.read_bytes()
        document, changes = renewed(edited, content, template)
        if document != edited:
            replace_files([(place, document, edited)])
    except OSError as error:
        raise WrongCallError(
            "không cập nhật được {file}: {reason}", file=place, reason=reason_of(error)
        ) from error
    except ChangedMeanwhileError as error:
        raise WrongCallError("{file} vừa có người sửa: làm lại", file=place) from error
    except RenewError as error:
        raise WrongCallError("{file}: {reason}", file=place, reason=error.text) from error
    for change in changes:
        say(change.told)
    counted = Counter(change.happened.value for change in changes)
    complain(
        "Đã cập nhật {file}: đổi {changed}, thêm {added}, bỏ {removed}; giữ {kept} chỗ có người sửa",
        file=place,
        changed=counted["changed"],
        added=counted["added"],
        removed=counted["removed"],
        kept=counted["kept"],
    )
