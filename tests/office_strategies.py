"""Random campaigns of version 2 as the office would type them: small, sound, and full of change.

Days are counted from 1 January 2022; everything is over by day 40. Whatever is drawn keeps to the rules of
sections 1 and 6, so that ``thidua check`` finds no error in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st
from spec_kit import Office

FIRST_DAY = date(2022, 1, 1)
DAYS = 40
SIZES = (20, 25, 40)
LEVELS = ("Yếu", "Đạt", "Khá", "Tốt")
OPERATORS = ("at_least", "at_least", "more_than", "at_most", "less_than", "between")
CAPS = ("at_most", "less_than")
REVISIONS = {"count": ("goal", "due", "pace", "cancelled"), "rank": ("goal", "due", "cancelled")}


def nth(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def typed(number: int) -> str:
    """The day as the kit writes it."""
    on = nth(number)
    return f"{on.day}/{on.month}/{on.year}"


@dataclass(frozen=True)
class Member:
    """A unit: in being from one day to another, both counted."""

    id: str
    start: int = -100
    end: int = 1000
    successor: str | None = None

    def text(self) -> str:
        start = typed(self.start) if self.start >= 0 else "-"
        return f"{self.id} {start} {typed(self.end) if self.end < DAYS else '-'} {self.successor or '-'}"

    def is_there(self, on: int) -> bool:
        return self.start <= on <= self.end


@dataclass(frozen=True)
class Asked:
    """A target as it is typed, and what the rest of the campaign has to know of it."""

    id: str
    measure: str
    op: str
    bound: float
    unit: str | None = None
    hold: bool = False
    by_unit: bool = True
    cumulative: bool = False
    counts: str | None = None
    baseline: int | None = None
    across: str | None = None
    start: int | None = None
    due: int | None = None
    pace: str | None = None
    source: str | None = None
    added: int | None = None  # the day of the revision that adds it

    @property
    def is_kept(self) -> bool:
        shared = self.measure in ("count", "amount", "ratio")
        return self.measure == "compliance" or self.hold or (shared and self.op in CAPS)

    @property
    def takes_pace(self) -> bool:
        if self.measure in ("rank", "compliance"):
            return False
        return self.measure in ("count", "amount") or not self.is_kept

    def begins(self) -> int:
        return self.start if self.start is not None else self.added or 0

    def goal(self) -> str:
        bound = LEVELS[int(self.bound)] if self.measure == "rank" else self.bound
        return (
            f"{{{self.op}: {bound}}}" if self.op != "between" else f"{{between: [{bound}, {self.bound + 3}]}}"
        )

    def text(self) -> str:
        keys: dict[str, object] = {"id": self.id, "measure": self.measure, "goal": self.goal()}
        keys["unit"] = self.unit and f'"{self.unit}"'
        keys["hold"] = "true" if self.hold else None
        keys["reading"] = "cumulative" if self.cumulative else None
        keys["counts"], keys["baseline"], keys["across"] = self.counts, self.baseline, self.across
        keys["population"] = "staff" if self.measure in ("ratio", "compliance") else None
        if self.across == "weighted":
            keys["population"] = "staff"
        keys["scale"] = "xl" if self.measure == "rank" else None
        keys["start"] = None if self.start is None else nth(self.start)
        keys["due"] = None if self.due is None else nth(self.due)
        keys["pace"], keys["from"] = self.pace, self.source
        return ", ".join(f"{key}: {value}" for key, value in keys.items() if value is not None)


@st.composite
def phases(draw: st.DrawFn) -> tuple[list[str], int]:
    """Two phases, now and then with days between that belong to neither; and the last day."""
    first_end = draw(st.integers(6, 14))
    second = first_end + draw(st.sampled_from((1, 1, 1, 4)))
    last = second + draw(st.integers(6, 14))
    return [f"dot1 {typed(0)} {typed(first_end)}", f"dot2 {typed(second)} {typed(last)}"], last


@st.composite
def members(draw: st.DrawFn) -> list[Member]:
    """Three units: A stays, B and C may begin, end and merge."""
    found = [Member("A")]
    c_start = draw(st.sampled_from((-100, -100, 5, 12)))
    c_end = draw(st.sampled_from((1000, 1000, 22, 30)))
    c_to = draw(st.sampled_from((None, "A", "A"))) if c_end < DAYS else None
    b_end = draw(st.sampled_from((1000, 8, 15, 26)))
    heirs = [None, "A", *(["C"] if c_start <= b_end + 1 <= c_end else [])]
    b_to = draw(st.sampled_from(heirs)) if b_end < DAYS else None
    return [*found, Member("B", -100, b_end, b_to), Member("C", c_start, c_end, c_to)]


@st.composite
def goals(draw: st.DrawFn, measure: str, hold: bool) -> tuple[str, float]:
    """An operator that the measure takes, and a bound that it can have."""
    if measure == "rank":
        return "at_least", draw(st.integers(1, 3))
    if measure == "compliance":
        return draw(
            st.sampled_from((("at_least", 100), ("at_least", 95), ("more_than", 90), ("more_than", 95)))
        )
    op = draw(st.sampled_from(OPERATORS))
    if measure == "count":
        return op, draw(st.integers(1, 8))
    if measure == "amount":
        return op, draw(st.sampled_from((1, 2.5, 4.5, 7)))
    if measure == "ratio":
        return op, draw(st.sampled_from((5, 10, 12.5, 20, 40)))
    return op, draw(st.sampled_from((5, 7.5, 50) if not hold else (0, 5, 7.5, 50)))


@st.composite
def paces(draw: st.DrawFn, asked: Asked, last: int) -> str | None:
    """None (even), at the end, or points that never turn back."""
    kind = draw(st.sampled_from(("even", "at_end", "points", None)))
    if kind != "points":
        return kind
    start, due = asked.begins(), asked.due if asked.due is not None else last
    base = asked.baseline or 0
    places = sorted(draw(st.sets(st.integers(start, max(start, due - 1)), min_size=1, max_size=2)))
    if due == start:
        return None
    if asked.measure == "count":
        parts = sorted(draw(st.lists(st.integers(0, int(asked.bound)), min_size=2, max_size=2)))
        values: list[float] = list(parts)
    else:
        shares = sorted(draw(st.lists(st.sampled_from((0, 0.5, 1)), min_size=2, max_size=2)))
        values = [base + (asked.bound - base) * share for share in shares]
    pairs = zip(places, values, strict=False)
    return "[" + ", ".join(f"{{by: {nth(on)}, value: {value}}}" for on, value in pairs) + "]"


@st.composite
def targets(draw: st.DrawFn, id_: str, measure: str, last: int) -> Asked:
    """A target of any goal, pace and dates."""
    hold = measure in ("level", "ratio") and draw(st.booleans())
    op, bound = draw(goals(measure, hold))
    asked = Asked(id_, measure, op, bound, hold=hold)
    if measure in ("count", "amount", "ratio"):
        asked = replace(asked, cumulative=draw(st.booleans()))
    if measure in ("level", "rank"):
        asked = replace(asked, by_unit=draw(st.booleans()))
    if measure == "level":
        ways = ("sum", "mean", "weighted", "least", "most")
        asked = replace(asked, across=draw(st.sampled_from(ways)) if asked.by_unit else None)
        if not hold:
            starts = [one for one in (0, 3, 20) if one != bound]
            asked = replace(asked, baseline=draw(st.sampled_from(starts)))
    if measure == "rank" and asked.by_unit:
        asked = replace(asked, across=draw(st.sampled_from((None, "least", "most"))))
    begins = draw(st.sampled_from((None, None, 0, 5, 9)))
    due = draw(st.sampled_from((None, None, last - 3, last + 3, 12)))
    if due is not None and due < (begins or 0):
        due = None
    if begins is None and due is not None and draw(st.integers(0, 5)) == 0:
        asked = replace(asked, added=draw(st.integers(1, due)))
    asked = replace(asked, counts=draw(st.sampled_from((None, None, "proposed"))), start=begins, due=due)
    return replace(asked, pace=draw(paces(asked, last)) if asked.takes_pace else None)


VALUES = {
    "count": st.integers(0, 3),
    "amount": st.sampled_from((0, "0,5", 1, "1,25", 2)),
    "ratio": st.integers(0, 3),
    "compliance": st.sampled_from((0, 0, 0, 1)),
    "rank": st.sampled_from(LEVELS),
    "level": st.sampled_from((0, 2, 5, "5,1", "7,5", 8, 20, 50, 51)),
}


@st.composite
def rows(draw: st.DrawFn, asked: Asked, units: list[Member]) -> list[str]:
    """Rows in no order, of units in being; some of a stage that does not count."""
    stages = st.sampled_from(("-", "-", "-", "registered"))
    found = draw(
        st.lists(
            st.tuples(st.integers(0, DAYS - 2), st.sampled_from(units), VALUES[asked.measure], stages),
            max_size=6,
            unique_by=lambda one: (one[0], one[1].id if asked.by_unit else ""),
        )
    )
    return [
        f"{typed(on)} {asked.id} {unit.id if asked.by_unit else '-'} {value} {stage} ghi_lại"
        for on, unit, value, stage in found
        if not asked.by_unit or unit.is_there(on)
    ]


@st.composite
def heads(draw: st.DrawFn, units: list[Member]) -> list[str]:
    """Each unit's people when it begins, and now and then later."""
    found = [f"{typed(max(one.start, -1))} {one.id} {draw(st.sampled_from(SIZES))}" for one in units]
    later = st.tuples(st.integers(1, DAYS - 2), st.sampled_from(units), st.sampled_from(SIZES))
    more = draw(st.lists(later, max_size=3, unique_by=lambda one: (one[0], one[1].id)))
    return found + [
        f"{typed(on)} {unit.id} {size}"
        for on, unit, size in more
        if unit.is_there(on) and on > max(unit.start, -1)
    ]


@st.composite
def allocations(draw: st.DrawFn, asked: Asked, units: list[Member]) -> list[str]:
    """Goals of units in the target's own terms, some taken back."""
    if asked.measure == "compliance" or asked.source or not asked.by_unit:
        return []
    days = st.tuples(st.integers(0, DAYS - 2), st.sampled_from(units), st.booleans())
    found = []
    for on, unit, again in draw(st.lists(days, max_size=4, unique_by=lambda one: (one[0], one[1].id))):
        if not unit.is_there(on):
            continue
        goal = draw(unit_goals(asked))
        baseline = ""
        if asked.measure == "level" and not asked.hold:
            baseline = str(draw(st.sampled_from([one for one in (0, 3, 20) if one != goal])))
        found.append(f"{typed(on)} {asked.id} {unit.id} {goal} {baseline}".rstrip())
        back = on + 6
        if again and unit.is_there(back) and back < DAYS:
            found.append(f"{typed(back)} {asked.id} {unit.id} x")
    return list({tuple(one.split()[:3]): one for one in found}.values())


def unit_goals(asked: Asked) -> st.SearchStrategy:
    if asked.measure == "rank":
        return st.sampled_from(LEVELS[1:])
    nothing = (0,) if asked.measure in ("count", "amount") and asked.op == "at_most" else ()
    return {
        "count": st.sampled_from((*nothing, 1, 2, 3)),
        "amount": st.sampled_from((*nothing, 1, 1.5, 2)),
        "ratio": st.sampled_from((5, 10, 12.5)),
        "level": st.sampled_from((2, 5, 7.5, 50)),
    }[asked.measure]


@st.composite
def revisions(draw: st.DrawFn, asked: list[Asked], last: int) -> list[str]:
    """Some targets' goals, dues and paces changed, some cancelled, those to be added added."""
    by_day: dict[int, list[str]] = {}
    adds: dict[int, list[str]] = {}
    for one in asked:
        if one.added is not None:
            adds.setdefault(one.added, []).append(one.id)
        if draw(st.booleans()):
            continue
        on = draw(st.integers((one.added or 0) + 1, last + 3))
        by_day.setdefault(on, []).append(f"{one.id}: {{{draw(changes(one, on, last))}}}")
    found = []
    for on in sorted({*by_day, *adds}):
        text = f"date: {nth(on)}, cite: QĐ"
        if on in by_day:
            text += f", targets: {{{', '.join(by_day[on])}}}"
        found.append(text + (f", adds: [{', '.join(adds[on])}]" if on in adds else ""))
    return found


@st.composite
def changes(draw: st.DrawFn, one: Asked, on: int, last: int) -> str:
    """What a revision sets of one target; a goal or due changed under a pace of points sets a pace too."""
    what = draw(st.sampled_from(("goal", "goal", "due", "pace", "cancelled")))
    if what == "pace" and not one.takes_pace:
        what = "due"
    if what == "cancelled":
        return "cancelled: true"
    if what == "pace":
        return f"pace: {'even' if one.pace == 'at_end' else 'at_end'}"
    keys = f"due: {nth(max(one.begins(), draw(st.integers(last - 6, last + 6))))}, quote: q2"
    if what == "goal":
        bound = draw(goals(one.measure, one.hold))[1]
        other = one.bound + 1 if bound in (one.bound, one.baseline) else bound
        if one.measure == "rank":
            other = one.bound % 3 + 1
        if one.measure == "compliance":
            other = 92
        if other == one.baseline:
            other += 1
        keys = f"goal: {replace(one, bound=other).goal()}, quote: q2"
    return keys + (", pace: even" if one.pace and one.pace.startswith("[") else "")


@st.composite
def derived(draw: st.DrawFn, asked: list[Asked], last: int) -> list[Asked]:
    """One target that is worked out from others, where any can be a source."""
    marks = [one for one in asked if not one.is_kept and one.added is None]
    alike = [one for one in marks if one.measure == marks[0].measure in ("count", "amount")] if marks else []
    shares = [one for one in marks if one.measure in ("count", "amount", "ratio")]
    ways = [way for way, there in (("sum", alike), ("percent", shares), ("meeting", marks)) if there]
    if not ways or draw(st.booleans()):
        return []
    way = draw(st.sampled_from(ways))
    op = draw(st.sampled_from(OPERATORS))
    if way == "sum":
        names = ", ".join(one.id for one in alike)
        found = Asked("S-1", alike[0].measure, op, draw(st.integers(1, 8)), source=f"{{sum: [{names}]}}")
    elif way == "percent":
        part, whole = (draw(st.sampled_from(shares)).id for _ in range(2))
        wholes = whole if whole == shares[0].id else f"[{whole}, {shares[0].id}]"
        hold = draw(st.booleans())
        found = Asked("S-1", "level", op, draw(st.sampled_from((50, 100, 150))), unit="%", hold=hold)
        found = replace(found, baseline=None if hold else 0, source=f"{{percent: [{part}, {wholes}]}}")
    else:
        name = draw(st.sampled_from(marks)).id
        measure = draw(st.sampled_from(("count", "ratio")))
        bound = draw(st.integers(1, 3)) if measure == "count" else draw(st.sampled_from((30, 50, 90)))
        found = Asked("S-1", measure, op, bound, source=f"{{units_meeting: {name}}}")
    return [replace(found, pace=draw(paces(found, last)) if found.takes_pace else None)]


@st.composite
def offices(draw: st.DrawFn, *measures: str, most: int = 3) -> Office:
    """A campaign with one to ``most`` targets with rows, and now and then one that is derived."""
    over, last = draw(phases())
    units = draw(members())
    chosen = draw(st.lists(st.sampled_from(measures or tuple(VALUES)), min_size=1, max_size=most))
    asked = [draw(targets(f"T-{place}", measure, last)) for place, measure in enumerate(chosen, 1)]
    further = draw(derived(asked, last))
    at_risk = draw(st.sampled_from(("0.8", "0.5", "1")))
    return Office(
        [one.text() for one in (*asked, *further)],
        rows=[row for one in asked for row in draw(rows(one, units))],
        heads=draw(heads(units)),
        units=[one.text() for one in units],
        allocations=[row for one in asked for row in draw(allocations(one, units))],
        revisions=draw(revisions([*asked, *further], last)),
        phases=over,
        closes=typed(DAYS),
        more=f"thresholds: {{at_risk: {at_risk}}}\n",
    )
