"""docs/network.md and the forge's recipes as they are written: from two departments to a network."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from catalogue import COLLECTED
from sharing import warm
from thidua import cli
from thidua.site.sources import CAMPAIGNS, NETWORK

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "network.md").read_text("utf-8")
WALK = TEXT.partition("## From two departments")[2].partition("\n## ")[0]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
RECIPES = ROOT / "deploy" / "network"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the page's commands were run, as they are written."""
    home = tmp_path_factory.mktemp("walk")
    warm(home / "build" / "cache", CAMPAIGNS, NETWORK)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        patch.setenv("SOURCE_DATE_EPOCH", "1768910400")  # 20 January 2026: no past day has pages
        for kind, text in BLOCK.findall(WALK):
            if kind == "yaml":
                (home / "networks/khoi-1/network.yml").write_text(text, "utf-8")
            for line in text.splitlines() if kind == "sh" else ():
                assert cli.main(shlex.split(line)[1:]) == 0, line
    return home


def figures(site: Path) -> dict[str, Any]:
    """The network's own figures in its site."""
    found: dict[str, Any] = json.loads((site / "api/v1/network.json").read_bytes())
    return found


def test_from_two_departments_to_a_network(walked: Path) -> None:
    assert (walked / "build/khoi-1/index.html").is_file()
    told = figures(walked / "build/khoi-1")
    assert told["sums"]["states"] == {"fresh": 2} and told["as_of"] == "2026-01-20"
    assert all(each["goal"] for each in told["common"][0]["members"].values())


def test_the_table_of_faults_names_every_one() -> None:
    assert re.findall(r"^\| `((?:member|clock)-[\w-]+)` \|", TEXT, re.MULTILINE) == COLLECTED


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


def test_one_that_is_broken_fails_alone(walked: Path) -> None:
    """The steps of GitLab's jobs; `make forge` plays the whole of it, with twelve departments."""
    bin_folder = walked / ".venv/bin"
    bin_folder.mkdir(parents=True)
    for name in ("python", "thidua"):
        (bin_folder / name).symlink_to(Path(sys.executable).with_name(name))
    (walked / "deploy").mkdir()
    shutil.copy(ROOT / "deploy/code_quality.py", walked / "deploy")
    with (walked / "departments/sct/data/2026/achievements.csv").open("a", encoding="utf-8") as rows:
        rows.write("2026-01-19,KT-99,,x,,,,\n")
    asked = {"DEPARTMENT": "sct", "NETWORK": "khoi-1", "PUBLISH_TO": "www", "SOURCE_DATE_EPOCH": "1768996800"}

    def run(recipe: str, job: str) -> list[int]:
        lines = loaded(recipe)[job]["script"]
        around = os.environ | asked
        return [
            subprocess.run(
                ["sh", "-ec", line], cwd=walked, env=around, capture_output=True, check=False
            ).returncode
            for line in lines
        ]

    assert run("departments.gitlab-ci.yml", "department") == [0, 0, 1]
    quality = json.loads((walked / "gl-code-quality-report.json").read_bytes())
    assert [each["location"]["lines"]["begin"] for each in quality if each["severity"] != "minor"]
    shutil.rmtree(walked / "build/sct")  # as if it had never been published
    assert run("network.gitlab-ci.yml", "collect") == [0, 0, 0]
    assert run("network.gitlab-ci.yml", "publish-network") == [0]
    (other,) = [each for each in figures(walked / "www/khoi-1/current")["members"] if each["id"] == "sct"]
    assert (other["fault"], other["as_of"], other["state"]) == ("member-file", "2026-01-20", "fresh")


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
