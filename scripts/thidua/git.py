"""The only place that starts git: always in the same surroundings, and a git that fails is a failure.

Nothing that others can set decides an answer: no replaced or grafted commits, no hook's leftovers in the
environment, no file watcher. A server's own repository is asked under none but our settings.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thidua.files import scratch
from thidua.text import SaidError, mark, reason_of

SECONDS = 120
_OF_THE_USER = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
_OF_A_PUSH = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_ALWAYS = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",  # a question writes nothing
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",  # the sentences that tell failures apart
}
_OURS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "core.hooksPath=" + os.devnull,
             "-c", "i18n.logOutputEncoding=UTF-8")  # fmt: skip
_OWNER = mark(
    "git không đọc thư mục “{folder}” vì nó thuộc người khác: chạy bằng tài khoản của chủ thư mục, "
    "hoặc chạy “git config --global --add safe.directory {folder}”"
)


class GitError(SaidError):
    """git could not answer; ``text`` says why."""


class NoRepositoryError(GitError):
    """The folder is in no repository."""


@dataclass(frozen=True, slots=True)
class Git:
    """Questions to the repository of a folder; each raises GitError where git fails.

    ``own``: none but our settings count, as on a server. ``receiving``: what a push has brought is seen too.
    ``tree`` is the working tree of a repository without one.
    """

    folder: Path
    own: bool = False
    receiving: bool = False
    tree: Path | None = None

    def read(self, *words: str, given: bytes = b"") -> bytes:
        """What git prints."""
        code, out, said = self._run(words, given)
        if code:
            raise self._failure(said)
        return out

    def text(self, *words: str) -> str:
        """What git prints, without the last line's end."""
        return self.read(*words).decode("utf-8", errors="replace").rstrip("\n")

    def holds(self, *words: str) -> bool:
        """The answer of a question that git answers by its exit code: 0 yes, 1 no."""
        code, _, said = self._run(words)
        if code not in (0, 1):
            raise self._failure(said)
        return code == 0

    def has(self, commit: str) -> bool:
        """Whether the repository knows a commit by its full id."""
        told = self.read("cat-file", "--batch-check=%(objecttype)", given=f"{commit}\n".encode())
        return told == b"commit\n"

    def is_repository(self) -> bool:
        """Whether the folder is in a repository at all."""
        try:
            self.read("rev-parse", "--git-dir")
        except NoRepositoryError:
            return False
        return True

    def _run(self, words: tuple[str, ...], given: bytes = b"") -> tuple[int, bytes, str]:
        try:
            done = subprocess.run(
                ["git", "-C", str(self.tree or self.folder), *_SETTINGS, *words],
                input=given,
                capture_output=True,
                check=False,
                timeout=SECONDS,
                env=self._environment(),
            )
        except FileNotFoundError:
            if not _has_repository(self.folder):
                raise NoRepositoryError("máy này chưa cài git") from None
            raise GitError("máy này chưa cài git") from None
        except subprocess.TimeoutExpired:
            raise GitError(
                "git không trả lời sau {seconds} giây ({call})", seconds=SECONDS, call=words[0]
            ) from None
        except OSError as error:
            raise GitError("git báo lỗi: {reason}", reason=reason_of(error)) from error
        return done.returncode, done.stdout, done.stderr.decode("utf-8", errors="replace").strip()

    def _environment(self) -> dict[str, str]:
        kept = (*(() if self.own else _OF_THE_USER), *(_OF_A_PUSH if self.receiving else ()))
        found = plain_environment() | {
            name: value for name, value in os.environ.items() if name.startswith(kept)
        }
        found |= _ALWAYS | (_OURS if self.own else {})
        if self.tree:
            found |= {"GIT_DIR": str(self.folder), "GIT_WORK_TREE": str(self.tree)}
        return found

    def _failure(self, said: str) -> GitError:
        if "dubious ownership" in said or "unsafe repository" in said:
            return GitError(_OWNER, folder=self.folder)
        if "not a git repository" in said and not _has_repository(self.folder):
            return NoRepositoryError("“{folder}” không nằm trong git", folder=self.folder)
        told = "\n".join(line for line in said.splitlines() if not line.startswith(("hint:", "warning:")))
        return GitError("git báo lỗi: {reason}", reason=told.removeprefix("fatal: ") or "?")


def plain_environment() -> dict[str, str]:
    """The environment without anything of git, which sets much of it for a hook."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def _has_repository(folder: Path) -> bool:
    """Whether something that git should have found stands in the folder or above it."""
    inside = folder.resolve()
    return any((one / ".git").exists() for one in (inside, *inside.parents)) or (inside / "HEAD").is_file()


@contextmanager
def borrowed(git: Git, head: str, tree: Path | None = None) -> Iterator[Git]:
    """A repository of ours at the commit ``head`` that borrows another's objects, and nothing else of it.

    Its settings, references, replacements and attributes play no part; that its history is cut short does.
    Where files differ from the commit, ``tree`` is the working tree that they stand in.
    """
    wanted = ("--show-object-format", "--git-path", "objects", "--git-path", "shallow")
    kind, *places = git.text("rev-parse", "--path-format=absolute", *wanted).splitlines()
    objects, shallow = map(Path, places)
    version = "0\n" if kind == "sha1" else f"1\n[extensions]\n\tobjectFormat = {kind}\n"
    with scratch() as view:
        (view / "objects/info").mkdir(parents=True)
        (view / "refs").mkdir()
        (view / "objects/info/alternates").write_text(f"{objects}\n", "utf-8")
        (view / "HEAD").write_text(f"{head}\n", "ascii")
        (view / "config").write_text(f"[core]\n\trepositoryformatversion = {version}", "ascii")
        if shallow.is_file():
            (view / "shallow").write_bytes(shallow.read_bytes())
        yield Git(view, own=True, tree=tree or view)
