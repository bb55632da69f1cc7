"""git, always in the same surroundings: what it answers, and that its failures are failures."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from test_publish_commits import git
from thidua.git import Git, GitError, NoRepositoryError
from thidua.version import Origins, version_of

FILE = "data/a.csv"


@pytest.fixture
def work(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A repository whose file has two lines, of two days."""
    (tmp_path / "data").mkdir()
    git(tmp_path, "init", "-q", "-b", "main", f"--object-format={getattr(request, 'param', 'sha1')}")
    for line, day in (("một", "2022-06-01T23:30:00+07:00"), ("hai", "2022-06-02T00:30:00+07:00")):
        with (tmp_path / FILE).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", line, at=day)
    return tmp_path


def days(found: Origins) -> dict[int, date]:
    return {line: origin.on for line, origin in found.lines.items()}


@pytest.mark.parametrize("work", ["sha1", "sha256"], indirect=True)
def test_a_line_was_changed_on_its_authors_own_day(work: Path) -> None:
    found = version_of(work / "data").origins("a.csv", 2)
    assert days(found) == {1: date(2022, 6, 1), 2: date(2022, 6, 2)}  # both of 1 June in UTC
    assert found.gap is None


@pytest.mark.parametrize("listed", [None, "HEAD"], ids=["a list that is not there", "a list of every commit"])
def test_commits_that_blame_is_told_to_pass_over_count_here(work: Path, listed: str | None) -> None:
    """The setting blame.ignoreRevsFile: lines would lose their origin, or be given another one."""
    before = version_of(work / "data").origins("a.csv", 2)
    if listed:
        commits = Git(work).text("rev-list", listed)
        (work / ".git-blame-ignore-revs").write_text(f"{commits}\n", "ascii")
        (work / ".git/info/exclude").write_text(".git-blame-ignore-revs\n", "ascii")
    git(work, "config", "blame.ignoreRevsFile", ".git-blame-ignore-revs")
    assert version_of(work / "data").origins("a.csv", 2) == before


def test_a_cut_history_gives_no_false_origin_but_a_word(work: Path, tmp_path: Path) -> None:
    (work / FILE).write_text("một\nhai\nba\n", "utf-8")
    git(work, "commit", "-qam", "ba", at="2022-06-03T08:00:00+07:00")
    git(work, "clone", "-q", "--depth", "2", work.as_uri(), str(tmp_path / "nong"))
    found = version_of(tmp_path / "nong/data").origins("a.csv", 3)
    assert days(found) == {3: date(2022, 6, 3)}
    assert "shallow" in str(found.gap)


def test_a_copy_without_the_contents_of_old_commits_has_a_word_in_place_of_origins(
    work: Path, tmp_path: Path
) -> None:
    git(work, "config", "uploadpack.allowFilter", "true")
    git(work, "clone", "-q", "--filter=blob:none", work.as_uri(), str(tmp_path / "nua"))
    found = version_of(tmp_path / "nua/data").origins("a.csv", 2)
    assert not found.lines
    assert "partial clone" in str(found.gap)


def test_advice_of_git_is_no_part_of_its_failure(work: Path) -> None:
    with pytest.raises(GitError) as caught:  # grafts, which are always said to be none, draw advice
        Git(work).read("blame", "HEAD", "--", "khong-co")
    assert str(caught.value.text) == "git báo lỗi: no such path khong-co in HEAD"


def test_a_line_not_committed_yet_has_no_origin_and_the_others_keep_theirs(work: Path) -> None:
    (work / FILE).write_text("mới\nmột\nhai\n", "utf-8")
    version = version_of(work / "data")
    assert version.commit == Git(work).text("rev-parse", "HEAD") + "-dirty"
    assert days(version.origins("a.csv", 3)) == {2: date(2022, 6, 1), 3: date(2022, 6, 2)}


def test_a_very_long_file_has_a_word_in_place_of_origins(work: Path) -> None:
    assert "5.000" in str(version_of(work / "data").origins("a.csv", 5001).gap)


def test_a_replaced_commit_is_seen_as_it_was(work: Path) -> None:
    real = Git(work).text("rev-parse", "HEAD")
    git(work, "replace", real, f"{real}~1")
    assert Git(work).text("show", f"{real}:{FILE}") == "một\nhai"


def test_only_a_folder_outside_git_has_no_version(
    work: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("ngoai")
    assert version_of(outside).commit is None
    (work / ".git/HEAD").write_text("?\n", "ascii")
    with pytest.raises(GitError, match="git báo lỗi") as caught:
        version_of(work / "data")
    assert not isinstance(caught.value, NoRepositoryError)


def test_a_repository_without_a_commit_has_no_version(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.csv").write_text("một\n", "utf-8")
    assert version_of(tmp_path).commit is None
    git(tmp_path, "add", "-A")
    assert version_of(tmp_path).commit is None


def test_a_machine_without_git_is_told_so(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/khong/co")
    with pytest.raises(GitError, match="chưa cài git"):
        version_of(work / "data")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_that_git_refuses_is_a_failure_with_the_way_out(work: Path, tmp_path: Path) -> None:
    for path in (work, *work.rglob("*")):
        os.chown(path, 65534, 65534)
    with pytest.raises(GitError, match=r"thuộc người khác.*safe\.directory"):
        version_of(work / "data")
    settings = tmp_path / "gitconfig"
    subprocess.run(["git", "config", "--file", settings, "safe.directory", work], check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        assert len(days(version_of(work / "data").origins("a.csv", 2))) == 2
