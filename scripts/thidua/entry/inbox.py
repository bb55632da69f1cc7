"""A folder that filled forms are dropped into: which files wait in it, and what became of the others.

Each file is looked at once: what came in goes to ``da-nhan``, what did not, or is no form at all, gets an
answer beside it and is known by its bytes from then on. Whatever is cut off is done again by the next run,
with the same outcome.
"""

import csv
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from io import StringIO
from math import inf
from pathlib import Path

from thidua.entry.containers import is_owner_name, is_workbook, kind_of_file
from thidua.entry.sections import TITLE
from thidua.files import held, write_safely
from thidua.intake.unread import DIARY, HEADER, is_note, line, rows
from thidua.model import Sent
from thidua.problems import CellError, Problem, Where
from thidua.reading.decode import MAX_BYTES, SAVE_BOOK, decode, recognised
from thidua.reading.folding import fold
from thidua.text import made_visible, neutral

TAKEN, LOG, STATE = "da-nhan", "nhat-ky.csv", "da-xem.csv"
LETTER, MARKED = ".tra-loi.txt", ".tra-lai.xlsx"
FORMS = (".xlsx", ".ods", ".xls", ".xlsm")

_PACKED = (".zip", ".rar", ".7z")
_CORRECTION = "dinh chinh"
_SHOWN = 50  # forms on the page that tells what became of them
_LONGEST_WAIT = 30  # seconds, for a file that is still being copied
_LONGEST_STEM = 255 - len(f".{MARKED}.new")  # bytes, of which a disk gives a name 255
_PATIENCE = 40  # times ``settle``, for one whose copy has halted, as on a poor network


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that nobody has looked at: its place, its bytes, and whether it calls itself a correction.

    Of a folder, the names of what lies in it.
    """

    path: Path
    content: bytes

    @property
    def sha256(self) -> str:
        """By which it is known again."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def seen_as(self) -> str:
        """By which it is known once answered: the same bytes sent as a correction ask something else."""
        return hashlib.sha256(b"dinh-chinh" + self.content).hexdigest() if self.is_correction else self.sha256

    @property
    def name(self) -> str:
        """What letters and lists call it: no line ends, nothing that a terminal obeys, no half characters."""
        return made_visible(self.path.name)

    @property
    def is_form(self) -> bool:
        """Whether its name says that it may be one."""
        return _may_be_form(self.path)

    @property
    def is_correction(self) -> bool:
        """Whether its name says that recorded rows are to be changed."""
        return _CORRECTION in " ".join(fold(self.path.stem).replace("-", " ").replace("_", " ").split())

    @property
    def base(self) -> Path:
        """The file as it was first sent, where this one is an answer that was filled in."""
        name = self.path.name
        return self.path.with_name(_stem(name) + ".xlsx") if name.endswith(MARKED) else self.path

    def beside(self, ending: str) -> Path:
        """The place of an answer."""
        return self.path.with_name(f"{_short(_stem(self.path.name))}{ending}")


class Inbox:
    """The folder, of which one process at a time is master."""

    def __init__(self, folder: Path, settle: float) -> None:
        self.folder, self._settle = folder, settle
        # However somebody has saved it: what is no hash tells nothing.
        self._seen = {*re.findall(rb"\b[0-9a-f]{64}\b", _held_by(folder / STATE))}
        self.copying: list[Path] = []
        self.closed: list[Path] = []

    def waiting(self) -> list[Waiting]:
        """The files to be looked at, by name; those that are still being copied stand in ``copying``."""
        found = []
        self._rest()
        for path in filter(_is_answered, self._shown()):
            try:
                before = path.stat()
                if _age(before) < self._settle:
                    self.copying.append(path)
                    continue
                content = _names_in(path) if path.is_dir() else _begun(path)
                after = path.stat()
            except PermissionError:
                self.closed.append(path)
                continue
            except FileNotFoundError:  # what a program puts there while it saves is soon gone
                continue
            one = Waiting(path, content)
            moved = (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns)
            if moved or (_is_cut(content) and _age(before) < _PATIENCE * self._settle):
                self.copying.append(path)
            elif one.seen_as.encode() not in self._seen:
                found.append(one)
        return found

    def take(self, one: Waiting, unit: str, day: date, letter: bytes | None) -> Path:
        """Put a form that came in into the archive, with what was answered to it before.

        ``letter`` takes its place, where there is something to look at again. A form that was saved anew
        meanwhile stays, and waits for the next run.
        """
        archive = self.folder / TAKEN
        archive.mkdir(exist_ok=True)
        head = f"{day.isoformat()}-{unit}"
        place = archive / f"{head}-{one.sha256[:8]}{one.path.suffix.lower()}"
        for other in (one.base, one.beside(MARKED)):
            if other != one.path and other.is_file():
                before = Waiting(other, other.read_bytes())
                other.replace(archive / f"{head}-{before.sha256[:8]}-tra-lai{other.suffix}")
        one.beside(LETTER).unlink(missing_ok=True)
        if letter is not None:
            write_safely(one.beside(LETTER), letter)
        if _is_still(one):
            one.path.replace(place)
        else:
            write_safely(place, one.content)
        return place

    def answer(self, one: Waiting, letter: bytes, marked: bytes | None) -> None:
        """Put an answer beside a form that did not come in; the answer itself is no form that waits."""
        self._remember(one)
        if marked is not None:
            self._remember(Waiting(one.beside(MARKED), marked))
            write_safely(one.beside(MARKED), marked)
        write_safely(one.beside(LETTER), letter)

    def log(self, sent: Sent, name: str, home: Path) -> None:
        """A line of the diary, here and beside the data: who sent what, when, and what became of it."""
        for path in (self.folder / LOG, home / DIARY):
            path.parent.mkdir(exist_ok=True)
        for place in {path.parent.resolve() / path.name for path in (self.folder / LOG, home / DIARY)}:
            _append(place, line(sent, name), HEADER)

    def status(self) -> bytes:
        """The newest lines of the diary with the answers that stand beside the forms, for a page to show."""
        told = [*rows(_held_by(self.folder / LOG))]
        entries = [
            {"file": name, **asdict(sent), "on": sent.on.isoformat(), "letter": self._letter(name)}
            for sent, name in told[-_SHOWN:]
        ]
        return json.dumps({"schema": "thidua/inbox/1", "forms": entries[::-1]}, ensure_ascii=False).encode()

    def _letter(self, name: str) -> str:
        """What is wrong, without the letter's head, and its end about files that a page cannot open."""
        own = _short(_stem(name)) + LETTER
        found = (path for path in self._shown() if neutral(made_visible(path.name)) == own)
        told = b"".join(map(_held_by, found)).decode("utf-8-sig", "replace")
        return "\n\n".join(told.replace("\r\n", "\n").split("\n\n")[2:-1])

    def _rest(self) -> None:
        """Wait until nothing has changed for a while: who calls as soon as a file appears is too early."""
        until = time.monotonic() + min(_LONGEST_WAIT, 4 * self._settle)
        while time.monotonic() < until:
            left = self._settle - min(map(_rested, filter(_is_answered, self._shown())), default=self._settle)
            if left <= 0 or left > self._settle:
                return
            time.sleep(min(left + 0.05, 1))

    def others(self) -> list[Path]:
        """What lies in the folder and nobody is answered for: links, notes, what programs leave behind."""
        return [path for path in self._shown() if not (_is_answered(path) or path.name.endswith(LETTER))]

    def _shown(self) -> list[Path]:
        """What people have put there, and our answers."""
        own = (TAKEN, LOG, STATE)
        return [
            path
            for path in sorted(self.folder.iterdir())
            if path.name not in own and not path.name.startswith(".") and not is_owner_name(path.name)
        ]

    def _remember(self, one: Waiting) -> None:
        self._seen.add(one.seen_as.encode())
        _append(self.folder / STATE, (one.seen_as, one.name), ("sha256", "tep"))


def refused(one: Waiting) -> Problem:
    """Why what is no form by its name does not come in."""
    where = Where(one.name)
    if one.path.is_dir():
        return where.error("unread-file/folder")
    if one.path.suffix.lower() in _PACKED:
        return where.error("unread-file/packed")
    if is_workbook(one.content):
        try:
            kind_of_file(one.content)
        except CellError as error:
            return where.of(error)
        return where.error("wrong-file-type/ending", hint=SAVE_BOOK)
    found = recognised(one.content)
    if found and not found.is_encoding:
        return where.error("wrong-file-type/other", kind=found.name)
    is_sheet = (decode(one.content, one.name)[0] or "").startswith(TITLE)
    return where.error("wrong-form/sheet" if is_sheet else "wrong-form/no-form")


def _may_be_form(path: Path) -> bool:
    return path.suffix.lower() in FORMS and not path.is_dir()


def _is_answered(path: Path) -> bool:
    """Whether it is taken in or answered: a form, and whatever else somebody sent in place of one."""
    if path.is_symlink():
        return False
    if path.is_dir():
        return os.access(path, os.R_OK) and bool(_names_in(path))
    return path.is_file() and (_may_be_form(path) or not is_note(path.name))


def _stem(name: str) -> str:
    """What the names of a file's answers begin with: its own, of a form without the ending."""
    stem, dot, ending = name.removesuffix(MARKED).rpartition(".")
    return (
        name.removesuffix(MARKED) if name.endswith(MARKED) or f"{dot}{ending}".lower() not in FORMS else stem
    )


def _short(stem: str) -> str:
    """A stem that leaves room in a file's name for the ending of an answer."""
    content = stem.encode(errors="surrogateescape")
    if len(content) <= _LONGEST_STEM:
        return stem
    return f"{content[: _LONGEST_STEM - 9].decode(errors='ignore')}-{hashlib.sha256(content).hexdigest()[:8]}"


def _names_in(folder: Path) -> bytes:
    names = sorted(path.name for path in folder.iterdir())
    return "\n".join(name for name in names if name[0] != ".").encode(errors="replace")


def _begun(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)  # more is no form, and answered as such


def _is_still(one: Waiting) -> bool:
    """Whether the file is the one that was read."""
    try:
        return _begun(one.path) == one.content
    except OSError:
        return False


def _rested(path: Path) -> float:
    """Seconds since a file was last changed or put there; without end where it is gone."""
    try:
        return _age(path.stat())
    except FileNotFoundError:
        return inf


def _age(told: os.stat_result) -> float:
    """Seconds since it was changed or put there; a time to come, of a sender's wrong clock, tells nothing."""
    now = time.time()
    return now - max((each for each in (told.st_ctime, told.st_mtime) if each <= now), default=told.st_ctime)


def _is_cut(content: bytes) -> bool:
    """Whether it may be the beginning of a workbook: nothing yet, or a zip without its last record."""
    return not content.strip(b"\0") or (content.startswith(b"PK") and b"PK\5\6" not in content[-65_557:])


def _append(path: Path, cells: tuple[str, ...], header: tuple[str, ...]) -> None:
    out = StringIO()
    before = _held_by(path)
    csv.writer(out, lineterminator="\n").writerows([cells] if before else [header, cells])
    write_safely(path, before + out.getvalue().encode("utf-8" if before else "utf-8-sig"))


def _held_by(path: Path) -> bytes:
    """What a file holds; nothing where there is none, or a link, which may lead anywhere."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


@contextmanager
def opened(folder: Path, settle: float) -> Iterator[Inbox]:
    """The inbox of a folder; a second process waits until the first is done."""
    with held(folder):
        yield Inbox(folder, settle)
