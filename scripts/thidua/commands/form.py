"""`thidua form`: an entry form for a unit."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, add_campaign, add_data, add_day, known, say
from thidua.commands.given import NEWEST, all_or_none
from thidua.config import today
from thidua.entry.source import read_given
from thidua.figures.progress import measure
from thidua.files import replace_files
from thidua.intake.read import load
from thidua.problems import CellError
from thidua.tables.names import unit_names
from thidua.text import Text
from thidua.words import VIETNAMESE

ABOUT = "tạo biểu nhập (.xlsx) cho một đơn vị"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_data(parser)
    add_campaign(parser, NEWEST)
    parser.add_argument("--unit", required=True, metavar="ĐƠN VỊ", help="mã hoặc tên viết tắt của đơn vị")
    parser.add_argument("--out", required=True, type=Path, metavar="F.xlsx", help="tệp biểu sẽ ghi")
    add_day(parser, "số đã đạt đến hết ngày này")


@all_or_none
def run(call: Namespace) -> int:
    """Write it, but never over a form that somebody has filled."""
    from thidua.entry.form import form  # noqa: PLC0415 - XlsxWriter is slow to import
    from thidua.entry.form_reader import is_blank_form  # noqa: PLC0415 - openpyxl too

    data = Path(call.data)
    known(data, call.campaign)
    campaign = load(data, call.campaign, today()).campaigns[0]
    try:
        unit = unit_names(campaign.units).parse(call.unit)
    except CellError as error:
        raise WrongCallError.of(error) from error
    content = form(measure(campaign, campaign.plan.day_to_show(call.as_of, today())), unit, VIETNAMESE)
    before = read_given(call.out) if call.out.exists() else None
    if before is not None and before != content and not is_blank_form(before):
        raise WrongCallError(Text("tệp {file} đã có và đã điền; chọn tên khác", file=call.out))
    if not call.out.parent.is_dir():
        raise WrongCallError(Text("không có thư mục {folder}", folder=call.out.parent))
    replace_files([(call.out, content, before)])
    say(Text("Đã tạo biểu của đơn vị {unit}: {file}", unit=campaign.units[unit].name, file=call.out))
    return 0
