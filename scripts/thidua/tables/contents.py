"""What the cells of a column hold: how each is read, how it is written, and what other programs call it."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from thidua.model import Plan, Quantity, ReportEvery, Role, Stage, TaskState
from thidua.problems import CellError
from thidua.reading.cells import Vocabulary, parse_date, parse_id, parse_period, words_of
from thidua.reading.folding import word_key
from thidua.reading.numbers import parse_number, plain_number
from thidua.tables.names import Declared, Names, declared_by, declared_names
from thidua.text import Text, period_text, shown

Parse = Callable[[str], Any]
Write = Callable[[Any, Any, Plan], str]  # a value, its record, the plan → the cell
_LONGEST_CELL = 32_767  # what a cell of Excel holds: the downloads could not carry more
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+._-]*):(?!\s)")
_WEB = re.compile(r"https?://(?P<authority>[^/?#\\\s]+)(?:[/?#]\S*)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+\.?(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_FOLDER = re.compile(r"evidence[/\\]", re.IGNORECASE)
_FREE_TEXT_HINT = Text("ghi số văn bản, một địa chỉ http(s)://…, hoặc tệp trong thư mục evidence/")


@dataclass(frozen=True, slots=True)
class Known:
    """What cells refer to. Where ids themselves could not be read, a reference is taken as it stands.

    ``declared`` is what the plan declares; it is there where the plan as a whole could not be read.
    """

    plan: Plan | None = None
    units: Names | None = None
    exists: Callable[[str], bool] = lambda path: False  # whether a path is a file of the evidence
    declared: Declared | None = None

    def __post_init__(self) -> None:
        if self.plan is not None and self.declared is None:
            object.__setattr__(self, "declared", declared_by(self.plan))

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """The targets and figures that could be read, by id."""
        return self.declared.quantities if self.declared else {}


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """``reader`` gives the parser of cells that are not blank; it raises CellError. A blank one is ``blank``,
    and ``none`` is what is written for None.

    ``type`` is what Table Schema calls it, ``limits`` what it adds to that. ``repeats`` tells that the same
    texts come again and again: a hundred thousand rows hold some hundred different days.
    """

    reader: Callable[[Known], Parse]
    write: Write = lambda value, record, plan: str(value)
    type: str = "string"
    limits: Mapping[str, Any] = field(default_factory=dict)
    blank: Any = None
    repeats: bool = True
    none: str = ""


def _iso(day: date, record: Any, plan: Plan) -> str:
    return day.isoformat()


def _amount(amount: Fraction, record: Any, plan: Plan) -> str:
    one = plan.quantity(record.target)
    return one.level_name(amount) if one.traits.has_levels else plain_number(amount)


def _fixed(vocabulary: Vocabulary[Any]) -> Content:
    limits = {"constraints": {"enum": list(vocabulary.words)}}
    return Content(lambda _: vocabulary.parse, lambda word, record, plan: str(word.value), limits=limits)


def _reference(names: Callable[[Known], Names | None]) -> Content:
    def reader(known: Known) -> Parse:
        found = names(known)
        return found.parse if found else str.strip

    return Content(reader)


def _declared(unknown: str, ids: Callable[[Declared], Mapping[str, Collection[str]] | None]) -> Content:
    """What the plan declares; any other is the problem ``unknown``."""

    def names(known: Known) -> Names | None:
        plan = known.declared
        return declared_names(unknown, plan, ids(plan)) if plan else None

    return _reference(names)


def free_text(cell: str) -> str:
    """The text without outer spaces; else CellError ``cell-too-long``."""
    if len(cell) > _LONGEST_CELL:
        raise too_long()
    return cell.strip()


def too_long() -> CellError:
    """The problem of a text that no cell of Excel would hold."""
    return CellError("cell-too-long/in-table")


def _size(cell: str) -> int:
    size = parse_number(cell, whole=True)
    if size < 0:
        raise CellError("negative-size", value=shown(cell.strip()))
    return int(size)


def _period(known: Known) -> Parse:
    every = known.plan.report_every if known.plan else None
    return lambda cell: parse_period(cell, every)


def _evidence(known: Known) -> Parse:
    return lambda cell: parse_evidence(free_text(cell), known.exists)


STAGES = words_of("stage", Stage, "unknown-stage")
ROLES = words_of("role", Role, "unknown-role")
STATES = words_of("state", TaskState, "unknown-state")
TAKEN_BACK = "không giao"  # instead of a unit's goal
_TAKEN_BACK = frozenset(map(word_key, (TAKEN_BACK, "not_assigned")))


def is_taken_back(cell: str) -> bool:
    """Whether a cell takes a unit's goal back."""
    return word_key(cell[:40]) in _TAKEN_BACK


DAY = Content(lambda _: parse_date, _iso, "date", {"format": "any"})
PERIOD = Content(
    _period,
    lambda first, record, plan: period_text(first, quarter=plan.report_every is ReportEvery.QUARTER),
    limits={"constraints": {"pattern": "[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])"}},
)
SIZE = Content(lambda _: _size, type="integer")
STAGE = _fixed(STAGES)
ROLE = _fixed(ROLES)
STATE = _fixed(STATES)
NEW_ID = Content(lambda _: parse_id, repeats=False)
UNIT = _reference(lambda known: known.units)
SUCCESSOR = Content(lambda _: str.strip)  # another unit, perhaps of a later line
TARGET = _declared("unknown-target/in-plan", lambda plan: plan.targets)  # and numbers that are none
TASK = _declared("unknown-task", lambda plan: plan.tasks)
POPULATION = _declared("unknown-population", lambda plan: plan.populations)
TEXT = Content(lambda _: free_text, blank="")
EVIDENCE = Content(_evidence, blank="")
# A number or the name of a level, as the target of the row says; its text is read when that is known.
VALUE = Content(lambda _: free_text, _amount)
GOAL = Content(lambda _: free_text, _amount, none=TAKEN_BACK)
BASELINE = VALUE


def parse_evidence(text: str, exists: Callable[[str], bool]) -> str:
    """The evidence without outer spaces; else CellError ``bad-evidence`` or ``missing-evidence``.

    ``exists`` tells whether a path such as ``evidence/qd-12.pdf`` is a file inside the campaign's folder.
    """
    cell = text.strip()
    if ":" not in cell and "/" not in cell and "\\" not in cell:
        return cell
    if scheme := _SCHEME.match(cell):
        return _web_address(cell, scheme[1])
    if cell.startswith(("//", "\\\\")):
        raise _refused(cell, Text("đường dẫn mạng không mở được trên trang; chép tệp vào thư mục evidence/"))
    if _FOLDER.match(cell):
        return _path(cell, exists)
    return cell


def name_key(path: str) -> str:
    """A file's name as it is looked up: in one normal form, with plain blanks."""
    return unicodedata.normalize("NFC", path).replace("\u00a0", " ").replace("\u202f", " ")


def _web_address(cell: str, scheme: str) -> str:
    if scheme.lower() not in ("http", "https"):
        raise _refused(cell, _FREE_TEXT_HINT)
    address = _WEB.fullmatch(cell)
    if address is None:
        raise _refused(cell, Text("địa chỉ phải đủ dạng https://tên-miền/đường-dẫn, không có dấu cách"))
    if "@" in address["authority"]:
        raise _refused(cell, Text("bỏ phần tài khoản, mật khẩu trước dấu @"))
    if not _HOST.fullmatch(address["authority"]):
        raise _refused(cell, Text("tên miền của địa chỉ không đúng"))
    return cell


def _path(cell: str, exists: Callable[[str], bool]) -> str:
    if "\\" in cell or ".." in cell.split("/"):
        raise _refused(cell, Text("ghi đường dẫn nằm trong thư mục evidence/, ngăn bằng dấu /"))
    if not exists(cell):
        raise CellError("missing-evidence", value=shown(cell))
    return cell


def _refused(cell: str, hint: Text) -> CellError:
    return CellError("bad-evidence", hint=hint, value=shown(cell))
