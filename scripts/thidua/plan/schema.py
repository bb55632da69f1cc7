"""The keys of plan.yml: keys.json describes them once; reader, records, JSON Schema, docs derive from it."""

from __future__ import annotations

from typing import Any

from thidua import model
from thidua.beside import data_beside
from thidua.keyed.described import Described
from thidua.keyed.shapes import OneOf, Record
from thidua.plan.words import ACROSS, MEASURES, PACES, READINGS, REPORT_EVERY, RULE_KINDS
from thidua.reading.cells import BOOLEANS
from thidua.tables.contents import STAGES

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
