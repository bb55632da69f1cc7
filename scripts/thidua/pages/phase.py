"""A phase's page: what is left to do in it, its days as one line, and the phase before it to compare with."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from thidua import wording
from thidua.charts import phase_chart
from thidua.charts.phase_line import Day, phase_line
from thidua.charts.status_bar import Part, status_bar
from thidua.figures import discipline
from thidua.model import Duty, Phase, Status
from thidua.pages.chart_parts import figure
from thidua.pages.documents import phase_documents
from thidua.pages.phase_rows import phase_rows, verdicts
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.site.page import Link, Page
from thidua.text import mark

_BAR = 26
_ANCHORS = {Duty.DONE: "dat", Duty.KEPT: "dang-giu", Duty.TODO: "phai-lam", Duty.LOST: "da-lo"}
_HEADINGS = {
    Duty.DONE: mark("Đạt"),
    Duty.KEPT: mark("Đang giữ"),
    Duty.TODO: mark("Phải làm"),
    Duty.LOST: mark("Đã lỡ"),
}
_ORDER = (Duty.TODO, Duty.KEPT, Duty.DONE, Duty.LOST)
_CLOSED_ORDER = (Duty.LOST, Duty.TODO, Duty.KEPT, Duty.DONE)
_CLOSED = {Duty.TODO: mark("Chưa có kết quả"), Duty.LOST: mark("Không đạt")}


def phase_page(view: View, phase: Phase, before: Link | None, after: Link | None) -> Page:
    """The page of one phase; ``before`` and ``after`` are its neighbours."""
    path = view.home.phase(phase.id)
    duties = view.progress.duties(phase.id)
    title, is_over = phase_title(view, phase, duties), phase.end < view.as_of
    rows, order = phase_rows(view, phase), _CLOSED_ORDER if is_over else _ORDER
    body = view.render(
        "phase.html",
        path,
        phase=phase,
        title=title,
        duties={one: (view.words.gettext(duty_word(one, is_over)), count) for one, count in duties.items()},
        asked=sum(duties.values()),
        apart=_apart(view, phase),
        bar=inert(_bar(view, duties, is_over)),
        line=inert(_line(view, phase)),
        told=_told(view, phase),
        chart=figure(view, path, phase_chart(view.scene, phase)),
        review=_review(view, phase),
        lists=[_list(view, one, rows[one], is_over) for one in order if one in rows],
        wide=tuple(Duty) if is_over else (Duty.TODO,),
        verdicts=verdicts(view, phase) if is_over else [],
        earlier=_earlier(view, phase),
        downloads=[one.link for one in phase_documents(view, phase)],
    )
    search = wording.plain((phase.name, phase.quote or "", title))
    return Page(path, "phases", phase.name, body, search, title, before, after, view.home)


def _apart(view: View, phase: Phase) -> str:
    """How many of the targets are no part of the phase, as it is or was judged; "" where all are."""
    words, found = view.words, Counter(one.phases[phase.id].status for one in view.figures)
    told = [
        words.say(said, n=found[status])
        for status, said in (
            (Status.NOT_ASSIGNED, mark("{n} chỉ tiêu khác không giao trong đợt này")),
            (Status.CANCELLED, mark("{n} chỉ tiêu thôi thực hiện")),
        )
        if found[status]
    ]
    return "; ".join(told)


def phase_title(view: View, phase: Phase, duties: Mapping[Duty, int]) -> str:
    """The phase in one sentence: how long it lasts, and what is left to do or what it came to."""
    words, asked = view.words, sum(duties.values())
    if not asked:
        return words.say("{phase}: không giao chỉ tiêu nào", phase=phase.name)
    if view.as_of < phase.start:
        day = words.date(phase.start)
        return words.say("{phase} bắt đầu {day}: {n} chỉ tiêu", phase=phase.name, day=day, n=asked)
    if view.as_of > phase.end:
        return words.say("{phase} đã kết thúc: {what}", phase=phase.name, what=_outcome(view, duties, asked))
    review = view.review(phase)
    if review is not None and review.held_by(view.as_of):
        when = words.gettext("đã tổng kết")
    else:
        last = review.last if review else phase.end
        left = wording.days_left(view.as_of, last, words)
        when = words.gettext("hết hạn đúng hôm nay") if last == view.as_of else left
    return words.say("{phase} {when}: {what}", phase=phase.name, when=when, what=_work(view, duties, asked))


def _outcome(view: View, duties: Mapping[Duty, int], asked: int) -> str:
    words, met = view.words, duties.get(Duty.DONE, 0)
    if met == asked:
        return words.say("đạt cả {n} chỉ tiêu", n=asked)
    return words.say("đạt {met} trên {n} chỉ tiêu", met=met, n=asked)


def _work(view: View, duties: Mapping[Duty, int], asked: int) -> str:
    """What is to be done and kept; "" leaves nobody without a word: then what has been reached."""
    words, todo, kept = view.words, duties.get(Duty.TODO, 0), duties.get(Duty.KEPT, 0)
    if todo and kept:
        return words.say("{todo} chỉ tiêu phải làm, {kept} phải giữ", todo=todo, kept=kept)
    if todo:
        return words.say("{n} chỉ tiêu phải làm", n=todo)
    if kept:
        return words.say("{n} chỉ tiêu phải giữ", n=kept)
    return _outcome(view, duties, asked)


def duty_word(one: Duty, is_over: bool) -> str:
    """The word after a count: of a phase that is over nothing is left to be done (a key of the catalogue)."""
    if is_over and one is Duty.TODO:
        return mark("chưa có kết quả")
    return mark("không đạt") if is_over and one is Duty.LOST else one.label


def _bar(view: View, duties: Mapping[Duty, int], is_over: bool) -> str:
    """The four words as shares of the full width, each a link to its list."""
    words = view.words
    parts = [
        Part(one.status, n, f"{n} {words.gettext(duty_word(one, is_over))}", f"#{_ANCHORS[one]}")
        for one, n in duties.items()
    ]
    return status_bar(parts, _BAR)


def _list(view: View, one: Duty, rows: list[Any], is_over: bool) -> dict[str, Any]:
    heading = _CLOSED.get(one, _HEADINGS[one]) if is_over else _HEADINGS[one]
    return {"duty": one, "name": _ANCHORS[one], "heading": view.words.gettext(heading), "rows": rows}


def _review(view: View, phase: Phase) -> str:
    """When the phase's review was or must be; "" without one."""
    words, review = view.words, view.review(phase)
    if review is None:
        return ""
    if held := review.held_by(view.as_of):
        return words.say("{day} đã tổng kết", day=words.short_date(held))
    return words.say("{day} tổng kết phải xong", day=words.short_date(review.last))


def _line(view: View, phase: Phase) -> str:
    """The phase's days, the weightiest first: today, the review, the next reports, what is commemorated."""
    words = view.words
    days = []
    if phase.start <= view.as_of <= phase.end:
        over, whole = (view.as_of - phase.start).days + 1, (phase.end - phase.start).days + 1
        now = words.say(
            "nay {day}: đã qua {over} trên {n} ngày",
            day=words.short_date(view.as_of),
            over=words.number(over),
            n=words.number(whole),
        )
        days.append(Day(view.as_of, now, css="now"))
    review = view.review(phase)
    if review is not None:
        on = review.on(view.as_of)
        if phase.start <= on <= phase.end:
            days.append(Day(on, _review(view, phase), review.name or "", "due"))
    days += [
        Day(due, words.say("báo cáo {day}", day=words.short_date(due)), css="open")
        for due in _due(view, phase)
    ]
    days += [
        Day(on, words.short_date(on), words.say("{day}: {what}", day=words.date(on), what=name))
        for on, name in _commemorated(view, phase)
    ]
    if not days:
        return ""
    months = [Day(phase.start, words.short_month(phase.start))]
    for end in discipline.month_ends(phase.start, phase.end - timedelta(days=1)):
        first = end + timedelta(days=1)
        months.append(Day(first, words.short_month(first)))
    return phase_line(phase.start, phase.end, view.as_of, days, months[:: len(months) // 13 + 1])


def _due(view: View, phase: Phase) -> list[date]:
    """The next day by which reports are due in the phase, where the plan asks for reports."""
    first, days = max(view.as_of, phase.start), discipline.due_days(view.campaign.plan)
    return [day for _, day in days if first <= day <= phase.end][:1]


def _commemorated(view: View, phase: Phase) -> list[tuple[date, str]]:
    found = ((one.on, one.name) for one in view.campaign.plan.commemorations if one.on)
    return sorted(one for one in found if phase.start <= one[0] <= phase.end)


def _told(view: View, phase: Phase) -> list[str]:
    """The days of the line in words, in their order."""
    words = view.words
    said = [
        (on, words.say("{day} {what}", day=words.short_date(on), what=name))
        for on, name in _commemorated(view, phase)
    ]
    said += [(due, words.say("{day} hạn báo cáo", day=words.short_date(due))) for due in _due(view, phase)]
    return [one for _, one in sorted(said)]


def _earlier(view: View, phase: Phase) -> dict[str, Any] | None:
    """The phase before, once it is over: what it came to at its close, and what came later."""
    phases = view.campaign.plan.phases
    place = phases.index(phase)
    before = phases[place - 1] if place else None
    if before is None or before.end >= view.as_of:
        return None
    duties = view.progress.duties(before.id)
    return {
        "phase": before,
        "met": duties.get(Duty.DONE, 0),
        "asked": sum(duties.values()),
        "verdicts": verdicts(view, before),
    }
