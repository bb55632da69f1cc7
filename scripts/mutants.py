"""Plant faults one by one, and tell which of them the tests do not notice.

Run by `make mutants`: 60 faults, drawn alike each time, planted in a copy of the project; with the words
`200 figures` it draws more, in one room. A fault is another comparison, sign, connective or number. 1 where
fewer than 95 % are noticed.
"""

from __future__ import annotations

import ast
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("scripts") / "thidua"
AIM = 0.95
SECONDS = 180  # of a processor's time, for the tests of one fault: a fault may turn into an endless loop
FIGURES = "boundaries progress pace terms status_table history series awards rules duties golden properties"
PAGES = "boundaries golden batches messages templates publish_cli"
ROOMS = {
    "figures": FIGURES,
    "checks": "bad_files checks evidence acceptance data_2022 problem_codes",
    "export/formulas.py": "boundaries export_workbook",
    "pages": PAGES,
    "entry": "boundaries entry_cells entry_dialect entry_form entry_import entry_tidy entry_hostile",
}
_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or,
    ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a module where one node is another: ``place`` counts the nodes that could be."""

    file: Path
    place: int
    line: int
    said: str
    tests: str


def faults(room: str, tests: str) -> Iterator[Fault]:
    """Every fault that can be planted in a room."""
    root = ROOT / PACKAGE / room
    for file in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
        for place, (node, line) in enumerate(_nodes(ast.parse(file.read_text("utf-8")))):
            yield Fault(file.relative_to(ROOT), place, line, type(node).__name__, tests)


def planted(source: str, place: int) -> str:
    """The source of a module with another node at a place."""
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
    return ast.unparse(tree)


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


def noticed(fault: Fault, copy: Path) -> bool:
    """Whether a test fails once the fault is planted in the copy, which is mended again."""
    file = copy / fault.file
    sound = file.read_text("utf-8")
    file.write_text(planted(sound, fault.place), "utf-8")
    tests = [f"tests/test_{name}.py" for name in fault.tests.split()]
    # -B: a compiled file of the same second would stand for the fault.
    words = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(words, cwd=copy, capture_output=True, check=False, preexec_fn=_bounded)
        return done.returncode != 0
    finally:
        file.write_text(sound, "utf-8")


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main(words: Sequence[str]) -> int:
    """Draw faults, plant them, and tell those that nobody noticed."""
    number = int(words[0]) if words else 60
    rooms = {name: tests for name, tests in ROOMS.items() if not words[1:] or name in words[1:]}
    every = [fault for room, tests in rooms.items() for fault in faults(room, tests)]
    drawn = random.Random(2022).sample(every, min(number, len(every)))
    missed = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "copy"
        hidden = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=hidden)
        for fault in drawn:
            if not noticed(fault, copy):
                missed += 1
                print(f"{fault.file}:{fault.line}: {fault.said}", flush=True)
    share = 1 - missed / max(len(drawn), 1)
    print(f"{len(drawn)} faults of {len(every)}, {len(drawn) - missed} noticed: {share:.0%}")
    return 0 if share >= AIM else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
