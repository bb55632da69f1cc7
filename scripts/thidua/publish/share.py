"""What one release lends to the next: a file that does not change is one file in both, by hard link.

A file is lent only while it holds what its manifest tells. Whoever builds over what was lent replaces a file
and never writes into it; should somebody else write into one, each release that has it is mended when the
next one brings its bytes back.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from thidua.publish.job import Job
from thidua.publish.records import FileFact, Release
from thidua.publish.root import Root
from thidua.site.write import restate


def lend(
    root: Root, last: Release, spoiled: Collection[str], aside: Path, job: Job
) -> Mapping[str, FileFact]:
    """Begin the next release with the whole files of the last, if the builder remembers what it wrote.

    ``spoiled`` are the others. Gives what was lent.
    """
    memory, lent = job.memory("written", aside), {}
    if memory is None:
        return {}
    for name, fact in last.own.items():
        if name not in spoiled:
            with suppress(OSError):  # a disk without hard links, or a file with all that it may have
                link(root.releases / last.name / name, aside / name)
                lent[name] = fact
    if aside.is_dir():
        restate(memory, aside, {name: fact.sha256 for name, fact in lent.items()})
    return lent


def disturbed(
    root: Root, last: Release, aside: Path, own: Mapping[str, FileFact], lent: Mapping[str, FileFact]
) -> list[str]:
    """The files that somebody wrote into while they were lent: they would pass for what was built."""
    other = [name for name, fact in lent.items() if name in own and own[name].sha256 != fact.sha256]
    return [name for name in other if (aside / name).samefile(root.releases / last.name / name)]


def link(source: Path, target: Path) -> None:
    """Give a file a second name; raises OSError where the disk does not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(source, target)


def link_or_copy(source: Path, target: Path) -> None:
    """The same, with a copy where there are no links."""
    try:
        link(source, target)
    except OSError:
        shutil.copy2(source, target)


def mend(
    root: Root, new: Release, damaged: Release, spoiled: Iterable[str], others: Iterable[Release]
) -> None:
    """Where a spoilt file of a release is theirs too, give each one the whole file of the new release."""
    kept, whole = root.releases / ".mended", root.releases / new.name
    shared = [release for release in others if release.name != damaged.name]
    for name in spoiled:
        fact, bad = damaged.files.get(name), root.releases / damaged.name / name
        if fact is None or new.files.get(name) != fact or not bad.is_file():
            continue
        for release in (*shared, damaged):
            place = root.releases / release.name / name
            if release.files.get(name) == fact and place.is_file() and place.samefile(bad):
                link_or_copy(whole / name, kept)
                kept.replace(place)
