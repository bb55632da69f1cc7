"""Rows of a CSV text with their physical lines, and headers in every shape."""

from __future__ import annotations

from table_kit import cases
from thidua.tables.columns import REPORTS, TABLES, UNITS
from thidua.tables.csv_file import MOST_PROBLEMS, open_sheet
from thidua.tables.excerpts import cell_span
from thidua.tables.header import read_header


def rows(text, table=REPORTS):
    sheet = open_sheet(text, "f.csv", table)
    return [(line, cells) for line, cells, bad in sheet.rows() if not bad], [
        (problem.line, problem.column, problem.code) for problem in sheet.problems
    ]


@cases(
    ("text", "expected"),
    [
        ("date,unit_id,period\na,b,c\n", [(2, ["a", "b", "c"])]),
        ("date,unit_id,period\na,b,c", [(2, ["a", "b", "c"])]),
        ("date,unit_id,period\n", []),
        ("date,unit_id,period", []),
        ("\n\ndate,unit_id,period\n\na,b,c\n", [(5, ["a", "b", "c"])]),
        ("sep=;\ndate;unit_id;period\na;b;c\n", [(3, ["a", "b", "c"])]),
        ("sep=,\ndate;unit_id;period\na;b,b;c\n", [(3, ["a", "b,b", "c"])]),  # the header alone tells
        ("sep=\t\ndate\tunit_id\tperiod\na\tb\tc\n", [(3, ["a", "b", "c"])]),
        ("date,unit_id,period,,\na,b,c,,\n", [(2, ["a", "b", "c"])]),
        ("date,unit_id,period\na,b,c,, ,\n", [(2, ["a", "b", "c"])]),
        ('"date","unit_id","period"\n"a","b,b","c ""c"""\n', [(2, ["a", "b,b", 'c "c"'])]),
        ('date,unit_id,period\na,"b\nb",c\nd,e,f\n', [(2, ["a", "b\nb", "c"]), (4, ["d", "e", "f"])]),
        ('date,unit_id,period\na,b "x" b,c\n', [(2, ["a", 'b "x" b', "c"])]),
        ("date,unit_id,period\n,,\n \u00a0\n,,,,,\na,b,c\n", [(5, ["a", "b", "c"])]),
        ("date;unit_id;period\na;1,5;c\n", [(2, ["a", "1,5", "c"])]),
        ("period,date,unit_id\nc,a,b\n", [(2, ["c", "a", "b"])]),
    ],
)
def test_rows(text, expected):
    assert rows(text) == (expected, [])


@cases(
    ("text", "expected"),
    [
        ('date,unit_id,period\na,"b,c\nd,e,f\n', [(2, None, "open-quote")]),
        ('date,unit_id,period\na,"b"b,c\nd,e,f\n', [(2, None, "open-quote")]),
        ("date,unit_id,period\na,b\nd,e,f\n", [(2, None, "too-few-cells")]),
        ("date,unit_id,period\na,b,c,d\nd,e,f\n", [(2, None, "too-many-cells")]),
        ("date,unit_id,period\na;b;c\nd,e,f\n", [(2, None, "too-few-cells")]),
        ("date,unit_id,period\n" + "x" * 600_000 + "\nd,e,f\n", [(2, None, "line-too-long")]),
    ],
)
def test_reading_goes_on_below_a_broken_row(text, expected):
    found, problems = rows(text)
    assert found == [(3, ["d", "e", "f"])]
    assert problems == expected


def test_an_open_quote_that_swallows_many_lines_is_told_where_it_opens():
    found, problems = rows('date,unit_id,period\na,"b,c\n' + "d,e,f\n" * 30_000)
    assert problems == [(2, None, "open-quote")]
    assert len(found) == 30_000 and found[-1][0] == 30_002


def test_a_file_of_nothing_but_problems_is_given_up():
    found, problems = rows("date,unit_id,period\n" + "a,b\n" * (MOST_PROBLEMS + 5))
    assert found == []
    assert problems[-1] == (MOST_PROBLEMS + 1, None, "too-many-problems")
    assert len(problems) == MOST_PROBLEMS + 1


@cases(
    ("text", "columns", "codes"),
    [
        ("Ngày;Đơn vị;Kỳ\n", ("date", "unit_id", "period"), []),
        ("ngay,MA DON VI,ky\n", ("date", "unit_id", "period"), []),
        ("DATE, Unit ID ,Period\n", ("date", "unit_id", "period"), []),
        ("date,unit_id\n", ("date", "unit_id"), ["missing-column"]),
        ("date,unitid,period\n", ("date", None, "period"), ["unknown-column", "missing-column"]),
        ("date,unit_id,period,Ngày\n", ("date", "unit_id", "period", "date"), ["duplicate-column"]),
        ("date,,unit_id,period\n", ("date", None, "unit_id", "period"), ["unknown-column"]),
        ("Báo cáo\n\ndate,unit_id,period\n", ("date", "unit_id", "period"), ["rows-above-header"]),
    ],
)
def test_headers(text, columns, codes):
    header, problems = read_header(text, "f.csv", REPORTS)
    assert header.columns == columns
    assert [problem.code for problem in problems] == codes


def test_a_misspelt_column_is_told_what_it_may_be():
    _, (unknown, missing) = read_header("unit_id,name,short_nam\n", "f.csv", UNITS)
    assert (unknown.column, str(unknown.hint)) == ("short_nam", "có phải short_name?")
    assert (missing.column, missing.code) == ("short_name", "missing-column")


@cases(
    "text",
    [
        "",
        "\n",
        "2022-01-01,VP,2022-01\n",
        "date|unit_id|period\n",
        '"\n',
        "\ufffd",
    ],
)
def test_no_header_at_all(text):
    header, (problem,) = read_header(text, "f.csv", REPORTS)
    assert header is None
    assert (problem.line, problem.column, problem.code) == (1, None, "missing-column")


def test_every_column_has_a_vietnamese_header():
    for table in TABLES.values():
        for words in (
            "ngày,chỉ tiêu,đơn vị,giá trị,bước,vai trò,minh chứng,ghi chú",
            "mã đơn vị,tên đơn vị,tên viết tắt,từ ngày,đến ngày,đơn vị kế thừa",
            "ngày,đơn vị,đối tượng,số lượng",
            "ngày,nhiệm vụ,đơn vị,nội dung,kiến nghị,trả lời,tình trạng",
            "ngày,đơn vị,kỳ",
            "ngày,chỉ tiêu,đơn vị,mục tiêu,mức đầu kỳ,ghi chú",
        ):
            header, problems = read_header(words + "\n", "f.csv", table)
            if not problems:
                assert header.columns == table.names
                break
        else:
            raise AssertionError(table.file)


@cases(
    ("line", "place", "span"),
    [
        ("a,b,c", 0, (1, 1)),
        ("a,b,c", 2, (5, 1)),
        ("a, bb ,c", 1, (4, 2)),
        ('"a,a",b', 1, (7, 1)),
        ("a,,c", 1, (3, 0)),
        ("a", 3, None),
    ],
)
def test_the_place_of_a_cell_in_its_line(line, place, span):
    assert cell_span(line, ",", place) == span
