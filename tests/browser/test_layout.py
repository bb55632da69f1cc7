"""What a ruler says of the first screen: nothing overflows, is cut off or lies on something else.

At six widths; of the 2022 plan, and of plans with other groups, many phases and units, amounts with decimals.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

import pytest
from browser_kit import AWAKE, DESK, PHONE, Serve, Visit, Visited, build_pages
from playwright.sync_api import ViewportSize, expect

OFFICES = Path(__file__).parents[1] / "offices"
WIDTHS = (1920, 1366, 1024, 768, 390, 360)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text that is wider or higher than the box that hides what runs over.
CUT = """() => [...document.querySelectorAll("article *")].filter(one => one.checkVisibility()
    && getComputedStyle(one).overflowX !== "visible"
    && !one.matches("svg, svg *, .td-scroll, .td-hidden, select, input")
    && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
    .map(one => `${one.className}: ${one.innerText}`)"""
# Words that lie on other words: every line of text in the panels and the grid against its neighbours.
LAPPED = """() => {
    const boxes = [];
    const parts = ".td-headline, .td-key, .td-panel, .td-grid-head, .td-grid tr";
    for (const part of document.querySelectorAll(parts)) {
        if (!part.checkVisibility()) continue;
        const found = [];
        const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        for (let node; node = walk.nextNode();) {
            const element = node.parentElement;
            if (!node.data.trim() || !element.checkVisibility()) continue;
            if (element.closest(".td-hidden, svg, select, option")) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) found.push([box, node.data.trim()]);
        }
        found.forEach(([a, one], at) => found.slice(at + 1).forEach(([b, other]) => {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1.5 && high > 5) boxes.push(`${one} | ${other}`);
        }));
    }
    return boxes;
}"""
STILL = """() => document.head.append(
    Object.assign(document.createElement("style"), { textContent: "* { transition: none !important; }" }))"""
# As shell.js does, but without the theme's program, which draws lines of its own.
DRESSED = """async () => {
    const sheets = [...document.querySelectorAll("link[disabled]")];
    await Promise.all(sheets.map(sheet => new Promise(ready => {
        sheet.addEventListener("load", ready);
        sheet.disabled = false;
    })));
    document.querySelectorAll("[data-first]").forEach(own => own.remove());
}"""
OUTSIDE = """() => [...document.querySelectorAll(".td-grid :is(.td-state, td.td-owner, td.td-due)")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + .5).length"""


@pytest.fixture(scope="module")
def lively(lively_site: Path, serve_site: Serve) -> str:
    return serve_site(lively_site)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory, serve_site: Serve) -> str:
    """Two plans of other offices."""
    folder = tmp_path_factory.mktemp("offices")
    for name in ("chupah-2024", "va-fy2024"):
        shutil.copytree(OFFICES / name, folder / "data" / name)
    build_pages(folder / "data", folder / "site")
    return serve_site(folder / "site")


def _faults(visited: Visited, address: str) -> dict[int, list[object]]:
    """What is wrong at each width; from the one in which the page before was left."""
    found, page = {}, visited.page
    visited.load(address)
    page.evaluate(STILL)
    narrow = page.viewport_size is not None and page.viewport_size["width"] == WIDTHS[-1]
    for width in reversed(WIDTHS) if narrow else WIDTHS:
        visited.resize(ViewportSize(width=width, height=800))
        told = page.evaluate(f"() => [{OVERFLOW}, ({OUTSIDE})(), ({CUT})(), ({LAPPED})()]")
        if told != [0, 0, [], []]:
            found[width] = told
    return found


def test_the_first_screen_the_grid_and_every_other_page_fit_at_six_widths(lively: str, visit: Visit) -> None:
    visited = visit(lively, painted=False)
    paths = ("", "chi-tieu/", "dot/", "dot/dot2/", "don-vi/", "don-vi/HTQT/", "chi-tieu/NV-07/",
             "chi-tieu/TT-04/", "lich/", "thay-doi/", "nhiem-vu/", "khen-thuong/", "so-sanh/")  # fmt: skip
    every = ("en/2022/", *(f"2022/{path}" for path in paths))
    found = {path: _faults(visited, lively + path) for path in every}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("campaign", "paths"),
    [
        ("chupah-2024", ("", "chi-tieu/", "chi-tieu/KT-02/", "dot/", "don-vi/", "lich/", "thay-doi/")),
        ("va-fy2024", ("", "chi-tieu/PH-3/", "dot/", "lich/")),
    ],
)
def test_plans_of_other_offices_fit_too(
    offices: str, visit: Visit, campaign: str, paths: tuple[str, ...]
) -> None:
    visited = visit(offices, painted=False)
    found = {path: _faults(visited, f"{offices}{campaign}/{path}") for path in paths}
    assert {path: faults for path, faults in found.items() if faults} == {}


ONE_LINE = "all => new Set(all.map(one => Math.round(one.getBoundingClientRect().top))).size"
SHARE = "bar => bar.getBoundingClientRect().height / innerHeight > .05"


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160), (1080, 1920)])
def test_a_wall_of_any_size_shows_its_slides_whole(lively: str, visit: Visit, size: tuple[int, int]) -> None:
    page = visit(lively + "2022/trinh-chieu/").page
    page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    stands = size[0] < size[1]
    assert page.locator(".td-wall ul.td-key li").evaluate_all(ONE_LINE) == (2 if stands else 1)
    assert page.locator(".td-wall .td-bar").first.evaluate(SHARE) != stands
    names = page.locator(".td-wall-names button")
    assert names.count() == 4
    for place in range(names.count()):
        names.nth(place).click()
        over = page.evaluate(f"[{OVERFLOW}, document.documentElement.scrollHeight - innerHeight]")
        assert max(over) <= 0, (place, over)


BESIDE = """() => { const at = one => document.querySelector(one).getBoundingClientRect();
    return at(".td-phase-chart").right <= at(".td-quiet-list").left
        && at(".td-phase-chart").top < at(".td-quiet-list").bottom; }"""
TABS = "() => { const one = document.querySelector('.md-tabs'); return one.scrollWidth <= one.clientWidth; }"
CHANGED = """() => { document.querySelector("input[name=doi]").click();
    const shown = [...document.querySelectorAll(".td-compare tbody tr")].filter(one => one.checkVisibility());
    return shown.length > 0 && shown.every(one => one.matches(".td-moved")); }"""
TALL = "() => [...document.querySelectorAll('.td-rows tbody tr')].filter(one => one.offsetHeight > 40).length"


@pytest.mark.parametrize(
    ("path", "width", "asked", "told"),
    [
        ("2022/cach-tinh/", 1220, TABS, True),  # nine, and the days
        ("2022/cach-tinh/", 1345, TABS, True),
        ("2022/dot/dot2/", 768, BESIDE, True),
        ("2022/dot/dot2/", 1199, BESIDE, True),
        ("2022/so-sanh/", 390, CHANGED, True),
        ("2022/chi-tieu/NV-07/", 1366, TALL, 1),  # a note breaks; a decision's number does not
    ],
)
def test_what_there_is_room_for_is_not_cut_broken_or_pushed_down(
    lively: str, visit: Visit, path: str, width: int, asked: str, told: object
) -> None:
    page = visit(lively + path).page
    page.set_viewport_size(ViewportSize(width=width, height=800))
    assert page.evaluate(asked) == told


PICTURES = 9  # in a row: a ring on paper has an edge in one of two shades, of the same page too, one rare


def test_the_overview_looks_by_its_own_rules_as_by_the_sheets(lively: str, visit: Visit) -> None:
    page = visit(lively + "2022/cach-tinh/").page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(lively + "2022/", wait_until="load")

    def look(size: ViewportSize, medium: Literal["screen", "print"] = "screen") -> bytes:
        page.set_viewport_size(size)
        page.emulate_media(media="screen")  # or a second picture of paper would be the first
        page.emulate_media(media=medium)
        return page.screenshot(full_page=True)

    own = "[document.querySelectorAll('[data-first]').length, document.styleSheets.length]"
    assert page.evaluate(own) == [4, 4]
    screens = [look(DESK), look(PHONE)]
    papers = {look(DESK, "print") for _ in range(3)}
    assert [url.split("/")[-1][:6] for url in asked if url.endswith(".css")] == ["first."]
    page.evaluate(DRESSED)
    assert page.evaluate(own) == [0, 3]
    assert any([look(DESK), look(PHONE)] == screens for _ in range(PICTURES))
    assert any(look(DESK, "print") in papers for _ in range(PICTURES))
    page.emulate_media(media="screen", color_scheme="dark", reduced_motion="reduce")
    page.goto(lively + "en/2022/", wait_until="load")
    page.evaluate(AWAKE)
    page.keyboard.press("/")
    page.keyboard.type("initiative")
    page.wait_for_selector(".md-search-result__link")
    page.wait_for_timeout(400)
    assert page.evaluate(own) == [4, 7]  # there is a reader: the sheets lie ready, and change nothing
    searched = page.screenshot()
    page.evaluate("window.thidua.dress()")
    assert page.evaluate(own) == [0, 3]
    page.wait_for_timeout(100)
    assert page.screenshot() == searched
    page.goto(lively + "en/2022/", wait_until="load")
    page.click(".md-tabs a:text-is('Units')")
    page.wait_for_function("() => document.title.startsWith('Units')")
    assert page.evaluate(own) == [0, 3]  # they dress the page that takes its place


def test_ten_targets_are_seen_without_scrolling(lively: str, visit: Visit) -> None:
    rows = visit(lively + "2022/").page.locator("#bang-chi-tieu tr[data-status]")
    ends = rows.evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")
    assert sum(end <= DESK["height"] for end in ends) >= 10


def test_every_goal_stands_at_one_line_down_the_grid(lively: str, visit: Visit) -> None:
    ticks = visit(lively + "2022/").page.locator("#bang-chi-tieu .td-g-gl")
    places = ticks.evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().left))")
    assert len(places) == 28
    assert len(set(places)) == 1


def test_a_segment_and_the_key_narrow_the_grid_and_it_can_be_sent(lively: str, visit: Visit) -> None:
    visited = visit(lively + "2022/")
    page = visited.page
    shown = page.locator("#bang-chi-tieu tr[data-status]:visible")
    page.click(".td-key a:has-text('Có nguy cơ')")
    assert shown.evaluate_all("all => all.map(one => one.dataset.status)") == ["at_risk"]
    visited.go(page.url)
    assert shown.count() == 1
    page.click(".td-seg.td-s-missed")
    assert shown.evaluate_all("all => all.map(one => one.dataset.status)") == ["missed"]
    page.click("form.td-filters button[type=reset]")
    expect(shown).to_have_count(28)  # the form is empty a moment after the click


def test_the_two_orders_are_a_click_apart_and_kept_in_the_address(lively: str, visit: Visit) -> None:
    visited = visit(lively + "2022/")
    page = visited.page
    first = page.locator("#bang-chi-tieu tr[data-status] .td-id").first
    assert first.inner_text() == "CN-03"
    page.click("a[data-order=plan]")
    assert first.inner_text() == "TT-01"
    visited.go(page.url)
    assert first.inner_text() == "TT-01"
    assert page.locator("#bang-chi-tieu tr.td-group").all_inner_texts() == [
        "Về tập thể 10",
        "Về cá nhân 11",
        "Nhiệm vụ 7",
    ]
    page.click("a[data-order=care]")
    assert first.inner_text() == "CN-03"


def test_without_a_script_the_links_work_all_the_same(lively: str, visit: Visit) -> None:
    browser = visit(lively).page.context.browser
    assert browser is not None
    page = browser.new_page(java_script_enabled=False)
    page.goto(lively + "2022/")
    page.click(".td-key a:has-text('Không đạt')")
    shown = page.locator("#bang-chi-tieu tr[data-status]:visible .td-id")
    assert shown.all_inner_texts() == ["CN-05"]
    page.click("text=xem lại mọi chỉ tiêu")
    assert shown.count() == 28
    page.click("text=Theo kế hoạch")
    page.wait_for_url("**/2022/chi-tieu/")
    page.close()
