"""The rows of a network's tables: a member with its statuses, a member on a common line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from thidua.charts.member_row import Dot, dot_row, member_bar
from thidua.model import Status
from thidua.network.records import Entry, Figure, Line, Member, Standing
from thidua.pages.network import said
from thidua.pages.network.view import NetworkView, behind
from thidua.pages.reader import inert

_FEW = Fraction(4, 5)
_NO_DOT = inert(dot_row([]))


class DotCell(NamedTuple):
    """A member's figure on a common line in the grid: drawn, in words, and as a number to sort by."""

    dots: Markup
    said: str
    value: float


@dataclass(frozen=True, slots=True)
class LineRow:
    """A member on a common line: its rank, figure, goal and dot; ``why`` says why there is no figure."""

    member: Member
    status: Status | None
    dots: Markup
    place: str
    actual: str
    goal: str
    percent: str
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in the grid: every cell as it is shown, and numbers to sort by."""

    member: Member
    state: str
    statuses: str
    bar: Markup
    need: float
    share: float
    met: str
    of: str
    behind: int
    missed: int
    day: str
    ordinal: int
    note: str
    lines: list[DotCell]


def member_row(view: NetworkView, one: Standing, lines: list[Line]) -> MemberRow:
    """A member's row, with a dot for each of ``lines``."""
    answer, words = one.answer, view.words
    totals = answer.totals if answer else {}
    every = sum(totals.values())
    met = sum(count for status, count in totals.items() if status.satisfied)
    missed = totals.get(Status.MISSED, 0)
    return MemberRow(
        one.member,
        one.state.value,
        " ".join(totals),
        inert(member_bar(totals)) if totals else Markup(),
        need=round(behind(totals) / (every or 1), 4),
        share=round(met / every, 4) if every else -1,
        met=words.number(met) if answer else "–",
        of=words.number(every) if answer else "",
        behind=behind(totals) - missed,
        missed=missed,
        day=words.short_date(answer.as_of) if answer else "",
        ordinal=answer.as_of.toordinal() if answer else 0,
        note=said.note(one, words, age(view, one)),
        lines=[_dot_cell(view, view.entries[line.id].get(one.member.id)) for line in lines],
    )


def age(view: NetworkView, one: Standing) -> int | None:
    """How many days old a member's figures are on the network's day."""
    return (view.day - one.answer.as_of).days if one.answer else None


def _dot_cell(view: NetworkView, entry: Entry | None) -> DotCell:
    known = dot(entry.figure if entry else None)
    if known is None:
        return DotCell(_NO_DOT, view.words.gettext("không có số"), -1)
    told = view.words.percent(100 * known.share, 100, places=0)
    return DotCell(inert(dot_row([known])), told, round(float(known.share), 4))


def line_row(view: NetworkView, entry: Entry | None, one: Standing) -> LineRow:
    """A member on a common line; ``entry`` is None where the line does not ask it."""
    words = view.words
    figure = entry.figure if entry else None
    known = dot(figure)
    return LineRow(
        one.member,
        figure.status if figure else None,
        inert(dot_row([known] if known else [])),
        words.number(entry.rank) if entry and entry.rank else "–",
        said.actual(figure, words),
        said.goal(figure, words),
        said.percent(figure, words),
        said.note(one, words, age(view, one)),
        _why(view, entry, one),
    )


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
    return "" if entry.figure.actual is not None else words.gettext("chưa có kết quả")
