"""`thidua form` and `thidua import`: read, ask the core, write whole files, say what was done."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from thidua.commands import WrongCallError
from thidua.config import today
from thidua.entry.call import complain, given, known, say, tell_data_from_files
from thidua.entry.dialect import csv_lines
from thidua.entry.incoming import Incoming, read_csv
from thidua.entry.merge import Merged, Read, merge
from thidua.entry.source import newest, open_campaign, read_given
from thidua.entry.zip_scan import SIGNATURE
from thidua.figures.progress import measure
from thidua.files import replace_files
from thidua.intake.assemble import Folder
from thidua.intake.read import load
from thidua.model import Achievement, Campaign
from thidua.problems import CellError
from thidua.problems.formats import as_text
from thidua.tables.canonical import achievement_cells
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.names import unit_names
from thidua.text import Text
from thidua.words import VIETNAMESE

_MOST_SHOWN = 200


def make_form(call: Namespace) -> int:
    """Write a unit's entry form."""
    from thidua.entry.form import form  # noqa: PLC0415 - XlsxWriter is slow to import
    from thidua.entry.form_reader import is_blank_form  # noqa: PLC0415 - openpyxl too

    known(call.data, call.campaign)
    campaign = load(call.data, call.campaign, today()).campaigns[0]
    try:
        unit = unit_names(campaign.units).parse(call.unit)
    except CellError as error:
        raise WrongCallError(f"{error.message} — {error.hint}") from error
    content = form(measure(campaign, call.as_of or min(today(), campaign.plan.closes)), unit, VIETNAMESE)
    before = read_given(call.out) if call.out.exists() else None
    if before is not None and before != content and not is_blank_form(before):
        raise WrongCallError(str(Text("tệp {file} đã có và đã điền; chọn tên khác", file=call.out)))
    if not call.out.parent.is_dir():
        raise WrongCallError(str(Text("không có thư mục {folder}", folder=call.out.parent)))
    replace_files([(call.out, content, before)])
    say(Text("Đã tạo biểu của đơn vị {unit}: {file}", unit=campaign.units[unit].name, file=call.out))
    return 0


def bring_in(call: Namespace) -> int:
    """Add the rows of forms and CSV files to achievements.csv, all of them or none."""
    tell_data_from_files(call)
    folder, campaign = open_campaign(call.data / (call.campaign or newest(call.data, today())), today())
    readers = [_reader(path, folder, campaign) for path in given(call.files)]
    merged = merge(folder, campaign, readers, today())
    path = Path(folder.shown(ACHIEVEMENTS.file))
    if merged.problems:
        sys.stderr.write(as_text(merged.problems))
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
        cells = [achievement_cells(row, campaign.plan.targets) for row in part.new[:_MOST_SHOWN]]
        for line in csv_lines([row[column] for column in ACHIEVEMENTS.columns] for row in cells):
            sys.stdout.write(f"  + {line}")
        if len(part.new) > _MOST_SHOWN:
            say(Text("  … và {count} dòng nữa", count=len(part.new) - _MOST_SHOWN))
