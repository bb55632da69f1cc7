"""Hypothesis: sound input with words and bytes put in and cut out; ``reader folder seconds``.

A finding is shrunk to its least form, and shown with its traceback.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Verbosity, given, seed, settings
from hypothesis import strategies as st
from readers import READERS, Reader

EXAMPLES = 200


def spoilt(reader: Reader) -> st.SearchStrategy[bytes]:
    """A seed of the reader with up to six pieces in another place, lost, or put in."""
    seeds = st.sampled_from(reader.seeds())
    words = st.sampled_from([word.encode() for word in reader.words])
    pieces = words | st.binary(max_size=4) | st.text(max_size=4).map(str.encode)

    @st.composite
    def strategy(draw: st.DrawFn) -> bytes:
        data = draw(seeds)
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(data)))
            end = start + draw(st.integers(0, 8) | st.integers(0, 2000))
            data = data[:start] + draw(pieces) + data[end:]
        return data

    return strategy()


def rounds(reader: Reader, until: float) -> int:
    """How many examples were read before the clock said ``until``; raises what the reader raises."""
    count = 0

    def read(data: bytes) -> None:
        nonlocal count
        count += 1
        if time.monotonic() < until:
            reader.read(data)

    number = int(time.time())
    while time.monotonic() < until:
        number += 1
        _one_round(read, spoilt(reader), number)
    return count


def _one_round(read: Callable[[bytes], None], examples: st.SearchStrategy[bytes], number: int) -> None:
    quietly = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.normal,
        print_blob=False,
    )
    seed(number)(quietly(given(examples)(read)))()


def main() -> int:
    """Fuzz one reader."""
    name, folder, seconds = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    count = rounds(READERS[name], time.monotonic() + float(seconds))
    print(f"stat::number_of_executed_units: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
