"""The words for how a target stands, with their marks and families of colours: their one home."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.text import mark


class Status(StrEnum):
    """The answer of the status table, in the order a reader wants to meet them."""

    EXCEEDED = "exceeded"
    MET = "met"
    MET_LATE = "met_late"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"
    NOT_STARTED = "not_started"
    CANCELLED = "cancelled"
    NOT_ASSIGNED = "not_assigned"

    @property
    def label(self) -> str:
        """The plan's language for it (a key of the message catalogue)."""
        return _LOOKS[self].label

    @property
    def shape(self) -> str:
        """The mark drawn beside the word, so that no one needs the colour."""
        return _LOOKS[self].shape

    @property
    def css(self) -> str:
        """The class that the stylesheet colours."""
        return self.value.replace("_", "-")

    @property
    def tone(self) -> str:
        """good, watch, bad, or quiet: the family of colours it belongs to."""
        return _LOOKS[self].tone

    @property
    def satisfied(self) -> bool:
        """Whether the goal is reached."""
        return self in (Status.EXCEEDED, Status.MET, Status.MET_LATE)

    @property
    def behind(self) -> bool:
        """Whether the goal is missed, or will be unless something changes."""
        return self in (Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)


@dataclass(frozen=True, slots=True)
class _Look:
    label: str
    shape: str
    tone: str


_LOOKS = {
    Status.EXCEEDED: _Look(mark("Vượt"), "star", "good"),
    Status.MET: _Look(mark("Đạt"), "check", "good"),
    Status.MET_LATE: _Look(mark("Đạt, quá hạn"), "check-late", "good"),
    Status.ON_TRACK: _Look(mark("Đúng tiến độ"), "circle", "going"),
    Status.AT_RISK: _Look(mark("Có nguy cơ"), "diamond", "watch"),
    Status.OFF_TRACK: _Look(mark("Chậm"), "triangle", "bad"),
    Status.MISSED: _Look(mark("Không đạt"), "cross", "bad"),
    Status.NO_DATA: _Look(mark("Chưa có số liệu"), "dash", "quiet"),
    Status.NOT_DUE: _Look(mark("Chưa đến kỳ đánh giá"), "ring", "quiet"),
    Status.NOT_STARTED: _Look(mark("Chưa bắt đầu"), "dot", "quiet"),
    Status.CANCELLED: _Look(mark("Thôi thực hiện"), "slash", "quiet"),
    Status.NOT_ASSIGNED: _Look(mark("Không giao trong đợt"), "none", "quiet"),
}
