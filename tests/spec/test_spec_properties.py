"""The program against the slow oracle, over random campaigns with everything that version 2 knows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import oracle
import pytest
import spec_kit
from draws import draws
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from office_strategies import DAYS, nth, offices
from thidua.intake.read import load

# The same cases on every run: a failure is then a change of the code. Not shrunk: that takes minutes, and a
# campaign of three targets can be read as it is.
MANY = settings(
    max_examples=draws(10),
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
MEASURES = ("count", "amount", "ratio", "compliance", "rank", "level")


def disagreements(office: spec_kit.Office, days: list[int], capsys: pytest.CaptureFixture[str]) -> list:
    """Day by day, where the program says something else than the oracle; each reads once."""
    with TemporaryDirectory() as data, pytest.MonkeyPatch.context() as patch:
        patch.setattr("thidua.commands.call.load", cache(load))
        folder = office.write(Path(data))
        read = oracle.Read(folder)
        return [
            (nth(on).isoformat(), found)
            for on in days
            for found in oracle.differences(
                oracle.status_of(read, nth(on)), spec_kit.status_json(folder, nth(on), capsys)
            )
        ]


@pytest.mark.parametrize("measure", MEASURES)
@given(data=st.data())
@MANY
def test_a_target_of_each_measure(measure: str, capsys, data: st.DataObject) -> None:
    office = data.draw(offices(measure, most=1))
    days = data.draw(st.lists(st.integers(-1, DAYS), min_size=4, max_size=8, unique=True))
    assert disagreements(office, days, capsys) == []


@given(office=offices(), days=st.lists(st.integers(-1, DAYS), min_size=4, max_size=8, unique=True))
@MANY
def test_whole_campaigns(office: spec_kit.Office, days: list[int], capsys) -> None:
    assert disagreements(office, days, capsys) == []


@given(office=offices())
@MANY
def test_what_is_drawn_is_sound(office: spec_kit.Office, capsys) -> None:
    with TemporaryDirectory() as data:
        folder = office.write(Path(data))
        code, out = spec_kit.call(["check", folder.parent, "--format", "json"], capsys)
        assert (code, [one for one in json.loads(out) if one["severity"] == "error"]) == (0, [])
