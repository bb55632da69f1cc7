"""Work shared among processes: in order, each error as it was, and want of memory told from all else."""

from __future__ import annotations

import errno
import os
import threading
import time

import pytest
from table_kit import cases
from thidua import processes
from thidua.git import GitError
from thidua.memory import memory_told
from thidua.processes import shared
from thidua.text import Text

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@needs_fork
def test_answers_come_in_the_order_of_the_places() -> None:
    answers = shared(lambda place: (place, os.getpid()), 40, 3)
    assert answers is not None
    places, workers = zip(*answers, strict=True)
    assert places == tuple(range(40))
    assert os.getpid() not in workers


@needs_fork
def test_a_worker_that_has_worked_long_enough_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LIFE", -1.0)
    answers = shared(lambda place: (place, os.getpid()), 12, 2)
    assert answers is not None
    places, workers = zip(*answers, strict=True)
    assert places == tuple(range(12))
    assert len(set(workers)) == 12 // 2


@needs_fork
def test_an_error_of_the_work_comes_as_it_was_with_its_place() -> None:
    answers = shared(lambda place: 6 // (4 - place), 20, 2)
    assert answers is not None
    assert [next(answers) for _ in range(4)] == [1, 2, 3, 6]
    with pytest.raises(ZeroDivisionError) as caught:
        next(answers)
    assert "test_processes.py" in caught.value.__notes__[0]


@needs_fork
def test_a_worker_that_is_lost_is_told_and_none_is_waited_for() -> None:
    answers = shared(lambda place: os._exit(9) if place == 5 else place, 20, 2)
    assert answers is not None
    with pytest.raises(MemoryError):
        list(answers)


@needs_fork
def test_no_thread_to_be_had_means_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    assert shared(abs, 20, 2) is None


def numpy_without_memory() -> None:
    try:
        raise ImportError("libopenblas.so: failed to map segment from shared object")
    except ImportError as error:
        raise ImportError("Unable to import required dependency numpy.") from error


def a_file_without_memory() -> None:
    try:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")
    except OSError as error:
        raise GitError(Text("git báo lỗi: {reason}", reason=error.strerror)) from error


def refused(error: Exception) -> None:
    raise error


@cases("work", [numpy_without_memory, a_file_without_memory])
def test_want_of_memory_is_told_whatever_it_broke(work) -> None:
    with pytest.raises(MemoryError), memory_told():
        work()


@cases("error", [
    ImportError("No module named 'numpy'"), OSError(errno.ENOSPC, "No space left on device"), KeyError("x"),
    GitError(Text("git báo lỗi: {reason}", reason="Cannot allocate memory of a title")),
])  # fmt: skip
def test_another_failure_is_not_mistaken_for_it(error: Exception) -> None:
    with pytest.raises(type(error)), memory_told():
        refused(error)


@needs_fork
def test_a_heavy_place_waits_for_the_one_before_it(tmp_path) -> None:
    def work(place: int) -> int:
        if place % 2:
            (tmp_path / "busy").mkdir()  # FileExistsError where another has begun
            time.sleep(0.01)
            (tmp_path / "busy").rmdir()
        return place

    assert list(shared(work, 10, 2, range(1, 10, 2)) or ()) == list(range(10))


@needs_fork
def test_a_nursery_whose_asker_goes_amid_a_question_ends_in_silence() -> None:
    nursery = processes._Nursery(lambda place: place)
    nursery._asking.sendall(b"???")
    nursery._asking.close()
    nursery._process.join()
    assert nursery._process.exitcode == 0
