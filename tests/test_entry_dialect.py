"""Rows added to a file in its own dialect: not one byte that stood there changes."""

from __future__ import annotations

import codecs

import pytest
from campaigns import campaign_files, read
from thidua.entry.dialect import appended, canonical_csv
from thidua.problems import Severity
from thidua.tables.columns import REPORTS

ROWS = [
    {"date": "2022-03-02", "unit_id": "VP", "period": "2022-02"},
    {"date": "2022-03-03", "unit_id": "HT", "period": "2022-02"},
]

CASES = [
    (b"date,unit_id,period\n", b"2022-03-02,VP,2022-02\n2022-03-03,HT,2022-02\n", [2, 3]),
    (b"date,unit_id,period", b"\n2022-03-02,VP,2022-02\n2022-03-03,HT,2022-02\n", [2, 3]),
    (
        b"date,unit_id,period\r\n1/2/2022,VP,2022-01\r\n",
        b"2022-03-02,VP,2022-02\r\n2022-03-03,HT,2022-02\r\n",
        [3, 4],
    ),
    (
        b"date,unit_id,period\r1/2/2022,VP,2022-01",
        b"\r2022-03-02,VP,2022-02\r2022-03-03,HT,2022-02\r",
        [3, 4],
    ),
    (
        codecs.BOM_UTF8 + "sep=;\nkỳ;ngày;đơn vị;;\n2022-01;1/2/2022;VP;;\n\n".encode(),
        b"2022-02;2022-03-02;VP\n2022-02;2022-03-03;HT\n",
        [5, 6],
    ),
    (
        "unit_id\tdate\tperiod\r\n".encode("utf-16"),
        "VP\t2022-03-02\t2022-02\r\nHT\t2022-03-03\t2022-02\r\n".encode("utf-16-le"),
        [2, 3],
    ),
    (
        codecs.BOM_UTF16_BE + "unit_id,date,period\n".encode("utf-16-be"),
        "VP,2022-03-02,2022-02\nHT,2022-03-03,2022-02\n".encode("utf-16-be"),
        [2, 3],
    ),
]


@pytest.mark.parametrize(("before", "added", "lines"), CASES, ids=range(len(CASES)))
def test_rows_are_added_in_the_files_dialect(before, added, lines):
    content, starts = appended(before, REPORTS, ROWS)
    assert content == before + added
    assert starts == lines
    campaign, problems = read(campaign_files(reports=content))
    assert (campaign is not None, [each.code for each in problems if each.severity is Severity.ERROR]) == (
        True,
        [],
    )
    assert [row.source.line for row in campaign.reports][-2:] == lines


def test_a_cell_with_a_line_end_takes_the_files_own():
    row = {"date": "2022-03-02", "unit_id": 'V"P\n;', "period": "2022-02"}
    content, starts = appended(b"date;unit_id;period\r\n", REPORTS, [row, ROWS[1]])
    assert content == b'date;unit_id;period\r\n2022-03-02;"V""P\r\n;";2022-02\r\n2022-03-03;HT;2022-02\r\n'
    assert starts == [2, 4]


def test_the_canonical_dialect():
    assert canonical_csv(REPORTS.names, ROWS[:1]) == b"date,unit_id,period\n2022-03-02,VP,2022-02\n"
