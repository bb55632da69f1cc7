"""What can be taken away from a network's site, and the page that lists it with each figure's source."""

from __future__ import annotations

from thidua.addresses import LINES, MEMBERS, NETWORK, network_workbook
from thidua.pages.network.view import NetworkView
from thidua.site.page import Link, Page


def links(view: NetworkView) -> list[tuple[Link, str]]:
    """Everything to take away, with a note on what it is."""
    say, workbook = view.words.gettext, network_workbook(view.network.id)
    return [
        (Link(workbook, say("Bảng tính Excel")), say("XLSX: các nơi, chỉ tiêu chung, mọi chỉ tiêu")),
        (Link(MEMBERS, say("Các nơi")), say("CSV mở bằng Excel")),
        (Link(LINES, say("Chỉ tiêu chung")), say("CSV mở bằng Excel")),
        (Link(NETWORK, say("Mọi con số")), say("JSON, theo network.schema.json")),
    ]


def data_page(view: NetworkView, states: str) -> Page:
    """All downloads, and for each member how fresh its figures are and where they were had."""
    title, rows = view.words.gettext("Dữ liệu"), view.shown.standings.values()
    return view.page(
        "data.html", view.home.data, "data", title, states=states, downloads=links(view), rows=rows
    )
