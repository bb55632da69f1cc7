"""Every member asked at once, each answer checked and kept; who gives none keeps what was had before."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from threading import Lock

from thidua.files import held, write_safely, write_whole
from thidua.network.answer import Schemas, read_answer
from thidua.network.faults import CollectError, fault_problem
from thidua.network.fetch import Fetched, Way, fetch
from thidua.network.kept_file import LAST_TRY, Attempt, attempt_file, day_file
from thidua.network.load import COLLECTED, LoadedNetwork
from thidua.network.records import Answer, Kept, Member
from thidua.problems import Problem

CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Collected:
    """How a collection went: how many members there are, and the fault of each that gave nothing sound."""

    members: int
    changed: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Sound:
    """A sound answer of a member, and its bytes where they are new."""

    answer: Answer
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class _Before:
    """What was kept of a member, and how the last try went, where it was at the same place."""

    kept: Kept
    attempt: Attempt | None

    @property
    def marks(self) -> Fetched:
        """What the last answer was marked with, as long as there is something to fall back on."""
        if self.attempt is None or self.kept.answer is None:
            return Fetched(None)
        return Fetched(None, self.attempt.etag, self.attempt.modified)


def collect(
    loaded: LoadedNetwork, schemas: Schemas, way: Way, today: date, connections: int = CONNECTIONS
) -> Collected:
    """Ask every member, ``connections`` at a time, and keep what is sound; in the order of network.yml."""
    home = loaded.history.folder / COLLECTED
    members = loaded.network.members
    before = {name: _before(loaded, member) for name, member in members.items()}
    ask = _Asking(loaded, before, schemas, way, today)
    home.mkdir(exist_ok=True)
    problems: list[Problem] = []
    changed = 0
    with held(home), ThreadPoolExecutor(connections) as pool:
        for member, told in _told_apart(members.values(), pool.map(ask, members.values())):
            keeping = _Keeping(home / member.id, member, before[member.id], today)
            if isinstance(told, CollectError):
                keeping.fault(told)
                problems.append(fault_problem(member, told.fault))
            else:
                changed += keeping.answer(told)
    return Collected(len(members), changed, tuple(problems))


def _before(loaded: LoadedNetwork, member: Member) -> _Before:
    history = loaded.history
    attempt = history.last_try(member.id)
    if attempt is not None and attempt.place != member.api + member.file:
        attempt = replace(attempt, etag=None, modified=None)
    return _Before(history.kept(member, date.max), attempt)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks one member; many may be asked at once."""

    loaded: LoadedNetwork
    before: Mapping[str, _Before]
    schemas: Schemas
    way: Way
    today: date
    # One answer is read at a time, so that many large ones cannot fill the memory.
    reading: Lock = field(default_factory=Lock)

    def __call__(self, member: Member) -> _Sound | CollectError:
        """Its answer, sound, or why there is none."""
        try:
            self._check_clock(member)
            return self._sound(member, self.before[member.id])
        except CollectError as error:
            return error

    def _sound(self, member: Member, last: _Before) -> _Sound:
        fetched = fetch(member, self.loaded.history.folder, self.way, last.marks)
        kept = last.kept.answer
        if fetched.data is None and kept is not None:
            return _Sound(kept, fetched)
        with self.reading:
            answer = read_answer(fetched.data or b"", member, self.schemas, self.today)
        if kept is not None and answer.as_of < kept.as_of:
            where = f"{COLLECTED}/{member.id}"
            raise CollectError("member-gone-back", found=answer.as_of, kept=kept.as_of, folder=where)
        return _Sound(answer, fetched)

    def _check_clock(self, member: Member) -> None:
        """The days of what is kept go on: were the clock to go back, newer files would pass for older."""
        last = self.loaded.history.last_day_of(member.id)
        if last is not None and self.today < last:
            raise CollectError("clock-back", today=self.today, kept=last)


def _told_apart(
    members: Iterable[Member], answers: Iterable[_Sound | CollectError]
) -> Iterator[tuple[Member, _Sound | CollectError]]:
    """The answers; one that is the very data of a member before it is likely asked of the wrong place.

    The figures are compared too: a sum that somebody filled in by hand tells nobody apart.
    """
    first: dict[str, tuple[Member, Answer]] = {}
    for member, told in zip(members, answers, strict=True):
        if not isinstance(told, _Sound) or told.answer.sha256 is None:
            yield member, told
            continue
        other, answer = first.setdefault(told.answer.sha256, (member, told.answer))
        is_same = other is not member and answer.figures == told.answer.figures
        yield member, CollectError("member-same", other=other.name) if is_same else told


@dataclass(frozen=True, slots=True)
class _Keeping:
    """The folder of one member, and what is written there."""

    folder: Path
    member: Member
    before: _Before
    today: date

    def answer(self, told: _Sound) -> bool:
        """Keep an answer; whether it is another than the last one."""
        self.folder.mkdir(exist_ok=True)
        is_new = told.answer != self.before.kept.answer
        if is_new:
            content = day_file(told.answer, self.member, self.today)
            write_safely(self.folder / f"{self.today}.json", content)
        if told.fetched.data is not None:
            write_whole(self.folder / PurePosixPath(self.member.file).name, told.fetched.data)
        marks = told.fetched if told.fetched.data is not None else self.before.marks
        self._note(Attempt(self.today, self._place, self.today, marks.etag, marks.modified))
        return is_new

    def fault(self, error: CollectError) -> None:
        """Note why there is nothing new; a clock that went back notes nothing."""
        if error.code == "clock-back":
            return
        self.folder.mkdir(exist_ok=True)
        last, marks = self.before.attempt, self.before.marks
        had = last.collected if last else self.before.kept.collected
        self._note(
            Attempt(self.today, self._place, had, marks.etag, marks.modified, error.code, error.values)
        )

    @property
    def _place(self) -> str:
        return self.member.api + self.member.file

    def _note(self, attempt: Attempt) -> None:
        for left in self.folder.glob(".*.new"):  # by a run that was killed
            left.unlink()
        content = attempt_file(attempt)
        place = self.folder / LAST_TRY
        if not place.is_file() or place.read_bytes() != content:
            write_whole(place, content)
