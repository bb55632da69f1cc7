"""What a new release keeps of earlier ones: hashed assets, and the times of files that did not change."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from thidua.addresses import HASHED
from thidua.files import folders_of
from thidua.publish import PublishError
from thidua.publish.records import FileFact, Release
from thidua.publish.share import link_or_copy
from thidua.text import Text

# A name that carries a hash of its content is served for a year without asking again (deploy/nginx).


def is_hashed(path: str) -> bool:
    """Whether the name of a site's file (relative, with /) promises its content."""
    return HASHED.match(path) is not None


def seen(site: Path) -> Iterator[tuple[str, Path | None]]:
    """Everything in a tree but folders, by relative name with /; None for what is no plain file."""
    for folder, folders, names in folders_of(site):
        folders.sort()
        inner = "" if folder == site else f"{folder.relative_to(site).as_posix()}/"
        for name in (*sorted(names), *folders):
            path = folder / name
            mode = path.lstat().st_mode
            if not stat.S_ISDIR(mode):
                yield inner + name, path if stat.S_ISREG(mode) else None


def walk(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a tree, by relative name with /; links and special files are refused."""
    for name, path in seen(site):
        if path is None:
            raise PublishError("“{path}” không phải là tệp thường.", path=name)
        yield name, path


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums(site: Path) -> dict[str, str]:
    """The sha256 of every file of a tree by its name; empty for what is no plain file."""
    return {name: sha256_of(path) if path else "" for name, path in seen(site)}


def take_stock(site: Path, stamp: int, last: Release | None) -> dict[str, FileFact]:
    """Sum up every file and set its time: the last release's where the bytes are the same, else ``stamp``.

    A web server's ETag is made of time and size. With a stamp that no other release has, equal tags
    mean equal bytes even for two releases of one second; and an unchanged page stays cached.
    """
    before = last.files if last else {}
    facts = {}
    for name, path in walk(site):
        digest, size = sha256_of(path), path.stat().st_size
        known = before.get(name)
        time = known.time if known and known.sha256 == digest else stamp
        facts[name] = FileFact(digest, size, time)
        os.utime(path, (time, time))
    return facts


def changed_under_a_hash(new: Mapping[str, FileFact], earlier: Iterable[Release]) -> Iterator[Text]:
    """A hashed name with other bytes than before would leave browsers with the old ones for a year."""
    seen = {name: fact.sha256 for release in earlier for name, fact in release.own.items() if is_hashed(name)}
    for name, fact in new.items():
        if is_hashed(name) and seen.get(name, fact.sha256) != fact.sha256:
            yield Text("“{path}” đổi nội dung mà không đổi tên: trình duyệt sẽ giữ bản cũ.", path=name)


def carry_forward(site: Path, releases: Path, earlier: Iterable[Release]) -> dict[str, FileFact]:
    """Bring into ``site`` the hashed assets of earlier releases that it lacks: their facts, by name.

    A page loaded before the switch asks for its assets after it. Only what a kept release built itself
    is carried, so the pile ends where pruning ends.
    """
    carried: dict[str, FileFact] = {}
    for release in earlier:
        for name, fact in release.own.items():
            target, source = site / name, releases / release.name / name
            if not is_hashed(name) or name in carried or target.exists() or not source.is_file():
                continue
            if sha256_of(source) != fact.sha256:  # damage is not handed on
                continue
            link_or_copy(source, target)
            carried[name] = fact
    return carried
