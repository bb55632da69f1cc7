"""Tests shared among processes that part once all are collected: each takes a file of them, then the next."""

from __future__ import annotations

import gc
import os
import traceback
import warnings
from collections.abc import Iterator, Sequence
from itertools import groupby
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

_PLACE = 2  # bytes that stand for a file in the pipe of those that nobody has taken
_base: Path | None = None


def common(factory: pytest.TempPathFactory) -> Path:
    """The folder in which the processes of a run may leave something for each other."""
    return _base or factory.getbasetemp()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--processes", type=int, default=1, help="share files of tests among so many; 0: up to four"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    count = session.config.getoption("processes") or min(4, len(os.sched_getaffinity(0)))
    if count == 1 or session.testsfailed or session.config.option.collectonly:
        return None
    _run_shared(session, count)
    return True


def _run_shared(session: pytest.Session, count: int) -> None:
    """Run all tests in so many processes, and tell of them here. What lasts a session lasts one in each."""
    files = [list(items) for _, items in groupby(session.items, key=lambda item: item.path)]
    base = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    untaken, offered = os.pipe()
    os.write(offered, b"".join(place.to_bytes(_PLACE, "big") for place in range(len(files))))
    os.close(offered)
    gc.collect()
    gc.freeze()  # what is alive now stays: no process looks through it again
    crew = [_Mate.hired(session, files, untaken, base / f"mate-{number}") for number in range(count)]
    while crew:
        for hand in wait([mate.hand for mate in crew]):
            mate = next(mate for mate in crew if mate.hand is hand)
            if not mate.told(session):
                crew.remove(mate)
        if session.shouldfail or session.shouldstop:
            os.read(untaken, _PLACE * len(files))  # nobody takes another
    os.close(untaken)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)


class _Mate:
    """One of the processes: what it is at, and a hand to hear it by."""

    def __init__(self, pid: int, hand: Connection) -> None:
        self._pid, self.hand = pid, hand
        self._at: tuple[str, Any] = ("", None)

    @classmethod
    def hired(
        cls, session: pytest.Session, files: Sequence[Sequence[pytest.Item]], untaken: int, base: Path
    ) -> _Mate:
        hand, own = Pipe(duplex=False)
        pid = os.fork()
        if not pid:
            hand.close()
            _work(session, _taken(files, untaken), own, base)
        own.close()
        return cls(pid, hand)

    def told(self, session: pytest.Session) -> bool:
        """Pass on what it says; False where it has nothing more to say."""
        hook, config = session.config.hook, session.config
        try:
            kind, *what = self.hand.recv()
        except EOFError:
            ended = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
            if ended:
                told = f"the process that ran it ended with {ended}"
                report = pytest.TestReport(*self._at, {}, "failed", told, "call")
                hook.pytest_runtest_logreport(report=report)
            return False
        if kind == "at":
            self._at = (what[0], what[1])
        elif kind == "passed":
            report = pytest.TestReport(*self._at, {}, "passed", None, "call", duration=what[0])
            hook.pytest_runtest_logreport(report=report)
        elif kind == "report":
            report = hook.pytest_report_from_serializable(config=config, data=what[0])
            hook.pytest_runtest_logreport(report=report)
        else:
            message, when, nodeid, location = what
            hook.pytest_warning_recorded.call_historic(
                kwargs={
                    "warning_message": warnings.WarningMessage(*message),
                    "when": when,
                    "nodeid": nodeid,
                    "location": location,
                }
            )
        return True


def _taken(files: Sequence[Sequence[pytest.Item]], untaken: int) -> Iterator[pytest.Item]:
    while place := os.read(untaken, _PLACE):
        yield from files[int.from_bytes(place, "big")]


def _work(session: pytest.Session, items: Iterator[pytest.Item], own: Connection, base: Path) -> NoReturn:
    """In a process of its own: run tests and tell of them, to its end."""
    global _base  # noqa: PLW0603 - this process has one run, and one base
    status = 3
    try:
        config = session.config
        factory = config._tmp_path_factory  # type: ignore[attr-defined]
        _base = factory.getbasetemp()
        base.mkdir()
        factory._basetemp = base
        if capture := config.pluginmanager.get_plugin("capturemanager"):
            capture.stop_global_capturing()  # the others write to the same file
            capture.start_global_capturing()
            capture.suspend_global_capture()
        terminal = config.pluginmanager.unregister(name="terminalreporter")
        config.pluginmanager.register(SimpleNamespace(_tw=terminal._tw), "terminalreporter")  # type: ignore[union-attr]
        config.pluginmanager.register(_Teller(config, own))
        item = next(items, None)
        while item:
            following = None if session.shouldfail or session.shouldstop else next(items, None)
            config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            item = following
        status = 0
    except BaseException:  # whatever it is, this process ends here and not as the other one
        traceback.print_exc()
    finally:
        os._exit(status)


class _Teller:
    """Hears what a process' tests come to, and says it to the process that all have parted from."""

    def __init__(self, config: pytest.Config, own: Connection) -> None:
        self._config, self._own = config, own

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        self._own.send(("at", nodeid, location))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed or hasattr(report, "wasxfail"):
            told = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
            self._own.send(("report", told))
        elif report.when == "call":
            self._own.send(("passed", report.duration))

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str, location: object
    ) -> None:
        one = warning_message
        self._own.send(
            ("warning", (str(one.message), one.category, one.filename, one.lineno), when, nodeid, location)
        )
