"""`thidua import`: the rows of forms and CSV files, to the end of the campaign's tables."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from thidua.commands.call import complain, say, warn
from thidua.commands.given import all_or_none, given, tell_data_from_files
from thidua.config import today
from thidua.entry.containers import is_workbook
from thidua.entry.dialect import csv_lines
from thidua.entry.incoming import Incoming, read_csv
from thidua.entry.merge import TAKEN, Desk, Merged, Part, Read, merge
from thidua.entry.source import Kept, newest, open_campaign, read_given
from thidua.intake.assemble import Folder
from thidua.model import Campaign
from thidua.tables.columns import ACHIEVEMENTS, Table
from thidua.tables.parts import table_in
from thidua.tables.records import cells_of
from thidua.text import Text, mark

_MOST_SHOWN = 200


@all_or_none
def run(call: Namespace) -> int:
    """Add them, each file on its own, and say what each of them brings."""
    tell_data_from_files(call)
    home = call.data / (call.campaign or newest(call.data, today()))
    folder, campaign = open_campaign(home, today())
    kept = Kept(folder)
    desk = Desk(folder, campaign, kept.ledger, today(), call.update)
    merged = merge(desk, [reader(path, folder) for path in given(call.files)], all_or_none=call.all_or_none)
    warn(problem for part in merged.parts for problem in part.problems)
    taken = [part for part in merged.parts if part.is_sound and (merged.is_sound or not call.all_or_none)]
    _show(taken, campaign)
    if not call.dry_run:
        kept.put(merged.files, merged.ledger)
    _conclude(taken, folder, merged, dry=call.dry_run)
    return 0 if merged.is_sound else 1


def reader(path: Path, folder: Folder) -> Read:
    """What reads a file handed in, once the campaign is known that it comes to."""
    content, file = read_given(path), str(path)

    def read(campaign: Campaign) -> Incoming:
        if is_workbook(content):
            from thidua.entry.form_reader import read_form  # noqa: PLC0415 - only where a workbook comes in

            return read_form(content, file, campaign, folder.exists, today())
        return read_csv(content, file, campaign, folder.exists)

    return read


def _show(parts: Iterable[Part], campaign: Campaign) -> None:
    """What each file brings, each row as it will stand in its table."""
    for part in parts:
        counts = {"file": part.file, "new": len(part.new), "known": part.known}
        if part.changed:
            say(
                "{file}: {new} dòng mới, {changed} dòng sửa, {known} dòng đã có.",
                changed=len(part.changed),
                **counts,
            )
        else:
            say("{file}: {new} dòng mới, {known} dòng đã có.", **counts)
        for change in part.changed:
            _write("-", change.row.table, change.old)
            _write("+", change.row.table, change.new)
        for row in part.new[:_MOST_SHOWN]:
            _write("+", row.table, cells_of(row.record, row.table, campaign.plan))
        if len(part.new) > _MOST_SHOWN:
            say("  … và {count} dòng nữa", count=len(part.new) - _MOST_SHOWN)


def _write(sign: str, table: Table, cells: Mapping[str, str]) -> None:
    (line,) = csv_lines([[cells.get(name, "") for name in table.names]])
    named = "" if table is ACHIEVEMENTS else f"{table.file}: "
    sys.stdout.write(f"  {sign} {named}{line}")


def _conclude(parts: list[Part], folder: Folder, merged: Merged, *, dry: bool) -> None:
    """How it ended, table by table."""
    home = folder.shown(ACHIEVEMENTS.file)
    told = False
    for table in TAKEN:
        new = sum(row.table is table for part in parts for row in part.new)
        changed = sum(change.row.table is table for part in parts for change in part.changed)
        files = [folder.shown(name) for name in merged.files if table_in(name).record is table.record]
        file = ", ".join(files)
        if new:
            say(_DRY_ADDED if dry else _ADDED, count=new, file=file)
        if changed:
            say(_DRY_CHANGED if dry else _CHANGED, count=changed, file=file)
        told = told or bool(new or changed)
    if not merged.is_sound:
        complain(
            Text("Các tệp có lỗi ở trên chưa được nhập; sửa rồi nhập lại.")
            if parts
            else Text("Chưa thêm dòng nào vào {file}.", file=home)
        )
    elif not told:
        say("Không có dòng nào mới: {file} giữ nguyên.", file=home)


_ADDED = mark("Đã thêm {count} dòng vào {file}.")
_CHANGED = mark("Đã sửa {count} dòng của {file}.")
_DRY_ADDED = mark("Chạy thử: sẽ thêm {count} dòng; chưa ghi gì vào {file}.")
_DRY_CHANGED = mark("Chạy thử: sẽ sửa {count} dòng; chưa ghi gì vào {file}.")
