"""Files replaced whole or not at all: after a crash, on a full disk, and between two writers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, write_campaign
from entry_kit import NEW_YEAR, Desk
from thidua import files
from thidua.build import build, write_docs
from thidua.config import Settings
from thidua.files import ChangedMeanwhileError, replace_files, write_folder

SCRIPTS = Path(files.__file__).parents[1]


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


def test_files_are_replaced_and_keep_their_mode(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"1")
    a.chmod(0o640)
    replace_files([(a, b"2", b"1"), (b, b"3", None)])
    assert (a.read_bytes(), b.read_bytes(), a.stat().st_mode & 0o777) == (b"2", b"3", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_file_changed_meanwhile_is_left_alone_and_so_are_the_others(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"1")
    b.write_bytes(b"somebody else's")
    with pytest.raises(ChangedMeanwhileError):
        replace_files([(a, b"2", b"1"), (b, b"3", b"1")])
    assert (a.read_bytes(), b.read_bytes()) == (b"1", b"somebody else's")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_bytes_and_a_sentence(desk, monkeypatch, broken):
    desk.filled({"date": date(2022, 2, 20), "target": "CN-01", "value": 3})
    before = desk.hashes()

    def fail(*_):
        raise OSError(28, "No space left on device", "achievements.csv")

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[broken], fail)
    code, out, err = desk.run("import", "vp.xlsx")
    assert (code, desk.hashes()) == (1, before)
    assert err == "không ghi được achievements.csv: đĩa đã đầy; các tệp giữ nguyên như cũ.\n"
    assert "Đã thêm" not in out


KILLED = """
import os, pathlib, signal, sys
from thidua.cli import main
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""


def test_a_crash_in_the_middle_leaves_the_file_whole_and_the_next_import_works(desk):
    desk.filled({"date": date(2022, 2, 20), "target": "CN-01", "value": 3})
    env = {**os.environ, "PYTHONPATH": str(SCRIPTS), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, "import", "vp.xlsx"],
        cwd=desk.folder,
        env=env,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert desk.achievements.read_text(encoding="utf-8") == ACHIEVEMENTS
    assert desk.run("check")[0] == 0
    assert desk.run("import", "vp.xlsx")[0] == 0
    assert (
        desk.achievements.read_text(encoding="utf-8") == ACHIEVEMENTS + "2022-02-20,CN-01,VP,3,awarded,,,\n"
    )
    assert not (desk.achievements.parent / ".achievements.csv.new").exists()


def test_two_writers_take_turns(tmp_path):
    """Each adds its line to what it read; one that lost the race is told, and none is lost unsaid."""
    path = tmp_path / "a"
    path.write_bytes(b"")
    done = []

    def add(name: bytes) -> None:
        while True:
            before = path.read_bytes()
            try:
                replace_files([(path, before + name, before)])
            except ChangedMeanwhileError:
                continue
            done.append(name)
            return

    threads = [threading.Thread(target=add, args=(bytes([65 + n]),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.read_bytes()) == sorted(b"".join(done)) == list(range(65, 73))


def test_a_folder_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    write_folder(tmp_path / "data/2023", {"a": b"1"})
    assert (tmp_path / "data/2023/a").read_bytes() == b"1"
    with pytest.raises(FileExistsError):
        write_folder(tmp_path / "data/2023", {"a": b"2"})
    assert (tmp_path / "data/2023/a").read_bytes() == b"1"

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_folder(tmp_path / "data/2024", {"a": b"1"})
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["2023"]


def test_a_link_laid_where_new_bytes_wait_leads_them_nowhere_else(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "file").write_bytes(b"somebody else's")
    for write, place in ((files.write_whole, "a"), (files.write_safely, "b")):
        (tmp_path / f".{place}.new").symlink_to("other/file")
        write(tmp_path / place, b"1")
        assert not (tmp_path / place).is_symlink() and (tmp_path / place).read_bytes() == b"1"
    (tmp_path / ".c.new").symlink_to("other")
    write_folder(tmp_path / "c", {"plan.yml": b"1"})
    assert [path.read_bytes() for path in other.iterdir()] == [b"somebody else's"]
    assert not (tmp_path / "c").is_symlink()


@pytest.mark.skipif(not files._LOCKS, reason="needs locks")
def test_two_builds_that_remember_in_one_place_do_not_run_at_once(tmp_path, monkeypatch, capsys):
    """Each would move the files that the other is about to put in place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(files, "_PATIENCE", 0)
    settings = Settings("data")
    with files.alone(settings.cache):
        for make in (build, write_docs):
            with pytest.raises(BlockingIOError, match="cache"):
                make(settings, None, None, date(2022, 1, 1), print)
            assert "chờ nó xong" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_names_the_file_that_found_no_room(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_begun", lambda place: Path("/dev/full").open("wb"))  # noqa: SIM115 - by who asks
    with pytest.raises(OSError, match="page"):
        files.write_whole(tmp_path / "page", b"x")
