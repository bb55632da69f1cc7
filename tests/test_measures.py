"""What a target says of itself, from its measure and its own keys."""

from __future__ import annotations

import re
from pathlib import Path

from plans import campaign, target
from table_kit import cases
from thidua.model import Accumulation, Measure, Target, measures

CUMULATIVE = Accumulation.CUMULATIVE
COUNT, RATIO, COMPLIANCE = Measure.COUNT, Measure.RATIO, Measure.COMPLIANCE
RANK, LEVEL = Measure.RANK, Measure.LEVEL


@cases(
    ("asked", "word"),
    [
        (target(measure=COUNT, unit="sáng kiến", at_least=1), "sáng kiến"),
        (target(measure=COUNT, unit="phòng", population="staff", at_least=1), "phòng"),
        (target(measure=RATIO, unit="cán bộ", at_least=1), "người"),  # subjects are those of the population
        (target(measure=COMPLIANCE, at_least=1), "người"),
        (target(measure=RANK, unit="mức", at_least=2), ""),  # a level is called by its own name
        (target(measure=LEVEL, unit="ngày", at_most=1, baseline=3), "ngày"),
        (target(measure=LEVEL, unit="%", at_least=1), ""),
        (target(measure=COUNT, at_least=1), ""),
    ],
)
def test_the_word_for_subjects(asked: Target, word: str) -> None:
    assert campaign([asked]).plan.unit_word(asked) == word


@cases(
    ("measure", "increment", "cumulative", "by_unit"),
    [
        (COUNT, True, False, True),
        (RATIO, True, False, True),
        (COMPLIANCE, True, True, False),
        (RANK, False, False, False),
        (LEVEL, False, False, True),
    ],
)
def test_what_adds_up(measure: Measure, increment: bool, cumulative: bool, by_unit: bool) -> None:
    asked, total = (
        target(measure=measure, at_least=1),
        target(measure=measure, at_least=1, reading=CUMULATIVE),
    )
    assert (asked.adds_up, total.adds_up, asked.sums_units) == (increment, cumulative, by_unit)


@cases(
    ("asked", "percent", "kept"),
    [
        (target(measure=COUNT, unit="%", at_least=1), False, False),
        (target(measure=RATIO, at_least=1), True, False),
        (target(measure=COMPLIANCE, at_least=1), True, True),
        (target(measure=RANK, unit="%", at_least=1), False, False),
        (target(measure=LEVEL, unit="%", at_least=1), True, False),
        (target(measure=LEVEL, unit="điểm", at_least=1), False, False),
    ],
)
def test_percentages_and_bounds_to_be_kept(asked: Target, percent: bool, kept: bool) -> None:
    assert (asked.is_percentage, asked.is_kept) == (percent, kept)


def test_no_other_module_tests_for_a_measure_by_name() -> None:
    code = Path(measures.__file__).parents[1]
    named = [file for file in code.rglob("*.py") if re.search(r"\bMeasure\.[A-Z]", file.read_text("utf-8"))]
    assert named == []
