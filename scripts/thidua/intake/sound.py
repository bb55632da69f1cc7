"""Targets of which nothing was wrong: while their rows and all other files are the same, nothing is."""

from collections.abc import Iterable
from datetime import date

from thidua.checks import MOST_OF_A_RULE
from thidua.checks.facts import Facts
from thidua.model import Rows
from thidua.problems import Problem
from thidua.tables.blocks import Memory
from thidua.tables.columns import HEADCOUNT, UNITS

_NAME = "sound targets"
_SHORT = "short texts"


def known_short(others: str, memory: Memory) -> bool:
    """Whether no text of the plan and of units was too long before, beside the same files."""
    return memory.found(_SHORT, others) is not None


def known_sound(rows: Rows, today: date, others: str, memory: Memory) -> frozenset[str]:
    """The targets whose rows were judged before, beside the same other files, which ``others`` is a hash of.

    Only a row of a day to come is judged otherwise on another day: its target never passes for sound.
    """
    known, digests = memory.found(_NAME, others) or {}, rows.digests(date.max)
    return frozenset(name for name in _past(rows, today) if known.get(name) == digests[name])


def keep_sound(facts: Facts, problems: Iterable[Problem], others: str, memory: Memory) -> None:
    """Remember of which targets nothing was wrong, when all that is wrong with the campaign is known."""
    rows, found = facts.campaign.achievements, list(problems)
    if all(one.code != "text-too-long" for one in found):
        memory.keep(_SHORT, others, part=True)
    if not isinstance(rows, Rows):
        return
    sound = set(_past(rows, facts.today))
    told = {(one.file, one.line) for one in found}
    if len(told) >= MOST_OF_A_RULE or any(
        file in (facts.files[HEADCOUNT.file], facts.files[UNITS.file]) for file, _ in told
    ):
        sound &= facts.sound  # more may be wrong than is told, or a target's rows be wrong elsewhere
    elif told:
        sound -= {one.target for one in facts.judged if (one.source.file, one.source.line) in told}
        sound -= {
            one.id for one in facts.plan.quantities.values() if (one.source.file, one.source.line) in told
        }
    digests = rows.digests(date.max)
    memory.keep(_NAME, others, {name: digests[name] for name in sorted(sound)})


def _past(rows: Rows, today: date) -> Iterable[str]:
    """The targets without a row of a day to come."""
    day = today.toordinal()
    return [name for name, packs in rows.of_all() if all(one.last <= day for one in packs)]
