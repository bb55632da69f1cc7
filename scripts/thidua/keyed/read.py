"""A file of keys, read as it is described: what stands there, and every problem of it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from thidua.keyed.given import Findings, Given, TooManyProblems
from thidua.keyed.nodes import MapNode, Node, is_empty
from thidua.keyed.records import resolve
from thidua.keyed.shapes import Record
from thidua.keyed.values import read_record
from thidua.keyed.yaml_file import read_rest, read_yaml
from thidua.problems import Problem, Where
from thidua.text import Text

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the description of its keys, what messages call it, and the hint where it is empty."""

    record: Record[Any]
    what: Text
    empty_hint: Text


def read_keys(
    text: str, file: str, kind: FileKind, make: Callable[[Given, Findings], Made | None]
) -> tuple[Made | None, list[Problem]]:
    """What ``make`` makes of a file's keys, or None where it cannot; and every problem by line.

    ``make`` is given the keys with their references resolved, and tells what is wrong across them.
    """
    root, problems = read_yaml(text, file, kind.what)
    findings = Findings(file, kind.what, problems)
    made = None
    try:
        if root is None and problems:
            findings.problems = _slips(text, file, kind, problems)
        elif (mapping := _mapping(root, kind, findings)) is not None:
            given = read_record(mapping, kind.record, findings)
            resolve(given, findings)
            made = make(given, findings)
    except TooManyProblems:
        findings.problems.append(Where(file).error("too-many-problems/in-yaml"))
    return made, sorted(findings.problems, key=lambda problem: problem.line or 0)


def _slips(text: str, file: str, kind: FileKind, problems: list[Problem]) -> list[Problem]:
    """The problems of a text with slips of syntax: these, and those of keys and values around them."""
    rest = read_rest(text, file, kind.what, problems)
    around = Findings(file, kind.what)
    if rest.root is not None:
        read_record(rest.root, kind.record, around)
    missing = {(key, "missing-key") for key in rest.damaged}
    return [*rest.problems, *(each for each in around.problems if (each.column, each.code) not in missing)]


def _mapping(root: Node | None, kind: FileKind, findings: Findings) -> MapNode | None:
    """The root, if it is keys and values; anything else is told."""
    if isinstance(root, MapNode):
        return root
    if root is None or is_empty(root):
        findings.tell((1, None), "empty-file", hint=kind.empty_hint, what=kind.what)
    else:
        findings.tell((root.line, None), "wrong-kind/file", what=kind.what, key=kind.record.keys[0].name)
    return None
