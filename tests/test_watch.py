"""Changes are told once they have come to rest. Time stands still here: a step is made between two looks."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from thidua.site.preview import changes, stamps

Step = Callable[[], object]


def rest() -> None:
    """Nothing happens between two looks."""


class Steps(Event):
    """In place of the time between two looks, a step of the test; over with the last one."""

    def __init__(self, *steps: Step) -> None:
        super().__init__()
        self._steps = list(steps)
        self.looks = 0

    def wait(self, timeout: float | None = None) -> bool:
        if self.looks == len(self._steps):
            return True
        self._steps[self.looks]()
        self.looks += 1
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yml").write_text("a")
    (tmp_path / "mkdocs.yml").write_text("a")
    return tmp_path


def told(folder: Path, *steps: Step) -> list[int]:
    """At which looks at the folder ``data`` and the file ``mkdocs.yml`` a change was told."""
    made = Steps(*steps)
    return [made.looks for _ in changes([folder / "data", folder / "mkdocs.yml"], made)]


def save(path: Path, text: str = "changed") -> Step:
    def step() -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    return step


@pytest.mark.parametrize("path", ["data/plan.yml", "data/new.csv", "data/2023/plan.yml", "mkdocs.yml"])
def test_a_saved_file_is_told_once(folder: Path, path: str) -> None:
    assert told(folder, rest, save(folder / path), rest, rest, rest) == [3]


def test_a_file_replaced_by_another_of_its_size_and_one_deleted_are_told(folder: Path) -> None:
    (folder / "new").write_text("b")
    plan = folder / "data" / "plan.yml"
    assert told(folder, lambda: (folder / "new").replace(plan), rest, rest, plan.unlink, rest) == [2, 5]


def test_a_file_still_being_written_is_waited_for(folder: Path) -> None:
    plan = folder / "data" / "plan.yml"
    writing = [save(plan, "more" * times) for times in range(1, 41)]
    assert told(folder, *writing, rest, rest) == [41]


def test_what_is_as_it_was_again_is_no_change(folder: Path) -> None:
    new = folder / "data" / "new.csv"
    assert told(folder, save(new), new.unlink, rest, rest) == []


@pytest.mark.parametrize("name", [".plan.yml.swp", "~$plan.xlsx", "plan.yml~", ".git/index"])
def test_lock_and_swap_files_are_nobodys_change(folder: Path, name: str) -> None:
    assert told(folder, save(folder / "data" / name), rest, rest) == []


def test_stamps_change_with_time_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("a")
    before = stamps([tmp_path, tmp_path / "missing"])
    os.utime(path, ns=(5, 5))
    assert stamps([tmp_path]) != before


def circle(folder: Path) -> None:
    (folder / "data" / "vong").symlink_to(folder / "data")


def dead_link(folder: Path) -> None:
    (folder / "data" / "a.csv").symlink_to(folder / "khong-co")


def own_link(folder: Path) -> None:
    (folder / "data" / "b.csv").symlink_to("b.csv")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "data" / "c.csv")


def closed(folder: Path) -> None:
    (folder / "data" / "dong").mkdir(0)


@pytest.mark.parametrize("odd", [circle, dead_link, own_link, pipe, closed])
def test_after_anything_in_the_folder_the_next_save_is_told(
    folder: Path, odd: Callable[[Path], None]
) -> None:
    steps = (lambda: odd(folder), rest, rest, save(folder / "data/plan.yml", "khác"), rest, rest)
    assert told(folder, *steps)[-1] == 5
