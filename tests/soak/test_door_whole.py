"""The door under the largest files that are read; `test_door_limits` has a quarter of each."""

from __future__ import annotations

from pathlib import Path

from table_kit import cases
from test_door_limits import (
    HOSTILE,
    HOSTILE_PLANS,
    Measured,
    a_hostile_file_ends,
    measured,
    sound_rows_are_read,
)

__all__ = ["measured"]


@cases("case", [*HOSTILE, *HOSTILE_PLANS])
def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path, measured: Measured, case: str) -> None:
    a_hostile_file_ends(tmp_path, measured, case, part=1)


def test_a_hundred_thousand_sound_rows(tmp_path: Path, measured: Measured) -> None:
    sound_rows_are_read(tmp_path, measured, part=1)
