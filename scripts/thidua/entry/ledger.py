"""Which row of which form became which recorded row: told by an identity and a hash, kept beside the data.

The file tells nothing of the rows themselves, is published nowhere, and may be lost: then a row that comes
back is known only by what it says.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from thidua.entry.dialect import csv_lines
from thidua.entry.incoming import Incoming, Row
from thidua.entry.stamp import is_of, letter_of
from thidua.model import Plan, Source
from thidua.tables.columns import ACHIEVEMENTS, HEADCOUNT, REPORTS, UPDATES, Table, form_columns
from thidua.tables.records import cells_of

_HEADER = ["row", "sha256"]
_LENGTH = 24  # letters of the hash
Said = tuple[str, ...]  # a row by its cells: unit, and what a form asks for
# A row without an identity is taken for a recorded one if it differs from it in one of these alone.
_MAY_DIFFER = {
    ACHIEVEMENTS: ("date", "target_id", "value", "stage", "role", "evidence", "note"),
    UPDATES: ("date", "text", "asks", "state"),
    HEADCOUNT: ("size",),
    REPORTS: (),
}
_ONE_DEED = ("target_id", "stage", "role", "evidence")  # … or if all of these are alike, evidence named


def read_ledger(content: bytes | None) -> dict[str, str]:
    """The hash of what was recorded, by row; a line that is none of ours is passed over."""
    text = (content or b"").decode("utf-8", "replace")
    rows = (row for row in csv.reader(StringIO(text)) if len(row) == 2)
    return {row_id: digest for row_id, digest in rows if letter_of(row_id)}


def written_ledger(ledger: Mapping[str, str]) -> bytes:
    """The file, in the order of the rows: two people's additions seldom meet in one place."""
    return "".join(csv_lines([_HEADER, *sorted(ledger.items())])).encode()


def book_key(token: str) -> str:
    """The key of a plan's workbook, under which stands how it left the files: no form has such a sheet."""
    return f"S{token}-000"


def digest_of(said: Sequence[str]) -> str:
    """The hash of what a row says, by its cells."""
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:_LENGTH]


@dataclass(frozen=True, slots=True)
class Change:
    """A recorded row that comes back otherwise; ``sure`` where its identity tells so, else it looks so."""

    row: Row
    place: Source  # where the recorded row begins
    old: Mapping[str, str]
    new: Mapping[str, str]
    sure: bool

    @property
    def columns(self) -> list[str]:
        """The columns in which they differ."""
        return [name for name, text in self.new.items() if text != self.old[name]]


@dataclass(slots=True)
class Matched:
    """What the rows of one file are; ``gone`` came in once by an identity and were corrected here since."""

    new: list[Row] = field(default_factory=list)
    known: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)


def said(record: object, table: Table, plan: Plan) -> dict[str, str]:
    """What a row says, by the columns that a form has, and the unit."""
    cells = cells_of(record, table, plan)
    return {
        "unit_id": cells["unit_id"],
        **{column.name: cells[column.name] for column, _ in form_columns(table)},
    }


def match(
    brought: Incoming, recorded: Mapping[Table, Sequence[Any]], plan: Plan, ledger: Mapping[str, str]
) -> Matched:
    """Each row of a file against the records of its table; every recorded row stands for one at most."""
    found, held = Matched(), {told for one, told in ledger.items() if is_of(one, brought.token)}
    for table, records in recorded.items():
        rows = [row for row in brought.rows if row.table is table]
        if rows:
            _Desk(table, records, plan, ledger).sort(rows, found, held, from_form=brought.unit is not None)
    return found


class _Desk:
    """The recorded rows of one table that no row has been matched with yet."""

    def __init__(self, table: Table, records: Sequence[Any], plan: Plan, ledger: Mapping[str, str]) -> None:
        self._table, self._plan, self._ledger = table, plan, ledger
        self._told = [said(record, table, plan) for record in records]
        self._places = [record.source for record in records]
        self._free: dict[Said, list[int]] = {}
        for place, told in enumerate(self._told):
            self._free.setdefault(tuple(told.values()), []).append(place)
        self._taken: set[int] = set()

    def sort(self, rows: Sequence[Row], found: Matched, held: Set[str], *, from_form: bool) -> None:
        """Put each row where it belongs; ``held`` are the hashes of all that ever came from the form."""
        rest = [row for row in rows if not self._is_known(row, found)]
        rest.sort(key=lambda row: row.id not in self._ledger)  # who is sure takes its place first
        # A form that was taken in where nobody kept the ledger: its identities tell nothing.
        lost = any(row.id not in self._ledger for row in found.known if row.table is self._table)
        for row in rest:
            new = said(row.record, self._table, self._plan)
            digest = self._ledger.get(row.id or "")
            if digest is not None and (place := self._by_digest(digest)) is not None:
                found.changed.append(self._change(row, place, new, sure=True))
            elif digest is not None and not self._was_moved(digest):
                found.gone.append(row)
            elif (
                from_form
                and (place := self._alike(new, None if lost or row.id is None else held)) is not None
            ):
                found.changed.append(self._change(row, place, new, sure=False))
            else:
                found.new.append(row)

    def _is_known(self, row: Row, found: Matched) -> bool:
        told = said(row.record, self._table, self._plan)
        place = self._reported(told) if self._table is REPORTS else None
        free = self._free.get(tuple(told.values()), [])
        if place is None and free:
            place = free.pop(0)
        if place is None:
            return False
        self._taken.add(place)
        found.known.append(row)
        return True

    def _reported(self, told: Mapping[str, str]) -> int | None:
        """A period that the unit has reported, on whatever day."""
        key = told["unit_id"], told["period"]
        return next(
            (place for place, one in enumerate(self._told) if (one["unit_id"], one["period"]) == key), None
        )

    def _by_digest(self, digest: str) -> int | None:
        for place in self._left():
            if digest_of(tuple(self._told[place].values())) == digest:
                return place
        return None

    def _was_moved(self, digest: str) -> bool:
        """Whether the row that had this identity stands in another line of the same form."""
        return any(digest_of(tuple(self._told[place].values())) == digest for place in self._taken)

    def _alike(self, new: Mapping[str, str], among: Set[str] | None) -> int | None:
        """The recorded row that another looks like, corrected; only one whose hash is ``among`` these."""
        for place in self._left() if among is None or among else ():
            old = self._told[place]
            differ = [name for name in new if new[name] != old[name]]
            if "unit_id" in differ:
                continue
            once = len(differ) == 1 and differ[0] in _MAY_DIFFER[self._table]
            deed = self._table is ACHIEVEMENTS and new["evidence"] and not set(differ) & set(_ONE_DEED)
            if (once or deed) and (among is None or digest_of(tuple(old.values())) in among):
                return place
        return None

    def _left(self) -> Iterable[int]:
        return (place for place in range(len(self._told)) if place not in self._taken)

    def _change(self, row: Row, place: int, new: Mapping[str, str], *, sure: bool) -> Change:
        self._taken.add(place)
        return Change(row, self._places[place], self._told[place], new, sure)
