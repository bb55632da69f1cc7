"""The order of publishing, which is what its guarantees rest on.

lock → clear leftovers → refuse an older commit → build aside, over the last one → verify → carry assets
forward → manifest → fsync → rename → switch → prune. Whatever step fails or is cut off, ``current`` points at
a whole release.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from thidua.files import settle_tree, sync_path, write_safely
from thidua.publish import OlderCommitError, PublishError, carry, records, share
from thidua.publish.job import WAIT_SECONDS, Job
from thidua.publish.records import BuiltFrom, Release
from thidua.publish.root import Root, locked
from thidua.publish.verify import verify
from thidua.text import Text, reason_of


def publish(path: Path, job: Job) -> tuple[Release, bool]:
    """Build a site and make it the published one: the release, and False where it was published already.

    Raises PublishError, and whatever the build raises; then the published site is what it was.
    """
    root = Root(path)
    try:
        root.refuse_others()
        root.path.mkdir(parents=True, exist_ok=True)
        root.prepare()
        with locked(root.lock, job.wait):
            return _publish(root, job)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> PublishError:
    """A full disk or a forbidden folder, in words."""
    return PublishError(
        "Không ghi được vào “{path}”: {reason}.",
        path=error.filename or path,
        reason=reason_of(error),
    )


def _publish(root: Root, job: Job) -> tuple[Release, bool]:
    clear_leftovers(root)
    earlier = root.all()
    current = root.current_name()
    last = next((release for release in earlier if release.name == current), None)
    refuse_older(job, last)
    spoiled = damage(root, last.name) if last else []
    aside = _free(root.releases / ".new")  # the usual place may hold what could not be removed
    try:
        lent = share.lend(root, last, frozenset(spoiled), aside, job) if last else {}
        job.build(aside)
        moment = job.now()
        stamp = max([int(moment.timestamp()), *(release.stamp + 1 for release in earlier)])
        own = carry.take_stock(aside, stamp, last)
        if last and (disturbed := share.disturbed(root, last, aside, own, lent)):
            raise PublishError(damaged_text(last.name, disturbed))
        same = last is not None and (last.own, last.origin.commit) == (own, job.origin.commit)
        if last and same and not spoiled:
            return last, False
        site = verify(aside, last, allow_shrink=job.allow_shrink, memory=job.memory("links", aside))
        if faults := list(carry.changed_under_a_hash(own, earlier)):
            raise PublishError(*faults)
        carried = carry.carry_forward(aside, root.releases, earlier)
        release = Release(
            _free_name(root, job.origin, own),
            moment,
            stamp,
            job.origin,
            current,
            site.totals,
            own | carried,
            frozenset(carried),
        )
        _finish(root, aside, release)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    root.switch(release.name)
    with suppress(OSError):  # published all the same; the next time clears up
        root.held.unlink(missing_ok=True)
        if last:
            share.mend(root, release, last, spoiled, earlier)
        prune(root, job.keep)
    return release, True


def _free(wanted: Path) -> Path:
    """The place, or the first of those with a number behind its name where nothing stands."""
    others = (wanted.with_name(f"{wanted.name}-{number}") for number in count(2))
    return next(place for place in chain([wanted], others) if not os.path.lexists(place))


def clear_leftovers(root: Root) -> list[Path]:
    """Remove what a crash left: trees without manifest, manifests without tree, and half-written files.

    What cannot be removed, because somebody else owns it, is in nobody's way: the paths of that.
    """
    return [path for path in _leftovers(root) if not _remove(path)]


def _leftovers(root: Root) -> Iterator[Path]:
    for path in list(root.path.iterdir()):
        if path.name in (".current.new", ".held.new"):
            yield path
    for path in list(root.releases.iterdir()):
        if not root.manifest(path.name).is_file() and path.name != root.current_name():
            yield path
    for path in list(root.manifests.iterdir()):
        if not (root.releases / path.stem).is_dir():
            yield path


def _remove(path: Path) -> bool:
    """Whether it is gone."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except PermissionError:
        return False
    return True


def refuse_older(job: Job, last: Release | None) -> None:
    """OlderCommitError where the published site is of a newer commit, or of the same one on a later day."""
    new, published = job.origin, last.origin if last else None
    if published is None or new.commit is None or published.commit is None:
        return
    if new.commit.id == published.commit.id:
        # A day that has not come yet was shown by a clock that was wrong: it must not stand until it comes.
        if new.as_of < published.as_of <= job.now().date():
            raise OlderCommitError(
                "Đã có bản của ngày {published}; không thay bằng ngày {new}.",
                published=published.as_of,
                new=new.as_of,
            )
    elif job.is_older(new.commit, published.commit):
        raise OlderCommitError(
            "Bản đang xuất bản ({published}) mới hơn {new}; bản cũ không thay được bản mới.",
            published=published.commit.id[:7],
            new=new.commit.id[:7],
        )


def _free_name(root: Root, origin: BuiltFrom, files: dict[str, records.FileFact]) -> str:
    """A release is named for its commit and day, outside git for its content; a second one gets a number."""
    source = origin.commit.id[:12] if origin.commit else f"site-{records.contents_digest(files)[:12]}"
    return _free(root.releases / f"{source}-{origin.as_of.isoformat()}").name


def _finish(root: Root, aside: Path, release: Release) -> None:
    """Bring every byte to the disk, then give the release its name."""
    settle_tree(aside)
    write_safely(root.manifest(release.name), records.to_json(release).encode())
    aside.rename(root.releases / release.name)
    sync_path(root.releases)


def prune(root: Root, keep: int) -> list[str]:
    """Remove the oldest releases beyond ``keep``, never the current one nor the one before: their names."""
    releases, current = root.all(), root.current_name()
    needed = {current} | {release.after for release in releases if release.name == current}
    removed = [release.name for release in releases[max(keep, 1) :] if release.name not in needed]
    for name in removed:
        old = root.releases / f".old-{name}"
        (root.releases / name).rename(old)  # gone in one step; a crash leaves no half release
        root.manifest(name).unlink()
        shutil.rmtree(old)
    return removed


def rollback(path: Path, name: str | None = None) -> Release:
    """Publish the release before the current one again, or the one that ``name`` begins.

    The release taken back is held: a scheduled rebuild will not bring its commit back, a person can.
    """
    root = Root(path)
    root.refuse_others()
    if not root.current.is_symlink():
        raise PublishError("“{path}” chưa có bản nào được xuất bản.", path=path)
    try:
        with locked(root.lock, WAIT_SECONDS):
            current = root.current_name()
            release = _named(root, name) if name else _before(root, current)
            if spoiled := damage(root, release.name):
                raise PublishError(damaged_text(release.name, spoiled))
            if release.name != current:
                root.hold(current or "")
                root.switch(release.name)
            return release
    except OSError as error:
        raise cannot_write(path, error) from error


def _before(root: Root, current: str | None) -> Release:
    after = next((release.after for release in root.all() if release.name == current), None)
    release = root.release(after) if after else None
    if release is None:
        raise PublishError("Không còn bản nào trước bản đang xuất bản.")
    return release


def _named(root: Root, name: str) -> Release:
    found = [release for release in root.all() if release.name.startswith(name)]
    exact = [release for release in found if release.name == name]
    if len(exact or found) != 1:
        raise PublishError(
            Text("Không có bản nào tên “{name}”. Xem danh sách bằng: thidua releases", name=name)
            if not found
            else Text(
                "“{name}” chỉ tới nhiều bản: {names}.",
                name=name,
                names=", ".join(release.name for release in found),
            )
        )
    return (exact or found)[0]


def damage(root: Root, name: str) -> list[str]:
    """The files of a release that are missing, changed or strange by its manifest; none if it is whole."""
    release = root.release(name)
    if release is None:
        return [name]
    told = {path: fact.sha256 for path, fact in release.files.items()}
    try:
        found = carry.sums(root.releases / name)
    except OSError as error:
        return [str(error.filename or name)]
    return sorted(path for path in {**told, **found} if told.get(path) != found.get(path))


def damaged_text(name: str, spoiled: Sequence[str]) -> Text:
    """One sentence on a damaged release."""
    return Text("Bản {name} bị hỏng: {files}", name=name, files=", ".join(spoiled[:10]))
