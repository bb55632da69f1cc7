"""The same commit gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from publish_kit import tree_digest
from push_kit import THIDUA, Office, set_up


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return set_up(tmp_path_factory.mktemp("may-chu"), full=True)


@pytest.fixture(scope="module")
def expected(office: Office, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the site as it is built here."""
    return build(office, tmp_path_factory.mktemp("dau"), {})


def build(office: Office, folder: Path, settings: dict[str, str], mask: int = 0o022) -> str:
    """Publish a fresh clone of the server's data from an empty cache: the digest of the served tree."""
    office.git("clone", "-q", str(office.bare), str(folder / "so-lieu"), where=folder)
    command = [THIDUA, "publish", "data", "--to", folder / "site", "--as-of", "2022-12-31"]
    subprocess.run(
        command, cwd=folder / "so-lieu", env=os.environ | settings, umask=mask, check=True,
        capture_output=True, timeout=300,
    )  # fmt: skip
    return tree_digest((folder / "site" / "current").resolve())


@pytest.mark.parametrize(("settings", "mask"), [
    ({}, 0o022),
    ({"PYTHONHASHSEED": "0"}, 0o022),
    ({"PYTHONHASHSEED": "4294967295"}, 0o022),
    ({"TZ": "Pacific/Kiritimati"}, 0o022),
    ({"TZ": "America/Los_Angeles"}, 0o077),
    ({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, 0o022),
    ({"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, 0o022),
    ({"PYTHONOPTIMIZE": "1", "COLUMNS": "20", "NO_COLOR": "1"}, 0o002),
])  # fmt: skip
def test_surroundings_leave_no_trace(
    office: Office, expected: str, tmp_path: Path, settings: dict[str, str], mask: int
) -> None:
    assert build(office, tmp_path, settings, mask) == expected
