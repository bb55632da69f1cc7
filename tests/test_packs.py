"""Past days: which there are, and that what their pages are packed in is the very pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import demo_site
import pytest
from campaigns import PLAN, campaign_files
from table_kit import cases
from thidua.intake.read import load
from thidua.pages.view import View
from thidua.site.packs import content as content_of
from thidua.site.packs import unpack
from thidua.site.page import Asset, Page
from thidua.site.site import Site
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

DAYS = (
    "2022/ngay/2022-06-30/",
    "2022/ngay/2022-05-31/",
    "en/2022/ngay/2022-06-30/",
    "en/2022/ngay/2022-05-31/",
)
THIN = re.compile(r'data-(\w+)="([^"]*)"')


def _site() -> Site:
    days = [
        replace(demo_site.EDITIONS[1], home=home, language="en" if home.startswith("en/") else "vi")
        for home in DAYS
    ]
    words = (VIETNAMESE, demo_site.ENGLISH)
    return Site(demo_site.ROOT, demo_site.ROOT / "build" / "cache", [*demo_site.EDITIONS[:2], *days], words)


PAGES = [
    Page(home + path, section, f"<{title}>", f"<h1>{title}</h1>\n<p>Đến {home}</p>", description=title)
    for home in DAYS
    for path, section, title in (("", "overview", "Tổng quan"), ("chi-tieu/CN-03/", "targets", "CN-03"))
]


@pytest.fixture(scope="module")
def files() -> dict[str, Page | Asset]:
    """What is published of the pages, by path."""
    return {one.path: one for one in _site().packer().files(PAGES)}


def _data(files: Mapping[str, Page | Asset], path: str) -> bytes:
    found = files[path]
    assert isinstance(found, Asset)
    return found.data


def test_the_overview_of_each_day_stands_whole_in_the_main_language(files: dict[str, Page | Asset]) -> None:
    assert {path for path, one in files.items() if isinstance(one, Page)} == set(DAYS[:2])


def test_every_other_page_is_poured_as_it_would_stand(files: dict[str, Page | Asset]) -> None:
    site, packs = _site(), set()
    for page in PAGES:
        if page.path in DAYS[:2]:
            continue
        thin = _data(files, page.path + "index.html").decode()
        asked = dict(THIN.findall(thin))
        packs.add(asked["pack"])
        shape, pack = (content_of(_data(files, f"assets/{asked[part]}")) for part in ("frame", "pack"))
        poured = unpack(shape, pack, asked["key"])
        whole, _ = site.pour(page)
        assert poured == whole.replace('"navigation.instant", ', "")
        assert json.loads(re.findall(r'"__config"[^>]*>(.*?)</script>', poured)[0])["features"]
        assert len(thin) < 600
        assert "<title>&lt;" in thin
    assert len(packs) == 3  # one for a page on all its days, in each language


def test_without_a_script_a_page_leads_to_the_whole_overview_of_its_day(
    files: dict[str, Page | Asset],
) -> None:
    first = {"2022/ngay/2022-05-31/chi-tieu/CN-03/": "../../", DAYS[3]: "../../../../2022/ngay/2022-05-31/"}
    for path, to in first.items():
        thin = _data(files, path + "index.html").decode()
        assert f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>' in thin
        assert f'data-first="{to}"' in thin


@cases(
    ("plan", "as_of", "expected"),
    [
        ({}, "2022-03-10", ["2022-01-31", "2022-02-28"]),
        (
            {"2022-12-31": "2026-12-31", "2023-03-31": "2027-03-31"},
            "2025-03-10",
            ["2022-12-31", "2023-12-31", "2024-12-31", "2025-01-31", "2025-02-28"],
        ),
    ],
)
def test_ends_of_months_and_of_a_long_campaign_of_years(
    tmp_path: Path, plan: dict[str, str], as_of: str, expected: list[str]
) -> None:
    text = PLAN
    for old, new in plan.items():
        assert old in text
        text = text.replace(old, new)
    folder = tmp_path / "2022"
    folder.mkdir()
    for name, content in campaign_files(plan=text).items():
        (folder / name).write_bytes(content)
    day = date.fromisoformat(as_of)
    (campaign,) = load(tmp_path, None, day).campaigns
    view = View.of(campaign, day, VIETNAMESE, environment(demo_site.ROOT, VIETNAMESE))
    reviews = {one.held or one.before for one in campaign.plan.reviews}
    found = sorted(str(one) for one in view.earlier_days if one not in reviews)
    assert found == expected
