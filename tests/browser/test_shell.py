"""The shell in a real browser: policy, moving between pages, search, colours, sub-path, phone, paper."""

import unicodedata
from pathlib import Path

import demo_site
import pytest
from browser_kit import DESK, PHONE, Serve, Visit, Visited
from playwright.sync_api import Route
from thidua.site.page import Page

PREFIX = "/noi-bo/thi-dua/"
PAST = "2022/ngay/2022-06-30/"  # its pages stand in the same frame, with a notice
PATHS = [
    page.path
    for page in demo_site.pages()
    if isinstance(page, Page)
    and (page.path.startswith("2022/") or page.path.count("/") < 2)
    and (
        not page.path.startswith(PAST) or page.path in (PAST, f"{PAST}chi-tieu/CN-01/", f"{PAST}nhung/CN-01/")
    )
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
QUERY = "[data-md-component=search-query]"
ANSWERED = (
    "/^(Tìm thấy|Không tìm thấy|[0-9]+ matching|No matching)/"
    ".test(document.querySelector('.md-search-result__meta').innerText)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve_site: Serve) -> str:
    """The demonstration site, served from a sub-path."""
    folder = tmp_path_factory.mktemp("site")
    demo_site.build(folder)
    return serve_site(folder, PREFIX)


def found(visited: Visited, query: str) -> list[str]:
    """The pages that a search shows, from the site's root, once it has answered."""
    page = visited.page
    page.fill(QUERY, "")  # what was found before is taken away
    page.wait_for_function(f"() => !{ANSWERED}")
    page.fill(QUERY, query)
    page.wait_for_function(f"() => {ANSWERED}")
    page.wait_for_timeout(150)
    links = page.locator(".md-search-result__link").evaluate_all("all => all.map(link => link.href)")
    return [link.split(PREFIX)[1].split("?")[0] for link in links]


def test_every_page_loads_under_the_policy_without_a_complaint(site: str, visit: Visit) -> None:
    """At the width of a desk, and once it stands of a telephone."""
    visited = visit(site)
    for path in PATHS:
        visited.page.set_viewport_size(DESK)
        visited.go(site + path)
        assert visited.page.evaluate(OVERFLOW) == 0, path
        visited.page.set_viewport_size(PHONE)
        assert visited.page.evaluate(OVERFLOW) == 0, path
    assert visited.complaints == []


def test_the_policy_holds_where_no_server_sends_it(tmp_path: Path, serve_site: Serve, visit: Visit) -> None:
    demo_site.build(tmp_path)
    visited = visit(serve_site(tmp_path, policy=False) + "2022/")
    assert visited.complaints == []
    visited.page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
        document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" }));
    }""")
    visited.page.wait_for_timeout(200)
    assert visited.page.evaluate("() => window.ran === undefined")
    told = " ".join(visited.complaints)
    assert "policy: script-src-elem inline" in told
    assert "policy: img-src http://127.0.0.1:9/x.png" in told
    visited.complaints.clear()


def test_pages_change_without_being_loaded_anew(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/chi-tieu/CN-02/")
    page = visited.page
    page.evaluate("window.count = 0; window.document$.subscribe(() => window.count++)")
    steps = [
        (".shell-pager [rel=next]", "CN-03", "2022/chi-tieu/CN-03/", "Chỉ tiêu"),
        (".md-tabs a:text-is('Đơn vị')", "Đơn vị", "2022/don-vi/", "Đơn vị"),
        (".shell-brand__title", "Tổng quan", "2022/", "Tổng quan"),
        ("article a", "CN-01", "2022/chi-tieu/CN-01/", "Chỉ tiêu"),
    ]
    for selector, title, path, section in steps:
        visited.follow(selector, title)
        assert page.url == site + path
        page.wait_for_function(
            "s => document.querySelector('.md-tabs__item--active').innerText === s", arg=section
        )
    assert page.evaluate("window.count") == 1 + len(steps)
    page.go_back()
    page.wait_for_function("() => document.title.startsWith('Tổng quan')")
    assert page.evaluate("window.count") == 2 + len(steps)


def test_notice_and_day_follow_into_another_edition(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/")
    page = visited.page
    page.evaluate(
        "address => document.querySelector('article a').href = address", site + "2022/ngay/2022-06-30/"
    )
    page.evaluate("window.same = true")
    page.click("article a")
    page.wait_for_selector("text=Số liệu đến ngày 30/06/2022")
    assert page.evaluate("window.same")
    link = page.locator(".md-tabs a").nth(1).evaluate("link => link.href")
    assert link == site + "2022/ngay/2022-06-30/chi-tieu/"


def test_another_campaign_and_another_language_are_loaded_whole(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/lich/")
    page = visited.page
    page.click(".shell-switch summary")
    visited.follow(".shell-switch a:text-is('Thi đua 2023')", "Tổng quan – Thi đua 2023")
    assert page.locator(".shell-notice").count() == 0
    visited.go(site + "2022/lich/")
    visited.follow(".shell-language", "Lịch – Emulation 2022")
    assert page.url == site + "en/2022/lich/"
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_campaign_menu_closes_when_the_reader_turns_elsewhere(site: str, visit: Visit) -> None:
    page = visit(site + "2022/lich/").page
    for leave in (lambda: page.click("h1"), lambda: page.keyboard.press("Escape")):
        page.click(".shell-switch summary")
        assert page.locator(".shell-switch[open]").count() == 1
        leave()
        assert page.locator(".shell-switch[open]").count() == 0


CN_02 = ["2023/chi-tieu/CN-02/", "2022/chi-tieu/CN-02/"]
CN_03 = ["2023/chi-tieu/CN-03/", "2022/chi-tieu/CN-03/"]
AWARDS = ["2023/khen-thuong/", "2022/khen-thuong/"]


SEARCHES = [
    ("khen thưởng", AWARDS[:1], AWARDS + CN_03),
    ("khen thuong", AWARDS[:1], AWARDS + CN_03),
    ("KHEN THƯỞNG", AWARDS[:1], AWARDS + CN_03),
    ("chien si thi dua", CN_03, CN_03),
    ("chiến sĩ thi đua", CN_03, CN_03),
    ("sang kien", CN_02, CN_02),
    ("sáng kiến", CN_02, CN_02),
    (unicodedata.normalize("NFD", "sáng kiến"), CN_02, CN_02),
    ("sảng kiển", CN_02, CN_02),  # marks that no page has are left out
    ("de tai", CN_02, CN_02),
    ("cn-03", CN_03, CN_03),
    ("lao đ", ["2023/chi-tieu/CN-01/", "2022/chi-tieu/CN-01/"], []),
    ("xyzzy", [], []),
]


def test_search_finds_with_and_without_marks(site: str, visit: Visit) -> None:
    visited, wrong = visit(site + "2022/lich/"), {}
    for query, first, among in SEARCHES:
        pages = found(visited, query)
        if pages[: len(first)] != first or not set(among) <= set(pages):
            wrong[query] = pages
    assert wrong == {}


def test_search_in_english_pages_finds_english_pages(site: str, visit: Visit) -> None:
    assert found(visit(site + "en/2022/"), "sang kien") == ["en/2022/chi-tieu/CN-02/"]


def test_a_result_of_the_search_can_be_opened_by_keyboard(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/lich/")
    visited.page.keyboard.press("/")
    found(visited, "sang kien 2022")
    visited.page.keyboard.press("ArrowDown")
    visited.page.keyboard.press("Enter")
    visited.page.wait_for_function("() => document.title.startsWith('CN-02')")


def test_what_only_a_reader_needs_is_fetched_once_there_is_one(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/", scheme="dark", fresh=True)
    page, scheme = visited.page, "document.body.dataset.mdColorScheme"
    visited.requests.clear()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/bundle.*.js", hold)  # as on a slow line
    page.goto(site + "2022/chi-tieu/CN-02/", wait_until="load")
    page.wait_for_timeout(200)
    assert [url for url in visited.requests if "bundle" in url or "search" in url] == []
    assert page.evaluate(scheme) == "slate"
    page.click("label[title='Chuyển sang giao diện sáng']")
    page.keyboard.press("/")
    held[0].continue_()  # what was done meanwhile is done now
    page.wait_for_function(f"() => {scheme} === 'default' && document.querySelector('#__search').checked")
    assert len(held) == 1
    fetched = "({ name }) => name.endsWith('search_index.json')"
    page.wait_for_function(f"() => performance.getEntriesByType('resource').some({fetched})")


def test_who_is_quicker_than_the_sheets_gets_a_page_that_is_dressed(site: str, visit: Visit) -> None:
    """The theme puts pages in the place of this one: before the sheets are there it does not run."""
    page = visit(site + "2022/", fresh=True).page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto(site + "2022/", wait_until="load")
    page.route("**/*.css", hold)  # as on a slow line
    with page.expect_response("**/bundle.*.js") as program:
        page.mouse.move(300, 300)
        page.mouse.move(310, 310)
    program.value.finished()
    page.wait_for_timeout(200)
    assert (bool(held), page.evaluate("'document$' in window")) == (True, False)
    for one in held:
        one.continue_()
    page.wait_for_function("() => 'document$' in window")


def test_a_search_can_be_sent_as_an_address(site: str, visit: Visit) -> None:
    page = visit(site + "2022/?q=sang+kien").page
    page.wait_for_selector(".md-search-result__link")
    assert page.locator(".md-search-result__link").count() == 2


def test_colours_follow_the_machine_until_chosen_and_then_stay(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/", scheme="dark")
    page, scheme = visited.page, "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "slate"
    page.click("label[title='Chuyển sang giao diện sáng']")
    assert page.evaluate(scheme) == "default"
    visited.follow(".md-tabs a:text-is('Lịch')", "Lịch")
    assert page.evaluate(scheme) == "default"
    visited.go(site + "2023/")
    assert page.evaluate(scheme) == "default"
    page.click("label[title='Chuyển sang giao diện tối']")
    assert page.evaluate(scheme) == "slate"
    page.click("label[title='Theo giao diện của máy']")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => {scheme} === 'default'")


def test_the_header_leaves_the_first_screen_to_the_page(site: str, visit: Visit) -> None:
    page = visit(site + "2022/").page
    top = page.locator("article").evaluate("article => article.getBoundingClientRect().top")
    width = page.locator("article").evaluate("article => article.getBoundingClientRect().width")
    assert top <= 72  # notice and header
    assert width >= 1330
    inside = page.locator(".md-tabs__list").evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")
    assert inside


def test_on_a_phone_the_sections_are_in_the_drawer(site: str, visit: Visit) -> None:
    visited = visit(site + "2022/chi-tieu/", PHONE)
    page = visited.page
    page.click("label.md-header__button[for=__drawer]")
    page.wait_for_timeout(400)
    visited.follow(".md-sidebar--primary a:text-is('Đơn vị')", "Đơn vị")
    page.wait_for_function("() => !document.getElementById('__drawer').checked")
    page.click("label.md-header__button[for=__drawer]")
    page.wait_for_timeout(400)
    for selector in (".md-header__button:visible", ".shell-drawer .shell-switch summary"):
        boxes = page.locator(selector)
        sizes = boxes.evaluate_all("all => all.flatMap(e => [e.clientWidth, e.clientHeight])")
        assert min(sizes) >= 24, selector


def test_the_first_stop_of_the_keyboard_leads_to_the_content(site: str, visit: Visit) -> None:
    page = visit(site + "2022/lich/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Đến nội dung chính"
    assert page.locator(".md-skip:focus").evaluate("link => link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")


def test_on_paper_only_the_content_remains(site: str, visit: Visit) -> None:
    page = visit(site + "2022/chi-tieu/CN-02/").page
    page.emulate_media(media="print")
    for selector in (".md-header", ".shell-pager"):
        assert not page.locator(selector).is_visible()
    for selector in ("h1", ".shell-notice", ".shell-stamp"):
        assert page.locator(selector).is_visible()


def test_the_404_page_stands_alone(tmp_path: Path, serve_site: Serve, visit: Visit) -> None:
    demo_site.build(tmp_path)
    page = visit(serve_site(tmp_path) + "2022/").page
    page.goto(page.url.replace("2022/", "404.html"))
    assert page.inner_text("h1") == "Không có trang này"
    page.click("text=Về trang đầu")
    assert page.title().startswith("Tổng quan")
