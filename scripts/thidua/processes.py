"""Work shared among processes that end together: whatever happens to a command, nothing of it runs on.

The standard pool is not used: it needs /dev/shm, and waits for ever where the system refuses it a thread.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe, get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from thidua.memory import memory_told

if TYPE_CHECKING:
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


def shared(
    work: Callable[[int], Found], count: int, workers: int, heavy: Container[int] = ()
) -> Iterator[Found] | None:
    """``work(0)``, ``work(1)``, … in order, done by forked processes, which find everything as it is here.

    A process that has worked for a while ends and another, as fresh as at the start, takes its place:
    whatever it reads of what they share becomes a copy of its own, since Python counts who uses what. Of the
    places that are ``heavy``, which read much of it, half as many are worked on at once as there are workers,
    each by a process that ends after it.
    Nothing is done yet, and None given, where the system gives no processes. A program with threads must
    not fork. Raises what ``work`` raised, and MemoryError where a process was ended from outside: the
    system does that when memory runs out.
    """
    if "fork" not in get_all_start_methods():
        return None
    answers: SimpleQueue[_Answer] = SimpleQueue()
    try:
        nursery = _Nursery(work)
    except OSError:
        return None
    places = _Places(count, heavy, max(1, workers // 2))
    try:
        lines = [line for _ in range(workers) if (line := nursery.worker())]
        if not lines:
            raise OSError(errno.EAGAIN, "no process to be had")
        threading.Thread(target=_share, args=(nursery, lines, places, answers), daemon=True).start()
    except (OSError, RuntimeError):  # RuntimeError: no thread to be had
        nursery.end()
        return None
    return _in_order(answers, count, nursery)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of the work of one place; of none where the worker was lost."""

    place: int | None
    found: Any = None
    error: BaseException | None = None
    tired: bool = False  # the worker has worked long enough


_AHEAD = 2  # places that a worker has been told, so that it never waits for the next
_LIFE = 0.5  # seconds of the processor after which a worker is followed


class _Nursery:
    """A process forked at the start, which does nothing but fork workers, as fresh as it is, when asked.

    The first process cannot: it has a thread by then, and has read and written what they share.
    """

    def __init__(self, work: Callable[[int], object]) -> None:
        self._asking, asked = socket.socketpair()
        context = get_context("fork")
        self._process = context.Process(
            target=_nurse, args=(work, self._asking, asked, os.getpid()), daemon=True
        )
        with asked:
            self._process.start()

    def worker(self) -> Line | None:
        """The line to a new worker; None where the system gives none. Raises OSError, the nursery lost."""
        self._asking.sendall(b"?")
        answer, found, _, _ = socket.recv_fds(self._asking, 1, 1)
        if not answer:
            raise OSError(errno.EPIPE, "no nursery")
        return Connection(found[0]) if found else None

    def end(self) -> None:
        """End it and all workers."""
        with suppress(OSError):  # it was lost
            self._asking.shutdown(socket.SHUT_RDWR)
        self._process.join()


def _nurse(work: Callable[[int], object], asking: socket.socket, asked: socket.socket, parent: int) -> None:
    """The nursery's life: it ends when nobody can ask any more, and what it forked with it."""
    follow(parent)
    asking.close()  # that whoever asks is gone is seen on the line
    nurse, forked = os.getpid(), list[int]()
    with suppress(OSError):  # who asked has gone meanwhile
        while asked.recv(1):
            forked = [one for one in forked if not os.waitpid(one, os.WNOHANG)[0]]
            if worker := _born(work, asked, nurse):
                forked.append(worker)
            else:
                asked.sendall(b"-")
    for one in forked:
        os.kill(one, signal.SIGKILL)
    for one in forked:
        os.waitpid(one, 0)


def _born(work: Callable[[int], object], asked: socket.socket, nurse: int) -> int:
    """A new worker, whose line is sent to who asked; 0 where the system gives none."""
    try:
        ours, theirs = Pipe()
        with ours, theirs:  # the worker's end is the worker's alone, which tells on the line that it ended
            if worker := os.fork():
                socket.send_fds(asked, [b"!"], [ours.fileno()])
                return worker
            try:
                ours.close()
                asked.close()
                _work(work, theirs, nurse)
            finally:
                os._exit(0)
    except OSError:
        return 0


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


class _Places:
    """What is still to be worked on: heavy places first, as many at once as may be, and the others beside."""

    def __init__(self, count: int, heavy: Container[int], at_once: int) -> None:
        self.heavy, self._free, self.left = heavy, at_once, count
        self._heavy = iter([place for place in range(count) if place in heavy])
        self._light = iter([place for place in range(count) if place not in heavy])

    def next(self) -> int | None:
        """The next to be asked of a worker; None where none is left but heavy ones that have to wait."""
        place = next(self._heavy, None) if self._free else None
        self._free -= place is not None
        return next(self._light, None) if place is None else place

    def answered(self, place: int) -> None:
        """One less to be waited for."""
        self.left -= 1
        self._free += place in self.heavy


def _share(nursery: _Nursery, lines: Sequence[Line], places: _Places, answers: SimpleQueue[_Answer]) -> None:
    """Hand the places out and the answers on; in a thread, for a worker whose answer is not read waits."""
    asked = dict.fromkeys(lines, 0)  # by line how many answers are to come
    tired: set[Line] = set()
    try:
        for line in [*asked] * _AHEAD:
            _ask(line, places, asked)
        while places.left:
            ready = wait(list(asked))
            for line in (one for one in [*asked] if one in ready):
                answer = line.recv()
                places.answered(answer.place)
                if answer.tired or answer.place in places.heavy:
                    tired.add(line)
                answers.put(answer)
                asked[line] -= 1
                if line not in tired:
                    _ask(line, places, asked)
                elif not asked[line]:
                    del asked[line]
                    fresh = nursery.worker()
                    if fresh:
                        line.send(None)  # which ends the worker
                    asked[fresh or line] = 0
                    for _ in range(_AHEAD):
                        _ask(fresh or line, places, asked)
    except (OSError, EOFError):
        answers.put(_Answer(None, error=MemoryError()))
    except BaseException as error:
        answers.put(_Answer(None, error=error))


def _ask(line: Line, places: _Places, asked: dict[Line, int]) -> None:
    place = places.next()
    if place is not None:
        asked[line] += 1
        line.send(place)


def _in_order(answers: SimpleQueue[_Answer], count: int, nursery: _Nursery) -> Iterator[Any]:
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
        nursery.end()
