"""What the cells of an entry sheet take, and say where one does not fit; the lists of its drop-downs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xlsxwriter import Workbook

from thidua.entry.sections import HAPPENED, NOTHING, SOMETHING, Sheet, label, labelled, sheet_of
from thidua.entry.stamp import STAMP_SHEET, Stamp
from thidua.figures.discipline import periods as periods_over
from thidua.model import Plan, Quantity, ReportEvery, Role, Stage
from thidua.tables.columns import OnForm
from thidua.tables.contents import (
    DAY,
    PERIOD,
    POPULATION,
    ROLE,
    SIZE,
    STAGE,
    STATE,
    TARGET,
    TASK,
    VALUE,
    Content,
)
from thidua.tables.contents import STATES as STATE_VOCABULARY
from thidua.text import period_text
from thidua.wording import ROLES, STAGES
from thidua.words import Words

STATE_WORDS = tuple(STATE_VOCABULARY.words)[:4]
_FIRST_LIST = 3  # column D; A and B hold the stamp
Rule = dict[str, object]  # as xlsxwriter wants it
# Where a drop-down finds its words, by what holds them, targets by their sheet: ='_thidua'!$D$1:$D$9
Lists = Mapping[Content | Sheet | str, str]
_LARGEST, _LARGEST_AMOUNT = 999_999, 10**12
_LONGEST_TEXT = 1_000


def write_lists(book: Workbook, stamp: Stamp, plan: Plan, targets: Sequence[Quantity]) -> Lists:
    """Write the hidden sheet; only a program can bring it to light, so nobody mends it by accident."""
    sheet = book.add_worksheet(STAMP_SHEET)
    sheet.very_hidden()
    for row, (key, value) in enumerate(stamp.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    columns = iter(range(_FIRST_LIST, 26))

    def listed(entries: Iterable[str]) -> str:
        column, texts = next(columns), list(entries)
        for row, text in enumerate(texts):
            sheet.write_string(row, column, text)
        letter = chr(ord("A") + column)
        return f"='{STAMP_SHEET}'!${letter}$1:${letter}${max(1, len(texts))}"

    ranks = [target for target in targets if target.traits.has_levels]
    return {
        STAGE: listed(STAGES[stage] for stage in Stage),
        ROLE: listed(ROLES[role] for role in Role),
        **{
            kind: listed(label(target) for target in targets if sheet_of(target) is kind)
            for kind in (Sheet.COUNTS, Sheet.RANKS, Sheet.LEVELS)
        },
        VALUE: listed(dict.fromkeys(level for target in ranks for level in reversed(target.scale))),
        TASK: listed(labelled(task.id, task.name or task.text) for task in plan.tasks.values()),
        STATE: listed(word.capitalize() for word in STATE_WORDS),
        POPULATION: listed(labelled(id_, one.name) for id_, one in plan.populations.items()),
        PERIOD: listed(periods(plan)),
        HAPPENED: listed((SOMETHING, NOTHING)),
    }


def periods(plan: Plan) -> Iterator[str]:
    """The months, or quarters, that units report."""
    quarter = plan.report_every is ReportEvery.QUARTER
    for first in periods_over(replace(plan, report_day=1), date.max):
        yield period_text(first, quarter=quarter)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one sheet; ``start`` and ``closes`` are the days between which a result may lie."""

    kind: Sheet
    start: date
    closes: date
    lists: Lists
    words: Words

    def of(self, content: Content, on_form: OnForm) -> Rule:
        """The rule of a column's cells."""
        say = self.words.gettext
        if content is VALUE:
            return self._value()
        said: Rule = {
            "input_title": say(on_form.title),
            "input_message": self.words.say(on_form.prompt, days=self._days()),
        }
        if content is DAY:
            return said | self._day()
        if content is SIZE:
            return said | self._whole(smallest=0)
        listed = self.lists.get(self.kind if content is TARGET else content)
        return said | (self._text() if listed is None else self._listed(listed))

    def happened(self) -> Rule:
        """The rule of the column that says whether a period brought anything."""
        say = self.words.gettext
        return {
            "input_title": say("Phát sinh"),
            "input_message": say("Không có kết quả nào trong kỳ thì chọn “Không phát sinh”."),
        } | self._listed(self.lists[HAPPENED])

    def _days(self) -> str:
        words = self.words
        return words.say(
            "từ {start} đến {closes}", start=words.date(self.start), closes=words.date(self.closes)
        )

    def _day(self) -> Rule:
        words = self.words
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": self.start,
            "maximum": self.closes,
            "error_title": words.gettext("Không phải ngày hợp lệ"),
            "error_message": words.say(
                "Gõ một ngày {days}, ví dụ {example}.", days=self._days(), example=words.date(self.start)
            ),
        }

    def _text(self) -> Rule:
        say = self.words.gettext
        return {
            "validate": "length",
            "criteria": "<=",
            "value": _LONGEST_TEXT,
            "error_title": say("Quá dài"),
            "error_message": say("Ghi ngắn gọn, không quá 1.000 ký tự."),
        }

    def _listed(self, source: str) -> Rule:
        say = self.words.gettext
        return {
            "validate": "list",
            "source": source,
            "error_title": say("Không có trong danh sách"),
            "error_message": say("Bấm mũi tên bên phải ô và chọn trong danh sách."),
        }

    def _value(self) -> Rule:
        say = self.words.gettext
        if self.kind is Sheet.RANKS:
            said = {"input_title": say("Mức xếp loại"), "input_message": say("Chọn mức được xếp.")}
            return said | self._listed(self.lists[VALUE])
        if self.kind is Sheet.LEVELS:
            return {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -_LARGEST_AMOUNT,
                "maximum": _LARGEST_AMOUNT,
                "input_title": say("Mức đạt được"),
                "input_message": say("Chỉ gõ số. Cách ghi từng chỉ tiêu: xem trang Chỉ tiêu."),
                "error_title": say("Không phải số"),
                "error_message": say("Chỉ gõ số, ví dụ 12 hoặc 12,5."),
            }
        return {
            "input_title": say("Số lượng"),
            "input_message": say(
                "Số nguyên; phần lớn chỉ tiêu ghi số mới có thêm (xem trang Chỉ tiêu). Không ghi phần trăm. "
                "Chưa có kết quả thì bỏ trống cả dòng."
            ),
        } | self._whole(smallest=-_LARGEST)

    def _whole(self, *, smallest: int) -> Rule:
        say = self.words.gettext
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": smallest,
            "maximum": _LARGEST,
            "error_title": say("Không phải số nguyên"),
            "error_message": say(
                "Ghi số người, số phòng, số việc: một số nguyên như 12, không kèm chữ hay %."
            ),
        }
