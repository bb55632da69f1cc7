import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from thidua.site.write import MARKER, BadPathError, ForeignFolderError, sync

FILES = [("index.html", b"<p>1</p>"), ("2022/index.html", b"<p>2</p>"), ("assets/a.css", b"p{}")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture(params=[True, False], ids=["with-memory", "without-memory"])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "memory.json" if request.param else None


def tree(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def stamps(out: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file() and p.name != MARKER}


def test_the_folder_holds_the_files_and_a_marker(out: Path, memory: Path | None) -> None:
    counts = sync(out, FILES, memory)
    assert {**dict(FILES), MARKER: (out / MARKER).read_bytes()} == tree(out)
    assert (counts.written, counts.unchanged, counts.deleted, counts.size) == (3, 0, 0, 19)


def test_the_same_files_again_touch_nothing(out: Path, memory: Path | None) -> None:
    sync(out, FILES, memory)
    before = stamps(out)
    counts = sync(out, FILES, memory)
    assert (counts.written, counts.unchanged, counts.deleted) == (0, 3, 0)
    assert stamps(out) == before


def test_only_what_differs_is_written_and_what_is_gone_is_deleted(out: Path, memory: Path | None) -> None:
    sync(out, FILES, memory)
    counts = sync(out, [("index.html", b"<p>1</p>"), ("assets/a.css", b"q{}"), ("new/b.js", b"")], memory)
    assert (counts.written, counts.unchanged, counts.deleted) == (2, 1, 1)
    assert counts.paths == ["assets/a.css", "new/b.js", "2022/index.html"]
    assert not (out / "2022").exists()


@pytest.mark.parametrize("by_hand", [b"<p>9</p>", b"<p>99</p>", b""], ids=["same size", "longer", "empty"])
def test_a_file_changed_by_hand_is_rewritten(out: Path, memory: Path | None, by_hand: bytes) -> None:
    sync(out, FILES, memory)
    (out / "index.html").write_bytes(by_hand)
    os.utime(out / "index.html", ns=(1, 1))
    counts = sync(out, FILES, memory)
    assert counts.written == 1
    assert (out / "index.html").read_bytes() == b"<p>1</p>"


def test_a_file_deleted_by_hand_comes_back(out: Path, memory: Path | None) -> None:
    sync(out, FILES, memory)
    (out / "index.html").unlink()
    assert sync(out, FILES, memory).paths == ["index.html"]


def test_a_memory_of_another_folder_or_a_broken_one_is_not_believed(out: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    sync(out, FILES, memory)
    sync(tmp_path / "other", FILES, memory)
    assert sync(out, FILES, memory).unchanged == 3
    memory.write_text('{"files": 3}')
    assert sync(out, FILES, memory).unchanged == 3


@pytest.mark.parametrize("content", ["bao-cao.docx", ".git"])
def test_a_folder_of_somebody_else_is_refused_and_left_alone(out: Path, content: str) -> None:
    out.mkdir()
    (out / content).write_bytes(b"mine")
    with pytest.raises(ForeignFolderError):
        sync(out, FILES)
    assert tree(out) == {content: b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(out: Path) -> None:
    out.write_bytes(b"mine")
    with pytest.raises(ForeignFolderError):
        sync(out, FILES)


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "a//b", "", "a/", "./a", "C:/a", "a\\b", MARKER])
def test_a_path_outside_is_refused(out: Path, path: str) -> None:
    with pytest.raises(BadPathError):
        sync(out, [(path, b"")])
    assert list(tree(out.parent)) == [f"site/{MARKER}"]


def test_one_path_twice_is_refused(out: Path) -> None:
    with pytest.raises(BadPathError):
        sync(out, [*FILES, FILES[0]])


def test_nothing_is_deleted_when_the_files_stop_coming(out: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"<p>1</p>"
        raise RuntimeError("no more")

    sync(out, FILES)
    with pytest.raises(RuntimeError):
        sync(out, broken())
    assert set(tree(out)) == {path for path, _ in FILES} | {MARKER}


def test_links_are_replaced_not_followed(out: Path, tmp_path: Path) -> None:
    sync(out, FILES)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"mine")
    (out / "2022" / "index.html").unlink()
    (out / "2022").rmdir()
    (out / "2022").symlink_to(outside)
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(outside / "index.html")
    (out / "unwanted").symlink_to(outside)
    sync(out, FILES)
    assert not (out / "unwanted").is_symlink()
    assert (outside / "index.html").read_bytes() == b"mine"
    assert dict(FILES).items() <= tree(out).items()


def test_a_file_becomes_a_folder_and_back(out: Path, memory: Path | None) -> None:
    sync(out, [("a", b"1")], memory)
    sync(out, [("a/b", b"2")], memory)
    assert tree(out)["a/b"] == b"2"
    sync(out, [("a", b"1")], memory)
    assert tree(out)["a"] == b"1"


def test_a_site_is_not_made_inside_a_campaigns_folder(tmp_path):
    """Its pages would be read as files of the campaign, which nobody could check any more."""
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022/plan.yml").write_bytes(b"campaign: x\n")
    with pytest.raises(ForeignFolderError, match=r"2022$"):
        sync(tmp_path / "2022/a/site", [("a.html", b"a")])
    assert [path.name for path in (tmp_path / "2022").iterdir()] == ["plan.yml"]
