"""Pages of earlier days, and rows kept between builds: made anew or kept, they are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from plans import campaign, day, target
from thidua.model import Revision, Source
from thidua.pages import DATED
from thidua.pages.snapshots import _made, _measured, snapshot_batches, snapshots
from thidua.pages.view import View, _KeptRows
from thidua.site.page import Link, Page
from thidua.site.shelf import Shelf
from thidua.site.templates import environment
from thidua.words import VIETNAMESE
from view_kit import ROOT, view_of


def test_pages_of_a_day_on_the_shelf_are_those_that_were_made(tmp_path: Path) -> None:
    link = Link("2022/b/", "B")
    pages = [
        Page("2022/a/", "units", "A", "<p>", "tìm", "nói", None, link, "2022/", lone=True, front=True),
        Page("2022/b/", "units", "B", "<b>", "tìm", "", link, None, "2022/"),
    ]
    days: Any = [SimpleNamespace(as_of=date(2022, 1, 31)), SimpleNamespace(as_of=date(2022, 2, 28))]
    asked: list[date] = []

    def make(view: View) -> list[Page]:
        asked.append(view.as_of)
        return pages

    def shelf() -> Shelf:
        return Shelf(tmp_path, "máy", "trang")

    told = [_made(make, days, ["a", "b"], one) for one in (None, shelf, shelf)]
    assert told == [[replace(one, search="") for one in pages] * 2] * 3
    assert len(asked) == 4  # the last time none
    _measured(days[:1], ["a"], shelf)  # whose pages are kept, and nobody works it out
    measured: list[str] = []

    class Facts:
        def __getattr__(self, name: str) -> None:
            measured.append(name)

    days[0].facts = Facts()
    _measured(days[:1], ["a"], None)
    _measured(days[:1], ["c"], shelf)
    assert measured == ["changes", "met_by_day"] * 2


def test_each_kind_of_page_is_a_batch_and_each_target_on_its_days() -> None:
    view = view_of("tests/golden/nhieu-mat/data", "2031", date(2031, 7, 5))
    days = snapshots(view)[:2]
    found = {one.name: one.make for one in snapshot_batches(days)}
    kinds = ["", *map(str, range(len(DATED) - 1)), "data"]
    names = list(dict.fromkeys(one.target.id for view in days for one in view.figures))
    assert [*found] == [f"2031/ngay/{one}" for one in (*kinds, *names)]
    for name in names:
        make: Any = found[f"2031/ngay/{name}"]
        (places,) = make.args
        assert [view.figures[place].target.id for view, place in places] == [name] * len(places)
        assert [view for view, _ in places] == [view for view in days if name in view.progress.figures]


def test_kept_rows_stand_where_they_stood(tmp_path: Path) -> None:
    facts = SimpleNamespace(key=lambda target: target)
    for _ in range(2):
        view: Any = SimpleNamespace(shelf=Shelf(tmp_path, "máy", "trang"), facts=facts, marked=str)
        kept = _KeptRows(view, "2022/")
        rows: Any = [SimpleNamespace(target=name) for name in "abc"]
        parts = [kept.rows(kind, rows, lambda row, kind: f"{kind}{row.target}", kind) for kind in "123"]
        assert kept.put(f"<{parts[0]}|{parts[1]}|{parts[2]}>") == "<1a\n1b\n1c\n|2a\n2b\n2c\n|3a\n3b\n3c\n>"
        view.shelf.remember()


def test_what_is_marked_as_vietnamese_is_the_same_on_every_day() -> None:
    renamed = Revision(day("1/6"), "QĐ 6", {"A": {"name": "Tên mới"}}, (), Source("plan.yml", 1))
    made = campaign([replace(target("A", at_least=1), name="Tên cũ")], revisions=(renamed,))
    told = [
        [*View.of(made, day(on), VIETNAMESE, environment(ROOT, VIETNAMESE)).names()] for on in ("1/5", "1/7")
    ]
    assert told[0] == told[1] and "Tên cũ" in told[1]
