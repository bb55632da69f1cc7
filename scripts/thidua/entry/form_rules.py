"""What the cells of an entry sheet take, and say where one does not fit; the lists of its drop-downs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from xlsxwriter import Workbook

from thidua.entry.sections import HAPPENED, NOTHING, SAID, SOMETHING, Sheet, label, labelled, sheet_of
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
_LARGEST = 999_999


def write_lists(book: Workbook, stamp: Stamp, plan: Plan, targets: Sequence[Quantity]) -> Lists:
    """Write the hidden sheet; only a program can bring it to light, so nobody mends it by accident."""
    sheet = book.add_worksheet(STAMP_SHEET)
    sheet.very_hidden()
    for row, (key, value) in enumerate(stamp.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    columns = count(_FIRST_LIST)

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
        if content is VALUE:
            return self._value()
        asks = self._asks(on_form.title, on_form.prompt)
        if content is DAY:
            return asks | self._takes("day", minimum=self.start, maximum=self.closes)
        if content is SIZE:
            return asks | self._takes("whole", minimum=0)
        listed = self.lists.get(self.kind if content is TARGET else content)
        return asks | (self._takes("text") if listed is None else self._takes("list", source=listed))

    def happened(self) -> Rule:
        """The rule of the column that says whether a period brought anything."""
        return self._asks(**SAID["values"]["happened"]) | self._takes("list", source=self.lists[HAPPENED])

    def _value(self) -> Rule:
        """The rule of the column of results: a level's name, an amount, or a number of subjects."""
        asks = self._asks(**SAID["values"][self.kind.name.lower()])
        if self.kind is Sheet.RANKS:
            return asks | self._takes("list", source=self.lists[VALUE])
        return asks | (
            self._takes("decimal") if self.kind is Sheet.LEVELS else self._takes("whole", minimum=-_LARGEST)
        )

    def _asks(self, title: str, prompt: str) -> Rule:
        """What a cell says when it is entered."""
        message = self.words.say(prompt, days=self._days())
        return {"input_title": self.words.gettext(title), "input_message": message}

    def _takes(self, name: str, **more: object) -> Rule:
        """What a cell takes, and says where something does not fit, as said.json has it."""
        said, values = SAID["rules"][name], {"days": self._days(), "example": self.words.date(self.start)}
        texts = {key: self.words.say(said[key], **values) for key in ("error_title", "error_message")}
        return {**said, **more, **texts}

    def _days(self) -> str:
        words = self.words
        return words.say(
            "từ {start} đến {closes}", start=words.date(self.start), closes=words.date(self.closes)
        )
