"""Limits of time that hold on a slow or busy machine: a quiet one's seconds, stretched by what work takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

Clock = Callable[[], float]
QUIET = 0.006  # seconds that the piece of work takes on the quiet machine on which limits are found


def piece() -> list[str]:
    """A fixed piece of work, as most of ours is: small texts, a dictionary, an order."""
    found: dict[str, int] = {}
    for place in range(20_000):
        name = f"{place * 7919 % 10007:05}"
        found[name] = found.get(name, 0) + place
    return sorted(found, key=found.__getitem__)


def slowness(clock: Clock = process_time) -> float:
    """How often a quiet machine's time a piece of work takes here and now, at its slowest; never under 1."""
    took = [QUIET]
    for _ in range(8):
        started = clock()
        piece()
        took.append(clock() - started)
    return max(took) / QUIET


def in_time(took: float, limit: float, clock: Clock = process_time) -> None:
    """Fail where so many seconds by this clock would be as many as the limit, or more, on a quiet machine."""
    if took >= limit:  # only then: what is soon enough here is so on any machine
        slow = slowness(clock)
        assert took < limit * slow, f"took {took:.2f} s, of {limit} × {slow:.1f} that are allowed here"


@contextmanager
def within(limit: float, clock: Clock = process_time) -> Iterator[None]:
    """Fail where what is done inside takes longer."""
    started = clock()
    yield
    in_time(clock() - started, limit, clock)
