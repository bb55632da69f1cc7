"""The live preview in a real browser: a save shows by itself, an error stands over the last good page."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import demo_site
import pytest
from browser_kit import Visit, Visited
from playwright.sync_api import expect
from thidua.site.preview import Complaint, Preview, Stands
from thidua.site.serve import serving
from yardstick import in_time

SCRIPT = demo_site.ROOT / "site_src" / "preview" / "preview.js"
WRONG = Complaint("data/2022/achievements.csv:7:value", "“<b>x</b>” không phải là số", "ghi số, ví dụ 3")
LAST_GOOD = "Trang đang xem là bản dựng được lần gần nhất"


@pytest.fixture
def figure(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "figure.csv"
    path.write_text("12")
    return path


@pytest.fixture
def preview(tmp_path: Path, figure: Path) -> Iterator[str]:
    """The demonstration site with one figure on its first page, served and watched."""
    site = tmp_path / "site"

    def rebuild(looked_at: str, stands: Stands) -> Sequence[Complaint]:
        if not figure.read_text().isdigit():
            return [WRONG]
        demo_site.build(site)
        first = site / "2022" / "index.html"
        html = first.read_text().replace("<h1>Tổng quan</h1>", f"<h1>{figure.read_text()}</h1>")
        if figure.with_name("style").is_file():
            (site / "assets" / "new.css").write_text(figure.with_name("style").read_text())
            html = html.replace("</head>", '<link rel="stylesheet" href="../assets/new.css"></head>')
        first.write_text(html)
        return []

    with serving(Preview([figure.parent], rebuild), site, SCRIPT, port=0) as address:
        yield address


def open_page(visit: Visit, address: str) -> Visited:
    visited = visit(address)
    visited.page.wait_for_timeout(400)  # everything is loaded, and the stream of events open
    return visited


def test_a_save_shows_by_itself_and_the_reader_stays_where_they_were(
    visit: Visit, preview: str, figure: Path
) -> None:
    """Within eight tenths of a second; scripts run on what it brought, and a changed one is loaded."""
    visited = open_page(visit, preview + "2022/")
    page, took = visited.page, []
    shown = "figure => document.querySelector('h1').innerText === figure"  # looked at with every frame
    for number in range(13, 18):
        saved = time.monotonic()
        figure.write_text(str(number))
        page.wait_for_function(shown, arg=str(number))
        took.append(time.monotonic() - saved)
        page.wait_for_timeout(200)
    in_time(min(took), 0.8, time.monotonic)  # of five: others may have held up some
    page.evaluate("window.count = 0; window.document$.subscribe(() => window.count++)")
    page.evaluate("document.body.style.height = '3000px'; window.scrollTo(0, 500)")
    figure.write_text("18")
    expect(page.locator("h1")).to_have_text("18")
    assert page.evaluate("[window.count, window.scrollY]") == [2, 500]
    page.click(".md-tabs a:text-is('Lịch')")
    expect(page.locator("h1")).to_have_text("Lịch")
    figure.write_text("19")
    page.wait_for_function("() => window.count === 4")
    visited.go(preview + "2022/")
    page.wait_for_timeout(400)
    page.evaluate("window.old = true")
    figure.with_name("style").write_text("p { margin: 0 }")
    page.wait_for_function("() => window.old === undefined")


def test_an_error_stands_over_the_last_good_page_until_it_is_mended(
    visit: Visit, preview: str, figure: Path
) -> None:
    page = open_page(visit, preview + "2022/").page
    figure.write_text("x")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text(LAST_GOOD)
    expect(overlay).to_contain_text("data/2022/achievements.csv:7:value “<b>x</b>” không phải là số")
    expect(overlay).to_contain_text("ghi số, ví dụ 3")
    assert page.inner_text("h1") == "12"
    page.click(".md-tabs a:text-is('Lịch')")
    expect(page.locator("h1")).to_have_text("Lịch")
    expect(overlay).to_be_visible()
    figure.write_text("14")
    expect(overlay).to_have_count(0)
    page.goto(preview + "2022/")
    assert page.inner_text("h1") == "14"
    figure.write_text("x")
    expect(overlay).to_be_visible()
    page.goto(preview + "2022/chi-tieu/")  # a page opened while the data are wrong tells so
    expect(overlay).to_contain_text(LAST_GOOD)
