"""plan_schema → docs/plan-yml.md, the data dictionary of plan.yml for those who maintain the project."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.keyed.shapes import Either, Field, Kind, ListOf, Record, Shape, TableOf, Value, Variants
from thidua.model import Measure
from thidua.plan.schema import PLAN
from thidua.plan.words import GROUPS, MEASURES, PACES, READINGS, RULE_KINDS
from thidua.reading.cells import BOOLEANS, STAGES, Vocabulary

_INTRODUCTION = """\
# plan.yml

<!-- Written by scripts/write_schemas.py from scripts/thidua/plan/schema.py; edit it there. -->

The plan of a campaign: agreed once, rarely changed. Every value is read as text and then by the rules for
cells (days are `2022-06-30` or `30/6/2022`; a decimal sign is a comma or a point), so `no`, `012` and `4:30`
surprise nobody. An empty value is a missing key; an unknown key is refused. Inside `{ }` and `[ ]` a comma
parts values: write `0.8` or `"0,8"` there. Ids of phases, tasks, movements, commemorations and rules are
`[A-Za-z0-9._-]{1,64}` and no device name of Windows; two ids that differ in case alone are one id. References
are matched in any case.

An editor that knows the YAML language server completes and checks the file by its first line:
`# yaml-language-server: $schema=../schema/plan.schema.json`. The schema knows the words as they are written
below; `thidua check` takes them in any case and without diacritics, and judges everything else besides.
"""

_BOUNDS = """\
Count: whole numbers. Ratio and compliance: percent of the population, at most 100. Rank: a level of a scale.
`at_most` needs a `baseline`; a goal equal to the baseline is refused, one on its wrong side is a warning.
"""

_KINDS = {
    Kind.TEXT: "text",
    Kind.ID: "id",
    Kind.TARGET_ID: "target id",
    Kind.REFERENCE: "reference",
    Kind.DAY: "day",
    Kind.NUMBER: "number",
    Kind.WHOLE: "whole number",
    Kind.AMOUNT: "amount",
}
_WORDS: dict[str, Vocabulary[object]] = {
    "measure": MEASURES,
    "group": GROUPS,
    "stage": STAGES,
    "reading": READINGS,
    "pace": PACES,
    "rule kind": RULE_KINDS,
    "yes or no": BOOLEANS,
}


def plan_document() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_INTRODUCTION, *_tables(), *_measures(), *_words(), ""])


def _tables() -> Iterator[str]:
    for record in _records(PLAN, []):
        yield f"## {record.name}\n"
        yield "| key | holds | required | default | meaning |"
        yield "| --- | --- | --- | --- | --- |"
        for each in record.fields:
            yield _row(each)
        yield ""


def _row(each: Field) -> str:
    required = "yes" if each.required else ""
    return f"| `{each.key}` | {_holds(each.shape)} | {required} | {each.default} | {each.meaning} |"


def _records(record: Record, seen: list[Record]) -> list[Record]:
    """The record and all that it holds, each once, in the order in which a reader meets them."""
    seen.append(record)
    for each in record.fields:
        for inner in _inner(each.shape):
            if inner not in seen:
                _records(inner, seen)
    return seen


def _inner(shape: Shape) -> list[Record]:
    match shape:
        case Record():
            return [shape]
        case ListOf(item) | TableOf(_, item):
            return _inner(item)
        case Variants(_, having, otherwise):
            return [having, otherwise]
        case Either(_, items, mapping):
            return [*(_inner(items) if items else ()), *(_inner(mapping) if mapping else ())]
    return []


def _holds(shape: Shape) -> str:
    match shape:
        case Value(kind):
            return _KINDS[kind]
        case ListOf(item):
            return f"list of {_holds(item)}"
        case TableOf(_, item):
            return f"any names, each with {_holds(item)}"
        case Record(name):
            return f"[{name}](#{name})"
        case Variants(_, having, otherwise):
            return f"{_holds(having)} or {_holds(otherwise)}"
        case Either(text, items, mapping):
            return ", or ".join(_holds(each) for each in (text, items, mapping) if each is not None)
    return next(name for name, words in _WORDS.items() if words is shape)


def _measures() -> Iterator[str]:
    yield "## Goals by measure\n"
    yield "| measure | operators | needs |"
    yield "| --- | --- | --- |"
    for measure in Measure:
        names = " ".join(f"`{each.value}`" for each in measure.traits.operators)
        yield f"| {measure.value} | {names} | {measure.traits.needs or ''} |"
    yield ""
    yield _BOUNDS


def _words() -> Iterator[str]:
    yield "## Fixed words\n"
    yield "| | taken |"
    yield "| --- | --- |"
    for name, words in _WORDS.items():
        yield f"| {name} | {' · '.join(words.words)} |"
