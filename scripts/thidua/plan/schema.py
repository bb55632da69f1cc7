"""The keys of plan.yml: keys.json describes them once; reader, records, JSON Schema, docs derive from it.

Its fixed words are taken in English and Vietnamese; case and diacritics do not matter.
"""

from typing import Any

from thidua import model
from thidua.beside import data_beside
from thidua.keyed.described import Described
from thidua.keyed.shapes import OneOf, Record
from thidua.reading.cells import BOOLEANS, Vocabulary, words_of
from thidua.tables.contents import STAGES
from thidua.text import Text

THE_PLAN = Text("kế hoạch")  # what messages call the file

_MEASURES = {word: each for each in model.Measure for word in (each.value, *each.traits.words)}
MEASURES = OneOf("measure", Vocabulary("unknown-word", _MEASURES))
# What the three headings that stand where a plan names none may be called.
GROUP_WORDS = words_of("group", str)
ACROSS, REPORT_EVERY, READINGS, PACES, RULE_KINDS = (
    OneOf(name, words_of(name, means))
    for name, means in (
        ("across", model.Across),
        ("report_every", model.ReportEvery),
        ("reading", model.Accumulation),
        ("pace", model.PaceKind),
        ("rule kind", model.RuleKind),
    )
)
STAGE = OneOf("stage", STAGES)
YES_OR_NO = OneOf("yes or no", BOOLEANS)
_KEYS = Described(
    data_beside("plan", "keys.json"),
    (ACROSS, MEASURES, PACES, READINGS, REPORT_EVERY, RULE_KINDS, STAGE, YES_OR_NO),
    model,
)

PLAN: Record[model.Plan] = _KEYS.record("plan")
GOAL: Record[Any] = _KEYS.record("goal")
TARGET: Record[model.Target] = _KEYS.record("target")
FIGURE: Record[model.Quantity] = _KEYS.record("figure")
PHASE: Record[model.Phase] = _KEYS.record("phase")
POPULATION: Record[model.Population] = _KEYS.record("population")
MOVEMENT: Record[model.Movement] = _KEYS.record("movement")
TASK: Record[model.Task] = _KEYS.record("task")
REVIEW: Record[model.Review] = _KEYS.record("review")
COMMEMORATION: Record[model.Commemoration] = _KEYS.record("commemoration")
RULE: Record[model.Rule] = _KEYS.record("rule")
