"""What is read block by block, and judged by target, is what reading and judging the whole files gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from campaigns import ACHIEVEMENTS, HEADCOUNT, TODAY, campaign_files
from table_kit import cases
from thidua.figures.awards import rows_by_target
from thidua.intake.assemble import Folder, Read, read_folder
from thidua.model import Rows
from thidua.model.rows import counted_until
from thidua.tables import blocks

HEADER, *ROWS = ACHIEVEMENTS.splitlines(keepends=True)


class Known:
    """A memory that outlives its builds, as a shelf does."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[str, Any]] = {}

    def found(self, name: str, key: str) -> Any:
        """The part, where its key is the same."""
        return self.parts[name][1] if self.parts.get(name, ("",))[0] == key else None

    def keep(self, name: str, key: str, part: Any) -> None:
        """Remember it."""
        self.parts[name] = key, part


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block is two or three rows."""
    monkeypatch.setattr(blocks, "SIZE", 90)


def read(
    memory: Known | None, exists: Callable[[str], bool] = lambda path: True, **edits: str | bytes
) -> Read:
    """The campaign of these files."""
    return read_folder(Folder("2022", "data/2022", campaign_files(**edits), exists), TODAY, memory)


def same(memory: Known, **edits: Any) -> Read:
    """Read with the memory; it is what is read without."""
    again, whole = read(memory, **edits), read(None, **edits)
    assert again.problems == whole.problems
    assert (again.campaign is None) == (whole.campaign is None)
    if again.campaign and whole.campaign:
        rows = again.campaign.achievements
        assert tuple(rows) == whole.campaign.achievements
        assert len(rows) == len(whole.campaign.achievements)
        for day in {one.on for one in rows}:
            packed, plain = rows_by_target(rows, day), rows_by_target(tuple(rows), day)
            assert {name: list(told) for name, told in packed.items()} == plain
            assert counted_until(rows, day) == counted_until(tuple(rows), day)
        assert again.campaign.files == whole.campaign.files
    return again


def test_after_every_edit_the_rows_are_those_of_the_whole_file() -> None:
    chance, memory, rows = Random(7), Known(), list(ROWS)
    same(memory)
    for turn in range(60):
        place = chance.randrange(len(rows) + 1)
        edit = chance.choice(("add", "end", "drop", "alter", "blank", "quoted", "wrong"))
        unit, stage = chance.choice(("HT", "VP")), chance.choice(("", "registered"))
        row = f"2022-02-{chance.randrange(1, 29):02},CN-01,{unit},1,{stage},,QĐ {turn},\n"
        if edit == "end":
            rows.append(row)
        elif edit == "drop" and place < len(rows):
            del rows[place]
        elif edit == "alter" and place < len(rows):
            rows[place] = rows[place].replace(",", ", ", 1)
        else:
            told = {"blank": "\n", "quoted": row.replace(f"QĐ {turn}", f'"QĐ\n{turn}"'), "wrong": "x" + row}
            rows.insert(place, told.get(edit, row))
        same(memory, achievements=HEADER + "".join(rows))
        rows = [one for one in rows if not one.startswith("x")]


@cases(
    "told",
    [
        ACHIEVEMENTS.replace("\n", "\r\n"),
        ACHIEVEMENTS.replace("\n", "\r"),
        ACHIEVEMENTS.encode("utf-8-sig"),
        ACHIEVEMENTS.encode("utf-16"),
        "".join([HEADER, *ROWS[:3], "\ufeff", *ROWS[3:]]),
        ACHIEVEMENTS.replace(",", ";"),
        ACHIEVEMENTS.rstrip("\n"),
        HEADER,
        "",
        "\n\n" + ACHIEVEMENTS,
        ACHIEVEMENTS.replace("evidence", "x_so,evidence").replace(",,", ",,9,"),
    ],
)
def test_whatever_the_file_is_like(told: str | bytes) -> None:
    memory = Known()
    same(memory)
    same(memory, achievements=told)
    same(memory, achievements=told)
    same(memory)


def test_only_the_block_with_a_row_more_is_read_again() -> None:
    memory = Known()
    rows = HEADER + "".join(ROWS) * 3
    read(memory, achievements=rows)
    before = memory.parts["blocks achievements.csv"][1]
    read(memory, achievements=rows + "2022-02-20,CN-01,HT,1,,,QĐ 9,\n")
    after = memory.parts["blocks achievements.csv"][1]
    assert before[:-1] == after[: len(before) - 1]
    assert len(before) > 3


def test_a_file_of_evidence_that_is_gone_is_missed() -> None:
    memory, rows = Known(), ACHIEVEMENTS + "2022-02-20,CN-01,HT,1,,,evidence/qd.pdf,\n"
    assert same(memory, achievements=rows).campaign
    gone = same(memory, achievements=rows, exists=lambda path: False)
    assert [one.code for one in gone.problems] == ["missing-evidence"]


def test_what_other_files_and_other_days_make_of_sound_rows_is_told() -> None:
    memory = Known()
    assert same(memory).campaign
    same(memory, headcount=HEADCOUNT.replace("HT,staff,20", "HT,staff,1"))
    late = ACHIEVEMENTS + f"{TODAY.replace(year=TODAY.year + 1)},CN-01,HT,1,,,QĐ 9,\n"
    for _ in range(2):
        same(memory, achievements=late)
        same(memory, achievements=ACHIEVEMENTS + "2022-02-20,CN-01,HT,1,,,Nguyễn Văn Bình,\n")


def test_a_hash_of_a_targets_rows_tells_all_that_differs_up_to_a_day() -> None:
    memory = Known()

    def digests(day: date, rows: str) -> dict[str, str]:
        campaign = read(memory, achievements=rows).campaign
        assert campaign
        assert isinstance(campaign.achievements, Rows)
        return campaign.achievements.digests(day)

    early, late = date(2022, 1, 15), date(2022, 12, 31)
    more = ACHIEVEMENTS + "2022-02-20,CN-01,HT,1,,,QĐ 9,\n"
    assert digests(early, ACHIEVEMENTS) == digests(early, more)
    before, after = digests(late, ACHIEVEMENTS), digests(late, more)
    assert {name for name in after if before.get(name) != after[name]} == {"CN-01"}
    assert digests(late, "\n".join([HEADER, *ROWS])) != before
