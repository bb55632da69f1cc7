"""The measures, and everything that a measure is: their one home. A new measure is a new row here.

Whoever needs to know asks for a trait (``target.traits.is_share``), not for a measure by name.
Where the keys of a target decide too, the target answers: ``adds_up``, ``is_kept``, ``is_percentage``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.model.kinds import Operator
from thidua.text import mark

_ANY = tuple(Operator)


@dataclass(frozen=True, slots=True)
class Traits:
    """What one measure is. What is not said of a measure does not hold for it."""

    label: str  # what the office calls it (a key of the message catalogue)
    method: str  # how its figure comes from the rows (a key of the message catalogue)
    words: tuple[str, ...]  # what plan.yml may call it, beside its name
    operators: tuple[Operator, ...]  # what its goal may say
    counts_subjects: bool = False  # a row is a whole number of people, units, families, things
    counts_breaches: bool = False  # … of those who broke a norm: the figure is who is left
    is_share: bool = False  # the figure is a percentage of a population
    has_levels: bool = False  # a row names a level of a scale: nothing lies between two, nothing is added up
    is_state: bool = False  # a row tells how things stand, for a unit or for all together; the latest holds
    has_reading: bool = False  # the plan says whether a row is what is new or the total so far
    has_stages: bool = False  # its subjects pass from registered to proposed to awarded
    has_baseline: bool = False  # the year starts at a figure of its own, not at nothing
    always_kept: bool = False  # a bound to be kept from the first day on, not a mark to be reached

    @property
    def needs(self) -> str | None:
        """The key of plan.yml without which it means nothing."""
        return "population" if self.is_share else "scale" if self.has_levels else None

    @property
    def whole_figure(self) -> bool:
        """Whether the figure itself, and so the goal, is a whole number of subjects."""
        return self.counts_subjects and not self.is_share

    @property
    def may_hold(self) -> bool:
        """Whether the plan says if its goal is a bound to be kept or a mark to be reached (``hold``)."""
        return not self.always_kept and (self.is_share or self.has_baseline)

    @property
    def shows_people(self) -> bool:
        """Whether unit, role and evidence of a row may be shown: those of a breach point at a person."""
        return not self.counts_breaches


class Measure(StrEnum):
    """What kind of figure a target is judged by: its name in plan.yml, and its traits."""

    traits: Traits

    def __new__(cls, name: str, traits: Traits) -> Measure:
        """A member that is its name, as of any StrEnum, and knows its traits."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.traits = traits
        return member

    COUNT = (
        "count",
        Traits(
            label=mark("Số lượng"),
            method=mark("tổng các giá trị đã ghi, hoặc tổng số lũy kế mới nhất của từng đơn vị"),
            words=("số lượng",),
            operators=_ANY,
            counts_subjects=True,
            has_reading=True,
            has_stages=True,
        ),
    )
    AMOUNT = (
        "amount",
        Traits(
            label=mark("Khối lượng"),
            method=mark("tổng các giá trị đã ghi, hoặc tổng số lũy kế mới nhất của từng đơn vị"),
            words=("khối lượng",),
            operators=_ANY,
            has_reading=True,
        ),
    )
    RATIO = (
        "ratio",
        Traits(
            label=mark("Tỷ lệ"),
            method=mark(
                "cùng tổng đó chia cho số người (đơn vị, gia đình) trong danh sách ngày hôm đó, "
                "tính phần trăm"
            ),
            words=("tỷ lệ", "tỉ lệ"),
            operators=_ANY,
            counts_subjects=True,
            is_share=True,
            has_reading=True,
            has_stages=True,
        ),
    )
    COMPLIANCE = (
        "compliance",
        Traits(
            label=mark("Chấp hành"),
            method=mark(
                "số người trong danh sách trừ số người đã ghi nhận vi phạm, chia cho số người trong danh sách"
            ),
            words=("tuân thủ", "chấp hành"),
            operators=(Operator.AT_LEAST, Operator.MORE_THAN),
            counts_subjects=True,
            counts_breaches=True,
            is_share=True,
            always_kept=True,
        ),
    )
    RANK = (
        "rank",
        Traits(
            label=mark("Xếp loại"),
            method=mark(
                "mức của dòng mới nhất; của nhiều đơn vị thì lấy mức thấp nhất hoặc cao nhất như kế hoạch"
            ),
            words=("xếp loại",),
            operators=(Operator.AT_LEAST,),
            has_levels=True,
            is_state=True,
        ),
    )
    LEVEL = (
        "level",
        Traits(
            label=mark("Mức"),
            method=mark("giá trị của dòng mới nhất; của nhiều đơn vị thì tính gộp như kế hoạch nêu"),
            words=("mức", "mức độ"),
            operators=_ANY,
            is_state=True,
            has_baseline=True,
        ),
    )
