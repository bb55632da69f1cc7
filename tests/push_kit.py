"""A server to push to: a bare repository with the hooks of deploy/, a root, and the office's clone."""

from __future__ import annotations

import atexit
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from campaigns import small, write_campaign
from server_kit import DEPLOY
from sharing import warm

DATA = Path(__file__).resolve().parents[1] / "data"
THIDUA = Path(sys.executable).with_name("thidua")
CSV = "data/2022/achievements.csv"
SOUND_ROW = "2022-03-10,CN-01,{unit},1,awarded,staff,Quyết định thử số {number}/QĐ-T,\n"
_NAMES = {
    "GIT_AUTHOR_NAME": "Văn phòng",
    "GIT_AUTHOR_EMAIL": "vp@thidua.example",
    "GIT_COMMITTER_NAME": "Văn phòng",
    "GIT_COMMITTER_EMAIL": "vp@thidua.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass(frozen=True)
class Office:
    """The office's clone, and where its pushes end up."""

    folder: Path
    unit: str = "VP"

    @property
    def clone(self) -> Path:
        return self.folder / "van-phong"

    @property
    def bare(self) -> Path:
        return self.folder / "data.git"

    @property
    def root(self) -> Path:
        return self.folder / "site"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | _NAMES | {"THIDUA_ENV": str(self.folder / "thidua.env")}

    def git(self, *words: str, where: Path | None = None, fails: bool = False) -> str:
        """Run git in the clone (or elsewhere): what it printed, errors too."""
        done = subprocess.run(
            ["git", "-C", str(where or self.clone), *words], env=self.environment, check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
        )  # fmt: skip
        assert (done.returncode != 0) is fails, done.stdout
        return done.stdout

    def commit(self, change: Callable[[Path], object], message: str = "Cập nhật số liệu") -> str:
        """Change the clone and commit all of it: the commit."""
        change(self.clone)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").strip()

    def push(self, *words: str) -> str:
        """A push that is taken."""
        return self.git("push", *(words or ("origin", "main")))

    def refused(self, *words: str) -> str:
        """A push that is not: what the pusher reads."""
        return self.git("push", *(words or ("origin", "main")), fails=True)

    def undo(self) -> None:
        """Bring the clone back to what the server has."""
        self.git("fetch", "-q", "origin")
        self.git("checkout", "-q", "-f", "-B", "main", "origin/main")
        self.git("clean", "-qfdx")

    def row(self, number: int) -> Callable[[Path], object]:
        """Append a sound row, told apart by its decision's number."""
        return lambda clone: self._append(clone, SOUND_ROW.format(unit=self.unit, number=number))

    @staticmethod
    def _append(clone: Path, line: str) -> None:
        with (clone / CSV).open("a", encoding="utf-8") as file:
            file.write(line)

    def tip(self) -> str:
        """The commit that the server holds."""
        return self.git("rev-parse", "main", where=self.bare).strip()

    def hook(self, event: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a step of the server as its timers do."""
        lines = (self.folder / "thidua.env").read_text("utf-8").splitlines()
        settings = dict(line.split("=", 1) for line in lines)
        return subprocess.run(
            [str(THIDUA), "hook", event], env=self.environment | settings, input=given, capture_output=True,
            text=True, check=False, timeout=600,
        )  # fmt: skip


def like_new(folder: Path) -> Office:
    """A server with a small campaign as its first commits, published: a copy of one that was set up once."""
    first = _first()
    shutil.copytree(first.folder, folder, symlinks=True, dirs_exist_ok=True)
    office = Office(folder)
    office.git("remote", "set-url", "origin", str(office.bare))
    settings = folder / "thidua.env"
    settings.write_text(settings.read_text("utf-8").replace(str(first.folder), str(folder)), "utf-8")
    return office


@cache
def _first() -> Office:
    folder = tempfile.mkdtemp(prefix="may-chu-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return set_up(Path(folder))


def set_up(folder: Path, *, full: bool = False) -> Office:
    """The same made anew, or with the project's own data."""
    office = Office(folder, unit="VPTT" if full else "VP")
    folder.mkdir(parents=True, exist_ok=True)
    settings = (DEPLOY / "thidua.env").read_text("utf-8")
    lines = [line for line in settings.splitlines() if not line.startswith("#")]
    text = "\n".join(lines).replace("/srv/thidua", str(folder))
    text = text.replace("/opt/thidua/.venv/bin/thidua", str(THIDUA))
    (folder / "thidua.env").write_text(text + "\n", "utf-8")
    office.git("init", "-q", "--bare", "-b", "main", str(office.bare), where=folder)
    office.git("clone", "-q", str(office.bare), str(office.clone), where=folder)
    office.git("symbolic-ref", "HEAD", "refs/heads/main")
    for name in ("pre-receive", "post-receive"):
        shutil.copy(DEPLOY / name, office.bare / "hooks" / name)
    first = (lambda clone: shutil.copytree(DATA, clone / "data")) if full else _small
    warm(folder / "cache")
    office.commit(first, "Số liệu đầu tiên")
    office.commit(office.row(1))
    office.push()
    return office


def _small(clone: Path) -> None:
    write_campaign(clone, **small("CN-01", "CN-03"))


def write(name: str, content: str) -> Callable[[Path], object]:
    """Write a file of the clone."""

    def change(clone: Path) -> None:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(content, "utf-8")

    return change


def children_seconds() -> float:
    """Processor's seconds of everything that was started from here and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
