"""Which commit the data stand at, and which of two commits is the older."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from thidua.git import Git, plain_environment
from thidua.publish import snapshot
from thidua.publish.records import Commit
from thidua.publish.snapshot import is_older, read_commit
from thidua.version import version_of

WHO = {"GIT_AUTHOR_NAME": "Lan", "GIT_AUTHOR_EMAIL": "lan@thidua.example", "GIT_COMMITTER_NAME": "Lan",
       "GIT_COMMITTER_EMAIL": "lan@thidua.example"}  # fmt: skip


def git(folder: Path, *words: str, at: str = "2022-06-01T08:00:00+07:00") -> None:
    dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    settings = os.environ | WHO | dates
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, env=settings)


def commit_of(data: Path) -> Commit | None:
    return snapshot.commit_of(version_of(data))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in a repository with one commit."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("một\n", "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Số liệu đợt 1")
    return tmp_path / "data"


def test_the_commit_of_clean_data(data: Path) -> None:
    found = commit_of(data)
    assert found is not None
    assert (found.author, found.subject) == ("Lan", "Số liệu đợt 1")
    assert found.at == datetime(2022, 6, 1, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(("name", "known"), [
    ("data/a.csv", False),           # changed
    ("data/moi.csv", False),         # not committed yet
    ("ngoai.txt", True),             # outside the data
])  # fmt: skip
def test_data_with_changes_stand_at_no_commit(data: Path, name: str, known: bool) -> None:
    (data.parent / name).write_text("khác\n", "utf-8")
    assert (commit_of(data) is not None) is known


def test_outside_git_there_is_no_commit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("một\n", "utf-8")
    assert commit_of(tmp_path) is None


def test_a_data_folder_that_git_ignores_has_no_commit(data: Path) -> None:
    (data.parent / ".gitignore").write_text("rieng/\n", "utf-8")
    (data.parent / "rieng").mkdir()
    (data.parent / "rieng/a.csv").write_text("một\n", "utf-8")
    assert commit_of(data.parent / "rieng") is None


def test_history_tells_older_from_newer_whatever_the_clock(data: Path) -> None:
    first = commit_of(data)
    (data / "a.csv").write_text("hai\n", "utf-8")
    git(data, "commit", "-qam", "hai", at="2021-01-01T00:00:00Z")  # a clock that was wrong
    second = commit_of(data)
    assert first and second
    assert is_older(Git(data), first, second)
    assert not is_older(Git(data), second, first)


@pytest.mark.parametrize(("hours", "older"), [(-1, True), (0, False), (1, False)])
def test_time_decides_where_history_knows_only_one(data: Path, hours: int, older: bool) -> None:
    here = commit_of(data)
    assert here
    elsewhere = replace(here, id="e" * 40)
    assert is_older(Git(data), replace(here, at=here.at + timedelta(hours=hours)), elsewhere) is older


def test_no_such_commit(data: Path) -> None:
    assert read_commit(Git(data), "khong-co") is None


def test_what_git_sets_for_a_hook_leads_nobody_astray(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/khong/co")
    assert isinstance(commit_of(data), Commit)
    assert "GIT_DIR" not in plain_environment()
