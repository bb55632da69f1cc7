"""Which version of the data a site is built from, and who changed a row when, as git knows it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from thidua.git import Git, GitError, borrowed
from thidua.model import Origin
from thidua.text import Text

_READ = (".csv", ".yml", ".docx")  # the files of the data whose contents count
MOST_ROWS = 5000  # git takes about a second for so many lines


@dataclass(frozen=True, slots=True)
class Origins:
    """The last change of each line that git tells of, and why some are not told."""

    lines: Mapping[int, Origin] = field(default_factory=dict)
    gap: Text | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The commit of the data, with "-dirty" where files differ from it; None outside git.

    ``inside`` is the data's folder in the repository, ``tree`` the working tree where it may differ.
    """

    commit: str | None
    git: Git | None = None
    inside: str = ""
    tree: Path | None = None

    def origins(self, file: str, rows: int) -> Origins:
        """The last change of each line of a file of the data; a line that is not committed yet has none."""
        if self.commit is None or self.git is None:
            return Origins()
        if rows > MOST_ROWS:
            return Origins(gap=Text("tệp dài hơn {most} dòng nên không tra từng dòng", most=MOST_ROWS))
        head = self.commit.removesuffix("-dirty")
        try:
            with borrowed(self.git, head, self.tree) as history:
                told = history.text(
                    "blame", "--root", "--line-porcelain", "-w", *([] if self.tree else [head]),
                    "--", self.inside + file,
                )  # fmt: skip
                cut = _cut(history)
        except GitError as error:
            part = Text("bản sao git này chỉ lấy một phần nội dung (partial clone)")
            return Origins(gap=part if _is_partial(self.git) else error.text)
        found = dict(_blamed(told))
        lines = {line: origin for line, origin in found.items() if origin.commit not in cut}
        short = Text("bản sao git này đã cắt bớt lịch sử (shallow)")
        return Origins(lines, short if len(lines) < len(found) else None)


def version_of(data: Path) -> Version:
    """The version of a data folder as it stands; raises GitError where git cannot tell."""
    git = Git(data)
    if not git.is_repository() or not git.read("ls-files", "-z", "--", "."):
        return Version(None)
    if not git.holds("rev-parse", "--quiet", "--verify", "HEAD^{commit}"):
        return Version(None)
    top, inside, commit = git.text("rev-parse", "--show-toplevel", "--show-prefix", "HEAD").split("\n")
    dirty = "-dirty" if git.read("status", "--porcelain", "--untracked-files=all", "--", ".") else ""
    return Version(commit + dirty, Git(Path(top)), inside, Path(top))


def folder_key(data: Path) -> str:
    """A hash of a data folder: of files that are not read, such as evidence, the names alone."""
    found = sha256()
    for path in sorted(data.rglob("*")):
        content = path.read_bytes() if path.suffix in _READ and path.is_file() else b""
        found.update(
            f"{path}\0{path.is_symlink()}\0{len(content)}\0".encode(errors="surrogateescape") + content
        )
    return found.hexdigest()


def _is_partial(git: Git) -> bool:
    """Whether contents were left in the repository that it was cloned from, until somebody asks for them."""
    return git.holds("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$")


def _cut(history: Git) -> frozenset[str]:
    """The commits whose parents are not here: what they seem to have changed may be older."""
    shallow = history.folder / "shallow"
    return frozenset(shallow.read_text("ascii").split()) if shallow.is_file() else frozenset()


def _blamed(told: str) -> Iterator[tuple[int, Origin]]:
    """Each line's number with its commit and its author's day, from git's porcelain format."""
    commit, line, seconds = "", 0, 0
    for text in told.split("\n"):
        if head := _HEAD.match(text):
            commit, line = head[1], int(head[2])
        elif text.startswith("author-time "):
            seconds = int(text.split(" ")[1])
        elif text.startswith("author-tz ") and commit.strip("0"):
            moment = datetime.fromtimestamp(min(seconds, _LAST), _zone(text.split(" ")[1]))
            yield line, Origin(commit, moment.date())


def _zone(written: str) -> timezone:
    """The zone of a commit's author, such as +0700; UTC where it is no zone of this world."""
    minutes = int(written[1:3]) * 60 + int(written[3:5])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes)) if minutes < 1440 else UTC


_LAST = 253_402_127_999  # seconds: the last but one day of the year 9999, whatever a commit says
_HEAD = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)")
