"""The problems of `thidua check --format json`, as GitLab shows them on a merge request's lines."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

SEVERITIES = {"error": "major", "warning": "minor"}


def code_quality(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry of GitLab's report for each problem; those without a line go to the file's first."""
    return [
        {
            "description": f"{problem['message']} — {problem['hint']}",
            "check_name": problem["code"],
            "fingerprint": hashlib.sha256(json.dumps(problem, sort_keys=True).encode()).hexdigest(),
            "severity": SEVERITIES[problem["severity"]],
            "location": {"path": problem["file"], "lines": {"begin": problem["line"] or 1}},
        }
        for problem in problems
    ]


if __name__ == "__main__":
    json.dump(code_quality(json.load(sys.stdin)), sys.stdout, ensure_ascii=False, indent=1)
