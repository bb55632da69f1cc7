"""The lines that members have in common: each as dots against every member's own goal, ranked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from thidua.charts.member_row import dot_row
from thidua.model import Status
from thidua.network.records import Entry, Line
from thidua.pages.network.rows import dot, line_row
from thidua.pages.network.view import NetworkView
from thidua.pages.reader import inert
from thidua.site.page import Page


def line_pages(view: NetworkView) -> Iterator[Page]:
    """The list of common lines, and a page for each."""
    yield _list_page(view)
    for line in view.network.common.values():
        yield line_page(view, line)


def _list_page(view: NetworkView) -> Page:
    words, lines = view.words, view.network.common.values()
    lead = words.say("{n} chỉ tiêu để so giữa các nơi", n=len(lines)) if lines else ""
    return view.page(
        "lines.html",
        view.home.lines,
        "lines",
        words.gettext("Chỉ tiêu chung"),
        (line.name for line in lines),
        lead=lead or words.gettext("Khối này chưa chọn chỉ tiêu nào để so."),
        lines=[_sum(view, line) for line in lines],
    )


def _sum(view: NetworkView, line: Line) -> dict[str, Any]:
    """A common line in the list: all members' dots on one scale, and how many meet their goals."""
    words, entries = view.words, real(view, line)
    figures = [entry.figure for entry in entries if entry.figure and entry.figure.actual is not None]
    dots = [known for figure in figures if (known := dot(figure))]
    met, judged = _met(entries)
    return {
        "line": line,
        "dots": inert(dot_row(dots)),
        "met": f"{words.number(met)}/{words.number(judged)}",
        "behind": words.number(sum(figure.status.behind for figure in figures)),
        "none": words.number(len(view.network.members) - len(figures)),
    }


def real(view: NetworkView, line: Line) -> list[Entry]:
    """The entries of members that are in the sums."""
    return [one for one in view.shown.lines[line.id] if view.shown.standings[one.member.id].counted]


def _met(entries: Iterable[Entry]) -> tuple[int, int]:
    """How many meet their goals, of all that have one."""
    judged = [one.figure.status for one in entries if one.figure]
    in_force = [status for status in judged if status is not Status.CANCELLED]
    return sum(status.satisfied for status in in_force), len(in_force)


def line_page(view: NetworkView, line: Line) -> Page:
    """Members by rank, each with its dot, those of one rank as in network.yml; then who has no figure."""
    words, rows = view.words, []
    for standing in view.shown.standings.values():
        entry = view.entries[line.id].get(standing.member.id)
        rows.append((entry.rank if entry and entry.rank else None, line_row(view, entry, standing)))
    rows.sort(key=lambda one: (one[0] is None, one[0] or 0))
    shown = [row for _, row in rows if not row["why"]]
    figures = [one.figure for one in real(view, line) if one.figure]
    met, judged = _met(real(view, line))
    title = words.say(
        "{name}: {met} trên {n} nơi đạt mức của mình",
        name=line.name,
        met=words.number(met),
        n=words.number(judged),
    )
    path = view.home.line(line.id)
    caps = bool(figures) and all(figure.is_cap for figure in figures)
    silent = [row for _, row in rows if row["why"]]
    body = view.render("line.html", path, line=line, title=title, rows=shown, silent=silent, caps=caps)
    return Page(path, "lines", line.name, body, title, description=title)


def member_lines(view: NetworkView, member: str) -> list[tuple[Line, dict[str, Any]]]:
    """Each common line that asks a member, with the member's own row.

    In a large network without its rank: one member's news would make the pages of hundreds anew.
    """
    standing = view.shown.standings[member]
    found = ((line, view.entries[line.id].get(member)) for line in view.network.common.values())
    ranked = [(line, entry if view.is_small else replace(entry, rank=None)) for line, entry in found if entry]
    return [(line, line_row(view, entry, standing)) for line, entry in ranked]
