"""What lies beside a campaign's tables: what is not read is told; the inbox's diary, a line a form."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from thidua.intake.assemble import FILES, PLAN
from thidua.model import Sent
from thidua.problems import Problem, Where
from thidua.reading.folding import fold
from thidua.tables.parts import is_part
from thidua.text import Text, made_visible, neutral, shown

EVIDENCE, INBOX = "evidence", "hop-thu"
LEDGER = "form-rows.csv"  # of the forms that were taken in
DIARY = f"{INBOX}/nhat-ky.csv"  # who sent what, when, and what became of it
_OF_PROGRAMS = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_NOTES = frozenset({".md", ".txt"})
_TEXTS = frozenset({".csv", ".tsv", ".tab", ".yml", ".yaml"})
_HOLD_ROWS = _TEXTS | {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"}
_LEFT_BEHIND = frozenset({".bak", ".tmp", ".orig", ".swp", ".old", ".part", ".crdownload"})
_STEMS = {PurePosixPath(name).stem: name for name in FILES}
HEADER = ("ngay", "tep", "don_vi", "ket_qua", "dong_moi", "dong_sua", "loi")
TAKEN, ANSWERED = str(Text("đã nhập")), str(Text("trả lại"))


def is_expected(path: str) -> bool:
    """Whether a path in a campaign's folder is read, kept for a purpose, or left there by a program.

    Evidence and forms that wait are told of elsewhere; notes (.md, .txt) hold no rows.
    """
    first, *rest = path.split("/")
    name = first if not rest else rest[-1]
    if first in (EVIDENCE, INBOX) or (first in (*FILES, LEDGER) and not rest) or is_part(path):
        return True
    if any(part.startswith((".", "~$")) for part in (first, *rest)) or name.lower() in _OF_PROGRAMS:
        return True
    return PurePosixPath(name).suffix.lower() in _NOTES and _copied(name) is None


def is_note(name: str) -> bool:
    """Whether a file is by its name what nobody sends: a note, or what a program leaves there."""
    is_text = PurePosixPath(name).suffix.lower() in _NOTES
    return is_text or name.lower() in _OF_PROGRAMS or _is_left_behind(name)


def _is_left_behind(name: str) -> bool:
    return name.endswith("~") or PurePosixPath(name).suffix.lower() in _LEFT_BEHIND


def unread_problems(
    folder: str, paths: Iterable[str], missing: Collection[str] = frozenset()
) -> Iterator[Problem]:
    """A problem for each path that is not expected: an error where it may hold rows, else a warning.

    ``missing`` are files of the campaign that are not there: what looks like a copy may be one of them.
    """
    for path in paths:
        if is_expected(path):
            continue
        where, name = Where(f"{folder}/{made_visible(path)}"), PurePosixPath(path).name
        copied, suffix = _copied(name), PurePosixPath(name).suffix.lower()
        if copied is not None and not _is_left_behind(name):
            kind = "unread-file/misnamed" if copied in missing else "unread-file/copy"
            yield where.error(kind, name=shown(name), file=copied)
        elif suffix in _HOLD_ROWS:
            kind = "unread-file/rows" if suffix in _TEXTS else "unread-file/book"
            yield where.error(kind, name=shown(name))
        else:
            yield where.warning("unread-file/other", name=shown(name))


def _copied(name: str) -> str | None:
    """The file that a name seems to be a copy of: achievements (1).csv, Bản sao của units.csv."""
    plain = fold(name)
    for stem, file in _STEMS.items():
        # plan.txt may be the plan as it was printed; plan.yml.txt is what a computer that hides endings makes
        kinds = _HOLD_ROWS if file == PLAN and not plain.startswith(PLAN) else _HOLD_ROWS | _NOTES
        begins = re.match(rf"{stem}(?![a-z0-9])", plain) or re.search(rf" {stem}\.[a-z]+$", plain)
        if begins and PurePosixPath(plain).suffix in kinds:
            return file
    return None


def line(sent: Sent, file: str) -> tuple[str, ...]:
    """The cells of a line, which a spreadsheet opens; ``file`` is what the form was called."""
    counts = (sent.new, sent.changed, sent.errors)
    word = TAKEN if sent.taken else ANSWERED
    return (sent.on.isoformat(), neutral(file), sent.unit, word, *map(str, counts))


def rows(content: bytes) -> Iterator[tuple[Sent, str]]:
    """What came in, oldest first, each with the file's name; a line that is none of ours is passed over."""
    for text in content.decode("utf-8-sig", "replace").splitlines():
        try:
            (cells,) = csv.reader([text])
            on, (file, unit, word), counts = date.fromisoformat(cells[0]), cells[1:4], cells[4:]
            new, changed, errors = map(int, counts)
        except (csv.Error, ValueError, IndexError):
            continue
        if word in (TAKEN, ANSWERED) and all(map(str.isdecimal, counts)):
            yield Sent(on, unit, word == TAKEN, new, changed, errors), file
