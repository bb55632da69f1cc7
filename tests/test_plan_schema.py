"""The schemas and the dictionary say what the checks do, and the files in the repository are up to date."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from table_kit import cases
from test_plan_reader import PLAN
from thidua.keyed.shapes import OneOf, Value, records, walk
from thidua.plan.reader import read_plan
from thidua.plan.schema import PLAN as ROOT_RECORD
from thidua.tables.columns import TABLES
from write_schemas import WORDS, plan_document, plan_json_schema, schema_files, table_schemas

ROOT = Path(__file__).parent.parent
VALIDATOR = jsonschema.Draft7Validator(plan_json_schema())


def as_typed(text: str) -> Any:
    """The plan as an editor sees it, every value a text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_the_files_in_the_repository_are_those_that_the_description_gives():
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "data/schema").iterdir()}
    assert written == schema_files(), "run scripts/write_schemas.py"


def test_the_dictionary_in_the_docs_is_the_one_that_the_description_gives():
    written = (ROOT / "docs/plan-yml.md").read_text(encoding="utf-8")
    assert written == plan_document(written), "run scripts/write_schemas.py"


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(plan_json_schema())


def test_the_plan_of_the_repository_fits_the_schema():
    text = (ROOT / "data/2022/plan.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/plan.schema.json\n")
    assert [error.message for error in VALIDATOR.iter_errors(as_typed(text))] == []


# What both the check and the schema refuse or take; (a text in the sound plan, what it becomes, taken).
@cases(
    ("typed", "instead", "taken"),
    [
        ("title:", "title:", True),
        ("title:", "titel:", False),
        ("    clause: II.1\n", "", False),
        ("measure: rank", "measure: hang", False),
        ("measure: rank", "measure: xếp loại", True),
        ("    scale: xl\n", "", False),
        ("    population: staff\n", "", False),
        ("{at_least: 15}", "{at_least: 15, more_than: 10}", False),
        ("{at_least: 15}", "{at_most: 15}", True),
        ("{at_least: 15}", "{}", False),
        ("{at_least: hoàn thành}", "{more_than: hoàn thành}", False),
        ("between: [7, 9]", "between: [7]", False),
        ("id: CN-04", "id: cn-04", False),
        ("id: ATGT", "id: an toàn", False),
        ("closes: 31.03.2031", "closes: 31 tháng 3", False),
        ("closes: 31.03.2031", "closes: 31.03-2031", False),
        ("{at_risk: 0.75}", "{at_risk: cao}", False),
        ("thresholds: {at_risk: 0.75}", "illustrative: có", True),
        ("thresholds: {at_risk: 0.75}", "issuer: Sở", True),
        ("thresholds: {at_risk: 0.75}", "issuer: {parent: Sở}", False),
        ("phase: dot1, before", "phase: dot1, befor", False),
        ("targets: [CN-04, cn-03]", "targets: CN-04", False),
        ("    due: 2030-11-30", "    pace: nhanh", False),
        ("    due: 2030-11-30", "    pace: []", False),
    ],
)
def test_schema_and_check_agree(typed, instead, taken):
    plan = PLAN.replace(typed, instead, 1).replace("goal: {at_least: hoàn", "goal: {at_least: Hoàn")
    plan = plan.replace("group: nhiệm vụ", "group: task")
    assert VALIDATOR.is_valid(as_typed(plan)) is taken
    assert (not read_plan(plan, "plan.yml")[1]) is taken


def test_every_key_is_explained_in_both_languages():
    for record in records(ROOT_RECORD):
        for key in record.keys:
            assert key.about.strip() and key.meaning.strip(), f"{record.name}.{key.name}"


def test_a_record_has_a_name_of_its_own():
    names = [record.name for record in records(ROOT_RECORD)]
    assert len(set(names)) == len(names)


def test_every_key_of_a_record_has_an_attribute():
    for record in records(ROOT_RECORD):
        if record.makes is not None:
            attributes = {each.name for each in dataclasses.fields(record.makes)}
            assert {key.attribute for key in record.keys} - {None} <= attributes, record.name


def test_a_reference_names_a_list_or_table_of_the_file():
    named = {shape.to for shape in walk(ROOT_RECORD) if isinstance(shape, Value) and shape.to}
    assert named <= {key.name for key in ROOT_RECORD.keys}


def test_all_fixed_words_are_in_the_dictionary():
    assert {each.name for each in WORDS} == {
        each.name for each in walk(ROOT_RECORD) if isinstance(each, OneOf)
    }


def test_a_table_schema_has_the_columns_of_its_file():
    assert {
        f"{name.removesuffix('.table.json')}.csv": tuple(each["name"] for each in schema["fields"])
        for name, schema in table_schemas().items()
    } == {file: table.names for file, table in TABLES.items()}


def test_a_column_is_titled_in_vietnamese():
    achievements = json.loads(schema_files()["achievements.table.json"])
    assert [each["title"] for each in achievements["fields"]] == [
        "ngày",
        "chỉ tiêu",
        "đơn vị",
        "giá trị",
        "bước",
        "vai trò",
        "minh chứng",
        "ghi chú",
    ]
    units = json.loads(schema_files()["units.table.json"])
    assert [each["title"] for each in units["fields"]] == [
        "mã đơn vị",
        "tên đơn vị",
        "tên viết tắt",
        "từ ngày",
        "đến ngày",
        "đơn vị kế thừa",
    ]
