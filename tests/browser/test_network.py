"""The network's pages in a browser: no violation, nothing cut; filters and order are in the address."""

from pathlib import Path

import pytest
from axe_kit import violations
from browser_kit import Serve, Visit
from playwright.sync_api import Page, expect
from thidua.cli import main as thidua

ROOT = Path(__file__).parents[2]
PAGES = (
    "",
    "don-vi/",
    "don-vi/lua-nuoc/",
    "chi-tieu-chung/",
    "chi-tieu-chung/ldtt/",
    "du-lieu/",
    "trinh-chieu/",
    "en/",
    "ngay/2022-10-01/",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve_site: Serve) -> str:
    folder = tmp_path_factory.mktemp("network")
    assert thidua(["network", str(ROOT / "networks/vi-du"), "--out", str(folder)]) == 0
    return serve_site(folder)


def test_no_page_has_a_violation_or_runs_over(site: str, visit: Visit, seen: set[str]) -> None:
    """On a telephone in the dark, and without being loaded anew on a desk, once the theme's program runs."""
    visited, found = visit(site, painted=False), {}
    for path in PAGES:
        visited.load_on_telephone(site + path)
        told = _told(visited.page, seen)
        visited.wake_on_desk()
        if told := [*told, *_told(visited.page, seen)]:
            found[path] = told
    assert found == {}


def _told(page: Page, seen: set[str]) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*violations(page, seen), *([f"{over} px too wide"] if over else [])]


def test_members_are_narrowed_and_sorted_and_the_address_keeps_it(site: str, visit: Visit) -> None:
    visited = visit(site)
    page = visited.page
    rows = page.locator("#bang-noi tbody tr:visible")
    expect(rows).to_have_count(7)
    page.click('ul.td-key a[href$="#loc-missed"]')
    expect(rows).to_have_count(2)
    visited.go(page.url)
    expect(rows).to_have_count(2)
    visited.go(site + "don-vi/?nhom=missing")
    expect(rows).to_have_count(1)
    page.click("form.td-filters [type=reset]")
    page.click("#bang-noi th:has-text('Đạt') button >> nth=0")
    assert "sap=2" in page.url
    first = rows.first.inner_text()
    visited.go(page.url)
    assert rows.first.inner_text() == first
