import os
import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from thidua.site.watch import changes, stamps

EVERY = 0.02


@pytest.fixture
def told(tmp_path: Path) -> Iterator["queue.Queue[float]"]:
    """Hears, in the background, of changes to the folder ``data`` and the file ``mkdocs.yml``."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yml").write_text("a")
    (tmp_path / "mkdocs.yml").write_text("a")
    heard: queue.Queue[float] = queue.Queue()
    stop, ready = threading.Event(), threading.Event()

    def listen() -> None:
        found = changes([tmp_path / "data", tmp_path / "mkdocs.yml"], stop, EVERY)
        ready.set()
        for _ in found:
            heard.put(time.monotonic())

    thread = threading.Thread(target=listen)
    thread.start()
    ready.wait()
    time.sleep(2 * EVERY)
    yield heard
    stop.set()
    thread.join(2)
    assert not thread.is_alive()


def quiet(heard: "queue.Queue[float]") -> bool:
    time.sleep(8 * EVERY)
    return heard.empty()


@pytest.mark.parametrize("path", ["data/plan.yml", "data/new.csv", "data/2023/plan.yml", "mkdocs.yml"])
def test_a_saved_file_is_told_once(tmp_path: Path, told: "queue.Queue[float]", path: str) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("changed")
    told.get(timeout=2)
    assert quiet(told)


def test_a_file_replaced_by_another_of_its_size_and_one_deleted_are_told(
    tmp_path: Path, told: "queue.Queue[float]"
) -> None:
    (tmp_path / "new").write_text("b")
    (tmp_path / "new").replace(tmp_path / "data" / "plan.yml")
    told.get(timeout=2)
    (tmp_path / "data" / "plan.yml").unlink()
    told.get(timeout=2)


def test_a_file_still_being_written_is_waited_for(tmp_path: Path, told: "queue.Queue[float]") -> None:
    with (tmp_path / "data" / "plan.yml").open("w") as stream:
        for _ in range(40):
            stream.write("more")
            stream.flush()
            time.sleep(EVERY / 4)
        closed = time.monotonic()
    assert told.get(timeout=2) > closed - EVERY
    assert quiet(told)


@pytest.mark.parametrize("name", [".plan.yml.swp", "~$plan.xlsx", "plan.yml~", ".git/index"])
def test_lock_and_swap_files_are_nobodys_change(
    tmp_path: Path, told: "queue.Queue[float]", name: str
) -> None:
    (tmp_path / "data" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "data" / name).write_text("x")
    assert quiet(told)


def test_stamps_change_with_time_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("a")
    before = stamps([tmp_path, tmp_path / "missing"])
    os.utime(path, ns=(5, 5))
    assert stamps([tmp_path]) != before
