"""Tables of cases: one test walks all rows and tells of each that fails, at a tenth of the cost of many."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


def cases(names: str | Sequence[str], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Call the test with every row under these names, as `pytest.mark.parametrize` would.

    All fixtures are made once for the table, so it is for tests that leave them as they were; each row has a
    folder of its own in ``tmp_path``. Failing rows come together as a group, each with what it was.
    """
    named = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [tuple(row) for row in rows] if len(named) > 1 else [(row,) for row in rows]
    assert table, "a table without rows finds nothing"

    def walked(test: Test) -> Test:
        @wraps(test)
        def walk(**fixtures: Any) -> None:
            faults: list[BaseException] = []
            folder = fixtures.get("tmp_path")
            for number, row in enumerate(table, 1):
                if folder:
                    fixtures["tmp_path"] = folder / str(number)
                    fixtures["tmp_path"].mkdir()
                try:
                    test(**fixtures, **dict(zip(named, row, strict=True)))
                except (Exception, pytest.fail.Exception) as fault:
                    fault.add_note(f"row {number}: {row!r}")
                    faults.append(fault)
            if faults:
                raise BaseExceptionGroup(f"{len(faults)} of {len(table)} rows", faults)

        asked = inspect.signature(test)
        kept = [one for name, one in asked.parameters.items() if name not in named]
        walk.__signature__ = asked.replace(parameters=kept)  # type: ignore[attr-defined]  # pytest asks it
        return walk

    return walked
