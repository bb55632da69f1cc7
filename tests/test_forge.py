"""The forges' files, run: each step of a job in its order, in a clone, with what the forge would set.

Only pip is played, since its packages stand in this environment. `make forge` plays GitLab's whole.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from campaigns import FIRST_MONTH, small, write_campaign
from sharing import warm

ROOT = Path(__file__).resolve().parent.parent
SITE = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text("utf-8"))
ENGINE = yaml.safe_load((ROOT / ".github/workflows/engine.yml").read_text("utf-8"))
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
PYTHON = f"""#!/bin/sh
case "$*" in
  "-m pip "*) echo "$*" >> "$PIP_CALLS" ;;
  "-m venv .venv") mkdir -p .venv/bin && ln -sf {{here}}/python {{thidua}} .venv/bin/ ;;
  *) exec {sys.executable} "$@" ;;
esac
"""
NAMES = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
PIP = [
    "-m pip install --quiet --require-hashes -r requirements.txt",
    "-m pip install --quiet --no-deps --no-build-isolation --editable .",
]


class Forge:
    """A runner of a forge with what its variables say; the project is there once it is taken."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clone = folder, folder / "clone"
        shutil.copytree(ROOT / ".ci", self.clone / ".ci")
        (self.clone / "scripts").mkdir()
        shutil.copy(ROOT / "scripts/install_tools.sh", self.clone / "scripts")
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        thidua = Path(sys.executable).with_name("thidua")
        for name in ("python", "python3"):
            (bin_folder / name).write_text(PYTHON.format(here=bin_folder, thidua=thidua))
            (bin_folder / name).chmod(0o755)

    def take(self) -> None:
        """Clone all that the jobs need, with a campaign."""
        others = (".git", ".venv", "build", "data", "tests", "docs", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, self.clone, ignore=shutil.ignore_patterns(*others), dirs_exist_ok=True)
        files = small()
        files["achievements"] += "2022-03-20,CN-01,HT,1,,,QĐ 9,\n"  # not yet
        write_campaign(self.clone, **files)
        warm(self.clone / "build" / "cache")
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Số liệu"]):
            subprocess.run(["git", "-C", self.clone, *words], check=True, env=self.environment())
        subprocess.run(["git", "-C", self.clone, "remote", "add", "origin", self.clone], check=True)

    def environment(self, **more: str) -> dict[str, str]:
        path = f"{self.folder}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}"
        named = {
            f"GIT_{who}_{what}": "vp@thidua.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        home = {
            "HOME": str(self.folder),
            "PIP_CALLS": str(self.folder / "pip"),
            "SOURCE_DATE_EPOCH": FIRST_MONTH,
        }
        return os.environ | named | home | {"PATH": path} | more

    def pip(self) -> list[str]:
        """How pip was called since this was asked last."""
        calls = self.folder / "pip"
        told = calls.read_text().splitlines()
        calls.unlink()
        return told

    def run(self, script: str, shell: str = "bash -e", **variables: str) -> str:
        """What a step says; fails where it does."""
        done = subprocess.run(
            [*shell.split(), "-c", script], cwd=self.clone, env=self.environment(**variables), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout}"
        return done.stdout


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """One that has the project, and keeps its cache from one job to the next."""
    found = Forge(tmp_path_factory.mktemp("runner"))
    found.take()
    return found


def steps(workflow: dict[str, Any], job: str, values: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The shell steps of a job of GitHub, with its variables, whatever their conditions."""
    for step in workflow["jobs"][job]["steps"]:
        if "run" in step:
            around = workflow.get("env", {}) | step.get("env", {})
            yield step["run"], {key: filled(str(text), values) for key, text in around.items()}


def filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (?:vars|secrets)\.(\w+) \}\}", lambda found: values.get(found[1], ""), text)


def test_github_builds_and_publishes(runner: Forge) -> None:
    www = runner.folder / "www"
    said = ""
    for job in ("build", "publish", "pages"):
        if job == "pages":  # of what is published already nothing is built again
            (runner.clone / "build/root").symlink_to(www)
        for script, variables in steps(SITE, job, {"PUBLISH_TO": str(www)}):
            said += runner.run(script, "bash --noprofile --norc -eo pipefail", **variables)
    assert "::warning file=data/2022/" in said
    assert (runner.clone / "build/site/index.html").is_file()
    assert (www / "current/2022/index.html").is_file()
    assert (runner.clone / "build/root/current/index.html").is_file()
    assert len(runner.pip()) == 6 and not (runner.folder / ".ssh").exists()


def gitlab(job: str, part: str) -> list[str]:
    """The lines of a part of a job, its own or where it inherits it."""
    own = GITLAB[job]
    above = GITLAB[own["extends"]] if "extends" in own else GITLAB["default"]
    found: list[str] = own.get(part, above.get(part, GITLAB["default"].get(part, [])))
    return found


def test_gitlab_checks_builds_and_publishes(runner: Forge) -> None:
    www = runner.folder / "www"
    for job, name in (("build", "Build"), ("publish", "Publish")):
        (theirs,) = (one["run"] for one in SITE["jobs"][job]["steps"] if one.get("name") == name)
        assert gitlab(job, "script")[-1] == f".venv/bin/{theirs}"  # which is run above
    said = ""
    for job in ("check", "publish"):
        for line in [*gitlab(job, "before_script"), *gitlab(job, "script")]:
            said = runner.run(line, CI_DEFAULT_BRANCH="main", PUBLISH_TO=str(www))
    assert (www / "current").resolve().name in said
    assert (runner.clone / "gl-code-quality-report.json").read_text().startswith("[")
    assert (www / "current/2022/index.html").is_file()
    assert runner.pip() == PIP * 2


def test_both_publish_alike_on_the_runner_that_is_named() -> None:
    assert gitlab("publish-on-runner", "script") == gitlab("publish", "script")
    assert GITLAB["publish-on-runner"]["tags"] == ["$PUBLISH_RUNNER"]
    conditions = [GITLAB[job]["rules"][0]["if"] for job in ("publish", "publish-on-runner")]
    assert [text.rpartition("$PUBLISH_TO && ")[2] for text in conditions] == [
        "$PUBLISH_RUNNER == null",
        "$PUBLISH_RUNNER",
    ]


@pytest.mark.parametrize("kind", ["text", "file"])
def test_the_key_and_the_host_are_put_where_ssh_looks(forge: Forge, kind: str) -> None:
    key, hosts = "-----BEGIN KEY-----\nAAAA\n-----END KEY-----", "may-chu ssh-ed25519 AAAA"
    if kind == "file":
        for name, text in (("key", key), ("hosts", hosts)):
            (forge.folder / name).write_text(text + "\n")
        key, hosts = str(forge.folder / "key"), str(forge.folder / "hosts")
    for name in ("rsync", "ssh"):
        (forge.folder / "bin" / name).write_text("#!/bin/sh\n")
        (forge.folder / "bin" / name).chmod(0o755)
    forge.run(".ci/let_rsync_in", PUBLISH_TO="vptt@may-chu:web", PUBLISH_KEY=key, PUBLISH_KNOWN_HOSTS=hosts)
    ssh = forge.folder / ".ssh"
    assert (ssh / "id_ed25519").read_text().splitlines()[1] == "AAAA"
    assert (ssh / "known_hosts").read_text() == "may-chu ssh-ed25519 AAAA\n"
    assert oct((ssh / "id_ed25519").stat().st_mode)[-3:] == "600"


def test_without_a_key_publishing_ends_there(forge: Forge) -> None:
    with pytest.raises(AssertionError, match="the ssh key is missing"):
        forge.run("PATH=$PATH:/usr/sbin; rsync() { :; }; .ci/let_rsync_in", PUBLISH_TO="a:b", PUBLISH_KEY="")


def test_the_engine_is_tested_by_the_one_call_on_all_changes_but_of_data() -> None:
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == "exec make test"
    last = ENGINE["jobs"]["test"]["steps"][-1]["run"]
    assert last == GITLAB["engine"]["script"][0] == ".ci/run"
    asked = ENGINE[True]  # YAML 1.1 reads "on" so
    assert (
        asked["push"]["paths-ignore"] == asked["pull_request"]["paths-ignore"] == ["data/**", "networks/**"]
    )
    assert ENGINE["permissions"] == {"contents": "read"}
    assert ENGINE["jobs"]["test"]["container"] == GITLAB["default"]["image"]
    assert GITLAB["default"]["image"].startswith("python:3.11-bookworm@")


def test_gitlab_names_every_folder_but_data() -> None:
    (changes,) = (rule["changes"] for rule in GITLAB["engine"]["rules"] if "changes" in rule)
    assert changes[0] == "*"
    folders = re.fullmatch(r"\{(.*)\}/\*\*/\*", changes[1])
    told = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True, check=False).stdout
    there = {path.split("/")[0] for path in told.splitlines() if "/" in path}
    named = set(folders[1].split(",")) if folders else set()
    assert named == (there or named) - {"data", "networks"}
    assert fnmatch("Makefile", changes[0])
