"""The gate at `git push`: rows and plans, as plain files under data/, on top of what is there, and sound.

Whoever can change templates or mkdocs.yml runs code on the builder; an editor of data must not be able to.
"""

import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from thidua.git import Git, plain_environment
from thidua.publish import PublishError
from thidua.publish.server import Server
from thidua.publish.snapshot import Entry, Snapshot, listed, moment, snapshot, visible
from thidua.text import Text

NOTHING = "0" * 40
PLAIN_FILE, ABSENT = "100644", "000000"
LARGEST_FILE = 20_000_000  # bytes, as for the files that are read
LARGEST_PUSH = 50_000_000
MOST_FILES = 50_000
MOST_TOLD = 20
CHECK_SECONDS = 120
_EVERY_FILE = ("-r", "-m", "--root", "-z", "--no-renames", "--no-commit-id", "--raw")
_KINDS = {
    "120000": Text("liên kết (symlink)"),
    "160000": Text("kho git lồng nhau"),
    "100755": Text("tệp chạy được"),
}


@dataclass(frozen=True, slots=True)
class RefUpdate:
    """One line of what a push asks for: a ref to go from one commit to another."""

    old: str
    new: str
    ref: str


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """One file that a commit of the push adds, changes or removes."""

    mode: str
    blob: str
    path: str
    size: int = 0


def parse_updates(lines: Iterable[str]) -> list[RefUpdate]:
    """What git gives a pre-receive hook on its standard input."""
    return [RefUpdate(*line.split(maxsplit=2)) for line in (line.strip() for line in lines) if line]


def refused_updates(updates: Iterable[RefUpdate], branch: str) -> Iterator[Text]:
    """Only the published branch is taken, and it is never removed."""
    for update in updates:
        if update.ref != f"refs/heads/{branch}":
            yield Text("chỉ nhận nhánh “{branch}”, không nhận “{ref}”", branch=branch, ref=update.ref)
        elif update.new == NOTHING:
            yield Text("không được xoá nhánh “{branch}”", branch=branch)


def refused_changes(changes: Iterable[ChangedFile]) -> Iterator[Text]:
    """Only plain files of sensible size and name under data/."""
    total = 0
    for change in changes:
        total += change.size
        name, parts = visible(change.path), PurePosixPath(change.path).parts
        if parts[0] != "data" or len(parts) < 2:
            yield Text("“{path}” nằm ngoài thư mục data/; người nhập số liệu chỉ sửa trong data/", path=name)
        elif change.mode == ABSENT:
            continue
        elif change.mode != PLAIN_FILE:
            kind = _KINDS.get(change.mode, Text("tệp lạ (chế độ {mode})", mode=change.mode))
            yield Text("“{path}” là {kind}; chỉ nhận tệp thường", path=name, kind=kind)
        elif not _is_plain_name(change.path):
            yield Text("tên “{path}” không được phép (tệp ẩn hoặc có ký tự điều khiển)", path=name)
        elif not _fits_windows(change.path):
            yield Text("tên “{path}” không lưu được trên máy Windows; hãy đổi tên", path=name)
        elif change.size > LARGEST_FILE:
            yield Text(
                "“{path}” quá lớn: {bytes}, tối đa {most_bytes}",
                path=name,
                bytes=change.size,
                most_bytes=LARGEST_FILE,
            )
    if total > LARGEST_PUSH:
        yield Text("lần gửi này quá lớn: {bytes}, tối đa {most_bytes}", bytes=total, most_bytes=LARGEST_PUSH)


def refused_times(told: Iterable[str]) -> Iterator[Text]:
    """Commits of a time that is in no calendar: none could say any more how old what is published is."""
    for commit, *times in (line.split(" ") for line in told):
        if not all(map(moment, times)):
            yield Text(
                "lần ghi {commit} mang ngày giờ không có thật; hãy xem lại đồng hồ máy rồi ghi lại",
                commit=commit,
            )


def refused_tree(entries: Iterable[Entry]) -> Iterator[Text]:
    """The whole tree after the push: not too many files, no two names that a computer takes for one."""
    seen: dict[str, str] = {}
    for count, entry in enumerate(entries, start=1):
        folded = unicodedata.normalize("NFC", entry.path).casefold()
        other = seen.setdefault(folded, entry.path)
        if other != entry.path:
            yield Text(
                "“{path}” và “{other}” chỉ khác cách viết hoa hay cách gõ dấu: Windows, macOS coi là một tệp",
                path=visible(f"data/{entry.path}"),
                other=visible(f"data/{other}"),
            )
        if count == MOST_FILES + 1:
            yield Text("thư mục data/ có hơn {most} tệp", most=MOST_FILES)


def _is_plain_name(path: str) -> bool:
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path.isprintable() and "\\" not in path and not hidden


def _fits_windows(path: str) -> bool:
    """Whether a clone on Windows can hold the file: no reserved name or sign, no blank or dot at an end, and
    no longer than that a disk holds it.
    """
    return len(path) <= _LONGEST_PATH and not any(
        set(part) & _NOT_ON_WINDOWS
        or len(part.encode(errors="surrogateescape")) > _LONGEST_NAME
        or part.endswith((" ", "."))
        or part.split(".")[0].casefold() in _DEVICES
        for part in path.split("/")
    )


_NOT_ON_WINDOWS = frozenset('<>:"|?*')
_LONGEST_NAME, _LONGEST_PATH = 255, 1_000  # bytes, letters
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)}


def inspect(git: Git, update: RefUpdate) -> None:
    """PublishError where an update rewrites history or brings what is not data; ``git`` is the receiver."""
    if update.old != NOTHING and not git.holds("merge-base", "--is-ancestor", update.old, update.new):
        raise PublishError(
            "lịch sử đã bị viết lại (push --force). Hãy lấy bản mới về bằng “git pull” rồi gửi lại"
        )
    brought = (update.new, "--not", "--branches")
    times = git.text("log", "--no-show-signature", "--format=%h %cI %aI", *brought).splitlines()
    for found in (
        refused_times(times),
        refused_changes(changes(git, *brought)),
        refused_tree(listed(git, update.new, "data/")),
    ):
        if reasons := {str(reason): reason for reason in found}:
            raise PublishError(*islice(reasons.values(), MOST_TOLD))


def changes(git: Git, *brought: str) -> list[ChangedFile]:
    """Every change of every commit that a push brings, not of the last one alone: history keeps all."""
    commits = git.read("rev-list", *brought)
    found = list(_parse_raw(git.read("diff-tree", "--stdin", *_EVERY_FILE, given=commits)))
    sizes = _sizes(git, {change.blob for change in found if change.mode == PLAIN_FILE})
    return [ChangedFile(change.mode, change.blob, change.path, sizes.get(change.blob, 0)) for change in found]


def _sizes(git: Git, blobs: set[str]) -> dict[str, int]:
    asked = "".join(f"{blob}\n" for blob in sorted(blobs)).encode()
    told = git.read("cat-file", "--batch-check=%(objectname) %(objectsize)", given=asked).decode()
    return {name: int(size) for name, size in (line.split() for line in told.splitlines())}


def _parse_raw(raw: bytes) -> Iterator[ChangedFile]:
    """The pairs of ``git diff-tree --raw -z``: ``:old new old-id new-id status`` and a path."""
    fields = raw.split(b"\0")
    for facts, name in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, blob, _ = facts.decode().lstrip(":").split()
        yield ChangedFile(mode, blob, name.decode("utf-8", errors="surrogateescape"))


def pre_receive(server: Server, updates: Sequence[RefUpdate]) -> None:
    """PublishError with every reason against the push; nothing of it has reached the repository yet."""
    if reasons := list(refused_updates(updates, server.branch)):
        raise PublishError(*reasons)
    git = Git(server.repository, own=True, receiving=True)
    for update in updates:
        inspect(git, update)
        with snapshot(git, update.new) as found:
            check(server.command, found)


def check(command: Sequence[str], found: Snapshot) -> None:
    """Check the data in a process of its own, with paths as the pusher knows them; PublishError is a report.

    The process is told the names of the evidence, which is not written out for it.
    """
    try:
        done = subprocess.run(
            [*command, "hook", "check"],
            cwd=found.data.parent,
            env=plain_environment() | {"PYTHONUTF8": "1"},
            input="\0".join(sorted(found.evidence)).encode("utf-8", errors="surrogateescape"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=CHECK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PublishError("kiểm tra số liệu không xong sau {seconds} giây", seconds=CHECK_SECONDS) from None
    if done.returncode:
        raise PublishError("{report}", report=done.stdout.decode("utf-8", errors="replace").rstrip())
