"""A network's first page, the list of its members, what its head has to decide; the same for a wall."""

from typing import Any

from thidua import wording
from thidua.addresses import LINES, MEMBERS, NETWORK, network_workbook
from thidua.model import Status
from thidua.network.records import Line, Standing, State
from thidua.pages import wall
from thidua.pages.directing import MOST_ROWS, Row, Whose
from thidua.pages.headline import Headline, KeyEntry, terms, with_bar
from thidua.pages.network import said
from thidua.pages.network.rows import age, member_row
from thidua.pages.network.trend import trend
from thidua.pages.network.view import NetworkView, behind
from thidua.site.page import Asset, Link, Page, relative
from thidua.text import mark

FIRST_MEMBERS = 20  # rows of the first page; the list of members has them all
FIRST_LINES = 3  # columns of dots that a screen has room for
_MOST_TARGETS = 3  # of a member, by their ids
_WALL_MEMBERS = 12  # rows of a slide
_MOST_QUIET = 2  # rows kept for those whose figures are old or lacking
_QUIET = (State.MISSING, State.UNSOUND, State.STALE)


def overview_page(view: NetworkView) -> Page:
    """The network at a glance: the sentence that adds up, the bar, members by need, what to decide."""
    words, path = view.words, view.first_page
    more = len(view.members) > FIRST_MEMBERS and not view.is_past
    first = standing(view, relative(path, view.home.members) if more else "")
    lines = shown_lines(view)
    body = view.render(
        "overview.html",
        path,
        standing=first,
        rows=[member_row(view, one, lines) for one in view.members[: FIRST_MEMBERS if more else None]],
        lines=lines,
        more=more,
        directing=directing(view, len(view.members) if view.is_past else MOST_ROWS),
        trend=trend(view, [(past.day, past.totals) for past in view.days]),
        links=[] if view.is_past else _actions(view),
    )
    headline = str(first["headline"])
    title = words.gettext("Tổng quan")
    search = "" if view.is_past else wording.plain((headline, view.network.title))
    return Page(path, "overview", title, body, search, description=headline, front=not view.is_past)


def _actions(view: NetworkView) -> list[Link]:
    workbook = Link(network_workbook(view.network.id), view.words.gettext("Bảng tính Excel"))
    return [Link(view.home.wall, view.words.gettext("Trình chiếu")), workbook]


def data_page(view: NetworkView) -> Page:
    """All downloads, and for each member how fresh its figures are and where they were had."""
    return view.page(
        "data.html",
        view.home.data,
        "data",
        view.words.gettext("Dữ liệu"),
        states=states_sentence(view),
        files={
            "workbook": network_workbook(view.network.id),
            "members": MEMBERS,
            "lines": LINES,
            "all": NETWORK,
        },
        rows=view.shown.standings.values(),
    )


def members_page(view: NetworkView) -> Page:
    """Every member in a line."""
    lines = shown_lines(view)
    return view.page(
        "members.html",
        view.home.members,
        "members",
        view.words.pgettext("heading", "Đơn vị"),
        states=states_sentence(view),
        rows=[member_row(view, one, lines) for one in view.members],
        lines=lines,
        standing=standing(view),
    )


def shown_lines(view: NetworkView) -> list[Line]:
    """The common lines that have a column in the table of members."""
    return list(view.network.common.values())[:FIRST_LINES]


def standing(view: NetworkView, grid: str = "", scale: float = 1) -> dict[str, Any]:
    """The sentence, its sum, the bar and its key; every entry leads to the members that have such targets.

    ``grid`` is the link to the page with all members, "" where this is it.
    """
    words, totals = view.words, view.totals
    entries = []
    for status, count in totals.items():
        told = words.say("{status}: {n} chỉ tiêu", status=words.gettext(status.label), n=count)
        entries.append(KeyEntry(status, count, f"{grid}#loc-{status.css}", told))
    total = words.say("= {n} chỉ tiêu", n=words.number(view.shown.sums.targets))
    return {**with_bar(headline(view), entries, total, scale), "sum": sum_line(view)}


def headline(view: NetworkView) -> Headline:
    """How many have sent figures, how many targets are met of how many, and how many need a look."""
    words, sums = view.words, view.shown.sums
    sent = sum(one.answer is not None for one in view.members)
    who = words.say("{sent} trên {n} nơi đã gửi", sent=words.number(sent), n=words.number(sums.members))
    if not sums.targets:
        return Headline(who, "")
    reached, every = words.number(sums.satisfied), words.number(sums.targets)
    met = words.say("đạt {met} trên {n} chỉ tiêu", met=reached, n=every)
    care = behind(sums.totals)
    rest = words.say("{n} cần xem", n=words.number(care)) if care else ""
    return Headline(f"{who}: {met}", rest)


def sum_line(view: NetworkView) -> str:
    """The terms that add up to all targets, and whose figures are old, wrong, missing or made up."""
    words, sums = view.words, view.shown.sums
    met = [words.say("{n} đạt", n=words.number(sums.satisfied))] if sums.satisfied else []
    added = " + ".join((*met, *terms(sums.totals, words)))
    total = words.say("{added} = {n}", added=added, n=words.number(sums.targets)) if added else ""
    told = ", ".join(part for part in (*said.states(sums, words), said.made_up(sums, words)) if part)
    return " · ".join(part for part in (total, told) if part)


def states_sentence(view: NetworkView) -> str:
    """How many members there are, and how fresh their figures are."""
    words, sums = view.words, view.shown.sums
    fresh = words.say("{n} nơi số liệu mới", n=words.number(sums.states.get(State.FRESH, 0)))
    told = ", ".join((fresh, *said.states(sums, words)))
    made_up = said.made_up(sums, words)
    if made_up:  # counted among them once more
        told = words.say("{told}; trong đó {made_up}", told=told, made_up=made_up)
    return words.say("{n} nơi: {told}.", n=words.number(sums.members), told=told)


def directing(view: NetworkView, most: int = MOST_ROWS) -> dict[str, Any]:
    """The panel: the worst first, then whose figures are missing, wrong or old; each with its reason."""
    words = view.words
    trouble = [one for one in view.members if one.counted and one.answer and behind(one.answer.totals)]
    quiet = [one for one in view.members if one.state in _QUIET and one not in trouble]
    quiet.sort(
        key=lambda one: (
            _QUIET.index(one.state),
            one.answer.figures_of.isoformat() if one.answer else "",
        )
    )
    some = trouble[: most - min(len(quiet), _MOST_QUIET)]
    rows = [*(_trouble(view, one) for one in some), *(_quiet(view, one) for one in quiet)]
    return {
        "heading": words.gettext("Cần chỉ đạo"),
        "note": words.gettext("nơi có tỷ lệ chậm, không đạt cao nhất trước; rồi nơi thiếu số liệu"),
        "rows": rows[:most],
        "more": len(trouble) + len(quiet) - len(rows[:most]),
        "more_path": view.home.members,
        "none": words.gettext("Không có việc nào cần chỉ đạo: mọi nơi đã gửi, không chỉ tiêu nào chậm."),
    }


_TERMS = (
    (Status.MISSED, mark("*{n}* không đạt")),
    (Status.OFF_TRACK, mark("*{n}* chậm")),
    (Status.AT_RISK, mark("*{n}* có nguy cơ")),
)


def _trouble(view: NetworkView, one: Standing) -> Row:
    words, totals = view.words, one.answer.totals if one.answer else {}
    told = [words.say(template, n=totals[status]) for status, template in _TERMS if totals.get(status)]
    what = words.say("{told} trong {n} chỉ tiêu", told=", ".join(told), n=sum(totals.values()))
    worst = next(status for status, _ in _TERMS if totals.get(status))
    return _row(view, one, worst, what, _which(one))


def _which(one: Standing) -> str:
    """The targets that are behind, by their ids, the worst first."""
    figures = one.answer.figures.values() if one.answer else ()
    found = [each.target for status, _ in _TERMS for each in figures if each.status is status]
    return ", ".join(found[:_MOST_TARGETS]) + (", …" if len(found) > _MOST_TARGETS else "")


def _quiet(view: NetworkView, one: Standing) -> Row:
    words, fault = view.words, one.kept.fault
    reason = fault.message.render(words.gettext) if fault else ""
    if one.state is State.STALE:
        what = words.say("Số liệu cũ *{n} ngày*", n=age(view, one))
    elif one.state is State.UNSOUND:
        what = words.gettext("*Số liệu gửi bị lỗi*")
    else:
        what = words.gettext("*Chưa gửi số liệu*")
    return _row(view, one, Status.NO_DATA, what, reason)


def _row(view: NetworkView, one: Standing, status: Status, what: str, note: str) -> Row:
    words = view.words
    left = said.note(one, words, age(view, one)) if one.state is not State.FRESH else ""
    if one.answer and not left:
        left = words.say("đến {day}", day=words.short_date(one.answer.figures_of))
    return Row("", status, "", one.member.name, view.home.member(one.member.id), what, note, Whose(), left)


def wall_pages(view: NetworkView) -> list[Page | Asset]:
    """Slides that turn by themselves, and the small file that tells a screen which build they are of."""
    path, words = view.home.wall, view.words
    body = view.render(
        "wall.html",
        path,
        build=wall.BUILD,
        day=words.say("Gộp ngày {day}", day=words.date(view.day)),
        standing=standing(view, scale=wall.WALL),
        states=states_sentence(view),
        directing=directing(view, wall.MOST_ROWS),
        rows=[member_row(view, one, []) for one in view.members[:_WALL_MEMBERS]],
    )
    return wall.wall_files(view, body, path, view.home.wall_build)
