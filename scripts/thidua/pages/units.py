"""The units: what each one answers for, what it has given, and whether it has reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua import awards, discipline, wording
from thidua.model import Measure, Unit
from thidua.page import Link, Page
from thidua.pages import parts
from thidua.progress import Figure
from thidua.view import View


def unit_pages(view: View) -> Iterator[Page]:
    """The list of units with the matrix of reports, and every unit's page."""
    units = list(view.campaign.units.values())
    reports = {row[0].unit.id: row for row in discipline.reports(view.campaign, view.as_of) if row}
    yield _list_page(view, units, reports)
    given = _contributions(view)
    links = [None, *(Link(f"{view.home}don-vi/{one.id}/", one.name) for one in units), None]
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
                if one.target.measure in _BY_AMOUNT
                else (view.words.number(value, 2))
            )
            found.setdefault(unit, {})[one.target.id] = shown
    return found


_BY_AMOUNT = (Measure.RANK, Measure.LEVEL)


def _list_page(view: View, units: list[Unit], reports: dict[str, list[discipline.MonthReport]]) -> Page:
    path, words = f"{view.home}don-vi/", view.words
    rows = []
    for unit in units:
        own = [one for one in view.figures if one.target.owner == unit.id]
        last = next((one for one in reversed(reports.get(unit.id, [])) if one.on), None)
        rows.append(
            {
                "unit": unit,
                "owned": len(own),
                "met": sum(one.status.satisfied for one in own),
                "open": parts.in_trouble(view, own),
                "report": words.say("tháng {month}", month=words.month(last.month)) if last else "",
            }
        )
    matrix = parts.report_matrix(view, path)
    body = view.render("units.html", path, units=rows, matrix=matrix)
    title = words.gettext("Đơn vị")
    search = wording.plain((title, *(unit.name for unit in units)))
    return Page(path, "units", title, body, search, home=view.home)


def _unit_page(
    view: View,
    unit: Unit,
    given: dict[str, dict[str, str]],
    months: list[discipline.MonthReport],
    around: tuple[Link | None, Link | None],
) -> Page:
    path, words = f"{view.home}don-vi/{unit.id}/", view.words
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
        groups=[parts.GridGroup("own", words.gettext("Chủ trì"), [parts.grid_row(view, one) for one in own])]
        if own
        else [],
        contributions=[_contribution(view, target, own) for target, own in given.get(unit.id, {}).items()],
        updates=[one for one in parts.updates(view) if one.unit == unit.id],
        reports=_reports(view, months),
    )
    search = wording.plain((unit.name, unit.short_name, sentence))
    before, after = around
    return Page(path, "units", unit.name, body, search, sentence, before, after, view.home)


def _contribution(view: View, target_id: str, own: str) -> dict[str, Any]:
    one = view.progress.figures[target_id]
    total = one.actual
    shown = "–" if total is None else wording.amount(one.target, total.value, view.words)
    if total is not None and one.target.needs_population:
        shown = view.words.number(total.value, 0)
    return {"target": one.target, "own": own, "all": shown}


def _reports(view: View, months: list[discipline.MonthReport]) -> str:
    """How many months were reported on time, late and not."""
    count = {state: sum(one.state is state for one in months) for state in discipline.Reported}
    sentence = view.words.say(
        "Đã nộp đúng hạn {on_time} tháng, muộn {late} tháng, chưa nộp {missing} tháng.",
        on_time=count[discipline.Reported.ON_TIME],
        late=count[discipline.Reported.LATE],
        missing=count[discipline.Reported.MISSING] + count[discipline.Reported.WAITING],
    )
    return sentence if months else view.words.gettext("Chưa đến kỳ báo cáo nào.")
