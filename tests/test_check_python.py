"""What a Python that will not do is told, before anything is installed with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import check_python
from table_kit import cases

ROOT = Path(__file__).resolve().parent.parent


@cases(
    ("minor", "able", "told"),
    [
        (10, True, "thidua needs Python 3.11 or newer; this is 3.10 "),
        (11, False, "this Python cannot make environments: apt-get install python3-venv make"),
        (11, True, ""),
        (14, True, ""),
    ],
)
def test_what_is_lacking(minor: int, able: bool, told: str) -> None:
    found = check_python.lacking(3, minor, able)
    assert found.startswith(told) and bool(found) == bool(told)


def test_make_asks_before_it_makes_an_environment(tmp_path: Path) -> None:
    """With a Python that refuses, nothing is made."""
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\necho "asked: $1" >&2\nexit 1\n')
    python.chmod(0o755)
    words = ("make", "-f", ROOT / "Makefile", f"PYTHON={python}", f"VENV={tmp_path}/env")
    done = subprocess.run([*words, "site"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "asked: scripts/check_python.py" in done.stderr
    assert not (tmp_path / "env").exists()
    assert subprocess.run([sys.executable, ROOT / "scripts/check_python.py"], check=False).returncode == 0
