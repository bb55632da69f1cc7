"""What version 2 of plan.yml can say becomes records; and no text, however spoilt, breaks the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_plan_reader import PLAN, sound
from thidua.model import Accumulation, Across, Derivation, Derived, Measure, Population, ReportEvery
from thidua.plan.reader import read_plan

VERSION_2 = (
    PLAN.replace("name: Đợt một,", "name: Quý I, short: Q.I, name_en: First quarter, short_en: Q1,")
    .replace(
        "{staff: người, units: phòng}", "{staff: {name: CBCCVC, unit: người, unit_en: person}, units: phòng}"
    )
    .replace("group: nhiệm vụ", "group: XH")
    .replace("group: individual", "group: kt")
    .replace("group: collective", "group: kt")
    .replace("group: task", "group: kt")
    .replace(
        '    unit: "%"\n', '    unit: "%"\n    name_en: Errors\n    unit_en: percent\n    across: Cao nhất\n'
    )
    + """\
groups: {kt: {name: Kinh tế, name_en: Economy}, xh: Xã hội}
report_every: quý
illustrative: có
as_of: 15/11/2030
previous: "2029"
figures:
  - {id: GT-01, name: Giá trị, measure: khối lượng, unit: tỷ, reading: lũy kế, owner: VP, previous: GT-00}
  - {id: GT-02, name: Tỷ trọng, measure: mức, unit: "%", from: {percent: [gt-01, [CN-04, CN-03]]}}
revisions:
  - {date: 2030-08-05, cite: a, targets: {CN-03: {goal: {trên: 20}, quote: Trên 20%.}}, adds: [TT-01]}
"""
)


def test_what_version_2_adds_becomes_records():
    plan, problems = read_plan(VERSION_2, "plan.yml", "2030")
    assert problems == []
    assert plan is not None
    quarter = plan.phases[0]
    assert (quarter.short, quarter.name_en, quarter.short_en) == ("Q.I", "First quarter", "Q1")
    assert plan.populations == {
        "staff": Population("CBCCVC", "người", None, "person"),
        "units": Population("phòng", "phòng"),
    }
    assert (plan.groups, plan.groups_en) == ({"kt": "Kinh tế", "xh": "Xã hội"}, {"kt": "Economy"})
    assert {each.group for each in plan.targets.values()} == {"kt", "xh"}
    assert (plan.report_every, plan.previous, plan.as_of) == (ReportEvery.QUARTER, "2029", date(2030, 11, 15))
    errors = plan.targets["MD-01"]
    assert (errors.name_en, errors.unit_en, errors.across) == ("Errors", "percent", Across.MOST)
    value, share = plan.figures.values()
    assert (value.measure, value.reading, value.owner) == (Measure.AMOUNT, Accumulation.CUMULATIVE, "VP")
    assert (value.start, value.previous) == (date(2030, 1, 1), "GT-00")
    assert share.derived == Derived(Derivation.PERCENT, ("GT-01",), ("CN-04", "CN-03"))


@pytest.mark.parametrize(
    ("as_of", "asked", "today", "shown"),
    [
        (None, None, date(2030, 5, 1), date(2030, 5, 1)),
        (None, None, date(2031, 5, 1), date(2031, 3, 31)),
        (date(2030, 11, 15), None, date(2031, 5, 1), date(2030, 11, 15)),
        (date(2030, 11, 15), None, date(2030, 5, 1), date(2030, 11, 15)),
        (date(2030, 11, 15), date(2030, 6, 30), date(2030, 5, 1), date(2030, 6, 30)),
    ],
)
def test_the_day_that_is_shown(as_of, asked, today, shown):
    assert replace(sound(), as_of=as_of).day_to_show(asked, today) == shown


LETTERS = st.characters() | st.sampled_from("-:?[]{},&*!|>'\"%@ \n\t#0123456789")


@given(st.integers(0, len(VERSION_2)), st.integers(0, 40), st.text(LETTERS, max_size=30))
def test_no_change_to_a_plan_raises(start, cut, typed):
    plan, problems = read_plan(VERSION_2[:start] + typed + VERSION_2[start + cut :], "plan.yml", "2030")
    assert plan is not None or problems
    for problem in problems:
        assert str(problem.message)
        assert str(problem.hint)


@given(
    st.lists(
        st.sampled_from([*VERSION_2.split("\n"), "", "  x", "- y", "    goal: {at_least: [1]}"]), max_size=60
    )
)
def test_no_shuffle_of_lines_raises(lines):
    plan, problems = read_plan("\n".join(lines), "plan.yml")
    assert plan is not None or problems
