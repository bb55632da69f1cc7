"""`thidua import`: the rows of forms and CSV files, to the end of achievements.csv."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from thidua.commands.call import complain, say, warn
from thidua.commands.given import add_files, all_or_none, given, tell_data_from_files
from thidua.config import today
from thidua.entry.dialect import csv_lines
from thidua.entry.incoming import Incoming, read_csv
from thidua.entry.merge import Merged, Read, merge
from thidua.entry.source import newest, open_campaign, read_given
from thidua.entry.zip_scan import SIGNATURE
from thidua.files import replace_files
from thidua.intake.assemble import Folder
from thidua.model import Achievement, Campaign
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.records import cells_of
from thidua.text import Text

ABOUT = "nhập biểu đã điền hoặc tệp CSV vào achievements.csv"
_MOST_SHOWN = 200


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_files(parser, "biểu .xlsx hoặc tệp CSV", "chỉ cho xem sẽ thêm gì, không ghi")


@all_or_none
def run(call: Namespace) -> int:
    """Add them, all of them or none, and say what each file brings."""
    tell_data_from_files(call)
    folder, campaign = open_campaign(call.data / (call.campaign or newest(call.data, today())), today())
    readers = [_reader(path, folder, campaign) for path in given(call.files)]
    merged = merge(folder, campaign, readers, today())
    path = Path(folder.shown(ACHIEVEMENTS.file))
    warn(merged.problems)
    if merged.content is None:
        complain(Text("Chưa thêm dòng nào vào {file}.", file=path))
        return 1
    _show(merged, campaign)
    if call.dry_run:
        say(Text("Chạy thử: sẽ thêm {count} dòng; chưa ghi gì vào {file}.", count=merged.new, file=path))
    elif merged.new:
        replace_files([(path, merged.content, folder.files[ACHIEVEMENTS.file])])
        say(Text("Đã thêm {count} dòng vào {file}.", count=merged.new, file=path))
    else:
        say(Text("Không có dòng nào mới: {file} giữ nguyên.", file=path))
    return 0


def _reader(path: Path, folder: Folder, campaign: Campaign) -> Read:
    content, file = read_given(path), str(path)

    def read(recorded: Sequence[Achievement]) -> Incoming:
        if content.startswith(SIGNATURE):
            from thidua.entry.form_reader import read_form  # noqa: PLC0415 - openpyxl is slow to import

            return read_form(content, file, campaign, folder.exists, recorded)
        return read_csv(content, file, campaign, folder.exists)

    return read


def _show(merged: Merged, campaign: Campaign) -> None:
    """What each file brings, each row as it will stand in achievements.csv."""
    for part in merged.parts:
        say(
            Text(
                "{file}: {new} dòng mới, {known} dòng đã có.",
                file=part.file,
                new=len(part.new),
                known=part.known,
            )
        )
        written = [cells_of(row, ACHIEVEMENTS, campaign.plan) for row in part.new[:_MOST_SHOWN]]
        for line in csv_lines([row[column] for column in ACHIEVEMENTS.names] for row in written):
            sys.stdout.write(f"  + {line}")
        if len(part.new) > _MOST_SHOWN:
            say(Text("  … và {count} dòng nữa", count=len(part.new) - _MOST_SHOWN))
