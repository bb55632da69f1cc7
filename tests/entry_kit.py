"""Forms made, filled as a person would, and brought in through the command line."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from campaigns import PLAN
from thidua.cli import main
from thidua.entry.sections import Sheet
from thidua.planbook import book as planbook

NEW_YEAR = "1646092800"  # 1 March 2022, for SOURCE_DATE_EPOCH
FIRST_ROW = 7
# A figure of the whole office comes from the form of the unit in charge.
OWNED = (
    PLAN.replace("scale: xl4}", "scale: xl4, owner: VP}")
    .replace("goal: {at_least: 90}}", "goal: {at_least: 90}, owner: VP}")
    .replace("baseline: 5}", "baseline: 5, owner: VP}")
) + "report_day: 5\n"
COLUMNS = {"date": "A", "target": "B", "value": "C", "stage": "D", "role": "E", "evidence": "F", "note": "G"}

Row = Mapping[str, object]
_MADE: dict[str, bytes] = {}


@contextmanager
def few_rows(most: int = 5) -> Iterator[None]:
    """Make workbooks with no more empty rows than a test fills: each costs its share of every reading."""
    sheets = {sheet.value: sheet.value.rows for sheet in Sheet}
    spare = planbook._SPARE
    try:
        for ruled, rows in sheets.items():
            object.__setattr__(ruled, "rows", min(most, rows))
        planbook._SPARE = min(most, spare)
        yield
    finally:
        for ruled, rows in sheets.items():
            object.__setattr__(ruled, "rows", rows)
        planbook._SPARE = spare


class Desk:
    """A folder with data/, and the commands run in it; with ``whole`` its forms have all their rows."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], *, whole: bool = False) -> None:
        self.folder, self.capsys = folder, capsys
        self._paper = nullcontext if whole else few_rows

    @property
    def achievements(self) -> Path:
        return self.folder / "data" / "2022" / "achievements.csv"

    def run(self, *words: object) -> tuple[int, str, str]:
        """(exit code, stdout, stderr) of ``thidua`` with these words."""
        self.capsys.readouterr()
        try:
            with self._paper():
                code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        out = self.capsys.readouterr()
        return code, out.out, out.err

    def form(self, unit: str = "VP", name: str = "vp.xlsx") -> Path:
        """A blank form."""

        def blank(path: Path) -> None:
            code, _, told = self.run("form", "--unit", unit, "--out", path)
            assert code == 0, told

        return self.made(name, unit, blank)

    def filled(self, *rows: Row, unit: str = "VP", name: str = "vp.xlsx", sheet: str = "Kết quả") -> Path:
        """A form with the rows typed into it, saved by openpyxl."""
        return self.made(
            name, f"{unit} {rows} {sheet}", lambda path: fill(self.form(unit, name), rows, sheet)
        )

    def made(self, name: str, what: str, make: Callable[[Path], None]) -> Path:
        """A file under this name: of the same data on the same day the one that was made before."""
        path = self.folder / name
        key = f"{what} {os.environ.get('SOURCE_DATE_EPOCH')} {self.hashes()}"
        if key not in _MADE:
            make(path)
            _MADE[key] = path.read_bytes()
        path.write_bytes(_MADE[key])
        return path

    def hashes(self) -> dict[str, str]:
        """What stands under data/, to the byte."""
        root = self.folder / "data"
        return {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }


def fill(path: Path, rows: Sequence[Row], sheet: str = "Kết quả") -> None:
    """Type rows into a form; a value may be a pair with the format of its cell."""
    typed = {f"{COLUMNS[name]}{line}": row[name] for line, row in enumerate(rows, FIRST_ROW) for name in row}
    if not _put(path, sheet, typed):
        _put_by_openpyxl(path, sheet, typed)


def _put(path: Path, sheet: str, typed: Row) -> bool:
    """Put plain values where a form has cells for them, a tenth of openpyxl's work; whether it could."""
    if any(isinstance(value, tuple | datetime) or str(value).startswith("=") for value in typed.values()):
        return False
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    names = re.findall('<sheet [^>]*?name="([^"]+)"', parts["xl/workbook.xml"].decode())
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    text = parts[part].decode()
    for place, value in typed.items():
        cell = re.compile(rf'<c r="{place}"( s="\d+")?[^>]*?(/>|>.*?</c>)')
        text, found = cell.subn(lambda known, place=place, value=value: _cell(place, known[1], value), text)
        if not found:
            return False
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return True


def _cell(place: str, style: str | None, value: object) -> str:
    """A cell of a sheet as Excel would write it, its text in place."""
    start = f'<c r="{place}"{style or ""}'
    match value:
        case None:
            return f"{start}/>"
        case bool():
            return f'{start} t="b"><v>{value:d}</v></c>'
        case date():
            return f"{start}><v>{(value - date(1899, 12, 30)).days}</v></c>"
        case str():
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"{start}><v>{value}</v></c>"


def _put_by_openpyxl(path: Path, sheet: str, typed: Row) -> None:
    book = opened(path)
    for place, value in typed.items():
        cell = book[sheet][place]
        if isinstance(value, tuple):
            cell.value, cell.number_format = value
        else:
            cell.value = value
    book.save(path)


def opened(path: Path | str) -> Any:
    """The workbook in the hands of openpyxl, which reads the same bytes once: a tenth of its work."""
    return pickle.loads(_read(Path(path).read_bytes()))


@cache
def _read(content: bytes) -> bytes:
    return pickle.dumps(openpyxl.load_workbook(BytesIO(content)))
