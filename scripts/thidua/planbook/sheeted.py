"""A campaign's files as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.intake.assemble import PLAN as PLAN_FILE
from thidua.keyed.nodes import MapNode
from thidua.keyed.yaml_file import read_yaml
from thidua.plan.words import THE_PLAN
from thidua.planbook.layout import TITLES, Part, parts
from thidua.planbook.rows import Row, rows_of
from thidua.problems import DataError
from thidua.reading.decode import decode
from thidua.tables.columns import TABLES

FILES = (PLAN_FILE, *(name for name in TITLES if name in TABLES))


@dataclass(frozen=True, slots=True)
class Sheeted:
    """A campaign's plan in rows: the tree of plan.yml, the sheets, and the rows of each."""

    root: MapNode
    parts: Sequence[Part]
    rows: Mapping[str, Sequence[Row]]


def of_plan(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that a workbook holds, of all those of a campaign."""
    return {name: files[name] for name in FILES if name in files}


def sheeted(files: Mapping[str, bytes], phases: Mapping[str, str] | None = None) -> Sheeted:
    """The rows of a campaign's files; ``phases`` are those with a column of their own, by default all but the
    last. DataError where plan.yml is no mapping.
    """
    text, problems = decode(files.get(PLAN_FILE, b""), PLAN_FILE)
    root, found = read_yaml(text or "", PLAN_FILE, THE_PLAN)
    if not isinstance(root, MapNode):
        raise DataError([*problems, *found])
    own = rows_of(root, files, parts({}))["phases"] if phases is None else ()
    names = {row.cells.get("id", ""): row.cells.get("short") or row.cells.get("name", "") for row in own[:-1]}
    found_parts = parts(names if phases is None else phases)
    return Sheeted(root, found_parts, rows_of(root, files, found_parts))
