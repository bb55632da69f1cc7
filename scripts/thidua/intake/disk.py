"""A campaign's files off the disk: only regular files of a sane size, else the problem that one is not."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from thidua.intake.assemble import FILES, PLAN, required_of
from thidua.intake.unread import EVIDENCE, is_expected
from thidua.model.targets import PARTS
from thidua.problems import Problem, Where
from thidua.reading.decode import MAX_BYTES, too_big
from thidua.reading.folding import nearest
from thidua.tables.columns import TABLES
from thidua.tables.contents import name_key
from thidua.tables.parts import parts_of
from thidua.text import Text, reason_of

_MOST_BESIDE = 1_000


def read_files(
    folder: Path, shown: str, instead: Mapping[str, bytes] | None = None
) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of a campaign's files by name, and the problem of each that is not there as it should be.

    ``shown`` is what messages call the folder; ``instead`` are files that are not asked of the disk.
    """
    given, files = instead or {}, {}
    problems = []
    parts = _parts(folder)
    required = required_of([*given, *parts])
    for name in (*FILES, *parts_of({*given, *parts})):
        if name in given:
            files[name] = given[name]
        elif name in required or os.path.lexists(folder / name):
            content, problem = read_bytes(folder, name, f"{shown}/{name}")
            if problem:
                problems.append(problem)
            elif content is not None:
                files[name] = content
    return files, problems


def _parts(folder: Path) -> list[str]:
    """The parts of the achievements that stand there; none in a folder that is a link: it is told as such."""
    home = folder / PARTS
    return [] if home.is_symlink() else parts_of([f"{PARTS}/{name}" for name in _names(home)])


def read_bytes(folder: Path, name: str, file: str) -> tuple[bytes | None, Problem | None]:
    """The bytes of ``folder/name``, or None and the problem; ``file`` is what a message calls it."""
    path = folder / name
    try:
        status = path.lstat()
        if problem := _unfit(status, file):
            return None, problem
        return path.read_bytes(), None
    except FileNotFoundError:
        return None, Where(file).error("missing-file", hint=_found_instead(name, _names(folder)), name=name)
    except OSError as error:
        return None, Where(file).error("unreadable-file", reason=reason_of(error))


def found_beside(folder: Path) -> Iterator[str]:
    """The path of everything in a campaign's folder that is not expected there; a thousand at most."""
    found = (
        (Path(home) / name).relative_to(folder).as_posix()
        for home, folders, files in _walked(folder)
        for name in sorted([*files, *(each for each in folders if (Path(home) / each).is_symlink())])
    )
    yield from islice((path for path in found if not is_expected(path)), _MOST_BESIDE)


def _walked(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """The folder and those in it, but for the ones whose contents are expected."""
    for home, folders, files in os.walk(folder):
        inside = Path(home).relative_to(folder)
        folders[:] = sorted(each for each in folders if not is_expected((inside / each).as_posix()))
        yield home, folders, files


class EvidenceFolder:
    """Tells whether a path such as ``evidence/qd.pdf`` is a file inside the campaign's own folder.

    Its name may stand on the disk in another normal form, or with other blanks: as macOS writes them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] | None = None

    def __call__(self, path: str) -> bool:
        """Whether there is such a file."""
        if is_evidence(self._folder, path):
            return True
        if self._names is None:
            inside = self._folder / EVIDENCE
            listed = (Path(home) / name for home, _, files in os.walk(inside) for name in files)
            names = (each.relative_to(self._folder).as_posix() for each in listed)
            self._names = {name_key(name): name for name in names}
        other = self._names.get(name_key(path))
        return other is not None and is_evidence(self._folder, other)


def is_evidence(folder: Path, path: str) -> bool:
    """Whether a path such as ``evidence/qd.pdf`` is a file that stays inside the campaign's own folder.

    A link may lead from one file of the evidence to another, but not out of it, nor may the folder be one.
    """
    try:
        inside = folder.resolve() / "evidence"
        return (folder / path).is_file() and (folder / path).resolve().is_relative_to(inside)
    except (OSError, ValueError):
        return False


def linked(file: str) -> Problem:
    """The problem of a link in the place of a file or of a campaign's folder: it may lead anywhere."""
    return Where(file).error("not-a-file/link")


def _unfit(status: os.stat_result, file: str) -> Problem | None:
    if stat.S_ISLNK(status.st_mode):
        return linked(file)
    if stat.S_ISDIR(status.st_mode):
        return Where(file).error("not-a-file/folder")
    if not stat.S_ISREG(status.st_mode):
        return Where(file).error("not-a-file/special")
    return too_big(file) if status.st_size > MAX_BYTES else None


def _names(folder: Path) -> Iterable[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return ()


def _found_instead(name: str, names: Iterable[str]) -> Text:
    """The hint: the file that seems to be meant, or that one must be made."""
    stem = name.rsplit(".", 1)[0]
    others = [other for other in names if other not in TABLES]
    meant = next((other for other in others if other.lower().startswith(stem)), None) or nearest(name, others)
    if meant:
        return Text("có tệp “{other}”: nếu là tệp này thì lưu lại thành {name}", other=meant, name=name)
    if name == PLAN:
        return Text("đặt kế hoạch vào đây thành plan.yml; phong trào mới thì chạy “thidua new”")
    return Text("tạo tệp {name}; chưa có số liệu thì chỉ cần dòng tiêu đề cột", name=name)
