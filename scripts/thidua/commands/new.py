"""`thidua new`: a new campaign's folder."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from thidua.beside import text_beside
from thidua.commands.call import WrongCallError, complain, known, save, say
from thidua.commands.given import all_or_none
from thidua.commands.plan import made as workbook_of
from thidua.config import today
from thidua.entry.source import read_given
from thidua.files import write_folder
from thidua.intake.assemble import PLAN, Folder, read_campaign
from thidua.intake.disk import read_files
from thidua.intake.read import problems_of
from thidua.plan.new_campaign import Beginning, new_campaign
from thidua.problems import DataError, are_sound
from thidua.reading.decode import decode


@all_or_none
def run(call: Namespace) -> int:
    """Make it; it passes the check as it stands."""
    data = Path(call.data)
    folder = data / call.campaign
    source: Mapping[str, str] | str = template_text(call.template)
    if call.source is not None:
        known(data, call.source)
        source = _texts(data / call.source)
    files = new_campaign(call.campaign, source, Beginning(call.start, today().year))
    shown = str(folder).replace("\\", "/")
    content = {name: text.encode() for name, text in files.items()}
    made = Folder(call.campaign, shown, content, lambda path: False)
    if book := call.workbook if call.workbook and call.workbook.exists() else None:
        content = _of_workbook(book, made, data)
    campaign, problems = read_campaign(replace(made, files=content), today())
    if campaign is None or not are_sound(problems):
        raise DataError(problems)
    there = WrongCallError("đã có {folder}, không ghi đè", folder=folder)
    if folder.exists():
        raise there
    if call.workbook and book is None:
        save(call.workbook, workbook_of(replace(made, files=content), campaign), force=False)
    try:
        write_folder(folder, content)
    except FileExistsError as error:
        raise there from error
    at = "" if data == Path("data") else f" {data}"
    if call.workbook and book is None:
        say(
            "Đã tạo {folder}. Điền kế hoạch vào {book}, rồi chạy “thidua plan{at} --from {book}”.",
            folder=folder,
            book=call.workbook,
            at=at,
        )
        return 0
    say("Đã tạo {folder}. Sửa {plan}, rồi chạy “thidua check{at}”.", folder=folder, plan=folder / PLAN, at=at)
    return 0


def template_text(name: str) -> str:
    """What a campaign that carries nothing over starts from."""
    return text_beside("plan", "beginnings", f"{name}.yml")


def _of_workbook(book: Path, folder: Folder, data: Path) -> dict[str, bytes]:
    """The files of a new campaign as a filled workbook has them; DataError with the cells that are wrong."""
    from thidua.planbook.take import take_anew  # noqa: PLC0415 - only where a workbook comes in

    taken = take_anew(read_given(book), str(book), folder, partial(problems_of, data, today=today()))
    if not taken.is_sound:
        raise DataError(taken.problems)
    if taken.campaign != folder.name:
        complain(
            "{book} được ghi từ phong trào “{campaign}”: ngày tháng giữ nguyên như ở đó, xem lại.",
            book=book,
            campaign=taken.campaign,
        )
    return {**folder.files, **taken.files}


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
