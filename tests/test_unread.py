"""What lies beside a campaign's files is told; evidence is found whatever normal form its name is in."""

from __future__ import annotations

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, write_campaign
from table_kit import cases
from thidua.intake.disk import EvidenceFolder, found_beside
from thidua.intake.read import load
from thidua.intake.unread import is_expected, unread_problems
from thidua.problems import DataError, Severity
from thidua.publish.snapshot import Snapshot, evidence_names
from thidua.text import made_visible

FINE = (
    "plan.yml", "units.csv", "allocations.csv", "form-rows.csv", "source.txt", "NOTES.md",
    "evidence/qd.pdf", "evidence/x.csv", "hop-thu/vp.xlsx", ".gitignore", ".~lock.units.csv#",
    ".achievements.csv.swp", "~$vp.xlsx", "bieu/~$vp.xlsx",
    "Thumbs.db", "desktop.ini", ".DS_Store", "bieu/.DS_Store", ".obsidian/a.csv",
)  # fmt: skip
ERRORS = (
    "bieu/vp.xlsx", "vp.ods", "cu.xls", "so lieu.csv", "plan (1).yml", "plan-cu.yaml", "plan.yml.txt",
    "achievements (1).csv", "achievements (bản sao xung đột của PC-LAN 2022-06-30).csv",
    "achievements (PC's conflicted copy 2022-06-30).csv", "achievements-DESKTOP-AB12.csv", "Achievements.csv",
    "achievements - Bản sao.csv", "achievements - Copy.csv", "Bản sao của achievements.csv",
    "Copy of units.csv", "achievements/a\x1b[31m.csv", "achievements/\udcff.csv",
    "achievements.sync-conflict-20220630-101010-ABC.csv", "headcount.txt", "cu/achievements.csv",
    "reports.xlsx", "allocations_BACKUP_12.csv",
)  # fmt: skip
WARNINGS = (
    "ke-hoach.pdf", "bao-cao.docx", "reports.pdf", "planning.docx", "achievements.csv~", "units.csv.bak",
    "achievements.csv.orig", "anh/1.png", "LICENSE",
)  # fmt: skip


@cases("path", FINE)
def test_what_is_expected(path):
    assert is_expected(path)
    assert list(unread_problems("data/2022", [path])) == []


@cases(
    ("path", "severity"),
    [*((path, Severity.ERROR) for path in ERRORS), *((path, Severity.WARNING) for path in WARNINGS)],
)
def test_what_is_not_read(path, severity):
    (problem,) = unread_problems("data/2022", [path])
    assert (problem.file, problem.code, problem.severity) == (
        f"data/2022/{made_visible(path)}",
        "unread-file",
        severity,
    )


def test_a_copy_names_the_file_that_is_read():
    (problem,) = unread_problems("d", ["Bản sao của units.csv"])
    assert str(problem.hint).startswith("giống một bản sao của units.csv")
    (problem,) = unread_problems("d", ["units.xlsx"], {"units.csv"})
    assert str(problem.hint) == "nếu đây là units.csv thì đổi tên thành units.csv"


def test_what_lies_in_the_folder(tmp_path):
    folder = write_campaign(tmp_path) / "2022"
    (folder / "bieu/cu").mkdir(parents=True)
    (folder / "hop-thu").mkdir()
    for name in ("bieu/vp.xlsx", "bieu/cu/ht.xlsx", "hop-thu/vp.xlsx", ".an", "z.pdf", "evidence/a.xlsx"):
        (folder / name).write_bytes(b"x")
    (folder / "ra-ngoai").symlink_to(tmp_path)
    assert list(found_beside(folder)) == ["ra-ngoai", "z.pdf", "bieu/vp.xlsx", "bieu/cu/ht.xlsx"]


def test_figures_beside_the_table_stop_the_build_and_all_else_is_told_too(tmp_path):
    data = write_campaign(tmp_path, achievements=ACHIEVEMENTS + "x,CN-01,VP,1,,,,\n", units=None)
    (data / "2022/achievements (1).csv").write_text(ACHIEVEMENTS, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load(data, None, date(2022, 3, 1))
    codes = {problem.code for problem in raised.value.problems}
    assert {"unread-file", "missing-file", "bad-date"} <= codes


def test_a_name_that_no_text_holds_is_told_visibly(tmp_path):
    folder = write_campaign(tmp_path) / "2022"
    (Path(os.fsdecode(os.fsencode(folder) + b"/b\xff.xlsx"))).write_bytes(b"x")
    (problem,) = unread_problems("d", found_beside(folder))
    assert problem.file == "d/bU+DCFF.xlsx"


NAME = "Quyết định số 5.pdf"


@cases(
    ("on_disk", "typed"),
    [
        (unicodedata.normalize("NFD", NAME), NAME),
        (NAME, NAME),
        (NAME.replace(" ", "\u00a0"), NAME),
        (NAME, NAME.replace(" ", "\u00a0")),
    ],
)
def test_evidence_is_found_in_any_normal_form(tmp_path, on_disk, typed):
    data = write_campaign(tmp_path, achievements=ACHIEVEMENTS.replace("QĐ 1", f"evidence/2022/{typed}"))
    (data / "2022/evidence/2022").mkdir()
    (data / "2022/evidence/2022" / on_disk).write_bytes(b"%PDF-")
    assert len(load(data, None, date(2022, 3, 1)).campaigns) == 1
    names = evidence_names([f"2022/evidence/2022/{on_disk}"])
    assert Snapshot(data, names).has_evidence("2022", f"evidence/2022/{typed}")


def test_other_evidence_is_missing_still(tmp_path):
    folder = write_campaign(tmp_path) / "2022"
    (folder / "evidence/lien-ket.pdf").symlink_to("/etc/passwd")
    exists = EvidenceFolder(folder)
    assert exists("evidence/qd-12.pdf")
    for path in ("evidence/qd-13.pdf", "evidence/lien-ket.pdf", "evidence/QD-12.pdf", "evidence"):
        assert not exists(path)
