"""For all: no violation of WCAG 2.2 AA on any page type, the keyboard, zoom, motion, named charts."""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from browser_kit import DESK, PHONE, Scheme, Serve, Visit
from playwright.sync_api import Page, ViewportSize
from screenshots import page_types

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ZOOMED = ViewportSize(width=683, height=384)  # a screen of 1366 × 768 at 200 %
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""


@pytest.fixture(scope="module")
def site(plan_site: Path, serve_site: Serve) -> str:
    return serve_site(plan_site)


@pytest.fixture(scope="module")
def june(june_site: Path, serve_site: Serve) -> str:
    return serve_site(june_site)


def violations(page: Page) -> list[str]:
    """What axe finds; it is put into the page by the debugger, whom no policy binds."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_type_has_a_violation(
    site: str, plan_site: Path, visit: Visit, size: ViewportSize, scheme: Scheme
) -> None:
    page = visit(site, size, scheme).page
    found = {}
    for name, path in page_types(plan_site).items():
        page.goto(site + path)
        page.add_style_tag(content="* { animation: none !important; transition: none !important; }")
        if told := violations(page):
            found[name] = told
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_statuses_of_the_running_year_have_none_either(june: str, visit: Visit, scheme: Scheme) -> None:
    page = visit(june, scheme=scheme).page
    for path in ("2022/", "2022/dot/dot1/", "2022/khen-thuong/", "2022/chi-tieu/NV-07/"):
        page.goto(june + path)
        assert violations(page) == [], path


def test_a_live_chart_has_none(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/NV-07/").page
    page.hover("figure .td-figure__stage")
    page.wait_for_selector("figure[data-live]")
    assert violations(page) == []


def test_headings_go_down_one_step_at_a_time(site: str, plan_site: Path, visit: Visit) -> None:
    page = visit(site).page
    for name, path in page_types(plan_site).items():
        page.goto(site + path)
        levels = page.locator("h1:visible, h2:visible, h3:visible, h4:visible").evaluate_all(
            "all => all.map(one => Number(one.tagName[1]))"
        )
        if name != "trinh-chieu":  # a slide stands by itself
            assert levels[:1] == [1], name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_every_chart_is_named_described_and_has_its_table(site: str, plan_site: Path, visit: Visit) -> None:
    """The table is on the chart's page, or the page that the chart is taken from."""
    page = visit(site).page
    seen = 0
    for name, path in page_types(plan_site).items():
        page.goto(site + path)
        charts = page.locator("figure svg[role=img]")
        for chart in charts.all():
            seen += 1
            assert len(chart.locator("title").first.text_content() or "") > 5, name
            assert len(chart.locator("desc").first.text_content() or "") > 20, name
        if charts.count() and name not in ("trinh-chieu", "embedded"):
            assert page.locator("table, .td-facts").count(), name
    assert seen > 15  # two sizes of a chart, on every page type that has one


FOCUS = """() => {
    const focused = document.activeElement;
    // The palette's radio buttons show their focus on the label beside them.
    const one = focused.matches(".md-option") ? focused.nextElementSibling : focused;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {tag: one.tagName, name: one.name || one.innerText || "", shown: box.width > 0 && box.height > 0,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
        inside: box.bottom > 0 && box.top < innerHeight, place: one.className};
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
    page.wait_for_function("document.querySelector('.td-figure__told')?.innerText.includes('/2022')")


def test_nothing_is_lost_at_twice_the_size(site: str, plan_site: Path, visit: Visit) -> None:
    """At 200 % the page is half as wide: no horizontal scroll, and no text cut off."""
    page = visit(site, ZOOMED).page
    for name, path in page_types(plan_site).items():
        page.goto(site + path)
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) == 0, name
        cut = page.locator("article :is(h1, h2, h3, p, a, td, th, strong, li)").evaluate_all(
            """all => all.filter(one => one.checkVisibility() && getComputedStyle(one).overflow === "hidden"
                && !one.matches(".td-hidden, .td-hidden *") && one.scrollWidth > one.clientWidth + 1
                && one.clientWidth > 1).map(one => one.innerText)"""
        )
        assert cut == [], name


def test_those_who_want_no_motion_get_none(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/NV-07/").page
    page.emulate_media(reduced_motion="reduce")
    page.hover("figure .td-figure__stage")
    page.wait_for_selector("figure[data-live]")
    moving = "document.getAnimations().filter(one => one.effect.target?.closest('article')).length"
    assert page.evaluate(moving) == 0
