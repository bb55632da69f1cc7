"""What the documents say: every link leads somewhere, and every call that they name is one."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from campaigns import SOUND, brief, write_campaign
from entry_kit import few_rows
from sharing import warm
from table_kit import cases
from thidua import cli
from thidua.commands.ending import parser_of
from thidua.tables.columns import ACHIEVEMENTS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
END_OF_2022 = "1672444800"  # for SOURCE_DATE_EPOCH: what is begun for later years has no past days yet
LONG = {"build", "serve", "publish", "releases", "rollback", "hook"}  # tested elsewhere, in seconds each


def calls(document: Path) -> list[str]:
    """The calls of `thidua` in a document's blocks, as a reader would copy them."""
    blocks = [text for kind, text in BLOCK.findall(document.read_text("utf-8")) if kind in ("", "sh")]
    return [line for block in blocks for line in block.splitlines() if line.startswith("thidua ")]


def anchors(document: Path) -> Iterator[str]:
    """The headings of a document, as links name them."""
    for heading in re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cases("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        found = document.parent / name if name else document
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


ALL = [(document.name, call) for document in DOCUMENTS for call in calls(document)]


def test_the_documents_name_calls() -> None:
    assert {name for name, _ in ALL} >= {"README.md", "nhap-so-lieu.md"}


@cases(("name", "call"), ALL)
def test_every_call_is_one(name: str, call: str) -> None:
    words = shlex.split(call, comments=True)[1:]
    assert parser_of(cli.COMMANDS, words[:1]).parse_args(words).command


def in_the_guides_words(files: Mapping[str, str]) -> dict[str, str]:
    """The small campaign, its units named as the documents name those of 2022: its reading costs a tenth."""
    units = ("VP", "VPTT"), ("HT", "HTQT")
    found = dict(files)
    for before, after in units:
        found = {name: re.sub(rf"\b{before}\b(?=[,}}])", after, text) for name, text in found.items()}
    return {Path(name).stem: text for name, text in found.items()}


def test_the_guides_calls_work_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", END_OF_2022)
    write_campaign(tmp_path, **in_the_guides_words(SOUND))
    header, row = (tmp_path / "data/2022/achievements.csv").read_text("utf-8").splitlines()[:2]
    (tmp_path / "htqt.csv").write_text(f"{header}\n{row}\n", "utf-8")
    for call in calls(ROOT / "docs" / "nhap-so-lieu.md"):
        words = shlex.split(call, comments=True)[1:]
        if words[0] not in LONG:
            with few_rows():
                assert cli.main(words) == 0, (call, capsys.readouterr().err)


def test_what_a_clerk_is_told_to_look_for_stands_on_a_page_or_a_form() -> None:
    text = (ROOT / "docs" / "nhap-so-lieu.md").read_text("utf-8")
    part = text.partition("## Chỉ có Excel và trình duyệt\n")[2].partition("\n## ")[0]
    asked = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", part))
    said = (ROOT / "site_src/locale/en/LC_MESSAGES/thidua.po").read_text("utf-8")
    assert len(asked) > 8
    assert [
        name for name in asked if not re.search(f'^msgid "{re.escape(name)}[":]', said, re.MULTILINE)
    ] == []


def test_the_office_is_told_every_column_of_the_achievements() -> None:
    text = (ROOT / "docs" / "nhap-so-lieu.md").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)` \(([^)]+)\) \| .* \| (không|có|chỉ với)\b.* \|$", text, re.MULTILINE)
    assert [(name, title, blank != "không") for name, title, blank in told] == [
        (column.name, column.title, column.may_be_blank) for column in ACHIEVEMENTS.columns
    ]


NOT_HERE = ("sudo apt-get install", "source .venv/bin/activate", "make check tests-fast", "make test")
IN_A_SHELL = ("make", "mkdir", "thidua check", "thidua serve")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a newcomer has before the first command of the README, with few targets, and pip done."""
    others = (".git", ".venv", "build", "data", "tests", "__pycache__", ".*_cache")
    folder = Path(shutil.copytree(ROOT, tmp_path / "thidua", ignore=shutil.ignore_patterns(*others)))
    write_campaign(folder, **in_the_guides_words(SOUND | {"plan.yml": brief()}))
    warm(folder / "build" / "cache")
    for name in ("requirements.txt", "pyproject.toml"):
        os.utime(folder / name, (0, 0))  # older than the environment, which is not to be installed anew
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


@pytest.mark.programs
def test_the_readmes_commands_work_in_their_order(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a shell runs them; most of `thidua` in this process, where its start is saved."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", END_OF_2022)
    monkeypatch.chdir(clone)
    blocks = [text for kind, text in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if kind == "sh"]
    lines = [line for block in blocks for line in block.splitlines()]
    skipped = [line for line in lines if line.startswith(NOT_HERE)]
    assert len(skipped) == len(NOT_HERE)
    for line in lines:
        if line in skipped:
            continue
        if line.startswith(IN_A_SHELL):
            run(line, clone)
        else:
            assert cli.main(shlex.split(line, comments=True)[1:]) == 0, (line, capsys.readouterr())
    written = {"site/index.html", "htqt.xlsx", "bao-cao.docx", "bieu.xlsx", "www/current"}
    assert [name for name in written if not (clone / "build" / name).exists()] == []
    beside = {path.name for path in clone.iterdir()} - {path.name for path in ROOT.iterdir()}
    assert beside <= {"build", ".venv"}


def run(line: str, folder: Path) -> None:
    """A line as it is copied into a shell; the preview is looked at, then ended as a reader would.

    What a shell starts in the background is deaf to interrupts, and so is all that it starts: not here.
    """
    shell = ["bash", "-c", f"source .venv/bin/activate && exec env --default-signal=INT {line}"]
    process = subprocess.Popen(shell, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if line.startswith("thidua serve"):
        assert process.stderr is not None
        said = next(one for one in process.stderr if "http://127.0.0.1:8000/" in one or "cổng" in one)
        process.send_signal(signal.SIGINT)
        assert "http" in said or "8000" in said  # another program's port, on a machine that many share
        process.communicate()
        return
    out, told = process.communicate()
    assert process.returncode == 0, f"{line}\n{out}{told}"
