"""Free text that should not stand there: persons, letters garbled on the way, and more than a page shows."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from thidua.checks.facts import Facts, Rule
from thidua.checks.persons import person_in
from thidua.model import Source, texts
from thidua.problems import CellError, Problem, at
from thidua.reading.legacy_fonts import legacy_font
from thidua.tables.columns import UNITS
from thidua.text import Text, shown

_DOUBLE = re.compile("á[»º][\u00a0-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|Ã[¡-¿]|Ä‘|Æ[°¡]|Â[»«°]|\ufffd")
LONGEST_TEXT = 5_000
LONGEST_NAME = 500
LONGEST_WORD = 200
_NAMES = frozenset({"name", "short_name", "title", "unit"})


def _free_texts(facts: Facts) -> Iterator[tuple[Source, str, str]]:
    """(source, column, text) of every cell of free text that is not blank, and is to be judged."""
    for row in facts.judged:
        if row.evidence:
            yield row.source, "evidence", row.evidence
        if row.note:
            yield row.source, "note", row.note
        yield from ((row.source, name, cell) for name, cell in row.own)
    for update in facts.campaign.updates:
        if update.text:
            yield update.source, "text", update.text
        if update.asks:
            yield update.source, "asks", update.asks


def personal_data(facts: Facts) -> Iterator[Problem]:
    """A name, phone or identity number of a person: what enters git stays in git."""
    for source, column, text in _free_texts(facts):
        if found := person_in(text):
            yield at(source, column).warning("personal-data", value=shown(found))


def _all_texts(facts: Facts) -> Iterator[tuple[Source, str | None, str]]:
    """(source, column, text) of free text, of units' names, and of the plan's lines."""
    yield from _free_texts(facts)
    for unit in facts.campaign.units.values():
        source = Source(facts.files[UNITS.file], facts.unit_lines[unit.id])
        yield source, "name", unit.name
        yield source, "short_name", unit.short_name
    for line, text in enumerate(facts.plan_text.rstrip("\n").split("\n"), 1):
        yield Source(facts.files["plan.yml"], line), None, text


def garbled(facts: Facts) -> Iterator[Problem]:
    """Sound UTF-8 that reads like a legacy font, or like UTF-8 decoded twice."""
    for source, column, text in _all_texts(facts):
        if not text.isascii() and (kind := garbled_kind(text)):
            yield at(source, column).warning("garbled-text", value=shown(text.strip()), kind=kind)


@lru_cache(maxsize=20_000)  # a month's rows say much alike
def garbled_kind(text: str) -> Text | None:
    """What a text was garbled by, or None where it reads like Vietnamese."""
    if _DOUBLE.search(text):
        return Text("chữ bị mã hóa hai lần")
    return legacy_font(text)


def long_texts(facts: Facts) -> Iterator[Problem]:
    """A text of the plan, or a unit's name, that is longer than a page can show."""
    if facts.short:
        return
    for name, text in texts(facts.plan):
        if reason := _too_long(text, LONGEST_NAME if name in _NAMES else LONGEST_TEXT):
            error = CellError("text-too-long", reason, Text("rút ngắn; chi tiết để ở văn bản gốc"))
            yield at(Source(facts.files["plan.yml"], _line_of(text, facts.plan_text))).of(error)
    for unit in facts.campaign.units.values():
        for column, text in (("name", unit.name), ("short_name", unit.short_name)):
            if reason := _too_long(text, LONGEST_NAME):
                yield facts.of_unit(unit.id, column).of(
                    CellError("text-too-long", reason, Text("rút ngắn tên đơn vị"))
                )


def _too_long(text: str, most: int) -> Text | None:
    if len(text) > most:
        size, limit = Fraction(len(text)), Fraction(most)
        return Text("“{value}” dài {size} ký tự, tối đa {most}", value=shown(text), size=size, most=limit)
    if any(len(word) > LONGEST_WORD for word in text.split()):
        return Text("“{value}” có từ dài hơn {most} ký tự", value=shown(text), most=LONGEST_WORD)
    return None


def _line_of(text: str, plan_text: str) -> int:
    """The line of the plan where a text begins, as far as it can be told: the first with its beginning."""
    begins = text[:40].strip()
    return next((line for line, typed in enumerate(plan_text.split("\n"), 1) if begins in typed), 1)


TEXT_RULES: tuple[Rule, ...] = (personal_data, garbled, long_texts)
