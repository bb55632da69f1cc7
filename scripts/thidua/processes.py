"""Work shared among processes that end together: whatever happens to a command, nothing of it runs on.

The standard pool is not used: it needs /dev/shm, and waits for ever where the system refuses it a thread.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from thidua.memory import memory_told

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    Line = Connection[Any, Any]  # one end of the line between a worker and who asks it

Found = TypeVar("Found")

_PR_SET_PDEATHSIG = 1


def follow(parent: int) -> None:
    """End this process when ``parent`` does, be it by SIGKILL: Linux promises it, elsewhere one looks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the command means its first process
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - nobody else has need of it

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_look_after, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def _look_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def shared(work: Callable[[int], Found], count: int, workers: int) -> Iterator[Found] | None:
    """``work(0)``, ``work(1)``, … in order, done by forked processes, which find everything as it is here.

    A process that has worked for a while ends and another, as fresh as at the start, takes its place:
    whatever it reads of what they share becomes a copy of its own, since Python counts who uses what.
    Nothing is done yet, and None given, where the system gives no processes. A program with threads must
    not fork. Raises what ``work`` raised, and MemoryError where a process was ended from outside: the
    system does that when memory runs out.
    """
    if "fork" not in get_all_start_methods():
        return None
    started: list[tuple[BaseProcess, Line]] = []
    answers: SimpleQueue[_Answer] = SimpleQueue()
    try:
        started.extend(_start(work) for _ in range(workers))
        with suppress(OSError):  # fewer that follow on others will do
            started.extend(_start(work) for _ in range(workers * min(count // _OF_A_LIFE, _MOST_LIVES)))
        lines = [line for _, line in started]
        threading.Thread(target=_share, args=(lines, workers, count, answers), daemon=True).start()
    except (OSError, RuntimeError):  # RuntimeError: no thread to be had
        _end(started)
        return None
    return _in_order(answers, count, started)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of the work of one place; of none where the worker was lost."""

    place: int | None
    found: Any = None
    error: BaseException | None = None
    tired: bool = False  # the worker has worked long enough


_AHEAD = 2  # places that a worker has been told, so that it never waits for the next
_OF_A_LIFE = 150  # places that give reason for one more process to follow on a worker
_MOST_LIVES = 32  # that follow on one worker: each waits from the start, with a table of all its pages
_LIFE = 2.5  # seconds of the processor after which a worker may be followed


def _start(work: Callable[[int], object]) -> tuple[BaseProcess, Line]:
    context = get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(work, theirs, os.getpid()), daemon=True)
    process.start()
    theirs.close()  # the worker's end is the worker's alone: that it has ended is seen on the line
    return process, ours


def _work(work: Callable[[int], object], line: Line, parent: int) -> None:
    """A worker's life: a place comes in, an answer goes out. What it cannot even answer ends it."""
    follow(parent)
    began = time.process_time()
    with suppress(Exception):
        while (place := line.recv()) is not None:
            try:
                with memory_told():
                    found = work(place)
                    line.send(_Answer(place, found, tired=time.process_time() - began > _LIFE))
            except Exception as error:
                error.add_note("".join(traceback.format_exception(error)))
                line.send(_Answer(place, error=error))


def _share(lines: Sequence[Line], workers: int, count: int, answers: SimpleQueue[_Answer]) -> None:
    """Hand the places out and the answers on; in a thread, for a worker whose answer is not read waits."""
    places, left = iter(range(count)), count
    spare = list(lines[workers:])
    asked = dict.fromkeys(lines[:workers], 0)  # by line how many answers are to come
    try:
        for line in [*asked] * _AHEAD:
            _ask(line, places, asked)
        while left:
            ready = wait(list(asked))
            for line in (one for one in [*asked] if one in ready):
                answer = line.recv()
                answers.put(answer)
                left -= 1
                asked[line] -= 1
                if not (answer.tired and spare):
                    _ask(line, places, asked)
                elif not asked[line]:
                    del asked[line]
                    line.send(None)  # which ends the worker
                    fresh = spare.pop()
                    asked[fresh] = 0
                    for _ in range(_AHEAD):
                        _ask(fresh, places, asked)
    except (OSError, EOFError):
        answers.put(_Answer(None, error=MemoryError()))
    except BaseException as error:
        answers.put(_Answer(None, error=error))


def _ask(line: Line, places: Iterator[int], asked: dict[Line, int]) -> None:
    place = next(places, None)
    if place is not None:
        asked[line] += 1
        line.send(place)


def _in_order(
    answers: SimpleQueue[_Answer], count: int, started: Sequence[tuple[BaseProcess, Line]]
) -> Iterator[Any]:
    early: dict[int, _Answer] = {}
    try:
        for place in range(count):
            while place not in early:
                answer = answers.get()
                if answer.place is None:
                    raise answer.error or MemoryError
                early[answer.place] = answer
            answer = early.pop(place)
            if answer.error:
                raise answer.error
            yield answer.found
    finally:
        _end(started)


def _end(started: Sequence[tuple[BaseProcess, Line]]) -> None:
    for process, _ in started:
        process.kill()
    for process, _ in started:
        process.join()
