"""Both languages of the plan's own site, and the way between them."""

from pathlib import Path

import pytest
from browser_kit import DESK, PHONE, Serve, Visit

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(plan_site: Path, serve_site: Serve) -> str:
    """The plan's site on the day it closes, under a sub-path."""
    return serve_site(plan_site, "/noi-bo/")


@pytest.mark.parametrize(
    ("path", "vietnamese", "english"),
    [
        ("", "Tổng quan", "Overview"),
        ("2022/chi-tieu/CN-03/", "CN-03", "CN-03"),
        ("2022/don-vi/", "Đơn vị", "Units"),
        ("2022/so-sanh/", "So sánh hai ngày", "Compare two days"),
    ],
)
def test_every_page_leads_to_itself_in_the_other_language(
    site: str, visit: Visit, path: str, vietnamese: str, english: str
) -> None:
    visited = visit(site + path)
    visited.follow(".shell-language", f"{english} ")
    assert visited.page.url == f"{site}en/{path}"
    assert visited.page.evaluate("document.documentElement.lang") == "en"
    visited.follow(".shell-language", f"{vietnamese} ")
    assert visited.page.url == site + path
    assert visited.page.evaluate("document.documentElement.lang") == "vi"


def test_scripts_speak_the_language_of_the_page(site: str, visit: Visit) -> None:
    visited = visit(site + "en/2022/chi-tieu/")
    count = visited.page.locator(".td-filter-count")
    assert count.inner_text() == "Targets: 28"
    visited.page.select_option("select[name=trang-thai]", "exceeded")
    assert count.inner_text() == "Targets: 3 of 28"
    assert "trang-thai=exceeded" in visited.page.url


def test_english_words_fit_as_well(site: str, visit: Visit) -> None:
    visited, over = visit(site), {}
    for path in ("en/", "en/2022/chi-tieu/CN-03/", "en/2022/dot/dot1/", "en/2022/don-vi/"):
        visited.go(site + path)
        for size in (PHONE, DESK):
            visited.page.set_viewport_size(size)
            over[path, size["width"]] = visited.page.evaluate(OVERFLOW)
    assert not any(over.values()), over
