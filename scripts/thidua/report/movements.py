"""Results by movement and task: the figures of each, and the latest news as the unit wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from thidua.model import Movement, Task, Update
from thidua.report.matter import Matter
from thidua.report.model import BodyPart
from thidua.report.outcome import Outcome
from thidua.report.phrases import document_date, figure_phrase, inside, numbered
from thidua.text import lowered

_LONGEST_LABEL = 100


def movements(matter: Matter) -> Iterator[BodyPart]:
    """What each movement or task has come to: its figures, and the latest news as the unit wrote it."""
    latest = latest_news(matter)
    silent = []
    for task in matter.plan.tasks.values():
        figures, update = _figures(task, matter), latest.get(task.id)
        if not figures and update is None:
            silent.append(task_label(task, matter))
            continue
        yield matter.text(
            "- {label}: {said}.",
            f"phong-trao/{task.id}",
            label=task_label(task, matter),
            said=". ".join(filter(None, ("; ".join(figures), news(update, matter) if update else ""))),
        )
    if silent:
        yield matter.text(
            "Chưa ghi nhận kết quả trong thời gian báo cáo: {names}.",
            "phong-trao/chua-co",
            names=numbered([lowered(one) for one in silent], matter.words),
        )


def latest_news(matter: Matter) -> dict[str, Update]:
    """What was last written on each task in the time reported on."""
    return {
        update.task: update
        for update in sorted(matter.campaign.updates, key=lambda one: one.on)
        if update.text and matter.first_day <= update.on <= matter.day
    }


def _figures(task: Task, matter: Matter) -> list[str]:
    """The task's targets with a figure, but for the norms that are told once."""
    return [
        f"{lowered(inside(one.target.name))}: {_brief(one, matter)}"
        for one in matter.outcomes
        if one.target.id in task.targets and one.actual is not None and not one.target.traits.counts_breaches
    ]


def _brief(outcome: Outcome, matter: Matter) -> str:
    return figure_phrase(outcome.target, outcome.actual, matter.words, matter.plan.unit_word(outcome.target))


def news(update: Update, matter: Matter) -> str:
    return matter.words.say(
        "{text} ({unit}, ngày {day})",
        text=inside(update.text),
        unit=matter.unit_name(update.unit),
        day=document_date(update.on),
    )


def task_label(task: Task, matter: Matter) -> str:
    """The movements that a task carries out, by their names; else the task's own."""
    found: list[Movement] = [matter.plan.movements[one] for one in task.movements]
    if not found:
        first = task.name or task.text.strip().partition("\n")[0]
        return inside(first if len(first) <= _LONGEST_LABEL else first[: _LONGEST_LABEL - 1] + "…")
    kinds = groupby(found, key=lambda one: one.kind or "phong trào")
    label = "; ".join(f"{kind} {', '.join(f'“{inside(one.name)}”' for one in each)}" for kind, each in kinds)
    return label[:1].upper() + label[1:]
