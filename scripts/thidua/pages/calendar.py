"""The calendar: phases, reviews, reports, targets' dues and commemorations, and the next of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua import charts, wording
from thidua.export import feeds
from thidua.export.feeds import office_key
from thidua.figures import discipline
from thidua.figures.progress import Figure
from thidua.model import Phase, Status
from thidua.pages import parts
from thidua.pages.chart_parts import figure
from thidua.pages.view import View
from thidua.site.page import Asset, Page
from thidua.text import mark


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the calendar; ``on`` is None where the plan gives no date. ``id`` is the same whatever stands
    before it."""

    id: str
    on: date | None
    day: str
    title: str
    kind: str
    left: str
    quote: str
    past: bool
    marks: tuple[parts.Marked, ...] = ()  # the targets that are due, with their statuses


def calendar_page(view: View) -> Page:
    """All days of the campaign that the plan names, by phase."""
    path, words = view.home.calendar, view.words
    phases: list[dict[str, Any]] = [
        {
            "phase": phase,
            "events": events(view, phase),
            "chart": figure(view, path, strip, titled=False) if strip.moments else "",
        }
        for phase in view.campaign.plan.phases
        for strip in [charts.phase_calendar(view.scene, phase)]
    ]
    every = [one for told in phases for one in told["events"]]
    return view.page(
        "calendar.html",
        path,
        "calendar",
        words.gettext("Lịch"),
        (one.title for one in every),
        phases=phases,
        next_line=_next(view, every),
        file=view.home.main.calendar_file,
    )


def events(view: View, phase: Phase) -> list[Event]:
    """A phase's days in order; those without a date stand at its end."""
    words, plan = view.words, view.campaign.plan
    found = [
        _event(view, f"kn-{one.id}", one.on, one.name, words.gettext(mark("Kỷ niệm")), one.quote or "")
        for one in plan.commemorations
        if one.phase == phase.id or (one.phase is None and one.on and phase.start <= one.on <= phase.end)
    ]
    review = view.review(phase)
    if review:
        held, day = review.held_by(view.as_of), review.on(view.as_of)
        name = review.name or words.say("Tổng kết {phase}", phase=phase.name)
        kind = words.gettext(mark("Tổng kết, đã họp")) if held else words.gettext(mark("Hạn tổng kết"))
        event = _event(view, f"tk-{phase.id}", day, name, kind, review.quote or "")
        found.append(event if held else replace(event, left=wording.days_left(view.as_of, day, words)))
    ends = words.say("Kết thúc {phase}", phase=phase.name)
    found.append(_event(view, f"kt-{phase.id}", phase.end, ends, words.gettext(mark("Hết đợt")), ""))
    found += [*_dues(view, phase), *_reports(view, phase)]
    return sorted(found, key=lambda one: (one.on is None, one.on or date.max))


def _dues(view: View, phase: Phase) -> Iterator[Event]:
    """The days on which targets are due, each with all that are."""
    words, by_day = view.words, defaultdict[date, list[Figure]](list)
    for one in view.figures:
        if one.status is not Status.CANCELLED:
            by_day[one.target.due].append(one)
    for day, due in by_day.items():
        if not _in(view, phase, day):
            continue
        title = words.say("Đến hạn {n} chỉ tiêu", n=len(due))
        event = _event(view, f"dh-{day:%Y%m%d}", day, title, words.gettext(mark("Hạn chỉ tiêu")), "")
        yield replace(event, marks=tuple(parts.Marked(one.status, one.target) for one in due))


def _reports(view: View, phase: Phase) -> Iterator[Event]:
    """The days by which periods are reported."""
    words = view.words
    for period, due in discipline.due_days(view.campaign.plan):
        if _in(view, phase, due):
            title = words.say("Hạn báo cáo {period}", period=parts.period_phrase(view, period))
            yield _event(view, f"bc-{period:%Y%m}", due, title, words.gettext(mark("Báo cáo")), "")


def _in(view: View, phase: Phase, day: date) -> bool:
    """Whether a day stands under a phase."""
    return phase is view.campaign.plan.phase_on(day)


def _event(view: View, identity: str, on: date | None, title: str, kind: str, quote: str) -> Event:
    if on is None:
        day = view.words.gettext("kế hoạch không ghi ngày")
        return Event(identity, None, day, title, kind, "", quote, past=False)
    left = wording.days_left(view.as_of, on, view.words) if on >= view.as_of else ""
    return Event(identity, on, view.words.date(on), title, kind, left, quote, past=on < view.as_of)


def _next(view: View, every: list[Event]) -> str:
    coming = [one for one in every if one.on and one.on >= view.as_of]
    if not coming:
        return view.words.say("Đến {day}, mọi mốc của kế hoạch đã qua.", day=view.words.date(view.as_of))
    first = min(coming, key=lambda one: one.on or date.max)
    return view.words.say(
        "Sắp tới: {title}, {day} ({left}).", title=first.title, day=first.day, left=first.left
    )


def calendar_file(view: View) -> Asset:
    """lich.ics: the same days."""
    plan = view.campaign.plan
    own = f"{office_key(plan)}.thidua"
    days = [
        feeds.Day(f"{plan.campaign}-{one.id}@{own}", one.on, one.title, one.quote or _named(one))
        for phase in plan.phases
        for one in events(view, phase)
        if one.on is not None
    ]
    ordered = sorted(days, key=lambda one: (one.on, one.id))
    return Asset(view.home.calendar_file, feeds.calendar(plan.title, ordered, _data_day(view)))


def _named(event: Event) -> str:
    """The targets of an event, a line each."""
    return "\n".join(f"{target.id} {target.name}" for _, target in event.marks)


def _data_day(view: View) -> date:
    """The last day of the data that tells something by the as-of day, else the first day of the plan."""
    campaign, plan = view.campaign, view.campaign.plan
    _, latest = view.facts.counted
    days = [plan.document.date or plan.start, latest or plan.start]
    days += (row.on for row in campaign.updates)
    days += (row.on for row in campaign.reports)
    days += (row.on for row in campaign.allocations)
    days += (revision.on for revision in plan.revisions)
    days += (review.held for review in plan.reviews if review.held)
    return max((day for day in days if day <= view.as_of), default=plan.start)
