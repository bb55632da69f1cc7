"""The sheets of a form that nothing is entered on: what is recorded of the unit, its targets, the help."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from thidua import wording
from thidua.entry.form_styles import LINE_HEIGHT, Styles, begin, finish, height
from thidua.entry.offer import Offer
from thidua.entry.sections import HELP, LISTED, RECORDED, SAID, Sheet, label, labelled, ruled_for
from thidua.entry.stamp import how_to_enter
from thidua.figures.awards import by_unit, rows_by_target
from thidua.figures.progress import Progress
from thidua.model import Achievement, Campaign, Plan, Quantity, ReportEvery
from thidua.text import period_text
from thidua.words import Words

_MOST_ROWS = 1_000


class Line(NamedTuple):
    """A row of what is recorded: its cells."""

    kind: str
    day: str
    what: str
    value: str = ""
    stage: str = ""
    role: str = ""
    evidence: str = ""
    note: str = ""


_HEADER_ROW = 3
Columns = Sequence[tuple[str, int]]  # header and width
Groups = Sequence[tuple[str, Sequence[Quantity]]]
_WIDTH = 104
_RECORD_COLUMNS, _TARGET_COLUMNS = (
    tuple((one["title"], one["width"]) for one in SAID[name]) for name in ("recorded", "targets")
)


def write_records(sheet: Any, progress: Progress, offer: Offer, looks: Styles, words: Words) -> None:
    """Fill the sheet, the latest first: what was there at the end of the day that the form speaks of."""
    begin(sheet, words.gettext(RECORDED), looks)
    note = words.gettext(
        "Chỉ để xem. Ghi nhầm thì sửa dòng đó trong tệp đã gửi rồi gửi lại. Vi phạm không nêu ở đây."
    )
    found = lines(progress.campaign, offer, progress.as_of, words)
    if len(found) > _MOST_ROWS:
        left = words.say(
            "Chỉ nêu {n} trong {all} dòng.", n=words.number(_MOST_ROWS), all=words.number(len(found))
        )
        note = f"{note} {left}"
    sheet.write_string(1, 0, note, looks.hint)
    _write_header(sheet, _RECORD_COLUMNS, looks, words)
    last = _HEADER_ROW
    for last, cells in enumerate(found[:_MOST_ROWS], _HEADER_ROW + 1):
        sheet.set_row(last, height(zip(cells, (width for _, width in _RECORD_COLUMNS), strict=True)))
        for column, cell in enumerate(cells):
            sheet.write_string(last, column, cell, looks.day if column == 1 else looks.cell)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    _finish_table(sheet, last, _RECORD_COLUMNS)


def _write_header(sheet: Any, columns: Columns, looks: Styles, words: Words) -> None:
    for column, (header, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER_ROW, column, words.gettext(header), looks.header)


def _finish_table(sheet: Any, last: int, columns: Columns) -> None:
    finish(sheet, _HEADER_ROW)
    sheet.print_area(0, 0, last, len(columns) - 1)
    sheet.set_footer("&C&P/&N")


def lines(campaign: Campaign, offer: Offer, day: date, words: Words) -> list[Line]:
    """What the unit told, and of the whole office what it owns; each kind on its own, the latest first."""
    achievements = (row for row in campaign.achievements if _is_shown(row, campaign, offer))
    return [
        *(_result(row, campaign, words) for row in _latest(achievements, day)),
        *_updates(campaign, offer, day, words),
        *_headcounts(campaign, offer, day, words),
        *_reports(campaign, offer, day, words),
    ]


def _latest(rows: Iterable[Any], day: date) -> list[Any]:
    until = (row for row in rows if row.on <= day)
    return sorted(until, key=lambda row: (row.on, row.source.line), reverse=True)


def _is_shown(row: Achievement, campaign: Campaign, offer: Offer) -> bool:
    # A breach in a small unit would point at a person, and this sheet is published.
    quantity = campaign.plan.quantities[row.target]
    return quantity.traits.shows_people and (
        row.unit == offer.unit or (row.unit is None and offer.owns(quantity))
    )


def _result(row: Achievement, campaign: Campaign, words: Words) -> Line:
    quantity = campaign.plan.quantities[row.target]
    value = quantity.level_name(row.value) if quantity.traits.has_levels else words.exact(row.value)
    role = words.gettext(wording.ROLES[row.role]) if row.role else ""
    stage, kind = words.gettext(wording.STAGES[row.stage]), words.gettext("Kết quả")
    return Line(kind, words.date(row.on), label(quantity), value, stage, role, row.evidence, row.note)


def _updates(campaign: Campaign, offer: Offer, day: date, words: Words) -> Iterator[Line]:
    for row in _latest((row for row in campaign.updates if row.unit == offer.unit), day):
        task = campaign.plan.tasks[row.task]
        asks = words.say("Kiến nghị: {asks}", asks=row.asks) if row.asks else ""
        on = row.answered if row.answered_by(day) else None
        answered = words.say("đã trả lời {day}", day=words.date(on)) if on else ""
        what, note = labelled(task.id, task.name or task.text), " · ".join(filter(None, (asks, answered)))
        yield Line(words.gettext("Tiến độ"), words.date(row.on), what, evidence=row.text, note=note)


def _headcounts(campaign: Campaign, offer: Offer, day: date, words: Words) -> Iterator[Line]:
    for row in _latest((row for row in campaign.headcounts if row.unit == offer.unit), day):
        what = campaign.plan.populations[row.population].name
        yield Line(words.gettext("Quân số"), words.date(row.on), what, words.number(row.size))


def _reports(campaign: Campaign, offer: Offer, day: date, words: Words) -> Iterator[Line]:
    if campaign.plan.report_day is None:
        return  # nobody owes any, and nothing speaks of them
    for row in _latest((row for row in campaign.reports if row.unit == offer.unit), day):
        period = period_text(row.period, quarter=campaign.plan.report_every is ReportEvery.QUARTER)
        yield Line(words.gettext("Báo cáo"), words.date(row.on), period)


def write_targets(
    sheet: Any, groups: Groups, progress: Progress, unit: str, looks: Styles, words: Words
) -> None:
    """Fill the sheet; ``groups`` are headings with the targets under each."""
    rows = rows_by_target(progress.campaign.achievements, progress.as_of)
    begin(sheet, words.gettext(LISTED), looks)
    sheet.write_string(
        1, 0, words.say("Số liệu đến hết ngày {day}", day=words.date(progress.as_of)), looks.plain
    )
    sheet.set_row(_HEADER_ROW, 2 * LINE_HEIGHT)
    _write_header(sheet, _TARGET_COLUMNS, looks, words)
    line = _HEADER_ROW + 1
    for heading, targets in groups:
        if not targets:
            continue
        for column in range(len(_TARGET_COLUMNS)):
            sheet.write_string(line, column, heading if column == 0 else "", looks.group)
        for target in targets:
            line += 1
            cells = _cells(target, progress, unit, rows, words)
            _write_target(sheet, line, target, cells, looks)
        line += 1
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    _finish_table(sheet, line, _TARGET_COLUMNS)


def _cells(
    quantity: Quantity, progress: Progress, unit: str, rows: Mapping[str, Sequence[Achievement]], words: Words
) -> list[str]:
    how = how_to_enter(quantity, progress.campaign.plan, words)
    counts = words.gettext(wording.STAGES[quantity.counts])
    figure = progress.figures.get(quantity.id)
    if figure is None:  # a number without a goal
        name = " ".join(quantity.name.split())
        return [quantity.id, name, "–", "–", "–", "–", "–", "–", "–", how, counts]
    target, plan = figure.target, progress.campaign.plan
    own = by_unit(target, rows.get(target.id, ())).get(unit)
    share = figure.shares.get(unit)
    if share:  # by its own goal also what ended units left to it
        own = share.actual and share.actual.value
    bounds = share.term.goal.bounds if share and not target.traits.is_share else ()
    return [
        target.id,
        target.quote,
        wording.goal_phrase(target, plan, words),
        words.date(target.due),
        wording.actual_phrase(target, figure.actual, words),
        "–" if own is None or target.traits.has_levels else words.held(own, bounds, 2),
        wording.goal_phrase(replace(target, goal=share.term.goal), plan, words) if share else "–",
        wording.missing_amount(figure, plan, words) or "–",
        words.gettext(figure.status.label),
        how,
        counts,
    ]


def _write_target(sheet: Any, line: int, target: Quantity, cells: Sequence[str], looks: Styles) -> None:
    sheet.set_row(line, height(zip(cells, (width for _, width in _TARGET_COLUMNS), strict=True)))
    for column, cell in enumerate(cells):
        is_number = column == 5 or (column == 4 and not target.traits.has_levels)
        look = looks.number if is_number else looks.day if column == 3 else looks.cell
        sheet.write_string(line, column, cell, look)


def write_help(sheet: Any, plan: Plan, found: list[Sheet], looks: Styles, words: Words) -> None:
    """Fill the sheet."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, _WIDTH)
    begin(sheet, words.gettext(HELP), looks)
    for line, (name, text) in enumerate(_lines(plan, found, words), 2):
        if text is None:
            sheet.write_string(line, 0, name, looks.strong)
        else:
            sheet.set_row(line, height([(text, _WIDTH)]))
            sheet.write_string(line, 0, name, looks.cell)
            sheet.write_string(line, 1, text, looks.cell)
    finish(sheet)
    sheet.hide_gridlines(2)


def _lines(plan: Plan, found: list[Sheet], words: Words) -> Iterator[tuple[str, str | None]]:
    """(name, text) of each line; a heading has no text."""
    say = words.gettext
    yield say("Các bước"), None
    for place, step in enumerate(SAID["steps"], 1):
        yield str(place), say(step)
    for sheet in found:
        yield words.say("Trang “{sheet}”", sheet=say(ruled_for(sheet, plan).title)), None
        about = SAID["about"][sheet.name.lower()]
        yield "", say(about)
        if sheet not in (Sheet.RANKS, Sheet.LEVELS):
            for column, on_form in sheet.value.columns:
                yield column.title.capitalize(), say(on_form.help)
    yield say("Không được"), None
    for place, text in enumerate(SAID["never"], 1):
        yield str(place), say(text)
