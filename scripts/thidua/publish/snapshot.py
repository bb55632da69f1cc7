"""What git holds of the data: commits, which of two is the older, and the files of one as plain files.

They come out of git's own objects: no working copy is trusted.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from posixpath import normpath

from thidua.files import scratch
from thidua.git import Git
from thidua.publish import PublishError
from thidua.publish.records import Commit
from thidua.tables.contents import name_key
from thidua.version import Version

LARGEST_DATA = 400_000_000  # bytes of tables, plans, templates and forms: all of them are held in memory
_PLAIN = ("100644", "100755")
_EVIDENCE = "evidence"
_FORMAT = "%H%x00%cI%x00%an%x00%s"


def read_commit(git: Git, name: str = "HEAD") -> Commit | None:
    """The commit called ``name``, None where there is none; GitError where git cannot tell."""
    if not git.holds("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}"):
        return None
    told = git.text("log", "-1", f"--format={_FORMAT}", "--no-show-signature", name, "--")
    commit, at, author, subject = told.split("\0")
    return Commit(commit, moment(at) or datetime.fromtimestamp(0, UTC), author, subject)


def moment(written: str) -> datetime | None:
    """When a commit says that it was made; None where no calendar has that, such as in the year 10000."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def commit_of(version: Version) -> Commit | None:
    """The commit that data are exactly at; None outside git, or with changes not committed."""
    if version.git is None or version.commit is None or version.commit.endswith("-dirty"):
        return None
    return read_commit(version.git, version.commit)


def is_older(git: Git, new: Commit, published: Commit) -> bool:
    """Whether ``new`` is an ancestor of ``published``; by time where the history here cannot tell."""
    if git.has(new.id) and git.has(published.id):
        if git.holds("merge-base", "--is-ancestor", new.id, published.id):
            return True
        if git.holds("merge-base", "--is-ancestor", published.id, new.id):
            return False
    return new.at < published.at


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit; ``path`` is from the data's folder."""

    mode: str
    blob: str
    size: int
    path: str

    @property
    def is_evidence(self) -> bool:
        """Whether it is a document that rows point at: it has to be there, and nobody reads it."""
        parts = self.path.split("/")
        return len(parts) > 2 and parts[1] == _EVIDENCE


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data's folder with all that is read, and the names of the evidence, which is left where it is."""

    data: Path
    evidence: frozenset[str]

    def has_evidence(self, campaign: str, path: str) -> bool:
        """Whether ``evidence/…`` is among the files of a campaign, in whichever normal form it was named."""
        return name_key(f"{campaign}/{normpath(path)}") in self.evidence


@contextmanager
def snapshot(git: Git, commit: str, inside: str = "data/") -> Iterator[Snapshot]:
    """The folder ``inside`` of a commit, for the time being; PublishError where it is not data alone."""
    entries = list(listed(git, commit, inside))
    with scratch() as home:
        data = home / (PurePosixPath(inside).name or "data")
        data.mkdir()
        write_out(git, [entry for entry in entries if not entry.is_evidence], data)
        yield Snapshot(data, evidence_names(entry.path for entry in entries if entry.is_evidence))


def evidence_names(paths: Iterable[str]) -> frozenset[str]:
    """The names of evidence as ``has_evidence`` looks for them."""
    return frozenset(name_key(path) for path in paths)


def listed(git: Git, commit: str, inside: str) -> Iterator[Entry]:
    """Every file under a folder of a commit."""
    words = ("ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", *([inside] if inside else []))
    for told in git.read(*words).split(b"\0"):
        if told:
            facts, _, name = told.partition(b"\t")
            mode, _, blob, size = facts.decode("ascii").split()
            path = name.decode("utf-8", errors="surrogateescape").removeprefix(inside)
            if mode not in _PLAIN:
                raise PublishError("“{path}” không phải là tệp thường", path=visible(inside + path))
            yield Entry(mode, blob, int(size), path)


def write_out(git: Git, entries: Sequence[Entry], data: Path) -> None:
    """Write the files of a commit into a folder, with one call of git for all of them."""
    total = sum(entry.size for entry in entries)
    if total > LARGEST_DATA:
        raise PublishError(
            "số liệu quá lớn, chưa kể minh chứng: {bytes}, tối đa {most_bytes}",
            bytes=total,
            most_bytes=LARGEST_DATA,
        )
    asked = "".join(f"{entry.blob}\n" for entry in entries).encode()
    told, at = git.read("cat-file", "--batch", given=asked), 0
    for entry in entries:
        at = told.index(b"\n", at) + 1
        target = data / entry.path
        if entry.path.startswith("/") or ".." in entry.path.split("/"):
            raise PublishError("“{path}” không phải là tệp thường", path=visible(entry.path))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(told[at : at + entry.size])
        at += entry.size + 1


def visible(path: str) -> str:
    """A path with every sign that cannot be seen written out."""
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in path)
