"""A limit of time holds what is slow by itself, and lets be what a slow machine makes slow."""

from __future__ import annotations

import pytest
import yardstick
from yardstick import QUIET, in_time, piece, slowness, within


def test_twenty_pieces_are_not_done_in_the_time_of_one() -> None:
    with within(60 * QUIET):
        for _ in range(20):
            piece()
    with pytest.raises(AssertionError, match=r"allowed here"), within(QUIET):
        for _ in range(20):
            piece()


def test_a_limit_is_stretched_on_a_slow_machine_and_never_drawn_tighter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yardstick, "QUIET", QUIET * 1_000)
    assert slowness() == 1
    monkeypatch.setattr(yardstick, "slowness", lambda clock: 3.0)
    in_time(2.9, 1)
    with pytest.raises(AssertionError, match=r"took 3\.00 s, of 1 × 3\.0"):
        in_time(3, 1)


def test_what_went_wrong_inside_is_told_and_not_the_time() -> None:
    with pytest.raises(ZeroDivisionError), within(0):
        raise ZeroDivisionError
