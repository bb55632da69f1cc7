"""The first page: how the campaign stands, what to decide, how many days are left, what has moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from thidua import charts, wording
from thidua.charts.status_bar import Part, status_bar
from thidua.figures import discipline
from thidua.figures.series import TargetChange
from thidua.model import Duty, Phase, Status
from thidua.pages import bars, grid, parts
from thidua.pages.chart_parts import figure
from thidua.pages.directing import directing
from thidua.pages.documents import phase_documents
from thidua.pages.headline import standing
from thidua.pages.phase import duty_word
from thidua.pages.reader import inert
from thidua.pages.tasks import states_line
from thidua.pages.view import View
from thidua.pages.year import year
from thidua.site.page import Link, Page
from thidua.text import mark

MOST_MOVES = 3  # lines of the third panel


def overview_page(view: View, path: str) -> Page:
    """The campaign's first page; the site's own first page is the same one at another path."""
    words = view.words
    first = standing(view, path)
    told = view.is_small or not view.is_past  # the overview of a large campaign's past day leads to today's
    met = charts.met_by_day_chart(view.scene, view.facts.met_by_day)
    body = view.render(
        "overview.html",
        path,
        standing=first,
        tasks=states_line(view),
        directing=directing(view),
        phase=phase_card(view, view.phase),
        change=change_card(view),
        links=_actions(view),
        groups=grid.care_groups(view) if told else [],
        left_out=grid.left_out(view, len(view.figures)),
        year=year(view, view.figures, grid.first_figures(view)) if told else None,
        met=met.head,
        met_chart=figure(view, path, met, titled=False),
    )
    said = str(first["headline"])
    search = wording.plain((said, *(one.target.name for one in view.figures)))
    title = words.gettext("Tổng quan")
    home, front = view.first_page, not view.is_past
    return Page(path, "overview", title, body, search, description=said, home=home, front=front)


def phase_card(view: View, phase: Phase) -> dict[str, Any]:
    """Days to the phase's review, its targets in four words with a small bar, and what comes next."""
    words = view.words
    review = view.review(phase)
    last = review.last if review else phase.end
    held = review is not None and review.held_by(view.as_of)
    count = ""
    if held or view.as_of > phase.end:
        days, rest = words.gettext("đã tổng kết") if held else words.gettext("đã kết thúc"), ""
    elif view.as_of < phase.start:
        days = wording.days_left(view.as_of, phase.start, words)
        rest = words.say("đến ngày bắt đầu {day}", day=words.date(phase.start))
    elif review:
        days = wording.days_left(view.as_of, last, words)
        count = words.say("*{n}* ngày", n=(last - view.as_of).days)
        rest = words.say("để tổng kết trước {day}", day=words.short_date(review.before))
    else:
        days = wording.days_left(view.as_of, last, words)
        until = mark("đến ngày kết thúc {day}") if view.as_of < last else mark("là ngày kết thúc, {day}")
        rest = words.say(until, day=words.short_date(phase.end))
    duties, is_over = view.progress.duties(phase.id), phase.end < view.as_of
    asked = sum(duties.values())
    return {
        "phase": phase,
        "days": days,
        "count": count,
        "rest": rest,
        "bar": inert(duty_bar(view, duties, is_over)),
        "duties": {one: (words.gettext(duty_word(one, is_over)), n) for one, n in duties.items()},
        "sum": words.say("= {n} chỉ tiêu của đợt", n=asked),
        "next": _coming(view),
    }


def duty_bar(view: View, duties: Mapping[Duty, int], is_over: bool) -> str:
    """A small bar of a phase's targets in the four words."""
    told = {one: view.words.gettext(duty_word(one, is_over)) for one in duties}
    drawn = [Part(one.status, n, f"{n} {told[one]}") for one, n in duties.items()]
    return status_bar(drawn, 14, 0)


def _coming(view: View) -> str:
    """The next day that matters: a period's reports are due, or a day is commemorated; "" after the last."""
    words, plan = view.words, view.campaign.plan
    coming: list[tuple[date, str]] = []
    for period, due in discipline.due_days(plan):
        if due >= view.as_of:
            what = words.say("báo cáo {period}", period=parts.period_short(view, period))
            coming.append((due, words.say("{what}, hạn {day}", what=what, day=view.short_day(due))))
            break
    coming += [
        (one.on, words.say("{what}, {day}", what=one.name, day=view.short_day(one.on)))
        for one in plan.commemorations
        if one.on and one.on >= view.as_of
    ]
    return words.say("Sắp tới: {what}", what=min(coming)[1]) if coming else ""


def change_card(view: View) -> dict[str, Any] | None:
    """What has changed since the end of last month; None where nothing has, and the panel is not there."""
    words = view.words
    moved = view.facts.moved
    if not moved:
        return None
    return {
        "heading": words.say("Từ {day} đến nay", day=view.short_day(view.facts.earlier_day)),
        "headline": _change_headline(view, moved),
        "lines": [_move(view, one) for one in moved[:MOST_MOVES]],
        "alone": len(moved) == 1,
        "others": _others(view, moved),
        "reports": _late_reports(view),
    }


def _change_headline(view: View, changes: Sequence[TargetChange]) -> str:
    words, more = view.words, view.facts.more_met
    if more > 0:
        return words.say("thêm {n} chỉ tiêu đạt", n=more)
    if more < 0:
        return words.say("bớt {n} chỉ tiêu đạt", n=-more)
    turned = sum(one.before is not one.after for one in changes)
    if turned:
        return words.say("{n} chỉ tiêu đổi trạng thái", n=turned)
    return words.say("{n} chỉ tiêu có số liệu mới", n=len(changes))


def _move(view: View, one: TargetChange) -> dict[str, Any]:
    """A target that moved: its figure and its status, before and after."""
    words, target = view.words, one.target
    shown = [bars.short_figure(target, reading, words) for reading in (one.actual_before, one.actual_after)]
    same = one.before is one.after
    return {
        "target": target,
        "before": "" if shown[0] == shown[1] else shown[0],
        "after": "" if shown[0] == shown[1] else shown[1],
        "statuses": None if same else (one.before, one.after),
    }


def _others(view: View, moved: Sequence[TargetChange]) -> str:
    """How many others there are: of those that moved, and of those in force that stand."""
    words = view.words
    if len(moved) > MOST_MOVES:
        return words.say("và {n} thay đổi khác", n=len(moved) - MOST_MOVES)
    names = {one.target.id for one in moved}
    still = sum(one.status is not Status.CANCELLED and one.target.id not in names for one in view.figures)
    return words.say("{n} chỉ tiêu khác không đổi", n=still) if still else ""


def _late_reports(view: View) -> str:
    """Which units were late with the last reports, or owe them still; "" before the first are due."""
    words = view.words
    table = discipline.reports(view.campaign, view.as_of)
    last = [row[-1] for row in table if row[-1].state is not discipline.Reported.NOT_OWED]
    due = discipline.due_day(view.campaign.plan, last[0].period) if last else None
    if due is None or any(one.state is discipline.Reported.WAITING for one in last):
        return ""
    period = parts.period_short(view, last[0].period)
    owing = [one.unit.short_name for one in last if one.lacks]
    late = [one for one in last if one.state is discipline.Reported.LATE and one.on]
    if len(owing) > 2:
        return words.say("Báo cáo {period}: {n} đơn vị chưa nộp", period=period, n=len(owing))
    if owing:
        return words.say("Báo cáo {period}: {units} chưa nộp", period=period, units=", ".join(owing))
    if len(late) > 2:
        return words.say("Báo cáo {period}: {n} đơn vị nộp muộn", period=period, n=len(late))
    if late:
        said = [
            words.say("{unit} muộn {n} ngày", unit=one.unit.short_name, n=(one.on - due).days)
            for one in late
            if one.on
        ]
        return words.say("Báo cáo {period}: {units}", period=period, units=", ".join(said))
    return words.say("Báo cáo {period}: đủ và đúng hạn", period=period)


def _actions(view: View) -> list[Link]:
    """What to do with the figures: print, show, compare where there is a day to compare with, report."""
    words, home = view.words, view.home.main
    asked = f"?tu={view.as_of}" if view.is_past else ""
    return [
        Link(home.briefing, words.gettext("Bản in một trang")),
        Link(home.wall, words.gettext("Trình chiếu")),
        *([Link(f"{home.compare}{asked}", words.gettext("So sánh hai ngày"))] if view.compares else []),
        *(one.link for one in phase_documents(view, view.phase)),
        Link(view.files.workbook, words.gettext("Bảng tính Excel")),
    ]
