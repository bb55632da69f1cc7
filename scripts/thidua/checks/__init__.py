"""Every rule across rows and files: each is a small generator of problems, listed here."""

from collections.abc import Iterator
from itertools import islice

from thidua.checks.allocation_rules import ALLOCATION_RULES
from thidua.checks.facts import Facts, Rule
from thidua.checks.row_rules import ROW_RULES
from thidua.checks.text_rules import TEXT_RULES
from thidua.checks.total_rules import TOTAL_RULES
from thidua.checks.unit_rules import UNIT_RULES
from thidua.checks.warning_rules import WARNING_RULES
from thidua.problems import Problem

RULES: tuple[Rule, ...] = (
    *UNIT_RULES,
    *ROW_RULES,
    *TOTAL_RULES,
    *ALLOCATION_RULES,
    *WARNING_RULES,
    *TEXT_RULES,
)

MOST_OF_A_RULE = 10_000


def check(facts: Facts) -> Iterator[Problem]:
    """What every rule finds, each at most ten thousand times."""
    for rule in RULES:
        yield from islice(rule(facts), MOST_OF_A_RULE)
