"""The clerk's own program: one file, a bare Python, nothing of what Windows does not have."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from campaigns import write_campaign
from entry_kit import NEW_YEAR, OWNED, Desk, fill
from test_entry_inbox import GOOD, LINE

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import make_portable

MISSING = (
    "fcntl",
    "grp",
    "pwd",
    "resource",
    "termios",
    "lxml",
    "numpy",
    "markupsafe",
    "jinja2",
    "docx",
    "babel",
)
BARE = f"""
import contextlib, io, json, runpy, sys
for name in {MISSING}:
    sys.modules[name] = None
program, calls = sys.argv[1], json.loads(sys.argv[2])
sys.path.insert(0, program)
for words in calls:
    said, sys.argv = io.TextIOWrapper(io.BytesIO(), "cp1252"), [program, *words]  # as a console of Windows
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            runpy.run_path(program, run_name="__main__")
        except SystemExit as end:
            code = end.code or 0
    said.flush()
    print(json.dumps([code, said.buffer.getvalue().decode("utf-8")]))
"""


def test_the_recipe_of_the_executable_takes_along_what_stands_beside_the_code() -> None:
    root = Path(make_portable.__file__).resolve().parents[1]
    page = (root / "docs/portable.md").read_text("utf-8")
    taken = [
        (root / source, root / "scripts" / target)
        for source, target in re.findall(r"--add-data (\S+):(\S+)", page)
    ]
    assert taken and all(source == target for source, target in taken)
    beside = [path for path in make_portable.PACKAGE.rglob("*.*") if path.suffix not in (".py", ".pyc")]
    assert [path for path in beside if not any(path.is_relative_to(source) for source, _ in taken)] == []


def test_an_old_python_is_told_before_anything_is_imported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as end:
        exec(make_portable.MAIN, {})
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("thidua: cần Python 3.11 trở lên; đây là 3.10 (")


def test_every_command_runs_with_a_bare_python_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "thidua.pyz"
    files = make_portable.parts()
    program.write_bytes(make_portable.archive(files))
    assert not [name for name in files if name.endswith((".so", ".pyd", ".pyc"))]
    assert program.stat().st_size < 2_000_000
    assert make_portable.archive(files) == program.read_bytes()

    env = {"SOURCE_DATE_EPOCH": NEW_YEAR, "PYTHONIOENCODING": "cp1252"}

    def bare(*calls: list[str]) -> list[tuple[int, str]]:
        """What it answers to these calls, in a process that has read nothing of ours before."""
        call = [sys.executable, "-I", "-S", "-c", BARE, str(program), json.dumps(calls)]
        done = subprocess.run(call, capture_output=True, cwd=tmp_path, env=env, check=True, text=True)
        return [tuple(json.loads(line)) for line in done.stdout.splitlines()]

    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    desk = Desk(tmp_path, capsys, whole=True)
    alone = [sys.executable, "-I", "-S", str(program), "check"]
    done = subprocess.run(alone, capture_output=True, cwd=tmp_path, env=env, check=True)
    assert done.stdout.decode("utf-8") == desk.run("check")[1]
    form, book = ["form", "--unit", "VP", "--out"], ["plan", "--to"]
    for words, name in ((form, "vp"), (book, "so")):
        assert desk.run(*words, f"{name}.xlsx")[0] == 0
    said = desk.run("status", "--json")[1]
    blank = (tmp_path / "vp.xlsx").read_bytes()
    (tmp_path / "thu").mkdir()
    shutil.copy(tmp_path / "vp.xlsx", tmp_path / "vp-3.xlsx")
    fill(tmp_path / "vp.xlsx", [{**GOOD, "value": "x"}])
    shutil.copy(tmp_path / "vp.xlsx", tmp_path / "thu")
    fill(tmp_path / "vp-3.xlsx", [GOOD])
    made, planned, status, nothing, refused, answered, taken, new, wrong = bare(
        [*form, "vp-2.xlsx"], [*book, "so-2.xlsx"], ["status", "--json"], ["plan", "--from", "so-2.xlsx"],
        ["import", "vp.xlsx"], ["inbox", "thu", "--settle", "0"], ["import", "vp-3.xlsx"],
        ["new", "2023", "--from", "2022"], ["report"],
    )  # fmt: skip
    assert (made[0], planned[0]) == (0, 0)
    assert (tmp_path / "vp-2.xlsx").read_bytes() == blank
    assert (tmp_path / "so-2.xlsx").read_bytes() == (tmp_path / "so.xlsx").read_bytes()
    assert status == (0, said)
    assert "Không có gì đổi" in nothing[1]
    assert (refused[0], "vp.xlsx[Kết quả]!C7" in refused[1]) == (1, True)
    assert (answered[0], (tmp_path / "thu/vp.tra-lai.xlsx").is_file()) == (1, True)
    assert taken[0] == 0
    assert desk.achievements.read_text("utf-8").endswith(f"{LINE}\n")
    assert (new[0], wrong[0]) == (0, 2)
