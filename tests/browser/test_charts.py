"""Charts in a real browser: still until wanted, alive in place, heard, saved, printed, deaf to data."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser_kit import PHONE, Serve, Visit, Visited
from playwright.sync_api import Page as Opened
from playwright.sync_api import ViewportSize, expect

sys.path.insert(0, str(Path(__file__).parent.parent))

from chart_kit import all_charts, every_measure, hostile
from thidua import charts
from thidua.model import Campaign
from thidua.site.packs import packed_file
from thidua.site.page import Asset, Edition, Page
from thidua.site.site import Site
from thidua.site.write import sync

ROOT = Path(__file__).parent.parent.parent
LIVE = "figure[data-live] .td-figure__live"
COUNT = "#COUNT-ca-ky"
SHOWN = (".td-chart--wide", ".td-chart--narrow")


def page(path: str, made: Campaign, prefix: str = "") -> Iterator[Page | Asset]:
    """A page with every chart of a campaign, and the charts' data."""
    figures = []
    for place, chart in enumerate(all_charts(made, "31/12")):
        named = replace(chart, head=replace(chart.head, id=f"{prefix}{chart.head.id}"))
        if isinstance(named, charts.LadderChart):
            figures.append(charts.figure_html(named))
            continue
        data = f"assets/charts/{prefix}{place}.z"
        yield packed_file(lambda _, path=data: path, charts.plotly(named))
        up = "../" * path.count("/")
        figures.append(charts.figure_html(named, up + data, embed=f"{up}2022/nhung/{place}/"))
    other = '<p><a href="../dot/">Trang kia</a></p>'
    yield Page(path, "targets", f"Biểu đồ {prefix}", f"<h1>Biểu đồ</h1>{other}{''.join(figures)}")


def pages() -> Iterator[Page | Asset]:
    yield Page("", "overview", "Tổng quan", "<h1>Tổng quan</h1>", home="2022/")
    yield from page("2022/chi-tieu/", every_measure())
    yield from page("2022/du-lieu/", hostile(), "x-")
    yield Page("2022/dot/", "phases", "Đợt", '<h1>Đợt</h1><p><a href="../chi-tieu/">Trang kia</a></p>')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve_site: Serve) -> str:
    """A site of three pages: sound charts, hostile charts, none."""
    folder = tmp_path_factory.mktemp("charts")
    shell = Site(ROOT, ROOT / "build" / "cache", [Edition("2022/", "Thi đua 2022")])
    sync(folder, shell.files(pages()))
    return serve_site(folder, "/noi-bo/")


def figures(page: Opened) -> list[str]:
    """A selector of each chart that can come alive."""
    names = page.locator("figure.td-figure[data-chart]").evaluate_all("all => all.map(one => one.id)")
    return [f"[id='{name}']" for name in names]


def enliven(visited: Visited, figure: str) -> None:
    """Point at a chart and wait until it is alive."""
    visited.page.hover(f"{figure} .td-figure__stage")
    visited.page.wait_for_selector(f"{figure}[data-live]")


def test_a_chart_costs_nothing_until_it_is_wanted_and_then_nothing_moves(site: str, visit: Visit) -> None:
    visited = visit(f"{site}2022/chi-tieu/")
    page, live = visited.page, visited.page.locator(LIVE)
    _letters_have_one_size_at_every_width(page)
    assert page.locator("figure svg.td-chart--wide").first.is_visible()
    assert not [url for url in visited.requests if "plotly" in url or url.endswith(".json")]
    places = (
        "[...document.querySelectorAll('figure[data-chart]')].map(one => one.getBoundingClientRect().height)"
    )
    before = page.evaluate(places)
    enliven(visited, COUNT)
    assert len([url for url in visited.requests if "plotly" in url]) == 1
    assert len([url for url in visited.requests if "/charts/" in url]) == 1
    assert page.get_attribute(f"{COUNT} .td-figure__live", "aria-hidden") == "true"
    assert page.locator(COUNT).get_by_role("img").count() == 1  # the picture of the size that is shown
    for figure in figures(page):
        enliven(visited, figure)
    assert page.evaluate(places) == before
    assert live.count() == len(before)
    page.hover("#RANK-ca-ky .td-figure__stage")  # a ladder stays still
    assert page.locator("#RANK-ca-ky .td-figure__live").count() == 0


def _letters_have_one_size_at_every_width(page: Opened) -> None:
    scale = """all => all.filter(one => one.getClientRects().length)
        .map(one => one.getBoundingClientRect().width / one.viewBox.baseVal.width)"""
    for width in (390, 768, 1366):
        page.set_viewport_size(ViewportSize(width=width, height=768))
        scales = page.locator("figure svg.td-chart:not(.td-sample)").evaluate_all(scale)
        assert min(scales) > 0.97, width
        assert max(scales) < 1.25, width


def test_a_live_chart_obeys_the_hand(site: str, visit: Visit) -> None:
    """One chart, asked by turns: each leaves it as it found it, the last but paper."""
    visited = visit(f"{site}2022/chi-tieu/")
    enliven(visited, COUNT)
    for asked in (
        _the_ruler_tells_every_line_on_the_days_of_its_rows,
        _the_ruler_stands_under_the_pointer,
        _a_name_hides_its_line_and_escape_brings_it_back,
        _a_closer_look_names_days_and_a_double_click_shows_all_again,
        _colours_follow_the_palette,
        _paper_gets_the_picture,
    ):
        asked(visited.page)


def _the_ruler_tells_every_line_on_the_days_of_its_rows(page: Opened) -> None:
    page.focus(f"{COUNT} .td-figure__stage")
    for _ in range(3):  # the pace begins on the first of January
        page.keyboard.press("ArrowRight")
    told = page.locator(f"{COUNT} .td-figure__told")
    assert told.inner_text() == (
        "12/05/2022; Thực hiện: 5; Tiến độ dự kiến: 2,5; Đến hết ngày: 5 sáng kiến; +1 · B; +2 · C"
    )
    rows = page.locator(f"{COUNT} .td-ruler__rows > *")
    assert rows.all_inner_texts() == ["Thực hiện", "5", "Tiến độ dự kiến", "2,5"]
    page.keyboard.press("ArrowLeft")
    assert told.inner_text().startswith("03/03/2022; Thực hiện: 2")
    page.keyboard.press("Escape")
    assert not page.locator(f"{COUNT} .td-ruler").is_visible()


def _the_ruler_stands_under_the_pointer(page: Opened) -> None:
    box = page.locator(f"{COUNT} .nsewdrag").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    assert page.locator(f"{COUNT} .td-ruler__box strong").inner_text() == "02/07/2022"
    line = page.locator(f"{COUNT} .td-ruler__line").bounding_box()
    assert line
    assert abs(line["x"] - box["x"] - box["width"] / 2) < 3
    page.mouse.move(5, 5)
    assert not page.locator(f"{COUNT} .td-ruler").is_visible()


def _a_name_hides_its_line_and_escape_brings_it_back(page: Opened) -> None:
    first = page.locator(f"{COUNT} [data-series]").first
    assert first.inner_text() == "Thực hiện"
    first.click()
    pressed = "() => document.querySelector('#COUNT-ca-ky [data-series]').getAttribute('aria-pressed')"
    page.wait_for_function(f"() => ({pressed})() === 'false'")
    page.focus(f"{COUNT} .td-figure__stage")
    page.keyboard.press("ArrowRight")
    assert "Thực hiện" not in page.inner_text(f"{COUNT} .td-figure__told")
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => ({pressed})() === 'true'")


def _a_closer_look_names_days_and_a_double_click_shows_all_again(page: Opened) -> None:
    box = page.locator(f"{COUNT} .nsewdrag").bounding_box()
    assert box
    first = "document.querySelector('#COUNT-ca-ky .xtick text').textContent"
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 100, steps=4)
    page.mouse.up()
    page.wait_for_function(f"() => /^\\d\\d.\\d\\d.2022$/.test({first})")
    page.mouse.dblclick(box["x"] + 100, box["y"] + 100)
    page.wait_for_function(f"() => {first}.startsWith('T1')")
    assert page.locator(f"{COUNT} .xtick text").count() == 12


def _colours_follow_the_palette(page: Opened) -> None:
    colour = "() => document.querySelector('#COUNT-ca-ky .scatterlayer .point').style.fill"
    light = page.evaluate(colour)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_function(f"light => ({colour})() !== light", arg=light)
    assert (light, page.evaluate(colour)) == ("rgb(63, 88, 115)", "rgb(169, 191, 214)")


def _paper_gets_the_picture(page: Opened) -> None:
    assert page.locator(f"{COUNT} .td-figure__live").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(f"{COUNT} .td-figure__live").is_visible()
    assert not page.locator(f"{COUNT} .td-figure__tools").is_visible()


def test_the_code_that_shows_a_chart_elsewhere_is_copied(site: str, visit: Visit) -> None:
    visited = visit(f"{site}2022/chi-tieu/", fresh=True)
    visited.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = visited.page.locator("#COUNT-ca-ky [data-save=embed]")
    button.click()
    expect(button).to_have_text("Đã sao chép")
    frame = visited.page.evaluate("() => navigator.clipboard.readText()")
    assert frame.startswith(f'<iframe src="{site}2022/nhung/')
    assert 'title="COUNT · COUNT"' in frame


LABELS = """name => {
  const figure = document.getElementById(name), found = new Map();
  const shown = one => one.getClientRects().length > 0;
  for (const text of figure.querySelectorAll(".td-chart text")) {
    const box = text.getBoundingClientRect();
    if (shown(text)) found.set(text.textContent, [box.left + box.width / 2, box.top + box.height / 2]);
  }
  return [...figure.querySelectorAll(".td-figure__live :is(.xtick, .ytick) text")].map(text => {
    const box = text.getBoundingClientRect(), drawn = found.get(text.textContent) ?? [0, 0];
    return [text.textContent, box.left + box.width / 2 - drawn[0], box.top + box.height / 2 - drawn[1]];
  });
}"""


def astray(visited: Visited, figure: str) -> list[tuple[str, float, float]]:
    """The live chart's names of days and values that do not stand where its picture has them."""
    labels = visited.page.evaluate(LABELS, figure)
    assert len(labels) > 5
    # The first name of a year has the year below it, which the picture writes as a text of its own.
    plain = [(name, right, down) for name, right, down in labels if "20" not in name]
    return [one for one in plain if abs(one[1]) > 4 or abs(one[2]) > 4]


def test_labels_stand_in_their_places_after_instant_navigation(site: str, visit: Visit) -> None:
    visited = visit(f"{site}2022/chi-tieu/")
    enliven(visited, "#COUNT-ca-ky")
    assert astray(visited, "COUNT-ca-ky") == []
    visited.follow("text=Trang kia", "Đợt")
    visited.follow("text=Trang kia", "Biểu đồ")
    enliven(visited, "#INDEX-ca-ky")
    assert visited.page.locator("#plotly\\.js-style-global").count() == 0  # the head was swapped indeed
    assert astray(visited, "INDEX-ca-ky") == []
    assert len([url for url in visited.requests if "plotly" in url]) == 1


def test_a_chart_is_saved_as_a_picture_and_its_numbers_as_a_table(
    site: str, visit: Visit, tmp_path: Path
) -> None:
    page = visit(f"{site}2022/chi-tieu/", scheme="dark").page

    def saved(figure: str, kind: str) -> bytes:
        with page.expect_download() as coming:
            page.click(f"{figure} [data-save={kind}]")
        assert coming.value.suggested_filename == f"{figure[1:]}.{kind}"
        coming.value.save_as(tmp_path / "saved")
        return (tmp_path / "saved").read_bytes()

    lines = saved(COUNT, "csv").decode("utf-8-sig").splitlines()
    assert lines[0] == "ngay,Tiến độ dự kiến,Thực hiện"
    assert lines[1:4] == ['2022-01-01,"0,02",', "2022-03-03,,2", "2022-05-12,,5"]
    page.evaluate(
        """() => { window.thidua.figures = async () => ({ data: [
            { name: "-1+cmd|' /C calc'!A0", x: ["2022-01-01"], y: [-2], meta: { said: ["-2,5 %"] } },
            { name: " =1+1", x: ["2022-01-01"], y: [1], meta: { said: ["\uff0b1"] } } ] }); }"""
    )
    told = saved(COUNT, "csv").decode("utf-8-sig").splitlines()
    assert told == ["ngay,'-1+cmd|' /C calc'!A0,' =1+1", '2022-01-01,"-2,5 %",\'\uff0b1']
    page.reload()
    picture = saved(COUNT, "png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
    drawn = saved(COUNT, "svg").decode()
    text = " ".join(
        "".join(one.itertext())
        for one in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    )
    assert "Đã đạt: 8 sáng kiến, yêu cầu từ 7 đến 9 sáng kiến – COUNT · COUNT" in text
    assert "Số liệu đến ngày 31/12/2022. Nguồn: Kế hoạch." in text
    assert "rgb(63, 88, 115)" in drawn  # on white paper, whatever the screen's palette
    assert saved("#RANK-ca-ky", "svg")  # a ladder too, which stays still


def test_hostile_text_does_nothing_when_charts_come_alive(site: str, visit: Visit) -> None:
    visited = visit(f"{site}2022/du-lieu/")
    asked: list[str] = []
    visited.page.on("dialog", lambda dialog: asked.append(dialog.message))
    for name in figures(visited.page):
        enliven(visited, name)
        visited.page.focus(f"{name} .td-figure__stage")
        visited.page.keyboard.press("ArrowRight")
    assert asked == []
    inside = "all => all.flatMap(one => [...one.querySelectorAll('a, script, b')]).length"
    assert visited.page.locator(".td-figure__live").evaluate_all(inside) == 0
    visited.page.focus("[id='x-COUNT-ca-ky'] .td-figure__stage")
    visited.page.keyboard.press("ArrowRight")
    visited.page.keyboard.press("ArrowRight")
    assert "</svg><script>" in visited.page.inner_text("[id='x-COUNT-ca-ky'] .td-figure__told")


def test_a_telephone_gets_the_narrow_picture_in_readable_letters(site: str, visit: Visit) -> None:
    visited = visit(f"{site}2022/chi-tieu/", PHONE)
    wide, narrow = (visited.page.locator(f"#COUNT-ca-ky {one}") for one in SHOWN)
    assert (wide.is_visible(), narrow.is_visible()) == (False, True)
    height = """all => all.filter(one => one.checkVisibility())
        .map(one => parseFloat(getComputedStyle(one).fontSize)
            * one.getBoundingClientRect().height / one.getBBox().height)"""
    heights = visited.page.locator(".td-chart--narrow text").evaluate_all(height)
    assert len(heights) > 60
    assert all(one >= 11 for one in heights)
    assert (
        visited.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        == 0
    )
    enliven(visited, "#COUNT-ca-ky")
