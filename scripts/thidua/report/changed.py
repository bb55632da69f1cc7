"""What became of the places of a document that was renewed, and how each change is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.text import Text


class Happened(StrEnum):
    """What became of a place of a document."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    KEPT = "kept"  # a person has changed it
    ABSENT = "absent"  # a person has taken it out, or there is no place for it


LEFT = (Happened.KEPT, Happened.ABSENT)  # as it stood


@dataclass(frozen=True, slots=True)
class Change:
    """A place by its key, with what stood there and what the machine writes now."""

    happened: Happened
    key: str
    old: str
    new: str

    @property
    def told(self) -> Text:
        """The change in a line, for the person who asked for it."""
        return Text(_TOLD[self.happened, bool(self.new)], key=self.key, old=self.old, new=self.new)


_TOLD = {
    (Happened.CHANGED, True): "Đổi [{key}]: “{old}” → “{new}”",
    (Happened.ADDED, True): "Thêm [{key}]: “{new}”",
    (Happened.REMOVED, False): "Bỏ [{key}]: “{old}”",
    (Happened.KEPT, True): "Giữ lời người sửa [{key}]: “{old}” (máy viết: “{new}”)",
    (Happened.KEPT, False): "Giữ lời người sửa [{key}]: “{old}” (máy không viết nữa)",
    (Happened.ABSENT, True): "Không thêm [{key}], đã có người bỏ hoặc không có chỗ: “{new}”",
}
