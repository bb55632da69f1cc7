"""Records as `dataclasses` makes them, at a tenth of its cost: that was a quarter of what a command takes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from functools import partial
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Callable[[type], type]:
        """A decorator as the library's, which writes six methods as text and compiles them for each class.

        Here all are closures but the one that makes a record: that is compiled for its class's first record.
        """
        return partial(_record, frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)


def _record(cls: type, *, frozen: bool, slots: bool, eq: bool, kw_only: bool) -> type:
    given = set(vars(cls))
    fields_of = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    made: Any = fields_of(cls)
    methods = {"__init__": _init_at_first(made), "__repr__": _repr}
    if eq:
        methods |= _equality(made, frozen)
    if frozen:
        methods |= _FROZEN
    if frozen and slots:
        methods |= _PICKLED
    for name, method in methods.items():
        if name not in given:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _init_at_first(made: Any) -> Callable[..., None]:
    def first(self: object, *given: object, **named: object) -> None:
        made.__init__ = _init(made)
        made.__init__(self, *given, **named)

    return first


def _init(made: Any) -> Callable[..., None]:
    """The function that gives a record what it is made of, or what a field has by default."""
    scope: dict[str, Any] = {"_none": MISSING}
    takes: dict[bool, list[str]] = {False: [], True: []}  # by place, and by name alone
    does = list[str]()
    for one in dataclasses.fields(made):
        name = one.name
        slot = getattr(made, name, None)
        scope[f"_put_{name}"] = getattr(slot, "__set__", None) or partial(_put_by_name, name)
        scope[f"_default_{name}"], scope[f"_make_{name}"] = one.default, one.default_factory
        value, default = name, ""
        if one.default_factory is not MISSING:
            value = f"_make_{name}()" + f" if {name} is _none else {name}" * one.init
            default = "=_none"
        elif one.default is not MISSING:
            value, default = (name if one.init else f"_default_{name}"), f"=_default_{name}"
        elif not one.init:
            continue  # its record puts it there itself
        if one.init:
            takes[bool(one.kw_only)].append(name + default)
        does.append(f"  _put_{name}(self, {value})\n")
    if hasattr(made, "__post_init__"):
        does.append("  self.__post_init__()\n")
    told = ", ".join(["self", *takes[False], *["*"] * bool(takes[True]), *takes[True]])
    exec(f"def __init__({told}):\n{''.join(does) or '  pass'}", scope)
    init: Callable[..., None] = scope["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"  # as a wrong call is told
    return init


def _put_by_name(name: str, self: object, value: object) -> None:
    object.__setattr__(self, name, value)


@recursive_repr("...")
def _repr(self: Any) -> str:
    told = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _equality(made: Any, frozen: bool) -> dict[str, Any]:
    names = [one.name for one in dataclasses.fields(made) if one.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else lambda record: ()

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _put(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _remove(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _revive(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_FROZEN = {"__setattr__": _put, "__delattr__": _remove}
_PICKLED = {"__getstate__": _state, "__setstate__": _revive}
