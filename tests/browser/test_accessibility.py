"""For all: no violation of WCAG 2.2 AA on any page type, the keyboard, zoom, motion, named charts."""

from itertools import pairwise
from pathlib import Path

import pytest
from axe_kit import violations
from browser_kit import DESK, PHONE, Scheme, Serve, Visit, Visited
from playwright.sync_api import Page, ViewportSize
from screenshots import page_types

ZOOMED = ViewportSize(width=683, height=384)  # a screen of 1366 × 768 at 200 %


@pytest.fixture(scope="module")
def site(plan_site: Path, serve_site: Serve) -> str:
    return serve_site(plan_site, "/noi-bo/")


@pytest.fixture(scope="module")
def lively(lively_site: Path, serve_site: Serve) -> str:
    return serve_site(lively_site)


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll("article :is(h1, h2, h3, p, a, td, th, strong, li)")]
    .filter(one => one.checkVisibility() && getComputedStyle(one).overflow === "hidden"
    && !one.matches(".td-hidden, .td-hidden *") && one.scrollWidth > one.clientWidth + 1
    && one.clientWidth > 1).map(one => one.innerText)"""
STRUCTURE = """() => {
    const all = what => [...document.querySelectorAll(what)];
    const seen = one => one.checkVisibility({visibilityProperty: true}) && one.clientWidth * one.clientHeight;
    return [
        all("h1").length, all("h1, h2, h3, h4").filter(seen).map(one => Number(one.tagName[1])),
        all("figure svg[role=img]").map(
            one => ["title", "desc"].map(part => one.querySelector(part)?.textContent ?? "")),
        all("table, .td-facts").length,
    ];
}"""


def test_every_page_type_is_sound_within_its_width_and_has_no_violation(
    site: str, plan_site: Path, visit: Visit, seen: set[str]
) -> None:
    """Each is loaded once and asked all at once; ``visit`` sees to it that nothing is complained of.

    On a telephone in the dark, where the theme's program has not been asked for yet, then on a desk where it
    runs; both palettes are seen at both widths.
    """
    visited, found = visit(site, painted=False), {}
    page = visited.page
    for name, path in page_types(plan_site).items():
        visited.load_on_telephone(site + path)
        told = [*structure(page, name), *fits(visited), *violations(page, seen)]
        visited.wake_on_desk()
        told += [*structure(page, name), *fits(visited), *violations(page, seen)]
        if told:
            found[name] = told
    assert found == {}


def structure(page: Page, name: str) -> list[str]:
    """Titles but one, headings that leave a step out, charts without a name, a description or a table."""
    titles, levels, charts, tables = page.evaluate(STRUCTURE)
    told = [] if titles == 1 else [f"{titles} titles"]
    told += [f"h{after} under h{before}" for before, after in pairwise(levels) if after > before + 1]
    if name != "trinh-chieu" and levels[:1] != [1]:  # a slide stands by itself
        told.append(f"begins with h{levels[:1]}")
    told += [f"chart {title!r}: {text!r}" for title, text in charts if len(title) <= 5 or len(text) <= 20]
    # The table is on the chart's page, or on the page that the chart is taken from.
    if charts and name not in ("trinh-chieu", "embedded") and not tables:
        told.append("a chart without its table")
    return told


def fits(visited: Visited) -> list[str]:
    """What runs over; and at 200 %, where a desk is half as wide, what runs over or is cut off."""
    page = visited.page
    told = [f"{over} px too wide"] if (over := page.evaluate(OVERFLOW)) else []
    if page.viewport_size == DESK:
        visited.resize(ZOOMED)
        told += [f"{over} px too wide at 200 %"] if (over := page.evaluate(OVERFLOW)) else []
        told += page.evaluate(CUT)
        visited.resize(DESK)
    return told


def test_the_sweep_saw_charts(plan_site: Path) -> None:
    """Two sizes of a chart, on every page type that has one: else nothing was asked of them."""
    pages = [(plan_site / path / "index.html").read_text("utf-8") for path in page_types(plan_site).values()
             if path.endswith("/")]  # fmt: skip
    assert sum(page.count('role="img"') for page in pages) > 15


def test_a_running_year_has_none_either(lively: str, visit: Visit, seen: set[str]) -> None:
    """What still runs, in Vietnamese on a desk, and in English on a telephone."""
    visited = visit(lively, painted=False)
    page = visited.page
    for path in ("", "dot/dot2/", "chi-tieu/NV-07/", "chi-tieu/CN-03/", "don-vi/HTQT/", "khen-thuong/",
                 "nhiem-vu/", "lich/"):  # fmt: skip
        visited.load(f"{lively}2022/{path}")
        assert violations(page, seen) == [], path
    page.set_viewport_size(PHONE)
    for path in ("", "chi-tieu/CN-03/", "don-vi/HTQT/", "nhiem-vu/"):
        visited.load(f"{lively}en/2022/{path}")
        assert violations(page, seen) == [], path


def test_six_stops_of_the_keyboard_lead_to_the_content(lively: str, visit: Visit) -> None:
    page = visit(lively + "2022/").page
    stops = _stops(page, 7)
    assert stops[-1]["content"]
    assert not any(one["content"] for one in stops[:-1])
    page.focus(".md-tabs__link[tabindex='0']")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.title.startsWith('Chỉ tiêu')")
    page.evaluate("() => new Promise(done => setTimeout(done, 150))")  # the theme closes its drawer after 125
    page.set_viewport_size(PHONE)
    page.focus(".shell-menu[for=__drawer]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.md-nav--primary')")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.matches('.shell-menu')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_goals_are_seen_in_the_reader_s_own_colours(
    lively: str, visit: Visit, scheme: Scheme
) -> None:
    page = visit(lively, scheme=scheme).page
    page.emulate_media(forced_colors="active")
    page.goto(lively + "2022/")
    paper = page.evaluate("""() => {
        document.body.insertAdjacentHTML("beforeend", "<i style='color: Canvas'>");
        return getComputedStyle(document.body.lastElementChild).color;
    }""")
    drawn = page.locator(".td-key .td-mark, .td-seg .td-mark, .td-state .td-mark, .td-g-gl")
    inks = drawn.evaluate_all("""(all) => all.map((one) => {
        const { fill, stroke } = getComputedStyle(one);
        const ground = one.closest(".td-seg")?.querySelector(".td-f");
        const ink = fill === "none" || one.matches(".td-g-gl") ? stroke : fill;
        return [ink, ground && getComputedStyle(ground).fill];
    })""")
    assert len(inks) > 60
    assert [one for one in inks if one[0] == (one[1] or paper)] == []
    final = page.locator(".td-top > .td-standing .td-seg .td-f").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fill)"
    )
    assert sum(one != paper for one in final) == 2  # what is reached and what is missed are filled


def test_a_telephone_shows_the_last_six_months_of_the_year(lively: str, visit: Visit) -> None:
    page = visit(lively + "2022/", PHONE).page
    assert page.locator(".td-year-head:visible text").all_text_contents() == [
        "T6", "T7", "T8", "T9", "T10", "15/11"
    ]  # fmt: skip
    assert page.locator(".td-year-row:visible").count() == 28


def test_a_live_chart_has_none(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/NV-07/").page
    page.hover("figure .td-figure__stage")
    page.wait_for_selector("figure[data-live]")
    seen: set[str] = set()
    assert violations(page, seen, drawn=True) == []
    assert violations(page, seen) == []
    page.locator("article td").last.evaluate(
        """one => {
        one.style.color = '#7f7f7f';
        one.append(new Image());
        one.closest("tbody").rows[2].lang = "?";  // otherwise as the rows about it
        document.querySelector("article").insertAdjacentHTML("beforeend", "<p><a href='..'></a></p>");
    }"""
    )
    faults = {"color-contrast", "image-alt", "valid-lang", "link-name"}
    assert {one.split(":")[0] for one in violations(page, seen)} == faults


FOCUS = """() => {
    const focused = document.activeElement;
    // The palette's radio buttons show their focus on the label beside them.
    const one = focused.matches(".md-option") ? focused.nextElementSibling : focused;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {tag: one.tagName, name: one.name || one.innerText || "", shown: box.width > 0 && box.height > 0,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
        inside: box.bottom > 0 && box.top < innerHeight, place: one.className,
        content: one.closest("article") !== null};
}"""


def _stops(page: Page, most: int) -> list[dict[str, str | bool]]:
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
    return stops


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_reaches_everything_and_is_seen_on_its_way(
    site: str, visit: Visit, scheme: Scheme
) -> None:
    page = visit(site + "2022/chi-tieu/", scheme=scheme).page
    stops = _stops(page, 45)
    stops = [one for one in stops if "md-search__scrollwrap" not in str(one["place"])]  # results, none yet
    hidden = [stop for stop in stops if not (stop["marked"] and stop["inside"] and stop["shown"])]
    assert hidden == []
    names = [stop["name"] for stop in stops]
    assert names[0] == "Đến nội dung chính"
    for name in ("nhom", "don-vi", "trang-thai", "dot", "tim", "Bỏ lọc", "Chỉ tiêu", "Trạng thái"):
        assert name in names, name
    assert names.index("nhom") < names.index("tim") < names.index("Bỏ lọc")


def test_filters_sorting_and_charts_work_by_keyboard_alone(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/chi-tieu/")
    page = visited.page
    page.focus("[name=nhom]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#bang-chi-tieu tbody tr:not(.td-group):visible").count() == 11
    page.focus("th:has-text('Còn thiếu') button")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    visited.go(site + "2022/chi-tieu/NV-07/")
    while page.evaluate("!document.activeElement.matches('.td-figure__stage')"):
        page.keyboard.press("Tab")
    page.wait_for_selector("figure[data-live]")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.td-figure__told')?.innerText.includes('/2022')")


def test_those_who_want_no_motion_get_none(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/NV-07/").page
    page.emulate_media(reduced_motion="reduce")
    page.hover("figure .td-figure__stage")
    page.wait_for_selector("figure[data-live]")
    moving = "document.getAnimations().filter(one => one.effect.target?.closest('article')).length"
    assert page.evaluate(moving) == 0
