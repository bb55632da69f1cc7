"""Pages written by hand: their addresses, titles, charts and place in the navigation; publishing them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from own_kit import PICTURE, Desk
from publish_kit import NOON, older, origin
from table_kit import cases
from thidua.mkdocs_yml import SettingsError
from thidua.publish.job import Job
from thidua.publish.release import publish
from thidua.site import own_pages
from thidua.site.frame import FrameError
from thidua.site.own_pages import OwnPage
from thidua.site.write import MARKER


def page(text: str, file: str = "gioi-thieu.md") -> OwnPage:
    return OwnPage(file, text, "vi")


@cases(
    ("file", "url"),
    [
        ("gioi-thieu.md", "gioi-thieu/"),
        ("van-ban/index.md", "van-ban/"),
        ("van-ban/README.md", "van-ban/"),
        ("van-ban/2022.md", "van-ban/2022/"),
        ("en/gioi-thieu.md", "en/gioi-thieu/"),
    ],
)
def test_where_a_page_stands(file: str, url: str) -> None:
    (found,) = own_pages.own_pages({file: b"# A", "anh.png": b""}, ["en", "vi"])
    assert (found.url, found.language) == (url, "en" if file.startswith("en/") else "vi")


@cases("file", ["index.md", "README.md", "en/index.md"])
def test_the_first_page_is_the_dashboards_own(file: str) -> None:
    with pytest.raises(FrameError, match=re.escape(f"site_src/pages/{file}")):
        own_pages.own_pages({file: b"# A"}, ["en", "vi"])


def test_a_page_that_is_no_text_is_told() -> None:
    with pytest.raises(FrameError, match=r"a\.md: không phải UTF-8"):
        own_pages.own_pages({"a.md": b"\xff\xfe"}, ["vi"])


@cases(
    ("text", "title"),
    [
        ("# Giới *thiệu* & mẹo\n\n# Sau\n", "Giới thiệu &amp; mẹo"),
        ("Mở đầu.\n\nGiới thiệu\n==========\n", "Giới thiệu"),
        ("```\n# chú thích\n```\n\n# Giới thiệu\n", "Giới thiệu"),
        ("---\ntitle: Về <chúng tôi>\n---\n# Giới thiệu\n", "Về &lt;chúng tôi&gt;"),
        ("Không có đề mục.\n", "gioi-thieu"),
    ],
)
def test_the_heading_is_the_title(text: str, title: str) -> None:
    assert own_pages.parts(page(text))[1] == title


@cases(
    ("text", "token"),
    [
        ("```thidua\ntarget: CN-03\n```", "target CN-03 "),
        ("~~~~ thidua\ntarget: CN-03\n~~~~", "target CN-03 "),
        ("```thidua target: CN-03```", "target CN-03 "),
        ('```thidua\ntarget: CN-03\ncampaign: "2022"\n```', "target CN-03 2022"),
        ("``` thidua target: CN-03, campaign: 2022 ```", "target CN-03 2022"),
    ],
)
def test_a_block_asks_for_a_target(text: str, token: str) -> None:
    assert own_pages.parts(page(f"Trước\n{text}\nSau"))[2] == f"Trước\n\n<!--@@{token}@@-->\n\nSau"


@cases(
    "text",
    [
        "````\n```thidua\ntarget: CN-03\n```\n````",
        "```python\nx = 1\n```\n\n`thidua target: CN-03`",
        "```thiduas\ntarget: CN-03\n```",
    ],
)
def test_other_blocks_stay_as_they_are(text: str) -> None:
    assert own_pages.parts(page(text))[2] == text


@cases("text", ["target CN-03", "campaign: 2022", "target: CN-03\ncolour: red", "target: A|B", ""])
def test_a_block_that_asks_for_nothing_is_told_with_its_line(text: str) -> None:
    with pytest.raises(FrameError, match=r"gioi-thieu\.md:\d+: khối “thidua” ghi “target: MÃ”"):
        own_pages.parts(page(f"# A\n\n```thidua\n{text}\n```\n"))


def test_a_block_without_an_end_is_told() -> None:
    with pytest.raises(FrameError, match="chưa được đóng"):
        own_pages.parts(page("```thidua\ntarget: CN-03\n"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A site with three pages: one with a picture, in two languages; one with a chart."""
    found = Desk(tmp_path_factory.mktemp("own"))
    found.build()
    return found


def test_it_can_be_published(desk: Desk, tmp_path: Path) -> None:
    def put(out: Path) -> None:
        shutil.copytree(desk.out, out, ignore=shutil.ignore_patterns(MARKER), dirs_exist_ok=True)

    release, _ = publish(tmp_path / "www", Job(origin(1), put, lambda: NOON, older))
    assert {"gioi-thieu/index.html", "en/gioi-thieu/index.html"} <= set(release.files)
    assert (tmp_path / "www" / "current" / "anh" / "co-quan.svg").read_bytes() == PICTURE


def test_the_switchers_lead_only_where_there_is_something(desk: Desk) -> None:
    both, alone = desk.html("gioi-thieu"), desk.html("huong-dan/meo")
    assert 'href="../en/gioi-thieu/" target="_self" hreflang="en"' in both
    assert 'href="../../gioi-thieu/" target="_self" hreflang="vi"' in desk.html("en/gioi-thieu")
    assert "hreflang" not in alone
    assert "shell-days" not in both + alone


def test_its_heading_is_its_title(desk: Desk) -> None:
    assert "<title>Giới thiệu – Văn phòng Sở</title>" in desk.html("gioi-thieu")
    assert "<title>About us – The Department</title>" in desk.html("en/gioi-thieu")


def test_the_name_of_the_site_stands_on_every_page(desk: Desk) -> None:
    first = desk.html("2022")
    assert " – Phong trào thi đua – Văn phòng Sở</title>" in first
    assert '<span class="shell-brand__site">Văn phòng Sở</span>' in first


@pytest.mark.parametrize(
    ("at", "href", "title", "here"),
    [
        ("2022/chi-tieu/CN-03", "../../../gioi-thieu/", "Giới thiệu", False),
        ("2022", "../gioi-thieu/", "Giới thiệu", False),
        ("", "gioi-thieu/", "Giới thiệu", False),
        ("gioi-thieu", "../gioi-thieu/", "Giới thiệu", True),
        ("huong-dan/meo", "../../gioi-thieu/", "Giới thiệu", False),
        ("en/2022", "../../en/gioi-thieu/", "About", False),
        ("en/gioi-thieu", "../../en/gioi-thieu/", "About", True),
    ],
)
def test_its_place_in_the_navigation(desk: Desk, at: str, href: str, title: str, here: bool) -> None:
    html = desk.html(at)
    tabs = html[html.index('class="md-tabs"') :]
    active, current = (" md-tabs__link--active", ' aria-current="true"') if here else ("", "")
    assert f'<a href="{href}" class="md-tabs__link{active}"{current}>{title}</a>' in tabs


def as_seen_from_an_own_page(figure: str) -> str:
    """A target's chart with its addresses as a page two folders deep writes them."""
    return (
        figure.replace("../../../assets", "../../assets")
        .replace("../../nhung", "../../2022/nhung")
        .replace(" td-hidden", "")
    )


def test_a_chart_by_shortcode_is_the_targets_own(desk: Desk) -> None:
    own, page = desk.html("huong-dan/meo"), desk.html("2022/chi-tieu/CN-03")
    figure = re.compile(r"<figure.*?</figure>", re.DOTALL)
    shown, known = figure.search(own), figure.search(page)
    assert shown and known and shown[0] == as_seen_from_an_own_page(known[0])
    sentence = re.search(r'<p class="td-outlook">(.*?)</p>', page)
    assert sentence and sentence[1] in own
    assert 'href="../../2022/chi-tieu/CN-03/"' in own
    assert "Không có chỉ tiêu CN-99 trong phong trào này." in own


def test_it_is_searched_in_its_language(desk: Desk) -> None:
    found = {}
    for name in ("search_index", "search_index.en"):
        index = json.loads((desk.out / "search" / f"{name}.json").read_bytes())
        found[name] = [one["location"] for one in index["docs"] if "2022" not in one["location"]]
    assert found["search_index"] == ["gioi-thieu/", "huong-dan/meo/"]
    assert found["search_index.en"] == ["en/gioi-thieu/"]


def test_a_page_where_the_dashboard_has_its_own_is_refused(desk: Desk) -> None:
    desk.write("2022/lich.md", "# Lịch\n")
    try:
        with pytest.raises(FrameError, match=r"đã có tệp 2022/lich/index\.html"):
            desk.build()
    finally:
        (desk.pages / "2022" / "lich.md").unlink()


def test_a_page_of_the_navigation_that_is_not_there_is_told(desk: Desk) -> None:
    config = desk.root / "mkdocs.yml"
    before = config.read_text("utf-8")
    config.write_text(before.replace("page: gioi-thieu.md", "page: khong-co.md"), "utf-8")
    try:
        with pytest.raises(
            SettingsError, match=r"extra\.sections: không có trang site_src/pages/khong-co\.md"
        ):
            desk.build()
    finally:
        config.write_text(before, "utf-8")
