"""The faults that `make mutants` plants: each is one, and the tests that it names are there."""

from __future__ import annotations

import mutants
import pytest

SOURCE = "def f(a, b):\n    return a < b and a + 1 == 2 or a in (b,)\n"


def test_each_place_is_another_fault() -> None:
    count = len(list(mutants._nodes(mutants.ast.parse(SOURCE))))
    made = {mutants.planted(SOURCE, place) for place in range(count)}
    assert len(made) == count == 8
    assert mutants.ast.unparse(mutants.ast.parse(SOURCE)) not in made
    assert any("a <= b" in one for one in made) and any("a - 1" in one for one in made)


@pytest.mark.parametrize("room", mutants.ROOMS)
def test_each_room_is_there_with_its_tests(room: str) -> None:
    assert (mutants.ROOT / mutants.PACKAGE / room).exists()
    for name in mutants.ROOMS[room].split():
        assert (mutants.ROOT / "tests" / f"test_{name}.py").is_file(), name
