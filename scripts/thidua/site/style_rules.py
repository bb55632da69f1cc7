"""A stylesheet read as its rules, and rules written as a stylesheet."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
SKIPPED = rf"{STRING}|url\((?!\s*[\"'])[^)]*\)"  # what no mark counts in
_BRACE = re.compile(rf"(?:{SKIPPED})|([{{}}])", re.DOTALL)
_CHARSET = re.compile(r'^\s*@charset "[^"]*";')
_COMMENT = re.compile(rf"({STRING})|/\*.*?\*/", re.DOTALL)
_COMMA = re.compile(rf"{STRING}|([(),])", re.DOTALL)
_GROUPS = ("@media", "@supports", "@container")


class Rule(NamedTuple):
    """A rule in its groups (``@media …``): its selectors or its ``@…``, and what it declares."""

    groups: tuple[str, ...]
    selectors: tuple[str, ...]
    block: str


def rules_of(sheet: str, groups: tuple[str, ...] = ()) -> Iterator[Rule]:
    """The rules of a sheet. Raises ValueError where its braces do not close."""
    depth = start = 0
    if not groups:
        sheet = _CHARSET.sub("", _COMMENT.sub(lambda found: found[1] or " ", sheet))
    head = ""
    for mark in _BRACE.finditer(sheet):
        if mark[1] == "{":
            if not depth:
                head, start = sheet[start : mark.start()].strip(), mark.end()
            depth += 1
        elif mark[1]:
            depth -= 1
            if depth < 0 or ";" in head:
                raise ValueError(head)
            if not depth:
                yield from _rule(head, sheet[start : mark.start()], groups)
                start = mark.end()
    if depth or sheet[start:].strip():
        raise ValueError(sheet[start : start + 80])


def _rule(head: str, block: str, groups: tuple[str, ...]) -> Iterator[Rule]:
    if head.startswith(_GROUPS):
        yield from rules_of(block, (*groups, head))
    elif head.startswith("@"):
        yield Rule(groups, (head,), block)
    else:
        yield Rule(groups, tuple(selectors_of(head)), block)


def selectors_of(head: str) -> Iterator[str]:
    """The selectors of a list; a comma in brackets or in quotes parts none."""
    if "(" not in head and "[" not in head:
        yield from map(str.strip, head.split(","))
        return
    depth = start = 0
    for mark in _COMMA.finditer(head):
        depth += {"(": 1, ")": -1}.get(mark[1], 0)
        if mark[1] == "," and not depth:
            yield head[start : mark.start()].strip()
            start = mark.end()
    yield head[start:].strip()


def written(rules: Iterable[Rule]) -> str:
    """Rules as a sheet, without those that have no selector or declare nothing."""
    told = []
    for groups, members in groupby(rules, key=lambda one: one.groups):
        inside = "".join(
            f"{','.join(one.selectors)}{{{one.block}}}" for one in members if one.selectors and one.block
        )
        told.append("".join(f"{group}{{" for group in groups) + inside + "}" * len(groups) if inside else "")
    return "".join(told)
