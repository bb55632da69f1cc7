"""The units: what each one answers for, what it has given, and whether it has reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua import wording
from thidua.figures import awards, discipline
from thidua.figures.progress import Figure
from thidua.model import Unit, Update
from thidua.pages import grid, parts
from thidua.pages.view import View
from thidua.site.page import Link, Page


def unit_pages(view: View) -> Iterator[Page]:
    """The list of units with the matrix of reports, and every unit's page."""
    units = list(view.campaign.units.values())
    reports = {row[0].unit.id: row for row in discipline.reports(view.campaign, view.as_of)}
    yield _list_page(view, units, reports)
    given = _contributions(view)
    links = [None, *(Link(view.home.unit(one.id), one.name) for one in units), None]
    for place, unit in enumerate(units):
        yield _unit_page(view, unit, given, reports.get(unit.id, []), (links[place], links[place + 2]))


def _owned(view: View, unit: Unit) -> list[Figure]:
    """The unit's targets: what is open first, by what needs attention, then what is done."""
    own = [one for one in view.figures if one.target.owner == unit.id]
    trouble = parts.in_trouble(view, own)
    rest = [one for one in own if one not in trouble]
    return trouble + sorted(rest, key=lambda one: one.status.satisfied)


def _contributions(view: View) -> dict[str, dict[str, str]]:
    """What each unit gave to each target, as it is shown; conduct norms never."""
    found: dict[str, dict[str, str]] = {}
    for one in view.figures:
        for unit, value in awards.by_unit(one.target, one.history.rows_until(view.as_of)).items():
            shown = (
                wording.amount(one.target, value, view.words)
                if one.target.traits.is_state
                else (view.words.number(value, 2))
            )
            found.setdefault(unit, {})[one.target.id] = shown
    return found


def _list_page(view: View, units: list[Unit], reports: dict[str, list[discipline.PeriodReport]]) -> Page:
    path, words = view.home.units, view.words
    rows = []
    for unit in units:
        own = [one for one in view.figures if one.target.owner == unit.id]
        last = next((one for one in reversed(reports.get(unit.id, [])) if one.on), None)
        rows.append(
            {
                "unit": unit,
                "owned": len(own),
                "met": sum(one.status.satisfied for one in own),
                "open": [(one.status, one.target) for one in parts.in_trouble(view, own)],
                "report": parts.period_phrase(view, last.period) if last else "",
            }
        )
    matrix = parts.report_matrix(view, path)
    body = view.render("units.html", path, units=rows, matrix=matrix)
    title = words.pgettext("heading", "Đơn vị")
    search = wording.plain(
        (title, words.gettext("Báo cáo hằng tháng"), matrix["sentence"], *(unit.name for unit in units))
    )
    return Page(path, "units", title, body, search, home=view.home)


def _unit_page(
    view: View,
    unit: Unit,
    given: dict[str, dict[str, str]],
    reports: list[discipline.PeriodReport],
    around: tuple[Link | None, Link | None],
) -> Page:
    path, words = view.home.unit(unit.id), view.words
    own = _owned(view, unit)
    met = sum(one.status.satisfied for one in own)
    trouble = len(parts.in_trouble(view, own))
    sentence = words.say(
        "Chủ trì {all} chỉ tiêu: {met} đã đạt, {trouble} cần chú ý.", all=len(own), met=met, trouble=trouble
    )
    body = view.render(
        "unit.html",
        path,
        unit=unit,
        sentence=sentence if own else words.gettext("Không chủ trì chỉ tiêu nào."),
        groups=_groups(view, own),
        contributions=[_contribution(view, target, own) for target, own in given.get(unit.id, {}).items()],
        updates=_unanswered_first(view, [one for one in parts.updates(view) if one.unit == unit.id]),
        reports=_reports(view, reports),
    )
    search = wording.plain((unit.name, unit.short_name, sentence))
    before, after = around
    return Page(path, "units", unit.name, body, search, sentence, before, after, view.home)


def _groups(view: View, own: list[Figure]) -> list[grid.GridGroup]:
    """What the unit still has to do, and below it what is done."""
    words = view.words
    still_open = [grid.grid_row(view, one) for one in own if not one.status.satisfied]
    done = [grid.grid_row(view, one) for one in own if one.status.satisfied]
    groups = [
        grid.GridGroup("open", words.gettext("Còn phải làm"), still_open),
        grid.GridGroup("done", words.gettext("Đã đạt"), done),
    ]
    return [group for group in groups if group.rows]


def _unanswered_first(view: View, found: list[Update]) -> list[Update]:
    waiting = [one for one in found if one.asks and not view.answered(one)]
    return sorted(waiting, key=lambda one: one.on) + [one for one in found if one not in waiting]


def _contribution(view: View, target_id: str, own: str) -> dict[str, Any]:
    one = view.progress.figures[target_id]
    total = one.actual
    shown = "–" if total is None else wording.amount(one.target, total.value, view.words)
    if total is not None and one.target.needs_population:
        shown = view.words.number(total.value, 0)
    return {"target": one.target, "own": own, "all": shown}


def _reports(view: View, reports: list[discipline.PeriodReport]) -> str:
    """The periods whose report is missing, by name; else how many came on time and late."""
    words, plan = view.words, view.campaign.plan
    owed = [one for one in reports if one.state is not discipline.Reported.NOT_OWED]
    if not owed:
        waits = plan.report_day is not None and not any(discipline.periods(plan, view.as_of))
        return words.gettext("Chưa đến kỳ báo cáo nào.") if waits else ""
    missing = [parts.period_name(view, one.period) for one in owed if one.lacks]
    late = sum(one.state is discipline.Reported.LATE for one in owed)
    if not missing:
        return words.say("Đã nộp đủ {n} báo cáo định kỳ, {late} báo cáo muộn.", n=len(owed), late=late)
    return words.say(
        "Chưa nộp báo cáo kỳ {periods}; đã nộp {n}, {late} báo cáo muộn.",
        periods=", ".join(missing),
        n=len(owed) - len(missing),
        late=late,
    )
