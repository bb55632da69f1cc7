"""A release costs what differs from the last one, and nothing that was done to one spreads to the next."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from campaigns import small, write_campaign
from publish_kit import NOON, make_site, older, origin
from sharing import warm
from table_kit import cases
from thidua.commands.publish import build_release
from thidua.config import Settings
from thidua.publish import PublishError, links
from thidua.publish.carry import walk
from thidua.publish.job import Builder, Job
from thidua.publish.release import damage, publish, rollback
from thidua.publish.root import Root
from thidua.publish.verify import verify

ENTRANCE, STATUS = "index.html", "api/v1/2022/status.json"  # of these the second is the same in every site


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A root with two releases."""
    found = Root(tmp_path / "site")
    for number in (1, 2):
        put(found, number)
    return found


def put(root: Root, number: int, build: Builder | None = None) -> Path:
    """Publish the number-th commit's site over the last one: the tree of the release."""
    site = build or partial(make_site, version=number)
    job = Job(origin(number), site, lambda: NOON, older, cache=root.path.with_name("cache"))
    return root.releases / publish(root.path, job)[0].name


def trees(root: Root) -> list[Path]:
    """The releases, the oldest first."""
    return [root.releases / release.name for release in reversed(root.all())]


def wholes(root: Root) -> list[bool]:
    """Of each release, the oldest first, whether it is whole."""
    return [not damage(root, tree.name) for tree in trees(root)]


def write_into(path: Path) -> None:
    """Write into a file, as nobody may, and keep its size and time."""
    seen = path.stat()
    path.write_bytes(b"x" * seen.st_size)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def test_what_does_not_change_is_one_file(root: Root) -> None:
    first, second = trees(root)
    assert (first / STATUS).samefile(second / STATUS)
    assert not (first / ENTRANCE).samefile(second / ENTRANCE)
    assert "v1" in (first / ENTRANCE).read_text("utf-8")
    styles = list((first / "assets").glob("*.css"))
    assert [(second / "assets" / style.name).samefile(style) for style in styles] == [True]


def test_what_was_written_into_is_made_again_and_mended_wherever_it_is(root: Root) -> None:
    write_into(root.current / STATUS)
    assert wholes(root) == [False, False]
    put(root, 3)
    assert wholes(root) == [True, True, True]
    assert rollback(root.path).name.startswith("02")


def test_what_is_written_into_while_it_is_lent_is_not_published(root: Root) -> None:
    def build(out: Path) -> None:
        make_site(out, 3)
        write_into(root.current / STATUS)

    with pytest.raises(PublishError, match=r"bị hỏng: api/v1/2022/status\.json"):
        put(root, 3, build)
    assert root.current_name() == "02cccccccccc-2022-06-30"
    put(root, 3)
    assert wholes(root) == [True, True, True]


def test_a_disk_without_hard_links_is_published_to(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted", str(target))

    monkeypatch.setattr("thidua.publish.share.os.link", refuse)
    third = put(root, 3)
    assert wholes(root) == [True, True, True]
    assert not (trees(root)[1] / STATUS).samefile(third / STATUS)


def test_a_page_that_did_not_change_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, memory = tmp_path / "site", tmp_path / "links.json"
    make_site(site)
    verify(site, memory=memory)
    read: list[str] = []
    real = links.read_page

    def reading(source: str) -> links.PageLinks:
        read.append(source)
        return real(source)

    monkeypatch.setattr(links, "read_page", reading)
    verify(site, memory=memory)
    assert read == []
    entrance = (site / ENTRANCE).read_text("utf-8")
    (site / ENTRANCE).write_text(entrance.replace("</body>", '<a href="#mat">x</a></body>'), "utf-8")
    with pytest.raises(PublishError, match="không có mục “#mat”"):
        verify(site, memory=memory)
    assert len(read) == 1
    (site / "2022/chi-tieu/T-0/index.html").unlink()  # pages that were not read again led there
    with pytest.raises(PublishError, match="liên kết hỏng “2022/chi-tieu/T-0/#hinh”"):
        verify(site, memory=memory)


@cases("told", [b"", b"{", b"[]", b'{"reader": 1, "pages": {}}', b'{"pages": 1}'])
def test_a_memory_of_pages_that_is_none_of_ours_is_not_believed(tmp_path: Path, told: bytes) -> None:
    make_site(tmp_path / "site")
    (tmp_path / "links.json").write_bytes(told)
    verify(tmp_path / "site", memory=tmp_path / "links.json")


def rewritten(name: str, text: str) -> Callable[[Path], object]:
    """Replace a file of the campaign."""
    return lambda campaign: (campaign / name).write_text(text, "utf-8")


SMALL = small("CN-01", "CN-03", "KL-01")  # what differs where there are more, test_batches asks
EDITS = (
    lambda campaign: None,
    rewritten("achievements.csv", SMALL["achievements"] + "2022-02-20,CN-01,HT,1,,,QĐ 9,\n"),
    rewritten("plan.yml", SMALL["plan"].replace("name: Sáng kiến", "name: Sáng kiến mới")),
)


def test_a_site_built_over_the_last_one_is_the_site_built_from_nothing(tmp_path: Path) -> None:
    campaign = write_campaign(tmp_path, **SMALL) / "2022"
    settings = Settings(str(tmp_path / "data"), cache=tmp_path / "cache", workers=1)
    warm(settings.cache)

    def build(out: Path) -> None:
        build_release(replace(settings, out=out), date(2022, 2, 28), None, NOON.date())

    root, shared = Root(tmp_path / "site"), []
    for number, edit in enumerate(EDITS, start=1):
        edit(campaign)
        if number == len(EDITS):
            rollback(root.path, "01")  # the memory is of the release that was taken back
        tree, anew = put(root, number, build), tmp_path / f"anew-{number}"
        facts = root.release(tree.name).own
        if number > 1:
            build(anew)
            assert {name: (tree / name).read_bytes() for name in facts} == {
                name: path.read_bytes() for name, path in walk(anew)
            }
        shared.append(sum((tree / name).stat().st_nlink > 1 for name in facts) / len(facts))
    assert min(shared[1:]) > 0.4
    assert all(wholes(root))
