"""Releases: the switch, what is kept, what is refused, and the way back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from publish_kit import NOON, commit, make_site, older, origin, tree_digest
from table_kit import cases
from thidua.publish import OlderCommitError, PublishError
from thidua.publish.job import Job
from thidua.publish.records import BuiltFrom, Release, from_json, to_json
from thidua.publish.release import clear_leftovers, damage, publish, rollback
from thidua.publish.root import Root


def put(
    root: Path,
    number: int,
    *,
    version: int | None = None,
    targets: int = 3,
    keep: int = 10,
    source: BuiltFrom | None = None,
    minutes: int = 0,
) -> Release:
    """Publish the number-th commit's site."""
    build = partial(make_site, version=number if version is None else version, targets=targets)
    moment = NOON + timedelta(minutes=minutes)
    cache = root.with_name(f"{root.name}-cache")
    job = Job(source or origin(number), build, lambda: moment, older, keep=keep, wait=5, cache=cache)
    release, _ = publish(root, job)
    return release


def shown(root: Path) -> str:
    """The published entrance page."""
    return (root / "current" / "index.html").read_text("utf-8")


def test_first_release_is_the_published_site(tmp_path: Path) -> None:
    release = put(tmp_path / "root", 1)
    assert release.name == "01cccccccccc-2022-06-30"
    assert (tmp_path / "root" / "current").readlink() == Path("releases/01cccccccccc-2022-06-30")
    assert "Tổng quan v1" in shown(tmp_path / "root")
    assert release.totals == {"2022": {"met": 1, "missed": 2}}
    assert damage(Root(tmp_path / "root"), release.name) == []


def test_manifest_stands_outside_the_served_tree_and_reads_back(tmp_path: Path) -> None:
    release = put(tmp_path, 1)
    text = (tmp_path / "manifests" / f"{release.name}.json").read_text("utf-8")
    assert from_json(text) == release
    assert to_json(from_json(text)) == text
    assert not list((tmp_path / "current").rglob("*manifest*"))


def test_damage_names_what_the_manifest_does_not_know(tmp_path: Path) -> None:
    release = put(tmp_path, 1)
    (tmp_path / "current" / "index.html").write_text("khác", "utf-8")
    (tmp_path / "current" / "la.txt").write_text("lạ", "utf-8")
    (tmp_path / "current" / "gioi-thieu" / "index.html").unlink()
    assert damage(Root(tmp_path), release.name) == ["gioi-thieu/index.html", "index.html", "la.txt"]


def test_an_older_commit_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    put(tmp_path, 2)
    before = tree_digest(tmp_path)
    with pytest.raises(OlderCommitError, match="mới hơn 01ccccc"):
        put(tmp_path, 1)
    assert tree_digest(tmp_path) == before


@cases(
    ("day", "refused"),
    [
        (date(2022, 6, 29), True),
        (date(2022, 6, 30), False),
        (date(2022, 7, 1), False),
    ],
)
def test_the_same_commit_never_goes_back_a_day(tmp_path: Path, day: date, refused: bool) -> None:
    put(tmp_path, 1)
    if refused:
        with pytest.raises(OlderCommitError, match="29/06/2022"):
            put(tmp_path, 1, version=9, source=origin(1, day))
    else:
        put(tmp_path, 1, version=9, source=origin(1, day))
    assert ("v9" in shown(tmp_path)) is not refused


def test_the_same_site_is_not_released_twice(tmp_path: Path) -> None:
    put(tmp_path, 1)
    _, fresh = publish(tmp_path, Job(origin(1), make_site, lambda: NOON, older))
    assert not fresh
    assert len(Root(tmp_path).all()) == 1


def test_another_engine_on_the_same_commit_is_a_second_release(tmp_path: Path) -> None:
    put(tmp_path, 1)
    assert put(tmp_path, 1, version=2).name == "01cccccccccc-2022-06-30-2"


def test_outside_git_a_release_is_named_for_its_content(tmp_path: Path) -> None:
    first = put(tmp_path / "a", 1, source=BuiltFrom(None, date(2022, 6, 30)))
    again = put(tmp_path / "b", 1, source=BuiltFrom(None, date(2022, 6, 30)))
    assert first.name == again.name
    assert first.name.startswith("site-")
    assert put(tmp_path / "a", 2, source=BuiltFrom(None, date(2022, 6, 30))).after == first.name


def test_hashed_assets_of_every_kept_release_stay_reachable(tmp_path: Path) -> None:
    names = []
    for number in (1, 2, 3):
        release = put(tmp_path, number)
        names.append([name for name in release.own if name.startswith("assets/")])
    assert all((tmp_path / "current" / name).is_file() for release in names for name in release)
    assert sorted(release.carried) == sorted(names[0] + names[1])
    assert damage(Root(tmp_path), release.name) == []


def test_assets_of_pruned_releases_are_let_go(tmp_path: Path) -> None:
    first = put(tmp_path, 1)
    for number in range(2, 7):
        last = put(tmp_path, number, keep=2)
    assert not set(first.own) & {name for name in last.files if name.startswith("assets/")}


def test_a_hashed_name_with_other_bytes_is_refused(tmp_path: Path) -> None:
    def build(out: Path, content: str) -> None:
        make_site(out)
        (out / "assets" / "plot.0123456789abcdef.js").write_text(content, "utf-8")

    publish(tmp_path, Job(origin(1), partial(build, content="một"), lambda: NOON, older))
    with pytest.raises(PublishError, match="đổi nội dung mà không đổi tên"):
        publish(tmp_path, Job(origin(2), partial(build, content="hai"), lambda: NOON, older))
    assert Root(tmp_path).current_name() == "01cccccccccc-2022-06-30"


def test_equal_time_and_size_mean_equal_bytes_across_releases(tmp_path: Path) -> None:
    """The web server's ETag is time and size: a page changed within a second needs another time."""
    for number in (1, 2, 3):
        put(tmp_path, number)  # all at the same second, pages equally long
    rollback(tmp_path)
    put(tmp_path, 4)
    seen: dict[tuple[str, int, int], bytes] = {}
    for tree in (tmp_path / "releases").iterdir():
        for path in filter(Path.is_file, tree.rglob("*")):
            tag = (path.relative_to(tree).as_posix(), int(path.stat().st_mtime), path.stat().st_size)
            assert seen.setdefault(tag, path.read_bytes()) == path.read_bytes(), tag


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    put(tmp_path, 1)
    before = (tmp_path / "current/api/v1/2022/status.json").stat().st_mtime
    put(tmp_path, 2, minutes=90)
    assert (tmp_path / "current/api/v1/2022/status.json").stat().st_mtime == before
    assert (tmp_path / "current/index.html").stat().st_mtime == before + 90 * 60


def test_prune_keeps_the_newest_the_current_and_the_one_before(tmp_path: Path) -> None:
    for number in range(1, 6):
        put(tmp_path, number, keep=3)
    assert [release.origin.commit.id[:2] for release in Root(tmp_path).all()] == ["05", "04", "03"]
    rollback(tmp_path, "03")
    for number in (6, 7):
        put(tmp_path, number, keep=1)
    kept = [release.name[:2] for release in Root(tmp_path).all()]
    assert kept == ["07", "06"]
    assert sorted(path.stem[:2] for path in (tmp_path / "manifests").iterdir()) == ["06", "07"]


def test_rollback_and_forward_again(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        put(tmp_path, number)
    assert rollback(tmp_path).name.startswith("02")
    assert rollback(tmp_path).name.startswith("01")
    assert "v1" in shown(tmp_path)
    with pytest.raises(PublishError, match="Không còn bản nào trước"):
        rollback(tmp_path)
    assert rollback(tmp_path, "03").name.startswith("03")


def test_rollback_after_a_repair_skips_what_was_taken_back(tmp_path: Path) -> None:
    for number in (1, 2):
        put(tmp_path, number)
    rollback(tmp_path)  # 2 was bad
    put(tmp_path, 3)
    assert rollback(tmp_path).name.startswith("01")


def test_rollback_is_held_until_something_is_published(tmp_path: Path) -> None:
    for number in (1, 2):
        put(tmp_path, number)
    rollback(tmp_path)
    assert Root(tmp_path).held_name() == "02cccccccccc-2022-06-30"
    put(tmp_path, 3)
    assert Root(tmp_path).held_name() is None


@cases(("name", "message"), [("99", "Không có bản nào tên “99”"), ("0", "nhiều bản: 02")])
def test_rollback_to_a_wrong_name(tmp_path: Path, name: str, message: str) -> None:
    for number in (1, 2):
        put(tmp_path, number)
    with pytest.raises(PublishError, match=message):
        rollback(tmp_path, name)
    assert "v2" in shown(tmp_path)


def test_rollback_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="chưa có bản nào"):
        rollback(tmp_path)


def test_a_failing_build_leaves_every_byte(tmp_path: Path) -> None:
    def fail(out: Path) -> None:
        make_site(out, 2)
        raise ValueError("số liệu sai")

    put(tmp_path, 1)
    before = tree_digest(tmp_path)
    with pytest.raises(ValueError, match="số liệu sai"):
        publish(tmp_path, Job(origin(2), fail, lambda: NOON, older))
    assert tree_digest(tmp_path) == before
    assert not (tmp_path / "releases" / ".new").exists()


def test_a_site_that_lost_half_its_pages_is_refused_unless_meant(tmp_path: Path) -> None:
    put(tmp_path, 1, targets=20)
    with pytest.raises(PublishError, match="chỉ còn 5 trang, bản trước có 23"):
        put(tmp_path, 2, targets=2)
    small = partial(make_site, targets=2)
    publish(tmp_path, Job(origin(2), small, lambda: NOON, older, allow_shrink=True))
    assert len(Root(tmp_path).all()) == 2


def test_a_folder_of_something_else_is_not_filled(tmp_path: Path) -> None:
    (tmp_path / "anh.jpg").write_bytes(b"x")
    with pytest.raises(PublishError, match="không trống"):
        put(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["anh.jpg"]


def test_a_folder_called_current_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "current").mkdir()
    with pytest.raises(PublishError, match="symlink"):
        put(tmp_path, 1)


def test_a_second_publisher_waits_and_then_says_so(tmp_path: Path) -> None:
    def build_while_another_tries(out: Path) -> None:
        with pytest.raises(PublishError, match="đang chạy"):
            publish(tmp_path, Job(origin(2), make_site, lambda: NOON, older, wait=0))
        make_site(out)

    publish(tmp_path, Job(origin(1), build_while_another_tries, lambda: NOON, older))
    assert len(Root(tmp_path).all()) == 1


def test_leftovers_of_a_crash_are_cleared(tmp_path: Path) -> None:
    put(tmp_path, 1)
    root = Root(tmp_path)
    make_site(root.releases / ".new")
    make_site(root.releases / "02cccccccccc-2022-06-30")  # renamed, but no manifest
    root.manifest("03cccccccccc-2022-06-30").write_text("{}", "utf-8")  # written, but never renamed
    (root.manifests / ".04.json.new").write_text("{", "utf-8")
    (tmp_path / ".current.new").symlink_to("releases/x")
    (tmp_path / ".giu-lai").write_text("của người khác", "utf-8")
    clear_leftovers(root)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".giu-lai", "current", "lock", "manifests", "releases"]
    assert [path.name for path in root.releases.iterdir()] == ["01cccccccccc-2022-06-30"]
    assert [path.name for path in root.manifests.iterdir()] == ["01cccccccccc-2022-06-30.json"]


def test_a_spoiled_manifest_does_not_stop_publishing(tmp_path: Path) -> None:
    first = put(tmp_path, 1)
    Root(tmp_path).manifest(first.name).write_text(json.dumps({"schema": "khác"}), "utf-8")
    assert put(tmp_path, 2).name.startswith("02")
    assert "v2" in shown(tmp_path)


def test_modes_let_the_web_server_read(tmp_path: Path) -> None:
    def build(out: Path) -> None:
        make_site(out)
        (out / "index.html").chmod(0o600)
        (out / "2022").chmod(0o700)

    publish(tmp_path, Job(BuiltFrom(commit(1), date(2022, 6, 30)), build, lambda: NOON, older))
    assert (tmp_path / "current/index.html").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "current/2022").stat().st_mode & 0o777 == 0o755
