"""What is to be published: a record that every kind of target takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from thidua.publish.records import BuiltFrom, Commit

KEEP = 10
WAIT_SECONDS = 600.0
Builder = Callable[[Path], None]  # writes a whole site into a folder that does not exist yet
IsOlder = Callable[[Commit, Commit], bool]  # whether the first commit is older than the second
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """A site to publish: its origin, how it is built, the clock, and how commits are ordered.

    ``keep`` releases stay, ``wait`` seconds are spent on another publisher's lock, ``allow_shrink`` accepts a
    site that lost half its pages.
    """

    origin: BuiltFrom
    build: Builder
    now: Clock
    is_older: IsOlder
    keep: int = KEEP
    wait: float = WAIT_SECONDS
    allow_shrink: bool = False
