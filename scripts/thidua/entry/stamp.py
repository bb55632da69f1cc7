"""What a form is for: written on its hidden sheet when it is made, asked for when it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from thidua.model import Campaign, Plan, Target
from thidua.problems import CellError
from thidua.text import Text, shown

STAMP_SHEET = "_thidua"
FORM_VERSION = "thidua/form/1"

_ANEW = Text("tạo biểu mới bằng lệnh thidua form, chép các dòng sang")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The form's own version, the campaign, the plan as it was, and the unit."""

    form: str
    campaign: str
    plan: str
    unit: str

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The lines of the hidden sheet."""
        return zip(_KEYS, astuple(self), strict=True)


_KEYS = ("form", "campaign", "plan", "unit")


def stamp_for(campaign: Campaign, unit: str) -> Stamp:
    """The stamp of a form made today."""
    return Stamp(FORM_VERSION, campaign.id, plan_digest(campaign.plan), unit)


def plan_digest(plan: Plan) -> str:
    """A hash of what a form asks by: campaign, phases, targets. Comments and reviews change nothing in it."""
    asked = [
        plan.campaign,
        plan.title,
        plan.closes,
        *((phase.id, phase.start, phase.end) for phase in plan.phases),
        *(_asked(target) for target in plan.targets.values()),
    ]
    return hashlib.sha256("\n".join(map(repr, asked)).encode()).hexdigest()


def _asked(target: Target) -> tuple[object, ...]:
    goal = target.goal
    return (
        target.id,
        target.quote,
        target.name,
        target.measure.value,
        goal.operator.value,
        goal.lower,
        goal.upper,
        target.population,
        target.unit,
        target.scale,
        target.counts.value,
        target.reading.value,
        target.start,
        target.due,
    )


def read_stamp(lines: Mapping[str, str]) -> Stamp:
    """The stamp written on a hidden sheet; CellError ``wrong-form`` where there is none."""
    if not all(lines.get(key) for key in _KEYS):
        raise CellError(
            "wrong-form",
            Text("tệp không phải biểu do lệnh thidua form tạo ra"),
            Text("tạo biểu bằng thidua form, hoặc lưu bảng thành CSV UTF-8 rồi nhập tệp CSV"),
        )
    return Stamp(*(lines[key] for key in _KEYS))


def judge_stamp(stamp: Stamp, campaign: Campaign) -> None:
    """CellError ``wrong-form`` or ``outdated-form`` where the form is not of this campaign as it stands."""
    if stamp.campaign != campaign.id:
        raise CellError(
            "wrong-form",
            Text(
                "biểu này của phong trào “{value}”, không phải {campaign}",
                value=shown(stamp.campaign),
                campaign=campaign.id,
            ),
            Text(
                "nếu đúng là nhập cho phong trào đó thì gọi lại với --campaign {value}",
                value=shown(stamp.campaign),
            ),
        )
    if stamp.form != FORM_VERSION:
        raise CellError("outdated-form", Text("biểu được tạo bởi một bản khác của chương trình"), _ANEW)
    if stamp.plan != plan_digest(campaign.plan):
        raise CellError("outdated-form", Text("kế hoạch đã sửa đổi sau khi biểu này được tạo"), _ANEW)
    if stamp.unit not in campaign.units:
        raise CellError(
            "wrong-form",
            Text("biểu này của đơn vị “{value}”, không có trong units.csv", value=shown(stamp.unit)),
            _ANEW,
        )
