"""CSV files made canonical: the same meaning, the same order, one dialect; all of them or none."""

from __future__ import annotations

from datetime import date

import pytest
from campaigns import ACHIEVEMENTS, HEADCOUNT, REPORTS, UNITS, UPDATES, campaign_files, read, write_campaign
from draws import draws
from entry_kit import NEW_YEAR, Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from office_kit import saved_as
from thidua.entry.dialect import tidied
from thidua.intake.assemble import Folder
from thidua.intake.read import load


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


EXCEL = (
    "sep=;\r\nGiá trị;NGÀY;chi tieu;đơn vị;Bước;vai trò;minh chứng;ghi chú;;\r\n"
    "2,0;10/1/2022;cn-01;VPTTr;CÔNG NHẬN;không giữ chức vụ; QĐ 1 ;\r\n"
    ";;;;;;;\r\n"
    "5;15.01.2022;CN-03;p. htqt;;;QĐ 2;đợt đầu;;\r\n"
    "hoan thanh tot nhiem vu;01/02/2022 00:00;XL-01;;;;;\r\n"
    '85%;1-2-2022;MUC-01;;;;"a;b\nc";\r\n'
    "3;2/2/2022;LK-01;HT;;;;\r\n"
)
CANONICAL = """\
date,target_id,unit_id,value,stage,role,evidence,note
2022-01-10,CN-01,VP,2,awarded,staff,QĐ 1,
2022-01-15,CN-03,HT,5,,,QĐ 2,đợt đầu
2022-02-01,XL-01,,Hoàn thành tốt nhiệm vụ,,,,
2022-02-01,MUC-01,,85,,,"a;b
c",
2022-02-02,LK-01,HT,3,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_excel_saved_becomes_canonical(desk, encoding):
    desk.achievements.write_bytes(EXCEL.encode(encoding))
    before = load("data", None, date(2022, 3, 1)).campaigns[0]
    code, out, err = desk.run("tidy", "data/2022/achievements.csv")
    assert (code, err) == (0, "")
    assert out == "data/2022/achievements.csv: đã ghi lại theo dạng chuẩn.\n"
    assert desk.achievements.read_bytes().decode() == CANONICAL
    after = load("data", None, date(2022, 3, 1)).campaigns[0]
    assert [said(row) for row in before.achievements] == [said(row) for row in after.achievements]


def said(row):
    return row.on, row.target, row.unit, row.value, row.stage, row.role, row.evidence, row.note


@pytest.mark.parametrize(
    ("name", "typed", "canonical"),
    [
        (
            "units",
            "tên đơn vị;MÃ ĐƠN VỊ;tên viết tắt\nPhòng A;A; P. A \n"
            + "Văn phòng;VP;VPTTr\nHợp tác;HT;P. HTQT\n",
            "unit_id,name,short_name\nA,Phòng A,P. A\nVP,Văn phòng,VPTTr\nHT,Hợp tác,P. HTQT\n",
        ),
        (
            "headcount",
            HEADCOUNT.replace(",", "\t").replace("2022-01-01", "1/1/2022").replace("VP", "vpttr"),
            HEADCOUNT,
        ),
        ("updates", UPDATES.replace("2022-02-10", "10/2/2022").replace("NV.1", "nv.1"), UPDATES),
        ("reports", "\n" + REPORTS.replace("2022-02-03", "3.2.2022") + "\n\n", REPORTS),
        ("achievements", ACHIEVEMENTS, ACHIEVEMENTS),
    ],
)
def test_every_table(desk, name, typed, canonical):
    path = desk.folder / f"data/2022/{name}.csv"
    path.write_text(typed, encoding="utf-8")
    code, _, err = desk.run("tidy", path)
    assert (code, err, path.read_text(encoding="utf-8")) == (0, "", canonical)


def test_a_canonical_file_stays_untouched(desk):
    stamp = desk.achievements.stat().st_mtime_ns
    code, out, _ = desk.run("tidy", "data/2022/achievements.csv")
    assert (code, out) == (0, "data/2022/achievements.csv: đã đúng dạng chuẩn.\n")
    assert desk.achievements.stat().st_mtime_ns == stamp


def test_one_bad_file_leaves_all_as_they_were(desk):
    desk.achievements.write_text(EXCEL, encoding="utf-8")
    (desk.folder / "data/2022/reports.csv").write_text(REPORTS + "x,VP,2022-01\n", encoding="utf-8")
    before = desk.hashes()
    code, out, err = desk.run("tidy", "data/2022/achievements.csv", "data/2022/reports.csv")
    assert (code, out, desk.hashes()) == (1, "", before)
    assert "data/2022/reports.csv:4:1: bad-date" in err


def test_a_dry_run_writes_nothing(desk):
    desk.achievements.write_text(EXCEL, encoding="utf-8")
    before = desk.hashes()
    code, out, _ = desk.run("tidy", "data/2022/achievements.csv", "data/2022/units.csv", "--dry-run")
    assert (code, desk.hashes()) == (0, before)
    assert out == (
        "data/2022/achievements.csv: chưa đúng dạng chuẩn (chạy thử, chưa ghi gì).\n"
        "data/2022/units.csv: đã đúng dạng chuẩn.\n"
    )


def test_a_file_elsewhere_is_read_by_the_plan_and_named_as_given(desk):
    path = desk.folder / "tu-excel.csv"
    path.write_text(EXCEL.replace("15.01.2022", "15.13.2022"), encoding="utf-8")
    code, _, err = desk.run("tidy", "tu-excel.csv")
    assert (code, "tu-excel.csv:5:" in err and "bad-date" in err) == (1, True)
    path.write_text(EXCEL, encoding="utf-8")
    before = desk.hashes()
    assert desk.run("tidy", "tu-excel.csv")[0] == 0
    assert path.read_text(encoding="utf-8") == CANONICAL
    assert desk.hashes() == before


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("a,b\n1,2\n", 1, "không rõ đây là tệp số liệu nào"),
        (ACHIEVEMENTS, 2, "là cùng một bảng của một phong trào"),
    ],
)
def test_a_file_that_cannot_be_placed(desk, content, code, told):
    (desk.folder / "x.csv").write_text(content, encoding="utf-8")
    (desk.folder / "achievements.csv").write_text(ACHIEVEMENTS, encoding="utf-8")
    found, _, err = desk.run("tidy", "achievements.csv", "x.csv")
    assert (found, told in err) == (code, True)


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=12)


@settings(max_examples=draws(20), deadline=None)
@given(notes=st.lists(TEXTS, min_size=1, max_size=6), value=st.integers(0, 3))
def test_tidy_keeps_every_text_and_is_at_rest_after_once(notes, value):
    quoted = [note.replace('"', '""') for note in notes]
    rows = "".join(
        f'{day}/1/2022;CN-01;VP;{value};;;"việc {day} {note}";"{note}"\r\n'
        for day, note in enumerate(quoted, 1)
    )
    files = campaign_files(achievements="date;target_id;unit_id;value;stage;role;evidence;note\r\n" + rows)
    before, problems = read(files)
    if before is None:  # a text such as "a:b" is no evidence: nothing to be tidied
        assert problems
        return
    once = tidied(folder(files), before, "achievements.csv")
    after, _ = read({**files, "achievements.csv": once})
    assert list(map(said, after.achievements)) == list(map(said, before.achievements))
    twice = tidied(folder({**files, "achievements.csv": once}), after, "achievements.csv")
    assert twice == once


def folder(files):
    return Folder("2022", "data/2022", files, lambda path: False)


def test_absent_columns_stay_absent_and_those_that_are_there_stay(desk):
    updates = desk.folder / "data/2022/updates.csv"
    updates.write_text(
        UPDATES.replace("answered\n", "answered,tình trạng\n")
        .replace("động,,\n", "động,,,đang làm\n")
        .replace("-10\n", "-10,\n"),
        encoding="utf-8",
    )
    assert desk.run("tidy", "data/2022/updates.csv")[0] == 0
    assert updates.read_text(encoding="utf-8") == UPDATES.replace("answered\n", "answered,state\n").replace(
        "động,,\n", "động,,,in_progress\n"
    ).replace("-10\n", "-10,\n")
    units = desk.folder / "data/2022/units.csv"
    units.write_text(
        UNITS.replace("short_name", "short_name,đến ngày,successor")
        .replace("TTr\n", "TTr,31/12/2022,p. htqt\n")
        .replace("P. HTQT\n", "P. HTQT,,\n"),
        encoding="utf-8",
    )
    assert desk.run("tidy", "data/2022/units.csv")[0] == 0
    assert units.read_text(encoding="utf-8").splitlines()[:2] == [
        "unit_id,name,short_name,end,successor",
        "VP,Văn phòng - Thanh tra,VPTTr,2022-12-31,HT",
    ]


def test_allocations_are_written_in_the_terms_of_their_target(desk):
    path = desk.folder / "data/2022/allocations.csv"
    path.write_text(
        "mục tiêu;mức đầu kỳ;ghi chú;ngày;chỉ tiêu;đơn vị\n12,50;;;1/1/2022;cn-03;P. HTQT\n"
        "hoan thanh tot nhiem vu;;;1/1/2022;XL-01;HT\nKHÔNG GIAO;;;1/2/2022;XL-01;HT\n"
        "3;5;;1/1/2022;MUC-02;HT\n",
        encoding="utf-8",
    )
    assert desk.run("tidy", "data/2022/allocations.csv")[0] == 0
    once = path.read_text(encoding="utf-8")
    assert once.splitlines() == [
        "date,target_id,unit_id,goal,baseline,note",
        "2022-01-01,CN-03,HT,12.5,,",
        "2022-01-01,XL-01,HT,Hoàn thành tốt nhiệm vụ,,",
        "2022-02-01,XL-01,HT,không giao,,",
        "2022-01-01,MUC-02,HT,3,5,",
    ]
    assert desk.run("tidy", "data/2022/allocations.csv")[1].endswith("đã đúng dạng chuẩn.\n")


@pytest.mark.programs
def test_a_file_saved_by_a_vietnamese_libreoffice(desk):
    """Opened as a spreadsheet and saved as CSV with semicolons, as the office's machines do."""
    (desk.folder / "in").mkdir()
    (desk.folder / "in/achievements.csv").write_text(CANONICAL, encoding="utf-8")
    vietnamese = 1066
    kind = f"csv:Text - txt - csv (StarCalc):59,34,76,1,,{vietnamese},false,true,false"
    reading = f"--infilter=CSV:44,34,76,1,,{vietnamese},false,true"
    saved = saved_as(kind, desk.folder, ["in/achievements.csv"], reading) / "achievements.csv"
    assert saved.read_bytes().count(b";") > 40
    code, _, err = desk.run("tidy", "as-csv/achievements.csv")
    assert (code, err) == (0, "")
    assert saved.read_text(encoding="utf-8") == CANONICAL
    desk.achievements.write_text(CANONICAL.replace("2022-02-02,LK-01,HT,3,,,,\n", ""), encoding="utf-8")
    assert "1 dòng mới, 4 dòng đã có" in desk.run("import", "as-csv/achievements.csv")[1]


def test_units_of_the_sound_campaign_are_canonical(desk):
    assert desk.run("tidy", "data/2022/units.csv")[1] == "data/2022/units.csv: đã đúng dạng chuẩn.\n"
    assert (desk.folder / "data/2022/units.csv").read_text(encoding="utf-8") == UNITS
