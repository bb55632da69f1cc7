"""`thidua plan`: what people edit of a campaign as a workbook, and back."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from thidua.commands.call import WrongCallError, complain, known, save, say, there, warn
from thidua.commands.given import all_or_none
from thidua.config import today
from thidua.entry.source import Kept, newest, open_campaign, read_given
from thidua.intake.assemble import Folder
from thidua.intake.read import problems_of
from thidua.model import Campaign
from thidua.planbook.cells import displayed
from thidua.planbook.layout import TITLES, Column
from thidua.planbook.merge import Change
from thidua.problems import CellError, DataError, Where
from thidua.text import Text, mark, shown

_MOST_SHOWN = 200


@all_or_none
def run(call: Namespace) -> int:
    """Write the workbook, or take it in: 1 where something in it is wrong, and then nothing is written."""
    data = Path(call.data)
    known(data, call.campaign)
    folder, campaign = open_campaign(data / (call.campaign or newest(data, today())), today())
    if call.to is not None:
        if call.dry_run:
            raise WrongCallError("--dry-run: không dùng cùng với --to")
        return _write(call, folder, campaign)
    there(call.book)
    return _take(call, data, folder)


def _write(call: Namespace, folder: Folder, campaign: Campaign) -> int:
    content = made(folder, campaign)
    save(call.to, content, force=call.force)
    say(
        "Sửa trong {file}, rồi nhận về: thidua plan --from {file}. Chú thích trong plan.yml ở nguyên đó; "
        "kết quả, tiến độ, báo cáo gửi bằng biểu.",
        file=call.to,
    )
    return 0


def made(folder: Folder, campaign: Campaign) -> bytes:
    """The workbook of a sound campaign; DataError for what a workbook cannot hold."""
    from thidua.planbook.book import book_bytes  # noqa: PLC0415 - XlsxWriter is slow to import
    from thidua.planbook.rows import of_plan, sheeted  # noqa: PLC0415 - as the above

    files, sheets = of_plan(folder.files), sheeted(folder.files)
    plan = campaign.plan
    try:
        return book_bytes(campaign.id, plan.title, plan.start, sheets.parts, sheets.rows, files)
    except CellError as error:
        raise DataError([Where(folder.path).of(error)]) from error


def _take(call: Namespace, data: Path, folder: Folder) -> int:
    from thidua.planbook.take import take  # noqa: PLC0415 - only where a workbook comes in

    kept = Kept(folder)
    judge = partial(problems_of, data, today=today())
    taken = take(read_given(call.book), str(call.book), folder, kept.ledger, judge)
    warn(taken.problems)
    if not taken.is_sound:
        complain("Chưa ghi gì: sửa các chỗ trên trong sổ rồi chạy lại.")
        return 1
    for sheet, name in taken.unseen:
        complain(
            "Trang {sheet}: “{name}” có trong tệp mà không có trong sổ, giữ nguyên.", sheet=sheet, name=name
        )
    for sheet, change in taken.changes[:_MOST_SHOWN]:
        say(_told(TITLES[sheet], change))
    if more := taken.changes[_MOST_SHOWN:]:
        say("  … và {count} chỗ nữa", count=len(more))
    for sheet in taken.reordered if taken.files else ():
        say("  {sheet}: các dòng đứng theo thứ tự của sổ", sheet=sheet)
    if not taken.files:
        say("Không có gì đổi: các tệp của {folder} giữ nguyên.", folder=folder.path)
        return 0
    if not call.dry_run:
        kept.put(taken.files, {**kept.ledger, taken.key: taken.state})
    dry = Text("Chạy thử, chưa ghi gì; sẽ sửa: {files}", files=", ".join(taken.files))
    done = Text("Đã ghi: {files}", files=", ".join(folder.shown(name) for name in taken.files))
    say(dry if call.dry_run else done)
    return 0


def _told(sheet: str, change: Change) -> Text:
    """One change: a row that comes or goes, or a cell."""
    if change.column is None:
        kind = mark("  + {sheet}: {name}") if change.new else mark("  - {sheet}: {name}")
        return Text(kind, sheet=sheet, name=shown(change.name))
    return Text(
        "  {place}, {column}: {old} → {new}",
        place=f"{sheet} {shown(change.name)}".strip(),
        column=change.column.title,
        old=_on_one_line(change.old, change.column),
        new=_on_one_line(change.new, change.column),
    )


def _on_one_line(text: str, column: Column) -> str:
    return shown(" / ".join(displayed(text, column.shape).split("\n"))) or "–"
