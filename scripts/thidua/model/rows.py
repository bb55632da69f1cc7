"""The rows of achievements by target: packed ones are made when somebody asks for those of their target.

Of a hundred thousand rows a row more asks for some hundred. What is told of all of them without making them
(how many, their days, their stages, a hash) stands beside each stretch: the rows of one target in one block
of a file.
"""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar, overload

from thidua.model.kinds import Role, Stage
from thidua.model.records import Achievement
from thidua.model.targets import Source

Value = TypeVar("Value")
Item = TypeVar("Item")
_STAGES = {one.value: one for one in Stage}
_VERSION = 2  # of marshal: the same rows give the same bytes, however often an object comes again


Keep = Callable[[str, str, Callable[[], Any]], Any]  # a kind, a target, and how what is kept of it is made


def made_anew(kind: str, target: str, make: Callable[[], Any]) -> Any:
    """Where nothing is kept."""
    return make()


class Made(Mapping[str, Value], Generic[Value]):
    """Values by name, each made when it is first asked for."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Value]) -> None:
        self._make, self._names = make, dict.fromkeys(names)
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


class Late(Sequence[Item], Generic[Item]):
    """A sequence that is made when it is first asked for."""

    def __init__(self, make: Callable[[], Sequence[Item]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[Item]:
        return self._make()

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._made)  # not place by place

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        return self._made[place]


class Packed(NamedTuple):
    """The rows of one target in one block: how many, first and last day, stages, whether any has cells of the
    office's own columns, and the rows themselves.
    """

    size: int
    first: int
    last: int
    stages: tuple[str, ...]
    own: bool
    told: bytes


class Stretch(NamedTuple):
    """Packed rows where they stand: the place of their block among all, its file, the lines before it."""

    place: int
    file: str
    before: int
    packed: Packed


def packed(rows: Sequence[Achievement], before: int) -> Packed:
    """The rows of one target in a block, before which there are so many lines."""
    days = [row.on.toordinal() for row in rows]
    told = [(row.source.line - before, day, *_plain(row)) for row, day in zip(rows, days, strict=True)]
    stages = sorted({row.stage.value for row in rows})
    own = any(row.own for row in rows)
    return Packed(len(rows), min(days), max(days), tuple(stages), own, marshal.dumps(told, _VERSION))


def _plain(row: Achievement) -> tuple[Any, ...]:
    value, role = row.value, row.role and row.role.value
    return (
        row.unit,
        value.numerator,
        value.denominator,
        row.stage.value,
        role,
        row.evidence,
        row.note,
        row.own,
    )


def _unpacked(target: str, stretch: Stretch) -> Iterator[Achievement]:
    day, file, before = cache(date.fromordinal), stretch.file, stretch.before
    for line, on, unit, made, of, stage, role, evidence, note, own in marshal.loads(stretch.packed.told):
        yield Achievement(
            day(on), target, unit, number(made, of), _STAGES[stage], role and Role(role), evidence, note,
            Source(file, before + line), own,
        )  # fmt: skip


@cache
def number(made: int, of: int) -> Fraction:
    """The fraction; rows and readings hold few different ones."""
    return Fraction(made, of)


class Rows(Sequence[Achievement]):
    """All rows in the order of the files, from the stretches of each target, which stand in that order.

    ``made`` are the same rows where all of them have been made already.
    """

    def __init__(
        self, stretches: Mapping[str, Sequence[Stretch]], made: tuple[Achievement, ...] | None = None
    ) -> None:
        self._stretches, self._made = stretches, made
        self.by_target = by_target(made) if made else Made(stretches, self._of)

    def _of(self, target: str) -> list[Achievement]:
        return [row for one in self._stretches[target] for row in _unpacked(target, one)]

    @cached_property
    def _all(self) -> tuple[Achievement, ...]:
        if self._made is not None:
            return self._made
        found = []
        for name, stretches in self._stretches.items():
            rows = iter(self.by_target[name])
            found += [(one.place, next(rows)) for one in stretches for _ in range(one.packed.size)]
        return tuple(row for _, row in sorted(found, key=lambda one: (one[0], one[1].source.line)))

    def __iter__(self) -> Iterator[Achievement]:
        return iter(self._all)

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return sum(one.packed.size for stretches in self._stretches.values() for one in stretches)

    @overload
    def __getitem__(self, place: int) -> Achievement: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Achievement]: ...
    def __getitem__(self, place: int | slice) -> Achievement | Sequence[Achievement]:
        return self._all[place]

    def until(self, day: date) -> tuple[int, date | None]:
        """How many rows there are on or before a day, and the last day among theirs."""
        last, count, latest = day.toordinal(), 0, 0
        for stretches in self._stretches.values():
            for one in stretches:
                if one.packed.last <= last:
                    count, latest = count + one.packed.size, max(latest, one.packed.last)
                elif one.packed.first <= last:
                    days = [told[1] for told in marshal.loads(one.packed.told) if told[1] <= last]
                    count, latest = count + len(days), max(latest, *days)
        return count, date.fromordinal(latest) if latest else None

    def only(self, targets: Container[str]) -> Rows:
        """Those of some targets."""
        kept = {name: one for name, one in self._stretches.items() if name in targets}
        made = None if self._made is None else tuple(row for row in self._made if row.target in kept)
        return self if len(kept) == len(self._stretches) else Rows(kept, made)

    def of_all(self) -> Iterable[tuple[str, Sequence[Packed]]]:
        """What is told of each target's stretches."""
        return self._packed.items()

    @cached_property
    def _packed(self) -> Mapping[str, Sequence[Packed]]:
        return {name: [one.packed for one in stretches] for name, stretches in self._stretches.items()}

    @cached_property
    def stages(self) -> Mapping[str, set[str]]:
        """By target the stages of its rows: checks, pages and what leads to them ask."""
        told = {name: {stage for one in packs for stage in one.stages} for name, packs in self.of_all()}
        return defaultdict(set, told)

    def begun(self, day: date) -> list[str]:
        """The targets with a row on or before a day."""
        last = day.toordinal()
        return [name for name, chain in self._chains.items() if chain.first <= last]

    def digest(self, target: str) -> str:
        """A hash of all rows of a target; "" where it has none."""
        return self._chains[target].hashes[-1] if target in self._stretches else ""

    def digests(self, until: date) -> dict[str, str]:
        """By target a hash of its rows on or before a day, with their files and lines."""
        day = until.toordinal()
        return {name: told for name, chain in self._chains.items() if (told := chain.until(day))}

    @cached_property
    def _chains(self) -> Mapping[str, _Chain]:
        return {name: _Chain(stretches) for name, stretches in self._stretches.items()}


class _Chain:
    """A target's stretches in order of their last days, with a hash of each and all before it."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._ordered = sorted(stretches, key=lambda one: one.packed.last)
        self._lasts = [one.packed.last for one in self._ordered]
        self.hashes = list(accumulate(self._ordered, _added, initial=""))
        self.first = min(one.packed.first for one in stretches)

    def until(self, day: int) -> str:
        """A hash of the rows until a day; "" where there are none."""
        if day < self.first:
            return ""
        place = bisect_right(self._lasts, day)
        found = self.hashes[place]
        for one in self._ordered[place:]:
            if one.packed.first <= day:  # some of its rows
                rows = [told for told in marshal.loads(one.packed.told) if told[1] <= day]
                found = sha256(repr((found, one.file, one.before, rows)).encode()).hexdigest()
        return found


def _added(before: str, one: Stretch) -> str:
    told = f"{before}\0{one.file}\0{one.before}\0".encode()
    return sha256(told + one.packed.told).hexdigest()


def by_target(rows: Iterable[Achievement]) -> Mapping[str, Sequence[Achievement]]:
    """The rows of each target that has any, in the order of the files."""
    if isinstance(rows, Rows):
        return rows.by_target
    found: defaultdict[str, list[Achievement]] = defaultdict(list)
    for row in rows:
        found[row.target].append(row)
    return found


def counted_until(rows: Iterable[Achievement], day: date) -> tuple[int, date | None]:
    """How many rows there are on or before a day, and the last day among theirs."""
    if isinstance(rows, Rows):
        return rows.until(day)
    days = [row.on for row in rows if row.on <= day]
    return len(days), max(days, default=None)


def stages_of(rows: Iterable[Achievement]) -> Mapping[str, set[str]]:
    """By target the stages of its rows."""
    if isinstance(rows, Rows):
        return rows.stages
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.target].add(row.stage.value)
    return found


def only(rows: Sequence[Achievement], targets: Container[str]) -> Sequence[Achievement]:
    """The rows of some targets."""
    return (
        rows.only(targets) if isinstance(rows, Rows) else tuple(one for one in rows if one.target in targets)
    )


def apart(rows: Sequence[Achievement]) -> Sequence[Achievement]:
    """The same rows, forgotten with who asks for them here: those of a large campaign take 100 MB."""
    return Rows(rows._stretches, rows._made) if isinstance(rows, Rows) else rows


def own_columns(rows: Iterable[Achievement]) -> list[str]:
    """The office's own columns that hold anything, in the order in which they first do."""
    if isinstance(rows, Rows) and not any(one.own for _, packs in rows.of_all() for one in packs):
        return []
    return list(dict.fromkeys(name for row in rows for name, _ in row.own))
