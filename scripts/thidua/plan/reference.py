"""What derives from the keys of plan.yml: docs/plan-yml.md for the maintainers, data/schema/ for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator

from thidua.keyed.guide import Schema, json_schema, key_tables, word_table
from thidua.model import Measure
from thidua.plan.schema import GOAL, PLAN, STAGE, TARGET, YES_OR_NO
from thidua.plan.words import ACROSS, MEASURES, PACES, READINGS, REPORT_EVERY, RULE_KINDS
from thidua.tables.columns import TABLES, Column, Table

_INTRODUCTION = """\
# plan.yml

<!-- Written by scripts/write_schemas.py from scripts/thidua/plan/schema.py. -->

The plan of a campaign: agreed once, rarely changed. Every value is read as text and then by the rules for
cells (days are `2022-06-30` or `30/6/2022`; a decimal sign is a comma or a point), so `no`, `012` and
`4:30` surprise nobody. An empty value is a missing key; an unknown key is refused. Inside `{ }` and `[ ]` a
comma parts values: write `0.8` or `"0,8"` there. Operators and `hold` may be written in Vietnamese. Ids of
phases, tasks, movements, commemorations and rules are `[A-Za-z0-9._-]{1,64}` and no device name of Windows;
two ids that differ in case alone are one id. References are matched in any case.

An editor that knows the YAML language server completes and checks the file by its first line: `#
yaml-language-server: $schema=../schema/plan.schema.json`. The schema knows the words as they are written
below; `thidua check` takes them in any case and without diacritics, and judges everything else besides.
"""

_BOUNDS = """\
Count: whole numbers. Ratio and compliance: percent of the population, at most 100. Rank: a level of a
scale, not its lowest. Amount and level: decimals. A percent sign only where `unit` is `%`.

To be kept is every compliance; a count, amount or ratio with `at_most` or `less_than`; a level or ratio
with `hold: true`. All others are marks to be reached: `at_most` and `less_than` of such a level need a
`baseline`, a goal equal to the baseline is refused, one on its wrong side is a warning.

## Keys that mean nothing

An ignored key is a wrong figure one year later, so each is refused where its target has no use for it:

| key | is for |
| --- | --- |
| `reading` | count, amount, ratio; not with `from` |
| `counts` | a target with rows of its own: not with `from` |
| `hold` | level, ratio |
| `across` | level (all; `sum` not of percentages) and rank (`least`, `most`); not with `from` |
| `population` | ratio, compliance, a `weighted` level; of `units_meeting` only its word is used |
| `scale` | rank |
| `baseline` | a level that is a mark to be reached |
| `pace` | all but rank, compliance, and a ratio or level to be kept |
| `as_of` | a plan with `illustrative: true` |
| `previous` of a target | a plan with `previous` |

## Derived targets

The sources of `from` are targets or figures that are marks to be reached and not derived themselves.

| | makes | of |
| --- | --- | --- |
| `sum: [ids]` | a count, an amount | counts (of a count), counts and amounts alike in unit |
| `percent: [part, whole]` | a level in % | counts, amounts, ratios (their subjects), each an id or a list |
| `units_meeting: id` | a count, a ratio | one target that is allocated to units |

## Revisions

`targets` maps ids to what changes; what stands there is held to the rules of the plan itself. At most one
revision a day, from the first phase's start to `closes`. Refused: a target that is none, cancelled before,
or added on that day or later; a revision that changes nothing; one that leaves a pace turning back or
beyond due and sets no `pace`. A changed goal with the old `quote` is a warning. A changed `name` takes
`name_en` away. A ratio whose goal becomes a cap loses its pace.
"""

WORDS = (MEASURES, ACROSS, STAGE, READINGS, PACES, REPORT_EVERY, RULE_KINDS, YES_OR_NO)


def schema_files() -> dict[str, str]:
    """The files of data/schema/ by name, as text: plan.schema.json and a Table Schema for each CSV file."""
    schemas = {"plan.schema.json": plan_json_schema(), **table_schemas()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def table_schema(table: Table) -> Schema:
    """The Table Schema of one file, its titles and descriptions in Vietnamese."""
    schema: Schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_table_field(column) for column in table.columns],
        "missingValues": [""],
    }
    return schema | {"primaryKey": ["unit_id"]} if table.names[0] == "unit_id" else schema


def table_schemas() -> dict[str, Schema]:
    """Every Table Schema, by the name of its file: achievements.table.json describes achievements.csv."""
    return {f"{file.removesuffix('.csv')}.table.json": table_schema(table) for file, table in TABLES.items()}


def _table_field(column: Column) -> Schema:
    content = column.content
    found: Schema = {"name": column.name, "title": column.title, "description": column.about}
    found |= {"type": content.type, **content.limits}
    if not column.may_be_blank:
        found["constraints"] = {**found.get("constraints", {}), "required": True}
    return found


def plan_json_schema() -> Schema:
    """The JSON Schema of plan.yml."""
    return json_schema(PLAN, "plan.yml", "Kế hoạch của một phong trào thi đua", {TARGET.name: _by_measure()})


def _by_measure() -> list[Schema]:
    """What each measure needs beside it, and which operators its goal may take."""
    rules = []
    for measure in Measure:
        spellings = [word for word in MEASURES.words.words if MEASURES.words.find(word) is measure]
        taken = [key for key in GOAL.keys if key.name in measure.traits.operators]
        names = {"propertyNames": {"enum": [word for key in taken for word in key.spellings]}}
        then: Schema = {"properties": {"goal": names}}
        if measure.traits.needs:
            then["required"] = [measure.traits.needs]
        condition = {"properties": {"measure": {"enum": spellings}}, "required": ["measure"]}
        rules.append({"if": condition, "then": then})
    return rules


def plan_document() -> str:
    """The whole page, as Markdown."""
    words = ("## Fixed words\n", *word_table(WORDS))
    return "\n".join([_INTRODUCTION, *key_tables(PLAN), *_measures(), *words, ""])


def _measures() -> Iterator[str]:
    yield "## Goals by measure\n"
    yield "| measure | operators | needs |"
    yield "| --- | --- | --- |"
    for measure in Measure:
        names = " ".join(f"`{each.value}`" for each in measure.traits.operators)
        yield f"| {measure.value} | {names} | {measure.traits.needs or ''} |"
    yield ""
    yield _BOUNDS
