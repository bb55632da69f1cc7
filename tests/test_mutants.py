"""The faults that `make mutants` plants: each is one, and those said to be equivalent are among them."""

from __future__ import annotations

import ast

import mutants
from table_kit import cases

SOURCE = "def f(a, b):\n    return a < b and a + 1 == 2 or a in (b,)\n"


def test_each_place_is_another_fault() -> None:
    count = len(list(mutants._nodes(ast.parse(SOURCE))))
    made = {ast.unparse(mutants.planted(SOURCE, place)) for place in range(count)}
    assert len(made) == count == 8
    assert ast.unparse(ast.parse(SOURCE)) not in made
    assert any("a <= b" in one for one in made) and any("a - 1" in one for one in made)


def test_each_room_has_faults_and_each_equivalent_one_has_its_reason() -> None:
    assert all(next(mutants.faults(room), None) for room in mutants.ROOMS)
    said = mutants.equivalent()
    assert all(" in “" in one for one in said)
    assert mutants.EQUIVALENT.read_text("utf-8").count("” — ") == len(said)


@cases(("answer", "failed"), [(0, False), (1, True)])
def test_work_apart_changes_nothing_here(answer: int, failed: bool) -> None:
    mutants.sys.modules.pop("a_module_of_nobody", None)

    def work() -> int:
        mutants.sys.modules["a_module_of_nobody"] = mutants
        return answer

    assert bool(mutants.apart(work, 10)[0]) is failed
    assert "a_module_of_nobody" not in mutants.sys.modules
