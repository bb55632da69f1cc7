"""A site built and verified beside the published one, for targets that have no releases of their own."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.addresses import API, ASSETS, FIRST_PAGE
from thidua.files import held, scratch
from thidua.publish import carry
from thidua.publish.job import Job
from thidua.publish.records import Release
from thidua.publish.verify import verify
from thidua.site.write import restate

STATE = ".thidua-release.json"  # stands in the target; a web server has to close dotfiles


@contextmanager
def staged(job: Job, to: str, last: Release | None) -> Iterator[tuple[Path, Release]]:
    """Build the site for the target ``to`` aside: the tree, and the release it is. ``last`` stands there."""
    with _place(job, to) as tree:
        if (memory := job.memory("written", tree)) and tree.is_dir():
            restate(memory, tree, carry.sums(tree))
        job.build(tree)
        site = verify(tree, last, allow_shrink=job.allow_shrink, memory=job.memory("links", tree))
        moment = job.now()
        stamp = max(int(moment.timestamp()), last.stamp + 1 if last else 0)
        files = carry.take_stock(tree, stamp, last)
        origin = job.origin
        source = origin.commit.id[:12] if origin.commit else "site"
        yield (
            tree,
            Release(
                f"{source}-{origin.as_of.isoformat()}",
                moment,
                stamp,
                origin,
                last.name if last else None,
                site.totals,
                files,
                frozenset(),
            ),
        )


@contextmanager
def _place(job: Job, to: str) -> Iterator[Path]:
    """A folder for the time being; with a cache the one of this target, where its last site stands."""
    if job.cache is None:
        with scratch() as folder:
            yield folder / "site"
        return
    home = job.cache / "staged" / hashlib.sha256(to.encode()).hexdigest()[:16]
    home.mkdir(parents=True, exist_ok=True)
    with held(home):
        yield home / "site"


def kept_assets(last: Release | None, new: Release) -> list[str]:
    """The hashed assets of the last release that the new one lacks: they stay for one release more."""
    return [name for name in (last.own if last else {}) if carry.is_hashed(name) and name not in new.files]


def readers_order(names: Iterator[str]) -> list[str]:
    """The order in which files may appear: what pages fetch, then pages, then the API, the entrance last."""

    def rank(name: str) -> int:
        if name.startswith(ASSETS):
            return 0
        return 3 if name == FIRST_PAGE else 2 if name.startswith(API) else 1

    return sorted(names, key=lambda name: (rank(name), name))
