"""Figures said in words: goals, results, what is missing, and the days that are left."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from thidua.beside import data_beside
from thidua.figures.held import Held
from thidua.figures.history import Reading
from thidua.figures.outlook import RECENT_DAYS, outlook
from thidua.figures.progress import Figure, PhaseFigure
from thidua.figures.terms import HUNDRED, is_satisfied
from thidua.figures.year_before import Compared, Previous
from thidua.model import Achievement, Changed, Goal, Operator, PaceKind, Plan, Status, Target
from thidua.text import mark
from thidua.words import MOST_PLACES, Words

SAID: Mapping[str, Mapping[str, str]] = data_beside("wording.json")  # by kind, and by status, stage, …
ACROSS, STAGES, TASK_STATES, ROLES, _BOUNDS, _CHANGED = (
    SAID[kind] for kind in ("across", "stages", "task states", "roles", "bounds", "changed")
)
_SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.MORE_THAN: ">",
    Operator.AT_MOST: "≤",
    Operator.LESS_THAN: "<",
    Operator.BETWEEN: "≥",
}
# Decimals that are shown without need: of a share, of what is typed, and of what has no end.
_OF_A_SHARE, _TYPED, _ENDLESS = 1, 4, 2


def bound(
    target: Target, value: Fraction, words: Words, actual: Reading | None = None, *, is_written: bool = True
) -> str:
    """A goal as the plan wrote it, without its unit: 90% · 38,10% · Hoàn thành tốt nhiệm vụ.

    One that nobody wrote, a phase's, has as many decimals as ``actual`` beside it asks for.
    """
    if target.traits.has_levels:
        return target.level_name(value) if value else "–"
    if not is_written or 10**MOST_PLACES % value.denominator:  # a point on the way of an even pace
        return amount(target, value, words, actual and actual.figure)
    places = target.goal.places if value in target.goal.bounds else 0
    return words.exact(value, places) + ("%" if target.is_percentage else "")


def amount(target: Target, value: Fraction, words: Words, against: Fraction | None = None) -> str:
    """A figure without its unit, with as many decimals as it takes to compare with the goal as it does.

    ``against`` is what else it stands beside: a phase's goal, or beside that the figure.
    """
    if target.traits.has_levels:
        return target.level_name(value) if value else "–"
    if value.denominator == 1:  # nothing to be rounded
        return words.number(value) + ("%" if target.is_percentage else "")
    places = _OF_A_SHARE if target.traits.is_share else _places(value)
    bounds = (*target.goal.bounds, *(() if against is None else (against,)))
    places = max(places, 0 if target.traits.counts_subjects else min(target.goal.places, _ENDLESS))
    return (
        words.percent(value, *bounds, places=places)
        if target.is_percentage
        else words.held(value, bounds, places)
    )


def expected_amount(figure: Figure, words: Words) -> str:
    """What is expected by the day, beside the figure: it must not look reached where it is not."""
    actual = figure.actual
    return amount(figure.target, figure.expected or Fraction(), words, actual and actual.figure)


def _places(value: Fraction) -> int:
    """All decimals of a number that has few; two of one that goes on."""
    return _TYPED if 10**_TYPED % value.denominator == 0 else _ENDLESS


def goal_sign(
    target: Target,
    words: Words,
    goal: Goal | None = None,
    actual: Reading | None = None,
    *,
    is_written: bool = True,
) -> str:
    """The comparison in signs: > 90% · ≥ 3 · 7–9 · < 4,5%; ``goal`` is another than the target's own."""
    goal = target.goal if goal is None else goal
    low = bound(target, goal.lower, words, actual, is_written=is_written)
    if goal.upper is not None:
        return f"{low}–{bound(target, goal.upper, words)}"
    if _is_all(target, goal):
        return low
    return in_signs(goal.operator, low)


def held_sign(one: Held, words: Words) -> str:
    """The same of what is asked for: the target's own goal, a unit's, or a phase's, which nobody wrote."""
    term = one.term
    return goal_sign(one.target, words, term.goal, one.actual, is_written=term.final or term.of_unit)


def _is_all(target: Target, goal: Goal) -> bool:
    """Whether all subjects are asked for: nothing is above that, as it may be of a level in percent."""
    return target.traits.is_share and goal.lower == HUNDRED and goal.operator is Operator.AT_LEAST


def in_signs(operator: Operator, bound: str) -> str:
    """A goal of one bound as signs: ≥ 3 · < 4,5%."""
    return f"{_SIGNS[operator]} {bound}"


def goal_phrase(target: Target, plan: Plan, words: Words) -> str:
    """The goal in words: "trên 90% CBCCVC", "từ 7 đến 9 sáng kiến", "dưới 4,5%"."""
    goal = target.goal
    low = bound(target, goal.lower, words)
    if target.traits.has_levels:
        top = goal.lower == len(target.scale)
        return low if top else words.say("{level} trở lên", level=low)
    if goal.upper is not None:
        phrase = words.say("từ {low} đến {high}", low=low, high=bound(target, goal.upper, words))
    elif _is_all(target, goal):
        phrase = low
    else:
        phrase = words.say(_BOUNDS[goal.operator], bound=low)
    word = plan.whole_word(target, None if goal.upper is not None else low)
    if word and target.is_percentage:
        return words.say("{share} {whole}", share=phrase, whole=word)
    return f"{phrase} {word}".rstrip()


def actual_phrase(
    target: Target, reading: Reading | None, words: Words, against: Fraction | None = None
) -> str:
    """The figure: "27/30 (90%)" · "6" · a level's name · "–" where nothing is recorded.

    ``against`` is the goal it must not be rounded to: the target's own, or a phase's.
    """
    if reading is None:
        return "–"
    if reading.of is None:
        return amount(target, reading.value, words, against)
    share = amount(target, reading.figure, words, against)
    return f"{words.number(reading.value, 0)}/{words.number(reading.of, 0)} ({share})"


def before_phrase(previous: Previous, words: Words) -> str:
    """The figure of the year before: as its own campaign counted it."""
    quantity, reading = previous.target, previous.actual
    if isinstance(quantity, Target):
        return actual_phrase(quantity, reading, words)
    if quantity.traits.has_levels:
        return quantity.level_name(reading.value)
    return words.exact(reading.figure) + ("%" if quantity.is_percentage else "")


def compared_phrase(found: Compared, words: Words) -> str:
    """A figure against the year before, for a cell: 103,2% · +0,15."""
    if found.is_share:
        return words.percent(found.value)
    return words.signed(found.value, 2) if found.value else "0"


def breaches(reading: Reading | None) -> int:
    """How many subjects a conduct norm has in breach."""
    return 0 if reading is None or reading.of is None else reading.of - int(reading.value)


def missing_amount(figure: Held, plan: Plan, words: Words) -> str:
    """What is missing today, or is above what is allowed, for a cell; "" when nothing is.

    "2 người" · "0,32 tỷ đồng" · "vượt 2 vụ" · "1 vi phạm" · "phải trên 95%" · "chưa có kết quả".
    """
    target = figure.target
    if target.traits.counts_breaches:
        found = breaches(figure.actual)
        return words.say("{n} vi phạm", n=found) if found else ""
    if figure.shortfall is None:
        if figure.status.satisfied or figure.status in _NOT_YET:
            return ""
        if figure.actual is None:
            return words.gettext("chưa có kết quả")
        return words.say("chưa đạt {goal}", goal=goal_phrase(target, plan, words))
    if figure.shortfall:
        shown = distance(target, figure.shortfall, plan, words)
        if not is_above(figure):
            return shown
        template = mark("vượt {amount}") if target.is_kept else mark("cao hơn {amount}")
        return words.say(template, amount=shown)
    if figure.actual is not None and not is_satisfied(figure.term, figure.actual.figure):
        return words.say("phải {goal}", goal=goal_phrase(target, plan, words))  # a strict goal, just touched
    return ""


_NOT_YET = (Status.NOT_STARTED, Status.NOT_DUE, Status.CANCELLED)


def distance(target: Target, value: Fraction, plan: Plan, words: Words) -> str:
    """A shortfall with its unit, exactly: "2 người", "0,32 tỷ đồng", "0,04 điểm %"."""
    return " ".join(distance_parts(target, value, plan, words)).rstrip()


def distance_parts(target: Target, value: Fraction, plan: Plan, words: Words) -> tuple[str, str]:
    """The same as a number and its unit, "" where it has none."""
    number = words.held(value, (0,), max(_places(value), target.goal.places))  # the least is not nothing
    return number, distance_word(target, plan, words, number)


def distance_word(target: Target, plan: Plan, words: Words, number: object = None) -> str:
    """What two figures of a target are apart in: people, a unit, of a level in percent its points."""
    is_level = not target.traits.is_share and target.is_percentage
    return words.gettext("điểm %") if is_level else plan.unit_word(target, number)


def is_above(figure: Held) -> bool:
    """Whether what is wrong is too much: above a cap, or above a range to be kept."""
    target, actual = figure.target, figure.actual
    if target.is_cap:
        return True
    return actual is not None and target.is_kept and actual.figure > figure.term.goal.lower


def missing_phrase(figure: Held, plan: Plan, words: Words) -> str:
    """The same within a sentence: "còn thiếu 2 người"."""
    shown = missing_amount(figure, plan, words)
    lacks = figure.shortfall and not figure.target.traits.counts_breaches and not is_above(figure)
    return words.say("còn thiếu {amount}", amount=shown) if shown and lacks else shown


def status_sentence(figure: Figure, plan: Plan, as_of: date, words: Words) -> str:
    """The target's state in one sentence, with its numbers."""
    target = figure.target
    day, goal = words.date(as_of), goal_phrase(target, plan, words)
    due = words.date(target.due)
    found = actual_phrase(target, figure.actual, words)
    missing = missing_phrase(figure, plan, words)
    values: dict[str, object] = {"day": day, "goal": goal, "due": due, "actual": found, "missing": missing}
    if figure.satisfied_on:
        values["since"] = words.date(figure.satisfied_on)
    if figure.status is Status.CANCELLED and target.cancelled is not None:
        values |= {"since": words.date(target.cancelled.on), "cite": target.cancelled.cite}
    elif target.traits.counts_breaches and figure.status is not Status.NOT_STARTED:
        return _compliance_sentence(figure, words, values)
    if figure.expected is not None:
        values["expected"] = expected_amount(figure, words)
    values["share"] = words.percent(plan.at_risk * 100)
    values["none"] = words.gettext(_why_none(figure, as_of))
    # A bound to be kept is kept or not, all the time; what is left of a cap counts only at the end.
    kept = SAID["sentences of what is kept"] if target.is_kept else {}
    template = kept.get(figure.status, SAID["sentences"]["lost" if figure.is_lost else figure.status])
    return words.say(template, **values)


def _why_none(figure: Figure, as_of: date) -> str:
    """Why there is no figure: nothing was told, or what was told makes none (a key of the catalogue)."""
    if figure.target.derived is not None:
        return mark("chưa tính được từ chỉ tiêu nguồn")
    if figure.history.rows_until(as_of):
        return mark("không còn số liệu: các đơn vị đã ghi nay đã kết thúc")
    return mark("chưa có số liệu nào được ghi")


def _compliance_sentence(figure: Figure, words: Words, values: dict[str, object]) -> str:
    found = breaches(figure.actual)
    if not found:
        return words.say("Đến {day} chưa ghi nhận trường hợp vi phạm nào ({actual}).", **values)
    if figure.status is Status.MISSED:
        return words.say(
            "Đến {day} đã ghi nhận {n} trường hợp vi phạm, còn {actual}, không đạt mục tiêu {goal}.",
            n=found,
            **values,
        )
    return words.say(
        "Đến {day} đã ghi nhận {n} trường hợp vi phạm, còn {actual}, vẫn trong mục tiêu {goal}.",
        n=found,
        **values,
    )


def outlook_sentence(figure: Figure, plan: Plan, as_of: date, words: Words) -> str:
    """Where the target would stand if it went on so, a range with its method; "" where it cannot be said."""
    found = outlook(figure, as_of)
    if found is None:
        return ""
    target, unit = figure.target, "" if figure.target.is_percentage else plan.unit_word(figure.target)
    low, high = (_whole_or_percent(target, value, words) for value in found)
    shown = low if low == high else words.say("{low} đến {high}", low=low, high=high)
    return words.say(
        "Nếu tiếp tục như từ ngày bắt đầu và như {days} ngày gần đây, đến {due} được khoảng {range} "
        "(mục tiêu {goal}). Đây là phép ngoại suy theo hai tốc độ đó, không phải dự báo hay cam kết.",
        days=RECENT_DAYS,
        due=words.date(target.due),
        range=f"{shown} {unit}".rstrip(),
        goal=goal_phrase(target, plan, words),
    )


def _whole_or_percent(target: Target, value: Fraction, words: Words) -> str:
    if target.is_percentage:
        return words.percent(round(value))
    return words.number(value, 0 if target.traits.counts_subjects else 1)


def phase_goal_phrase(target: Target, part: PhaseFigure, plan: Plan, words: Words) -> str:
    """What the phase must reach; "" where it asks nothing."""
    term = part.term
    if not part.is_assigned:
        return ""
    if term.final or (target.is_kept and not target.is_rationed):
        return goal_phrase(target, plan, words)
    low = amount(target, term.goal.lower, words, part.actual and part.actual.figure)
    return (
        f"{words.say(SAID['bounds'][term.goal.operator], bound=low)} {plan.whole_word(target, low)}".rstrip()
    )


def days_left(day: date, until: date, words: Words) -> str:
    """How far a day is: "còn 17 ngày", "hôm nay", "đã qua 3 ngày"."""
    left = (until - day).days
    if left > 0:
        return words.say("còn {n} ngày", n=words.number(left, 0))
    if left == 0:
        return words.gettext("đúng hôm nay")
    return words.say("đã qua {n} ngày", n=words.number(-left, 0))


def pace_phrase(target: Target, words: Words) -> str:
    """How the expected figure grows."""
    if target.is_kept and (not target.is_rationed or target.pace.kind is PaceKind.AT_END):
        return words.gettext("giữ đủ mục tiêu trong cả thời gian")
    if target.pace.kind is PaceKind.AT_END:
        return words.gettext("xét một lần khi đến hạn")
    if target.pace.kind is PaceKind.EVEN:
        return words.gettext("tăng đều từ ngày bắt đầu đến hạn")
    points = [
        words.say("{value} vào {day}", value=bound(target, value, words), day=words.date(day))
        for day, value in target.pace.points
    ]
    return words.say("theo các mốc: {points}", points="; ".join(points))


def status_list(totals: Mapping[Status, int], words: Words, cancelled: int = 0) -> str:
    """Targets by status in one line that adds up, cancelled ones last: "vượt 2 · đạt 9 · …"."""
    counts = {**totals, Status.CANCELLED: cancelled}.items()
    return " · ".join(f"{words.gettext(status.label).lower()} {count}" for status, count in counts if count)


def delta_phrase(target: Target, value: Fraction | None, words: Words) -> str:
    """A change in absolute units: "+2"; "" where nothing moved."""
    if not value or target.traits.has_levels:
        return ""
    return words.signed(value, _places(value))


def row_value(target: Target, row: Achievement, words: Words) -> str:
    """A row's value as the office typed it."""
    if target.traits.has_levels:
        return target.level_name(row.value)
    return words.exact(row.value)


def plain(parts: Iterable[str]) -> str:
    """Texts joined for the search index."""
    return " ".join(part for part in parts if part)


def change_phrases(
    target: Target,
    change: Changed,
    later: Iterable[Changed],
    unit_name: Callable[[str], str],
    words: Words,
) -> Iterator[str]:
    """What a revision did to a target; ``later`` are the revisions of it after that one."""
    say, after_it = words.say, [one.was for one in later if one.was]
    if change.was is None:
        yield say("bổ sung chỉ tiêu")
        return
    for field, before in change.was.items():
        after = next((was[field] for was in after_it if field in was), getattr(target, field))
        if field == "cancelled":
            yield say("thôi thực hiện") if after else say("thực hiện trở lại")
        elif isinstance(before, Goal) and isinstance(after, Goal):
            template = mark("điều chỉnh mục tiêu từ {old} lên {new}")
            if after.operator is not before.operator or after.upper != before.upper:
                template = mark("điều chỉnh mục tiêu từ {old} thành {new}")
            elif after.lower < before.lower:
                template = mark("điều chỉnh mục tiêu từ {old} xuống {new}")
            old, new = goal_bounds(target, before, after, words)
            yield say(template, old=old, new=new)
        elif field == "due" and isinstance(before, date) and isinstance(after, date):
            yield say("đổi hạn từ {old} sang {new}", old=words.date(before), new=words.date(after))
        elif field == "owner":
            old, new = (unit_name(str(unit)) if unit else "–" for unit in (before, after))
            yield say("đổi chủ trì từ {old} sang {new}", old=old, new=new)
        else:
            told = _CHANGED.get(field, _CHANGED["else"])
            yield say(told)


def goal_bounds(target: Target, before: Goal, after: Goal, words: Words) -> tuple[str, str]:
    """A goal before and after a revision: its bounds, or in signs where more than one bound moved."""
    if after.operator is before.operator and after.upper == before.upper:
        return bound(target, before.lower, words), bound(target, after.lower, words)
    return goal_sign(target, words, before), goal_sign(target, words, after)
