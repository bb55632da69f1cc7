"""Every case asks the slow oracle and the program; what the program does not answer yet stands in PENDING.

A line of PENDING is a test (``module::function``, or the beginning of its name and ``*``) whose questions to
the program are left out of the run; those to the oracle are always asked. THIDUA_PENDING=1 asks all of them.
Delete a line once it holds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import oracle
import pytest
from spec_kit import Judge, Office, call, day, status_json
from thidua.version import Version

HERE = Path(__file__).parent
PENDING = HERE / "PENDING"


def pending() -> set[str]:
    """The tests that are not asked of the program yet."""
    if os.environ.get("THIDUA_PENDING") or not PENDING.exists():
        return set()
    lines = [line.partition("#")[0].strip() for line in PENDING.read_text(encoding="utf-8").splitlines()]
    found = {line for line in lines if line}
    for module in {line.partition("::")[0] for line in found}:
        if not (HERE / module).exists():
            raise pytest.UsageError(f"{PENDING}: no such module: {module}")
    return found


def waits(item: pytest.Item, waiting: set[str]) -> bool:
    """Whether a test asks the program for what it does not answer yet."""
    function, _, case = item.name.partition("[")
    if item.path.parent != HERE or "oracle" in case:
        return False
    name = f"{item.path.name}::{item.name}"
    begins = any(name.startswith(line[:-1]) for line in waiting if line.endswith("*"))
    return begins or f"{item.path.name}::{function}" in waiting


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    waiting = pending()
    left_out = {item for item in items if waits(item, waiting)}
    if left_out:
        config.hook.pytest_deselected(items=sorted(left_out, key=items.index))
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def outside_git() -> Iterator[None]:
    """Of which commit the data are is asked elsewhere (test_git): it takes two processes for each answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("thidua.commands.call.version_of", lambda data: Version(None))
        yield


@pytest.fixture(params=["oracle", "program"])
def judged(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Judge:
    """The targets of a campaign on a day, by id; and what is said of all of them under ``""``."""

    def ask(office: Office, on: str) -> dict:
        folder = office.write(tmp_path / "data")
        if request.param == "oracle":
            found = oracle.status_json(folder, day(on))
        else:
            found = status_json(folder, day(on), capsys)
        return {"": found, **{one["id"]: one for one in found["targets"]}}

    return ask


@pytest.fixture
def problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """What `thidua check` tells of a campaign: exit code and (file, line, column, code, severity)."""

    def ask(office: Office) -> tuple[int, list[tuple]]:
        folder = office.write(tmp_path / "data")
        code, out = call(["check", folder.parent, "--format", "json"], capsys)
        keys = ("file", "line", "column", "code", "severity")
        found = [tuple(each[key] for key in keys) for each in json.loads(out)]
        return code, [(file.removeprefix(f"{folder}/"), *rest) for file, *rest in found]

    return ask
