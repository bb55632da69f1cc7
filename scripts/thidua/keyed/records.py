"""What was read → records, ids that stand once, and references as what they name is declared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from thidua.keyed.given import Findings, Given, GivenPart, Single, by_key
from thidua.keyed.shapes import Key, ListOf, OneOf, Record, Value, ValueType, next_records
from thidua.keyed.values import parsed
from thidua.reading.cells import id_key

Made = TypeVar("Made")
_LEFT_OUT = object()


# ── records ──


def build(given: Given, record: Record[Made], **values: object) -> Made | None:
    """The record that a mapping makes, or None where it lacks a key that no record can be without.

    ``values`` are the attributes that follow from more than one key. A key that is absent has its default; a
    text or list that is required and absent, which has been told, is empty.
    """
    attributes = dict(values)
    for key in record.keys:
        if key.attribute is None or key.attribute in values:
            continue
        value = _made(given.parts[key.name]) if key.name in given.parts else _absent(key)
        if value is None:
            return None
        if value is not _LEFT_OUT:
            attributes[key.attribute] = value
    return record.makes(**attributes) if record.makes else None


def _made(part: GivenPart) -> object:
    """A value, a tuple, a record, or a dict where the office chose the keys; _LEFT_OUT for none."""
    if isinstance(part, Single):
        return part.value
    if isinstance(part, tuple):
        return tuple(made for each in part if (made := _made(each)) is not _LEFT_OUT)
    if part.record is None:
        return {key: made for key, each in part.parts.items() if (made := _made(each)) is not _LEFT_OUT}
    made = build(part, part.record)
    return _LEFT_OUT if made is None else made


def _absent(key: Key) -> object:
    """What stands for a key that is absent or was refused; None where nothing can."""
    if key.required:
        return () if isinstance(key.shape, ListOf) else "" if key.shape == Value() else None
    if key.typed_default is not None and isinstance(key.shape, Value | OneOf):
        return parsed(key.typed_default, key.shape)
    return _LEFT_OUT


# ── ids ──


def check_ids(written: Iterable[Given], findings: Findings) -> None:
    """An id that stood before, alike but for case, is told on the later line: ids become names of folders."""
    first: dict[str, int] = {}
    for given in written:
        identity = given.text("id")
        if identity is None:
            continue
        if (key := id_key(identity)) not in first:
            first[key] = given.at("id")
            continue
        findings.tell(given.place("id"), "duplicate-id/in-list", id=identity, line=first[key])


def by_id(written: Iterable[Given], made: Iterable[Made | None], findings: Findings) -> dict[str, Made]:
    """Records by id, in order; of two with one id the first, and the second is told."""
    givens = list(written)
    check_ids(givens, findings)
    found: dict[str, Made] = {}
    for given, record in zip(givens, made, strict=True):
        identity = given.text("id")
        if identity is not None and record is not None:
            found.setdefault(identity, record)
    return found


# ── references ──


def resolve(root: Given, findings: Findings) -> None:
    """Every reference of a file put as the id is declared; one to nothing is told, and taken for refused."""
    _Resolver(root, findings).go_through(root)


@dataclass(slots=True)
class _Resolver:
    """Looks up what a file's references name; ``known`` keeps the ids that were asked for before."""

    root: Given
    findings: Findings
    known: dict[str, Mapping[str, str] | None] = field(default_factory=dict)

    def go_through(self, given: Given) -> None:
        """Resolve what stands in a mapping, at any depth."""
        for name, part in list(given.parts.items()):
            key = given.record.key(name) if given.record else None
            if key and (to := _refers_to(key)):
                _put(given, name, [self._declared(each, at, to) for each, at in _references(given, name)])
                continue
            for inner in part if isinstance(part, tuple) else (part,):
                if isinstance(inner, Given):
                    self.go_through(inner)

    def _declared(self, reference: Single, at: tuple[int, str], to: str) -> Single | None:
        if to not in self.known:
            self.known[to] = to_look_up(self.root, to)
        code = f"unknown-{_named(self.root, to)}"
        identity = self.findings.resolve(at, str(reference.value), self.known[to], code)
        return None if identity is None else Single(identity, reference.line)


def _named(root: Given, to: str) -> str:
    """What one of the things under a key of the file is called."""
    key = root.record.key(to) if root.record else None
    inner = next_records(key.shape) if key else []
    return inner[0].name if inner else to.removesuffix("s")


def _references(given: Given, name: str) -> Iterator[tuple[Single, tuple[int, str]]]:
    """What a key names, and where a message says it does: one value at its key, an item at its own line."""
    part = given.parts[name]
    if isinstance(part, Single):
        yield part, (given.at(name), name)
    for each in given.singles(name):
        yield each, (each.line, name)


def _put(given: Given, name: str, found: list[Single | None]) -> None:
    """References in place of those that were typed; where one is unknown, the key counts as refused too."""
    sound = tuple(each for each in found if each)
    if len(sound) < len(found):
        given.refused[name] = ""
    if isinstance(given.parts[name], tuple):
        given.parts[name] = sound
    elif sound:
        given.parts[name] = sound[0]
    else:
        del given.parts[name]


def _refers_to(key: Key) -> str:
    """Under which key of the file that is described which a key names; "" where it names nothing."""
    shape = key.shape.item if isinstance(key.shape, ListOf) else key.shape
    return shape.to if isinstance(shape, Value) and shape.type is ValueType.REFERENCE else ""


def to_look_up(root: Given, *keys: str) -> Mapping[str, str] | None:
    """The ids that a file declares under keys of one kind, or None where one of these was refused."""
    if not root.refused.keys().isdisjoint(keys):
        return None
    return by_key(name for key in keys for name in declared(root, key).values())


def declared(root: Given, key: str) -> Mapping[str, str]:
    """The ids that a file declares under a key (see by_key), those that were refused among them."""
    table = root.inner(key)
    if table is not None:
        return by_key(table.lines)
    return by_key(identity for each in root.listed(key) if (identity := each.typed("id")))
