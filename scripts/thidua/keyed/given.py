"""What a file of keys gives: values and mappings with the line of each key, and the problems on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from thidua.keyed.shapes import Record
from thidua.model import Source
from thidua.problems import CellError, Problem, Where
from thidua.reading.cells import did_you_mean, id_key
from thidua.reading.folding import nearest
from thidua.text import Text, shown

Meaning = TypeVar("Meaning")
Place = tuple[int, str | None]  # a line, and the key that problems there are told of

MOST_PROBLEMS = 1_000
_COMPARISONS = 20_000  # of names, in search of what was meant


@dataclass(frozen=True, slots=True)
class Single:
    """One value, read, and where it stands."""

    value: object
    line: int


@dataclass(slots=True)
class Given:
    """A mapping, read: ``parts`` by key, the line of each key, and what was typed where it was refused.

    ``record`` describes its keys; None where the office chooses them. ``empty`` has the line of each key that
    stands there without a value, as if it did not.
    """

    line: int
    record: Record[Any] | None = None
    parts: dict[str, GivenPart] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)

    def at(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is absent."""
        return self.lines.get(key) or self.empty.get(key, self.line)

    def place(self, key: str) -> Place:
        """The same, with the key."""
        return self.at(key), key

    def source(self, key: str, file: str) -> Source | None:
        """Where a key stands, or None where it is absent."""
        return Source(file, self.lines[key]) if key in self.lines else None

    def get(self, key: str, kind: type[Meaning]) -> Meaning | None:
        """The value of a key, or None where it is absent or was refused."""
        part = self.parts.get(key)
        value = part.value if isinstance(part, Single) else part
        return value if isinstance(value, kind) else None

    def text(self, key: str) -> str | None:
        """The text of a key, or None."""
        return self.get(key, str)

    def typed(self, key: str) -> str | None:
        """The text of a key, even one that was refused: so that what refers to it is not told again."""
        return self.get(key, str) or self.refused.get(key) or None

    def inner(self, key: str) -> Given | None:
        """The mapping of a key, or None."""
        return self.get(key, Given)

    def singles(self, key: str) -> tuple[Single, ...]:
        """The single values of a list, each with its line."""
        return tuple(part for part in self.get(key, tuple) or () if isinstance(part, Single))

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(str(single.value) for single in self.singles(key))

    def listed(self, key: str) -> tuple[Given, ...]:
        """The mappings of a list."""
        return tuple(part for part in self.get(key, tuple) or () if isinstance(part, Given))


GivenPart = Single | Given | tuple["GivenPart", ...]


class TooManyProblems(Exception):  # noqa: N818 - a signal to the reader, not an error
    """A file with so many slips is another than the one meant; the rest is not worth reading."""


@dataclass(slots=True)
class Findings:
    """The problems of one file, as they are found; TooManyProblems is raised where it is no use to go on.

    ``what`` is what messages call it: a plan.
    """

    file: str
    what: Text
    problems: list[Problem] = field(default_factory=list)
    comparisons_left: int = _COMPARISONS

    def tell(self, at: Place, kind: str, /, hint: Text | None = None, **values: object) -> None:
        """Add an error, said as said.yml has it, but for the hint that is given."""
        self.tell_of(at, CellError(kind, None, hint, **values))

    def tell_of(self, at: Place, error: CellError) -> None:
        """Add what is wrong with what stands at a place."""
        self.problems.append(Where(self.file, *at).of(error))
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooManyProblems

    def warn(self, at: Place, kind: str, /, **values: object) -> None:
        """Add a warning, which stops nothing."""
        self.problems.append(Where(self.file, *at).warning(kind, None, **values))

    def try_cell(self, at: Place, parse: Callable[[], Meaning]) -> Meaning | None:
        """What ``parse`` gives, or None once its CellError is told."""
        try:
            return parse()
        except CellError as error:
            self.tell_of(at, error)
            return None

    def nearest(self, text: str, names: Collection[str]) -> str | None:
        """The one of ``names`` to suggest, or None; slips by the hundred get no suggestion each."""
        self.comparisons_left -= len(names)
        return nearest(text, names) if self.comparisons_left >= 0 else None

    def resolve(self, at: Place, name: str, known: Mapping[str, str] | None, code: str) -> str | None:
        """The id that ``name`` means among ``known`` (see by_key), or None once it is told.

        Of what was refused as a whole, which has been told, nothing is ``known``: None.
        """
        if known is None:
            return None
        if (found := known.get(id_key(name))) is not None:
            return found
        near = did_you_mean(self.nearest(name, known.values()))
        listed = Text("các mã đã có: {known}", known=", ".join([*known.values()][:20]))
        unlisted = Text("khai báo “{value}” trước khi dùng", value=shown(name))
        message = Text("không có “{value}” trong {what}", value=shown(name), what=self.what)
        self.tell_of(at, CellError(code, message, near or (listed if known else unlisted)))
        return None


def by_key(ids: Iterable[str]) -> dict[str, str]:
    """Ids by the key under which they are looked up, whatever their case."""
    return {id_key(each): each for each in ids}
