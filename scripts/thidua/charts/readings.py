"""A target's readings as points of a chart: where each stands, and what is told of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from thidua.charts.model import Point
from thidua.charts.scene import Scene
from thidua.charts.target_lines import Yard
from thidua.figures.history import History, Reading, history
from thidua.figures.succession import Size
from thidua.model import Achievement, Stage, Target
from thidua.verdict import reading_phrase
from thidua.wording import actual_phrase, row_value

_MOST_ROWS = 4
_MOST_LETTERS = 70


def reading_words(scene: Scene, target: Target, reading: Reading) -> str:
    """A reading with its unit, as the scene's language says it."""
    return reading_phrase(target, reading, scene.plan, scene.words)


def points(scene: Scene, yard: Yard, past: History, first: date, last: date) -> tuple[Point, ...]:
    """The figure as steps from ``first`` to the end of ``last`` or the as-of day: a point for each change.

    What was reached before ``first`` is carried in. Empty where nothing is recorded: missing is not zero.
    """
    until, target = min(last, scene.progress.as_of), yard.target
    seen = [reading for reading in past.readings[: past.place(until)] if reading is not None]
    rows: defaultdict[date, list[Achievement]] = defaultdict(list)
    for row in past.rows:
        rows[row.on].append(row)
    carried = [reading for reading in seen if reading.day < first][-1:]
    shown = list(_news([reading for reading in seen if reading.day >= first], rows))
    if until < first or not (carried or shown):
        return ()
    found = [_still(scene, yard, reading, first) for reading in carried]
    ended, row_told = scene.words.gettext("Đến hết ngày: {figure}"), _teller(scene, target)
    for reading in shown:
        said = actual_phrase(target, reading, scene.words)
        figure = ended.format(figure=reading_phrase(target, reading, scene.plan, scene.words, said))
        behind = _behind(scene, target, reading, rows[reading.day], row_told)
        found.append(Point(reading.day, yard.place(reading), (figure, *behind), said=said))
    if found[-1].day < until:
        found.append(_still(scene, yard, (shown or carried)[-1], until))
    return tuple(found)


def _news(readings: Iterable[Reading], rows: Mapping[date, object]) -> Iterator[Reading]:
    """The readings of days with rows, and those at which a change of the population moved the figure."""
    last: tuple[Fraction, int | None] | None = None
    for reading in readings:
        if reading.day in rows or (reading.value, reading.of) != last:
            yield reading
        last = (reading.value, reading.of)


def _still(scene: Scene, yard: Yard, reading: Reading, day: date) -> Point:
    """The figure on a day without news."""
    said = actual_phrase(yard.target, reading, scene.words)
    return Point(day, yard.place(reading), (reading_words(scene, yard.target, reading),), False, said)


def _behind(
    scene: Scene,
    target: Target,
    reading: Reading,
    rows: list[Achievement],
    row_told: Callable[[Achievement], str],
) -> list[str]:
    """The rows that made a figure, or the population that did."""
    words = scene.words
    lines = [row_told(row) for row in rows[:_MOST_ROWS]]
    if len(rows) > _MOST_ROWS:
        lines.append(words.say("và {n} dòng khác", n=len(rows) - _MOST_ROWS))
    if not rows and reading.of is not None:
        lines.append(
            words.say(
                "Tổng số từ ngày này: {n} {unit}",
                n=words.number(reading.of),
                unit=scene.plan.unit_word(target),
            )
        )
    return lines


def _teller(scene: Scene, target: Target) -> Callable[[Achievement], str]:
    """Tells value, unit and evidence of a row; of a breach its number alone: more could point at a person."""
    adds, shows_people = target.adds_up, target.traits.shows_people
    known = dict[tuple[tuple[int, int], str | None], str]()  # the same values of the same units come again

    def begun(row: Achievement) -> str:
        value = row_value(target, row, scene.words)
        if adds and row.value.numerator > 0:
            value = f"+{value}"
        unit = scene.progress.campaign.unit_name(row.unit) if shows_people else ""
        return f"{value} · {unit}" if unit else value

    def told(row: Achievement) -> str:
        key = row.value.as_integer_ratio(), row.unit
        line = known.get(key) or known.setdefault(key, begun(row))
        if not shows_people:
            return line
        if row.evidence:
            line = f"{line} · {row.evidence}"
        return line if len(line) <= _MOST_LETTERS else line[: _MOST_LETTERS - 1] + "…"

    return told


def stage_histories(
    target: Target, rows: Iterable[Achievement], past: History
) -> tuple[tuple[Stage, Target, History], ...]:
    """The stages beside the one that counts, in order, where anything was recorded at them."""
    if not target.traits.has_stages:
        return ()
    by_stage: defaultdict[Stage, list[Achievement]] = defaultdict(list)
    for row in rows:
        if row.stage is not target.counts:
            by_stage[row.stage].append(row)
    found = []
    for stage in Stage:
        if by_stage[stage]:
            seen = replace(target, counts=stage)
            found.append((stage, seen, history(seen, by_stage[stage], Size(past.population))))
    return tuple(found)
