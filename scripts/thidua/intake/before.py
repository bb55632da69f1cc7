"""Campaigns beside each other: the one that a plan compares with, and what it names in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from thidua.intake.assemble import Read
from thidua.model import Campaign
from thidua.plan.reader import Reference
from thidua.problems import Problem, at
from thidua.reading.cells import did_you_mean, id_key
from thidua.reading.folding import nearest
from thidua.text import Text, shown


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
                    "unknown-target",
                    Text(
                        "không có chỉ tiêu “{value}” trong kế hoạch {campaign}",
                        value=shown(each.name),
                        campaign=reference.name,
                    ),
                    did_you_mean(nearest(each.name, known.values()))
                    or Text("ghi mã của chỉ tiêu trong kế hoạch {campaign}", campaign=reference.name),
                )


def _unknown_campaign(name: str, reference: Reference, others: Mapping[str, Read]) -> Problem:
    if reference.name == name:
        message = Text("phong trào không so sánh với chính nó được")
        hint = Text("ghi mã của phong trào trước, hoặc xóa dòng này")
    else:
        message = Text("không có phong trào “{campaign}” trong thư mục này", campaign=shown(reference.name))
        near = nearest(reference.name, [other for other in others if other != name])
        hint = did_you_mean(near) or Text("mỗi phong trào là một thư mục con; chưa có thì xóa dòng này")
    return at(reference.source, "previous").error("unknown-campaign", message, hint)
