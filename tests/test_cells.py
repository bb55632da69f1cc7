"""One cell → a day, a number, a word, an id; the hints of what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_kit import cases
from thidua.model import ReportEvery, Role, Stage
from thidua.reading.cells import (
    BOOLEANS,
    CellError,
    id_key,
    parse_date,
    parse_id,
    parse_level,
    parse_period,
    shown,
)
from thidua.reading.numbers import parse_number
from thidua.tables.contents import ROLES, STAGES

SCALE = ("Không hoàn thành", "Hoàn thành", "Hoàn thành tốt")


def refused(parse, *arguments, **options):
    with pytest.raises(CellError) as caught:
        parse(*arguments, **options)
    return caught.value.code, str(caught.value.hint)


@cases(
    "text",
    [
        "2022-06-05",
        "5/6/2022",
        "05/06/2022",
        "05.06.2022",
        "5-6-2022",
        "2022-06-05 00:00:00",
        "2022-06-05T00:00",
        "05/06/2022 0:00",
        "05/06/2022 00:00:00.000",
        "5/6/2022 12:00:00 AM",
        "05/06/2022 12:00 SA",
        "\u00a05/6/2022 ",
    ],
)
def test_days(text):
    assert parse_date(text) == date(2022, 6, 5)


@cases(
    ("text", "hint"),
    [
        ("5/6/2022 12:00:00 PM", "bỏ phần giờ, chỉ ghi ngày/tháng/năm, ví dụ 30/06/2022"),
        ("5/6/2022 12:00:00", "bỏ phần giờ, chỉ ghi ngày/tháng/năm, ví dụ 30/06/2022"),
        ("5/6/22", "ghi đủ bốn chữ số của năm, ví dụ 30/06/2022"),
        ("44717", "đây giống số thứ tự ngày của Excel: đổi ô sang kiểu ngày, ghi như 30/06/2022"),
        ("2022/06/05", "năm đứng trước thì ghi đúng dạng 2022-06-30, hoặc ghi ngày/tháng/năm như 30/06/2022"),
        ("2022-6-5", "năm đứng trước thì ghi đúng dạng 2022-06-30, hoặc ghi ngày/tháng/năm như 30/06/2022"),
        ("Quý II", "ghi một ngày cụ thể, không ghi quý, ví dụ 30/06/2022"),
        ("5 tháng 6", "ghi tháng bằng số, ví dụ 30/06/2022"),
        ("Jun-22", "ghi tháng bằng số, ví dụ 30/06/2022"),
        ("06/15/2022", "ngày đứng trước, tháng đứng sau, ví dụ 30/06/2022"),
        ("31/06/2022", "lịch không có ngày này; ghi ngày/tháng/năm, ví dụ 30/06/2022"),
        ("30/06/2202", "xem lại năm; năm dương lịch từ 1900 đến 2199, ví dụ 30/06/2022"),
        ("5/6/2022 07:30", "bỏ phần giờ, chỉ ghi ngày/tháng/năm, ví dụ 30/06/2022"),
        ("2022-06-05 07:30:00", "bỏ phần giờ, chỉ ghi ngày/tháng/năm, ví dụ 30/06/2022"),
        ("hôm qua", "ghi ngày/tháng/năm, ví dụ 30/06/2022"),
    ],
)
def test_what_is_no_day_gets_its_hint(text, hint):
    assert refused(parse_date, text) == ("bad-date", hint)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_in_every_way_it_is_written(day):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%dT00:00"):
        assert parse_date(day.strftime(form)) == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text(st.characters()))  # half characters too; the alphabet of UTF-8 costs a second to be counted
def test_no_text_breaks_a_parser(text):
    for parse in (
        parse_date,
        parse_period,
        parse_id,
        STAGES.parse,
        lambda cell: parse_level(cell, SCALE),
        lambda cell: parse_number(cell, whole=True),
        lambda cell: parse_number(cell, whole=False, percent=True),
    ):
        try:
            parse(text)
        except CellError as error:
            assert str(error.message) and str(error.hint)


@cases(
    ("text", "amount"),
    [
        ("12", 12),
        ("0", 0),
        ("-3", -3),
        ("012", 12),
        ("12,0", 12),
        ("12.00", 12),
        ("1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        (" 7\u00a0", 7),
    ],
)
def test_whole_numbers(text, amount):
    assert parse_number(text, whole=True) == amount


@cases(
    ("text", "amount"),
    [
        ("90,5", Fraction(181, 2)),
        ("90.5", Fraction(181, 2)),
        ("1.250,5", Fraction(2501, 2)),
        ("1,250", Fraction(5, 4)),
        ("0.250", Fraction(1, 4)),
        ("1234.250", Fraction(4937, 4)),
        ("-0,5", Fraction(-1, 2)),
    ],
)
def test_decimals(text, amount):
    assert parse_number(text, whole=False) == amount


@cases(("text", "amount"), [("90%", 90), ("90,5 %", Fraction(181, 2))])
def test_percent_signs_where_the_unit_is_percent(text, amount):
    assert parse_number(text, whole=False, percent=True) == amount
    assert refused(parse_number, text, whole=False)[0] == "not-a-number"


@cases(
    ("text", "whole", "code", "hint"),
    [
        ("1.250", True, "not-a-number", "nếu là hàng nghìn thì ghi liền: 1250"),
        ("1.250", False, "not-a-number", "nếu là hàng nghìn thì ghi 1250; nếu là số lẻ thì ghi 1,25"),
        ("-1.250", False, "not-a-number", "nếu là hàng nghìn thì ghi -1250; nếu là số lẻ thì ghi -1,25"),
        ("12,000", True, "not-a-number", "nếu là hàng nghìn thì ghi liền: 12000"),
        ("1,250,000", False, "not-a-number", "dấu phẩy là dấu thập phân; bỏ dấu phân cách hàng nghìn"),
        ("2,5", True, "not-whole", "ở đây đếm từng người, từng đơn vị, từng ngày: ghi số nguyên, ví dụ 12"),
        ("+3", True, "not-a-number", "bỏ dấu +"),
        ("1 250", True, "not-a-number", "bỏ khoảng trắng giữa các chữ số"),
        ("12%", True, "not-a-number", "ghi số lượng, không ghi tỷ lệ phần trăm"),
        (
            "90 %",
            False,
            "not-a-number",
            "ghi 90, không ghi dấu %; trong Excel thì đổi kiểu ô thành General trước",
        ),
        ("1e3", True, "not-a-number", "ghi số đầy đủ, không ghi dạng mũ"),
        ("≥ 5", True, "not-a-number", "ghi một số đã đạt được, không ghi khoảng hay dấu so sánh"),
        ("03 đến 04", True, "not-a-number", "ghi một số đã đạt được, không ghi khoảng hay dấu so sánh"),
        (
            "2022-03-01",
            True,
            "not-a-number",
            "đây là ngày, giờ: trong Excel thì đổi kiểu ô thành General rồi gõ lại số",
        ),
        ("−2", True, "not-a-number", "gõ lại dấu trừ bằng bàn phím, ví dụ -1"),
        ("12 lớp", True, "not-a-number", "chỉ ghi số, bỏ phần chữ"),
        ("3 (ba)", True, "not-a-number", "chỉ ghi số, bỏ phần chữ"),
        (".85", False, "not-a-number", "ghi cả số 0 đứng trước, ví dụ 0,85"),
        ("=A1", True, "not-a-number", "ghi kết quả của công thức, không ghi công thức"),
        ("１２", True, "not-a-number", "gõ lại bằng chữ số thường (bàn phím tiếng Anh)"),
        ("1O", True, "not-a-number", "có chữ cái O hoặc l lẫn trong số: gõ lại số"),
        ("9" * 25, True, "not-a-number", "số quá dài: kiểm tra lại"),
        ("Đạt", True, "not-a-number", "ghi số bằng chữ số, ví dụ 12; chưa có số liệu thì không ghi dòng này"),
    ],
)
def test_what_is_no_number_gets_its_hint(text, whole, code, hint):
    assert refused(parse_number, text, whole=whole) == (code, hint)


@given(st.decimals(-(10**6), 10**6, places=2))
def test_every_decimal_is_read_exactly(number):
    assert parse_number(f"{number:f}".replace(".", ","), whole=False) == Fraction(number)


@cases(
    ("text", "stage"),
    [
        ("registered", Stage.REGISTERED),
        ("ĐĂNG KÝ", Stage.REGISTERED),
        ("đề nghị", Stage.PROPOSED),
        ("De Nghi", Stage.PROPOSED),
        ("cong  nhan", Stage.AWARDED),
        ("Awarded", Stage.AWARDED),
    ],
)
def test_stages(text, stage):
    assert STAGES.parse(text) is stage


def test_a_word_that_is_none_gets_the_nearest_or_all():
    assert refused(STAGES.parse, "đăng kí") == ("unknown-stage", "có phải đăng ký?")
    assert refused(ROLES.parse, "xyz")[1].startswith("ghi một trong các từ: lãnh đạo, không giữ chức vụ")


def test_roles_and_booleans():
    assert ROLES.parse("khong giu chuc vu") is Role.STAFF and ROLES.parse("Lãnh đạo") is Role.LEADER
    assert BOOLEANS.parse("Có") is True and BOOLEANS.parse("FALSE") is False and BOOLEANS.find("on") is None


@cases(
    ("text", "place"),
    [
        ("Hoàn thành", 2),
        ("HOÀN THÀNH TỐT", 3),
        ("hoan  thanh", 2),
        ("Khong hoan thanh", 1),
    ],
)
def test_levels(text, place):
    assert parse_level(text, SCALE) == place


def test_a_level_without_diacritics_must_fit_one_alone():
    scale = ("Đạt", "Đát")
    assert parse_level("đạt", scale) == 1
    assert [parse_level(typed, ("Khá", "khá")) for typed in ("Khá", "khá")] == [1, 2]
    assert refused(parse_level, "dat", scale)[0] == "unknown-level"
    assert refused(parse_level, "Hoàn thành tôt lắm", SCALE) == ("unknown-level", "có phải Hoàn thành tốt?")


def test_periods():
    assert parse_period(" 2022-06 ") == date(2022, 6, 1)
    assert parse_period("2022-Q4", ReportEvery.QUARTER) == date(2022, 10, 1)
    assert [parse_period(text, None).month for text in ("2022-06", "2022-Q3")] == [6, 7]
    for text in ("2022-06", "2022-Q5", "2022-Q0", "Q1-2022", "1899-Q1"):
        assert refused(lambda cell: parse_period(cell, ReportEvery.QUARTER), text)[0] == "bad-period"
    for text in ("2022-6", "06/2022", "2022-13", "2022-00", "2022-06-01", "Jun-22", "0022-06"):
        assert refused(parse_period, text)[0] == "bad-period"


@cases("text", ["VP", "dot1", "III.2.1", "a_b-c", "x" * 64, "console", "com"])
def test_ids(text):
    assert parse_id(f" {text} ") == text


@cases(
    "text",
    [
        "",
        "x" * 65,
        "a b",
        "a/b",
        "a\\b",
        "đ1",
        "CON",
        "nul",
        "com1",
        "LPT9",
        "aux.txt",
        ".",
        "..",
        ".a",
        "a.",
        "a:b",
        "Ａ",
    ],
)
def test_what_no_file_system_holds_is_no_id(text):
    assert refused(parse_id, text)[0] == "bad-id"


@cases(
    ("left", "right"),
    [
        ("CN-03", " cn-03 "),
        ("P. HTQT", "p.  htqt"),
        ("Phòng", "PHÒNG"),
    ],
)
def test_ids_match_without_regard_to_case_and_outer_spaces(left, right):
    assert id_key(left) == id_key(right)


@cases(("left", "right"), [("CN-03", "CN03"), ("Phòng", "Phong"), ("s", "ſ")])
def test_ids_are_never_repaired(left, right):
    assert id_key(left) != id_key(right)


@cases(
    ("value", "quoted"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("\x00", "U+0000"),
        ("a\tb\nc", "aU+0009bU+000Ac"),
        ("\u200b" * 20, ("U+200B" * 10)[:59] + "…"),
        ("{x}", "{x}"),
    ],
)
def test_values_are_quoted_short_and_visible(value, quoted):
    assert shown(value) == quoted
