"""Rows added to a file in its own dialect: not one byte that stood there changes."""

from __future__ import annotations

import codecs

from campaigns import campaign_files, read
from table_kit import cases
from thidua.entry.dialect import arranged, canonical_csv, edited
from thidua.problems import Severity
from thidua.tables.columns import ACHIEVEMENTS, REPORTS, UPDATES

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


@cases(("before", "added", "lines"), CASES)
def test_rows_are_added_in_the_files_dialect(before, added, lines):
    content, _, starts = edited(before, REPORTS, {}, ROWS)
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
    content, _, starts = edited(b"date;unit_id;period\r\n", REPORTS, {}, [row, ROWS[1]])
    assert content == b'date;unit_id;period\r\n2022-03-02;"V""P\r\n;";2022-02\r\n2022-03-03;HT;2022-02\r\n'
    assert starts == [2, 4]


def test_a_row_is_said_anew_in_its_place_and_every_other_byte_stays():
    before = (
        'unit_id;date;period\r\nVP;1/2/2022;2022-01\r\n"HT";"1/2/2022";2022-01\r\n\r\nVP;1/3/2022;2022-02'
    ).encode("utf-8-sig")
    two_lines = {"date": "2022-02-09", "unit_id": "V\nP", "period": "2022-01"}
    content, moved, starts = edited(before, REPORTS, {2: two_lines, 5: ROWS[0]}, ROWS[1:])
    assert content.decode("utf-8-sig") == (
        'unit_id;date;period\r\n"V\r\nP";2022-02-09;2022-01\r\n"HT";"1/2/2022";2022-01\r\n\r\n'
        "VP;2022-03-02;2022-02\r\nHT;2022-03-03;2022-02\r\n"
    )
    assert (moved, starts) == ({2: 2, 5: 6}, [7])


def test_a_row_of_two_lines_may_become_one():
    before = b'date,unit_id,period\n2022-02-01,"V\nP",2022-01\n2022-02-01,HT,2022-01\n'
    content, moved, _ = edited(before, REPORTS, {2: ROWS[0]}, [])
    assert content == b"date,unit_id,period\n2022-03-02,VP,2022-02\n2022-02-01,HT,2022-01\n"
    assert moved == {2: 2}


def test_a_column_that_a_file_may_lack_is_added_when_a_row_fills_it():
    before = b'sep=,\ndate,task_id,unit_id,text,asks,answered\n2022-02-01,NV.1,VP,"a\nb",,\n'
    row = dict.fromkeys(UPDATES.names, "") | {"date": "2022-03-01", "text": "x", "state": "done"}
    content, _, starts = edited(before, UPDATES, {}, [row])
    assert content == (
        b'sep=,\ndate,task_id,unit_id,text,asks,answered,state\n2022-02-01,NV.1,VP,"a\nb",,,\n'
        b"2022-03-01,,,x,,,done\n"
    )
    assert starts == [5]


def test_the_canonical_dialect():
    assert canonical_csv(REPORTS.names, ROWS[:1]) == b"date,unit_id,period\n2022-03-02,VP,2022-02\n"


def test_rows_are_put_in_order_and_a_changed_one_keeps_what_the_table_does_not_know():
    head = "date,target_id,unit_id,value,stage,role,evidence,note,x_so"
    before = f"{head}\n1/2/2022,CN-01,VP,3,,,a,,A1\n\n3/2/2022,CN-01,HT,4,,,b,,B2".encode()
    names = dict.fromkeys(ACHIEVEMENTS.names, "")
    changed = {**names, "date": "2022-02-05", "target_id": "CN-01", "unit_id": "VP", "value": "5"}
    added = {**changed, "date": "2022-03-05"}
    after, lines = arranged(before, ACHIEVEMENTS, [(4, None), (2, changed), (None, added)])
    assert after.decode() == "\n".join(
        [head, "3/2/2022,CN-01,HT,4,,,b,,B2", "2022-02-05,CN-01,VP,5,,,,,A1", "2022-03-05,CN-01,VP,5,,,,,"]
    )
    assert lines == [2, 3, 4]
    after, lines = arranged(before, ACHIEVEMENTS, [(2, None), (4, changed)])
    kept = before.decode().splitlines()[1:3]
    assert after.decode().splitlines()[1:] == [*kept, "2022-02-05,CN-01,VP,5,,,,,B2"]
    assert lines == [2, 4]


def test_rows_of_several_lines_are_put_in_order_whole():
    head = "date,target_id,unit_id,value,stage,role,evidence,note"
    before = f'{head}\n1/2/2022,CN-01,VP,3,,,"a\nb",\n2/2/2022,CN-01,VP,4,,,c,\n3/2/2022,CN-01,VP,5,,,d,"e\n"'
    after, lines = arranged(before.encode(), ACHIEVEMENTS, [(5, None), (4, None), (2, None)])
    assert after.decode() == (
        f'{head}\n3/2/2022,CN-01,VP,5,,,d,"e\n"\n2/2/2022,CN-01,VP,4,,,c,\n1/2/2022,CN-01,VP,3,,,"a\nb",'
    )
    assert lines == [2, 4, 5]


def test_an_own_column_that_a_file_has_is_filled_and_one_that_it_lacks_is_added():
    head = "date,target_id,unit_id,value,stage,role,evidence,note,x_so"
    row = dict.fromkeys(ACHIEVEMENTS.names, "") | {
        "date": "2022-02-01",
        "value": "3",
        "x_so": "A2",
        "x_moi": "B",
    }
    content, _, _ = edited(f"{head}\n1/2/2022,CN-01,VP,3,,,a,,A1\n".encode(), ACHIEVEMENTS, {2: row}, [])
    assert content.decode() == f"{head},x_moi\n2022-02-01,,,3,,,,,A2,B\n"
