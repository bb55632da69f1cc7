"""The section on results: what was reached in all, target by target, movement by movement."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, groupby

from thidua import wording
from thidua.figures.series import reached_changes
from thidua.figures.terms import phase_term, whole_term
from thidua.model import Movement, Stage, Status, Task, Update
from thidua.report.matter import Matter, Outcome, totals
from thidua.report.model import BodyPart, CountChart, DayChart
from thidua.report.phrases import (
    LISTED,
    clause,
    count,
    document_date,
    figure_phrase,
    inside,
    numbered,
    totals_clause,
)
from thidua.text import lowered
from thidua.words import VIETNAMESE

# The kinds that a reader wants named, not only counted.
_NAMED = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA)
_LONGEST_LABEL = 100


def results(matter: Matter) -> Iterator[BodyPart]:
    """II. Results: in all, by group, by movement and task, and the charts of the phase."""
    yield matter.section("II. KẾT QUẢ THỰC HIỆN")
    yield matter.heading("1. Kết quả chung")
    yield from in_all(matter)
    shared = any(figure.shares for figure in matter.in_force)
    where = "Phụ lục I, của từng đơn vị tại Phụ lục II" if shared else "Phụ lục"
    yield matter.text(f"Kết quả từng chỉ tiêu tại {where} kèm theo.", "xem-phu-luc")
    yield matter.blank("[Đánh giá chung về kết quả thực hiện]")
    yield from phase_charts(matter)
    place, told_once = 2, {outcome.target.id for outcome in _kept(matter)}
    for group, heading in matter.plan.groups.items():
        found = [outcome for outcome in matter.outcomes if outcome.target.group == group]
        if found:
            yield matter.heading(f"{place}. {heading}", f"nhom/{group}/ten")
            yield from _group(group, found, told_once, matter)
            place += 1
    if matter.plan.tasks:
        title = "Phong trào, cuộc vận động, nhiệm vụ thi đua" if matter.plan.movements else "Nhiệm vụ"
        yield matter.heading(f"{place}. {title}", "phong-trao/ten")
        yield from movements(matter)
        yield matter.blank(
            "[Đánh giá việc thực hiện nhiệm vụ, phong trào, cuộc vận động; mô hình, điển hình]"
        )


def in_all(matter: Matter) -> Iterator[BodyPart]:
    """The head sentence, whose parts add up to the number of targets, the names of those behind, conduct."""
    counts = totals(matter.outcomes)
    if not matter.final:
        yield matter.text(
            f"Kế hoạch có {count(len(matter.in_force))} chỉ tiêu, trong đó {count(len(matter.outcomes))} "
            f"chỉ tiêu có mức phải đạt trong {lowered(matter.phase.name)}.",
            "chung/giao",
        )
    if not matter.outcomes:
        return
    yield matter.text(_reached(matter, counts), "chung")
    for status in _NAMED:
        names = [inside(outcome.target.name) for outcome in matter.outcomes if outcome.status is status]
        if names:
            yield matter.text(f"Có {clause(status, len(names))}: {numbered(names)}.", f"chung/{status.value}")
    yield from _conduct(matter)


def _reached(matter: Matter, counts: dict[Status, int]) -> str:
    """The head sentence: "Đến ngày 28/6/2022, có 17/28 chỉ tiêu hoàn thành, …; 03 chỉ tiêu chưa đạt."."""
    exceeded, late = counts.get(Status.EXCEEDED, 0), counts.get(Status.MET_LATE, 0)
    reached = exceeded + late + counts.get(Status.MET, 0)
    parts = []
    if exceeded:
        parts.append(f"{count(exceeded)} chỉ tiêu vượt mức")
    if late:
        parts.append(f"{count(late)} chỉ tiêu hoàn thành sau hạn")
    day, share = document_date(matter.day), f"{count(reached)}/{count(len(matter.outcomes))}"
    text = f"Đến ngày {day}, có {share} chỉ tiêu hoàn thành"
    if parts:
        text = f"{text}, trong đó {VIETNAMESE.join(parts)}"
    rest = totals_clause(counts)
    return f"{text}; {rest}." if rest else f"{text}."


def _kept(matter: Matter) -> list[Outcome]:
    """The conduct norms that nobody has broken: told together, once."""
    return [
        outcome
        for outcome in matter.outcomes
        if outcome.target.traits.counts_breaches
        and outcome.actual is not None
        and not wording.breaches(outcome.actual)
        and outcome.status is not Status.NOT_STARTED
    ]


def _conduct(matter: Matter) -> Iterator[BodyPart]:
    """Who keeps which norms, in one sentence for each whole of people or families."""
    found = sorted(_kept(matter), key=lambda one: one.target.population or "")
    for population, outcomes in groupby(found, key=lambda one: one.target.population or ""):
        kept = list(outcomes)
        first, day = kept[0].target, document_date(matter.day)
        size = (kept[0].actual and kept[0].actual.of) or 0
        who = f"{matter.plan.whole_word(first)} ({count(size)} {matter.plan.unit_word(first)})"
        norms = numbered([lowered(inside(one.target.name)) for one in kept])
        yield matter.text(
            f"Đến ngày {day}, 100% {who} chấp hành tốt: {norms}; chưa ghi nhận vi phạm.",
            f"chap-hanh/{population}",
        )


def _group(group: str, found: Sequence[Outcome], told_once: set[str], matter: Matter) -> Iterator[BodyPart]:
    """How many of a group were reached; each with a figure where they are few enough to be read."""
    told = [one for one in found if one.target.id not in told_once] if len(found) <= LISTED else []
    reached, every = sum(outcome.status.satisfied for outcome in found), count(len(found))
    if not reached:
        said = f"Chưa có chỉ tiêu hoàn thành trong tổng số {every} chỉ tiêu"
    elif reached < len(found) or reached == 1:
        said = f"Có {count(reached)}/{every} chỉ tiêu hoàn thành"
    else:
        said = f"Cả {every} chỉ tiêu đều hoàn thành"
    apart = len(found) - len(told)
    but = f"ngoài {count(apart)} chỉ tiêu chấp hành nêu trên, " if apart else ""
    yield matter.text(f"{said}; {but}cụ thể:" if told else f"{said}.", f"nhom/{group}")
    for outcome in told:
        if outcome.actual is not None:
            yield matter.text(_outcome(outcome, matter), f"muc/{outcome.target.id}")
    for status in Status:
        names = [inside(one.target.name) for one in told if one.status is status and one.actual is None]
        if names:
            yield matter.text(
                f"- Có {clause(status, len(names))}: {numbered(names)}.", f"nhom/{group}/{status.value}"
            )


def _outcome(outcome: Outcome, matter: Matter) -> str:
    """ "- Tên: đã công nhận 27/30 người (90%), mục tiêu trên 90% CBCCVC; chưa đạt, còn thiếu 01 người." """
    missing = f", {outcome.missing}" if outcome.missing and not outcome.status.satisfied else ""
    name, status = inside(outcome.target.name), outcome.status.label.lower()
    return f"- {name}: {done(outcome, matter)}, mục tiêu {outcome.goal}; {status}{missing}."


def done(outcome: Outcome, matter: Matter) -> str:
    """What was reached, with the verb of its kind: "được xếp loại …", "đã trình 01 hồ sơ"."""
    target, reading = outcome.target, outcome.actual
    if reading is None:
        return "chưa có số liệu"
    if target.traits.has_levels:
        return f"được xếp loại {wording.actual_phrase(target, reading, VIETNAMESE)}"
    unit = matter.plan.unit_word(target)
    is_to_grow = reading.of is None and not target.is_cap and not target.traits.is_state
    if is_to_grow and not reading.value and unit:  # of a cap and of a level nought is a figure like any other
        return f"chưa có {unit}"
    amount = figure_phrase(target, reading, unit)
    if target.traits.counts_breaches:
        return f"có {amount} chấp hành"
    if target.counts is Stage.REGISTERED:
        return f"đã đăng ký {amount}"
    if target.counts is Stage.PROPOSED:
        return f"đã trình {amount}"
    return f"đã công nhận {amount}" if target.award else f"thực hiện {amount}"


def movements(matter: Matter) -> Iterator[BodyPart]:
    """What each movement or task has come to: its figures, and the latest news as the unit wrote it."""
    latest = latest_news(matter)
    silent = []
    for task in matter.plan.tasks.values():
        figures, update = _figures(task, matter), latest.get(task.id)
        if not figures and update is None:
            silent.append(task_label(task, matter))
            continue
        said = ". ".join(filter(None, ("; ".join(figures), news(update, matter) if update else "")))
        yield matter.text(f"- {task_label(task, matter)}: {said}.", f"phong-trao/{task.id}")
    if silent:
        names = numbered([lowered(one) for one in silent])
        yield matter.text(f"Chưa ghi nhận kết quả trong thời gian báo cáo: {names}.", "phong-trao/chua-co")


def latest_news(matter: Matter) -> dict[str, Update]:
    """What was last written on each task in the time reported on."""
    return {
        update.task: update
        for update in sorted(matter.campaign.updates, key=lambda one: one.on)
        if update.text and matter.first_day <= update.on <= matter.day
    }


def _figures(task: Task, matter: Matter) -> list[str]:
    """The task's targets with a figure, but for the norms that are told once."""
    unit = matter.plan.unit_word
    return [
        f"{lowered(inside(one.target.name))}: {figure_phrase(one.target, one.actual, unit(one.target))}"
        for one in matter.outcomes
        if one.target.id in task.targets and one.actual is not None and not one.target.traits.counts_breaches
    ]


def news(update: Update, matter: Matter) -> str:
    return f"{inside(update.text)} ({matter.unit_name(update.unit)}, ngày {document_date(update.on)})"


def task_label(task: Task, matter: Matter) -> str:
    """The movements that a task carries out, by their names; else the task's own."""
    found: list[Movement] = [matter.plan.movements[one] for one in task.movements]
    if not found:
        first = task.name or task.text.strip().partition("\n")[0]
        return inside(first if len(first) <= _LONGEST_LABEL else first[: _LONGEST_LABEL - 1] + "…")
    kinds = groupby(found, key=lambda one: one.kind or "phong trào")
    label = "; ".join(f"{kind} {', '.join(f'“{inside(one.name)}”' for one in each)}" for kind, each in kinds)
    return label[:1].upper() + label[1:]


def phase_charts(matter: Matter) -> Iterator[BodyPart]:
    """The charts of the time reported on; none where it judges no target."""
    if matter.outcomes:
        yield _status_chart(matter)
    if matter.outcomes and matter.day >= matter.first_day:
        yield _reached_chart(matter)


def _status_chart(matter: Matter) -> CountChart:
    counts = totals(matter.outcomes)
    day, number = document_date(matter.day), len(matter.outcomes)
    whose = "kế hoạch" if matter.final else lowered(matter.phase.name)
    title = f"Kết quả {VIETNAMESE.number(number)} chỉ tiêu của {whose}, số liệu đến ngày {day}"
    labels = tuple(status.label for status in counts)
    return CountChart(title, labels, tuple(counts.values()), "Số chỉ tiêu")


def _reached_chart(matter: Matter) -> DayChart:
    """Targets reached by the end of each day, against all that the time asks for."""
    steps = _steps(matter)
    days = _corners(steps, matter.first_day, matter.day, matter.phase.end)
    so_far = dict(zip(steps, accumulate(steps.values()), strict=True))
    reached = tuple(_at(so_far, day) if day <= matter.day else None for day in days)
    asked = (len(matter.outcomes),) * len(days)
    return DayChart(
        f"Số chỉ tiêu hoàn thành lũy kế, số liệu đến ngày {document_date(matter.day)}",
        tuple(days),
        (("Đã hoàn thành", reached), ("Phải hoàn thành", asked)),
    )


def _steps(matter: Matter) -> dict[date, int]:
    """By how many the number of reached targets changed, for every day on which it did, in order."""
    asked = (
        (term, matter.progress.figures[outcome.target.id].history)
        for outcome in matter.outcomes
        if (term := whole_term(outcome.target) if matter.final else phase_term(outcome.target, matter.phase))
    )
    return reached_changes(asked, matter.day, matter.spans)


def _corners(steps: dict[date, int], first: date, until: date, last: date) -> list[date]:
    """The days that draw a staircase: both sides of every step, and the ends of the line and of the time."""
    found = {first, until, max(last, until)}
    for day in steps:
        found |= {day, day - timedelta(days=1)}
    return sorted(day for day in found if day >= first)


def _at(so_far: dict[date, int], day: date) -> int:
    return max(((known, value) for known, value in so_far.items() if known <= day), default=(day, 0))[1]
