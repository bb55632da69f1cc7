"""The campaign as a workbook whose figures and statuses are formulas over its rows; its sheet Cách tính."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from thidua.export.book import Book, SheetCell
from thidua.export.formulas import AS_OF, AT_RISK
from thidua.export.judged import BookLayout, is_followed, scale_name
from thidua.export.said import METHOD
from thidua.export.source_sheets import (
    fill_history,
    fill_rows,
    fill_sizes,
    history_sheet,
)
from thidua.export.target_sheets import (
    ByUnit,
    fill_phases,
    fill_targets,
    fill_units,
    targets_sheet,
    units_sheet,
)
from thidua.figures.progress import Progress
from thidua.model import Campaign, Keep, Status, made_anew
from thidua.office import print_wide
from thidua.text import mark
from thidua.words import Words

UNITS, POPULATIONS, SCALES = 4, 7, 10  # the first columns of the lists
_AS_OF_ROW, _AT_RISK_ROW, _FIRST_LIST_ROW = 2, 3, 1
_HOW_LIVE = mark("Sửa ngày này thì mọi sheet được tính lại.")
_HOW_SETTLED = mark("Ghi sẵn kết quả của ngày này, không tính lại trong bảng: {targets}.")
_HOW_FIXED = mark("Có quá nhiều dòng để tính trong bảng: các sheet ghi sẵn kết quả của ngày này.")
# Beyond this many rows a spreadsheet would take long over its formulas: the results are written instead,
# without the sheets that only formulas need. The rows are in achievements.csv.
LIVE_ROWS = 5_000


class _Page:
    """A sheet that is filled cell by cell."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book, self._sheet = book, sheet

    def widths(self, widths: Sequence[float]) -> None:
        """Column widths in letters."""
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)

    def cell(self, row: int, column: int, value: SheetCell, look: str = "text") -> None:
        """Write one cell."""
        self._book.write(self._sheet, (row, column), value, look)

    def heading(self, row: int, column: int, text: str) -> None:
        """Write a title."""
        self._sheet.write_string(row, column, text, self._book.head)

    def name(self, name: str, at: tuple[int, int], count: int) -> None:
        """Give a stretch of a column a name; a stretch of nothing keeps one empty cell."""
        (row, column), last = at, at[0] + max(count, 1) - 1
        letter = xl_col_to_name(column)
        place = f"'{self._sheet.get_name()}'!${letter}${row + 1}:${letter}${last + 1}"
        self._book.workbook.define_name(name, "=" + place.partition(":")[0] if count == 1 else "=" + place)

    def table(self, column: int, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A list with its titles, from the sheet's first row on."""
        for place, title in enumerate(titles):
            self.heading(0, column + place, title)
        for number, row in enumerate(rows, _FIRST_LIST_ROW):
            for place, text in enumerate(row):
                self.cell(number, column + place, text)


def fill_method(book: Book, sheet: Any, progress: Progress, words: Words) -> None:
    """The day, the threshold, the lists, and the rules."""
    plan, say = progress.campaign.plan, words.gettext
    page = _Page(book, sheet)
    page.widths((26, 16, 70, 3, 12, 34, 3, 12, 18, 3, 16, 8, 40))
    page.cell(0, 0, plan.title)
    if plan.illustrative:
        page.cell(1, 0, say("Số liệu minh họa, không phải số liệu chính thức"))
    page.cell(_AS_OF_ROW, 0, say("Số liệu đến ngày"))
    page.cell(_AS_OF_ROW, 1, progress.as_of, "day")
    page.cell(_AS_OF_ROW, 2, say(_HOW_LIVE if book.live else _HOW_FIXED))
    settled = [one.target.id for one in progress.figures.values() if not is_followed(one, progress)]
    if book.live and settled:
        page.cell(_AT_RISK_ROW, 2, words.say(_HOW_SETTLED, targets=", ".join(settled)))
    page.cell(_AT_RISK_ROW, 0, say("Ngưỡng nguy cơ"))
    page.cell(_AT_RISK_ROW, 1, plan.at_risk, "share")
    page.name(AS_OF, (_AS_OF_ROW, 1), 1)
    page.name(AT_RISK, (_AT_RISK_ROW, 1), 1)
    page.heading(5, 0, say("Cách tính"))
    for row, rule in enumerate(METHOD["rules"], 6):
        page.cell(row, 0, say(rule))
    row = 7 + len(METHOD["rules"])
    for column, title in enumerate(
        (say("Trạng thái"), say("Thứ tự"), say("Khi nào (theo dòng đầu tiên đúng)"))
    ):
        page.heading(row, column, title)
    for place, rule in enumerate(METHOD["statuses"], 1):
        status, when = Status(rule["status"]), rule["when"]
        page.cell(row + place, 0, say(status.label))
        page.cell(row + place, 1, place, "number")
        page.cell(row + place, 2, say(when))
    _lists(page, progress, words)
    print_wide(sheet)


def _lists(page: _Page, progress: Progress, words: Words) -> None:
    """Units, populations and scales, each under a name that formulas use."""
    campaign, say = progress.campaign, words.gettext
    units = [(unit.id, unit.name) for unit in campaign.units.values()]
    page.table(UNITS, (say("Mã đơn vị"), say("Đơn vị")), units)
    page.name("DV_Ma", (_FIRST_LIST_ROW, UNITS), len(units))
    populations = [(name, one.unit) for name, one in campaign.plan.populations.items()]
    page.table(POPULATIONS, (say("Mã đối tượng"), say("Gọi là")), populations)
    page.name("DT_Ma", (_FIRST_LIST_ROW, POPULATIONS), len(populations))
    rows: list[tuple[str, ...]] = []
    for target in campaign.plan.targets.values():
        if target.traits.has_levels:
            page.name(scale_name(target), (_FIRST_LIST_ROW + len(rows), SCALES + 2), len(target.scale))
            rows += [(target.id, str(place), level) for place, level in enumerate(target.scale, 1)]
    page.table(SCALES, (say("Thang của chỉ tiêu"), say("Bậc"), say("Mức")), rows)


def workbook_xlsx(
    campaign: Campaign,
    progress: Progress,
    words: Words,
    live_rows: int = LIVE_ROWS,
    by_unit: ByUnit | None = None,
    kept: Keep = made_anew,
) -> bytes:
    """The workbook's bytes, the same for the same data; results on the as-of day stand beside formulas.

    ``by_unit`` may know from before what each unit contributed to a target, ``kept`` the rows of a target.
    """
    book = Book(len(campaign.achievements) <= live_rows, kept)
    targets = targets_sheet(book, progress, words)
    rows = book.sheet("rows", words) if book.live else None
    layout = BookLayout(progress, words, targets, book.sheet("phases", words))
    units = units_sheet(book, campaign, words)
    method = book.add_sheet(words.gettext("Cách tính"))
    if rows is not None:
        sizes, days = book.sheet("sizes", words), history_sheet(book, campaign.plan, words)
        fill_rows(rows, campaign, words)
        fill_sizes(sizes, campaign)
        fill_history(days, layout)
        for sheet in (rows, sizes, days):
            sheet.finish()
    fill_targets(layout)
    fill_phases(layout)
    fill_units(units, progress, by_unit)
    fill_method(book, method, progress, words)
    for sheet in (targets, layout.phases, units):
        sheet.finish()
    return book.close()
