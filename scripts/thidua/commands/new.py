"""`thidua new`: a new campaign's folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, a_day, add_data, known, say
from thidua.commands.given import all_or_none
from thidua.config import today
from thidua.files import write_folder
from thidua.intake.assemble import PLAN, Folder, read_campaign
from thidua.intake.disk import read_files
from thidua.plan.new_campaign import Beginning, new_campaign
from thidua.plan.templates import TEMPLATES
from thidua.problems import CellError, DataError, Severity
from thidua.reading.decode import decode
from thidua.text import Text

ABOUT = "tạo thư mục cho một phong trào mới"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("campaign", metavar="PHONG_TRÀO", help="mã phong trào mới, ví dụ 2023")
    add_data(parser)
    start_from = parser.add_mutually_exclusive_group()
    start_from.add_argument(
        "--from", dest="source", metavar="C", help="chép kế hoạch của phong trào này để sửa"
    )
    start_from.add_argument(
        "--template",
        choices=[*TEMPLATES],
        default=next(iter(TEMPLATES)),
        help="mẫu để bắt đầu: kế hoạch thi đua, kế hoạch kinh tế theo quý, chương trình nhiều năm",
    )
    parser.add_argument(
        "--start",
        type=a_day,
        metavar="NGÀY",
        help="ngày đầu của phong trào, ví dụ 2024-09-01 cho năm học; không ghi thì lấy năm trong mã",
    )


@all_or_none
def run(call: Namespace) -> int:
    """Make it; it passes the check as it stands."""
    data = Path(call.data)
    folder = data / call.campaign
    source = None
    if call.source is not None:
        known(data, call.source)
        source = _texts(data / call.source)
    try:
        files = new_campaign(call.campaign, source, Beginning(call.start, today().year), call.template)
    except CellError as error:
        raise WrongCallError.of(error) from error
    content = {name: text.encode() for name, text in files.items()}
    shown = str(folder).replace("\\", "/")
    _, problems = read_campaign(Folder(call.campaign, shown, content, lambda path: False), today())
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise DataError(problems)
    try:
        write_folder(folder, content)
    except FileExistsError as error:
        raise WrongCallError(Text("đã có {folder}, không ghi đè", folder=folder)) from error
    say(Text("Đã tạo {folder}. Sửa {plan}, rồi chạy “thidua check”.", folder=folder, plan=folder / PLAN))
    return 0


def _texts(folder: Path) -> dict[str, str]:
    """The texts of a campaign's files; DataError where one cannot be read."""
    texts: dict[str, str] = {}
    files, found = read_files(folder, str(folder))
    for name, content in files.items():
        text, problems = decode(content, str(folder / name))
        found.extend(problems)
        texts[name] = text or ""
    if found:
        raise DataError(found)
    return texts
