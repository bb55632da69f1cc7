"""What a push may bring, first as rules, then as git gives it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from table_kit import cases
from thidua.git import Git
from thidua.publish import PublishError
from thidua.publish.receive import (
    NOTHING,
    ChangedFile,
    RefUpdate,
    inspect,
    parse_updates,
    refused_changes,
    refused_updates,
)
from thidua.publish.snapshot import listed, read_commit, write_out
from thidua.version import version_of

OLD, NEW = "a" * 40, "b" * 40
CSV = "data/2022/achievements.csv"


@cases(
    ("update", "message"),
    [
        (RefUpdate(OLD, NEW, "refs/heads/main"), None),
        (RefUpdate(OLD, NOTHING, "refs/heads/main"), "không được xoá nhánh “main”"),
        (RefUpdate(NOTHING, NEW, "refs/heads/thu"), "chỉ nhận nhánh “main”, không nhận “refs/heads/thu”"),
        (RefUpdate(NOTHING, NEW, "refs/tags/v1"), "chỉ nhận nhánh “main”, không nhận “refs/tags/v1”"),
    ],
)
def test_which_refs_are_taken(update: RefUpdate, message: str | None) -> None:
    assert [str(reason) for reason in refused_updates([update], "main")] == ([message] if message else [])


@cases(
    ("mode", "path", "size", "message"),
    [
        ("100644", CSV, 20_000_000, None),
        ("100644", "data/2022/evidence/Quyết định 01.pdf", 10, None),
        ("000000", CSV, 0, None),
        ("100644", CSV, 20_000_001, "quá lớn: 20,01 MB, tối đa 20 MB"),
        ("100644", "mkdocs.yml", 10, "“mkdocs.yml” nằm ngoài thư mục data/"),
        ("000000", "mkdocs.yml", 0, "“mkdocs.yml” nằm ngoài thư mục data/"),
        ("100644", "data", 10, "“data” nằm ngoài thư mục data/"),
        ("100644", "database/x.csv", 10, "“database/x.csv” nằm ngoài thư mục data/"),
        ("120000", CSV, 10, "là liên kết (symlink); chỉ nhận tệp thường"),
        ("160000", "data/kho", 0, "là kho git lồng nhau"),
        ("100755", CSV, 10, "là tệp chạy được"),
        ("100664", CSV, 10, "là tệp lạ (chế độ 100664)"),
        ("100644", "data/.gitattributes", 10, "không được phép"),
        ("100644", "data/.git/hooks/x", 10, "không được phép"),
        ("100644", "data/a\nb.csv", 10, "“data/aU+000Ab.csv” không được phép"),
        ("100644", "data/a\u202eb.csv", 10, "“data/aU+202Eb.csv” không được phép"),
        ("100644", "data/a\\b.csv", 10, "không được phép"),
        ("100644", "data/aux/plan.yml", 10, "không lưu được trên máy Windows"),
        ("100644", "data/2022/evidence/Con.pdf", 10, "không lưu được trên máy Windows"),
        ("100644", "data/2022/evidence/com1", 10, "không lưu được trên máy Windows"),
        ("100644", "data/2022/evidence/tờ trình?.pdf", 10, "không lưu được trên máy Windows"),
        ("100644", "data/2022/evidence/qd.", 10, "không lưu được trên máy Windows"),
        ("100644", f"data/2022/evidence/{'ế' * 84}.pdf", 10, "không lưu được trên máy Windows"),
        ("100644", f"data/2022/evidence/{'a/' * 500}qd.pdf", 10, "không lưu được trên máy Windows"),
        ("100644", f"data/2022/evidence/{'ế' * 83}.pdf", 10, None),
        ("100644", "data/2022 /plan.yml", 10, "không lưu được trên máy Windows"),
        ("100644", "data/2022/evidence/công.văn.pdf", 10, None),
    ],
)
def test_which_files_are_taken(mode: str, path: str, size: int, message: str | None) -> None:
    reasons = [str(reason) for reason in refused_changes([ChangedFile(mode, NEW, path, size)])]
    assert reasons == [] if message is None else (len(reasons) == 1 and message in reasons[0])


def test_a_push_of_many_large_files_is_refused() -> None:
    changes = [
        ChangedFile("100644", NEW, f"data/2022/evidence/{number}.pdf", 19_000_000) for number in range(3)
    ]
    assert ["57 MB, tối đa" in str(reason) for reason in refused_changes(changes)] == [True]


def test_the_lines_of_a_hook() -> None:
    assert parse_updates([f"{OLD} {NEW} refs/heads/main\n", "\n"]) == [RefUpdate(OLD, NEW, "refs/heads/main")]


class Repository:
    """A work tree to make commits in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        fixed = {
            "GIT_AUTHOR_NAME": "VP",
            "GIT_AUTHOR_EMAIL": "vp@thidua.example",
            "GIT_COMMITTER_NAME": "VP",
            "GIT_COMMITTER_EMAIL": "vp@thidua.example",
        }
        done = subprocess.run(
            ["git", "-C", str(self.path), *words],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | fixed,
        )
        return done.stdout.strip()

    def commit(self, **files: str | None) -> str:
        """Write (or remove) files and commit them: the commit. A name has __ for a slash, _ for a dot."""
        for word, content in files.items():
            path = self.path / word.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_text(content, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "số liệu")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    """A repository with one sound commit, published under refs/heads/main."""
    repository = Repository(tmp_path / "work")
    repository.commit(data__2022__a_csv="một\n", mkdocs_yml="site_name: x\n")
    repository.git("checkout", "-q", "--detach")  # further commits are new to every ref
    return repository


def update(work: Repository, old: str = "main") -> RefUpdate:
    return RefUpdate(work.git("rev-parse", old), work.git("rev-parse", "HEAD"), "refs/heads/main")


def test_a_sound_commit_passes_and_is_written_out(work: Repository, tmp_path: Path) -> None:
    new = work.commit(data__2022__a_csv="hai\n", data__2022__b_csv="ba\n")
    inspect(Git(work.path), update(work))
    write_out(Git(work.path), list(listed(Git(work.path), new, "data/")), tmp_path / "out/data")
    found = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_text("utf-8")
        for path in (tmp_path / "out").rglob("*.*")
    }
    assert found == {"data/2022/a.csv": "hai\n", "data/2022/b.csv": "ba\n"}


def test_a_wrong_file_between_two_sound_commits_is_found(work: Repository) -> None:
    work.commit(mkdocs_yml="hooks: [x.py]\n")
    work.commit(mkdocs_yml="site_name: x\n")  # the last tree is as sound as the first
    with pytest.raises(PublishError, match=r"“mkdocs\.yml” nằm ngoài"):
        inspect(Git(work.path), update(work))


def test_a_symlink_is_found(work: Repository) -> None:
    (work.path / "data/2022/lien-ket.csv").symlink_to("/etc/passwd")
    new = work.commit()
    with pytest.raises(PublishError, match="symlink"):
        inspect(Git(work.path), update(work))
    with pytest.raises(PublishError, match="không phải là tệp thường"):
        list(listed(Git(work.path), new, "data/"))


def test_what_a_merge_brings_is_looked_at(work: Repository) -> None:
    work.git("checkout", "-q", "-b", "ben")
    work.commit(site__src__x_html="<p>")
    work.git("checkout", "-q", "--detach", "main")
    work.commit(data__2022__a_csv="hai\n")
    work.git("merge", "-q", "--no-edit", "ben")
    work.git("branch", "-q", "-D", "ben")
    with pytest.raises(PublishError, match="nằm ngoài"):
        inspect(Git(work.path), update(work))


def test_rewritten_history_is_refused(work: Repository) -> None:
    work.commit(data__2022__a_csv="hai\n")
    work.git("branch", "-f", "main")
    work.git("commit", "-q", "--amend", "-m", "khác")
    with pytest.raises(PublishError, match="push --force"):
        inspect(Git(work.path), update(work))


@cases("time", ["253402300800 +0000", "1000 +9999", "99999999999999 +0000", "9223372036854775807 +0000"])
@cases("whose", ["author", "committer"])
def test_a_time_of_no_calendar_is_refused_and_stops_no_reader(
    work: Repository, whose: str, time: str
) -> None:
    work.commit(data__2022__a_csv="hai\n")
    commit = work.git("cat-file", "commit", "HEAD").split("\n")
    told = [f"{whose} a <a@b> {time}" if line.startswith(whose) else line for line in commit]
    (work.path / "commit").write_text("\n".join(told) + "\n", "utf-8")
    work.git("checkout", "-q", work.git("hash-object", "-t", "commit", "-w", "--literally", "commit"))
    with pytest.raises(PublishError, match="mang ngày giờ không có thật"):
        inspect(Git(work.path), update(work))
    assert read_commit(Git(work.path)) is not None
    assert version_of(work.path / "data").origins("2022/a.csv", 1).lines


def test_a_first_push_is_looked_at_from_its_root(tmp_path: Path) -> None:
    work = Repository(tmp_path / "work")
    work.commit(mkdocs_yml="x\n")
    work.git("checkout", "-q", "--detach")
    work.git("branch", "-q", "-D", "main")
    with pytest.raises(PublishError, match=r"“mkdocs\.yml” nằm ngoài"):
        inspect(Git(work.path), RefUpdate(NOTHING, work.git("rev-parse", "HEAD"), "refs/heads/main"))


def test_many_reasons_are_cut_at_twenty(work: Repository) -> None:
    for number in range(30):
        (work.path / f"ngoai-{number}.txt").write_text("x", "utf-8")
    work.commit()
    with pytest.raises(PublishError) as caught:
        inspect(Git(work.path), update(work))
    assert len(caught.value.texts) == 20
