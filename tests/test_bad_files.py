"""Files as offices spoil them, each a small change to a sound campaign, with the exact problems expected."""

from __future__ import annotations

import codecs
from datetime import date

from campaigns import (
    ACHIEVEMENTS,
    HEADCOUNT,
    PLAN,
    REPORTS,
    UNITS,
    UPDATES,
    campaign_files,
    problems_of,
    read,
)
from table_kit import cases

HEADER = ACHIEVEMENTS.partition("\n")[0]

# One row appended to achievements.csv, as line 7: (row, columns and codes of its problems).
BAD_ROWS = [
    # dates
    ("30/6/22,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("44571,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("2022-1-30,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("2022/01/30,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("30 tháng 1 năm 2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("30-Jan-2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("Quý I/2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("Q1/2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("30/02/2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("29/02/2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("01/30/2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),  # day first, always
    ("2022-01-30 08:15,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("30/01-2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("３０/01/2022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    ("30/01/0022,CN-01,VP,1,,,a,", [("date", "bad-date")]),
    (",CN-01,VP,1,,,a,", [("date", "missing-value")]),
    ("31/12/2021,CN-01,VP,1,,,a,", [("date", "outside-campaign")]),
    # ids
    ("30/01/2022,CN-99,VP,1,,,a,", [("target_id", "unknown-target")]),
    ("30/01/2022,CN-O1,VP,1,,,a,", [("target_id", "unknown-target")]),
    ("30/01/2022,СN-01,VP,1,,,a,", [("target_id", "unknown-target")]),  # a Cyrillic С
    ("30/01/2022,CN–01,VP,1,,,a,", [("target_id", "unknown-target")]),  # an en dash
    ("30/01/2022,CN01,VP,1,,,a,", [("target_id", "unknown-target")]),
    ("30/01/2022,Sáng kiến,VP,1,,,a,", [("target_id", "unknown-target")]),
    ("30/01/2022,,VP,1,,,a,", [("target_id", "missing-value")]),
    ("30/01/2022,CN-01,VQ,1,,,a,", [("unit_id", "unknown-unit")]),
    ("30/01/2022,CN-01,Phòng Hợp tác quốc tế,1,,,a,", [("unit_id", "unknown-unit")]),
    ("30/01/2022,CN-01,,1,,,a,", [("unit_id", "missing-value")]),  # blank only for rank and level
    ("30/01/2022,CN-03,,1,,,a,", [("unit_id", "missing-value")]),
    ("30/01/2022,KL-01,,1,,,a,", [("unit_id", "missing-value")]),
    # numbers
    ("30/01/2022,CN-01,VP,,,,a,", [("value", "missing-value")]),  # blank is not zero
    ("30/01/2022,CN-01,VP,mười,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,NaN,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,inf,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,1e3,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,1_000,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,0x10,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,１２,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,N/A,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,-,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,+3,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,1 250,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,1\u00a0250,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,1.250,,,a,", [("value", "not-a-number")]),  # 1250, or one and a quarter?
    ('30/01/2022,CN-01,VP,"1,250",,,a,', [("value", "not-a-number")]),
    ('30/01/2022,CN-01,VP,"1,250,000",,,a,', [("value", "not-a-number")]),
    ('30/01/2022,CN-01,VP,"2,5",,,a,', [("value", "not-whole")]),
    ("30/01/2022,CN-01,VP,2.5,,,a,", [("value", "not-whole")]),
    ("30/01/2022,CN-01,VP,12%,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,> 5,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,7-9,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,=SUM(D2:D4),,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,l2,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-01,VP,99999999999999999999999999999,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,CN-03,VP,12%,,,a,", [("value", "not-a-number")]),  # subjects, never a percentage
    ("30/01/2022,CN-03,VP,0.5,,,a,", [("value", "not-whole")]),
    ("30/01/2022,MUC-01,,1.250,,,a,", [("value", "not-a-number")]),
    ("30/01/2022,MUC-02,,4%,,,a,", [("value", "not-a-number")]),  # its unit is not %
    ("30/01/2022,XL-01,,3,,,a,", [("value", "unknown-level")]),
    ("30/01/2022,XL-01,,Hoàn thành,,,a,", [("value", "unknown-level")]),
    # fixed words
    ("30/01/2022,CN-01,VP,1,won,,a,", [("stage", "unknown-stage")]),
    ("30/01/2022,CN-01,VP,1,dề nghi nhé,,a,", [("stage", "unknown-stage")]),
    ("30/01/2022,CN-01,VP,1,,trưởng phòng,a,", [("role", "unknown-role")]),
    # evidence
    ("30/01/2022,CN-01,VP,1,,,javascript:alert(1),", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,data:text/html;base64,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,mailto:a@b.vn,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,ftp://a.vn/b,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,https://ten:mk@a.vn/b,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,https://,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,https://a.vn\\@b.vn/,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,//a.vn/b,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,\\\\may-chu\\chung,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,C:\\qd.pdf,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,evidence/khong-co.pdf,", [("evidence", "missing-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,evidence/../plan.yml,", [("evidence", "bad-evidence")]),
    ("30/01/2022,CN-01,VP,1,,,evidence\\qd-12.pdf,", [("evidence", "bad-evidence")]),
    # hidden characters
    ("30/01/2022,CN-01\u200b,VP,1,,,a,", [("target_id", "control-character")]),
    ("30/01/2022,CN-01,VP,1,,,a\u202eb,", [("evidence", "control-character")]),
    ("30/01/2022,CN-01,VP,1,,,a\u2067b,", [("evidence", "control-character")]),
    ("30/01/2022,CN-01,VP,1,,,a\x00b,", [("evidence", "control-character")]),
    ("30/01/2022,CN-01,VP,1,,,a\x07b,", [("evidence", "control-character")]),
    ("30/01/2022,CN-01,VP,1,,,a\tb,", [("evidence", "control-character")]),
    ("30/01/2022,CN-01,VP,1,,,a,b\ufeff", [("note", "control-character")]),
    # cells and rows
    ("30/01/2022,CN-01,VP,1,,,a,b,c", [(None, "too-many-cells")]),
    ("30/01/2022,CN-01,VP,1,,,a", [(None, "too-few-cells")]),
    ("\0\0\0\0\0\0", [(None, "control-character")]),
    ("30/01/2022;CN-01;VP;1;;;a;", [(None, "too-few-cells")]),
    ('30/01/2022,CN-01,VP,1,,,"a,', [(None, "open-quote")]),
    ('30/01/2022,CN-01,VP,1,,,"a" b,', [(None, "open-quote")]),
    ("Tổng cộng,,,12,,,,", [(None, "total-row")]),
    (",TỔNG CỘNG:,,12,,,,", [(None, "total-row")]),
    ("30/01/2022,CN-01,VP,1,,," + "a" * 32_768 + ",", [("evidence", "cell-too-long")]),
    ("30/01/2022,CN-01,VP,1,,," + "a" * 131_073 + ",", [(None, "cell-too-long")]),
    ("30/01/2022,CN-01,VP,1,,," + "a" * 500_001 + ",", [(None, "line-too-long")]),
    # rules across rows
    ("10/01/2022,cn-01,vpttr,7,công nhận,không giữ chức vụ,QĐ 1,", [(None, "duplicate-row")]),
    ("30/01/2022,CN-01,VP,-1,,,a,", [("value", "correction-without-note")]),
    ("30/01/2022,CN-01,VP,-3,,,a,ghi nhầm", [("value", "below-zero")]),
    ("01/02/2022,XL-01,,Hoàn thành nhiệm vụ,,,b,", [(None, "two-rows-of-a-day")]),
    ("02/02/2022,LK-01,HT,4,,,b,", [(None, "two-rows-of-a-day")]),
    ("03/02/2022,LK-01,HT,2,,,b,", [("value", "cumulative-fall")]),
    ("03/02/2022,MUC-01,HT,80,,,b,", [("unit_id", "mixed-units")]),
    ("03/02/2022,CN-03,HT,26,,,b,", [("value", "more-than-population")]),
    ("03/02/2022,KL-01,HT,31,,,b,", [("value", "more-than-population")]),
    # warnings
    ("02/03/2022,CN-01,VP,1,,,a,", [("date", "after-today")]),
    ("30/01/2022,KL-01,VP,1,đề nghị,,a,", [("stage", "idle-row")]),  # nobody proposes a breach
    ("30/01/2022,CN-01,VP,1,,,Ông Nguyễn Văn An,", [("evidence", "personal-data")]),
    ("30/01/2022,CN-01,VP,1,,,a,liên hệ 0912 345 678", [("note", "personal-data")]),
    ("30/01/2022,CN-01,VP,1,,,a,CCCD 042099001234", [("note", "personal-data")]),
    ("30/01/2022,CN-01,VP,1,,,Së Ngo¹i vô,", [("evidence", "garbled-text")]),
    ("30/01/2022,CN-01,VP,1,,,Quyáº¿t Ä‘á»‹nh,", [("evidence", "garbled-text")]),
    ("30/01/2022,CN-01,VP,1,,,Sôû Ngoaïi vuï,", [("evidence", "garbled-text")]),
    # several in one row, and several in one cell
    (
        "32/01/2022,CN-1,VQ,x,y,z,ftp:a,",
        [
            ("date", "bad-date"),
            ("target_id", "unknown-target"),
            ("unit_id", "unknown-unit"),
            ("stage", "unknown-stage"),
            ("role", "unknown-role"),
            ("evidence", "bad-evidence"),
        ],
    ),
    (
        "32/01/2022,CN-01,,x,,,a,",
        [("date", "bad-date"), ("unit_id", "missing-value"), ("value", "not-a-number")],
    ),
    ("30/01/2022,CN-01,VP,1\u200b.250\u202e,,,a,", [("value", "control-character")]),
]


@cases(("row", "expected"), BAD_ROWS)
def test_bad_row(row, expected):
    assert problems_of(achievements=ACHIEVEMENTS + row + "\n") == [
        ("achievements.csv", 7, column, code) for column, code in expected
    ]


# The same way: rows that are taken, with what they become.
GOOD_ROWS = [
    ("2022-01-30,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("30/1/2022,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("30.01.2022,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("30-01-2022,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("05/02/2022,CN-01,VP,1,,,a,", "on", "2022-02-05"),  # never 2 May
    ("2022-01-30 00:00:00,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("2022-01-30T00:00,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("30/1/2022 0:00,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    (" 30/1/2022\u00a0,CN-01,VP,1,,,a,", "on", "2022-01-30"),
    ("01/01/2022,CN-01,VP,1,,,a,", "on", "2022-01-01"),  # the campaign's first day
    ("30/01/2022,cn-01,VP,1,,,a,", "target", "CN-01"),
    ("30/01/2022, CN-01 ,VP,1,,,a,", "target", "CN-01"),
    ("30/01/2022,CN-01,vp,1,,,a,", "unit", "VP"),
    ("30/01/2022,CN-01,P. HTQT,1,,,a,", "unit", "HT"),
    ("30/01/2022,CN-01,p. htqt,1,,,a,", "unit", "HT"),
    ("30/01/2022,XL-01,,Hoàn thành nhiệm vụ,,,a,", "unit", "None"),
    ("30/01/2022,CN-01,VP,0,,,a,", "value", "0"),
    ("30/01/2022,CN-01,VP,012,,,a,", "value", "12"),
    ('30/01/2022,CN-01,VP,"12,0",,,a,', "value", "12"),
    ("30/01/2022,CN-01,VP,12.0,,,a,", "value", "12"),
    ("30/01/2022,CN-01,VP,1.250.000,,,a,", "value", "1250000"),
    ("30/01/2022,CN-01,VP,-1,,,a,ghi nhầm ngày 10/1", "value", "-1"),
    ("30/01/2022,CN-01,VP,-2,,,a,ghi nhầm", "value", "-2"),  # down to zero, not below
    ('30/01/2022,MUC-01,,"90,5",,,a,', "value", "181/2"),
    ("30/01/2022,MUC-01,,90.5,,,a,", "value", "181/2"),
    ("30/01/2022,MUC-01,,90 %,,,a,", "value", "90"),
    ("30/01/2022,MUC-01,,0.250,,,a,", "value", "1/4"),  # no thousands begin with 0
    ('30/01/2022,MUC-02,,"1,250",,,a,', "value", "5/4"),
    ('30/01/2022,MUC-02,,"1.250,5",,,a,', "value", "2501/2"),
    ("03/02/2022,MUC-01,,80,,,a,", "value", "80"),  # a level may fall
    ("03/02/2022,LK-01,HT,2,,,a,bỏ một tin trùng", "value", "2"),
    ("03/02/2022,LK-01,VP,2,,,a,", "value", "2"),
    ("30/01/2022,CN-03,HT,25,,,a,", "value", "25"),  # 30 of 30
    ("30/01/2022,XL-01,,HOÀN THÀNH XUẤT SẮC NHIỆM VỤ,,,a,", "value", "4"),
    ("30/01/2022,XL-01,,hoan thanh tot nhiem vu,,,a,", "value", "3"),
    ("30/01/2022,CN-01,VP,1,,,a,", "stage", "awarded"),  # an empty stage is the target's own
    ("30/01/2022,CN-01,VP,1,Đăng ký,,a,", "stage", "registered"),
    ("30/01/2022,CN-01,VP,1,de nghi,,a,", "stage", "proposed"),
    ("30/01/2022,CN-01,VP,1,AWARDED,,a,", "stage", "awarded"),
    ("30/01/2022,CN-01,VP,1,,Lãnh đạo,a,", "role", "leader"),
    ("30/01/2022,CN-01,VP,1,,khong giu chuc vu,a,", "role", "staff"),
    ("30/01/2022,CN-01,VP,1,,,https://a.vn/qd?so=1#2,", "evidence", "https://a.vn/qd?so=1#2"),
    ("30/01/2022,CN-01,VP,1,,,evidence/qd-12.pdf,", "evidence", "evidence/qd-12.pdf"),
    ("30/01/2022,CN-01,VP,1,,,QĐ: 12/QĐ-SNgV,", "evidence", "QĐ: 12/QĐ-SNgV"),
    ('30/01/2022,CN-01,VP,1,,,"QĐ số 5, ký ngày 1/2",', "evidence", "QĐ số 5, ký ngày 1/2"),
    ("30/01/2022,CN-01,VP,1,,,<b>=1+1</b>,", "evidence", "<b>=1+1</b>"),
    ('30/01/2022,CN-01,VP,1,,,a,"dòng một\ndòng hai"', "note", "dòng một\ndòng hai"),
    ("30/01/2022,CN-01,VP,1,,,a, có ghi chú ,,,", "note", "có ghi chú"),
    ("30/01/2022,CN-01,VP,1,,,a,Ho\u0300a", "note", "Hòa"),  # NFC after reading
    ("10/01/2022,CN-01,VP,2,awarded,staff,QĐ 2,", "evidence", "QĐ 2"),  # not row 2 once more
    ("30/01/2022,CN-01,VP,1,,,Giải thưởng Hồ Chí Minh,", "evidence", "Giải thưởng Hồ Chí Minh"),
]


@cases(("row", "field", "expected"), GOOD_ROWS)
def test_good_row(row, field, expected):
    campaign, problems = read(campaign_files(achievements=ACHIEVEMENTS + row + "\n"))
    assert problems == []
    assert str(getattr(campaign.achievements[-1], field)) == expected
    assert campaign.achievements[-1].source.line == 7


def without(text: str, part: str, instead: str = "") -> str:
    assert text.count(part) == 1
    return text.replace(part, instead)


# A file of the campaign (by its short name) and the problems expected in it.
BAD_FILES = [
    # no file, or not this one
    ("plan", None, []),
    ("units", None, []),
    ("headcount", None, []),
    ("achievements", None, []),
    ("achievements", b"PK\x03\x04" + b"\x00" * 40, [(None, None, "wrong-file-type")]),
    ("achievements", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [(None, None, "wrong-file-type")]),
    ("achievements", "<html><body><table>" + ACHIEVEMENTS, [(None, None, "wrong-file-type")]),
    ("achievements", "<!DOCTYPE html>\n" + ACHIEVEMENTS, [(None, None, "wrong-file-type")]),
    ("achievements", "%PDF-1.7", [(None, None, "wrong-file-type")]),
    ("achievements", b"a" * 20_000_001, [(None, None, "file-too-big")]),
    # encodings
    ("achievements", (ACHIEVEMENTS + "é").encode("cp1252", "replace"), [(4, None, "bad-encoding")]),
    ("units", b"unit_id,name,short_name\nVP,Pho\xccng,P", [(2, None, "bad-encoding")]),
    ("units", "unit_id,name,short_name\nVP,V¨n phßng vô,P".encode("latin-1"), [(2, None, "bad-encoding")]),
    ("units", UNITS.encode("utf-16-le"), [(1, None, "bad-encoding")]),
    ("units", UNITS.encode("utf-32"), [(1, None, "bad-encoding")]),
    ("units", UNITS.encode("utf-16")[:-1], [(3, None, "bad-encoding")]),
    ("plan", PLAN.encode("utf-16-be"), [(1, None, "bad-encoding")]),
    # whole texts
    (
        "achievements",
        without(ACHIEVEMENTS, "2022-01-15", "<<<<<<< HEAD\n2022-01-15"),
        [(3, None, "conflict-marker")],
    ),
    ("achievements", ACHIEVEMENTS + ">>>>>>> nhanh-khac\n", [(7, None, "conflict-marker")]),
    ("plan", without(PLAN, "closes:", "<<<<<<< HEAD\ncloses:"), [(6, None, "conflict-marker")]),
    ("achievements", HEADER + "\n" + "\n" * 1_000_001, []),
    ("achievements", HEADER + "\n" + "\n" * 1_000_001 + "x", [(None, None, "too-many-rows")]),
    # columns and files that may be absent
    (
        "updates",
        UPDATES.replace("answered\n", "answered,tinh trang\n").replace(",,\n", ",,,xong rồi\n"),
        [(2, "state", "unknown-state"), (3, None, "too-few-cells")],
    ),
    (
        "units",
        "unit_id,name,short_name,start,end\nVP,Văn phòng,,1/1/22,\nHT,b,,,x\n",
        [(2, "start", "bad-date"), (3, "end", "bad-date")],
    ),
    (
        "units",
        UNITS.replace("short_name\n", "short_name,successor\n")
        .replace("TTr\n", "TTr,VQ\n")
        .replace("P. HTQT\n", "P. HTQT,\n"),
        [(2, "successor", "unknown-unit")],
    ),
    ("reports", REPORTS + "2022-02-04,VP,2022-Q1\n", [(4, "period", "bad-period")]),
    (
        "allocations",
        "date,target_id,unit_id,goal,baseline,note\n1/1/2022,CN-99,VP,a,,\n32/1/2022,CN-01,VX,,,\n"
        "1/1/2022,CN-01,VP,năm,,\n1/1/2022,CN-03,VP,15%,,\n1/1/2022,XL-01,VP,Giỏi,,\n",
        [
            (2, "target_id", "unknown-target"),
            (3, "date", "bad-date"),
            (3, "unit_id", "unknown-unit"),
            (3, "goal", "missing-value"),
            (4, "goal", "not-a-number"),
            (5, "goal", "not-a-number"),
            (6, "goal", "unknown-level"),
        ],
    ),
    ("allocations", "date,target_id,unit_id,goal,note\n", [(1, "baseline", "missing-column")]),
    ("allocations", "", [(1, None, "missing-column")]),
    # units that begin and end
    (
        "units",
        "unit_id,name,short_name,start,end,successor\nVP,Văn phòng,,,,\nHT,Phòng Hợp tác,P. HTQT,,,\n"
        "A,a,,31/3/2023,,\nB,b,,1/4/2023,,\n",
        [(5, "start", "outside-unit")],
    ),
    (
        "units",
        "unit_id,name,short_name,start,end,successor\nVP,Văn phòng,,,,HT\nHT,Phòng Hợp tác,P. HTQT,,,\n"
        "A,a,,2/7/2022,30/6/2022,\nB,b,,,30/6/2022,A\nC,c,,,30/6/2022,D\nD,d,,1/7/2022,31/7/2022,C\n",
        [
            (2, "successor", "bad-successor"),
            (4, "end", "unit-reversed"),
            (5, "successor", "bad-successor"),
            (6, "successor", "successor-circle"),
            (7, "successor", "successor-circle"),
        ],
    ),
    (
        "allocations",
        "date,target_id,unit_id,goal,baseline,note\n1/1/2022,KL-01,VP,90,,\n1/1/2022,CN-01,VP,0,,\n"
        "1/1/2022,CN-01,HT,-1,,\n1/1/2022,CN-03,VP,101,,\n1/1/2022,XL-01,VP,không hoàn thành nhiệm vụ,,\n"
        "1/1/2022,MUC-02,VP,3,,\n1/1/2022,MUC-02,HT,3,3,\n1/2/2022,CN-01,VP,5,4,\n1/1/2022,CN-01,VP,9,,\n"
        "1/4/2023,CN-01,VP,10,,\n",
        [
            (2, "target_id", "allocation-not-allowed"),
            (3, "goal", "goal-equals-baseline"),
            (4, "goal", "goal-out-of-range"),
            (5, "goal", "goal-out-of-range"),
            (6, "target_id", "idle-allocation"),
            (6, "goal", "goal-equals-baseline"),
            (7, "target_id", "idle-allocation"),
            (7, "baseline", "missing-value"),
            (8, "goal", "goal-equals-baseline"),
            (9, "goal", "allocations-below-goal"),
            (9, "baseline", "baseline-not-allowed"),
            (10, None, "duplicate-row"),
            (10, "goal", "allocations-below-goal"),
            (11, "date", "outside-campaign"),
            (11, "date", "after-today"),
        ],
    ),
    # goals that no unit can report on, or that come too late; a rank's lowest counts where nothing is said
    (
        "allocations",
        "date,target_id,unit_id,goal,baseline,note\n1/1/2022,MUC-01,VP,80,,\n1/1/2022,MUC-01,HT,80,,\n"
        "1/1/2022,MUC-02,VP,3,5,\n2/1/2023,LK-01,VP,20,,\n31/12/2022,LK-01,HT,20,,\n"
        "1/1/2022,XL-01,VP,Hoàn thành nhiệm vụ,,\n1/2/2022,MUC-02,VP,không giao,,\n",
        [
            (2, "target_id", "idle-allocation"),
            (4, "target_id", "idle-allocation"),
            (5, "date", "after-today"),
            (5, "date", "idle-allocation"),
            (6, "date", "after-today"),
            (7, "target_id", "idle-allocation"),
        ],
    ),
    # percentages typed as shares, 0,85 for 85 %: only beside others that are far above
    (
        "allocations",
        "date,target_id,unit_id,goal,baseline,note\n1/1/2022,CN-03,VP,0.15,,\n1/1/2022,CN-03,HT,15,,\n"
        "1/1/2022,MUC-01,VP,0.85,0.8,\n1/1/2022,MUC-01,HT,85,0.8,\n1/1/2022,MUC-02,VP,0.5,5,\n",
        [
            (2, "goal", "below-one-percent"),
            (4, "target_id", "idle-allocation"),
            (4, "goal", "below-one-percent"),
            (5, "baseline", "below-one-percent"),
            (6, "target_id", "idle-allocation"),
        ],
    ),
    # headers
    ("achievements", "", [(1, None, "missing-column")]),
    ("achievements", "\n\n", [(1, None, "missing-column")]),
    ("achievements", without(ACHIEVEMENTS, HEADER + "\n"), [(1, None, "missing-column")]),
    ("achievements", without(ACHIEVEMENTS, HEADER, HEADER.replace(",", "|")), [(1, None, "missing-column")]),
    ("reports", without(REPORTS, ",period").replace(",2022-01\n", "\n"), [(1, "period", "missing-column")]),
    (
        "reports",
        without(REPORTS, ",period", ",month"),
        [(1, "month", "unknown-column"), (1, "period", "missing-column")],
    ),
    (
        "reports",
        without(REPORTS, ",period", ",period,stt").replace("2022-01\n", "2022-01,1\n"),
        [(1, "stt", "unknown-column")],
    ),
    (
        "reports",
        without(REPORTS, ",period", ",period,,x").replace("2022-01\n", "2022-01,,\n"),
        [(1, None, "unknown-column"), (1, "x", "unknown-column")],
    ),
    (
        "reports",
        without(REPORTS, ",period", ",period,Kỳ").replace("2022-01\n", "2022-01,2022-01\n"),
        [(1, "period", "duplicate-column")],
    ),
    ("reports", without(REPORTS, ",period", ",per\u200biod"), [(1, "period", "control-character")]),
    ("reports", "BÁO CÁO THÁNG\n" + REPORTS, [(1, None, "rows-above-header")]),
    ("reports", "BÁO CÁO THÁNG;;\n;;\n" + REPORTS.replace(",", ";"), [(1, None, "rows-above-header")]),
    ("reports", ",".join(f"c{place}" for place in range(100_000)), [(1, None, "too-many-columns")]),
    # a missing column does not hide what is wrong in the others
    ("reports", "date,unit_id\n32/1/2022,VP\n", [(1, "period", "missing-column"), (2, "date", "bad-date")]),
    # units.csv
    ("units", UNITS + "VP,Văn phòng khác,VPK\n", [(4, "unit_id", "duplicate-id")]),
    ("units", UNITS + "vp,Văn phòng khác,VPK\n", [(4, "unit_id", "duplicate-id")]),
    ("units", UNITS + "LS,Phòng Lãnh sự,VPTTr\n", [(4, "short_name", "duplicate-id")]),
    ("units", UNITS + "LS,Phòng Lãnh sự,ht\n", [(4, "short_name", "duplicate-id")]),
    ("units", UNITS + "Phòng 1,Phòng Lãnh sự,LS\n", [(4, "unit_id", "bad-id")]),
    ("units", UNITS + "con,Phòng Lãnh sự,LS\n", [(4, "unit_id", "bad-id")]),
    ("units", UNITS + "LPT1.x,Phòng Lãnh sự,LS\n", [(4, "unit_id", "bad-id")]),
    ("units", UNITS + "..,Phòng Lãnh sự,LS\n", [(4, "unit_id", "bad-id")]),
    ("units", UNITS + "a/b,Phòng Lãnh sự,LS\n", [(4, "unit_id", "bad-id")]),
    ("units", UNITS + "L" * 65 + ",Phòng Lãnh sự,LS\n", [(4, "unit_id", "bad-id")]),
    ("units", UNITS + "LS,,LS\n", [(4, "name", "missing-value")]),
    ("units", UNITS + ",Phòng Lãnh sự,LS\n", [(4, "unit_id", "missing-value")]),
    ("units", UNITS + "9,Tổng cộng,9\n", [(4, None, "total-row")]),
    ("units", UNITS + "VP2,Văn  phòng – Thanh Tra,VP2\n", [(4, "name", "unit-spelt-twice")]),
    # headcount.csv
    ("headcount", HEADCOUNT + "2022-02-01,VP,staf,10\n", [(4, "population", "unknown-population")]),
    ("headcount", HEADCOUNT + "2022-02-01,VP,người,10\n", [(4, "population", "unknown-population")]),
    ("headcount", HEADCOUNT + "2022-02-01,VP,staff,\n", [(4, "size", "missing-value")]),
    ("headcount", HEADCOUNT + "2022-02-01,VP,staff,-1\n", [(4, "size", "negative-size")]),
    ("headcount", HEADCOUNT + "2022-02-01,VP,staff,9.5\n", [(4, "size", "not-whole")]),
    ("headcount", HEADCOUNT + "2022-02-01,,staff,9\n", [(4, "unit_id", "missing-value")]),
    ("headcount", HEADCOUNT + "2022-01-01,vp,Staff,11\n", [(4, None, "duplicate-row")]),
    (
        "headcount",
        HEADCOUNT + "2023-04-01,VP,staff,10\n",
        [(4, "date", "outside-campaign"), (4, "date", "after-today")],
    ),
    ("headcount", HEADCOUNT + "2022-01-01,Tổng cộng,staff,30\n", [(4, None, "total-row")]),
    (
        "headcount",
        HEADCOUNT + "2022-02-01,HT,staff,2\n2022-02-02,VP,staff,2\n",
        [(5, "size", "more-than-population")],
    ),
    ("headcount", "date,unit_id,population,size\n", [(None, None, "missing-headcount")]),
    ("headcount", HEADCOUNT.replace("2022-01-01", "2022-01-02"), [(2, "date", "missing-headcount")]),
    ("headcount", HEADCOUNT.replace(",10", ",0").replace(",20", ",0"), [(3, "size", "zero-population")]),
    # updates.csv
    ("updates", UPDATES + "2022-02-01,NV.2,VP,Đã làm,,\n", [(4, "task_id", "unknown-task")]),
    ("updates", UPDATES + "2022-02-01,NV.1,VP,,,\n", [(4, "text", "missing-value")]),
    ("updates", UPDATES.splitlines()[0] + ",state\n2022-02-01,NV.1,VP,,,,xong\n", []),
    ("updates", UPDATES + "2022-02-01,NV.1,,Đã làm,,\n", [(4, "unit_id", "missing-value")]),
    ("updates", UPDATES + "2022-02-01,NV.1,VP,,Xin xe,rồi\n", [(4, "answered", "bad-date")]),
    (
        "updates",
        UPDATES + "2022-02-01,NV.1,VP,,Xin xe,2022-01-01\n",
        [(4, "answered", "answer-without-question")],
    ),
    (
        "updates",
        UPDATES + "2022-02-01,NV.1,VP,Xong,,2022-02-02\n",
        [(4, "answered", "answer-without-question")],
    ),
    ("updates", UPDATES + "2022-02-01,NV.1,VP,,Xin xe,2022-03-01\n", []),
    ("updates", UPDATES + "2022-02-01,NV.1,VP,,Xin xe,2022-03-02\n", [(4, "answered", "after-today")]),
    ("updates", UPDATES + "2021-02-01,NV.1,VP,Xong,,\n", [(4, "date", "outside-campaign")]),
    ("updates", UPDATES + "2022-01-20,NV.1,VP,Đã phát động,,\n", [(4, None, "duplicate-row")]),
    ("updates", UPDATES + "2022-02-01,NV.1,VP,Gặp bà Trần Thị Bình,,\n", [(4, "text", "personal-data")]),
    # reports.csv
    ("reports", REPORTS + "2022-02-03,VP,02/2022\n", [(4, "period", "bad-period")]),
    ("reports", REPORTS + "2022-02-03,VP,2022-2\n", [(4, "period", "bad-period")]),
    ("reports", REPORTS + "2022-02-03,VP,2022-13\n", [(4, "period", "bad-period")]),
    ("reports", REPORTS + "2022-02-03,VP,\n", [(4, "period", "missing-value")]),
    ("reports", REPORTS + "2022-02-03,VP,2021-12\n", [(4, "period", "outside-campaign")]),
    ("reports", REPORTS + "2022-02-03,VP,2022-01\n", [(4, None, "duplicate-row")]),
    ("reports", REPORTS + "2022-02-01,VP,2022-02\n2022-02-28,HT,2022-03\n", [(5, "date", "early-report")]),
    # letters garbled on the way
    ("units", UNITS + "LS,Phßng L·nh sù,LS\n", [(4, "name", "garbled-text")]),
    ("plan", without(PLAN, "Có 10 sáng kiến.", "CÃ³ 10 sÃ¡ng kiáº¿n."), [(11, None, "garbled-text")]),
    # plan.yml against units.csv
    ("plan", without(PLAN, "owner: VP}", "owner: VQ}"), [(12, "owner", "unknown-unit")]),
]


@cases(
    ("file", "content", "expected"),
    BAD_FILES,
)
def test_bad_file(file, content, expected):
    name = "plan.yml" if file == "plan" else f"{file}.csv"
    found = problems_of(**{file: content})
    assert [problem[1:] for problem in found if problem[0] == name] == expected
    assert {problem[0] for problem in found if problem[3] != "report-missing"} <= {name}


def in_dialect(text: str, *, delimiter: str = ",", end: str = "\n") -> str:
    return text.replace(",", delimiter).replace("\n", end)


# Another way to write the same file.
GOOD_FILES = [
    ("achievements", codecs.BOM_UTF8 + ACHIEVEMENTS.encode()),
    ("achievements", ACHIEVEMENTS.encode("utf-16")),
    ("achievements", codecs.BOM_UTF16_BE + ACHIEVEMENTS.encode("utf-16-be")),
    ("achievements", in_dialect(ACHIEVEMENTS, end="\r\n")),
    ("achievements", in_dialect(ACHIEVEMENTS, end="\r")),
    ("achievements", ACHIEVEMENTS.rstrip("\n")),
    ("achievements", in_dialect(ACHIEVEMENTS, delimiter=";")),
    ("achievements", in_dialect(ACHIEVEMENTS, delimiter="\t")),
    ("achievements", in_dialect(ACHIEVEMENTS, end=",,\n")),  # trailing empty columns
    ("achievements", ACHIEVEMENTS + ",,,,,,,\n\n , ,,,,,,\n"),  # blank rows at the end
    ("achievements", ACHIEVEMENTS.replace(",", " , ").replace("\n", "\u00a0\n")),
    (
        "achievements",
        without(ACHIEVEMENTS, HEADER, "NGÀY,Chỉ tiêu,don vi,Giá trị,bước,VAI TRÒ,Minh chứng,ghi chu"),
    ),
    ("achievements", without(ACHIEVEMENTS, HEADER, HEADER.upper())),
    ("achievements", "\n".join(",".join(reversed(line.split(","))) for line in ACHIEVEMENTS.splitlines())),
    ("achievements", ACHIEVEMENTS.replace("2022-01-10", '"2022-01-10"')),
    ("units", without(UNITS, "unit_id,name,short_name", "Mã đơn vị,Tên đơn vị,Tên viết tắt")),
    ("headcount", without(HEADCOUNT, "date,unit_id,population,size", "Ngày,Đơn vị,Đối tượng,Số lượng")),
    (
        "updates",
        without(
            UPDATES,
            "date,task_id,unit_id,text,asks,answered",
            "ngay,nhiem vu,don vi,noi dung,kien nghi,tra loi",
        ),
    ),
    ("reports", without(REPORTS, "date,unit_id,period", "Ngày,Mã đơn vị,Kỳ")),
    ("plan", in_dialect(PLAN, delimiter=",", end="\r\n")),
    ("plan", codecs.BOM_UTF8 + PLAN.encode()),
]


@cases(("file", "content"), GOOD_FILES)
def test_another_dialect_of_the_same_file(file, content):
    sound, _ = read(campaign_files())
    campaign, problems = read(campaign_files(**{file: content}))
    assert problems == []
    for table in ("units", "headcounts", "achievements", "updates", "reports"):
        assert getattr(campaign, table) == getattr(sound, table)


@cases(
    ("above", "line"),
    [
        ("sep=,\n", 8),
        ("sep=;\n", 8),
        ('"sep=,"\n', 8),
        ("\n\n", 9),
        ("", 7),
    ],
)
def test_the_line_named_is_the_physical_one(above, line):
    spoilt = above + ACHIEVEMENTS + "30/02/2022,CN-01,VP,1,,,a,\n"
    assert problems_of(achievements=spoilt) == [("achievements.csv", line, "date", "bad-date")]


def test_lines_inside_quotes_are_counted():
    spoilt = ACHIEVEMENTS + '30/01/2022,CN-01,VP,1,,,a,"một\nhai\n\nba"\n30/02/2022,CN-01,VP,1,,,b,\n'
    assert problems_of(achievements=spoilt) == [("achievements.csv", 11, "date", "bad-date")]


def test_reading_goes_on_below_an_open_quote():
    rows = '30/01/2022,CN-01,VP,1,,,"a,\n30/02/2022,CN-01,VP,1,,,b,\n31/01/2022,CN-99,VP,1,,,c,\n'
    assert problems_of(achievements=ACHIEVEMENTS + rows) == [
        ("achievements.csv", 7, None, "open-quote"),
        ("achievements.csv", 8, "date", "bad-date"),
        ("achievements.csv", 9, "target_id", "unknown-target"),
    ]


@cases(
    ("today", "lines"),
    [
        ("2022-12-31", []),
        ("2023-01-01", [21]),  # MUC-02; KL-01 is a norm, where no row is good news
    ],
)
def test_targets_without_rows_are_told_once_their_due_day_is_over(today, lines):
    found = problems_of(today=date.fromisoformat(today))
    assert [line for _, line, _, code in found if code == "no-rows-past-due"] == lines


def test_all_problems_of_all_files_are_told_at_once():
    found = problems_of(
        plan=without(PLAN, "title:", "titel:"),
        units=UNITS + "VP,a,b\n",
        headcount=HEADCOUNT + "x,VP,staff,1\n",
        achievements=ACHIEVEMENTS + "x,CN-01,VP,1,,,a,\n",
        updates=UPDATES + "x,NV.1,VP,a,,\n",
        reports=REPORTS + "x,VP,2022-01\n",
    )
    assert [problem for problem in found if problem[0] != "plan.yml"] == [
        ("achievements.csv", 7, "date", "bad-date"),
        ("headcount.csv", 4, "date", "bad-date"),
        ("reports.csv", 4, "date", "bad-date"),
        ("units.csv", 4, "unit_id", "duplicate-id"),
        ("updates.csv", 4, "date", "bad-date"),
    ]
    assert ("plan.yml", 2, "titel", "unknown-key") in found


@cases(
    ("typed", "instead", "column", "code"),
    [
        ("populations:", "population:", "population", "unknown-key"),
        ("targets:\n", "target:\n", "target", "unknown-key"),
        ("tasks:\n", "taks:\n", "taks", "unknown-key"),
        (
            "tasks:\n  - {id: NV.1, clause: III.2.1, text: Học tập và làm theo.}\n",
            "tasks: x",
            "tasks",
            "wrong-kind",
        ),
        ("closes: 2023-03-31", "closes: 2022-01-31", "closes", "closes-too-early"),
        ("end: 2022-12-31", "end: 2021-12-31", "end", "phase-reversed"),
        (
            "goal: {at_least: 20}",
            "goal: {at_least: 20}, due: 2021-12-31, pace: [{by: 2022-06-30, value: 4}]",
            "due",
            "due-before-start",
        ),
        ("title:", "report_every: tuần\ntitle:", "report_every", "unknown-word"),
        ("population: staff}\n  - {id: XL", "popluation: staff}\n  - {id: XL", "popluation", "unknown-key"),
        ("goal: {at_least: 20}", "goal: {atleast: 20}", "atleast", "unknown-key"),
        ("baseline: 5", "base: 5", "base", "unknown-key"),
        ("baseline: 5}", "baseline: 5, from: {sums: [CN-01]}}", "sums", "unknown-key"),
    ],
)
def test_one_slip_of_a_plan_is_told_once_whatever_leans_on_it(typed, instead, column, code):
    found = problems_of(plan=without(PLAN, typed, instead))
    assert [(file, *rest) for file, _, *rest in found] == [("plan.yml", column, code)]


def test_units_of_a_level_are_not_asked_how_they_add_up_where_that_was_said_wrongly():
    rows = ACHIEVEMENTS.replace("MUC-01,,", "MUC-01,VP,")
    for words, code in (("across: gộp", "unknown-word"), ("acros: sum", "unknown-key")):
        found = problems_of(
            plan=without(PLAN, "goal: {at_least: 90}", f"goal: {{at_least: 90}}, {words}"), achievements=rows
        )
        assert [each[-1] for each in found] == [code]


@cases(
    ("units", "told"),
    [
        (UNITS.replace("Văn phòng - ", "Văn phòng, "), [(2, None, "too-many-cells")]),  # a comma in a name
        (UNITS.replace("VP,Văn phòng - Thanh tra,", "VP,"), [(2, None, "too-few-cells")]),
        (UNITS.replace("unit_id", "unit"), [(1, "unit", "unknown-column"), (1, "unit_id", "missing-column")]),
    ],
)
def test_rows_of_units_that_are_not_read_to_the_end_are_rows_of_units(units, told):
    assert problems_of(units=units) == [("units.csv", *each) for each in told]


def test_rows_under_a_header_of_another_length_are_not_asked_for_their_number_of_cells():
    assert problems_of(achievements=ACHIEVEMENTS.replace(",note\n", "\n")) == [
        ("achievements.csv", 1, "note", "missing-column")
    ]
    twice = [each[-1] for each in problems_of(achievements=ACHIEVEMENTS.replace(",note\n", ",note,note\n"))]
    assert twice == ["duplicate-column"]
    misspelt = ACHIEVEMENTS.replace(",note\n", ",nots\n") + ",,,,,,,,,,,,x\n"
    codes = [each[-1] for each in problems_of(achievements=misspelt)]
    assert codes == ["unknown-column", "missing-column", "too-many-cells"]
