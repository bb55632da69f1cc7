"""The commands as they are called: what they print, in Vietnamese, and their exit codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from campaigns import small, write_campaign
from publish_kit import NOON, make_site, older, origin
from sharing import warm
from table_kit import cases
from thidua.cli import main
from thidua.publish.job import Job
from thidua.publish.release import publish
from thidua.publish.root import Root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with two releases."""
    for number in (1, 2):
        build = partial(make_site, version=number)
        publish(tmp_path / "site", Job(origin(number), build, lambda: NOON, older))
    return tmp_path / "site"


Captured = pytest.CaptureFixture[str]


def test_releases_are_listed_the_newest_first(root: Path, capsys: Captured) -> None:
    assert main(["releases", "--to", str(root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:25] for line in lines] == ["* 02cccccccccc-2022-06-30", "  01cccccccccc-2022-06-30"]
    assert "02ccccc Văn phòng  2022: Đạt 1 · Không đạt 2" in lines[0]


def test_rollback_tells_what_is_published_now(root: Path, capsys: Captured) -> None:
    assert main(["rollback", "--to", str(root)]) == 0
    assert capsys.readouterr().out == "Đang xuất bản 01cccccccccc-2022-06-30.\n"
    assert main(["rollback", "02", "--to", str(root)]) == 0
    assert Root(root).current_name() == "02cccccccccc-2022-06-30"


@pytest.mark.parametrize(("call", "code", "said"), [
    (["rollback", "99", "--to", "ROOT"], 1, "Không có bản nào tên “99”"),
    (["rollback", "--to", "EMPTY"], 1, "chưa có bản nào được xuất bản"),
    (["releases", "--to", "EMPTY"], 1, "chưa có bản nào được xuất bản"),
    (["publish", "khong-co", "--to", "EMPTY"], 2, "không có thư mục khong-co"),
    (["publish", "DATA", "--campaign", "2030", "--to", "EMPTY"], 2, "không có phong trào “2030”"),
])  # fmt: skip
def test_calls_that_cannot_be_done(
    root: Path, tmp_path: Path, capsys: Captured, call: list[str], code: int, said: str
) -> None:
    places = {"ROOT": root, "EMPTY": tmp_path / "trong", "DATA": write_campaign(tmp_path)}
    assert main([str(places.get(word, word)) for word in call]) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "trong").exists()


@cases("call", [
    ["publish"],
    ["publish", "--to", "x", "--keep", "0"],
    ["publish", "--to", "x", "--as-of", "hôm nay"],
    ["publish", "--to", "x", "--how", "ftp"],
    ["hook", "post-commit"],
])  # fmt: skip
def test_wrong_calls(call: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 2


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """A small campaign in the current folder, outside git."""
    write_campaign(tmp_path, **small())
    monkeypatch.chdir(tmp_path)
    return lambda: tmp_path


def test_publish_builds_and_tells_the_release(here: Callable[[], Path], capsys: Captured) -> None:
    warm(here() / "build" / "cache")
    assert main(["publish", "--to", "site", "--as-of", "20/1/2022"]) == 0
    told = capsys.readouterr()
    name = Root(here() / "site").current_name()
    assert name is not None
    assert name.endswith("-2022-01-20")
    assert told.out.startswith(f"Đã xuất bản {name} sau ")
    assert "chưa được ghi hết vào git" in told.err
    assert "CN-01" in (here() / "site/current/2022/chi-tieu/CN-01/index.html").read_text("utf-8")
    assert not list((here() / "site/current").rglob(".*"))


def test_unsound_data_are_told_and_nothing_is_written(here: Callable[[], Path], capsys: Captured) -> None:
    (here() / "data/2022/achievements.csv").write_text("date\n", "utf-8")
    assert main(["publish", "--to", "site"]) == 1
    assert "data/2022/achievements.csv:1" in capsys.readouterr().err
    assert not (here() / "site/current").exists()
    assert list((here() / "site/releases").iterdir()) == []
