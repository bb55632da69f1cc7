"""The command line speaks Vietnamese whatever comes, and says what it is."""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from table_kit import cases
from thidua import cli
from thidua.commands.parser import SAID

ROOT = Path(__file__).resolve().parent.parent

# Sentences of argparse that no call can bring about: they are for whoever writes a parser, or name what
# thidua has not (files as arguments, deprecated options, prefixes of files, defaults in help).
NEVER = re.compile(
    r"__call__|conflicting|cannot merge|'required' is|invalid option string|dest= is|conflict_resolution|"
    r"mutually exclusive|show |cannot have|subcommands|%r is not callable|can't open|argument \"-\"|"
    r"deprecated|default|heading|warning|%\(prog\)s: error"
)


def sentences() -> Iterator[str]:
    """What argparse of this Python gives to gettext."""
    for node in ast.walk(ast.parse(Path(argparse.__file__).read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "ngettext")
        ):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and one.value)


def test_every_sentence_of_argparse_is_translated() -> None:
    assert [one for one in sentences() if one not in SAID and not NEVER.search(one)] == []


@cases(
    ("words", "told"),
    [
        (["sai"], "không có 'sai'; có: "),
        (["report"], "cần một trong các tham số --out --into"),
        (["build", "--out"], "--out: cần một giá trị"),
        (["build", "--zzz"], "không có tham số --zzz"),
        (["serve", "--port", "x"], "--port: 'x' không hợp lệ"),
        (["check", "--format", "xml"], "--format: không có 'xml'; có: "),
        (["status", "--json=1"], "--json: không nhận giá trị '1'"),
    ],
)
def test_a_wrong_call(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert f"gọi sai: {told}" in said.replace("LỆNH: ", "")
    assert said.startswith("Cách dùng: thidua")


def test_alone_it_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    said = capsys.readouterr().err
    for command in ("check", "status", "build", "serve", "report", "export", "form", "import", "publish"):
        assert re.search(rf"^    {command} +\w", said, re.MULTILINE), command


def test_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"thidua {version('thidua')}\n"


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (BrokenPipeError(32, "Broken pipe"), 0, ""),  # a reader who leaves early is no error
        (OSError(28, "No space left on device"), 2, "thidua: đĩa đã đầy\n"),  # which never says of which file
        (OSError(28, "No space", "a.csv"), 2, "thidua: không đọc hoặc ghi được a.csv: đĩa đã đầy\n"),
    ],
)
def test_how_a_call_ends_that_could_not_read_or_write(
    fault: OSError, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(call: argparse.Namespace) -> int:
        raise fault

    monkeypatch.setattr("thidua.commands.check.run", fail)
    assert cli.main(["check"]) == code
    assert capsys.readouterr().err == said


HEAVY = {"babel", "docx", "jinja2", "lxml", "mkdocs", "openpyxl", "pandas", "plotly", "xlsxwriter"}


def test_a_command_waits_for_no_library_that_it_does_not_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without the office's Word template, which check opens too.
    shutil.copytree(ROOT / "data" / "2022", tmp_path / "data" / "2022")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["form", "--unit", "VPTT", "--out", "vptt.xlsx"]) == 0
    code = f"""
import contextlib, sys; from thidua.cli import main
for words in sys.argv[1:]:
    with contextlib.suppress(SystemExit):
        main(words.split())
    print(words, sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)
"""
    words = ["--help", "check", "status", "import vptt.xlsx"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, check=True, text=True, cwd=tmp_path
    )
    assert done.stderr.splitlines() == [f"{word} []" for word in words]


def test_a_port_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["serve", str(ROOT / "data"), "--port", "99999"]) == 2
    assert "gọi sai: không mở được cổng 99999" in capsys.readouterr().err
