"""`thidua export`: the workbook with live formulas, the same as on the site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.call import add_force, add_shown, progress_of, save
from thidua.words import VIETNAMESE

ABOUT = "xuất bảng tính có công thức sống (Excel)"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_shown(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP", help="tệp .xlsx để ghi")
    add_force(parser)


def run(call: Namespace) -> int:
    """Write it."""
    from thidua.export.workbook import workbook_xlsx  # noqa: PLC0415 - XlsxWriter is slow to import

    progress = progress_of(call)
    save(call.out, workbook_xlsx(progress.campaign, progress, VIETNAMESE), force=call.force)
    return 0
