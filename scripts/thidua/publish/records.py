"""What is remembered of a release: where it came from, when, and the sum of every byte in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

LAST_SECOND = 1 << 40  # no file system knows later ones
SCHEMA = "thidua/manifest/1"
Totals = Mapping[str, Mapping[str, int]]  # campaign → status → number of targets


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the data: full id, committer's time (with its zone), author and subject."""

    id: str
    at: datetime
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class BuiltFrom:
    """What a site is built from: the commit (None outside git) and the as-of day asked for."""

    commit: Commit | None
    as_of: date


@dataclass(frozen=True, slots=True)
class FileFact:
    """One file of a release: sha256, bytes, and the modification time it is served with (epoch seconds)."""

    sha256: str
    size: int
    time: int


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release. ``stamp`` grows with every release of a root; ``after`` was current before it.

    ``carried`` names the files that are not its own but kept for readers of earlier pages.
    """

    name: str
    published: datetime
    stamp: int
    origin: BuiltFrom
    after: str | None
    totals: Totals
    files: Mapping[str, FileFact]
    carried: frozenset[str]

    @property
    def own(self) -> dict[str, FileFact]:
        """The files that its build wrote."""
        return {path: fact for path, fact in self.files.items() if path not in self.carried}


def contents_digest(files: Mapping[str, FileFact]) -> str:
    """One sha256 over paths and contents, whatever the times: equal for equal sites."""
    lines = (f"{files[path].sha256}  {path}\n" for path in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def to_json(release: Release) -> str:
    """The manifest of a release as text; the same release gives the same bytes."""
    commit = release.origin.commit
    return (
        json.dumps(
            {
                "schema": SCHEMA,
                "name": release.name,
                "published": release.published,
                "stamp": release.stamp,
                "as_of": release.origin.as_of,
                "commit": commit and asdict(commit),
                "after": release.after,
                "totals": release.totals,
                "files": {
                    path: [fact.sha256, fact.size, fact.time] for path, fact in sorted(release.files.items())
                },
                "carried": sorted(release.carried),
            },
            ensure_ascii=False,
            indent=1,
            default=lambda moment: moment.isoformat(),  # a day too
        )
        + "\n"
    )


def read(file: Path) -> Release | None:
    """The release that a manifest tells of; None where there is none, or none of ours."""
    try:
        return from_json(file.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def from_json(text: str) -> Release:
    """The release that a manifest describes; ValueError or KeyError where it is none of ours."""
    told: dict[str, Any] = json.loads(text)
    if told["schema"] != SCHEMA:
        raise ValueError(told["schema"])
    commit = told["commit"]
    files = {path: FileFact(*fact) for path, fact in told["files"].items()}
    times = [told["stamp"], *(fact.time for fact in files.values())]
    if not all(isinstance(time, int) and 0 <= time < LAST_SECOND for time in times):
        raise ValueError(told["stamp"])
    totals = {str(name): dict(counts) for name, counts in told["totals"].items()}
    return Release(
        name=told["name"],
        published=datetime.fromisoformat(told["published"]),
        stamp=told["stamp"],
        origin=BuiltFrom(
            commit and Commit(**{**commit, "at": datetime.fromisoformat(commit["at"])}),
            date.fromisoformat(told["as_of"]),
        ),
        after=told["after"],
        totals=totals,
        files=files,
        carried=frozenset(told["carried"]),
    )
