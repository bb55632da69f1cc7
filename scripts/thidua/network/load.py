"""A network's folder → the network and what was collected of it, or every problem of network.yml.

What was collected is read for any day: ``collected/<member>/<day>.json`` and ``last.json``."""

import json
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from thidua.intake.disk import linked, read_bytes
from thidua.network.answer import Schemas
from thidua.network.kept_file import (
    LAST_TRY,
    UNREADABLE,
    Attempt,
    DayTotals,
    read_attempt,
    read_day_file,
    read_day_totals,
)
from thidua.network.reader import read_network
from thidua.network.records import Answer, Kept, Member, Network, NetworkDay
from thidua.network.standing import network_on
from thidua.network.strict_json import Fitting
from thidua.problems import DataError, Problem, Severity, Where, are_sound
from thidua.reading.decode import decode

Made = TypeVar("Made")
COLLECTED = "collected"
NETWORK_FILE = "network.yml"


@dataclass(slots=True)
class History:
    """What was collected of a network.

    ``problems`` grows as files are read: what cannot be read is told, and left out. ``shown`` is what
    messages call the network's folder.
    """

    folder: Path
    shown: str
    network: Network
    problems: list[Problem] = field(default_factory=list)
    _days: dict[str, list[date]] = field(default_factory=dict)
    _tries: dict[str, Attempt | None] = field(default_factory=dict)
    _answers: dict[tuple[str, date], Answer | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.network.members:
            self._days[name] = sorted(_days_in(self.folder / COLLECTED / name))
            self._tries[name] = self._last_try(name)
        self.problems.extend(self._of_nobody())

    @property
    def days(self) -> list[date]:
        """Every day on which something new was had, the oldest first."""
        return sorted({day for days in self._days.values() for day in days})

    @property
    def last_day(self) -> date | None:
        """The day of the newest try, or of the newest file; None where nothing was ever asked."""
        last = (self.last_day_of(name) for name in self._days)
        return max((day for day in last if day), default=None)

    def last_day_of(self, member: str) -> date | None:
        """The same of one member."""
        attempt = self._tries[member]
        return max([*self._days[member][-1:], *([attempt.asked] if attempt else [])], default=None)

    def last_try(self, member: str) -> Attempt | None:
        """How the last try of a member went."""
        return self._tries[member]

    def on(self, day: date) -> dict[str, Kept]:
        """What was known of every member at the end of a day."""
        return {name: self.kept(member, day) for name, member in self.network.members.items()}

    def kept(self, member: Member, day: date) -> Kept:
        """What was known of one; the fault of the last try is known from its day on."""
        attempt, answer, had = self._tries[member.id], None, None
        days = self._days[member.id]
        for place in range(bisect_right(days, day) - 1, -1, -1):
            had = days[place]
            answer = self._answer(member, had)
            if answer is not None:
                break
        if answer is None:
            had = None
        elif attempt and attempt.collected and had is not None and had <= attempt.collected <= day:
            had = attempt.collected
        return Kept(answer, had, attempt.fault if attempt and attempt.asked <= day else None)

    def totals(self, day: date) -> dict[str, DayTotals]:
        """The totals of every member that had figures by the end of a day; none are kept in memory."""
        found: dict[str, DayTotals] = {}
        for name, member in self.network.members.items():
            days = self._days[name]
            for had in reversed(days[: bisect_right(days, day)]):
                data = self._read(name, f"{had}.json")
                with suppress(*UNREADABLE):  # told where the newest day's figures are read
                    if data is not None and (totals := read_day_totals(data, member)):
                        found[name] = totals
                        break
        return found

    def _answer(self, member: Member, day: date) -> Answer | None:
        key = (member.id, day)
        if key not in self._answers:
            read = partial(read_day_file, member=member)
            self._answers[key] = self._understood(member.id, f"{day}.json", read)
        return self._answers[key]

    def _last_try(self, name: str) -> Attempt | None:
        if not os.path.lexists(self.folder / COLLECTED / name / LAST_TRY):
            return None
        return self._understood(name, LAST_TRY, read_attempt)

    def _understood(self, member: str, name: str, read: Callable[[bytes], Made | None]) -> Made | None:
        """What a file says; None where there is none, or none of ours, which is told."""
        data = self._read(member, name)
        try:
            return None if data is None else read(data)
        except UNREADABLE:
            self.problems.append(Where(f"{self.shown}/{COLLECTED}/{member}/{name}").warning("bad-collected"))
            return None

    def _read(self, member: str, name: str) -> bytes | None:
        file = f"{self.shown}/{COLLECTED}/{member}/{name}"
        data, problem = read_bytes(self.folder / COLLECTED / member, name, file)
        if problem:
            self.problems.append(replace(problem, severity=Severity.WARNING))
        return data

    def _of_nobody(self) -> Iterator[Problem]:
        """Folders of members that network.yml does not name."""
        for name in _names(self.folder / COLLECTED):
            if name not in self.network.members and not name.startswith("."):
                yield Where(f"{self.shown}/{COLLECTED}/{name}").warning("unread-file/member")


def links_below(folder: Path, members: Iterable[str]) -> Iterator[str]:
    """The links where only folders and files of ours belong, as paths below the network's folder."""
    for name in ("", *members):
        place = f"{COLLECTED}/{name}".rstrip("/")
        if (folder / place).is_symlink():
            yield place
        else:
            inside = _entries(folder / place)
            yield from (f"{place}/{each.name}" for each in inside if name and each.is_symlink())


def _days_in(folder: Path) -> Iterator[date]:
    for name in _names(folder):
        if name.endswith(".json") and name != LAST_TRY:
            try:
                day = date.fromisoformat(name.removesuffix(".json"))
            except ValueError:
                continue
            if f"{day}.json" == name:
                yield day


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in _entries(folder))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return [*os.scandir(folder)]
    except (FileNotFoundError, NotADirectoryError):
        return []


@dataclass(frozen=True, slots=True)
class LoadedNetwork:
    """A network with its history, and what was warned about in network.yml."""

    network: Network
    history: History
    warnings: tuple[Problem, ...]

    @property
    def day(self) -> date:
        """The day that is shown where none is asked for: the newest of what was collected, never the clock's,
        so that the same files give the same pages; before anything was collected the period's first.
        """
        return self.history.last_day or self.network.period.start

    def on(self, day: date) -> NetworkDay:
        """How the network stands at the end of a day."""
        return network_on(self.network, self.history.on(day), day)


def load_network(folder: Path) -> LoadedNetwork:
    """The network of a folder; DataError has every problem of its network.yml if any is an error."""
    shown = str(folder).replace("\\", "/").rstrip("/")
    file = f"{shown}/{NETWORK_FILE}"
    data, problem = read_bytes(folder, NETWORK_FILE, file)
    if data is None:
        raise DataError([problem] if problem else [])
    text, problems = decode(data, file)
    network = None
    if text is not None:
        network, problems = read_network(text, file, folder.resolve().name)
    if network is None or not are_sound(problems):
        raise DataError(problems)
    if links := [linked(f"{shown}/{path}") for path in links_below(folder, network.members)]:
        raise DataError(links)  # a link may lead anywhere, and what is collected would be written there
    return LoadedNetwork(network, History(folder, shown, network), tuple(problems))


def read_schemas(root: Path) -> Schemas:
    """The published schemas, off the engine's own folder."""
    files = (root / "site_src" / "api" / f"{name}.schema.json" for name in ("status", "network"))
    return Schemas(*(Fitting(json.loads(file.read_text("utf-8"))) for file in files))
