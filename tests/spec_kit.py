"""Small campaigns for the table of cases: a few words become a folder, a call of the command line its answer.

Days are written 30/6 (of 2022) or 30/6/2023, rows as one string: "30/6 T-1 A 12" is 12 of T-1 by unit A on
that day, "30/6 T-1 - 12" one without a unit. Targets are T-1, T-2 … in the order given, unless they name
their id.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from thidua.cli import main

Json = dict[str, Any]
PHASES = ("dot1 1/1 30/6", "dot2 1/7 31/12")
LISTS = """\
populations: {staff: người, homes: gia đình}
scales:
  xl: [Yếu, Đạt, Khá, Tốt]
"""
COMMON = 'clause: "1", quote: q, name: n, group: task'
HEADERS = {
    "units": "unit_id,name,short_name",
    "headcount": "date,unit_id,population,size",
    "achievements": "date,target_id,unit_id,value,stage,role,evidence,note",
    "allocations": "date,target_id,unit_id,goal,baseline,note",
    "updates": "date,task_id,unit_id,text,asks,answered",
    "reports": "date,unit_id,period",
}


def day(text: str) -> date:
    """30/6 is a day of 2022."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) > 2 else 2022, parts[1], parts[0])


def iso(text: str) -> str:
    return day(text).isoformat() if text else ""


def cells(text: str, at_least: int) -> list[str]:
    """The words of a row; "-" is an empty cell, "x" takes an allocation back, "_" is a space."""
    words = [{"-": "", "x": "không giao"}.get(word, word.replace("_", " ")) for word in text.split()]
    return words + [""] * (at_least - len(words))


@dataclass(frozen=True)
class Office:
    """A campaign in few words: what its folder holds."""

    targets: Sequence[str]
    rows: Sequence[str] = ()  # day target unit value [stage] [note]
    heads: Sequence[str] = ()  # day unit size [population]
    units: Sequence[str] = ("A", "B", "C")  # id [start] [end] [successor]
    allocations: Sequence[str] | None = None  # day target unit goal [baseline]
    updates: Sequence[str] = ()  # whole lines
    reports: Sequence[str] = ()  # day unit period
    revisions: Sequence[str] = ()  # entries of plan.yml
    phases: Sequence[str] = PHASES
    more: str = ""  # further keys of plan.yml
    closes: str = "31/3/2023"
    name: str = "2022"
    lists: str = LISTS
    files: dict[str, str] = field(default_factory=dict)  # whole files instead of what would be written

    def plan(self) -> str:
        text = f'campaign: "{self.name}"\ntitle: Phong trào\ncloses: {iso(self.closes)}\nphases:\n'
        for phase in self.phases:
            name, start, end = phase.split()
            text += f"  - {{id: {name}, name: {name}, start: {iso(start)}, end: {iso(end)}}}\n"
        text += self.lists + "targets:\n"
        for place, target in enumerate(self.targets, 1):
            named = target if target.startswith("id: ") else f"id: T-{place}, {target}"
            quoted = COMMON if "group:" not in target else COMMON.removesuffix(", group: task")
            text += f"  - {{{named}, {quoted}}}\n"
        if self.revisions:
            text += "revisions:\n" + "".join(f"  - {{{revision}}}\n" for revision in self.revisions)
        return text + self.more

    def tables(self) -> dict[str, list[str]]:
        found = {
            "units": [
                f"{id_},Phòng {id_},P{id_}" + (f",{iso(start)},{iso(end)},{to}" if self.has_days else "")
                for id_, start, end, to in (cells(unit, 4)[:4] for unit in self.units)
            ],
            "headcount": [
                f"{iso(on)},{unit},{population or 'staff'},{size}"
                for on, unit, size, population in (cells(head, 4)[:4] for head in self.heads)
            ],
            "achievements": [
                f'{iso(on)},{target},{unit},"{value}",{stage},,việc {place},{note}'
                for place, (on, target, unit, value, stage, note) in enumerate(
                    cells(row, 6)[:6] for row in self.rows
                )
            ],
            "updates": list(self.updates),
            "reports": [
                f"{iso(on)},{unit},{period}"
                for on, unit, period in (cells(one, 3)[:3] for one in self.reports)
            ],
        }
        if self.allocations is not None:
            found["allocations"] = [
                f'{iso(on)},{target},{unit},"{goal}",{baseline},'
                for on, target, unit, goal, baseline in (cells(one, 5)[:5] for one in self.allocations)
            ]
        return found

    @property
    def has_days(self) -> bool:
        """Whether a unit begins, ends or has a successor: the columns of an old file are enough otherwise."""
        return any(" " in unit for unit in self.units)

    def texts(self) -> dict[str, str]:
        """Every file's text by its name."""
        headers = {**HEADERS, "units": HEADERS["units"] + (",start,end,successor" if self.has_days else "")}
        tables = {
            f"{name}.csv": "\n".join((headers[name], *rows)) + "\n" for name, rows in self.tables().items()
        }
        return {"plan.yml": self.plan(), **tables, **self.files}

    def write(self, data: Path) -> Path:
        folder = data / self.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in self.texts().items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder


def office(*targets: str, **rest: Any) -> Office:
    """A campaign with these targets."""
    return Office(targets, **rest)


def call(words: Sequence[object], capsys: Any) -> tuple[int, str]:
    """The exit code of a call, and what it printed."""
    capsys.readouterr()
    code = main([str(word) for word in words])
    return code, capsys.readouterr().out


def status_json(folder: Path, on: date, capsys: Any) -> Json:
    """What the command line answers for a campaign's folder."""
    words = ["status", folder.parent, "--campaign", folder.name, "--as-of", on.isoformat(), "--json"]
    code, out = call(words, capsys)
    assert code == 0
    return json.loads(out)


def brief(one: Json) -> Json:
    """A target's answer, or a unit's or phase's, with its figure flat and its days as d/m."""
    actual = one.get("actual") or {}
    return {
        **one,
        "actual": actual.get("value", actual.get("level")),
        "of": actual.get("of"),
        "percent": actual.get("percent"),
        "satisfied_on": short_day(one.get("satisfied_on")),
    }


def short_day(text: str | None) -> str | None:
    if text is None:
        return None
    on = date.fromisoformat(text)
    return f"{on.day}/{on.month}" + (f"/{on.year}" if on.year != 2022 else "")


Judge = Callable[[Office, str], Json]
