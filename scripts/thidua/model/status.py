"""The words for how a target stands, with their marks and families of colours: their one home."""

from __future__ import annotations

from enum import StrEnum

from thidua.text import mark


class Status(StrEnum):
    """The answer of the status table, in the order a reader wants to meet them."""

    label: str  # the plan's language for it (a key of the message catalogue)
    brief: str  # the same for a narrow column
    shape: str  # the mark drawn beside the word, so that no one needs the colour
    tone: str  # met, on, risk, off, miss or none: the colours that it is drawn in
    satisfied: bool  # whether the goal is reached
    behind: bool  # whether the goal is missed, or will be unless something changes
    place: int  # in that order

    def __new__(cls, name: str, label: str = "", shape: str = "", tone: str = "", brief: str = "") -> Status:
        """A member that is its name and knows its looks; by its name alone one is found."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.label, member.brief = label, brief or label
        member.shape, member.tone = shape, tone
        member.place = len(cls.__members__)
        member.satisfied = name in ("exceeded", "met", "met_late")
        member.behind = name in ("at_risk", "off_track", "missed")
        return member

    EXCEEDED = "exceeded", mark("Vượt"), "star", "met"
    MET = "met", mark("Đạt"), "check", "met"
    MET_LATE = "met_late", mark("Đạt, quá hạn"), "check-late", "met"
    ON_TRACK = "on_track", mark("Đúng tiến độ"), "circle", "on"
    AT_RISK = "at_risk", mark("Có nguy cơ"), "diamond", "risk"
    OFF_TRACK = "off_track", mark("Chậm"), "triangle", "off"
    MISSED = "missed", mark("Không đạt"), "cross", "miss"
    NO_DATA = "no_data", mark("Chưa có số liệu"), "dash", "none"
    NOT_DUE = "not_due", mark("Chưa đến kỳ đánh giá"), "ring", "none", mark("Chưa đến kỳ")
    NOT_STARTED = "not_started", mark("Chưa bắt đầu"), "dot", "none"
    CANCELLED = "cancelled", mark("Thôi thực hiện"), "ring-slash", "none"
    NOT_ASSIGNED = "not_assigned", mark("Không giao trong đợt"), "en-dash", "none", mark("Không giao")

    @property
    def css(self) -> str:
        """The class that the stylesheet colours."""
        return self.value.replace("_", "-")


class Duty(StrEnum):
    """What is left to do of a target: reached, kept day by day, still to be done, or lost for good."""

    label: str  # its word after a count (a key of the message catalogue)
    status: Status  # whose mark and colours stand for it

    def __new__(cls, name: str, label: str, status: Status) -> Duty:
        """A member that is its name and knows its looks."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.label, member.status = label, status
        return member

    DONE = "done", mark("đạt"), Status.MET
    KEPT = "kept", mark("đang giữ"), Status.ON_TRACK
    TODO = "todo", mark("phải làm"), Status.NOT_DUE
    LOST = "lost", mark("đã lỡ"), Status.MISSED
