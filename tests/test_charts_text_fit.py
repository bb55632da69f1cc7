"""Text that fits: widths, line breaks, ellipses."""

from __future__ import annotations

from table_kit import cases
from thidua.charts.text_fit import cut, width, wrap

SIZE = 10.0


@cases(
    ("narrow", "wide"),
    [("", "i"), ("i", "n"), ("n", "M"), ("người", "NGƯỜI"), ("abc", "漢字漢")],
)
def test_wider_letters_take_more_room(narrow: str, wide: str) -> None:
    assert width(narrow, SIZE) < width(wide, SIZE)


def test_a_mark_on_a_letter_takes_no_room() -> None:
    assert width("người", SIZE) == width("nguoi", SIZE)


@cases(
    ("text", "room", "lines", "found"),
    [
        ("Đợt thi đua thứ nhất", 500, 2, ("Đợt thi đua thứ nhất",)),
        ("Đợt thi đua thứ nhất", 70, 2, ("Đợt thi đua", "thứ nhất")),
        ("một hai ba bốn năm sáu", 40, 2, ("một hai", "ba bố…")),
        ("một", 1, 2, ("",)),
        ("", 50, 2, ("",)),
    ],
)
def test_a_text_breaks_at_spaces_and_ends_in_an_ellipsis(
    text: str, room: float, lines: int, found: tuple[str, ...]
) -> None:
    assert wrap(text, room, SIZE, lines) == found


@cases("room", [0, 10, 30, 80, 200])
def test_what_is_cut_fits(room: float) -> None:
    assert width(cut("Hoàn thành xuất sắc nhiệm vụ", room, SIZE), SIZE) <= room
