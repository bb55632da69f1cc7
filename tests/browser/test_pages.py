"""The pages of the plan in a real browser: sound, within their width, and answering to the reader's hand."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser_kit import DESK, READER, Serve, Visit, Visited
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from thidua.site.packs import content

ROWS = "#bang-chi-tieu tbody tr:not(.td-group)"
SHOWN = f"{ROWS}:not([hidden])"
ENDS = "what => [...document.querySelectorAll(what)].map(one => one.getBoundingClientRect().bottom)"
BELOW = "element => element.getBoundingClientRect().bottom"


@pytest.fixture(scope="module")
def site(plan_site: Path, serve_site: Serve) -> str:
    """The plan's site on the day it closes, under a sub-path."""
    return serve_site(plan_site, "/noi-bo/")


@pytest.fixture(scope="module")
def june(june_site: Path, serve_site: Serve) -> str:
    """The plan's site in the middle of June."""
    return serve_site(june_site)


# ---------------------------------------------------------------- Twelve questions, each on its first screen


def _below(page: Page, question: str, *selectors: str) -> Iterator[tuple[object, ...]]:
    """What the selectors do not find, or find ending below the first screen."""
    for selector in selectors:
        ends = page.evaluate(ENDS, selector)
        if not ends or max(ends) > DESK["height"]:
            yield question, selector, max(ends, default=None)


QUESTIONS = [
    ("1 how many of all", "2022/", ["h1", ".td-asof", ".td-standing svg.td-bar", ".td-key li"]),
    ("2 what fails, whose, when", "2022/", [".td-matters li"]),
    ("3 who has not reported", "2022/don-vi/", [".td-lead", ".td-matrix tbody tr"]),
    ("4 how long until the review", "2022/", [".td-phase-card .td-big", ".td-phase-card li"]),
    ("4 what the phase still asks", "2022/dot/dot1/", [".td-phase-sum", "table tbody tr"]),
    ("5 the title's need and the law", "2022/khen-thuong/", [".td-beside-law dd", ".td-ceiling p"]),
    ("6 what a unit lacks", "2022/don-vi/VPTT/", [f"{ROWS}:nth-of-type(-n+4) .td-due"]),
    ("7 how far each award is", "2022/khen-thuong/", [".td-pipeline tbody tr:nth-child(-n+10)"]),
    ("8 better or worse than before", "2022/", [".td-change .td-big", ".td-change li"]),
    ("9 where a figure comes from", "2022/chi-tieu/CN-04/", [".td-verdict a[href$='#dong-so-lieu']"]),
    ("10 every target", "2022/", ["#bang-chi-tieu tbody:nth-of-type(1) tr"]),
    ("11 who is awarded", "2022/khen-thuong/", [".td-split .td-lead"]),
    ("12 whose difficulty waits", "2022/nhiem-vu/", [".td-lead", "section:first-of-type table tbody tr"]),
]


def test_each_question_is_answered_without_scrolling(june: str, visit: Visit) -> None:
    visited, below = visit(june), []
    for path in dict.fromkeys(path for _, path, _ in QUESTIONS):
        visited.go(june + path)
        below += [told for question, where, parts in QUESTIONS if where == path
                  for told in _below(visited.page, question, *parts)]  # fmt: skip
    assert below == []


def test_the_overview_says_its_answers_in_words(june: str, visit: Visit) -> None:
    page = visit(june + "2022/").page
    assert page.inner_text("h1") == "Đạt 2 trên 28 chỉ tiêu; 24 còn trong hạn, 1 có nguy cơ, 1 chậm"
    assert page.inner_text(".td-asof") == "Số liệu đến hết ngày 13/06/2022"
    law, year, phase, end = page.locator(".td-matters li").all_inner_texts()
    for found, said in (
        (law, ("CN-03", "Cần ≥\xa06, luật cho ≤\xa05", "phải xin ý kiến", "VPTTr", "còn 201 ngày")),
        (phase, ("NV-07", "Thiếu 1 sáng kiến", "yêu cầu của Đợt 1", "P. HTQT", "còn 17 ngày")),
        (end, ("CN-02", "Thiếu 3 cá nhân", "yêu cầu của Đợt 1")),
        (year, ("NV-04", "Thiếu 4 người", "TT DVĐN", "còn 17 ngày")),
    ):
        assert all(word in found.replace("\n", " ") for word in said), found
    assert page.inner_text(".td-phase-card .td-big").split("\n") == ["còn 16 ngày", "để tổng kết trước 30/06"]


def test_difficulties_stand_unanswered_first_and_the_oldest_above(site: str, visit: Visit) -> None:
    rows = visit(site + "2022/nhiem-vu/").page.locator("section:first-of-type tbody tr").all_inner_texts()
    waiting = ["chưa trả lời" in row for row in rows]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting.count(True) == 2
    assert [row[:10] for row in rows[:2]] == ["21/09/2022", "28/10/2022"]


def test_a_breach_points_at_nobody(site: str, plan_site: Path, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/CN-05/").page
    assert page.locator(".td-run thead th").all_inner_texts() == ["Ngày", "Số vi phạm mới", "Nguồn"]
    data = page.locator("figure").first.get_attribute("data-chart") or ""
    chart = json.dumps(content((plan_site / "2022/chi-tieu/CN-05" / data).resolve().read_bytes()))
    for evidence in ("Biên bản", "-MH"):
        assert evidence not in page.content()
        assert evidence not in chart


# ---------------------------------------------------------------- The grid


FILTERS = [
    ("nhom", "collective", 10),
    ("don-vi", "HTQT", 3),
    ("trang-thai", "missed", 3),
    ("dot", "dot1", 13),
    ("tim", "sáng kiến", 2),
    ("tim", "sang kien", 2),
    ("tim", "không có gì như thế", 0),
]


def test_filters_are_kept_in_the_address_and_restored_from_it(site: str, visit: Visit) -> None:
    """Each by itself, then all of them together on a page opened anew."""
    visited = visit(site + "2022/chi-tieu/")
    page, shown = visited.page, visited.page.locator(SHOWN)

    def choose(field: str, value: str) -> None:
        place = page.locator(f"form.td-filters [name={field}]")
        place.fill(value) if field == "tim" else place.select_option(value)

    for field, value, rows in FILTERS:
        assert shown.count() == 28
        choose(field, value)
        assert shown.count() == rows
        assert page.inner_text("form.td-filters output") == f"{rows}/28 chỉ tiêu"
        assert f"{field}={value}" in unquote(page.url).replace("+", " ")
        page.click("form.td-filters button[type=reset]")
        page.wait_for_function("() => !location.search")
        expect(shown).to_have_count(28)
    together = {"nhom": "task", "don-vi": "HTQT", "trang-thai": "met", "dot": "dot1", "tim": "sang kien"}
    for field, value in together.items():
        choose(field, value)
    found = page.locator(f"{SHOWN} .td-name .td-id").all_inner_texts()
    assert found == ["NV-07"]
    visited.go(page.url)
    assert page.locator(f"{SHOWN} .td-name .td-id").all_inner_texts() == found
    values = "all => Object.fromEntries(all.map(one => [one.name, one.value]))"
    fields = page.locator("form.td-filters :is(select, input)[name]").evaluate_all(values)
    assert {field: fields[field] for field in together} == together


def test_filters_narrow_together_and_empty_groups_leave(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/?nhom=task&trang-thai=missed").page
    assert page.locator(f"{SHOWN} .td-name .td-id").all_inner_texts() == ["NV-06"]
    assert page.locator("#bang-chi-tieu tr.td-group:visible").all_inner_texts() == ["Nhiệm vụ 7"]


def test_a_column_sorts_within_each_group_both_ways(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/").page
    ids = f"#bang-chi-tieu tbody[data-part=task] {ROWS.split('tbody ')[1]} .td-name .td-id"
    page.click("#bang-chi-tieu th:has-text('Thực hiện') button")
    assert page.locator(ids).first.inner_text() == "NV-06"
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.click("#bang-chi-tieu th:has-text('Thực hiện') button")
    assert page.locator(ids).last.inner_text() == "NV-06"
    page.click("#bang-chi-tieu th:has-text('Chỉ tiêu') button")
    assert page.locator(ids).all_inner_texts() == [f"NV-0{n}" for n in range(1, 8)]


# ---------------------------------------------------------------- Days, comparing, wall, paper


@pytest.mark.parametrize("path", ["chi-tieu/CN-03/", "don-vi/", "khen-thuong/", "nhiem-vu/III.2.10/"])
def test_the_day_menu_leads_to_the_same_page_on_the_other_day(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}2022/{path}").page
    page.click(".md-header .shell-days summary")
    page.click(".md-header .shell-days a:text-is('30/06/2022')")
    page.wait_for_url(f"**/2022/ngay/2022-06-30/{path}")
    expect(page.locator(".md-header .shell-days summary")).to_have_text("đến 30/06/2022")
    page.click(".md-header .shell-days summary")
    page.click(".md-header .shell-days a:text-is('31/03/2023')")
    page.wait_for_url(f"**/noi-bo/2022/{path}")
    expect(page.locator(".md-header .shell-days summary")).to_have_text("đến 31/03/2023")


def test_a_past_day_s_page_is_poured_where_its_address_says(site: str, visit: Visit) -> None:
    visited = visit(site)
    page = visited.page
    page.goto(site + "2022/ngay/2022-06-30/chi-tieu/NV-07/#dong-so-lieu")
    page.wait_for_function("() => scrollY > 300")  # the place within the page
    assert page.locator(".shell-notice b").inner_text() == "Số liệu cũ, đến ngày 30/06/2022."
    page.click(".md-header .shell-language")
    page.wait_for_url("**/en/2022/ngay/2022-06-30/chi-tieu/NV-07/")
    expect(page.locator("html[lang=en] .shell-notice b")).to_have_text("Old figures, up to 30/06/2022.")
    page.click(".md-tabs a >> nth=0")
    page.wait_for_url("**/en/2022/ngay/2022-06-30/")
    expect(page.locator("h1")).to_contain_text("targets")
    page.go_back()
    expect(page.locator(".td-target-page")).to_be_visible()
    page.click(".shell-notice a")
    page.wait_for_url("**/noi-bo/en/2022/chi-tieu/NV-07/")
    assert visited.complaints == []


def test_without_a_script_or_in_an_old_browser_a_past_day_is_its_overview(
    site: str, browser: Browser, visit: Visit
) -> None:
    old = visit(site, fresh=True).page
    old.add_init_script("delete window.DecompressionStream")
    with browser.new_context(java_script_enabled=False) as context:
        for page in (context.new_page(), old):
            page.goto(site + "2022/ngay/2022-06-30/don-vi/HTQT/")
            page.wait_for_url("**/2022/ngay/2022-06-30/")
            assert page.locator("#bang-chi-tieu tr").count() > 28


def test_two_days_are_compared_and_the_choice_can_be_sent(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/so-sanh/")
    page = visited.page
    page.wait_for_selector("form.td-filters:not([hidden])")
    page.check("[name=doi]")
    assert page.locator("tbody tr:visible").count() == 0
    assert page.inner_text("[data-none]") == "Không chỉ tiêu nào thay đổi giữa hai ngày."
    page.select_option("[name=tu]", label="31/12/2022")
    assert page.locator("tbody tr:visible .td-id").all_inner_texts() == ["TT-05", "CN-01"]
    cells = page.locator("tbody tr:visible").first.locator("td").all_inner_texts()
    assert cells == ["–", "Chưa có số liệu", "1", "Đạt, quá hạn"]
    address = page.url
    visited.go(address)
    page.wait_for_selector("form.td-filters:not([hidden])")
    assert page.locator("thead th").all_inner_texts()[1::2] == ["31/12/2022", "31/03/2023"]


def _slide(page: Page) -> str:
    """The place of the one slide that is seen, and how many there are."""
    assert page.locator(".td-slide:visible").count() == 1
    slides = page.locator(".td-slide").evaluate_all("all => all.map(one => !one.hidden)")
    names = page.locator(".td-wall-names button").evaluate_all("all => all.map(one => one.ariaCurrent)")
    assert [name == "true" for name in names] == slides
    return f"{slides.index(True) + 1}/{len(slides)}"


def test_the_wall_turns_by_itself_stops_when_asked_and_obeys_keys(june: str, visit: Visit) -> None:
    """Its keys mean the same before the theme's program has come as after."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page = visit(june + "2022/trinh-chieu/", fresh=True).page
    page.clock.install()
    page.route("**/bundle.*.js", hold)
    page.reload()
    page.wait_for_selector(".td-wall--live")
    assert _slide(page) == "1/4"
    page.clock.run_for(12_100)
    assert _slide(page) == "2/4"
    page.keyboard.press("ArrowLeft")
    assert _slide(page) == "1/4"
    page.keyboard.press("ArrowLeft")
    assert _slide(page) == "4/4"
    page.keyboard.press(" ")
    assert page.inner_text("[data-pause]") == "Chạy tiếp"
    held[0].continue_()
    page.evaluate(READER)
    assert page.inner_text("[data-pause]") == "Chạy tiếp"
    page.clock.run_for(60_000)
    assert _slide(page) == "4/4"
    page.click("text=Chạy tiếp")
    page.clock.run_for(12_100)
    assert _slide(page) == "1/4"


def test_the_wall_stands_still_for_those_who_want_no_motion(june: str, visit: Visit) -> None:
    page = visit(june + "2022/trinh-chieu/", fresh=True).page
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    page.reload()
    page.wait_for_selector(".td-wall--live")
    page.clock.run_for(60_000)
    assert _slide(page) == "1/4"
    assert page.inner_text("[data-pause]") == "Chạy tiếp"


def test_the_wall_loads_a_newer_build_and_lives_through_a_night_without_a_network(
    june: str, visit: Visit
) -> None:
    visited = visit(june + "2022/trinh-chieu/", fresh=True)
    page, fresh = visited.page, visited.page.locator(".td-wall-fresh")
    page.clock.install()
    page.reload()
    expect(fresh).to_contain_text("Bản mới nhất, kiểm tra lúc ")
    page.route("**/trinh-chieu/ban.json", lambda route: route.abort())
    page.clock.run_for(125_000)
    expect(fresh).to_contain_text("Mất liên lạc từ ")
    assert page.locator(".td-slide:visible").count() == 1
    page.unroute("**/trinh-chieu/ban.json")
    page.clock.run_for(125_000)
    expect(fresh).to_contain_text("Bản mới nhất")
    page.evaluate("document.querySelector('.td-wall').dataset.build = 'older'")
    with page.expect_navigation():
        page.clock.run_for(125_000)
    visited.complaints[:] = [
        told for told in visited.complaints if "ban.json" not in told and "ERR_FAILED" not in told
    ]


SIZES = """[...document.querySelectorAll(".td-slide:not([hidden]) *:not(svg *)")]
    .filter(one => one.checkVisibility())
    .filter(one => [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize))"""


def test_the_wall_is_legible_from_five_metres(june: str, visit: Visit) -> None:
    """On a screen of 1920 × 1080, nothing that is read is smaller than 1/45 of the height."""
    page = visit(june + "2022/trinh-chieu/", ViewportSize(width=1920, height=1080)).page
    for _ in range(4):
        sizes = page.evaluate(SIZES)
        assert min(sizes) >= 24
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        page.keyboard.press("ArrowRight")


def _sheets(page: Page) -> int:
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", document))


def test_the_briefing_fits_one_sheet_of_a4(site: str, june: str, visit: Visit) -> None:
    for address in (site, june):
        assert _sheets(visit(f"{address}2022/ban-in/").page) == 1


def test_other_pages_print_on_few_sheets_without_what_is_of_use_on_a_screen_only(
    site: str, visit: Visit
) -> None:
    visited = visit(site + "2022/")
    most_sheets = {"2022/": 5, "2022/chi-tieu/CN-04/": 4, "2022/dot/dot1/": 3, "2022/trinh-chieu/": 1}
    for path, most in most_sheets.items():
        visited.go(site + path)
        assert _sheets(visited.page) <= most, path
    visited.go(site + "2022/chi-tieu/")
    visited.page.emulate_media(media="print")
    for selector in ("form.td-filters", ".md-header"):
        assert not visited.page.locator(selector).is_visible()


# ---------------------------------------------------------------- Weight and first paint


def _weight(visited: Visited, folder: Path, prefix: str) -> int:
    """Bytes of everything a visit asked for, as a server sends it compressed."""
    files = {url.split("?")[0].split("#")[0].split(prefix, 1)[1] for url in visited.requests if prefix in url}
    files = {f"{one}index.html" if one.endswith("/") or not one else one for one in files}
    return sum(len(gzip.compress((folder / unquote(one)).read_bytes(), 6)) for one in files)


@pytest.mark.parametrize("target", ["CN-03", "CN-05", "NV-07", "TT-01"])
def test_a_target_page_is_light_and_its_chart_is_in_the_first_paint(
    site: str, plan_site: Path, visit: Visit, target: str
) -> None:
    visited = visit(f"{site}2022/chi-tieu/{target}/")
    visited.page.wait_for_timeout(300)
    assert _weight(visited, plan_site, "/noi-bo/") <= 120 * 1024
    top = visited.page.locator("figure svg:visible").first.evaluate("svg => svg.getBoundingClientRect().top")
    assert top < DESK["height"]
    html = (plan_site / f"2022/chi-tieu/{target}/index.html").read_text()
    assert "<svg" in html.split("<figure", 1)[1]
    assert not [url for url in visited.requests if "plotly" in url]


def test_an_embedded_chart_stands_in_another_page(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/nhung/NV-07/")
    page = visited.page
    assert page.locator("figure svg.td-chart:not(.td-sample):visible").count() == 1
    assert not page.locator(".md-header, .md-footer").count()
    assert not [url for url in visited.requests if "bundle" in url]
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("figure").hover()
    page.wait_for_selector("figure .js-plotly-plot, figure .main-svg")
