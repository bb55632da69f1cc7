"""A page that is kept is the page that would be made: a build over an old site equals a new one."""

from __future__ import annotations

import json
import marshal
import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from campaigns import ACHIEVEMENTS, HEADCOUNT, PLAN, REPORTS, TODAY, UNITS, UPDATES, campaign_files
from entry_kit import few_rows
from thidua.build import build
from thidua.config import Settings
from thidua.entry.form import form_bytes
from thidua.figures.progress import measure
from thidua.intake.read import load
from thidua.publish.verify import BuiltSite, broken_links
from thidua.report import docx
from thidua.site import batches, first_rules
from thidua.site import shelf as shelves
from thidua.site.batches import Batch, Batches, First, engine_key
from thidua.site.first_rules import FirstRules
from thidua.site.frames import render
from thidua.site.page import Asset, Kept, Page
from thidua.site.shelf import Shelf, sweep
from thidua.site.style_rules import rules_of
from thidua.site.write import memory_of
from thidua.tables import blocks
from thidua.words import VIETNAMESE

Edits = Mapping[str, str | bytes | None]
Made = TypeVar("Made")
AS_OF, LATER = date(2022, 2, 28), date(2022, 4, 1)
ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = "  languages: [vi, en]\n"


def renamed(text: str) -> str:
    """One target under a new id, and another under its old one."""
    return text.replace("XL-01", "ZZ-01").replace("MUC-01", "XL-01")


HEADER, *ROWS = ACHIEVEMENTS.splitlines()

EDITS: dict[str, Edits] = {
    "a row more": {"achievements": ACHIEVEMENTS + "2022-02-20,CN-01,HT,1,,,QĐ 9,\n"},
    "a row less": {"achievements": "\n".join([HEADER, *ROWS[2:], ""])},
    "another value": {"achievements": ACHIEVEMENTS.replace("CN-03,HT,5", "CN-03,HT,6")},
    "another day": {"achievements": ACHIEVEMENTS.replace("2022-01-10", "2022-02-11")},
    "another note": {"achievements": ACHIEVEMENTS.replace("đợt đầu", "đợt một")},
    "rows on other lines": {"achievements": "\n".join([HEADER, *ROWS[::-1], ""])},
    "a stage that does not count": {"achievements": ACHIEVEMENTS + "2022-02-20,CN-01,HT,4,registered,,ĐK,\n"},
    "a breach": {"achievements": ACHIEVEMENTS + "2022-02-20,KL-01,HT,1,,,Biên bản,\n"},
    "other line ends": {"achievements": ACHIEVEMENTS.replace("\n", "\r\n")},
    "a larger population": {"headcount": HEADCOUNT.replace("HT,staff,20", "HT,staff,40")},
    "another name of a unit": {"units": UNITS.replace("P. HTQT", "Phòng HT")},
    "an update more": {"updates": UPDATES + "2022-02-20,NV.1,VP,Đã sơ kết,,\n"},
    "an answer on another day": {"updates": UPDATES.replace("2022-02-10", "2022-02-20")},
    "a report less": {"reports": REPORTS.replace("2022-02-04,HT,2022-01\n", "")},
    "another name of a target": {"plan": PLAN.replace("name: Sáng kiến", "name: Sáng kiến mới")},
    "another goal": {"plan": PLAN.replace("{at_least: 10}", "{at_least: 12}")},
    "another title": {
        "plan": PLAN.replace("title: Phong trào thi đua", "title: Phong trào thi đua năm 2022")
    },
    "an id that meant another target": {"plan": renamed(PLAN), "achievements": renamed(ACHIEVEMENTS)},
}
DERIVED = PLAN.replace(
    "tasks:\n",
    """\
  - {id: TONG, clause: "8", quote: Tổng., name: Tổng số, group: task, measure: count, goal: {at_least: 30},
     from: {sum: [CN-01, LK-01]}}
  - {id: DV, clause: "9", quote: Hai đơn vị., name: Đơn vị đạt, group: task, measure: count,
     goal: {at_least: 2}, from: {units_meeting: CN-01}}
tasks:
""",
)
ALLOCATED = "date,target_id,unit_id,goal,baseline,note\n2022-01-01,CN-01,VP,4,,\n2022-01-01,CN-01,HT,6,,\n"
OF_OTHERS: Edits = {"plan": DERIVED, "allocations": ALLOCATED}
STATES: dict[str, Edits] = {
    "nothing": {},
    **EDITS,
    "targets of other targets": OF_OTHERS,
    "a row of another target": {
        **OF_OTHERS,
        "achievements": ACHIEVEMENTS + "2022-02-20,CN-01,HT,6,,,QĐ 9,\n",
    },
    "a unit's goal": {**OF_OTHERS, "allocations": ALLOCATED.replace("CN-01,VP,4", "CN-01,VP,2")},
}
DAYS = {"a month before": date(2022, 1, 31), "days before": date(2022, 2, 10), "a month later": LATER}
BUILT_OVER = ("a row more", "a row less", "an id that meant another target", "a unit's goal", "a month later")


class Desk:
    """A folder with data, a site of it that is built again and again, and sites built anew to compare.

    In one language, as the keys are the same in each: `test_publish_share` builds over a site of both.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.data, self.site = folder, folder / "data", folder / "site"
        self.root = folder / "root"
        self.made: dict[object, dict[str, bytes]] = {}
        self.first: dict[str, bytes] = {}
        shutil.copytree(ROOT / "site_src", self.root / "site_src")
        told = (ROOT / "mkdocs.yml").read_text("utf-8")
        assert LANGUAGES in told
        (self.root / "mkdocs.yml").write_text(told.replace(LANGUAGES, "  languages: [vi]\n"), "utf-8")

    def save(self, **edits: str | bytes | None) -> None:
        """Write the campaign's files."""
        place = self.data / "2022"
        place.mkdir(parents=True, exist_ok=True)
        for file in place.iterdir():
            file.unlink()
        self.files = campaign_files(**edits)
        for name, content in self.files.items():
            (place / name).write_bytes(content)

    def build(self, as_of: date = AS_OF, workers: int = 1) -> dict[str, bytes]:
        """Every file of the site after a build over the last one."""
        return self._built(self.site, self.folder / "cache", as_of, workers)

    def anew(self, as_of: date = AS_OF) -> dict[str, bytes]:
        """Every file of a site of the same data, made once where there is nothing but the frames."""
        if (asked := (as_of, *self.files.items())) not in self.made:
            self.made[asked] = self._anew(as_of)
        return self.made[asked]

    def _anew(self, as_of: date) -> dict[str, bytes]:
        out, cache = self.folder / "anew", self.folder / "anew-cache"
        for memory in (*cache.glob("*.json"), *cache.glob("parts/*")):
            memory.unlink()
        shutil.rmtree(out, ignore_errors=True)
        return self._built(out, cache, as_of, 1)

    def keyed(self, files: Mapping[str, bytes]) -> Iterator[tuple[tuple[str, ...], object]]:
        """Names and keys of all that the last site anew, of these files, was made of, and what came of each.

        Not what is kept of reading: its blocks and targets have hashes of their own, see `test_blocks`.
        """
        out, cache = self.folder / "anew", self.folder / "anew-cache"
        for name, one in json.loads(memory_of(cache, "batches", out).read_bytes()).items():
            yield (name, one["key"]), (one["files"], [files[path] for path, *_ in one["files"]])
        for shelf in (cache / "parts").iterdir():
            told, _, spans = shelves._recall(shelf)
            for name, (begin, size) in spans.items():
                part = told[begin : begin + size]
                if name.startswith("plan.yml "):  # one that was asked something is packed in other bytes
                    yield (shelf.name, name), pickle.loads(marshal.loads(part))
                elif not name.startswith(("block", "sound ")):
                    yield (shelf.name, name), bytes(part) if "\0" in name else marshal.loads(part)

    def _built(self, out: Path, cache: Path, as_of: date, workers: int) -> dict[str, bytes]:
        settings = Settings(str(self.data), out, cache, self.root, workers=workers)
        build(settings, as_of, None, TODAY, lambda pages: None)
        found = {str(path.relative_to(out)): path for path in sorted(out.rglob("*")) if path.is_file()}
        return {name: self._once(name, path.read_bytes()) for name, path in found.items()}

    def _once(self, name: str, content: bytes) -> bytes:
        """The same bytes as those of the first site, where they are: of thirty sites most is alike."""
        first = self.first.setdefault(name, content)
        return first if first == content else content


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A built site; each test builds over what the one before has left. Files are read by small blocks.

    Of code, templates, styles and frames, which no test here touches, the key is asked once; so is what
    python-docx makes of the same content, and what a page of the same HTML carries of the styles.
    """
    with pytest.MonkeyPatch.context() as patch, few_rows():
        patch.setattr(blocks, "SIZE", 90)
        patch.setattr("thidua.build.engine_key", cache(engine_key))
        patch.setattr(first_rules, "rules_of", cache(lambda sheet: list(rules_of(sheet))))
        patch.setattr(FirstRules, "put", _once(FirstRules.put, lambda rules, html: html))
        patch.setattr(first_rules, "_named", cache(first_rules._named))
        patch.setattr(docx, "filled", _once(docx.filled, lambda *given: pickle.dumps(given)))
        theme = cache(render)
        patch.setattr(
            "thidua.site.site.render",
            lambda root, kept, languages, navigation: theme(root, kept, frozenset(languages), navigation),
        )
        yield _built(tmp_path_factory)


def _once(make: Callable[..., Made], key: Callable[..., object]) -> Callable[..., Made]:
    """What is made of the same, made once."""
    known: dict[object, Made] = {}

    def asked(*given: object) -> Made:
        told = key(*given)
        if told not in known:
            known[told] = make(*given)
        return known[told]

    return asked


def _built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    found = Desk(tmp_path_factory.mktemp("desk"))
    found.save()
    found.build()
    shutil.copytree(found.folder / "cache" / "frames", found.folder / "anew-cache" / "frames")
    return found


@pytest.fixture(scope="module")
def known() -> dict[tuple[str, ...], tuple[str, object]]:
    """What came of each name and key, and by which edit it was seen first."""
    return {}


@pytest.mark.parametrize("edit", [*STATES, *DAYS])
def test_what_has_one_key_is_one_thing(
    desk: Desk, known: dict[tuple[str, ...], tuple[str, object]], edit: str
) -> None:
    """Of any two of these builds each would do with what the other made of a key they share."""
    day = DAYS.get(edit, AS_OF)
    desk.save(**{"allocations": None, **STATES.get(edit, {})})
    files = desk.anew(day)
    found = dict(desk.keyed(files))
    assert known.keys() - found.keys() or not known  # each edit changes something
    for key, made in found.items():
        first, same = known.setdefault(key, (edit, made))
        assert made == same, f"{key[:-1]}: another since {first!r}"
    if edit in BUILT_OVER:
        assert desk.build(day) == files


def test_so_it_does_after_many_edits_at_once(desk: Desk) -> None:
    chance = Random(16)
    rows = list(ROWS)
    for _ in range(chance.randrange(5, 10)):
        row = chance.choice(ROWS).split(",")
        row[0] = f"2022-0{chance.randrange(1, 3)}-{chance.randrange(1, 28):02}"
        rows.insert(chance.randrange(len(rows)), ",".join((*row[:6], f"Văn bản {chance.random()}", "")))
        rows.pop(chance.randrange(len(rows)))
    desk.save(**{**EDITS["a larger population"], "achievements": "\n".join([HEADER, *rows, ""])})
    assert desk.build(LATER) == desk.anew(LATER)


def test_a_part_is_given_again_where_nothing_it_is_made_from_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(key: str, engine: str, says: str) -> str:
        shelf = Shelf(tmp_path, engine, "a/b")
        found = shelf.kept("one", key, lambda: says)
        shelf.remember()
        return found

    assert asked("k1", "e1", "first") == asked("k1", "e1", "second") == "first"
    assert asked("k2", "e1", "third") == "third"
    assert asked("k2", "e2", "fourth") == "fourth"
    sweep(tmp_path, "e2")
    (file,) = tmp_path.iterdir()
    assert asked("k2", "e2", "fifth") == "fourth"
    assert capsys.readouterr().err == ""
    file.write_bytes(file.read_bytes().replace(b"fourth", b"broken"))
    assert asked("k2", "e2", "sixth") == "sixth"
    assert f"{file.name} bị hỏng" in capsys.readouterr().err


def test_what_a_build_adds_stands_behind_what_is_kept(tmp_path: Path) -> None:
    """Until more than half of the file is out of use: it is then another one."""
    made = list[str]()

    def text(key: str) -> str:
        made.append(key)
        return key and f"Ở {key} " * 100

    def asked(*keys: str) -> int:
        shelf = Shelf(tmp_path, "e", "a")
        assert shelf.joined("rows", keys, lambda place: text(keys[place])) == "".join(
            f"Ở {key} " * 100 for key in keys if key
        )
        assert shelf.kept("all", "".join(keys), lambda: keys) == keys
        shelf.remember()
        again = Shelf(tmp_path, "e", "a")
        assert again.has("all", "".join(keys)) and not again.has("all", "")
        return file().stat().st_ino

    def file() -> Path:
        (found,) = tmp_path.iterdir()
        return found

    every = [f"{number:03}" for number in range(100)]
    first = asked(*every, "")
    assert made == [*every, ""]
    assert asked(*every[:9], "new", "", *every[9:]) == first
    file().write_bytes(file().read_bytes() + b"of a build that was cut off")
    assert asked(*reversed(every), "more", "new") == first
    assert asked("new", "000") != first
    assert made == [*every, "", "new", "more"]


def test_each_unit_finds_its_form_as_it_is_now_at_one_address(desk: Desk) -> None:
    desk.save(**EDITS["a row more"])
    files = desk.build()
    campaign = load(desk.data, None, TODAY).campaigns[0]
    for unit in campaign.units:
        form = form_bytes(measure(campaign, AS_OF), unit, VIETNAMESE)
        assert files[f"api/v1/2022/bieu/{unit}.xlsx"] == form


def test_so_it_does_with_several_processes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "FEWEST_TO_SHARE", 2)
    desk.save(**EDITS["another goal"])
    assert desk.build(workers=2) == desk.anew()


def test_so_it_does_after_a_page_was_changed_by_hand(desk: Desk) -> None:
    desk.save()
    desk.build()
    page = desk.site / "2022/chi-tieu/CN-01/index.html"
    page.write_text(page.read_text("utf-8").replace("Sáng kiến", "Ý tưởng"), "utf-8")
    (desk.site / "2022/chi-tieu/CN-03/index.html").unlink()
    assert desk.build() == desk.anew()


def test_so_it_does_after_a_build_that_ended_before_it_could_remember(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save()
    desk.build()
    desk.save(**EDITS["another value"])
    with monkeypatch.context() as cut:
        cut.setattr(Batches, "remember", _no_power)
        with pytest.raises(OSError, match="no power"):
            desk.build()
    desk.save()
    assert desk.build() == desk.anew()


def _no_power(self: Batches) -> None:
    raise OSError("no power")


def test_a_build_of_the_very_same_reads_no_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = {"plan": PLAN, "achievements": HEADER + "\n", "reports": REPORTS}
    desk.save(**silent)
    first = desk.build(date(2022, 1, 20))
    assert list(broken_links(BuiltSite(desk.site))) == []  # in its first month, with no day to compare with
    assert desk.build(date(2022, 1, 20)) == first
    with monkeypatch.context() as blind:
        blind.setattr("thidua.build.load", _no_rows)
        assert desk.build(date(2022, 1, 20)) == first
        page = desk.site / "2022/index.html"
        page.write_bytes(page.read_bytes() + b" ")
        with pytest.raises(AssertionError):
            desk.build(date(2022, 1, 20))
    assert desk.build(date(2022, 1, 20)) == first
    (desk.data / "2022" / "evidence.pdf").write_bytes(b"")
    with monkeypatch.context() as blind, pytest.raises(AssertionError):
        blind.setattr("thidua.build.load", _no_rows)
        desk.build(date(2022, 1, 20))
    (desk.data / "2022" / "evidence.pdf").unlink()


def test_a_build_of_the_very_same_makes_nothing_and_warns_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save(achievements=ACHIEVEMENTS + "2022-12-20,CN-01,HT,1,,,QĐ 9,\n")
    settings = Settings(str(desk.data), desk.site, desk.folder / "cache", desk.root, workers=1)
    first = build(settings, AS_OF, None, TODAY, lambda pages: None)
    assert first.warnings
    monkeypatch.setattr("thidua.build.prepare", _no_rows)
    again = build(settings, AS_OF, None, TODAY, lambda pages: None)
    assert (again.warnings, again.counts.written) == (first.warnings, 0)
    desk.save(**EDITS["another note"])
    with pytest.raises(AssertionError):
        build(settings, AS_OF, None, TODAY, lambda pages: None)


def _no_rows(*asked: object) -> None:
    raise AssertionError("the data are read")


class Maker:
    """Batches that say what they were asked to make."""

    def __init__(self, folder: Path) -> None:
        self.memory, self.made = folder / "batches.json", list[str]()

    def run(
        self,
        *keys: str,
        engine: str = "engine",
        intact: Callable[[str], bool] = lambda path: True,
        first: str = "",
    ) -> list[str]:
        """The paths that come out of batches named a, b, … with these keys; ``made`` names those made."""
        self.made.clear()
        every = [Batch(name, key, partial(self._make, name)) for name, key in zip("abc", keys, strict=False)]
        kept = Batches(self.memory, engine, intact)
        early = First(first, lambda contents: self.made.append(f"{contents[0].path} stands"))
        contents = kept.contents(every, lambda batch: [Kept(one.path) for one in batch], first=early)
        paths = [one.path for one in contents]
        kept.remember()
        return paths

    def _make(self, name: str) -> Iterable[Page | Asset]:
        self.made.append(name)
        return [Asset(f"{name}.json", b"{}")]


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """Batches a and b made once, and c, which has no key."""
    found = Maker(tmp_path)
    assert found.run("1", "2", "") == ["a.json", "b.json", "c.json"]
    assert found.made == ["a", "b", "c"]
    return found


@pytest.mark.parametrize(
    ("keys", "engine", "touched", "made"),
    [
        (("1", "2", ""), "engine", "", ["c"]),
        (("1", "3", ""), "engine", "", ["b", "c"]),
        (("2", "1", ""), "engine", "", ["a", "b", "c"]),
        (("1", "2", ""), "newer", "", ["a", "b", "c"]),
        (("1", "2", ""), "engine", "a.json", ["a", "c"]),
        (("1", "", ""), "engine", "", ["b", "c"]),
    ],
)
def test_only_the_same_key_and_untouched_files_are_kept(
    maker: Maker, keys: tuple[str, ...], engine: str, touched: str, made: list[str]
) -> None:
    paths = maker.run(*keys, engine=engine, intact=lambda path: path != touched)
    assert paths == ["a.json", "b.json", "c.json"]
    assert maker.made == made


def test_what_is_looked_at_is_made_and_stands_first_and_everything_comes_in_order(maker: Maker) -> None:
    assert maker.run("3", "4", "", first="b.json") == ["a.json", "b.json", "c.json"]
    assert maker.made == ["b", "b.json stands", "a", "c"]
    maker.run("5", "4", "", first="b.json")
    assert maker.made == ["a", "c"]


def test_what_an_earlier_build_made_and_the_last_one_did_not_is_forgotten(maker: Maker) -> None:
    maker.run("1")
    maker.run("1", "2")
    assert maker.made == ["b"]


DEEP = pytest.param("[" * 100_000, id="deep")
OLD = '{"a": {"key": "1", "files": [{"path": "a.json"}]}}'  # as versions before this one had it


@pytest.mark.parametrize("told", ["", "[]", "{", DEEP, '{"a": {}}', '{"a": {"key": 1, "files": []}}', OLD])
def test_a_broken_memory_is_no_memory(maker: Maker, told: str) -> None:
    maker.memory.write_text(told)
    maker.run("1", "2", first="a.json")
    assert maker.made == ["a", "b"]
