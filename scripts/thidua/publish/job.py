"""What is to be published: a record that every kind of target takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from thidua.publish.records import BuiltFrom, Commit
from thidua.site.write import memory_of

KEEP = 10
WAIT_SECONDS = 600.0
Builder = Callable[[Path], None]  # a whole site; a file that stands there is replaced, never written into
IsOlder = Callable[[Commit, Commit], bool]  # whether the first commit is older than the second
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """A site to publish: its origin, how it is built, the clock, and how commits are ordered.

    ``keep`` releases stay, ``wait`` seconds are spent on another publisher's lock, ``allow_shrink`` accepts a
    site that lost half its pages. ``cache`` is where the builder remembers what it wrote: with it, it is
    given the last site to build over, without it an empty folder.
    """

    origin: BuiltFrom
    build: Builder
    now: Clock
    is_older: IsOlder
    keep: int = KEEP
    wait: float = WAIT_SECONDS
    allow_shrink: bool = False
    cache: Path | None = None

    def memory(self, kind: str, out: Path) -> Path | None:
        """Where something of the builds into a folder is remembered."""
        return memory_of(self.cache, kind, out) if self.cache else None
