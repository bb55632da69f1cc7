"""The readers of what comes from outside, each as one call on any bytes, and what must hold of answers."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from campaigns import EVIDENCE, TODAY, campaign_files
from catalogue import CODES
from thidua.api import status_json
from thidua.entry.form import form_bytes
from thidua.entry.form_reader import read_form
from thidua.entry.merge import Desk, merge
from thidua.figures.progress import measure
from thidua.intake.assemble import FILES, Folder, read_campaign
from thidua.model import Campaign
from thidua.problems import Problem, Severity
from thidua.problems.formats import as_github, as_json, as_text
from thidua.tables.columns import ACHIEVEMENTS
from thidua.words import VIETNAMESE

REAL = Path(__file__).resolve().parents[2] / "data" / "2022"
SHEET = "xl/worksheets/sheet2.xml"  # Kết quả
FIRST_ROW = 7


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: what it does with bytes, sound input to begin with, and words that mean something in it."""

    read: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[str]


def campaign(data: bytes) -> None:
    """Read the campaign with one of its files, named by the first byte, replaced by the bytes after it."""
    if not data:
        return
    files = {**campaign_files(), FILES[data[0] % len(FILES)]: data[1:]}
    found, problems = _read(files)
    _hold(problems, sound=found is not None)
    if found is not None:
        figures = measure(found, TODAY)
        assert sum(figures.totals.values()) == len(found.plan.targets)
        json.dumps(status_json(figures, ""), allow_nan=False)


def entry_form(data: bytes) -> None:
    """Read a form and bring it in; the first byte says whether cells, a part or the file are spoilt."""
    if not data:
        return
    place, rest = data[0], data[1:]
    parts = _parts()
    if place < 64:
        content = _zipped({**parts, SHEET: _with_rows(parts[SHEET], rest.decode("utf-8", "replace"))})
    elif place < 192:
        content = _zipped({**parts, sorted(parts)[place % len(parts)]: rest})
    else:
        content = rest
    known = _campaign()

    incoming = read_form(content, "vp.xlsx", known, _exists, TODAY)
    _hold(incoming.problems, sound=None)
    folder = Folder("2022", "data/2022", campaign_files(), _exists)
    merged = merge(
        Desk(folder, known, {}, TODAY),
        [lambda recorded: read_form(content, "vp.xlsx", recorded, _exists, TODAY)],
    )
    (part,) = merged.parts
    _hold(part.problems, sound=part.is_sound)
    if part.is_sound:
        found, _ = _read({**folder.files, **merged.files})
        assert found is not None
        new = sum(row.table is ACHIEVEMENTS for row in part.new)
        assert len(found.achievements) == len(known.achievements) + new


def _hold(problems: Sequence[Problem], sound: bool | None) -> None:
    """Every problem has a documented code and can be told in each format; only an error refuses."""
    for problem in problems:
        assert problem.code in CODES, problem.code
        assert "\n" not in f"{problem.message}{problem.hint}", problem
    assert as_text(problems)
    assert as_github(problems).count("\n") == len(problems)
    assert len(json.loads(as_json(problems))) == len(problems)
    if sound is not None:
        assert sound is not any(problem.severity is Severity.ERROR for problem in problems)


def _read(files: Mapping[str, bytes]) -> tuple[Campaign | None, list[Problem]]:
    return read_campaign(Folder("2022", "data/2022", files, _exists), TODAY)


def _exists(path: str) -> bool:
    return path == EVIDENCE


@cache
def _campaign() -> Campaign:
    found, _ = _read(campaign_files())
    assert found is not None
    return found


@cache
def _parts() -> Mapping[str, bytes]:
    """The parts of a blank form."""
    blank = form_bytes(measure(_campaign(), TODAY), "VP", VIETNAMESE)
    with zipfile.ZipFile(BytesIO(blank)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_rows(sheet: bytes, text: str) -> bytes:
    """The entry sheet with each line of the text typed into a row, tabs between the cells."""
    lines = [line.split("\t") for line in text.split("\n")[:20]]
    rows = "".join(_row(number, cells) for number, cells in enumerate(lines, FIRST_ROW))
    blank = re.compile(rb'<row r="7".*</sheetData>', re.DOTALL)
    return blank.sub(lambda _: f"{rows}</sheetData>".encode(), sheet)


def _row(number: int, cells: Sequence[str]) -> str:
    typed = "".join(
        _cell(f"{column}{number}", cell) for column, cell in zip("ABCDEFGHI", cells, strict=False)
    )
    return f'<row r="{number}">{typed}</row>'


def _cell(address: str, typed: str) -> str:
    """A text; a formula where it begins with ``=``, a number where it begins with ``#``."""
    if typed.startswith("="):
        return f'<c r="{address}"><f>{escape(typed[1:])}</f><v>1</v></c>'
    if typed.startswith("#"):
        return f'<c r="{address}"><v>{escape(typed[1:])}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(typed)}</t></is></c>' if typed else ""


def _campaign_seeds() -> list[bytes]:
    """Each file of the small sound campaign and of the real one."""
    real = {name: (REAL / name).read_bytes()[:20_000] for name in FILES if (REAL / name).is_file()}
    return [
        bytes([FILES.index(name)]) + content
        for files in (campaign_files(), real)
        for name, content in files.items()
        if name in FILES
    ]


def _form_seeds() -> list[bytes]:
    """Rows as typed into a form, every part of a blank one, and the whole of it."""
    parts = _parts()
    rows = [
        "10/1/2022\tCN-01\t2\tCông nhận\tKhông giữ chức vụ\tQĐ 5\tghi chú",
        "#44571\tCN-03\t#5\n\n=1+1\tLK-01",
    ]
    seeds = [b"\0" + row.encode() for row in rows]
    numbers = {sorted(parts)[place % len(parts)]: place for place in range(64, 192)}
    return [*seeds, *(bytes([numbers[name]]) + parts[name] for name in parts), b"\xff" + _zipped(parts)]


_CELLS = (
    "date", "target_id", "unit_id", "value", "stage", "role", "evidence", "note", "ngày", "chỉ tiêu",
    "giá trị", "2022-01-10", "30/6/2022", "30.06.2022", "31-12-2022", "1.250", "1.250,5", "12,0", "-1",
    "85%", "1e5", "NaN", "#REF!", "CN-01", "CN-03", "KL-01", "XL-01", "MUC-01", "LK-01", "VPTTr", "awarded",
    "đề nghị", "lãnh đạo", "Hoàn thành tốt nhiệm vụ", "evidence/qd-12.pdf", "https://", "file:",
    "Tổng cộng", "\ufeff", "\u200b", "\u202e", "\u0301",
)  # fmt: skip
_PLAN = (
    "campaign:", "phases:", "targets:", "goal:", "at_least", "more_than", "at_most", "between", "pace:",
    "even", "at_end", "{by: ", "baseline:", "counts:", "reading:", "cumulative", "population:", "scale:",
    "ceiling:", "due:", "rules:", "milestones:", "tasks:", "<<:", "&a ", "*a", "!!str ", "---\n", "|\n",
    ">-\n", "{", "}", "[", "]", "sep=;\n", "<<<<<<< ", ": ", "- ", "? ",
)  # fmt: skip
_XML = (
    "<row ", "<c ", 't="s"', 't="b"', 't="e"', 't="d"', 't="inlineStr"', "<v>", "<f>", "<is><t>",
    "<mergeCell ", 'r="XFD1"', "<!DOCTYPE ", "<!ENTITY ", "&amp;", "&#0;", 'encoding="utf-16"',
    "xl/workbook.xml", "<sheet ", "PK\x03\x04",
)  # fmt: skip

READERS: Mapping[str, Reader] = {
    "campaign": Reader(campaign, _campaign_seeds, _CELLS + _PLAN),
    "form": Reader(entry_form, _form_seeds, _CELLS + _XML),
}
