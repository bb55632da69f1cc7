"""The sections on results and awards: what was reached, target by target, task by task, award by award."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua import wording
from thidua.figures import awards
from thidua.model import RuleKind, Stage, Status
from thidua.report.charts import phase_charts
from thidua.report.matter import Matter
from thidua.report.model import BodyPart
from thidua.report.outcome import Outcome, totals
from thidua.report.phrases import (
    LISTED,
    clause,
    document_date,
    inside,
    numbered,
    totals_clause,
)
from thidua.text import lowered

# The kinds that a reader wants named, not only counted.
_NAMED = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA)


def results(matter: Matter) -> Iterator[BodyPart]:
    """II. Results: in all, by group, tasks, and the charts of the phase."""
    yield matter.section("II. KẾT QUẢ THỰC HIỆN")
    yield matter.heading("1. Kết quả chung")
    yield from _in_all(matter)
    yield from phase_charts(matter)
    place = 2
    for group, heading in matter.plan.groups.items():
        found = [outcome for outcome in matter.outcomes if outcome.target.group == group]
        if found:
            title = matter.words.gettext(heading)
            yield matter.heading("{place}. {title}", place=place, title=title)
            yield from _group(found, matter)
            place += 1
    yield matter.heading("{place}. Nhiệm vụ và phong trào thi đua", place=place)
    yield from _tasks(matter)


def _in_all(matter: Matter) -> Iterator[BodyPart]:
    """The head sentence, whose parts add up to the number of targets, and the names of those behind."""
    words, counts = matter.words, totals(matter.outcomes)
    everything = len(matter.plan.targets)
    if not matter.final:
        yield matter.text(
            "Kế hoạch có {all} chỉ tiêu, trong đó {n} chỉ tiêu có mức phải đạt trong {phase}.",
            all=everything,
            n=len(matter.outcomes),
            phase=lowered(matter.phase.name),
        )
    if not matter.outcomes:
        return
    yield matter.written(_reached(matter, counts))
    for status in _NAMED:
        names = [inside(outcome.target.name) for outcome in matter.outcomes if outcome.status is status]
        if names:
            yield matter.text(
                "{clause}, gồm: {names}." if len(names) > 1 else "{clause}: {names}.",
                clause=clause(status, len(names), words),
                names=numbered(names, words),
            )
    yield matter.text("Kết quả từng chỉ tiêu tại Phụ lục kèm theo.")
    yield matter.blank("[Đánh giá chung về kết quả thực hiện]")


def _reached(matter: Matter, counts: dict[Status, int]) -> str:
    """The head sentence: "Đến ngày 28/6/2022, 17/28 chỉ tiêu hoàn thành, …; 3 chỉ tiêu chưa đạt."."""
    words = matter.words
    exceeded, late = counts.get(Status.EXCEEDED, 0), counts.get(Status.MET_LATE, 0)
    reached = exceeded + late + counts.get(Status.MET, 0)
    parts = []
    if exceeded:
        parts.append(words.say("{n} chỉ tiêu vượt mức", n=exceeded))
    if late:
        parts.append(words.say("{n} chỉ tiêu hoàn thành sau hạn", n=late))
    text = words.say(
        "Đến ngày {day}, {reached}/{all} chỉ tiêu hoàn thành",
        day=document_date(matter.day),
        reached=reached,
        all=len(matter.outcomes),
    )
    if parts:
        text = words.say("{text}, trong đó {parts}", text=text, parts=words.join(parts))
    rest = totals_clause(counts, words)
    return f"{text}; {rest}." if rest else f"{text}."


def _group(found: Sequence[Outcome], matter: Matter) -> Iterator[BodyPart]:
    """How many of a group were reached; each of them where they are few enough to be read."""
    yield matter.text(
        "{reached}/{all} chỉ tiêu hoàn thành{listed}",
        reached=sum(outcome.status.satisfied for outcome in found),
        all=len(found),
        listed=":" if len(found) <= LISTED else ".",
    )
    if len(found) <= LISTED:
        for outcome in found:
            yield matter.written(_outcome(outcome, matter))


def _outcome(outcome: Outcome, matter: Matter) -> str:
    """ "- Tên: 27/30 (90%) người, mục tiêu trên 90% người; chưa đạt, còn thiếu 1 người." """
    words = matter.words
    status = words.gettext(outcome.status.label).lower()
    missing = f", {outcome.missing}" if outcome.missing and not outcome.status.satisfied else ""
    name = inside(outcome.target.name)
    if outcome.actual is None:
        return words.say("- {name}: {status}; mục tiêu {goal}.", name=name, status=status, goal=outcome.goal)
    return words.say(
        "- {name}: thực hiện {actual}, mục tiêu {goal}; {status}{missing}.",
        name=name,
        actual=wording.actual_phrase(outcome.target, outcome.actual, words),
        goal=outcome.goal,
        status=status,
        missing=missing,
    )


def _tasks(matter: Matter) -> Iterator[BodyPart]:
    """The latest news of each task in the time reported on, as the unit wrote it."""
    latest = {
        update.task: update
        for update in sorted(matter.campaign.updates, key=lambda one: one.on)
        if update.text and matter.first_day <= update.on <= matter.day
    }
    for task in matter.plan.tasks.values():
        update = latest.get(task.id)
        if update is not None:
            yield matter.text(
                "- {task}: {text} ({unit}, ngày {day}).",
                task=inside(task.name or task.clause),
                text=inside(update.text),
                unit=matter.campaign.units[update.unit].name,
                day=document_date(update.on),
            )
    yield matter.blank("[Đánh giá việc thực hiện nhiệm vụ, phong trào, cuộc vận động; mô hình, điển hình]")


def commendation(matter: Matter) -> Iterator[BodyPart]:
    """III. Awards: how many stand where, and how many went to people without a leadership post."""
    words = matter.words
    yield matter.section("III. CÔNG TÁC KHEN THƯỞNG")
    moving = [
        one
        for one in awards.pipeline(matter.campaign, matter.rows)
        if any(value is not None for value in one.stages.values())
    ]
    if moving:
        yield matter.text("Tính đến ngày {day}:", day=document_date(matter.day))
    for one in moving:
        stages = [
            f"{words.gettext(wording.STAGES[stage]).lower()} {words.number(value, 0)}"
            for stage in Stage
            if (value := one.stages[stage]) is not None
        ]
        unit = matter.plan.unit_word(one.target)
        yield matter.text(
            "- {name}: {stages} {unit}." if unit else "- {name}: {stages}.",
            name=inside(one.target.name),
            stages=", ".join(stages),
            unit=unit,
        )
    if not moving:
        yield matter.text(
            "Đến ngày {day} chưa ghi nhận số liệu về khen thưởng.", day=document_date(matter.day)
        )
    for rule in matter.plan.rules:
        if rule.kind is RuleKind.STAFF_SHARE:
            yield from _staff(rule.about, matter)
    yield matter.blank("[Đánh giá công tác bình xét, đề nghị khen thưởng; việc phát hiện, nhân điển hình]")


def _staff(target_ids: Sequence[str], matter: Matter) -> Iterator[BodyPart]:
    """Awards to people without a leadership post; nothing where no row says who got one."""
    judged = [one for one in target_ids if matter.plan.targets[one].traits.shows_people]
    found = awards.shares(judged, matter.campaign, matter.rows)
    if found.percent is not None:
        yield matter.text(
            "{staff}/{all} lượt người được khen không giữ chức vụ lãnh đạo, quản lý ({percent}).",
            staff=found.staff,
            all=found.leaders + found.staff,
            percent=matter.words.percent(found.percent),
        )
