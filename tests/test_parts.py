"""Achievements kept in parts: read as one table, told by file and line, each row put into its own part."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, TODAY, write_campaign
from entry_kit import NEW_YEAR, Desk, fill
from sharing import warm
from table_kit import cases
from thidua.intake.read import load
from thidua.model import Source
from thidua.problems import DataError
from thidua.tables.columns import ACHIEVEMENTS as TABLE
from thidua.tables.parts import ROOM, place_of

HEADER, *ROWS = ACHIEVEMENTS.splitlines()
JANUARY, FEBRUARY = "achievements/2022-01.csv", "achievements/2022-02.csv"


def part(*rows: str) -> str:
    """The text of a part."""
    return "\n".join([HEADER, *rows, ""])


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A campaign whose results stand in two parts, without the one file."""
    folder = write_campaign(tmp_path, achievements=None) / "2022"
    (folder / "achievements").mkdir()
    (folder / JANUARY).write_text(part(*ROWS[:2]), "utf-8")
    (folder / FEBRUARY).write_text(part(*ROWS[2:]), "utf-8")
    return folder


def told(data: Path) -> list[tuple[str, int | None, str, str]]:
    """(file in the campaign, line, code, message) of every problem."""
    with pytest.raises(DataError) as caught:
        load(data, None, TODAY)
    return [
        (one.file.removeprefix(f"{data}/2022/"), one.line, one.code, str(one.message))
        for one in caught.value.problems
    ]


def test_parts_are_read_as_the_one_file_is(campaign: Path, tmp_path: Path) -> None:
    (parted,) = load(campaign.parent, None, TODAY).campaigns
    (whole,) = load(write_campaign(tmp_path / "whole"), None, TODAY).campaigns
    places = [row.source for row in parted.achievements]
    assert [(one.name, one.line) for one in places] == [
        *((JANUARY, line) for line in (2, 3)),
        *((FEBRUARY, line) for line in (2, 3, 4)),
    ]
    nowhere = Source("", 0)
    assert [row._replace(source=nowhere) for row in parted.achievements] == [
        row._replace(source=nowhere) for row in whole.achievements
    ]
    assert {one.name: one.rows for one in parted.files if "achievements" in one.name} == {
        JANUARY: 2,
        FEBRUARY: 3,
    }


def test_the_one_file_and_parts_go_together(campaign: Path) -> None:
    (campaign / "achievements.csv").write_text(part("2022-01-03,CN-01,HT,1,,,QĐ 0,"), "utf-8")
    (loaded,) = load(campaign.parent, None, TODAY).campaigns
    assert [row.source.name for row in loaded.achievements][:2] == ["achievements.csv", JANUARY]
    assert len(loaded.achievements) == 6


def test_what_is_wrong_in_a_part_is_told_by_its_file_and_line(campaign: Path) -> None:
    (campaign / FEBRUARY).write_text(
        part(ROWS[0], "2022-02-05,CN-9,VP,1,,,,", "2022-02-06,LK-01,HT,một,,,,"), "utf-8"
    )
    assert told(campaign.parent) == [
        (FEBRUARY, 2, "duplicate-row", f"dòng này trùng với dòng 2 của {JANUARY}"),
        (FEBRUARY, 3, "unknown-target", "không có chỉ tiêu “CN-9” trong kế hoạch 2022"),
        (FEBRUARY, 4, "not-a-number", "“một” không phải là số"),
    ]


def test_without_parts_the_one_file_must_be_there(campaign: Path) -> None:
    (campaign / JANUARY).unlink()
    (campaign / FEBRUARY).rename(campaign / "achievements/2022-02.txt")
    assert [one[:3] for one in told(campaign.parent)] == [("achievements.csv", None, "missing-file")]


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("achievements/2022-03.xlsx", lambda path: path.write_bytes(b"PK\3\4"), "unread-file"),
        ("achievements/2022-03.csv", lambda path: path.symlink_to("/etc/passwd"), "not-a-file"),
        ("achievements/2022-03.csv", lambda path: path.mkdir(), "not-a-file"),
        ("achievements/2022-03.csv", lambda path: path.write_bytes(b"x" * 20_000_001), "file-too-big"),
        (
            "achievements/2022-03.csv",
            lambda path: path.write_bytes("ngày\n".encode("utf-16-le")),
            "bad-encoding",
        ),
        (
            "achievements/cu/2021-12.csv",
            lambda path: (path.parent.mkdir(), path.write_bytes(b"")),
            "unread-file",
        ),
    ],
)
def test_what_is_no_part_is_told(campaign: Path, name: str, make, code: str) -> None:
    make(campaign / name)
    assert (name, code) in [(file, code) for file, _, code, _ in told(campaign.parent)]


def test_a_folder_of_parts_that_is_a_link_is_not_followed(campaign: Path, tmp_path: Path) -> None:
    (campaign / "achievements").rename(tmp_path / "elsewhere")
    (campaign / "achievements").symlink_to(tmp_path / "elsewhere")
    assert ("achievements.csv", "missing-file") in [
        (file, code) for file, _, code, _ in told(campaign.parent)
    ]


@cases(
    ("files", "place"),
    [
        ({"achievements.csv": b""}, "achievements.csv"),
        ({"achievements.csv": b"x" * ROOM}, "achievements/2022-03.csv"),
        ({"achievements.csv": b"", JANUARY: b""}, "achievements/2022-03.csv"),
        ({"achievements/2022-03.csv": b"x" * ROOM}, "achievements/2022-03-2.csv"),
    ],
)
def test_where_a_new_row_goes(files: dict[str, bytes], place: str) -> None:
    assert place_of(TABLE, date(2022, 3, 31), files) == place


@pytest.fixture
def desk(campaign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


def test_rows_that_come_in_go_to_the_part_of_their_month(desk: Desk, campaign: Path) -> None:
    Path("moi.csv").write_text(
        part("2022-03-01,CN-01,VP,1,,,QĐ 9,", "2022-02-05,CN-01,HT,1,,,QĐ 8,"), "utf-8"
    )
    code, out, err = desk.run("import", "moi.csv")
    assert (code, err) == (0, "")
    assert "Đã thêm 2 dòng vào data/2022/achievements/2022-02.csv, data/2022/achievements/2022-03.csv." in out
    march = "2022-03-01,CN-01,VP,1,awarded,,QĐ 9,"
    assert (campaign / "achievements/2022-03.csv").read_text("utf-8") == part(march)
    assert (campaign / FEBRUARY).read_text("utf-8") == part(*ROWS[2:], "2022-02-05,CN-01,HT,1,awarded,,QĐ 8,")
    assert (campaign / JANUARY).read_text("utf-8") == part(*ROWS[:2])
    assert not (campaign / "achievements.csv").exists()
    assert "0 dòng mới, 2 dòng đã có" in desk.run("import", "moi.csv")[1]


def test_a_row_that_is_corrected_is_corrected_in_its_part(desk: Desk, campaign: Path) -> None:
    form = desk.filled({"date": date(2022, 2, 20), "target": "CN-01 – Sáng kiến", "value": 3})
    assert desk.run("import", form.name)[0] == 0
    fill(form, [{"value": 4}])
    code, _, err = desk.run("import", form.name)
    assert (code, f"dòng này đã nhập (dòng 5 của {FEBRUARY})" in err) == (1, True)
    assert desk.run("import", "--update", form.name)[0] == 0
    assert "2022-02-20,CN-01,VP,4,awarded" in (campaign / FEBRUARY).read_text("utf-8")


def test_a_part_is_made_canonical(desk: Desk, campaign: Path) -> None:
    typed = (campaign / JANUARY).read_text("utf-8")
    (campaign / JANUARY).write_text(typed.replace(",", ";").replace("2022-01-10", "10/1/2022"), "utf-16")
    code, out, _ = desk.run("tidy", f"data/2022/{JANUARY}", f"data/2022/{FEBRUARY}")
    assert (code, (campaign / JANUARY).read_text("utf-8")) == (0, typed)
    assert f"data/2022/{FEBRUARY}: đã đúng dạng chuẩn." in out


def test_a_part_that_is_committed_tells_who_changed_its_rows(desk: Desk, campaign: Path) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@localhost"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "số liệu"]):
        subprocess.run(["git", *words], check=True)
    warm(Path("build/cache"))
    assert desk.run("build", "--out", "site", "--as-of", "2022-01-20")[0] == 0
    page = Path("site/2022/chi-tieu/CN-01/index.html").read_text("utf-8")
    head = subprocess.run(["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout
    assert f"{JANUARY}:2" in page
    assert head[:8] in page
