"""Every case asks the slow oracle and the program, each time of a folder anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import oracle
import pytest
from spec_kit import Judge, Office, call, day, status_json
from thidua.version import Version


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
