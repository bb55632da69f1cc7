"""A campaign's folder as the oracle reads it: section 1 of the specification, for what is sound.

plan.yml as plain text and rows as dicts, by itself: nothing here is the package's. Nothing is checked.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Json = dict[str, Any]
ADDS_UP = ("count", "amount", "ratio")
WORDS = {
    "so luong": "count",
    "khoi luong": "amount",
    "ty le": "ratio",
    "chap hanh": "compliance",
    "tuan thu": "compliance",
    "xep loai": "rank",
    "muc": "level",
    "luy ke": "cumulative",
    "tang them": "increment",
    "dang ky": "registered",
    "de nghi": "proposed",
    "cong nhan": "awarded",
    "deu": "even",
    "cuoi ky": "at_end",
    "tong": "sum",
    "trung binh": "mean",
    "trung binh co trong so": "weighted",
    "thap nhat": "least",
    "cao nhat": "most",
    "khong giao": "not assigned",
    "co": "true",
}


# -- section 1: words, numbers and days as they are typed


@cache
def folded(text: str) -> str:
    """The text in lower case, without diacritics."""
    plain = unicodedata.normalize("NFD", text.strip().lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def word(text: str) -> str:
    return WORDS.get(folded(text), folded(text))


def day(text: str) -> date:
    """2022-06-30 or 30/6/2022, 30.6.2022."""
    text = text.strip()
    if "/" in text or "." in text:
        parts = [int(part) for part in text.replace(".", "/").split("/")]
        return date(parts[2], parts[1], parts[0])
    return date.fromisoformat(text)


def number(text: str) -> Fraction:
    """12,5 and 12.5 and 1.250,5 and 1.250.000 and 12 %."""
    text = text.strip().removesuffix("%").strip()
    if "," in text or text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    return Fraction(text)


def as_typed(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def rounded(value: Fraction | None) -> float | None:
    return None if value is None else float(round(value, 6))


class Row(NamedTuple):
    """A row of a unit on a day: a headcount, an achievement, or an allocation."""

    on: date
    unit: str | None
    value: Fraction


class Allocated(NamedTuple):
    """What a unit has to reach, from a day on; None takes it back."""

    on: date
    unit: str
    goal: Fraction | None
    baseline: Fraction


@dataclass
class Unit:
    """A unit and the days it is in being."""

    id: str
    start: date
    end: date
    successor: str | None


@dataclass
class Target:
    """A target as the plan in force on some day says it, defaults filled in."""

    id: str
    raw: Json
    scale: list[str]
    start: date
    due: date
    measure: str = field(init=False)
    op: str = field(init=False)
    lower: Fraction = field(init=False)
    upper: Fraction | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.measure = word(self.raw["measure"])
        goal = self.raw.get("goal", {"at_least": "1"})  # a number that is no target has none
        ((op, bound),) = goal.items()
        self.op = {"duoi": "less_than"}.get(folded(op), op)
        if self.op == "between":
            self.lower, self.upper = (self.read(each) for each in bound)
        else:
            self.lower = self.read(bound)

    def read(self, text: str) -> Fraction:
        """A value in the target's own terms; a level of a scale by its place, from 1."""
        if self.measure == "rank":
            return Fraction(1 + [folded(name) for name in self.scale].index(folded(text)))
        return number(text)

    @property
    def source(self) -> Json:
        return self.raw.get("from") or {}

    @property
    def counts(self) -> str:
        return word(self.raw.get("counts", "awarded"))

    @property
    def cumulative(self) -> bool:
        return word(self.raw.get("reading", "increment")) == "cumulative"

    @property
    def across(self) -> str:
        return word(self.raw.get("across", "least" if self.measure == "rank" else "sum"))

    @property
    def population(self) -> str | None:
        return self.raw.get("population")

    @property
    def baseline(self) -> Fraction:
        return number(self.raw.get("baseline", "0")) if self.measure == "level" else Fraction()

    @property
    def cancelled(self) -> bool:
        return word(self.raw.get("cancelled", "false")) == "true"

    @property
    def is_cap(self) -> bool:
        """A cap: any bound with at_most or less_than."""
        return self.op in ("at_most", "less_than")

    @property
    def is_used_up(self) -> bool:
        """A cap on a count or amount."""
        return self.is_cap and self.measure in ("count", "amount")

    @property
    def to_be_kept(self) -> bool:
        return (
            self.measure == "compliance"
            or (self.measure in ADDS_UP and self.is_cap)
            or (self.measure in ("level", "ratio") and word(self.raw.get("hold", "false")) == "true")
        )

    def pace(self) -> str | list[tuple[date, Fraction]]:
        if self.measure == "rank":
            return "at_end"
        pace = self.raw.get("pace", "even")
        return word(pace) if isinstance(pace, str) else [(day(p["by"]), number(p["value"])) for p in pace]

    def level(self, place: Fraction) -> str | None:
        return self.scale[int(place) - 1] if place else None

    def goal_json(self) -> Json:
        if self.op == "between":
            return {self.op: [as_typed(self.lower), as_typed(self.upper or self.lower)]}
        return {self.op: self.level(self.lower) if self.measure == "rank" else as_typed(self.lower)}


class Folder:
    """A campaign's folder: the plan with its revisions, and the rows of its tables."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        text = (folder / "plan.yml").read_text(encoding="utf-8-sig")
        self.plan: Json = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        self.units: dict[str, Unit] = {}
        self.names: dict[str, str] = {}
        for row in self.table("units"):
            start, end = row.get("start"), row.get("end")
            self.units[row["unit_id"]] = Unit(
                row["unit_id"],
                day(start) if start else date.min,
                day(end) if end else date.max,
                row.get("successor") or None,
            )
            self.names |= {row["unit_id"].lower(): row["unit_id"], row["short_name"].lower(): row["unit_id"]}
        for unit in self.units.values():
            unit.successor = unit.successor and self.names[unit.successor.lower()]

    def table(self, name: str) -> list[dict[str, str]]:
        path = self.path / f"{name}.csv"
        if not path.exists():
            return []
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        delimiter = max(",;\t", key=lines[0].count)
        return [
            {key: (cell or "").strip() for key, cell in row.items() if key}
            for row in csv.DictReader(lines, delimiter=delimiter)
            if any(row.values())
        ]

    def unit(self, text: str) -> str | None:
        return self.names[text.lower()] if text else None

    @cached_property
    def headcounts(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.table("headcount"):
            found.setdefault(row["population"].lower(), []).append(
                Row(day(row["date"]), self.unit(row["unit_id"]), number(row["size"]))
            )
        return found

    @cached_property
    def achievements(self) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.table("achievements"):
            found.setdefault(row["target_id"].upper(), []).append(row)
        return found

    @cached_property
    def allocations(self) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.table("allocations"):
            found.setdefault(row["target_id"].upper(), []).append(row)
        return found

    @cached_property
    def first_day(self) -> date:
        days = [day(row["date"]) for name in ("achievements", "headcount") for row in self.table(name)]
        return min(days, default=date.max)

    @cached_property
    def phases(self) -> list[tuple[str, date, date]]:
        return [(each["id"], day(each["start"]), day(each["end"])) for each in self.plan["phases"]]

    @cached_property
    def revisions(self) -> list[tuple[date, Json]]:
        pairs = [(day(each["date"]), each) for each in self.plan.get("revisions") or []]
        return sorted(pairs, key=lambda pair: pair[0])

    # -- units that end, begin and merge

    def in_being(self, unit: str, d: date) -> bool:
        return self.units[unit].start <= d <= self.units[unit].end

    def ended_into(self, unit: str, d: date) -> list[Unit]:
        """The units that ended before the day and name this one as the one that inherits."""
        return [each for each in self.units.values() if each.successor == unit and each.end < d]

    def family(self, unit: str, d: date) -> set[str]:
        """A unit and all that have become it by the day."""
        return {unit}.union(*(self.family(each.id, d) for each in self.ended_into(unit, d)))

    def said(self, rows: list[Row], unit: str, d: date) -> Fraction | None:
        """What a unit last said by the day, with what those said that became it and it has not spoken for."""
        last = min(d, self.units[unit].end)
        own = [row for row in rows if row.unit == unit and row.on <= last]
        total = max(own, key=lambda row: row.on).value if own else None
        for before in self.ended_into(unit, last):
            if not any(before.end < row.on for row in own):
                inherited = self.said(rows, before.id, before.end)
                total = total if inherited is None else (total or 0) + inherited
        return total

    def acting(self, unit: str, d: date) -> str:
        """The unit, or the one that acts for it once it has ended."""
        one = self.units[unit]
        return self.acting(one.successor, d) if one.end < d and one.successor else unit

    def population(self, name: str | None, d: date, unit: str | None = None) -> Fraction | None:
        rows = self.headcounts.get((name or "").lower(), [])
        asked = [unit] if unit else list(self.units)
        sizes = [self.said(rows, one, d) for one in asked if self.in_being(one, d)]
        known = [size for size in sizes if size is not None]
        return sum(known, Fraction()) if known else None
