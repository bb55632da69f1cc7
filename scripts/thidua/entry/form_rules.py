"""What the cells of an entry sheet take, and what they say when one is entered and when it does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.entry.form_lists import Lists
from thidua.entry.sections import ValueKind
from thidua.tables.columns import OnForm
from thidua.tables.contents import DAY, ROLE, STAGE, TARGET, VALUE, Content
from thidua.words import Words

Rule = dict[str, object]  # as xlsxwriter wants it

_LARGEST = 999_999
_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one sheet; ``start`` and ``closes`` are the days between which a result may lie."""

    kind: ValueKind
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
        listed = {TARGET: self.lists.targets[self.kind], STAGE: self.lists.stages, ROLE: self.lists.roles}
        if content is DAY:
            return said | self._day()
        return said | (self._listed(listed[content]) if content in listed else self._text())

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
        if self.kind is ValueKind.RANK and self.lists.levels:
            said = {"input_title": say("Mức xếp loại"), "input_message": say("Chọn mức được xếp.")}
            return said | self._listed(self.lists.levels)
        if self.kind is ValueKind.DECIMAL:
            return self._between(
                "decimal",
                (say("Mức đạt được"), say("Gõ mức mới nhất, chỉ gõ số.")),
                (say("Không phải số"), say("Chỉ gõ số, ví dụ 12 hoặc 12,5.")),
            )
        return self._between(
            "integer",
            (
                say("Số lượng"),
                say(
                    "Số nguyên, mới có thêm kể từ lần ghi trước. Không ghi phần trăm. "
                    "Chưa có kết quả thì bỏ trống cả dòng."
                ),
            ),
            (
                say("Không phải số nguyên"),
                say("Ghi số người, số phòng, số việc: một số nguyên như 12, không kèm chữ hay %."),
            ),
        )

    @staticmethod
    def _between(numbers: str, entered: tuple[str, str], unfit: tuple[str, str]) -> Rule:
        return {
            "validate": numbers,
            "criteria": "between",
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
            "input_title": entered[0],
            "input_message": entered[1],
            "error_title": unfit[0],
            "error_message": unfit[1],
        }
