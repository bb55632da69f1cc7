"""The fixed words of plan.yml, in English and Vietnamese; case and diacritics do not matter."""

from __future__ import annotations

from thidua.keyed.shapes import OneOf
from thidua.model import Accumulation, Across, Measure, PaceKind, ReportEvery, RuleKind
from thidua.reading.cells import Vocabulary, words_of
from thidua.text import Text

THE_PLAN = Text("kế hoạch")  # what messages call the file

_MEASURES = {word: each for each in Measure for word in (each.value, *each.traits.words)}
MEASURES = OneOf("measure", Vocabulary("unknown-word", _MEASURES))
# What the three headings that stand where a plan names none may be called.
GROUP_WORDS = words_of("group", str)
ACROSS, REPORT_EVERY, READINGS, PACES, RULE_KINDS = (
    OneOf(name, words_of(name, means))
    for name, means in (
        ("across", Across),
        ("report_every", ReportEvery),
        ("reading", Accumulation),
        ("pace", PaceKind),
        ("rule kind", RuleKind),
    )
)
