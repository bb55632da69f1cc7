"""What is left to do, in four words that add up."""

from __future__ import annotations

from chart_kit import DAYS, every_measure, scene
from plans import target
from table_kit import cases
from thidua.figures.held import Held
from thidua.figures.terms import whole_term
from thidua.model import Duty, Measure, Status

NORM, COUNT = target("N", Measure.COMPLIANCE, at_least=100), target("C", at_least=3)


@cases(
    ("asked", "status", "word"),
    [
        (COUNT, Status.MET_LATE, Duty.DONE),
        (COUNT, Status.EXCEEDED, Duty.DONE),
        (COUNT, Status.ON_TRACK, Duty.TODO),
        (NORM, Status.ON_TRACK, Duty.KEPT),
        (NORM, Status.AT_RISK, Duty.TODO),
        (NORM, Status.NOT_STARTED, Duty.TODO),
        (NORM, Status.MISSED, Duty.LOST),
        (COUNT, Status.NO_DATA, Duty.TODO),
        (COUNT, Status.NOT_ASSIGNED, None),
        (NORM, Status.CANCELLED, None),
    ],
)
def test_every_status_has_its_word(asked, status, word):
    assert Held(whole_term(asked), status, None, None).duty is word


@cases("on", DAYS)
def test_the_words_of_a_phase_sum_to_its_targets(on):
    progress = scene(every_measure(), on).progress
    for phase in progress.campaign.plan.phases:
        asked = [one for one in progress.figures.values() if one.phases[phase.id].is_assigned]
        assert sum(progress.duties(phase.id).values()) == len(asked)
