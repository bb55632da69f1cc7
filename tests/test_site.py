import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from xml.etree import ElementTree

import demo_site
import pytest
from table_kit import cases
from thidua.site.bundle import bundles, plotly_script
from thidua.site.page import Asset, Page

PAGES = [page for page in demo_site.pages() if isinstance(page, Page)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(demo_site.site().files(demo_site.pages()))


class Tags(HTMLParser):
    """Every element of a page: its name and attributes, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.scripts.append(data)

    def links(self) -> Iterator[str]:
        for _, attributes in self.found:
            for name in ("href", "src"):
                if attributes.get(name):
                    yield str(attributes[name])


def html_files(files: dict[str, bytes]) -> list[str]:
    return [path for path in files if path.endswith(".html")]


def test_every_page_stands_at_its_path(files: dict[str, bytes]) -> None:
    assert {page.path + "index.html" for page in PAGES} <= set(files)
    assert files["assets/charts/0a1b.json"] == b'{"data":[]}'


def test_every_link_of_every_page_leads_to_a_file_of_the_site(files: dict[str, bytes]) -> None:
    broken = []
    for path in html_files(files):
        if path == "404.html":  # stands alone: test below
            continue
        folder = path.removesuffix("index.html")
        for link in Tags(files[path].decode()).links():
            target = normpath(folder + link.split("#")[0]) if not link.startswith("#") else path
            target = target.removeprefix("./")
            if target not in files and normpath(f"{target}/index.html") not in files:
                broken.append((path, link))
    assert broken == []


def test_no_page_names_another_host_or_an_absolute_path(files: dict[str, bytes]) -> None:
    for path in html_files(files):
        links = [link for link in Tags(files[path].decode()).links() if re.match(r"/|[a-z]+:", link)]
        assert links == (["data:,", "/", "/en/"] if path == "404.html" else []), path


def test_no_page_has_a_script_of_its_own(files: dict[str, bytes]) -> None:
    for path in html_files(files):
        tags = Tags(files[path].decode())
        kinds = [a.get("type") for tag, a in tags.found if tag == "script" and "src" not in a]
        assert kinds in ([], ["application/json"]), path
        assert not [a for _, a in tags.found if any(name.startswith("on") for name in a)], path


def test_every_page_carries_the_policy(files: dict[str, bytes]) -> None:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self'"
    )
    for path in html_files(files):
        metas = [a for tag, a in Tags(files[path].decode()).found if tag == "meta"]
        assert {"http-equiv": "Content-Security-Policy", "content": policy} in metas, path


def test_titles_and_neighbours_are_escaped(files: dict[str, bytes]) -> None:
    html = files["2022/chi-tieu/CN-03/index.html"].decode()
    name = "Danh hiệu “Chiến sĩ thi đua cơ sở” &amp; &lt;khen thưởng&gt;"
    assert f"<title>CN-03 · {name} – Thi đua 2022</title>" in html
    assert f'<meta name="description" content="{name}">' in html
    assert f"<span>{name}</span>" in files["2022/chi-tieu/CN-02/index.html"].decode()


@cases(
    ("path", "present", "absent"),
    [
        ("2022/index.html", [demo_site.NOTICE, "Số liệu đến ngày 31/12/2022 · bản 0a1b2c3"], ["shell-pager"]),
        ("2023/index.html", ["Số liệu đến ngày 31/03/2023"], ["Số liệu minh hoạ"]),
        ("2022/ngay/2022-06-30/lich/index.html", ["Số liệu đến ngày 30/06/2022"], ["31/12/2022"]),
        (
            "2022/chi-tieu/CN-02/index.html",
            ['rel="prev" href="../CN-01/"', 'rel="next" href="../CN-03/"'],
            [],
        ),
        ("2022/chi-tieu/CN-01/index.html", ['rel="next" href="../CN-02/"'], ['rel="prev"']),
        ("2022/lich/index.html", ['"../../2023/" target="_self">', '"../" target="_self" aria-current'], []),
        ("2022/lich/index.html", ['href="../../en/2022/lich/" target="_self" hreflang="en"'], []),
        ("2023/lich/index.html", [], ['hreflang="en"']),
        (
            "en/2022/lich/index.html",
            [
                'href="../../../2022/lich/" target="_self" hreflang="vi"',
                '<html lang="en"',
                ">Targets</a>",
                "Switch to dark mode",
            ],
            ["shell-switch", "Chỉ tiêu</a>"],
        ),
    ],
)
def test_what_stands_around_a_page(
    files: dict[str, bytes], path: str, present: list[str], absent: list[str]
) -> None:
    html = files[path].decode()
    assert [text for text in present if text not in html] == []
    assert [text for text in absent if text in html] == []


def test_the_page_s_section_is_marked(files: dict[str, bytes]) -> None:
    html = files["2022/chi-tieu/CN-03/index.html"].decode()
    assert re.findall(r'aria-current="true">([^<]+)</a>', html.split("md-tabs")[1]) == []
    tabs = html[html.index('class="md-tabs"') : html.index("</nav>", html.index('class="md-tabs"'))]
    assert re.findall(r'aria-current="true">([^<]+)</a>', tabs) == ["Chỉ tiêu"]
    assert re.findall(r'href="([^"]+)"', tabs)[:3] == ["../../", "../../chi-tieu/", "../../dot/"]


def test_the_search_finds_pages_in_their_language_and_no_snapshots(files: dict[str, bytes]) -> None:
    main = json.loads(files["search/search_index.json"])
    english = json.loads(files["search/search_index.en.json"])
    assert main["config"] == english["config"]
    places = [entry["location"] for entry in main["docs"]]
    assert "2022/chi-tieu/CN-03/" in places
    assert not [place for place in places if "ngay" in place or place.startswith("en/")]
    assert all(entry["location"].startswith("en/2022/") for entry in english["docs"])
    titles = {entry["location"]: entry["title"] for entry in main["docs"]}
    assert titles["2022/chi-tieu/CN-02/"] == "CN-02 · Có sáng kiến, đề tài được công nhận (2022)"
    assert "&lt;khen thưởng&gt;" in titles["2022/chi-tieu/CN-03/"]


def test_the_sitemap_lists_every_page(files: dict[str, bytes]) -> None:
    tree = ElementTree.fromstring(files["sitemap.xml"])
    places = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == [path or "./" for path in sorted(page.path for page in PAGES)]


def test_shared_files_are_named_by_their_content(tmp_path: Path) -> None:
    texts = {
        "shell.css": "a",
        "charts.css": "b",
        "boot.js": "c",
        "past.js": "f",
        "shell.js": "d",
        "a.js": "e",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    first = bundles(tmp_path)
    assert first["css"].data.endswith(b"\na\nb")
    assert first["js"].data == b"d\ne"
    assert first["boot"].data == b"c"
    assert re.fullmatch(r"assets/thidua\.[0-9a-f]{10}\.css", first["css"].path)
    assert re.fullmatch(r"assets/plotly\.[0-9a-f]{10}\.min\.js", first["plotly"].path)
    (tmp_path / "charts.css").write_text("c")
    assert bundles(tmp_path)["css"].path != first["css"].path
    assert bundles(tmp_path)["js"].path == first["js"].path


def test_plotly_is_found_without_being_imported() -> None:
    code = (
        "import sys; from thidua.site.bundle import plotly_script as f; f(); "
        "sys.exit('plotly' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert plotly_script().read_bytes()[:100].count(b"plotly.js") == 1


@cases(
    "page",
    [
        Page("2022/x/", "no-such-section", "X", "<h1>X</h1>"),
        Page("2021/x/", "targets", "X", "<h1>X</h1>"),
        Page("", "overview", "X", "<h1>X</h1>"),
    ],
)
def test_a_page_of_an_unknown_section_or_edition_is_refused(page: Page) -> None:
    with pytest.raises(LookupError):
        demo_site.site().pour(page)


def test_pages_are_poured_one_by_one() -> None:
    def endless() -> Iterator[Page | Asset]:
        while True:
            yield PAGES[1]

    files = demo_site.site().files(endless())
    assert next(files)[0] == "2023/index.html"


def test_the_same_pages_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(demo_site.site().files(demo_site.pages())) == files
