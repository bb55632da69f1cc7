"""A target's state as a headline: what somebody who reads one line has to know."""

from datetime import date

from thidua.figures.history import Reading
from thidua.figures.progress import Figure, Progress
from thidua.figures.rules import conflict
from thidua.model import Plan, Quantity, Status, Target
from thidua.text import mark
from thidua.wording import SAID, actual_phrase, bound, breaches, goal_phrase, missing_phrase
from thidua.words import Words


def reading_phrase(
    target: Target, reading: Reading, plan: Plan, words: Words, said: str | None = None
) -> str:
    """A reading with its unit: "27/30 người (90%)"; of conduct the number of breaches.

    ``said`` is its ``actual_phrase`` where that is known.
    """
    if target.traits.counts_breaches:
        return words.say("{n} trường hợp vi phạm", n=breaches(reading))
    return with_unit(target, actual_phrase(target, reading, words) if said is None else said, plan)


def with_unit(quantity: Quantity, found: str, plan: Plan) -> str:
    """A figure in words with its unit before the share: "27/30 (90%)" is said "27/30 người (90%)"."""
    number, _, share = found.partition(" (")
    unit = plan.unit_word(quantity, number)
    return f"{number} {unit} ({share}" if share and unit else f"{found} {unit}".rstrip()


def verdict(figure: Figure, progress: Progress, words: Words) -> str:
    """The target's state in a line, with the one number that matters."""
    plan, target = progress.campaign.plan, figure.target
    if said := _unlawful(figure, progress, words):
        return said
    if figure.status is Status.CANCELLED and target.cancelled is not None:
        day, cite = words.date(target.cancelled.on), target.cancelled.cite
        return words.say("Thôi thực hiện từ {day} theo {cite}", day=day, cite=cite)
    if target.traits.counts_breaches and figure.status not in (Status.NOT_STARTED, Status.NO_DATA):
        return _conduct(figure, words)
    values: dict[str, object] = {
        "goal": goal_phrase(target, plan, words),
        "due": words.date(target.due),
        "actual": reading_phrase(target, figure.actual, plan, words) if figure.actual else "",
        "missing": missing_phrase(figure, plan, words),
    }
    values |= _up_to(figure, progress.as_of, words)
    said = words.say(_template(figure, values), **values)
    return said[:1].upper() + said[1:]


def _template(figure: Figure, values: dict[str, object]) -> str:
    status = figure.status
    kept = SAID["headlines of what is kept"].get(status) if figure.target.is_kept else None
    if kept:
        return kept
    if status is Status.NOT_DUE and figure.actual:
        return mark("Đã có {actual}; xét khi đến hạn {due}")
    if "upper" in values:
        return mark("Đã đạt {actual}, đủ mức dưới; còn {left} ngày để tới mức trên {upper}")
    said = "lost" if figure.is_lost else status
    missing = SAID["headlines of what is missing"].get(said) if values["missing"] else None
    return missing or SAID["headlines"][said]


def _up_to(figure: Figure, day: date, words: Words) -> dict[str, object]:
    """What is left to the upper end of a range whose lower end is reached, while there is time."""
    target, goal = figure.target, figure.target.goal
    left = (target.due - day).days
    if goal.upper is None or target.is_kept or figure.status is not Status.MET or left <= 0:
        return {}
    if figure.actual is None or figure.actual.figure >= goal.upper:
        return {}
    return {"left": words.number(left, 0), "upper": bound(target, goal.upper, words)}


def _conduct(figure: Figure, words: Words) -> str:
    found = breaches(figure.actual)
    if not found:
        return words.gettext("Chưa ghi nhận vi phạm nào")
    if figure.status is Status.MISSED:
        return words.say("{n} trường hợp vi phạm: không giữ được", n=found)
    return words.say("{n} trường hợp vi phạm, vẫn trong mức cho phép", n=found)


def _unlawful(figure: Figure, progress: Progress, words: Words) -> str:
    """That plan and law cannot both be kept; "" where they can."""
    found = conflict(figure, progress)
    if found is None or figure.status is Status.CANCELLED:
        return ""
    return words.say(
        "Kế hoạch cần ít nhất {need} {unit}, luật chỉ cho {cap}: phải xin ý kiến",
        need=found[0],
        unit=progress.campaign.plan.unit_word(figure.target, found[0]),
        cap=found[1],
    )
