"""A year of a target as runs: months of one status on end are one stretch, its mark and word at the head.

Places are in percent of whatever width the row gets; words stand where the run is wide enough for them in the
narrowest row they are shown in. A run ends with its phase; one rule, drawn with the names of the months, goes
down there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from thidua.charts.looks import glyph_path, stretch
from thidua.charts.svg_draw import num, percent, unheard
from thidua.charts.text_fit import width
from thidua.model import Status

HIGH = 21
_GUTTER = 1.6  # percent
_FONT = 12.0
_MARKED = 14.0  # a run that is narrower has no room for its mark: a month of five years
LONG, LATE = "td-long", "td-late"  # all months, and the last ones without words: a page's width shows one
LEAST = 400.0  # the least width of a row that has words: on a tablet, on paper, beside the chart
_ENDLESS = 9999  # the table cuts the rule


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a row: its name, whether a phase begins with it, and the status at its end.

    The status is None where nothing can be said: before it has come, or once the target was cancelled.
    """

    name: str
    opens: bool = False
    status: Status | None = None
    to_come: bool = False


def places(months: Sequence[Month]) -> list[tuple[float, float]]:
    """Where each month begins and how wide it is, in percent of the row."""
    gutters = sum(month.opens for month in months[1:])
    wide = (100 - gutters * _GUTTER) / max(len(months), 1)
    found, left = [], 0.0
    for at, month in enumerate(months):
        left += _GUTTER if at and month.opens else 0
        found.append((left, wide))
        left += wide
    return found


def month_heads(months: Sequence[Month], today: int | None, css: str = "") -> str:
    """The row of month names; that of today's month is strong.

    Of many months only every third or sixth is named, the years among them; none that today's would cover.
    """
    step = 1 if len(months) <= 16 else 3 if len(months) <= 36 else 6
    year = next((at for at, month in enumerate(months) if month.name.isdigit()), 0)
    drawn = []
    for at, (month, (left, wide)) in enumerate(zip(months, places(months), strict=True)):
        is_today = at == today
        if not is_today and ((at - year) % step or (today is not None and abs(at - today) < step)):
            continue
        place, anchor = (left + wide / 2, "middle") if step == 1 else (left, "start")
        if is_today and step > 1 and left > 50:
            place, anchor = left + wide, "end"
        strong = ' class="td-strong"' if is_today else ""
        drawn.append(
            f'<text x="{percent(place)}" y="13" text-anchor="{anchor}"{strong}>'
            f"{escape(month.name, quote=False)}</text>"
        )
    for month, (left, _) in zip(months[1:], places(months)[1:], strict=True):
        if month.opens:
            x = percent(left - _GUTTER / 2)
            drawn.append(f'<line class="td-y-ph" x1="{x}" x2="{x}" y2="{_ENDLESS}"/>')
    return unheard(f"td-year-head {css}".rstrip(), "100%", 18, "".join(drawn))


def phase_feet(months: Sequence[Month], phases: Sequence[tuple[str, str]], css: str = "") -> str:
    """Below the rows what the rule parts: each phase by its name, and by its end where there is room for it.

    A phase before another stands against the rule, the last one begins there.
    """
    at = places(months)
    begins = [at[place][0] for place, month in enumerate(months) if not place or month.opens]
    drawn = []
    for (name, ended), left, right in zip(phases, begins, [*begins[1:], 100 + _GUTTER], strict=True):
        last, room = right > 100, LEAST * (right - left) / 100
        x, anchor = (left, "start") if last else (right - _GUTTER, "end")
        said = next((one for one in (name if last else ended, name) if width(one, _FONT) <= room), "")
        text = escape(said, quote=False)
        drawn.append(f'<text x="{percent(x)}" y="13" text-anchor="{anchor}">{text}</text>')
    return unheard(f"td-year-head {css}".rstrip(), "100%", 18, "".join(drawn))


def year_runs(
    months: Sequence[Month], words: Mapping[Status, Sequence[str]], css: str = "", least: float = LEAST
) -> str:
    """The row of a target; hidden from those who hear the page, for whom a table says the same.

    ``words`` are a status's words, the longest first; ``least`` is how narrow a row with words may be.
    """
    at = places(months)
    drawn, ticks = [], []
    for _, group in groupby(_numbered(months), key=lambda one: one[0]):
        run = [place for _, place in group]
        first, last = run[0], run[-1]
        left, share = at[first][0], at[last][0] + at[last][1] - at[first][0]
        status = months[first].status
        if status is not None:
            room = least * share / 100 if css != LATE else 26
            word = next((one for one in words[status] if width(one, _FONT) <= room - 26), "")
            drawn.append(_run(status, word, left, share, css, marked=room >= _MARKED))
            if run[1:]:
                turns = "".join(f"M{at[place][0]:.2f} 17v3" for place in run[1:])
                ticks.append(f'<path class="td-s-{status.css}" d="{turns}"/>')
        elif months[first].to_come:
            drawn += [_coming(*at[place]) for place in run]
    if ticks:
        box = f'viewBox="0 0 100 {HIGH}" preserveAspectRatio="none"'
        drawn.append(f'<svg class="td-y-mo" {box}>{"".join(ticks)}</svg>')
    return unheard(f"td-year-row {css}".rstrip(), "100%", HIGH, "".join(drawn))


def _numbered(months: Sequence[Month]) -> Iterator[tuple[tuple[int, Status | None], int]]:
    """Each month's place with what a run has in common: the phase, and the status."""
    phase = 0
    for place, month in enumerate(months):
        phase += month.opens
        yield (phase, month.status), place


def _run(status: Status, word: str, left: float, share: float, css: str, *, marked: bool) -> str:
    """Mark and word have a ground of their own where a pattern lies under them; a word's is a mark's."""
    ground, *pattern = stretch(status)
    pattern = [] if status is Status.NOT_STARTED else pattern  # dots so sparse are lost in so low a run
    parts = [ground, *pattern]
    if word:
        text = f'<text x="22" y="15"{{}}>{escape(word, quote=False)}</text>'
        plate = _plate(24 + width(word, _FONT))
        shown = ' class="td-word-at"'
        parts.append(f"<g{shown}>{plate}{text.format('')}</g>" if pattern else text.format(shown))
    if marked and pattern and not (word and css):
        parts.append(_plate(16))
    if marked:
        parts.append(glyph_path(status.shape, status.css))
    place = f'x="{percent(left)}" width="{percent(share)}"'
    return f'<svg class="td-run td-s-{status.css}" {place}>{"".join(parts)}</svg>'


def _plate(wide: float) -> str:
    return f'<rect class="td-plate" x="3" y="3" width="{num(wide)}" height="{HIGH - 6}"/>'


def _coming(left: float, share: float) -> str:
    place = f'x="{percent(left)}" width="{percent(share - 0.2)}"'
    return f'<rect class="td-y-co" {place} y=".5" height="{HIGH - 1}"/>'
