"""What a plan names that stands in other files: units, and the campaign to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thidua.keyed.given import Findings, Given
from thidua.keyed.records import declared
from thidua.model import Quantity, Source
from thidua.tables.names import Declared
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class Reference:
    """A name as it was typed, and where: one that could be looked up only with the other file at hand."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything of that kind in a plan, whatever else is wrong with it."""

    owners: tuple[Reference, ...] = ()  # units.csv
    campaign: Reference | None = None  # another folder of the data
    previous: tuple[Reference, ...] = ()  # targets of that campaign


NOTHING_OUTSIDE = Outside()


def outside(given: Given, findings: Findings) -> Outside:
    """What the plan names outside itself; ``previous`` of a target means nothing without the plan's own."""
    file, measured = findings.file, (*given.listed("targets"), *given.listed("figures"))
    owned = (*measured, *given.listed("tasks"), *_changes(given))
    previous = tuple(_references(measured, "previous", file))
    if "previous" not in given.lines:
        for each in previous:
            findings.tell(
                each.source.line,
                "previous",
                "key-not-allowed",
                Text("“previous” không có nghĩa ở đây: kế hoạch chưa nêu phong trào để so sánh"),
                Text("thêm mục previous vào kế hoạch, hoặc xóa dòng này"),
            )
        previous = ()
    campaign = next(_references((given,), "previous", file), None)
    return Outside(tuple(_references(owned, "owner", file)), campaign, previous)


def _changes(given: Given) -> Iterator[Given]:
    """What revisions set of each target."""
    for revision in given.listed("revisions"):
        table = revision.inner("targets")
        yield from (part for part in (table.parts.values() if table else ()) if isinstance(part, Given))


def _references(places: tuple[Given, ...], key: str, file: str) -> Iterator[Reference]:
    for each in places:
        name, source = each.text(key), each.source(key, file)
        if name is not None and source is not None:
            yield Reference(name, source)


def declares(given: Given, quantities: Mapping[str, Quantity]) -> Declared:
    """What the plan declares, though not all of it could be read; ``quantities`` is what could."""
    words = {
        each.typed("id"): each.text("name")
        for key in ("targets", "figures", "tasks")
        for each in given.listed(key)
    }

    def named(*keys: str) -> dict[str, tuple[str, ...]]:
        ids = [name for key in keys for name in declared(given, key).values()]
        return {name: (word,) if (word := words.get(name)) else () for name in ids}

    return Declared(
        given.text("campaign") or "",
        named("targets", "figures"),
        named("tasks"),
        dict.fromkeys(declared(given, "populations").values(), ()),
        quantities,
    )
