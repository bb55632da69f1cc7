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
def lively(lively_site: Path, serve_site: Serve) -> str:
    return serve_site(lively_site)


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
def test_a_running_year_has_none_either(lively: str, visit: Visit, scheme: Scheme) -> None:
    page = visit(lively, scheme=scheme).page
    pages = ("", "dot/dot2/", "khen-thuong/", "chi-tieu/NV-07/", "chi-tieu/CN-03/", "lich/", "thay-doi/")
    for path in (*pages, "don-vi/HTQT/", "nhiem-vu/", "cach-tinh/"):
        page.goto(f"{lively}{'en/' if scheme == 'dark' else ''}2022/{path}")
        assert violations(page) == [], path


def test_six_stops_of_the_keyboard_lead_to_the_content(lively: str, visit: Visit) -> None:
    page = visit(lively + "2022/").page
    stops = _stops(page, 7)
    assert stops[-1]["content"]
    assert not any(one["content"] for one in stops[:-1])
    page.focus(".md-tabs__link[tabindex='0']")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.title.startsWith('Chỉ tiêu')")
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
