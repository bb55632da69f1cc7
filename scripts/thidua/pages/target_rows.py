"""The rows that a target's figure is made of: what each added, and the total so far.

A large campaign has hundreds of thousands: their cells are written here, a column at a time, since a template
that is asked for every cell takes five times as long. What a column's cells look like is said once, of the
table; HTML lets a cell end where the next begins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from markupsafe import Markup, escape

from thidua.figures.history import gone
from thidua.model import Achievement, Stage, Target
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.text import mark
from thidua.wording import ROLES, STAGES, row_value

SHOWN = 30  # beyond that the earlier rows are folded
_PART = "\x1f"  # stands in no text of the data


@dataclass(frozen=True, slots=True)
class Column:
    """A column that says something: its heading, its class, and the text of each row, escaped."""

    label: str
    cells: Sequence[str]
    css: str = ""


def target_rows(view: View, target: Target) -> dict[str, Any]:
    """A target's rows as lines of a table, the latest last, the columns that say something, and a note.

    ``css`` says in which columns numbers stand. ``earlier`` are those that are ``folded`` where there are
    many; ``stages`` says that not every row may count. Of a breach the day and number alone are told, as in
    the downloads: more could point at a person.
    """
    rows: Sequence[Achievement] = view.facts.rows.get(target.id, [])
    note = view.words.gettext(
        "Vi phạm chỉ được công bố theo ngày và số lượng, không kèm đơn vị, minh chứng hay ghi chú, "
        "để không ai bị nhận ra."
    )
    columns = list(_columns(view, target, rows)) if rows else []
    return {
        "columns": columns,
        "css": " ".join([one.css for one in columns if one.css] + ["td-noted"] * _noted(target, rows)),
        "folded": max(0, len(rows) - SHOWN),
        "earlier": _lines(target, rows, columns, slice(0, -SHOWN)),
        "found": _lines(target, rows, columns, slice(-SHOWN, None), labelled=True),
        "stages": _has_stages(target, rows),
        "note": _gone(view, target, rows) if target.traits.shows_people else note,
    }


def _gone(view: View, target: Target, rows: Sequence[Achievement]) -> str:
    """Which rows the figure leaves out, as their units have ended; "" where it does not."""
    words = view.words
    ended = [
        words.say("{unit} (đến {day})", unit=unit.short_name, day=words.date(unit.end))
        for unit in gone(target, rows, view.campaign.units, view.as_of)
        if unit.end
    ]
    if not ended:
        return ""
    return words.say("Đơn vị đã kết thúc thì số không còn tính: {units}.", units=", ".join(ended))


def _has_stages(target: Target, rows: Sequence[Achievement]) -> bool:
    return {target.counts, *(row.stage for row in rows)} != {Stage.AWARDED}


def _noted(target: Target, rows: Sequence[Achievement]) -> bool:
    return target.traits.shows_people and any(row.note for row in rows)


def _columns(view: View, target: Target, rows: Sequence[Achievement]) -> Iterator[Column]:
    say, open_to_all = view.words.gettext, target.traits.shows_people
    values, totals = _told(view, target, rows)
    yield _column(say("Ngày"), view.words.dates(row.on for row in rows))
    has_units = open_to_all and any(row.unit for row in rows)
    if has_units:
        units = {unit: view.campaign.unit_name(unit) for unit in {row.unit for row in rows}}
        yield _column(say("Đơn vị"), [units[row.unit] for row in rows])
    yield _column(say(_value_label(target)), values, "td-third" if has_units else "td-second")
    if target.adds_up and open_to_all:
        yield _column(say("Cộng dồn"), totals, "td-summed")
    if _has_stages(target, rows):
        yield _column(say("Bước"), [say(STAGES[row.stage]) for row in rows])
    if open_to_all and any(row.role for row in rows):
        yield _column(say("Vai trò"), [say(ROLES[row.role]) if row.role else "" for row in rows])
    if open_to_all and any(row.evidence for row in rows):
        yield _column(say("Minh chứng"), [row.evidence or "" for row in rows])
    if _noted(target, rows):
        yield _column(say("Ghi chú"), [row.note or "" for row in rows])
    yield Column(say("Nguồn"), list(_sources(view, rows)))


def _column(label: str, texts: Sequence[str], css: str = "") -> Column:
    return Column(label, str(escape(_PART.join(text or "–" for text in texts))).split(_PART), css)


def _sources(view: View, rows: Sequence[Achievement]) -> Iterator[str]:
    """File and line of each row, and where git knows them commit and day of its last change."""
    known, title = view.campaign.origins, escape(view.words.gettext("Lần sửa gần nhất: commit và ngày"))
    for row in rows:
        found = view.origin(row) if known else None
        change = f' · <span title="{title}">{found[0]} · {found[1]}</span>' if found else ""
        yield f"{row.source.name}:{row.source.line}{change}"


def _lines(
    target: Target,
    rows: Sequence[Achievement],
    columns: Sequence[Column],
    part: slice,
    *,
    labelled: bool = False,
) -> Markup:
    """A part of the rows with their cells, a line each.

    On a narrow screen a row is a card and each cell says its label itself; the many that are folded stay a
    table there, half as large without labels.
    """
    starts = ["<tr>" if row.stage is target.counts else '<tr class="td-other-stage">' for row in rows[part]]
    cells = []
    for one in columns:
        head = f'<td data-label="{escape(one.label)}">' if labelled else "<td>"
        cells.append([head + cell for cell in one.cells[part]])
    return inert("\n".join(map("".join, zip(starts, *cells, strict=True))))


def _told(view: View, target: Target, rows: Sequence[Achievement]) -> tuple[list[str], list[str]]:
    """What each row adds, and the running total of those that count, "" at the others."""
    words = view.words
    total: Fraction | int = 0
    values, totals, summed = [], [], target.counts if target.adds_up else None
    known = dict[tuple[int, int], str]()  # the same values come again and again
    for row in rows:
        ratio, so_far = row.value.as_integer_ratio(), ""
        value = known.get(ratio) or known.setdefault(ratio, row_value(target, row, words))
        if row.stage is summed:
            whole, of = ratio
            total += whole if of == 1 else row.value  # quicker to add
            value, so_far = f"+{value}" if whole > 0 else value, words.exact(total)
        values.append(value)
        totals.append(so_far)
    return values, totals


def _value_label(target: Target) -> str:
    if target.traits.counts_breaches:
        return mark("Số vi phạm mới")
    if target.traits.has_levels:
        return mark("Mức xếp loại")
    return mark("Thêm") if target.adds_up else mark("Giá trị")
