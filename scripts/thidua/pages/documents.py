"""The Word documents that the site offers, each named by the day it stands for, and how they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from thidua.figures import awards
from thidua.figures.discipline import last_period, reminders
from thidua.model import Keep, Phase, ReportEvery
from thidua.pages import parts
from thidua.pages.facts import WHOLE, Facts
from thidua.pages.view import View
from thidua.report.matter import report_day
from thidua.report.model import Form
from thidua.site.batches import Batch, content_key
from thidua.site.page import Asset, Link
from thidua.site.shelf import Shelf
from thidua.tables.columns import REPORTS, UPDATES
from thidua.text import mark, period_text

if TYPE_CHECKING:
    from thidua.report.model import ReportContent

Templates = Mapping[Form, bytes]


@dataclass(frozen=True, slots=True)
class Offered:
    """A document: where it is and what it is called, how its content is made (which may know from before what
    is said of a target), and the day it is of.
    """

    link: Link
    content: Callable[[Keep], ReportContent | None]
    day: date


def phase_documents(view: View, phase: Phase) -> list[Offered]:
    """A phase's reviews: for the day it is reviewed, once that has come, and for now where that is another.

    On a past day only the former: files are of the campaign's own day.
    """
    found, review = [], review_day(view, phase)
    if review is not None:
        template = mark("Báo cáo Word: {phase}, cho ngày tổng kết {day}")
        found.append(_review(view, phase, review, template, view.files.report(phase.id, review)))
    now = report_day(view.progress, phase)
    if not view.is_past and (review is None or _counted(view, phase, review) != now):
        template = mark("Báo cáo Word: {phase}, số liệu đến {day}")
        found.append(_review(view, phase, now, template, view.files.report(phase.id)))
    return found


def review_day(view: View, phase: Phase) -> date | None:
    """The day of a phase's review, held or by which it had to be; None while that is to come."""
    review = view.review(phase)
    if review is None:
        return None
    day = review.on(view.as_of)
    return day if day <= view.as_of else None


def _counted(view: View, phase: Phase, day: date) -> date:
    """The day that a report made on a day speaks of."""
    return day if phase.id == view.campaign.plan.phases[-1].id else min(day, phase.end)


def _review(view: View, phase: Phase, day: date, template: str, path: str) -> Offered:
    told = _counted(view, phase, day)

    def content(kept: Keep) -> ReportContent:
        from thidua.report.content import report_content  # noqa: PLC0415 - python-docx is slow to import

        facts = view.facts.on(told)
        last = phase.id == view.campaign.plan.phases[-1].id
        spans = partial(facts.reached, WHOLE if last else phase.id)
        return report_content(facts.progress, phase.id, spans, kept)

    words = view.words
    return Offered(Link(path, words.say(template, phase=phase.name, day=words.date(day))), content, told)


def other_documents(view: View) -> Iterator[Offered]:
    """The report of the newest month or quarter that is over, and the registrations; none on a past day."""
    if view.is_past or not view.is_small:
        return
    words, plan = view.words, view.campaign.plan
    first = last_period(plan, view.as_of)
    name = period_text(first, quarter=plan.report_every is ReportEvery.QUARTER)

    def month(kept: Keep) -> ReportContent:
        from thidua.report.monthly import monthly_content  # noqa: PLC0415

        return monthly_content(view.progress, first)

    title = words.say("Báo cáo Word: {period}", period=parts.period_phrase(view, first))
    yield Offered(Link(view.files.document(f"thang/bao-cao-{name}"), title), month, view.as_of)
    if not awards.has_registrations(view.campaign, view.as_of):
        return

    def register(kept: Keep) -> ReportContent:
        from thidua.report.registration import registration_content  # noqa: PLC0415

        return registration_content(view.progress)

    path = view.files.document(Form.REGISTER.value)
    yield Offered(Link(path, words.gettext("Bảng đăng ký thi đua (Word)")), register, view.as_of)


def letters(view: View) -> dict[str, Offered]:
    """A reminder to each unit that owes a report or was late with the newest, by id; none on a past day."""
    if view.is_past:
        return {}
    return {one.unit.id: _letter(view, one.unit.id) for one in reminders(view.campaign, view.as_of)}


def _letter(view: View, unit: str) -> Offered:
    def content(kept: Keep) -> ReportContent | None:
        from thidua.report.reminder import reminder_content  # noqa: PLC0415

        return reminder_content(view.progress, unit)

    name = view.campaign.units[unit].name
    title = view.words.say("Công văn đôn đốc: {unit}", unit=name)
    return Offered(Link(view.files.document(f"don-doc/{unit}"), title), content, view.as_of)


def documents(view: View) -> list[Offered]:
    """All of them."""
    phases = view.campaign.plan.phases
    return [
        *(one for phase in phases for one in phase_documents(view, phase)),
        *other_documents(view),
        *letters(view).values(),
    ]


def document_batches(
    view: View, templates: Templates, shelves: Callable[[str], Shelf] | None = None
) -> Iterator[Batch]:
    """Each document in Word, made again where the rows up to its day changed, or what was told of tasks and
    in reports; every phase's newest stands at an address that stays. ``shelves`` give what a large campaign's
    said of each target.
    """
    known = {one.link.path: one for one in documents(view)}
    for phase in view.campaign.plan.phases:
        path = view.files.report(phase.id)
        known.setdefault(path, _review(view, phase, report_day(view.progress, phase), "", path))
    told = [file.sha256 for file in view.campaign.files if file.name in (UPDATES.file, REPORTS.file)]
    for path, one in known.items():
        facts = view.facts.on(one.day)
        key = content_key(facts.agreed, facts.row_digests, told, sorted(templates.items()))
        shelf = partial(shelves, path) if shelves and not view.is_small else None
        made = partial(_written, path, one, templates, facts, shelf)
        yield Batch(path, key, made, is_heavy=not view.is_small)


def _written(
    path: str, one: Offered, templates: Templates, facts: Facts, shelf: Callable[[], Shelf] | None
) -> list[Asset]:
    from thidua.report.docx import filled  # noqa: PLC0415 - python-docx is slow to import

    known = shelf() if shelf else None
    content = one.content(facts.keeper(known))
    if known:
        known.remember()
    return [Asset(path, filled(content, templates[content.form]))] if content else []
