"""What the directors must decide, in rows to be read at once: who, how many, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from thidua import wording
from thidua.figures import rules
from thidua.figures.directing import Kind, Matter, furthest_unit
from thidua.figures.progress import Figure
from thidua.model import Status
from thidua.pages.view import View
from thidua.text import mark

MOST_ROWS = 5  # a director reads five lines


class Whose(NamedTuple):
    """Who answers for a matter, with its page and its full name; a name alone where there is no page."""

    name: str = ""
    path: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A matter in words: what is missing or at odds (its numbers between asterisks), a note, whose, by when.

    ``sign`` names the mark of a matter that is no status; else ``status`` has it.
    """

    sign: str
    status: Status | None
    code: str
    name: str
    path: str
    what: str
    note: str
    whose: Whose
    left: str


def directing(view: View, most: int = MOST_ROWS) -> dict[str, Any]:
    """The panel: its heading, at most so many rows, how many more there are, what is said without any."""
    words = view.words
    is_over = view.as_of > view.campaign.plan.end
    found = view.facts.to_decide
    return {
        "heading": _over(view) if is_over else words.gettext("Cần chỉ đạo"),
        "note": "" if is_over else words.gettext("gấp nhất trước, không cứu được để cuối"),
        "rows": [_row(view, one, is_over) for one in _chosen(found, most)],
        "more": max(0, len(found) - most),
        "more_path": view.home.targets,
        "none": words.gettext("Mọi chỉ tiêu đã có kết quả, không chỉ tiêu nào không đạt.")
        if is_over
        else words.gettext("Không có việc nào cần chỉ đạo: không chỉ tiêu nào chậm, có nguy cơ, không đạt."),
    }


def _over(view: View) -> str:
    whole = mark("Kết quả cả năm") if view.campaign.plan.is_year else mark("Kết quả cả phong trào")
    return view.words.gettext(whole)


def _chosen(found: list[Matter], most: int) -> list[Matter]:
    """The first rows; of each kind that there is, the first one keeps its place among them."""
    kept = found[:most]
    for kind in Kind:
        first = next((one for one in found if one.kind is kind), None)
        if first is not None and first not in kept:
            kept[next(at for at in range(most - 1, 0, -1) if _repeats(kept, at))] = first
    return sorted(kept, key=found.index)


def _repeats(kept: list[Matter], at: int) -> bool:
    return any(one.kind is kept[at].kind for one in kept[:at])


def _row(view: View, one: Matter, is_over: bool) -> Row:
    what, note = _SAID[one.kind](view, one)
    if is_over and note == _due_note(view, one):
        note = ""  # the last column says it
    figure, update = one.figure, one.update
    if one.kind is Kind.LOST:
        left = _due(view, one) if is_over else view.words.gettext("đã lỡ")
    else:
        due = one.due or (figure.target.due if figure else None)
        left = wording.days_left(view.as_of, due, view.words) if due else ""
    sign = {Kind.LAW: "law", Kind.REQUEST: "letter"}.get(one.kind, "")
    if figure is not None:
        target = figure.target
        owner = view.owner(target)
        unit = update.unit if update else (owner.id if owner else None)
        path = view.home.target(target.id)
        return Row(sign, one.status, target.id, target.name, path, what, note, _whose(view, unit), left)
    task = view.campaign.plan.tasks[update.task] if update else None
    code, name = (task.id, (task.name or task.text).split("\n")[0].split(";")[0]) if task else ("", "")
    whose = _whose(view, update.unit if update else None)
    return Row(sign, None, code, name, view.home.task(code), what, note, whose, left)


def _whose(view: View, unit: str | None) -> Whose:
    if unit is None:
        return Whose(view.words.gettext("chưa giao"))
    return Whose(view.campaign.unit_name(unit), view.home.unit(unit), view.campaign.units[unit].name)


def _due(view: View, one: Matter) -> str:
    return view.words.say("hạn {day}", day=view.short_day(one.due)) if one.due else ""


def _due_note(view: View, one: Matter) -> str:
    return view.words.say("hết hạn {day}", day=view.short_day(one.due)) if one.due else ""


def _law(view: View, one: Matter) -> tuple[str, str]:
    words = view.words
    said = words.say("Cần *≥ {need}*, luật cho *≤ {cap}*", need=one.need, cap=one.cap)
    return said, words.gettext("phải xin ý kiến")


def _short(view: View, one: Matter) -> tuple[str, str]:
    words, figure = view.words, one.figure
    if figure is None:
        return "", ""
    notes = []
    if one.phase is not None:
        notes.append(words.say("yêu cầu của {phase}", phase=view.short_phase(one.phase)))
    elif gap := furthest_unit(
        figure, view.facts.past.past.sizes, view.facts.rows.get(figure.target.id, ()), view.as_of
    ):
        unit, missing = gap
        number, _ = wording.distance_parts(figure.target, missing, view.campaign.plan, words)
        most = mark("nhiều nhất {unit}, {n}")
        if figure.target.is_cap:  # too much is there: of a cap, or of a figure that is to fall
            kept = figure.target.is_kept
            most = mark("vượt nhiều nhất {unit}, {n}") if kept else mark("cao hơn nhiều nhất {unit}, {n}")
        notes.append(words.say(most, unit=view.campaign.unit_name(unit), n=number))
    return _missing(view, one, figure, one.missing), " · ".join(notes)


def _missing(view: View, one: Matter, figure: Figure, missing: Fraction | None) -> str:
    """How much is missing of what is asked, or that nothing is known yet."""
    words, target = view.words, figure.target
    if one.status is Status.NO_DATA:
        return words.gettext("*Chưa có số liệu*")
    if not missing and one.status is Status.AT_RISK and figure.expected is not None:  # of a cap
        return words.say(
            "*{actual}*, nhiều hơn mức {expected} tính đến nay",
            actual=wording.actual_phrase(target, figure.actual, words),
            expected=wording.expected_amount(figure, words),
        )
    if not missing:
        said = wording.missing_amount(figure, view.campaign.plan, words)
        if not said and figure.actual is not None:  # of a rank that is not due
            level = wording.actual_phrase(target, figure.actual, words)
            goal = wording.goal_phrase(target, view.campaign.plan, words)
            return words.say("Mới *{level}*, phải {goal}", level=level, goal=goal)
        return f"*{said or words.gettext('chưa có kết quả')}*"
    amount = wording.distance(target, missing, view.campaign.plan, words)
    if wording.is_above(figure):
        return words.say(
            mark("Vượt *{amount}*") if target.is_kept else mark("Cao hơn *{amount}*"), amount=amount
        )
    return words.say("Thiếu *{amount}*", amount=amount)


def _request(view: View, one: Matter) -> tuple[str, str]:
    if one.update is None:
        return "", ""
    words = view.words
    said = words.say("Chờ trả lời *{n} ngày*", n=(view.as_of - one.update.on).days)
    return said, words.say("kiến nghị {day}", day=view.short_day(one.update.on))


def _lost(view: View, one: Matter) -> tuple[str, str]:
    words, figure = view.words, one.figure
    if figure is None:
        return "", ""
    count = wording.breaches(figure.actual) if figure.target.traits.counts_breaches else 0
    if count:
        last = figure.history.rows_until(view.as_of)[-1].on
        said = words.say("*{n} vi phạm*, mới nhất ngày {day}", n=count, day=view.short_day(last))
        if count == 1:
            said = words.say("*{n} vi phạm* ngày {day}", n=count, day=view.short_day(last))
        return said, words.gettext("không cứu được")
    return _missing(view, one, figure, figure.shortfall), _why(view, figure)


def _why(view: View, figure: Figure) -> str:
    """Why a target was missed, where the figures know it: the law allows no more, or the day is over."""
    if found := rules.conflict(figure, view.progress):
        return view.words.say("luật chỉ cho {cap}", cap=found[1])
    return _due_note(view, Matter(Kind.LOST, figure, figure.target.due))


_SAID: dict[Kind, Callable[[View, Matter], tuple[str, str]]] = {
    Kind.LAW: _law,
    Kind.SHORT: _short,
    Kind.REQUEST: _request,
    Kind.LOST: _lost,
}
