"""docs/network.md and the forge's recipes as they are written: from two departments to a network."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from thidua import cli
from thidua.problems.codes_network import COLLECTED

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "network.md").read_text("utf-8")
WALK = TEXT.partition("## From two departments")[2].partition("\n## ")[0]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
RECIPES = ROOT / "deploy" / "network"


def test_from_two_departments_to_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780300800")  # 1 June 2026
    for kind, text in BLOCK.findall(WALK):
        if kind == "yaml":
            (tmp_path / "networks/khoi-1/network.yml").write_text(text, "utf-8")
        for line in text.splitlines() if kind == "sh" else ():
            assert cli.main(shlex.split(line)[1:]) == 0, (line, capsys.readouterr().err)
    assert (tmp_path / "build/khoi-1/index.html").is_file()
    told = json.loads((tmp_path / "build/khoi-1/api/v1/network.json").read_bytes())
    assert told["sums"]["states"] == {"fresh": 2} and told["as_of"] == "2026-06-01"
    entries = told["common"][0]["members"].values()
    assert all(each["goal"] for each in entries)
    assert "cảnh báo" not in capsys.readouterr().err


def test_the_table_of_faults_names_every_one() -> None:
    assert re.findall(r"^\| `((?:member|clock)-[\w-]+)` \|", TEXT, re.MULTILINE) == [
        code.code for code in COLLECTED
    ]


def test_every_recipe_is_there_and_only_those() -> None:
    told = re.findall(r"^\| `([\w.-]+)` \| ", TEXT.partition("| recipe in")[2], re.MULTILINE)
    assert sorted(told) == sorted(path.name for path in RECIPES.iterdir())


# ── the forge's recipes ──


def loaded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((RECIPES / name).read_text("utf-8"))
    return found


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_push_builds_what_it_touched(tmp_path: Path) -> None:
    def commit(*names: str) -> str:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{len(name)}{path.exists()}", "utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
        return git(tmp_path, "rev-parse", "HEAD")

    def touched(base: str) -> Any:
        words = [RECIPES / "touched", base]
        return json.loads(subprocess.run(words, cwd=tmp_path, check=True, capture_output=True).stdout)

    git(tmp_path, "init", "-q")
    first = commit("departments/a/data/2026/plan.yml", "departments/ab/data/2026/plan.yml", "scripts/x.py")
    assert touched("") == touched("0" * 40) == touched("--all") == ["a", "ab"]
    second = commit("departments/a/data/2026/bảng.csv", "networks/k/network.yml")
    assert touched(first) == ["a"]
    assert touched(second) == []
    commit("departments/ab/data/2026/b.csv", "scripts/x.py")
    assert touched(second) == ["a", "ab"]


def test_both_forges_do_the_same() -> None:
    """One broken department fails alone; the network goes on whatever became of them."""
    departments, network = loaded("departments.gitlab-ci.yml"), loaded("network.gitlab-ci.yml")
    jobs = loaded("github.yml")["jobs"]
    publish = departments["department"]["script"][-1].removeprefix(".venv/bin/")
    assert publish in [step.get("run") for step in jobs["department"]["steps"]]
    theirs = [step["run"] for step in jobs["network"]["steps"] if "run" in step]
    for line in (network["collect"]["script"][0], network["publish-network"]["script"][0]):
        assert line.removeprefix(".venv/bin/") in theirs
    assert network["collect"]["rules"] == [{"when": "always"}]
    assert jobs["network"]["if"] == "always()"
    assert jobs["department"]["strategy"]["fail-fast"] is False
    assert "$DEPARTMENT" in departments["department"]["resource_group"]
