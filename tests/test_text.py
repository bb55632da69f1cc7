from datetime import date
from ssl import SSLError

from table_kit import cases
from thidua.text import Text, reason_of

TRANSLATIONS = {"và {n} chỉ tiêu khác": "and {n} more {n:target|targets}"}


@cases(
    ("n", "expected"),
    [
        (1, "and 1 more target"),
        (2, "and 2 more targets"),
        (0, "and 0 more targets"),
        ("1", "and 1 more target"),  # a number that words have written
        ("1,001", "and 1,001 more targets"),
    ],
)
def test_a_translation_may_choose_between_one_and_many(n: object, expected: str) -> None:
    sentence = Text("và {n} chỉ tiêu khác", n=n)
    assert sentence.render(TRANSLATIONS.__getitem__) == expected
    assert str(sentence) == f"và {n} chỉ tiêu khác"


def test_a_value_is_never_read_as_a_template() -> None:
    assert str(Text("“{value}” | {other}", value="{other:a|b}", other="|")) == "“{other:a|b}” | |"


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    inner = Text("có phải {name}?", name="CN-03")
    said = {"không có “{value}”: {hint}": "no “{value}”: {hint}", "có phải {name}?": "did you mean {name}?"}
    outer = Text("không có “{value}”: {hint}", value="CN-O3", hint=inner)
    assert outer.render(said.__getitem__) == "no “CN-O3”: did you mean CN-03?"


def test_a_day_is_written_in_one_way() -> None:
    assert str(Text("từ {start} đến {end}", start=date(2022, 1, 5), end=date(2022, 12, 31))) == (
        "từ 05/01/2022 đến 31/12/2022"
    )


def test_what_the_system_refuses_is_said_in_the_offices_words_where_there_are_any():
    assert str(reason_of(PermissionError(13, "Permission denied"))).startswith(
        "không có quyền, hoặc tệp đang mở"
    )
    assert reason_of(OSError(9999, "Odd")) == "Odd" and reason_of(OSError()) == "OSError"
    assert reason_of(SSLError(1, "[SSL] wrong version number")) == "[SSL] wrong version number"


@cases(
    ("size", "expected"),
    [(20_000_000, "20 MB"), (20_000_001, "20,01 MB"), (1, "0,01 MB"), (1_234_500_000, "1.234,5 MB")],
)
def test_a_size_is_written_in_megabytes_and_never_as_the_limit_that_it_passes(size, expected):
    assert str(Text("{bytes}, tối đa {most_bytes}", bytes=size, most_bytes=20_000_000)) == (
        f"{expected}, tối đa 20 MB"
    )


def test_counts_are_grouped_and_lines_and_years_are_not():
    assert str(Text("{n} chỉ tiêu, dòng {line}, năm {year}", n=1100, line=1100, year=2022)) == (
        "1.100 chỉ tiêu, dòng 1100, năm 2022"
    )
