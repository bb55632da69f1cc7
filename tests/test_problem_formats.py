"""Problems told to people, to programs, and to code forges."""

from __future__ import annotations

import json

from campaigns import ACHIEVEMENTS, campaign_files, read
from thidua.problems import Problem, Severity
from thidua.problems.formats import as_github, as_json, as_text
from thidua.text import Text


def found(row: str) -> list[Problem]:
    _, problems = read(campaign_files(achievements=ACHIEVEMENTS + row + "\n"))
    return problems


def test_text_shows_the_line_and_a_caret_under_the_cell():
    assert as_text(found("30/02/2022,CN-O1,VP,1,,,a,")) == (
        "data/2022/achievements.csv:7:1: bad-date: “30/02/2022” không phải là ngày"
        " — lịch không có ngày này; ghi ngày/tháng/năm, ví dụ 30/06/2022\n"
        "    30/02/2022,CN-O1,VP,1,,,a,\n"
        "    ^^^^^^^^^^\n"
        "data/2022/achievements.csv:7:12: unknown-target: không có chỉ tiêu “CN-O1” trong kế hoạch 2022"
        " — có phải CN-01?\n"
        "    30/02/2022,CN-O1,VP,1,,,a,\n"
        "               ^^^^^\n"
        "2 lỗi. Không có gì được xuất bản.\n"
    )


def test_the_caret_stands_under_a_quoted_or_padded_cell():
    _, first, second, third = as_text(found('30/01/2022,"CN-99", VP ,1,,,a,')).split("\n")[:4]
    assert (first, second) == ('    30/01/2022,"CN-99", VP ,1,,,a,', "               ^^^^^^^")
    assert third == "1 lỗi. Không có gì được xuất bản."
    assert as_text(found("30/01/2022,CN-01, VQ ,1,,,a,")).split("\n")[2] == "                      ^^"


def test_a_blank_cell_has_its_caret_too():
    assert as_text(found("30/01/2022,CN-01,VP,,,,a,")).split("\n")[2] == "                        ^"


def test_a_long_line_is_cut_around_the_cell():
    row = "30/01/2022,CN-01,VP,1,,," + "a" * 300 + ",đầu\tcuối"
    head, line, caret, _, _ = as_text(found(row)).split("\n")
    assert head.startswith("data/2022/achievements.csv:7:326: control-character: ")
    assert line.startswith("    …aaa") and len(line) < 120
    assert line[caret.index("^") :] == "đầu cuối" and caret.count("^") == len("đầu cuối")


def test_hidden_characters_do_not_reach_the_terminal():
    assert "\x1b" not in as_text(found("30/01/2022,CN-01,VP,1,,,a\x1b[31m,"))
    named = [Problem("data/a\x1b[31m\nb/plan.yml", 1, None, "x", Text("sai"), Text("sửa"))]
    assert as_text(named).startswith("data/aU+001B[31mU+000Ab/plan.yml:1: x: ")
    assert as_github(named).startswith("::error file=data/aU+001B[31mU+000Ab/plan.yml,line=1,")


def test_at_most_two_hundred_are_printed():
    problems = [Problem("f.csv", line, None, "x", Text("sai"), Text("sửa")) for line in range(1, 302)]
    lines = as_text(problems).splitlines()
    assert len(lines) == 202
    assert lines[-2:] == ["… và 101 mục nữa, không in hết.", "301 lỗi. Không có gì được xuất bản."]


def test_the_last_line_counts_errors_and_warnings():
    error = Problem("f.csv", None, None, "x", Text("sai"), Text("sửa"))
    warning = Problem("f.csv", 3, None, "y", Text("lạ"), Text("xem"), Severity.WARNING)
    assert as_text([]) == "Không có lỗi.\n"
    assert as_text([warning]) == "f.csv:3: y: cảnh báo: lạ — xem\nKhông có lỗi, 1 cảnh báo.\n"
    assert as_text([error]) == "f.csv: x: sai — sửa\n1 lỗi. Không có gì được xuất bản.\n"
    assert as_text([error, warning]).splitlines()[-1] == "1 lỗi, 1 cảnh báo. Không có gì được xuất bản."


def test_json_is_one_array():
    assert json.loads(as_json([])) == []
    assert json.loads(as_json(found("30/01/2022,CN-1,VP,1,,,a,"))) == [
        {
            "file": "data/2022/achievements.csv",
            "line": 7,
            "column": "target_id",
            "code": "unknown-target",
            "severity": "error",
            "message": "không có chỉ tiêu “CN-1” trong kế hoạch 2022",
            "hint": "có phải CN-01?",
        }
    ]


def test_json_has_null_where_there_is_no_line():
    (row,) = json.loads(as_json([Problem("data/x.csv", None, None, "missing-file", Text("a"), Text("b"))]))
    assert (row["line"], row["column"]) == (None, None)


def test_a_message_quotes_at_most_sixty_characters():
    (problem,) = found("30/01/2022,CN-01,VP," + "x" * 500 + ",,,a,")
    assert str(problem.message) == "“" + "x" * 59 + "…” không phải là số"
    (problem,) = found("30/01/2022,CN-01,VP," + "x" * 60 + ",,,a,")
    assert str(problem.message) == "“" + "x" * 60 + "” không phải là số"


def test_a_message_writes_hidden_characters_by_number():
    (problem,) = found("30/01/2022,CN\u200b\x07-01,VP,1,,,a,")
    assert str(problem.message) == "“CNU+200BU+0007-01” có ký tự ẩn U+200B ở vị trí thứ 3"


def test_a_message_quotes_what_was_typed_and_not_what_was_read():
    (problem,) = found("31.12.2021,CN-01,VP,1,,,a,")
    assert str(problem.message) == "ngày “31.12.2021” nằm ngoài phong trào 2022"


def test_github_annotations_are_escaped():
    problem = Problem("data/a,b:c.csv", 7, "date", "bad-date", Text("100 % sai\nhai dòng"), Text("sửa: a, b"))
    assert as_github([problem]) == (
        "::error file=data/a%2Cb%3Ac.csv,line=7,title=bad-date::100 %25 sai%0Ahai dòng — sửa: a, b\n"
    )


def test_github_warnings_without_a_line():
    problem = Problem("data/r.csv", None, None, "report-missing", Text("a"), Text("b"), Severity.WARNING)
    assert as_github([problem]) == "::warning file=data/r.csv,title=report-missing::a — b\n"


def test_messages_are_said_in_the_translators_language():
    english = {"sai": "wrong", "sửa": "mend", "{errors} lỗi.": "{errors} errors."}
    english["Không có gì được xuất bản."] = "Nothing was published."
    problem = Problem("f.csv", 1, None, "x", Text("sai"), Text("sửa"))
    assert as_text([problem], english.__getitem__) == (
        "f.csv:1: x: wrong — mend\n1 errors. Nothing was published.\n"
    )
    assert as_text([problem], english.__getitem__, of_site=False).endswith("\n1 errors.\n")
    assert json.loads(as_json([problem], english.__getitem__))[0]["message"] == "wrong"
