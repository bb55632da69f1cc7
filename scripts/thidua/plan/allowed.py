"""Which keys mean something for a target: one that is ignored is a wrong figure one year later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thidua.keyed.given import Findings, Given
from thidua.model import Across, Derivation, Measure, Operator, Traits
from thidua.text import Text

_CAPS = (Operator.AT_MOST, Operator.LESS_THAN)


@dataclass(frozen=True, slots=True)
class Nature:
    """What decides which keys a target may have; ``is_kept`` is None where that could not be read."""

    measure: Measure
    is_kept: bool | None
    is_derived: bool
    across: Across | None

    @property
    def traits(self) -> Traits:
        """What its measure is."""
        return self.measure.traits

    @property
    def has_pace(self) -> bool:
        """Whether it gets to its goal along a way: of what is kept, only a cap is used up along one."""
        return not self.is_kept or not (self.traits.is_share or self.traits.is_state)


def nature(given: Given) -> Nature | None:
    """The nature of a target or figure, or None where its measure could not be read."""
    measure = given.get("measure", Measure)
    if measure is None:
        return None
    return Nature(measure, is_kept(given, measure), "from" in given.lines, given.get("across", Across))


def is_kept(given: Given, measure: Measure) -> bool | None:
    """Whether the goal is a bound to be kept (see Target.is_kept); a figure has no goal, so it is none."""
    if measure.traits.always_kept or (measure.traits.may_hold and given.get("hold", bool)):
        return True
    if "hold" in given.refused and measure.traits.may_hold:
        return None
    if measure.traits.is_state or (given.record and given.record.key("goal") is None):
        return False
    goal = given.inner("goal")
    return any(each in goal.lines for each in _CAPS) if goal and len(goal.lines) == 1 else None


def derivation(given: Given) -> Derivation | None:
    """How a target is made from others, or None where it is not, or says so in no way or in several."""
    derived = given.inner("from")
    return Derivation(*derived.lines) if derived and len(derived.lines) == 1 else None


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A key, when it means nothing, and why."""

    key: str
    when: Callable[[Nature], bool]
    why: Text


_NO_ROWS = Text("chỉ tiêu tính từ chỉ tiêu khác thì không có số liệu riêng, mục này không dùng đến")
_REFUSALS = (
    _Refusal("reading", lambda its: its.is_derived, _NO_ROWS),
    _Refusal("counts", lambda its: its.is_derived, _NO_ROWS),
    _Refusal("across", lambda its: its.is_derived, _NO_ROWS),
    _Refusal(
        "reading",
        lambda its: not its.traits.has_reading,
        Text("chỉ số lượng, khối lượng và tỷ lệ mới có số tăng thêm hay số lũy kế"),
    ),
    _Refusal(
        "hold",
        lambda its: not its.traits.may_hold,
        Text(
            "chỉ mức và tỷ lệ mới cần nói là phải giữ; tuân thủ luôn phải giữ, "
            "số lượng và khối lượng phải giữ khi mục tiêu là “không quá” hoặc “dưới”"
        ),
    ),
    _Refusal(
        "across",
        lambda its: not its.traits.is_state,
        Text("chỉ mức và xếp loại mới cần nói cách gộp số của nhiều đơn vị; các cách đo khác luôn cộng lại"),
    ),
    _Refusal(
        "population",
        lambda its: not its.traits.is_share and its.across is not Across.WEIGHTED,
        Text("chỉ tỷ lệ, tuân thủ và mức lấy trung bình có trọng số mới tính trên một nhóm đối tượng"),
    ),
    _Refusal("scale", lambda its: not its.traits.has_levels, Text("chỉ xếp loại mới có thang xếp loại")),
    _Refusal(
        "pace",
        lambda its: its.traits.has_levels,
        Text("xếp loại luôn được đánh giá khi đến hạn, không có tiến độ"),
    ),
    _Refusal(
        "pace",
        lambda its: not its.has_pace,
        Text("mục tiêu phải giữ suốt thời gian thì không có tiến độ"),
    ),
)
# Where one of these was refused, it is not known whether the other means something.
_HANGS_ON = {"population": "across"}


def check_keys(given: Given, its: Nature, findings: Findings) -> None:
    """Tell every key that means nothing here, once."""
    told: set[str] = set()
    for refusal in _REFUSALS:
        key = refusal.key
        is_known = _HANGS_ON.get(key) not in given.refused
        if key in given.lines and key not in told and is_known and refusal.when(its):
            told.add(key)
            findings.tell(given.place(key), "key-not-allowed/here", key=key, why=refusal.why)
    if "baseline" in given.lines and (not its.traits.has_baseline or its.is_kept):
        why = Text("chỉ mức là đích để đạt tới mới có mức đầu kỳ; mọi chỉ tiêu khác bắt đầu từ 0")
        findings.tell(given.place("baseline"), "baseline-not-allowed/of-target", key="baseline", why=why)


def check_across(given: Given, its: Nature, findings: Findings) -> None:
    """A rank has a lowest and a highest level, no sum; percentages are not added up."""
    if its.across is None or its.is_derived:
        return
    if its.traits.has_levels and its.across not in (Across.LEAST, Across.MOST):
        findings.tell(given.place("across"), "bad-across/levels")
    elif its.traits.has_baseline and its.across is Across.SUM and given.text("unit") == "%":
        findings.tell(given.place("across"), "bad-across/percentages")
