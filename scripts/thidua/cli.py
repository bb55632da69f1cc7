"""The command line: the only module that prints or exits."""

from __future__ import annotations


def main() -> int:
    """Run the command that the arguments name; the exit code is 0, 1 (problems) or 2 (wrong call)."""
    return 2
