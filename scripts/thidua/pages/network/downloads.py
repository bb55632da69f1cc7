"""What can be taken away from a network's site, and the page that lists it with each figure's source."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.addresses import NETWORK, NetworkFiles
from thidua.network.records import Member, State
from thidua.pages.network import said
from thidua.pages.network.view import NetworkView
from thidua.site.page import Link, Page


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a member's figures come from, and how fresh they are."""

    member: Member
    state: str
    as_of: str
    collected: str
    bad: bool


def links(view: NetworkView) -> list[tuple[Link, str]]:
    """Everything to take away, with a note on what it is."""
    say, files = view.words.gettext, NetworkFiles(view.network.id)
    return [
        (Link(files.workbook, say("Bảng tính Excel")), say("XLSX: các nơi, chỉ tiêu chung, mọi chỉ tiêu")),
        (Link(files.members, say("Các nơi")), say("CSV mở bằng Excel")),
        (Link(files.lines, say("Chỉ tiêu chung")), say("CSV mở bằng Excel")),
        (Link(NETWORK, say("Mọi con số")), say("JSON, theo network.schema.json")),
    ]


def data_page(view: NetworkView, states: str) -> Page:
    """All downloads, and for each member how fresh its figures are and where they were had."""
    words = view.words
    title = words.gettext("Dữ liệu")
    rows = [
        SourceRow(
            one.member,
            said.state(one, words),
            words.date(one.answer.as_of) if one.answer else "–",
            words.date(one.kept.collected) if one.kept.collected else "–",
            one.state is not State.FRESH,
        )
        for one in view.shown.standings.values()
    ]
    body = view.render("data.html", view.home.data, states=states, downloads=links(view), rows=rows)
    return Page(view.home.data, "data", title, body, title)
