"""Plant faults one by one, and tell which of them the tests do not notice.

Run by `make mutants`: 30 faults of each room, drawn alike each time; the words `40 figures --seed 7` draw 40
of each room named. A fault is another comparison, sign, connective or number. First each test file runs once,
to see which functions it calls and what it costs (kept in `build/mutants.json`); then a fault meets the files
that call its function, the cheapest first, in one forked process, until one fails. 1 where fewer than 95 % of
a room are noticed. Faults that change nothing that could be seen stand in `tests/equivalent_faults.txt` with
the reason, and are not drawn.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import cProfile
import hashlib
import importlib
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("scripts") / "thidua"
KEPT = ROOT / "build" / "mutants.json"
EQUIVALENT = ROOT / "tests" / "equivalent_faults.txt"
ROOMS = ("figures", "checks", "export/formulas.py", "pages", "entry")
AIM = 0.95
MINUTES = 60  # of a processor's time, for a whole run: what is drawn and not reached is told
SECONDS = 40  # of the tests that a fault meets; four times as much is an endless loop
# Tests of other rooms, and what costs more than a fault may.
ELSEWHERE = (
    "acceptance collect decode deploy_ docs forge frame git keyed make_it_yours month mutants network own_ "
    "new_campaign planbook portable processes publish_ report_ samba serve site spec_plans supply third "
    "upload watch wheel write yaml"
)
WARM = "docx hypothesis jinja2 jsonschema lxml.html openpyxl plotly.graph_objects pytest xlsxwriter yaml"
PYTEST = ["-q", "-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-m"]
_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or,
    ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
_Place = tuple[str, int]  # a file of the package, and the first line of a function


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a module where one node is another: ``place`` counts the nodes that could be."""

    file: str
    place: int
    line: int
    said: str
    function: int | None  # the first line of the outermost function around it

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.said}"


def faults(room: str) -> Iterator[Fault]:
    """Every fault that can be planted in a room."""
    root = ROOT / PACKAGE / room
    for file in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
        source = file.read_text("utf-8")
        tree = ast.parse(source)
        lines = source.splitlines()
        spans = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        starts = {
            line: min([one.lineno, *(mark.lineno for mark in one.decorator_list)])
            for one in reversed(spans)  # the outermost come first, so they stand last
            for line in range(one.lineno, (one.end_lineno or one.lineno) + 1)
        }
        for place, (node, line) in enumerate(_nodes(tree)):
            number = f" {node.value!r}" if isinstance(node, ast.Constant) else ""
            said = f"{type(node).__name__}{number} in “{lines[line - 1].strip()}”"
            yield Fault(file.relative_to(ROOT).as_posix(), place, line, said, starts.get(line))


def planted(source: str, place: int) -> ast.Module:
    """A module with another node at a place."""
    tree = ast.parse(source)
    node, _ = list(_nodes(tree))[place]
    if isinstance(node, ast.Constant):
        node.value = int(str(node.value)) + 1
    else:
        for parent in ast.walk(tree):
            for name, value in ast.iter_fields(parent):
                if value is node:
                    setattr(parent, name, _OTHER[type(node)]())
                elif isinstance(value, list) and any(one is node for one in value):
                    value[:] = [_OTHER[type(node)]() if one is node else one for one in value]
    return tree


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """The nodes that can be others, each with its line; Python shares one object for all alike operators."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Compare):
            node.ops = [type(one)() for one in node.ops]
            yield from ((one, line) for one in node.ops if type(one) in _OTHER)
        elif isinstance(node, ast.BinOp | ast.BoolOp):
            node.op = type(node.op)()
            if type(node.op) in _OTHER:
                yield node.op, line
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, line


class Planter(MetaPathFinder, Loader):
    """What imports one module with its fault, and all others as they stand."""

    def __init__(self, fault: Fault) -> None:
        self._file = ROOT / fault.file
        self._place = fault.place
        name = ".".join(Path(fault.file).relative_to("scripts").with_suffix("").parts)
        self._name = name.removesuffix(".__init__")

    def find_spec(self, name: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        """The faulty module's, by this loader."""
        return spec_from_file_location(name, self._file, loader=self) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the module with its fault."""
        tree = planted(self._file.read_text("utf-8"), self._place)
        exec(compile(tree, str(self._file), "exec"), module.__dict__)


def apart(work: Callable[[], int], seconds: int) -> tuple[int, float]:
    """What work answers in a forked process (1 if it took more seconds than it may), and what it took."""
    child = os.fork()
    if not child:
        code = 1
        with contextlib.suppress(BaseException):
            silence = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(silence, stream)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            code = work()
        os._exit(code)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status) and 1, used.ru_utime + used.ru_stime


def passes(files: Sequence[str]) -> int:
    """0 if all fast tests of the files pass."""
    pytest = importlib.import_module("pytest")
    return any(pytest.main([*PYTEST, "not browser and not programs", one]) not in (0, 5) for one in files)


def calls(file: str, out: int) -> int:
    """Run a test file, and write down which functions of the package it called."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(passes, [file])
    codes = [one.code for one in profile.getstats() if isinstance(one.code, CodeType)]
    found = {(one.co_filename.removeprefix(f"{ROOT}/"), one.co_firstlineno) for one in codes}
    os.write(out, json.dumps(sorted(one for one in found if one[0].startswith(str(PACKAGE)))).encode())
    return 0


def tests_by_call() -> dict[str, tuple[float, set[_Place]]]:
    """Of each test file, what it costs and what it calls; as last time where nothing has changed."""
    every = sorted([*(ROOT / PACKAGE).rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
    now = hashlib.sha256(b"\0".join(one.read_bytes() for one in every)).hexdigest()
    kept = json.loads(KEPT.read_text()) if KEPT.is_file() else {}
    if kept.get("of") != now:
        kept = {"of": now, "tests": {one: _measured(one) for one in _test_files()}}
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept))
    return {
        one: (cost, {(file, line) for file, line in found}) for one, (cost, found) in kept["tests"].items()
    }


def _test_files() -> list[str]:
    files = [*(ROOT / "tests").glob("test_*.py"), *(ROOT / "tests" / "spec").glob("test_*.py")]
    names = sorted(one.relative_to(ROOT).as_posix() for one in files)
    return [one for one in names if not any(word in one for word in ELSEWHERE.split())]


def _measured(file: str) -> tuple[float, list[_Place]]:
    seen = KEPT.with_suffix(".part")
    seen.parent.mkdir(exist_ok=True)
    with seen.open("wb") as out:
        _, cost = apart(lambda: calls(file, out.fileno()), SECONDS)
    text = seen.read_text()
    seen.unlink()
    print(f"{cost:6.1f} s {file}", file=sys.stderr, flush=True)
    return cost, json.loads(text or "[]")


def meeting(fault: Fault, tests: Mapping[str, tuple[float, set[_Place]]]) -> list[str]:
    """The test files that call the fault's function, or one of its module: the cheapest first."""
    met, total = [], 0.0
    for name, (cost, found) in sorted(tests.items(), key=lambda one: one[1][0]):
        lines = {line for file, line in found if file == fault.file}
        if (fault.function in lines if fault.function else lines) and total + cost <= SECONDS:
            met.append(name)
            total += cost
    return met


def noticed(fault: Fault, tests: Sequence[str]) -> bool:
    """Whether one of the tests fails once the fault is planted."""

    def work() -> int:
        sys.meta_path.insert(0, Planter(fault))
        return passes(tests)

    return apart(work, 4 * SECONDS)[0] != 0


def equivalent() -> set[str]:
    """What is said of the faults that change nothing that could be seen; each line ends with its reason."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    return {one.partition("” — ")[0] + "”" for one in lines if one and not one.startswith("#")}


def main(words: Sequence[str]) -> int:
    """Draw faults, plant them, tell those that nobody noticed, and the share by room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=30)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--seed", type=int, default=2022)
    asked = parser.parse_args(words)
    sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(KEPT.parent / "hypothesis")
    for name in WARM.split():
        importlib.import_module(name)
    tests, alike, shares = tests_by_call(), equivalent(), []
    end = time.process_time() + 60 * MINUTES
    for room in asked.rooms:
        every = [fault for fault in faults(room) if fault.said not in alike]
        drawn = random.Random(asked.seed).sample(every, min(asked.number, len(every)))
        met = missed = 0
        for fault in drawn:
            used = os.times()
            if time.process_time() + used.children_user + used.children_system > end:
                break
            met += 1
            if not noticed(fault, meeting(fault, tests)):
                missed += 1
                print(fault, flush=True)
        share = 1 - missed / max(met, 1)
        print(f"{room}: {met} of {len(every)} planted, {met - missed} noticed", flush=True)
        shares.append((room, share))
    print(", ".join(f"{room} {share:.0%}" for room, share in shares))
    return 0 if all(share >= AIM for _, share in shares) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
