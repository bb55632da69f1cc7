"""The inbox: each form once, sound ones in and archived, the others answered; whatever is cut off goes on."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import thidua.commands.inbox as command
from campaigns import ACHIEVEMENTS, write_campaign
from entry_kit import NEW_YEAR, OWNED, Desk, fill
from thidua.entry.inbox import Inbox, _is_cut
from thidua.entry.reply import letter
from thidua.entry.sections import TITLE
from thidua.intake.unread import rows
from thidua.model import Sent
from thidua.problems import Where

GOOD = {"date": date(2022, 2, 20), "target": "CN-01 – Sáng kiến", "value": 3, "evidence": "QĐ 7"}
LINE = "2022-02-20,CN-01,VP,3,awarded,,QĐ 7,"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path, plan=OWNED)
    (tmp_path / "thu").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


def added(desk: Desk) -> list[str]:
    text = desk.achievements.read_text(encoding="utf-8")
    assert text.startswith(ACHIEVEMENTS)
    return text.removeprefix(ACHIEVEMENTS).splitlines()


def inbox(desk: Desk, *words: str) -> tuple[int, str, str]:
    return desk.run("inbox", "thu", "--settle", "0", *words)


def recorded(desk: Desk) -> dict[str, str]:
    """What stands under data/ but for the diary, which tells of every form."""
    return {
        path: sha256 for path, sha256 in desk.hashes().items() if not path.endswith("hop-thu/nhat-ky.csv")
    }


def names(desk: Desk, folder: str = "thu") -> list[str]:
    return sorted(path.name for path in (desk.folder / folder).iterdir() if not path.name.startswith("."))


def test_sound_forms_go_in_and_are_archived(desk):
    desk.filled(GOOD, name="thu/vp.xlsx")
    desk.filled({**GOOD, "evidence": "QĐ 8"}, unit="HT", name="thu/ht.xlsx")
    (desk.folder / "thu/~$vp.xlsx").write_bytes(b"\x06Nguoi A" + b" " * 158)
    (desk.folder / "thu/cu").mkdir()
    (desk.folder / "thu/ghi.txt").write_text("gửi biểu")
    (desk.folder / "thu/lien-ket.xlsx").symlink_to("vp.xlsx")
    code, out, err = inbox(desk)
    passed = ("thu/cu", "thu/ghi.txt", "thu/lien-ket.xlsx")
    assert (code, err.splitlines()) == (
        0,
        [f"{one}: không phải biểu (.xlsx, .ods), bỏ qua." for one in passed],
    )
    for one in passed:
        path = desk.folder / one
        path.rmdir() if path.is_dir() else path.unlink()
    assert sorted(added(desk)) == ["2022-02-20,CN-01,HT,3,awarded,,QĐ 8,", LINE]
    assert names(desk) == ["da-nhan", "nhat-ky.csv", "~$vp.xlsx"]
    assert [name[:14] for name in names(desk, "thu/da-nhan")] == ["2022-03-01-HT-", "2022-03-01-VP-"]
    assert "vp.xlsx: đã nhập, 1 dòng mới, 0 dòng sửa, 0 dòng đã có; cất ở thu/da-nhan/2022-03-01-VP-" in out
    diary = (desk.folder / "thu/nhat-ky.csv").read_text("utf-8-sig").splitlines()
    assert diary[0] == "ngay,tep,don_vi,ket_qua,dong_moi,dong_sua,loi"
    assert "2022-03-01,vp.xlsx,VP,đã nhập,1,0,0" in diary
    before = desk.hashes()
    assert (inbox(desk), desk.hashes()) == ((0, "", "thu: không có biểu nào mới.\n"), before)


def test_an_unsound_form_is_answered_beside_it_in_words_and_in_red(desk):
    path = desk.filled({**GOOD, "value": "x"}, {**GOOD, "date": date(2021, 1, 1)}, name="thu/vp.xlsx")
    before, sent = recorded(desk), path.read_bytes()
    code, _, _ = inbox(desk)
    assert (code, recorded(desk), path.read_bytes()) == (1, before, sent)
    assert names(desk) == ["da-xem.csv", "nhat-ky.csv", "vp.tra-lai.xlsx", "vp.tra-loi.txt", "vp.xlsx"]
    letter = (desk.folder / "thu/vp.tra-loi.txt").read_bytes().decode("utf-8-sig")
    assert "Biểu CHƯA được nhập: có 2 chỗ cần sửa.\r\n" in letter
    assert "1. Trang Kết quả, ô C7: “x” không phải là số" in letter
    assert "2. Trang Kết quả, ô A8: ngày 2021-01-01" in letter or "2. Trang Kết quả, ô A8: " in letter
    assert "Mở tệp vp.tra-lai.xlsx" in letter
    page = openpyxl.load_workbook(desk.folder / "thu/vp.tra-lai.xlsx")["Kết quả"]
    assert {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment} == {"C7", "A8"}
    assert page["C7"].fill.start_color.rgb == "FFFF9C94" != page["C8"].fill.start_color.rgb
    assert "không phải là số" in page["C7"].comment.text
    assert not page["C7"].protection.locked
    shown = json.loads(command.Inbox(desk.folder / "thu", 0).status())["forms"]
    told = letter.replace("\r\n", "\n")
    assert [(one["file"], one["letter"] in told, one["letter"][:2]) for one in shown] == [
        ("vp.xlsx", True, "1.")
    ]
    assert json.loads(command.Inbox(desk.folder, 0).status())["forms"] == []
    # Once: nobody is told again, and the answer is no form that waits.
    assert inbox(desk)[:2] == (0, "")


def test_whoever_filled_a_form_hears_of_a_name_in_it_though_it_goes_in(desk):
    desk.filled({**GOOD, "note": "ông Nguyễn Văn Hùng"}, name="thu/vp.xlsx")
    assert inbox(desk)[0] == 0
    assert names(desk) == ["da-nhan", "nhat-ky.csv", "vp.tra-loi.txt"]
    letter = (desk.folder / "thu/vp.tra-loi.txt").read_text("utf-8-sig")
    assert (
        "Biểu ĐÃ được nhập; có 1 chỗ nên xem lại.\n\n- Trang Kết quả, ô G7: “ông Nguyễn Văn Hùng”" in letter
    )
    (shown,) = json.loads(command.Inbox(desk.folder / "thu", 0).status())["forms"]
    assert shown["letter"].startswith("- Trang Kết quả, ô G7")
    desk.filled({**GOOD, "date": date(2022, 2, 21), "evidence": "QĐ 8"}, name="thu/vp.xlsx")
    assert inbox(desk)[0] == 0
    assert names(desk) == ["da-nhan", "nhat-ky.csv"]  # the newer form is answered by nothing


def test_the_red_form_mended_in_its_place_goes_in(desk):
    desk.filled({**GOOD, "value": "x"}, name="thu/vp.xlsx")
    inbox(desk)
    fill(desk.folder / "thu/vp.tra-lai.xlsx", [{"value": 3}])
    code, _, err = inbox(desk)
    assert (code, err, added(desk)) == (0, "", [LINE])
    assert names(desk) == ["da-nhan", "da-xem.csv", "nhat-ky.csv"]
    assert len(names(desk, "thu/da-nhan")) == 2  # as it was sent, and as it came in


def test_or_the_form_itself(desk):
    path = desk.filled({**GOOD, "value": "x"}, name="thu/vp.xlsx")
    inbox(desk)
    fill(path, [{"value": "y"}])
    assert inbox(desk)[0] == 1
    fill(path, [{"value": 3}])
    assert inbox(desk)[0] == 0
    assert (added(desk), names(desk)) == ([LINE], ["da-nhan", "da-xem.csv", "nhat-ky.csv"])


def test_a_correction_says_so_in_its_name(desk):
    path = desk.filled(GOOD, name="vp.xlsx")
    (desk.folder / "thu/vp.xlsx").write_bytes(path.read_bytes())
    inbox(desk)
    fill(path, [{"value": 4}])
    (desk.folder / "thu/vp.xlsx").write_bytes(path.read_bytes())
    assert inbox(desk)[0] == 1
    letter = (desk.folder / "thu/vp.tra-loi.txt").read_text("utf-8-sig")
    assert "giá trị: 3 → 4" in letter
    assert "đặt chữ “dinh-chinh” vào tên tệp rồi gửi lại" in letter
    assert added(desk) == [LINE]
    (desk.folder / "thu/vp.xlsx").unlink()
    fill(path, [{"note": "đính chính"}])
    (desk.folder / "thu/vp Đính chính.xlsx").write_bytes(path.read_bytes())
    assert inbox(desk)[0] == 0
    assert added(desk) == ["2022-02-20,CN-01,VP,4,awarded,,QĐ 7,đính chính"]


def test_the_very_file_that_was_answered_may_be_renamed_to_a_correction(desk):
    path = desk.filled(GOOD, name="thu/vp.xlsx")
    sent = path.read_bytes()
    inbox(desk)
    path.write_bytes(sent)
    fill(path, [{"value": 4}])
    assert inbox(desk)[0] == 1
    path.rename(path.with_name("vp dinh-chinh.xlsx"))
    assert inbox(desk)[0] == 0
    assert added(desk) == ["2022-02-20,CN-01,VP,4,awarded,,QĐ 7,"]
    desk.filled({**GOOD, "value": "x"}, name="thu/kh-dinh-chinh.xlsx")
    assert (inbox(desk)[0], inbox(desk)[:2]) == (1, (0, ""))  # and its answer waits for nobody


def test_what_was_mended_is_not_red_in_the_next_answer(desk):
    desk.filled({**GOOD, "value": "x"}, {**GOOD, "date": date(2021, 1, 1)}, name="thu/vp.xlsx")
    inbox(desk)
    red = desk.folder / "thu/vp.tra-lai.xlsx"
    fill(red, [{"value": 3}])
    inbox(desk)
    page = openpyxl.load_workbook(red)["Kết quả"]
    assert {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment} == {"A8"}
    assert (
        page["C7"].fill.start_color.rgb == page["C8"].fill.start_color.rgb != page["A8"].fill.start_color.rgb
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"%PDF-1.7", b""])
def test_what_is_no_form_is_answered_in_words(desk, content):
    (desk.folder / "thu/vp.xlsx").write_bytes(content)
    assert inbox(desk)[0] == 1
    assert names(desk) == ["da-xem.csv", "nhat-ky.csv", "vp.tra-loi.txt", "vp.xlsx"]
    assert "Sửa biểu, lưu lại vào chính thư mục này." in (desk.folder / "thu/vp.tra-loi.txt").read_text(
        "utf-8-sig"
    )


SENT_INSTEAD = {  # what lies in the shared folder and is no form: what its sender is told
    "qd.pdf": (b"%PDF-1.7", "đây là tệp PDF, không phải bảng tính"),
    "anh.JPG": (b"\xff\xd8\xff\xe0", "đây là tệp hình ảnh, không phải bảng tính"),
    "vp.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "đây là tệp Word"),
    "vp.csv": (f"\ufeff{TITLE};;\r\n".encode(), "đây là một trang của biểu nhập, lưu thành CSV"),
    "kq.csv": (ACHIEVEMENTS.encode(), "chép số liệu sang, rồi gửi tệp .xlsx"),
    "cu.htm": (b"<html><table>", "đây là trang web (.html), không phải bảng tính"),
    "bieu.rar": (b"Rar!\x1a\x07", "giải nén, rồi đặt từng biểu thẳng vào"),
    "vp.xltx": (None, "tên tệp không có đuôi .xlsx hay .ods"),
    "thang 2": (None, "lấy từng biểu ra, đặt thẳng vào"),
    "vp.lnk": (b"L\0\0\0", "không phải biểu do thidua tạo ra"),
}


def test_who_sends_something_else_is_answered_beside_it_once(desk):
    """A form of the same name has its own letter; notes and what programs leave are nobody's."""
    folder = desk.folder / "thu"
    form = desk.filled({**GOOD, "value": "x"}, name="thu/vp[1].xlsx")
    for name, (content, _) in SENT_INSTEAD.items():
        if content is not None:
            (folder / name).write_bytes(content)
    (folder / "vp.xltx").write_bytes(form.read_bytes())
    (folder / "thang 2").mkdir()
    (folder / "thang 2/vp.xlsx").write_bytes(form.read_bytes())
    for name in ("doc.md", "Thumbs.db", "vp.xlsx.crdownload", "~WRL1.tmp"):
        (folder / name).write_bytes(b"x")
    before = recorded(desk)
    code, out, err = inbox(desk)
    assert (code, recorded(desk)) == (1, before)
    letters = {path.name: path.read_text("utf-8-sig") for path in folder.glob("*.tra-loi.txt")}
    assert letters.keys() == {f"{name}.tra-loi.txt" for name in ("vp[1]", *SENT_INSTEAD)}
    for name, (_, told) in SENT_INSTEAD.items():
        assert told in letters[f"{name}.tra-loi.txt"], name
        assert f"{name}: chưa nhập, 1 lỗi; đã trả lời bên cạnh." in out
    assert "1. Trang Kết quả, ô C7: “x” không phải là số" in letters["vp[1].tra-loi.txt"]
    assert (folder / "vp[1].tra-lai.xlsx").is_file()
    assert err.count("bỏ qua") == 4
    shown = {one["file"]: one["letter"] for one in json.loads(Inbox(folder, 0).status())["forms"]}
    assert shown["qd.pdf"].startswith("1. đây là tệp PDF")
    # Once, though a folder that more is put into is another one; what is gone meanwhile stops nobody.
    (folder / "thang 2/ht.xlsx").write_bytes(b"x")
    (folder / "qd.pdf").unlink()
    assert inbox(desk)[:2] == (1, "thang 2: chưa nhập, 1 lỗi; đã trả lời bên cạnh.\n")
    assert inbox(desk)[:2] == (0, "")


def test_what_goes_while_it_is_looked_at_stops_nothing(tmp_path, monkeypatch):
    """An office program puts a file of its own beside the form it saves, and takes it away again."""
    form = tmp_path / "vp.xlsx"
    form.write_bytes(b"PK\5\6")
    monkeypatch.setattr("thidua.entry.inbox._is_answered", lambda path: True)
    monkeypatch.setattr(Inbox, "_shown", lambda self: [tmp_path / "8F3A4000", form])
    assert [one.path for one in Inbox(tmp_path, settle=0.01).waiting()] == [form]


def test_a_file_that_is_still_being_copied_waits_for_the_next_run(desk):
    desk.filled(GOOD, name="thu/vp.xlsx")
    code, _, _ = desk.run("inbox", "thu", "--settle", "0.2")
    assert (code, added(desk)) == (0, [LINE])


def test_a_file_that_never_rests_is_left(desk, monkeypatch):
    path = desk.filled(GOOD, name="thu/vp.xlsx")
    monkeypatch.setattr("thidua.entry.inbox.time.sleep", lambda seconds: path.touch())
    monkeypatch.setattr("thidua.entry.inbox._LONGEST_WAIT", 0.2)
    code, _, err = desk.run("inbox", "thu", "--settle", "5")
    assert (code, added(desk), err) == (0, [], "thu/vp.xlsx: còn đang được chép, để lần sau.\n")


def test_a_wrong_clock_or_a_long_name_keeps_nobody_waiting(desk):
    desk.filled(GOOD, name="thu/vp.xlsx")
    os.utime(desk.folder / "thu/vp.xlsx", (4e9, 4e9))
    for name in (f"{'ế' * 83}.xlsx", f"{'ế' * 82}ê.xlsx", f"{'a' * 251}.pdf"):
        (desk.folder / "thu" / name).write_bytes(b"PK\5\6" + name.encode())
    time.sleep(0.02)
    code, out, _ = desk.run("inbox", "thu", "--settle", "0.01")
    assert (code, out.count("đã trả lời bên cạnh"), added(desk)) == (1, 3, [LINE])
    letters = [name for name in names(desk) if name.endswith(".tra-loi.txt")]
    assert len(letters) == 3
    forms = json.loads(Inbox(desk.folder / "thu", 0).status())["forms"]
    assert sorted(one["letter"].startswith("1. ") for one in forms) == [False, True, True, True]


@pytest.mark.parametrize("meanwhile", [b"PK\5\6anew", None])
def test_a_form_saved_anew_while_it_is_taken_waits_for_the_next_run(desk, monkeypatch, meanwhile):
    path, merge = desk.filled(GOOD, name="thu/vp.xlsx"), command.merge
    sent = path.read_bytes()

    def slow(*words):
        path.unlink()
        if meanwhile:
            path.write_bytes(meanwhile)
        return merge(*words)

    monkeypatch.setattr(command, "merge", slow)
    assert (inbox(desk)[0], added(desk)) == (0, [LINE])
    assert [one.read_bytes() for one in (desk.folder / "thu/da-nhan").iterdir()] == [sent]
    assert path.exists() == bool(meanwhile) and (not meanwhile or path.read_bytes() == meanwhile)


@pytest.mark.parametrize(("age", "is_left"), [(39.5, True), (40.5, False)])
def test_half_a_workbook_is_waited_for_and_then_answered(tmp_path, monkeypatch, age, is_left):
    path = tmp_path / "vp.xlsx"
    path.write_bytes(b"PK\3\4")
    now = path.stat().st_ctime + 100
    os.utime(path, (now - age, now - age))
    monkeypatch.setattr("thidua.entry.inbox.time.time", lambda: now)
    box = Inbox(tmp_path, settle=1)
    assert [one.path for one in box.waiting()] == ([] if is_left else [path])
    assert box.copying == ([path] if is_left else [])


def test_a_zip_is_whole_where_its_last_record_is_as_near_the_end_as_it_can_be():
    assert [_is_cut(b"PK\3\4" + b"PK\5\6" + bytes(count)) for count in (65_553, 65_554)] == [False, True]
    assert [_is_cut(one) for one in (b"", bytes(9), b"x", bytes(9) + b"x")] == [True, True, False, False]


def git(desk: Desk, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=desk.folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(desk):
    git(desk, "init", "-q", "-b", "main")
    git(desk, "config", "user.name", "Văn thư")
    git(desk, "config", "user.email", "vt@x.vn")
    (desk.folder / ".gitignore").write_text("thu/\n")
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "start")
    return desk


def test_one_commit_a_form_by_the_inbox(repository):
    desk = repository
    desk.filled(GOOD, name="thu/vp.xlsx")
    desk.filled({**GOOD, "evidence": "QĐ 8"}, unit="HT", name="thu/ht.xlsx")
    (desk.folder / "data/2022/plan.yml").write_text(OWNED + "# đang sửa\n", encoding="utf-8")
    code, _, err = inbox(desk, "--commit")
    assert (code, err) == (0, "")
    assert git(desk, "log", "--format=%an|%s", "main").splitlines()[:2] == [
        "Hộp thư thi đua|Nhận biểu của VP, ngày 01/03/2022: 1 dòng mới, 0 dòng sửa",
        "Hộp thư thi đua|Nhận biểu của HT, ngày 01/03/2022: 1 dòng mới, 0 dòng sửa",
    ]
    changed = git(desk, "show", "--name-only", "--format=", "HEAD").split()
    rows, diary = "data/2022/achievements.csv", "data/2022/hop-thu/nhat-ky.csv"
    assert changed == [rows, "data/2022/form-rows.csv", diary]
    assert git(desk, "status", "--porcelain") == " M data/2022/plan.yml\n"  # another's work stays his


def test_the_folder_of_a_forge_goes_along(desk):
    """``data/2022/hop-thu`` is part of the repository: archive and answers are committed with the rows."""
    (desk.folder / "data/2022/hop-thu").mkdir()
    desk.filled(GOOD, name="data/2022/hop-thu/vp.xlsx")
    desk.filled({**GOOD, "value": "x"}, unit="HT", name="data/2022/hop-thu/ht.xlsx")
    git(desk, "init", "-q", "-b", "main")
    git(desk, "-c", "user.name=a", "-c", "user.email=a@b", "add", "-A")
    git(desk, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "start")
    code, _, _ = desk.run("inbox", "data/2022/hop-thu", "--settle", "0", "--commit")
    assert code == 1
    assert git(desk, "status", "--porcelain") == ""
    files = git(desk, "ls-files", "data/2022/hop-thu").splitlines()
    assert [name.removeprefix("data/2022/hop-thu/")[:14] for name in files] == [
        "da-nhan/2022-0",
        "da-xem.csv",
        "ht.tra-lai.xls",
        "ht.tra-loi.txt",
        "ht.xlsx",
        "nhat-ky.csv",
    ]
    assert desk.run("check")[0] == 0


def test_other_peoples_changes_do_not_go_along(repository):
    desk = repository
    desk.filled(GOOD, name="thu/vp.xlsx")
    desk.achievements.write_text(ACHIEVEMENTS + "2022-02-01,CN-01,VP,1,,,x,\n", encoding="utf-8")
    before = desk.hashes()
    code, _, err = inbox(desk, "--commit")
    assert (code, desk.hashes()) == (2, before)
    assert "có thay đổi chưa ghi vào git" in err


@pytest.mark.parametrize("where", ["write", "take", "commit"])
def test_a_run_that_is_cut_off_is_finished_by_the_next(repository, monkeypatch, where):
    desk = repository
    desk.filled(GOOD, name="thu/vp.xlsx")

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if where == "write":
            patch.setattr(command.Kept, "put", cut)
        elif where == "take":
            patch.setattr(command.Inbox, "take", cut)
        else:
            patch.setattr(command._Repository, "record", cut)
        assert inbox(desk, "--commit")[0] == 130
    assert inbox(desk, "--commit")[0] == 0
    assert added(desk) == [LINE]
    assert git(desk, "status", "--porcelain") == ""
    assert names(desk) == ["da-nhan", "nhat-ky.csv"]
    assert git(desk, "show", "HEAD:data/2022/achievements.csv").endswith(f"{LINE}\n")


def test_two_at_once_take_each_form_once(desk):
    for number in range(4):  # each made of other data: two copies of one form are one form
        day = ["--as-of", f"2022-02-0{number + 1}"]
        assert desk.run("form", "--unit", "VP", "--out", f"thu/vp{number}.xlsx", *day)[0] == 0
        fill(desk.folder / f"thu/vp{number}.xlsx", [{**GOOD, "evidence": f"QĐ {number}"}])
    environment = {
        "PYTHONPATH": str(Path(__file__).parent.parent / "scripts"),
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": NEW_YEAR,
    }
    words = [sys.executable, "-m", "thidua.cli", "inbox", "thu", "--settle", "0"]
    both = [
        subprocess.Popen(
            words, cwd=desk.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [one.communicate(timeout=600) for one in both]
    out = [answer for answer, _ in told]
    assert [one.returncode for one in both] == [0, 0], told
    assert "".join(out).count("đã nhập, 1 dòng mới") == 4
    assert sorted(added(desk)) == [f"2022-02-20,CN-01,VP,3,awarded,,QĐ {number}," for number in range(4)]


def test_a_diary_that_somebody_saved_otherwise_stops_nothing():
    """It lies in the shared folder: line ends of an old Mac, a cell without end, a number of 5,000 digits."""
    line = b"2022-03-01,%s,VP,\xc4\x91\xc3\xa3 nh\xe1\xba\xadp,1,0,%s"
    hostile = (
        b"\0",
        b"",
        b'"' + b"x" * 200_000,
        line % (b"a", b"9" * 5000),
        line % (b"b", b"-1"),
        line % (b"c", b"0"),
    )
    assert [file for _, file in rows(b"\r".join(hostile) + b"\r\n" + line % (b'"d,d"', b"2"))] == ["c", "d,d"]


def test_what_lies_in_the_shared_folder_is_believed_in_nothing(tmp_path, monkeypatch):
    """Names with line ends, half characters and formulas, lists saved by Excel, links out of the folder."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    folder, home = tmp_path / "thu", tmp_path / "2022"
    for one in (folder, home / "hop-thu"):
        one.mkdir(parents=True)
    secret, sent = tmp_path / "secret", Sent(date(2022, 3, 1), "VP", False, 0, 0, 1)
    secret.write_text("1\n\n2\n\nsecret\n\n4", "utf-8")
    (home / "hop-thu/nhat-ky.csv").symlink_to(secret)
    (folder / "b.tra-loi.txt").symlink_to(secret)
    name = "=a\x1b[2J\n2022-03-01,x,HT,đã nhập,9,0,0\udcff.xlsx"
    for path in (folder / name, folder / "b.xlsx", folder / "c.xlsx"):
        path.write_bytes(b"PK\5\6" + path.name.encode(errors="replace"))
    seen = hashlib.sha256(b"PK\5\6c.xlsx").hexdigest()
    (folder / "da-xem.csv").write_bytes(f"sha256;tep\r\n\r\n{seen};c\xe9\r\n".encode("cp1258"))
    box = Inbox(folder, settle=0)
    waiting = {one.path.name: one for one in box.waiting()}
    assert [*waiting] == [name, "b.xlsx"]
    shown = waiting[name].name
    assert shown == "=aU+001B[2JU+000A2022-03-01,x,HT,đã nhập,9,0,0U+DCFF.xlsx"
    box.answer(
        waiting[name], letter(shown, [Where(shown).error("bad-workbook/parts")], sent.on, marked=None), b""
    )
    for told in (shown, "b.xlsx", "/", "../secret.xlsx"):
        box.log(sent, told, home)
    told = json.loads(box.status())["forms"]
    assert [one["file"] for one in told] == ["../secret.xlsx", "/", "b.xlsx", f"'{shown}"]
    assert [one["letter"] for one in told[:3]] == [""] * 3 and told[3]["letter"].startswith("1. ")
    assert secret.read_text("utf-8").startswith("1\n\n2") and "secret" not in str(told[:3]).replace(
        "../secret", ""
    )
    assert [sent.unit for sent, _ in rows((home / "hop-thu/nhat-ky.csv").read_bytes())] == ["VP"] * 4
    assert [one.path.name for one in Inbox(folder, settle=0).waiting()] == ["b.xlsx"]


def test_one_that_nobody_may_read_keeps_no_other_back(desk, monkeypatch):
    for name in ("a.xlsx", "b.xlsx"):
        (desk.folder / "thu" / name).write_bytes(b"PK\5\6")
    opened = Path.open

    def closed(path, *words, **more):
        if path.name == "a.xlsx":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *words, **more)

    monkeypatch.setattr(Path, "open", closed)
    code, out, err = inbox(desk)
    assert (code, "thu/a.xlsx: không có quyền đọc, bỏ qua." in err, "b.xlsx: chưa nhập" in out) == (
        1,
        True,
        True,
    )


def test_a_wrong_call(desk):
    assert desk.run("inbox", "nowhere")[0] == 2
    code, _, err = desk.run("inbox", "data/2022")
    assert (code, "hộp thư phải là một thư mục riêng" in err) == (2, True)
    code, _, err = inbox(desk, "--commit")
    assert (code, "không nằm trong git" in err) == (2, True)


DEPLOYED = Path(__file__).parent.parent / "deploy" / "inbox"
OFFICE = ("-C", "office", "-c", "user.name=a", "-c", "user.email=a@b")


def serve(desk: Desk, settle: str = "0") -> Callable[[], subprocess.CompletedProcess[str]]:
    """The data as a repository, its clone in office/, and deploy/inbox over ``thu`` as the timer calls it."""
    program = desk.folder / "thidua"
    scripts = Path(__file__).parent.parent / "scripts"
    program.write_text(
        f'#!/bin/sh\nexec env PYTHONPATH={scripts} {sys.executable} -m thidua.cli "$@" --settle {settle}\n'
    )
    program.chmod(0o755)
    git(desk, "init", "-q", "--bare", "-b", "main", "data.git")
    git(desk, "clone", "-q", "data.git", "office")
    (desk.folder / "data").rename(desk.folder / "office/data")
    git(desk, *OFFICE, "add", "-A")
    git(desk, *OFFICE, "commit", "-q", "-m", "start")
    git(desk, *OFFICE, "push", "-q", "origin", "HEAD:main")
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(desk.folder),
        "SOURCE_DATE_EPOCH": NEW_YEAR,
        "THIDUA": str(program),
        "THIDUA_REPOSITORY": str(desk.folder / "data.git"),
        "THIDUA_INBOX": str(desk.folder / "thu"),
        "THIDUA_INBOX_CLONE": str(desk.folder / "clone"),
    }

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run([DEPLOYED], env=environment, capture_output=True, text=True, check=False)

    return run


def test_the_servers_inbox_takes_from_the_folder_and_from_a_push_and_pushes(desk):
    """deploy/inbox with a real repository: a shared folder, a form that was pushed, somebody else's push."""
    run, office = serve(desk), desk.folder / "office"
    for unit, name in (("VP", "thu/vp.xlsx"), ("HT", "office/data/2022/hop-thu/ht.xlsx")):
        (desk.folder / name).parent.mkdir(exist_ok=True)
        assert desk.run("form", "office/data", "--unit", unit, "--out", name)[0] == 0
        fill(desk.folder / name, [{**GOOD, "evidence": f"QĐ {unit}"}])
    git(desk, *OFFICE, "add", "-A")
    git(desk, *OFFICE, "commit", "-q", "-m", "a form")
    git(desk, *OFFICE, "push", "-q", "origin", "HEAD:main")
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    rows = git(desk, "-C", "data.git", "show", "main:data/2022/achievements.csv")
    assert rows.endswith("2022-02-20,CN-01,VP,3,awarded,,QĐ VP,\n2022-02-20,CN-01,HT,3,awarded,,QĐ HT,\n")
    told = git(desk, "-C", "data.git", "log", "--format=%an|%s", "main").splitlines()
    assert told[0] == "Hộp thư thi đua|Nhận biểu của HT, ngày 01/03/2022: 1 dòng mới, 0 dòng sửa"
    # The office pushes a row of its own while a form waits: both stand afterwards.
    git(desk, *OFFICE, "pull", "-q", "--rebase", "origin", "main")
    file = office / "data/2022/achievements.csv"
    file.write_text(file.read_text("utf-8") + "2022-02-21,CN-01,VP,1,,,QĐ 99,\n", "utf-8")
    git(desk, *OFFICE, "commit", "-qam", "a row")
    git(desk, *OFFICE, "push", "-q", "origin", "HEAD:main")
    assert desk.run("form", "office/data", "--unit", "VP", "--out", "thu/vp.xlsx")[0] == 0
    fill(desk.folder / "thu/vp.xlsx", [{**GOOD, "evidence": "QĐ 50"}])
    assert run().returncode == 0
    rows = git(desk, "-C", "data.git", "show", "main:data/2022/achievements.csv")
    assert "QĐ 99" in rows and rows.count("QĐ 50") == 1
    now = git(desk, "-C", "data.git", "log", "--format=%s", "main").splitlines()
    assert len(now) == len(told) + 2  # and nothing came in twice
