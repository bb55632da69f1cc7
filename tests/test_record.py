"""A record of ours is a record of the library's: each case is asked of both."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from typing import Any

import pytest
from thidua import record


def kinds(dataclass: Callable[..., Any]) -> dict[str, Any]:
    """Classes of each form that the package has, made by this decorator."""

    @dataclass(frozen=True, slots=True)
    class Point:
        """Two fields."""

        x: int
        y: int = 0

        def __hash__(self) -> int:
            return self.x

    @dataclass(frozen=True, slots=True)
    class Made:
        """Fields of every kind."""

        name: str
        seen: list[int] = field(default_factory=list)
        beside: str | None = field(default=None, compare=False, repr=False)
        count: int = field(init=False)
        fixed: int = field(init=False, default=7)

        def __post_init__(self) -> None:
            object.__setattr__(self, "count", len(self.seen))

    @dataclass(frozen=True, kw_only=True)
    class Base:
        """By name alone, in a dictionary."""

        id: str
        unit: str = ""

    @dataclass(frozen=True, kw_only=True)
    class Derived(Base):
        """With one field more."""

        goal: int

    @dataclass(frozen=True, slots=True)
    class Slotted(Base):
        """With slots below a dictionary, a field by place before those by name."""

        goal: int = 1

    @dataclass(slots=True)
    class Open:
        """To be changed."""

        x: int = 1

    @dataclass(slots=True)
    class Wider(Open):
        """To be changed, with a field more."""

        y: str = "ý"

    @dataclass(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """Equal to nothing else."""

        x: int

    @dataclass(frozen=True, slots=True)
    class Owned:
        """With a beginning of its own."""

        x: int

        def __init__(self, text: str) -> None:
            object.__setattr__(self, "x", int(text))

    return {name: one for name, one in locals().items() if isinstance(one, type)}


CALLS: list[tuple[str, Callable[[Any], Any]]] = [
    ("Point", lambda made: [made(1), made(1, 2), made(x=3), made(1) == made(1, 0), made(1) == made(2)]),
    ("Point", lambda made: [hash(made(5)), made(1) != made(1), made(1) == 1, {made(1), made(1)}]),
    ("Point", lambda made: [replace(made(1), y=9), copy.deepcopy(made(1, 2)), made.__match_args__]),
    ("Point", lambda made: made()),
    ("Point", lambda made: made(1, 2, 3)),
    ("Point", lambda made: made(1, z=2)),
    ("Point", lambda made: setattr(made(1), "x", 2)),
    ("Point", lambda made: delattr(made(1), "x")),
    ("Point", lambda made: hasattr(made(1), "__dict__")),
    (
        "Made",
        lambda made: [made("a"), made("a", [1]).count, made("a").seen is made("a").seen, made("a").fixed],
    ),
    (
        "Made",
        lambda made: [made("a", beside="b") == made("a"), made("a").beside, made("a", [1]) == made("a")],
    ),
    ("Made", lambda made: replace(made("a", [1]), seen=[1, 2])),
    ("Made", lambda made: made("a", count=2)),
    ("Made", lambda made: hash(made("a"))),
    ("Base", lambda made: [made(id="a"), made(id="a") == made(id="a", unit=""), made(id="a").__dict__]),
    ("Base", lambda made: made("a")),
    ("Derived", lambda made: [made(goal=1, id="a"), replace(made(goal=1, id="a"), unit="kg")]),
    ("Derived", lambda made: made(id="a")),
    ("Slotted", lambda made: [made(2, id="a"), made(id="a").goal, vars(made(id="a")), made.__match_args__]),
    ("Open", lambda made: [made(), made(2) == made(2), setattr(made(), "x", 2), made.__hash__]),
    ("Open", lambda made: hash(made())),
    ("Wider", lambda made: [made(), made(2, "z"), made() == made(1), made() == made.__base__()]),
    ("Empty", lambda made: [made(), made() == made(), hash(made()) == hash(())]),
    ("Empty", lambda made: made(1)),
    ("Itself", lambda made: [made(1), made(1) == made(1), len({made(1), made(1)})]),
    ("Owned", lambda made: [made("7"), made("7") == made("7")]),
]


def came(made: Any, call: Callable[[Any], Any]) -> str:
    """What comes of a call, or its failure, in words."""
    try:
        return str(call(made))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def test_what_comes_of_it_is_the_librarys() -> None:
    """Of the first record of a class, for which its beginning is made, and of a later one."""
    library = kinds(dataclasses.dataclass)
    for name, call in CALLS:
        ours, theirs = kinds(record.dataclass)[name], came(library[name], call)
        assert [came(ours, call), came(ours, call)] == [theirs, theirs], (name, call)


@record.dataclass(frozen=True, slots=True)
class Packed:
    """One that pickle finds by its name."""

    x: int
    y: list[int] = field(default_factory=list)


def test_a_record_comes_back_from_a_pickle_as_it_went_and_is_frozen() -> None:
    one: Any = pickle.loads(pickle.dumps(Packed(1, [2])))
    assert one == Packed(1, [2])
    with pytest.raises(FrozenInstanceError):
        one.x = 2
