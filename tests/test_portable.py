"""The clerk's own program: one file, a bare Python, nothing of what Windows does not have."""

from __future__ import annotations

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
import runpy, sys
for name in {MISSING}:
    sys.modules[name] = None
sys.argv = sys.argv[1:]
sys.path.insert(0, sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_every_command_runs_with_a_bare_python_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "thidua.pyz"
    files = make_portable.parts()
    program.write_bytes(make_portable.archive(files))
    assert not [name for name in files if name.endswith((".so", ".pyd", ".pyc"))]
    assert program.stat().st_size < 2_000_000
    assert make_portable.archive(files) == program.read_bytes()

    def bare(*words: str) -> tuple[int, str]:
        call = [sys.executable, "-I", "-S", "-c", BARE, str(program), *words]
        env = {"SOURCE_DATE_EPOCH": NEW_YEAR, "PYTHONIOENCODING": "cp1252"}  # as a console of Windows begins
        done = subprocess.run(call, capture_output=True, cwd=tmp_path, env=env, check=False)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8")

    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    desk = Desk(tmp_path, capsys)
    for mine, words in (("vp", ["form", "--unit", "VP"]), ("so", ["plan", "--to"])):
        out = [] if words[0] == "plan" else ["--out"]
        assert bare(*words, *out, f"{mine}.xlsx")[0] == 0
        assert desk.run(*words, *out, f"{mine}-2.xlsx")[0] == 0
        assert (tmp_path / f"{mine}.xlsx").read_bytes() == (tmp_path / f"{mine}-2.xlsx").read_bytes()
    assert bare("check") == (0, desk.run("check")[1])
    assert bare("status", "--json") == (0, desk.run("status", "--json")[1])
    assert "Không có gì đổi" in bare("plan", "--from", "so.xlsx")[1]
    fill(tmp_path / "vp.xlsx", [{**GOOD, "value": "x"}])
    code, told = bare("import", "vp.xlsx")
    assert (code, "vp.xlsx[Kết quả]!C7" in told) == (1, True)
    (tmp_path / "thu").mkdir()
    (tmp_path / "thu/vp.xlsx").write_bytes((tmp_path / "vp.xlsx").read_bytes())
    assert bare("inbox", "thu", "--settle", "0")[0] == 1
    assert (tmp_path / "thu/vp.tra-lai.xlsx").is_file()
    fill(tmp_path / "vp.xlsx", [GOOD])
    assert bare("import", "vp.xlsx")[0] == 0
    assert desk.achievements.read_text("utf-8").endswith(f"{LINE}\n")
    assert bare("new", "2023", "--from", "2022")[0] == 0
    assert bare("report")[0] == 2
