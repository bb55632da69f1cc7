"""How the campaign stands in one sentence that adds up, and the same as a bar with its key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from thidua.charts.status_bar import HIGH, Part, status_bar
from thidua.model import Status
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.site.page import relative
from thidua.text import mark
from thidua.words import Words

_MOST_NAMES = 8
_OPEN = (Status.ON_TRACK, Status.NOT_DUE, Status.NOT_STARTED)
_TERMS = (
    (_OPEN, mark("{n} còn trong hạn")),
    ((Status.AT_RISK,), mark("{n} có nguy cơ")),
    ((Status.OFF_TRACK,), mark("{n} chậm")),
    ((Status.MISSED,), mark("{n} không đạt")),
    ((Status.NO_DATA,), mark("{n} chưa có số liệu")),
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence in two parts: how many are met of how many, and what the others are ("" without any)."""

    met: str
    rest: str

    def __str__(self) -> str:
        return f"{self.met}; {self.rest}" if self.rest else self.met


def headline(totals: Mapping[Status, int], words: Words) -> Headline:
    """Met, still in time, at risk, slow, missed, without figures: its numbers add up to all targets."""
    met = sum(count for status, count in totals.items() if status.satisfied)
    every = sum(totals.values())
    if not every:
        return Headline(words.gettext("Kế hoạch không còn chỉ tiêu nào"), "")
    if met == every:
        return Headline(words.say("Đạt cả {n} chỉ tiêu", n=every), "")
    template = mark("Đạt {met} trên {n} chỉ tiêu") if met else mark("Chưa đạt chỉ tiêu nào trong {n}")
    lead = words.say(template, met=met, n=every)
    return Headline(lead, ", ".join(terms(totals, words)))


def terms(totals: Mapping[Status, int], words: Words) -> Iterator[str]:
    """What is not met, in words that add up with it to all targets."""
    for statuses, template in _TERMS:
        if count := sum(totals.get(status, 0) for status in statuses):
            yield words.say(template, n=count)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An entry of the bar's key: the status, its count, the link to what has it, and what is told of that."""

    status: Status
    count: int
    href: str
    told: str


def standing(view: View, page_path: str, scale: float = 1) -> dict[str, Any]:
    """What the pages show first: sentence, bar, key, and how many targets there are in all.

    With a ``scale`` of its own the bar is for a screen on the wall: larger, and nothing in it is a link.
    """
    totals, words = view.progress.totals, view.words
    entries = [
        KeyEntry(status, count, filter_link(view, page_path, status), _told(view, status, count))
        for status, count in totals.items()
    ]
    total = words.say("= {n} chỉ tiêu", n=sum(totals.values()))
    if cancelled := len(view.progress.cancelled):
        total = words.say("{total}; {n} thôi thực hiện", total=total, n=cancelled)
    return with_bar(headline(totals, words), entries, total, scale)


def with_bar(head: Headline, entries: Sequence[KeyEntry], total: str, scale: float = 1) -> dict[str, Any]:
    """A sentence, and the entries as a bar and its key; ``scale`` as in ``standing``."""
    parts = [Part(one.status, one.count, one.told, one.href if scale == 1 else "") for one in entries]
    drawn = inert(status_bar(parts, HIGH * scale, scale))
    return {"headline": head, "bar": drawn, "key": entries, "total": total}


def filter_link(view: View, page_path: str, status: Status) -> str:
    """The link to the grid with the targets of one status; it needs no script (see grid.css)."""
    grid = view.home if view.is_small else view.home.targets
    return f"{relative(page_path, grid)}#loc-{status.css}" if grid != page_path else f"#loc-{status.css}"


def _told(view: View, status: Status, count: int) -> str:
    """The count in words, and the names of the first of these targets."""
    words = view.words
    names = (f"{one.target.id} {one.target.name}" for one in view.figures if one.status is status)
    told = [words.say("{status}: {n} chỉ tiêu", status=words.gettext(status.label), n=count)]
    told += islice(names, _MOST_NAMES)
    if count > _MOST_NAMES:
        told.append(words.say("và {n} chỉ tiêu khác", n=count - _MOST_NAMES))
    return "\n".join(told)
