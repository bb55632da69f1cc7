"""Campaigns beside each other: the one that a plan compares with, and what it names in it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from thidua.figures.year_before import measure_alike
from thidua.intake.assemble import Read
from thidua.model import Campaign, Plan
from thidua.plan.found import Reference
from thidua.problems import Problem, at
from thidua.reading.cells import did_you_mean, id_key
from thidua.reading.folding import nearest
from thidua.text import shown


def named_before(name: str, read: Read) -> str | None:
    """The campaign that another compares with, or None: nobody is compared with itself."""
    before = read.outside.campaign
    return before.name if before and before.name != name else None


def with_before(name: str, read: Read, others: Mapping[str, Read]) -> Campaign | None:
    """The campaign with the one it compares with beside it, which stands alone: no chain of years."""
    before = others.get(named_before(name, read) or "")
    return read.campaign and replace(read.campaign, before=before.campaign if before else None)


def before_problems(name: str, read: Read, others: Mapping[str, Read]) -> Iterator[Problem]:
    """A problem where the campaign to compare with is none, and for each target that is none of its."""
    reference = read.outside.campaign
    if reference is None:
        return
    before = others.get(named_before(name, read) or "")
    if before is None:
        yield _unknown_campaign(name, reference, others)
    elif before.targets is not None:
        known = {id_key(each): each for each in before.targets}
        for each in read.outside.previous:
            if id_key(each.name) not in known:
                yield at(each.source, "previous").error(
                    "unknown-target/previous",
                    hint=did_you_mean(nearest(each.name, known.values())),
                    value=shown(each.name),
                    campaign=reference.name,
                )
    if read.campaign and before and before.campaign:
        yield from _of_another_kind(read.campaign.plan, before.campaign.plan)


def _of_another_kind(plan: Plan, before: Plan) -> Iterator[Problem]:
    """A target whose figure cannot be compared with the one that stands for it a year before."""
    for target in plan.targets.values():
        other = before.quantities.get(target.previous or target.id)
        if other and not measure_alike(target, other):
            yield at(target.source, "previous").warning(
                "another-measure", target=target.id, other=other.id, campaign=before.campaign
            )


def _unknown_campaign(name: str, reference: Reference, others: Mapping[str, Read]) -> Problem:
    where = at(reference.source, "previous")
    if reference.name == name:
        return where.error("unknown-campaign/itself")
    near = nearest(reference.name, [other for other in others if other != name])
    return where.error("unknown-campaign/absent", hint=did_you_mean(near), campaign=shown(reference.name))
