"""Nothing is run that somebody else can change, and what the product is made of is written down."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import supply_chain
from supply_chain import Locked, against, audit, bill, locked
from table_kit import cases

ROOT = Path(__file__).parents[1]
RECIPES = [
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
    ROOT / ".gitlab-ci.yml",
    *(ROOT / "deploy/network" / name for name in ("github.yml", "gitlab-ci.yml")),
]


@cases("recipe", RECIPES)
def test_every_action_is_a_commit_and_every_image_a_digest(recipe: Path) -> None:
    lines = recipe.read_text("utf-8").splitlines()
    used = [line for line in lines if re.match(r" *-? *(?:uses|image|container):", line)]
    assert used
    pinned = re.compile(r".*: (?:[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|[\w:.-]+@sha256:[0-9a-f]{64})")
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_one_action_is_one_commit_everywhere() -> None:
    used = {line for path in RECIPES for line in re.findall(r"uses: (\S+) # (v\d)", path.read_text("utf-8"))}
    names = [(action.partition("@")[0], version) for action, version in used]
    assert len(names) == len(set(names)) > 5


def test_the_bill_holds_every_locked_package_with_hashes_and_who_asks_for_it(tmp_path: Path) -> None:
    files = [tmp_path / "a" / "bill.json", tmp_path / "b" / "bill.json"]
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    assert [supply_chain.sbom(path) for path in files] == [0, 0]
    assert files[0].read_bytes() == files[1].read_bytes()
    told = json.loads(files[0].read_bytes())
    text = (ROOT / "requirements.txt").read_text("utf-8")
    names = re.findall(r"^([\w.-]+)==", text, re.MULTILINE)
    assert [one["name"] for one in told["components"]] == names
    assert sum(len(one["hashes"]) for one in told["components"]) == text.count("--hash=sha256:")
    asks = {one["ref"]: one["dependsOn"] for one in told["dependencies"]}
    assert (
        set().union(*asks.values())
        == {one["bom-ref"] for one in told["components"]}
        == set(asks) - {told["metadata"]["component"]["bom-ref"]}
    )
    asked = {re.split(r"[=<]", line)[0] for line in (ROOT / "requirements.in").read_text().splitlines()}
    asked = {name.strip() for name in asked if not name.startswith("#")}
    assert {re.split("[/@]", ref)[1] for ref in asks[told["metadata"]["component"]["bom-ref"]]} == asked


def advisory(*events: dict[str, str], name: str = "jinja2", **more: object) -> dict[str, object]:
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    return {
        "id": "X-1",
        "affected": [{"package": {"ecosystem": "PyPI", "name": name}, "ranges": ranges}],
        **more,
    }


@cases(("told", "found"), [
    (advisory({"introduced": "0"}, {"fixed": "3.1.7"}), True),
    (advisory({"introduced": "0"}, {"fixed": "3.1.6"}), False),
    (advisory({"introduced": "3.1.10"}), False),
    (advisory({"introduced": "0"}, {"last_affected": "3.1.6"}), True),
    (advisory({"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}), True),
    (advisory({"introduced": "0"}, name="Jinja2"), True),
    (advisory({"introduced": "0"}, name="jinja"), False),
    (advisory({"introduced": "0"}, {"fixed": "not a version"}), True),
    (advisory({"introduced": "0"}, withdrawn="2025-01-01"), False),
    ({"affected": [{"package": {"ecosystem": "PyPI", "name": "jinja2"}, "versions": ["3.1.6"]}]}, True),
    ({"affected": [{"package": {"ecosystem": "npm", "name": "jinja2"}, "versions": ["3.1.6"]}]}, False),
])  # fmt: skip
def test_which_versions_an_advisory_speaks_of(told: dict[str, object], found: bool) -> None:
    assert against(told, Locked("jinja2", "3.1.6", (), ())) is found


def test_a_saved_file_of_advisories_is_held_against_every_lock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine,) = [
        one for one in locked((ROOT / "requirements-dev.txt").read_text("utf-8")) if one.name == "pytest"
    ]
    bad = advisory({"introduced": "0"}, name="PyTest", modified="2026-01-02T00:00:00Z", summary="lỗi")
    none = advisory({"introduced": "0"}, {"fixed": "0.1"}, name="lxml")
    (tmp_path / "list.json").write_text(json.dumps([none]))
    with ZipFile(tmp_path / "every.zip", "w") as archive:
        for name, told in (("a.json", bad), ("b.json", none)):
            archive.writestr(name, json.dumps(told))
    (tmp_path / "empty.json").write_text("[]")
    assert audit(tmp_path / "list.json") == 0
    assert audit(tmp_path / "every.zip") == 1
    assert f"requirements-dev.txt: pytest {mine.version}: X-1: lỗi" in capsys.readouterr().out
    assert audit(tmp_path / "empty.json") == 1  # a file that holds nothing has looked nothing up


def test_a_package_keeps_who_asks_for_it() -> None:
    text = """\
a-b==1.0 \\
    --hash=sha256:aa
    # via
    #   -r requirements.in
    #   C.d
c-d==2 \\
    --hash=sha256:bb
    # via -r requirements.in
"""
    first, second = locked(text)
    assert (first.via, second.via) == (("requirements-in", "c-d"), ("requirements-in",))
    told = bill([first, second], "1", datetime(2026, 1, 1, tzinfo=UTC))
    assert told["dependencies"][2]["dependsOn"] == ["pkg:pypi/a-b@1.0"]
