"""Where things stand in the workbook: columns that two sheets share, and the rows of targets and phases."""

from __future__ import annotations

from dataclasses import dataclass, field

from thidua.export.book import BookColumn, BookSheet
from thidua.export.judged import Block
from thidua.figures.progress import Progress
from thidua.model import Phase, Target
from thidua.words import Words

WHOLE = "since"


def since_key(phase: Phase) -> str:
    """The column of Diễn biến that holds a phase's stretches."""
    return f"since_{phase.id}"


@dataclass(slots=True)
class BookLayout:
    """The sheets that formulas refer to; ``blocks`` are days by target and by column of Diễn biến."""

    progress: Progress
    words: Words
    targets: BookSheet
    phases: BookSheet
    blocks: dict[tuple[str, str], Block] = field(default_factory=dict)
    _targets: dict[str, int] = field(init=False)
    _populations: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.progress.campaign.plan
        self._targets = {target: place for place, target in enumerate(plan.targets, 1)}
        self._populations = {name: place for place, name in enumerate(plan.populations, 1)}

    def place(self, target: Target) -> int:
        """The target's place in the plan, from 1."""
        return self._targets[target.id]

    def target_row(self, target: Target) -> int:
        """The row of a target on Chỉ tiêu."""
        return self._targets[target.id] + 1

    def phase_row(self, number: int, target: Target) -> int:
        """The row of a target on Theo đợt, in the phase of that number from 0."""
        return number * len(self._targets) + self._targets[target.id] + 1

    def population(self, target: Target) -> str:
        """The place of the target's population in the list of populations; "0" where it has none."""
        return str(self._populations.get(target.population or "", 0))


def judged_columns(words: Words) -> tuple[BookColumn, ...]:
    """The figures and the status, where a reader looks first."""
    say = words.gettext
    return (
        BookColumn("value", say("Thực hiện"), "number", 10),
        BookColumn("size", say("Tổng số"), "number", 9),
        BookColumn("figure", say("Kết quả (% nếu là tỷ lệ)"), "number", 11),
        BookColumn("level", say("Mức xếp loại đạt được"), width=24),
        BookColumn("attainment", say("Tỷ lệ so với mục tiêu"), "share", 10),
        BookColumn("status", say("Trạng thái"), width=20),
        BookColumn("since", say("Đạt từ ngày"), "day", 11),
    )


def step_columns(words: Words) -> tuple[BookColumn, ...]:
    """The steps to a status, at the right end of the sheet."""
    say = words.gettext
    return (
        BookColumn("satisfied", say("Đang đạt mục tiêu"), width=9, is_step=True),
        BookColumn("made", say("Phần đã đi được"), "share", 9, is_step=True),
        BookColumn("due_value", say("Thực hiện khi đến hạn"), "number", 10, is_step=True),
        BookColumn("due_size", say("Tổng số khi đến hạn"), "number", 10, is_step=True),
        BookColumn("beyond", say("Vượt khi đến hạn"), width=9, is_step=True),
    )


def figure_looks(target: Target) -> dict[str, str]:
    """How the figure of a target is shown: a percentage with one decimal, a count or a place as it is."""
    return {"figure": "tenth"} if target.is_percentage else {}
