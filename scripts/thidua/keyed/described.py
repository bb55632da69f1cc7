"""The records of a file of keys, as the JSON beside its reader describes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, Shape, TableOf, Value, ValueType, Variants

Said = Mapping[str, Any]


class Described:
    """The records by their names, each made once, with the shapes that stand in it.

    ``words`` are the fixed words that keys may hold, ``makes`` the module that has the records' classes.
    """

    def __init__(self, said: Said, words: Iterable[OneOf], makes: object) -> None:
        self._said, self._shared = said["records"], said.get("shared", {})
        self._words = {one.name: one for one in words}
        self._makes = makes
        self._made: dict[str, Record[Any]] = {}

    def record(self, name: str) -> Record[Any]:
        """The record of that name; its own name is another where two are called alike."""
        if name not in self._made:
            self._made[name] = self._record(**{"name": name, **self._said[name]})
        return self._made[name]

    def _record(
        self,
        name: str,
        keys: Sequence[str | Said],
        makes: str = "",
        all_optional: bool = False,
        **traits: bool,
    ) -> Record[Any]:
        found = tuple(self._keys(keys))
        if all_optional:
            found = tuple(replace(key, required=False, default="") for key in found)
        return Record(name, found, getattr(self._makes, makes) if makes else None, **traits)

    def _keys(self, keys: Sequence[str | Said]) -> Iterator[Key]:
        """The keys; a text stands for a group of shared ones, or for one of a group (group.key)."""
        for one in keys:
            if isinstance(one, str):
                group, _, name = one.partition(".")
                yield from (key for key in self._keys(self._shared[group]) if name in ("", key.name))
            else:
                yield self._key(**one)

    def _key(self, name: str, holds: str | Said, also: Sequence[str] = (), **said: Any) -> Key:
        return Key(name, self._shape(holds), also=tuple(also), **said)

    def _shape(self, holds: str | Said) -> Shape:
        match holds:
            case str():
                return self.record(holds) if holds in self._said else Value(ValueType(holds))
            case {"reference": to}:
                return Value(ValueType.REFERENCE, to)
            case {"one of": name}:
                return self._words[name]
            case {"list of": item}:
                return ListOf(self._shape(item), holds.get("least", 0))
            case {"table of": item}:
                return TableOf(self._shape(item))
            case {"variants": {"key": key, "having": having, "otherwise": otherwise}}:
                return Variants(key, self.record(having), self.record(otherwise))
            case {"either": ways}:
                made: dict[str, Any] = {
                    way: one if way == "short" else self._shape(one) for way, one in ways.items()
                }
                return Either(**made)
        raise ValueError(holds)
