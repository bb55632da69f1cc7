"""What `check` passes every command manages, whatever is written where the office may write."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, MutableMapping, MutableSequence
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml
from sharing import warm
from table_kit import cases
from thidua.checks.campaign_names import name_problems
from thidua.checks.text_rules import LONGEST_TEXT, LONGEST_WORD
from thidua.cli import main
from thidua.intake.assemble import Folder, read_campaign
from thidua.problems import Severity
from thidua.publish.verify import verify
from thidua.site.sources import CAMPAIGNS, NETWORK
from thidua.site.write import MARKER

TESTS = Path(__file__).resolve().parent
SMALL = TESTS / "golden/moi-loai/data/2031"
FULL = TESTS.parent / "data/2022/plan.yml"
BRACES = "{x} {{y}} {% z %} {# c #} {0} {n:một|hai} {cấp cơ sở} } {"
SIGNS = "%s %(a)d 100% & <b> &amp; \" ' | \\ / $1 `c` *d* _e_ [f](g) ~~ = + - @ ]]> --> _x000D_ &#0; 🏆"
LONG = "ư" * LONGEST_WORD + " " + "đến " * 12
HOSTILE = f"{BRACES} {SIGNS} {LONG}"  # about as long as a name may be
# Keys whose texts are no words of the office: ids and what names them, numbers; and places in lists of such.
NO_WORDS = {
    "campaign", "id", "phase", "owner", "group", "measure", "population", "scale", "counts", "pace",
    "value", "at_least", "0", "1", "2",
}  # fmt: skip
FREE_COLUMNS = {
    "achievements.csv": ("evidence", "note"),
    "units.csv": ("name", "short_name"),
    "updates.csv": ("text", "asks"),
}
Place = tuple[Any, Any]  # a map or a list of the plan, and a key or place in it


def places(found: Any) -> Iterator[Place]:
    """Every text of a plan."""
    if isinstance(found, MutableMapping | MutableSequence):
        keys = list(found) if isinstance(found, MutableMapping) else range(len(found))
        for key in keys:
            if isinstance(found[key], str):
                yield found, key
            else:
                yield from places(found[key])


def is_sound(plan: Any, tables: dict[str, bytes]) -> bool:
    """Whether `check` has nothing against the campaign."""
    files = tables | {"plan.yml": dumped(plan)}
    campaign, problems = read_campaign(
        Folder("2031", "data/2031", files, lambda path: True), date(2031, 3, 10)
    )
    return campaign is not None and all(problem.severity is not Severity.ERROR for problem in problems)


def dumped(plan: Any) -> bytes:
    written = yaml.dump(plan, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return written.encode()


def network(hostile: str) -> dict[str, Any]:
    """A network of one member, the site that is published here, with the text in each of its names."""
    member = {"id": "p", "name": f"Sở {hostile}", "api": "../../root/current/api/v1/", "campaign": "2031"}
    line = {"id": "sl", "name": f"Sáng kiến {hostile}", "unit": "sáng kiến", "members": {"p": "SL-01"}}
    return {
        "network": "khoi", "title": f"Khối {hostile}", "lead": f"Sở {hostile}", "stale_after": 10,
        "period": {"start": "2031-01-01", "end": "2031-12-31"}, "members": [member], "common": [line],
    }  # fmt: skip


def with_every_section(plan: dict[str, Any], tables: dict[str, bytes]) -> None:
    """Add to a small plan what the plan of 2022 says beside its targets."""
    full = yaml.safe_load(FULL.read_text("utf-8"))
    for key in full.keys() - plan.keys():
        plan[key] = full[key]
        if not is_sound(plan, tables):
            del plan[key]


def spoilt(table: bytes, columns: tuple[str, ...], hostile: str) -> bytes:
    """The table with the text at the end of each cell of these columns."""
    rows = list(csv.DictReader(io.StringIO(table.decode())))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: f"{cell} {hostile}".strip() if name in columns else cell for name, cell in row.items()}
        for row in rows
    )
    return out.getvalue().encode()


def spoil(found: list[Place], plan: Any, tables: dict[str, bytes]) -> bool:
    """Put the text at the end of all these; say no, and take it back, where `check` is against it."""
    before = [where[key] for where, key in found]
    for (where, key), was in zip(found, before, strict=True):
        where[key] = f"{was} {HOSTILE}"
    if is_sound(plan, tables):
        return True
    for (where, key), was in zip(found, before, strict=True):
        where[key] = was
    return False


def test_what_check_passes_every_command_manages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {path.name: path.read_bytes() for path in SMALL.glob("*.csv")}
    plan = yaml.safe_load((SMALL / "plan.yml").read_text("utf-8"))
    with_every_section(plan, tables)
    taken: dict[bool, set[str]] = defaultdict(set)
    by_key = sorted(places(plan), key=lambda place: str(place[1]))
    for key, group in groupby(by_key, lambda place: str(place[1])):
        found = list(group)
        all_at_once = spoil(found, plan, tables)
        one_by_one = len(found) > 1 and not all_at_once
        for told in [spoil([one], plan, tables) for one in found] if one_by_one else [all_at_once]:
            taken[told].add(key)
    assert {"title", "name", "quote", "unit", "staff", "text", "clause"} <= taken[True]
    assert taken[False] == NO_WORDS
    for name, columns in FREE_COLUMNS.items():
        tables[name] = spoilt(tables[name], columns, HOSTILE)
    folder = tmp_path / "data/2031"
    folder.mkdir(parents=True)
    for name, content in (tables | {"plan.yml": dumped(plan)}).items():
        (folder / name).write_bytes(content)
    (tmp_path / "networks/khoi").mkdir(parents=True)
    (tmp_path / "networks/khoi/network.yml").write_bytes(dumped(network(HOSTILE)))
    warm(tmp_path / "build" / "cache", CAMPAIGNS, NETWORK)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1931000000")  # March 2031
    for call in (
        ["check"],
        ["status"],
        ["report", "--phase", "d1", "--out", "a.docx"],
        ["report", "--phase", "d2", "--out", "b.docx"],
        ["report", "--phase", "d2", "--into", "b.docx"],
        ["report", "--kind", "thang", "--out", "c.docx"],
        ["report", "--kind", "dang-ky", "--out", "d.docx"],
        ["report", "--kind", "don-doc", "--out", "letters"],
        ["export", "--out", "a.xlsx"],
        ["form", "--unit", "P1", "--out", "p1.xlsx"],
        ["import", "p1.xlsx"],
        ["plan", "--to", "ke-hoach.xlsx"],
        ["plan", "--from", "ke-hoach.xlsx"],
        ["publish", "--to", "root"],
        ["collect", "networks/khoi"],
        ["network", "networks/khoi", "--out", "khoi"],
    ):
        assert main(call) == 0, (call, capsys.readouterr())
    assert (folder / "plan.yml").read_bytes() == dumped(plan)  # the workbook changed nothing
    (tmp_path / "khoi" / MARKER).unlink()
    verify(tmp_path / "khoi")
    shown = (tmp_path / "root/current/2031/chi-tieu/SL-01/index.html").read_text("utf-8")
    for word in (*BRACES.split(), *SIGNS.split(), LONG.split()[0]):
        assert escape(word, quote=False) in shown, word
    with zipfile.ZipFile(tmp_path / "a.docx") as document:
        assert BRACES.split(maxsplit=1)[0] in document.read("word/document.xml").decode()


@cases("text", ["a" * (LONGEST_WORD + 1), "một " * (LONGEST_TEXT // 4 + 1)])
def test_what_nobody_could_read_is_refused(text: str) -> None:
    tables = {path.name: path.read_bytes() for path in SMALL.glob("*.csv")}
    plan = yaml.safe_load((SMALL / "plan.yml").read_text("utf-8"))
    plan["targets"][0]["quote"] = text
    assert not is_sound(plan, tables)


@cases(("names", "bad"), [
    (["2022", "2022-2025", "Quy-1"], []),
    (["en", "EN", "vi", "Zh-Hans", "vp", "so-tc"], ["en", "EN", "EN", "vi", "Zh-Hans"]),
    (["index.html", "sitemap.xml", "404.html", "assets", "API", "search"],
     ["index.html", "sitemap.xml", "404.html", "assets", "API", "search"]),
    (["con", "aux.2022", "lpt1", "2022."], ["con", "aux.2022", "lpt1", "2022."]),
    (["dot1", "Dot1"], ["Dot1"]),
    (["ti\u1ebfn", "tie\u0302\u0301n"], ["ti\u1ebfn", "tie\u0302\u0301n", "tie\u0302\u0301n"]),
])  # fmt: skip
def test_names_that_the_site_or_a_computer_cannot_give(names: list[str], bad: list[str]) -> None:
    found = list(name_problems(names, "data", ["vi", "en", "zh-Hans"]))
    assert sorted(problem.file for problem in found) == sorted(f"data/{name}" for name in bad)
    assert {problem.code for problem in found} <= {"bad-campaign-name"}
