"""Plant faults one by one, and tell which of them the tests do not notice.

Run by `make mutants`: 20 faults of each room, drawn alike each time; the words `40 figures --seed 7` draw 40
of each room named. A fault is another comparison, sign, connective or number. First each test file runs once,
to see which functions each test calls and what it costs (kept in `build/mutants/` until the file, or anything
that it imports, changes); then a fault meets the tests that call its function, the cheapest first, then what
else stands in their files, in one forked process, until one fails. 1 where fewer than 95 % of a room are
noticed, or not all that were drawn could be planted in time. Faults that change nothing that could be seen
stand in `tests/equivalent_faults.txt` with the reason, and are not drawn.
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
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from itertools import accumulate, groupby
from operator import attrgetter
from pathlib import Path
from types import CodeType, ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("scripts") / "thidua"
KEPT = ROOT / "build" / "mutants"
EQUIVALENT = ROOT / "tests" / "equivalent_faults.txt"
ROOMS = ("figures", "checks", "export/formulas.py", "pages", "entry")
AIM = 0.95
MINUTES = 20  # of a processor's time, to plant all: what is drawn and not reached is told, and fails
SECONDS = 40  # of the tests that a fault meets
# Tests of other rooms, and what costs more than a fault may.
ELSEWHERE = (
    "acceptance batches collect decode deploy_ docs forge frame git keyed make_it_yours month mutants "
    "network new_campaign own_ plan_reader planbook portable processes publish_ report_ samba serve "
    "site spec_plan supply third upload watch wheel write yaml"
)
WARM = "docx hypothesis jinja2 jsonschema lxml.html openpyxl plotly.graph_objects xlsxwriter yaml"
PYTEST = ["-q", "-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-m", "not browser and not programs"]
os.environ.setdefault("THIDUA_DRAWS", "3")  # more random campaigns see more faults
_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or,
    ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
_Place = tuple[str, str]  # a file of the package, and a function in it, with its class


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a module where one node is another: ``place`` counts the nodes that could be."""

    file: str
    place: int
    line: int
    said: str
    function: str | None  # the outermost function around it

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.said}"


def faults(room: str) -> Iterator[Fault]:
    """Every fault that can be planted in a room."""
    root = ROOT / PACKAGE / room
    for file in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
        source = file.read_text("utf-8")
        tree = ast.parse(source)
        lines = source.splitlines()
        around = dict(_functions(tree))
        for place, (node, line) in enumerate(_nodes(tree)):
            number = f" {node.value!r}" if isinstance(node, ast.Constant) else ""
            said = f"{type(node).__name__}{number} in “{lines[line - 1].strip()}”"
            yield Fault(file.relative_to(ROOT).as_posix(), place, line, said, around.get(line))


def _functions(tree: ast.Module | ast.ClassDef, of: str = "") -> Iterator[tuple[int, str]]:
    """The lines of functions, each with the name of the outermost one around it."""
    for one in tree.body:
        if isinstance(one, ast.ClassDef):
            yield from _functions(one, f"{of}{one.name}.")
        elif isinstance(one, ast.FunctionDef):
            yield from ((line, f"{of}{one.name}") for line in range(one.lineno, (one.end_lineno or 0) + 1))


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


class Look:
    """What sees, as pytest's plugin, which functions of the package each test calls, and what it costs."""

    def __init__(self) -> None:
        self.tests: dict[str, tuple[float, list[_Place]]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Run a test under the profiler."""
        profile, since = cProfile.Profile(builtins=False), _used()
        profile.enable()
        try:
            return (yield)
        finally:
            profile.disable()
            codes = [one.code for one in profile.getstats() if isinstance(one.code, CodeType)]
            found = {(one.co_filename.removeprefix(f"{ROOT}/"), one.co_qualname) for one in codes}
            called = sorted(one for one in found if one[0].startswith(str(PACKAGE)))
            self.tests[item.nodeid] = _used() - since, called


class Choice:
    """What runs, as pytest's plugin, some of the tests that were collected, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {one: place for place, one in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave those that were chosen."""
        chosen = [one for one in items if one.nodeid in self._place]
        items[:] = sorted(chosen, key=lambda one: self._place[one.nodeid])


@dataclass(frozen=True, slots=True)
class Test:
    """A test: what it is called, its file, what it costs and what it calls."""

    name: str
    file: str
    cost: float
    calls: frozenset[_Place]


def passes(tests: Sequence[Test]) -> int:
    """0 if all of the tests pass, one file after the other."""
    return any(
        pytest.main([*PYTEST, file], [Choice([one.name for one in some])]) not in (0, 5)
        for file, some in groupby(tests, key=attrgetter("file"))
    )


def calls(file: str, out: Path) -> int:
    """Run a test file, and write down which functions its tests called, and what it stands on."""
    look = Look()
    failed = pytest.main([*PYTEST, file], [look]) not in (0, 5)
    found = [getattr(one, "__file__", None) or "" for one in list(sys.modules.values())]
    stands_on = sorted(one for one in found if one.startswith((f"{ROOT}/scripts/", f"{ROOT}/tests/")))
    places = sorted({place for _, called in look.tests.values() for place in called})
    number = {place: at for at, place in enumerate(places)}
    tests = {name: (cost, [number[one] for one in called]) for name, (cost, called) in look.tests.items()}
    kept = {"on": stands_on, "of": _hash(stands_on), "places": places, "tests": tests}
    out.write_text(json.dumps(kept))
    return failed


def _hash(files: Sequence[str]) -> str:
    """What stands in the files; of one that is gone nothing."""
    there = [Path(one) for one in files]
    return hashlib.sha256(b"\0".join(one.read_bytes() if one.is_file() else b"" for one in there)).hexdigest()


def every_test(*, known: bool) -> list[Test]:
    """The tests that a fault may meet; each file is looked at again where what it stands on changed.

    With ``known`` only where it was never seen: what others changed hardly changes what a test calls.
    """
    return [one for file in _test_files() for one in _looked_at(file, known)]


def _test_files() -> list[str]:
    files = [*(ROOT / "tests").glob("test_*.py"), *(ROOT / "tests" / "spec").glob("test_*.py")]
    names = sorted(one.relative_to(ROOT).as_posix() for one in files)
    return [one for one in names if not any(word in one for word in ELSEWHERE.split())]


def _looked_at(file: str, known: bool) -> Iterator[Test]:
    out = KEPT / f"{Path(file).stem}.json"
    kept = json.loads(out.read_text()) if out.is_file() else {}
    if not kept or not (known or kept["of"] == _hash(kept["on"])):
        KEPT.mkdir(parents=True, exist_ok=True)
        failed, cost = apart(lambda: calls(file, out), 4 * SECONDS)
        print(f"{cost:6.1f} s {file}", "FAILS without a fault" if failed else "", file=sys.stderr, flush=True)
        if failed:
            out.unlink(missing_ok=True)
            return
        kept = json.loads(out.read_text())
    places = [(name, function) for name, function in kept["places"]]
    for name, (cost, called) in kept["tests"].items():
        yield Test(name, file, cost, frozenset(places[one] for one in called))


def meeting(fault: Fault, tests: Sequence[Test]) -> list[Test]:
    """The tests that call the fault's function (or one of its module), then what else is in their files.

    The cheapest files come first, and in them the cheapest tests; what a file's tests share is made by one.
    """

    def meets(one: Test) -> bool:
        called = (function for file, function in one.calls if file == fault.file)
        return any(fault.function in (None, one) for one in called)

    met = _cheapest([one for one in tests if meets(one)])
    files, names = {one.file for one in met}, {one.name for one in met}
    met += _cheapest([one for one in tests if one.file in files and one.name not in names])
    total = list(accumulate(one.cost for one in met))
    return [one for one, until in zip(met, total, strict=True) if until <= SECONDS]


def _cheapest(tests: Sequence[Test]) -> list[Test]:
    by_file: defaultdict[str, float] = defaultdict(float)
    for one in tests:
        by_file[one.file] += one.cost
    return sorted(tests, key=lambda one: (by_file[one.file], one.file, one.cost))


def noticed(fault: Fault, tests: Sequence[Test]) -> bool:
    """Whether one of the tests fails once the fault is planted."""

    def work() -> int:
        sys.meta_path.insert(0, Planter(fault))
        return passes(tests)

    return apart(work, 20 + 2 * int(sum(one.cost for one in tests)))[0] != 0  # an endless loop ends too


def equivalent() -> set[str]:
    """What is said of the faults that change nothing that could be seen; each line ends with its reason."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    return {one.partition("” — ")[0] + "”" for one in lines if one and not one.startswith("#")}


def main(words: Sequence[str]) -> int:
    """Draw faults, plant them, tell those that nobody noticed, and the share by room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=20)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument(
        "--known", action="store_true", help="take what was seen of each test, however long ago"
    )
    asked = parser.parse_args(words)
    sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(KEPT / "hypothesis")
    for name in WARM.split():
        importlib.import_module(name)
    tests, alike = every_test(known=asked.known), equivalent()
    end, shares, is_whole = _used() + 60 * MINUTES, [], True
    for room in asked.rooms:
        every = [fault for fault in faults(room) if fault.said not in alike]
        drawn = random.Random(asked.seed).sample(every, min(asked.number, len(every)))
        met = missed = 0
        for fault in drawn:
            if _used() > end:
                is_whole = False
                break
            met += 1
            if not noticed(fault, meeting(fault, tests)):
                missed += 1
                print(fault, flush=True)
        said = f"{room}: {met} of {len(drawn)} drawn from {len(every)} planted, {met - missed} noticed"
        print(said, flush=True)
        shares.append((room, 1 - missed / max(met, 1)))
    print(
        ", ".join(f"{room} {share:.0%}" for room, share in shares), f"seed {asked.seed}", f"{_used():.0f} s"
    )
    return 0 if is_whole and all(share >= AIM for _, share in shares) else 1


def _used() -> float:
    """The seconds of a processor that this process and all that it waited for took."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
