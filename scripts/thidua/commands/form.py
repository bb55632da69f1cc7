"""`thidua form`: an entry form for a unit."""

from argparse import Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, complain, in_the_way, known, named, say, unit_of
from thidua.commands.given import all_or_none
from thidua.config import today
from thidua.entry.offer import forms_of
from thidua.entry.source import read_given
from thidua.figures.progress import measure
from thidua.files import replace_files
from thidua.intake.read import load
from thidua.model import Campaign
from thidua.words import VIETNAMESE


@all_or_none
def run(call: Namespace) -> int:
    """Write it, or one for each unit, but never over a form that somebody has filled."""
    from thidua.entry.form import form_bytes  # noqa: PLC0415 - XlsxWriter is slow to import

    data = Path(call.data)
    known(data, call.campaign)
    campaign = load(data, call.campaign, today()).campaigns[0]
    progress = measure(campaign, campaign.plan.day_to_show(call.as_of, today()))
    units = (
        [unit.id for unit in forms_of(progress.campaign, progress.as_of)]
        if call.all
        else [unit_of(campaign, call.unit)]
    )
    folder = call.out if call.all else call.out.parent
    if call.all and folder.is_file():
        raise WrongCallError("{file} là một tệp: với --all thì --out là một thư mục", file=folder)
    if call.all:
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise WrongCallError("không có thư mục {folder}", folder=folder)
    places = {unit: call.out / f"{unit}.xlsx" if call.all else call.out for unit in units}
    forms = {unit: form_bytes(progress, unit, VIETNAMESE) for unit in units}
    for place in places.values():
        named(place)
    before = {unit: _before(call, places[unit], forms[unit], campaign) for unit in units}
    replace_files([(places[unit], forms[unit], before[unit]) for unit in units])
    for unit in units:
        say("Đã tạo biểu của đơn vị {unit}: {file}", unit=campaign.units[unit].name, file=places[unit])
        if (end := campaign.units[unit].end) is not None and end < progress.as_of:
            complain("Đơn vị này chỉ có đến {end}.", end=end)
            if (heir := campaign.acting(unit, progress.as_of)).id != unit:
                complain("Từ hôm sau {unit} báo cáo: lấy biểu của {unit}.", unit=heir.name)
    return 0


def _before(call: Namespace, place: Path, content: bytes, campaign: Campaign) -> bytes | None:
    """The bytes that the form takes the place of; WrongCallError where a person has worked on them."""
    from thidua.entry.form_reader import is_blank_form  # noqa: PLC0415 - only where a workbook comes in

    before = read_given(place) if place.exists() else None
    if before is not None and before != content and not call.force and not is_blank_form(before, campaign):
        raise WrongCallError(in_the_way(place))
    return before
