"""The rows of a network's tables: a member with its statuses, a member on a common line."""

from datetime import date
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from thidua.charts.member_row import Dot, dot_row, member_bar
from thidua.model import Status
from thidua.network.records import Entry, Figure, Line, Standing
from thidua.pages.network import said
from thidua.pages.network.view import NetworkView, behind
from thidua.pages.reader import inert
from thidua.text import lowered

_FEW = Fraction(4, 5)
_NO_DOT = inert(dot_row([]))


def member_row(view: NetworkView, one: Standing, lines: list[Line]) -> dict[str, Any]:
    """A member in the grid: cells as they are shown, a dot for each of ``lines``, and numbers to sort by."""
    answer, words = one.answer, view.words
    totals = answer.totals if answer else {}
    every = sum(totals.values())
    met = sum(count for status, count in totals.items() if status.satisfied)
    missed = totals.get(Status.MISSED, 0)
    return {
        "member": one.member,
        "state": one.state.value,
        "statuses": " ".join(totals),
        "bar": inert(member_bar(totals)) if totals else Markup(),
        "need": round(behind(totals) / (every or 1), 4),
        "share": round(met / every, 4) if every else -1,
        "met": words.number(met) if answer else "–",
        "of": words.number(every) if answer else "",
        "behind": behind(totals) - missed,
        "missed": missed,
        "day": _day(view, answer.figures_of) if answer else "",
        "ordinal": answer.figures_of.toordinal() if answer else 0,
        "note": said.note(one, words, age(view, one)),
        "lines": [_dot_cell(view, view.entries[line.id].get(one.member.id)) for line in lines],
    }


def _day(view: NetworkView, day: date) -> str:
    """A day as it is told in a row: without its year in the network's own."""
    return (view.words.short_date if day.year == view.day.year else view.words.date)(day)


def age(view: NetworkView, one: Standing) -> str:
    """How many days old a member's figures are on the network's day; "" where there are none."""
    return view.words.number((view.day - one.answer.figures_of).days) if one.answer else ""


def _dot_cell(view: NetworkView, entry: Entry | None) -> tuple[Markup, str, float]:
    """A member's figure on a common line: drawn, in words, and as a number to sort by."""
    known = dot(entry.figure if entry else None)
    if known is None:
        return _NO_DOT, view.words.gettext("không có số"), -1
    told = view.words.percent(100 * known.share, 100, places=0)
    return inert(dot_row([known])), told, round(float(known.share), 4)


def line_row(view: NetworkView, entry: Entry | None, one: Standing) -> dict[str, Any]:
    """A member on a common line: its rank, figure, goal and dot, or why there is no figure.

    ``entry`` is None where the line does not ask it.
    """
    words = view.words
    figure = entry.figure if entry else None
    known = dot(figure)
    return {
        "member": one.member,
        "status": figure.status if figure else None,
        "dots": inert(dot_row([known] if known else [])),
        "place": words.number(entry.rank) if entry and entry.rank else "–",
        "actual": said.actual(figure, words),
        "goal": said.goal(figure, words),
        "percent": said.percent(figure, words),
        "note": said.note(one, words, age(view, one)),
        "why": _why(view, entry, one),
    }


def dot(figure: Figure | None) -> Dot | None:
    """Where a figure stands against its own goal; None for a level, and without a figure."""
    if figure is None or figure.value is None or isinstance(figure.bound, str) or not figure.bound:
        return None
    share = figure.value / figure.bound
    if figure.is_cap:
        return Dot(share, figure.status.behind)
    return Dot(share, share < _FEW)


def _why(view: NetworkView, entry: Entry | None, one: Standing) -> str:
    """Why there is nothing to show: the line does not ask it, nothing came, or there is no figure yet."""
    words = view.words
    if entry is None:
        return words.gettext("không so ở chỉ tiêu này")
    if one.answer is None:
        return said.note(one, words)
    if entry.figure is None:
        return words.say("không có chỉ tiêu {target} trong số liệu đã gửi", target=entry.target)
    if entry.figure.actual is not None:
        return ""
    gone = entry.figure.status is Status.CANCELLED
    return lowered(words.gettext(Status.CANCELLED.label)) if gone else words.gettext("chưa có kết quả")
