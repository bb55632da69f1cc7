"""Tests that are shared among processes fail where one of them does, whatever becomes of its process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOUND = "def test_sound(tmp_path): assert list(tmp_path.parent.parent.glob('mate-*'))\n"
WRONG = """\
import pytest
@pytest.fixture
def spoilt(): 1 / 0
def test_spoilt(spoilt): pass
def test_wrong(): assert 1 == 2
"""
SKIPPED = "import pytest\ndef test_skipped(): pytest.skip('why')\n"
DEADLY = "import os\ndef test_deadly(): os.kill(os.getpid(), 9)\ndef test_after(): pass\n"


def test_what_fails_skips_or_kills_in_any_process_is_told(tmp_path: Path) -> None:
    for name, text in {"a": SOUND, "b": WRONG, "c": SKIPPED, "d": DEADLY, "e": SOUND}.items():
        (tmp_path / f"test_{name}.py").write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "crew", "--processes", "2", "-rA"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(HERE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    assert told.returncode == 1, told.stdout
    summary = told.stdout.partition("short test summary info")[2].splitlines()[1:]
    assert sorted(" ".join(line.split()[:2]) for line in summary[:-1]) == [
        "ERROR test_b.py::test_spoilt",
        "FAILED test_b.py::test_wrong",
        "FAILED test_d.py::test_deadly",
        "PASSED test_a.py::test_sound",
        "PASSED test_e.py::test_sound",
        "SKIPPED [1]",
    ]
    assert "2 failed, 2 passed, 1 skipped, 1 error" in summary[-1]
    assert "assert 1 == 2" in told.stdout
    assert "ended with -9" in told.stdout
