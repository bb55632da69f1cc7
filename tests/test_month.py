"""A month of all six units, from the forms on the published site to its figures: no command by anyone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import push_kit
import pytest
from campaigns import small, write_campaign
from entry_kit import FIRST_ROW, NEW_YEAR, opened
from push_kit import Office, set_up
from server_kit import DEPLOY, WebServer, web_server

pytestmark = pytest.mark.programs

UNITS = {"VP": 5, "HT": 4, "LS": 3, "QL": 3, "TT": 2, "DV": 2}
WRONG = "QL"  # its first form has a slip
BY_BROWSER = ("LS", "TT")


class Clerk:
    """One person of a unit: opens pages, types into a form, drops files. Not one command."""

    def __init__(self, unit: str, server: WebServer, shared: Path, own: Path) -> None:
        self.unit, self._server, self._shared, self._own = unit, server, shared, own
        self.acts: list[str] = []

    @property
    def form(self) -> Path:
        return self._own / f"{self.unit.lower()}-thang-2.xlsx"

    def download(self) -> None:
        """Follow the link on the unit's page."""
        page = self._server.ask(f"/2022/don-vi/{self.unit}/").body.decode()
        path = f"api/v1/2022/bieu/{self.unit}.xlsx"
        assert path in page
        self.form.write_bytes(self._server.ask(f"/{path}").body)
        self.acts.append("download")

    def fill(self, count: object) -> None:
        """The month's report, a result, a task's progress."""
        book = opened(self.form)
        self._type(book["Báo cáo tháng"], {"A": date(2022, 2, 28), "B": "2022-02", "C": "Có phát sinh"})
        evidence = f"QĐ {self.unit}"
        self._type(
            book["Kết quả"], {"A": date(2022, 2, 25), "B": "CN-01 – Sáng kiến", "C": count, "F": evidence}
        )
        told = {
            "A": "26/2/2022",
            "B": "NV.1 – Học tập và làm theo.",
            "C": f"Đã học ở {self.unit}",
            "E": "Đang làm",
        }
        self._type(book["Tiến độ - khó khăn"], told)
        book.save(self.form)
        self.acts.append("fill")

    def mend(self, returned: Path, count: int) -> None:
        """Correct the red cell of the form that came back, and save it where it lies."""
        book = opened(returned)
        (red,) = [cell for row in book["Kết quả"].iter_rows() for cell in row if cell.comment]
        red.value = count
        book.save(returned)
        self.acts.append("mend")

    def send(self) -> None:
        """Into the shared folder, or by the page Gửi biểu."""
        if self.unit in BY_BROWSER:
            assert (
                self._server.ask(f"/hop-thu/gui/{self.form.name}", "PUT", body=self.form.read_bytes()).status
                == 201
            )
        else:
            (self._shared / self.form.name).write_bytes(self.form.read_bytes())
        self.acts.append("send")

    @staticmethod
    def _type(page: Any, cells: Mapping[str, object]) -> None:
        for letter, value in cells.items():
            page[f"{letter}{FIRST_ROW}"].value = value


def the_timer(office: Office) -> int:
    """What systemd does every ten minutes; its exit code."""
    lines = (office.folder / "thidua.env").read_text("utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines)
    done = subprocess.run(
        ["sh", str(DEPLOY / "inbox")],
        env={**office.environment, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode


def test_a_month_of_six_units_needs_no_command_by_anyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    units = "unit_id,name,short_name\n" + "".join(f"{unit},Phòng {unit},P{unit}\n" for unit in UNITS)
    heads = "date,unit_id,population,size\n"
    heads += "".join(f"2022-01-01,{unit},staff,{size * 2}\n" for unit, size in UNITS.items())
    plan, told = small()["plan"] + "report_day: 5\n", small()["achievements"]
    monkeypatch.setattr(
        push_kit,
        "_small",
        lambda clone: write_campaign(clone, plan=plan, achievements=told, units=units, headcount=heads),
    )
    office = set_up(tmp_path / "may-chu")
    shared, nginx = office.folder / "gui-bieu", tmp_path / "nginx"
    (nginx / "thu").parent.mkdir()
    shared.mkdir()
    (nginx / "thu").symlink_to(shared)
    (nginx / "tra-loi").symlink_to(office.folder / "tra-loi")
    with web_server(nginx, office.root) as server:
        before = json.loads(server.ask("/api/v1/2022/status.json").body)
        clerks = [Clerk(unit, server, shared, tmp_path) for unit in UNITS]
        with monkeypatch.context() as people:
            people.setattr(subprocess, "Popen", _nobody)
            for clerk in clerks:
                clerk.download()
                clerk.fill("x" if clerk.unit == WRONG else UNITS[clerk.unit])
                clerk.send()
        assert the_timer(office) == 1
        (returned,) = shared.glob("*.tra-lai.xlsx")
        with monkeypatch.context() as people:
            people.setattr(subprocess, "Popen", _nobody)
            next(clerk for clerk in clerks if clerk.unit == WRONG).mend(returned, UNITS[WRONG])
        assert the_timer(office) == 0
        after = json.loads(server.ask("/api/v1/2022/status.json").body)
        page = server.ask("/2022/du-lieu/").body.decode()
        unit_page = server.ask("/2022/don-vi/HT/").body.decode()
        status = server.ask("/hop-thu/trang-thai.json").body.decode()

    def value(told: Any) -> int:
        return next(one for one in told["targets"] if one["id"] == "CN-01")["actual"]["value"]

    assert value(after) - value(before) == sum(UNITS.values())
    assert [len(clerk.acts) for clerk in clerks] == [4 if clerk.unit == WRONG else 3 for clerk in clerks]
    for unit in UNITS:
        assert f"Phòng {unit}" in page.partition('id="da-gui"')[2]
        assert f"api/v1/2022/bieu/{unit}.xlsx" in page
    assert "trả lại: 1 chỗ cần sửa" in page and page.count("đã nhập: 3 dòng mới, 0 dòng sửa") == len(UNITS)
    assert "Đã học ở HT" in unit_page
    assert json.loads(status)["forms"][0]["unit"] == WRONG
    log = office.git("log", "--format=%an", "main", where=office.bare).splitlines()
    assert log.count("Hộp thư thi đua") >= len(UNITS)
    reports = office.git("show", "main:data/2022/reports.csv", where=office.bare)
    assert [unit for unit in UNITS if f"2022-02-28,{unit},2022-02\n" not in reports] == []


def _nobody(*words: object, **more: object) -> NoReturn:
    raise AssertionError(f"a person ran {words}")
