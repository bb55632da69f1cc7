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
    def brief(self) -> str:
        """The same for a narrow column."""
        return _BRIEF.get(self, self.label)

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
        """met, on, risk, off, miss or none: the colours that it is drawn in."""
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
    Status.EXCEEDED: _Look(mark("Vượt"), "star", "met"),
    Status.MET: _Look(mark("Đạt"), "check", "met"),
    Status.MET_LATE: _Look(mark("Đạt, quá hạn"), "check-late", "met"),
    Status.ON_TRACK: _Look(mark("Đúng tiến độ"), "circle", "on"),
    Status.AT_RISK: _Look(mark("Có nguy cơ"), "diamond", "risk"),
    Status.OFF_TRACK: _Look(mark("Chậm"), "triangle", "off"),
    Status.MISSED: _Look(mark("Không đạt"), "cross", "miss"),
    Status.NO_DATA: _Look(mark("Chưa có số liệu"), "dash", "none"),
    Status.NOT_DUE: _Look(mark("Chưa đến kỳ đánh giá"), "ring", "none"),
    Status.NOT_STARTED: _Look(mark("Chưa bắt đầu"), "dot", "none"),
    Status.CANCELLED: _Look(mark("Thôi thực hiện"), "ring-slash", "none"),
    Status.NOT_ASSIGNED: _Look(mark("Không giao trong đợt"), "en-dash", "none"),
}


_BRIEF = {Status.NOT_DUE: mark("Chưa đến kỳ"), Status.NOT_ASSIGNED: mark("Không giao")}


class Duty(StrEnum):
    """What is left to do of a target: reached, kept day by day, still to be done, or lost for good."""

    DONE = "done"
    KEPT = "kept"
    TODO = "todo"
    LOST = "lost"

    @property
    def label(self) -> str:
        """Its word after a count (a key of the message catalogue)."""
        return _DUTIES[self][0]

    @property
    def status(self) -> Status:
        """The status whose mark and colours stand for it."""
        return _DUTIES[self][1]


_DUTIES = {
    Duty.DONE: (mark("đạt"), Status.MET),
    Duty.KEPT: (mark("đang giữ"), Status.ON_TRACK),
    Duty.TODO: (mark("phải làm"), Status.NOT_DUE),
    Duty.LOST: (mark("đã lỡ"), Status.MISSED),
}
