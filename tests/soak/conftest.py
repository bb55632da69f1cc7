"""Long tests: run by `make soak`, which names this folder; the ordinary run passes it by."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave the folder out unless a path inside it was asked for; None lets pytest decide."""
    asked = (Path(word.split("::")[0]).resolve() for word in config.args)
    return None if any(path == HERE or HERE in path.parents for path in asked) else True
