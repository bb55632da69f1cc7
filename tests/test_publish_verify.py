"""What keeps a built tree from being published, one small fault at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from publish_kit import make_site, page, status
from table_kit import cases
from thidua.addresses import packed
from thidua.publish import PublishError
from thidua.publish.links import Reference, read_page, read_stylesheet
from thidua.publish.verify import verify
from thidua.site import packs

ENTRANCE = "index.html"
CSS = "assets/extra.css"
STATUS = "api/v1/2022/status.json"


def body(content: str) -> Callable[[Path], None]:
    """Add markup to the page of target 0, three folders deep."""

    def spoil(site: Path) -> None:
        path = site / "2022/chi-tieu/T-0/index.html"
        path.write_text(path.read_text("utf-8").replace("</body>", f"{content}</body>"), "utf-8")

    return spoil


def write(name: str, content: str) -> Callable[[Path], None]:
    """Write a file of the site."""

    def spoil(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, "utf-8")

    return spoil


def remove(name: str) -> Callable[[Path], None]:
    """Remove a file of the site."""
    return lambda site: (site / name).unlink()


def link(name: str, to: str) -> Callable[[Path], None]:
    """Put a symlink into the site."""
    return lambda site: (site / name).symlink_to(to)


def changed_status(**keys: object) -> Callable[[Path], None]:
    """Replace keys of status.json."""
    return write(STATUS, json.dumps(status() | keys))


def test_a_sound_site_passes_and_tells_its_totals(tmp_path: Path) -> None:
    make_site(tmp_path)
    assert verify(tmp_path).totals == {"2022": {"met": 1, "missed": 2}}


@cases(
    ("spoil", "message"),
    [
        (body('<a href="../T-9/">x</a>'), "trang “2022/chi-tieu/T-0/index.html”: liên kết hỏng “../T-9/”"),
        (body('<a href="../T-1/#khong-co">x</a>'), "không có mục “../T-1/#khong-co”"),
        (body('<a href="#khong-co">x</a>'), "không có mục “#khong-co”"),
        (body('<img src="/assets/x.png">'), "liên kết hỏng “/assets/x.png”"),
        (body('<img srcset="a.png 1x, ../../../index.html 2x">'), "liên kết hỏng “a.png”"),
        (body("<a href=../../../../../ngoai.html>x</a>"), "liên kết hỏng “../../../../../ngoai.html”"),
        (body('<meta http-equiv="refresh" content="0; url=../mat/">'), "liên kết hỏng “../mat/”"),
        (
            body('<script src="https://cdn.example/x.js"></script>'),
            "tải từ nơi khác: “https://cdn.example/x.js”",
        ),
        (body('<img src="//cdn.example/x.png">'), "tải từ nơi khác: “//cdn.example/x.png”"),
        (
            body('<link rel="preconnect" href="https://fonts.example">'),
            "tải từ nơi khác: “https://fonts.example”",
        ),
        (
            body('<p style="background:url(https://a.example/b)">x</p>'),
            "tải từ nơi khác: “https://a.example/b”",
        ),
        (
            body("<style>@import 'https://a.example/c.css';</style>"),
            "tải từ nơi khác: “https://a.example/c.css”",
        ),
        (body('<form action="https://a.example/"></form>'), "tải từ nơi khác: “https://a.example/”"),
        (body('<a href="javascript:alert(1)">x</a>'), "liên kết không được phép “javascript:alert(1)”"),
        (body('<a href=" &#106;avascript:alert(1)">x</a>'), "liên kết không được phép “javascript:alert(1)”"),
        (write(CSS, "a { background: url(mat.png) }"), "“assets/extra.css”: liên kết hỏng “mat.png”"),
        (write(CSS, '@import "https://a.example/x.css";'), "“assets/extra.css” tải từ nơi khác"),
        (write("trong.txt", ""), "tệp “trong.txt” rỗng"),
        (write(ENTRANCE, page("x", css="x")[:300]), "trang “index.html” bị cắt cụt"),
        (write(ENTRANCE, "<p></html>"), "trang “index.html” bị cắt cụt"),
        (write(".htpasswd", "x"), "tệp ẩn “.htpasswd”"),
        (write("2022/.git/config", "x"), "tệp ẩn “2022/.git/config”"),
        (remove(ENTRANCE), "thiếu tệp “index.html”"),
        (remove("api/v1/campaigns.json"), "thiếu tệp “api/v1/campaigns.json”"),
        (write("api/v1/campaigns.json", "[]"), "“api/v1/campaigns.json” sai cấu trúc"),
        (remove(STATUS), "“api/v1/2022/status.json” sai cấu trúc: FileNotFoundError"),
        (write(STATUS, "{"), "“api/v1/2022/status.json” sai cấu trúc: JSONDecodeError"),
        (changed_status(campaign="2021"), "sai cấu trúc: /campaign"),
        (changed_status(schema="thidua/status/2"), "sai cấu trúc: /schema"),
        (changed_status(totals={"met": 2}), "sai cấu trúc: totals"),
        (changed_status(targets=[{"id": "T-0"}]), "sai cấu trúc: /targets/0/status"),
        (changed_status(as_of="30/6/2022"), "sai cấu trúc: /as_of"),
        (changed_status(targets=[], totals={}), "sai cấu trúc: /targets"),
        (link("lien-ket.html", "/etc/passwd"), "“lien-ket.html” không phải là tệp thường"),
        (link("thu-muc", "2022"), "“thu-muc” không phải là tệp thường"),
    ],
)
def test_one_fault_stops_it(tmp_path: Path, spoil: Callable[[Path], None], message: str) -> None:
    make_site(tmp_path)
    spoil(tmp_path)
    with pytest.raises(PublishError) as caught:
        verify(tmp_path)
    assert message in str(caught.value)


@cases(
    "content",
    [
        '<a href="https://thidua.example/?a=1#b">văn bản</a>',
        '<a href="mailto:vptt@thidua.example">thư</a>',
        '<img src="data:image/png;base64,AAAA">',
        '<a href="../../chi-tieu/T-1/index.html#hinh">x</a>',
        '<a href=".">x</a> <a href="..">x</a> <a href="./">x</a> <a href="../../..">x</a>',
        '<a href="../T-1/?loc=1#hinh">x</a>',
        "<p>&lt;a href=&quot;mat/&quot;&gt;</p>",
        '<p>href="mat/" src="https://a.example"</p>',
        '<script type="application/json">{"html": "<img src=\\"https://a.example\\">"}</script>',
        '<!-- <img src="https://a.example"> -->',
        '<link rel="canonical" href="https://thidua.example/">',
        '<svg><use href="#hinh"/></svg>',
        '<a href="#__tabbed_1">x</a>',
        '<p title="a > b" id="dich"><a href="#dich">x</a></p>',
    ],
)
def test_what_is_sound_passes(tmp_path: Path, content: str) -> None:
    make_site(tmp_path)
    body(content)(tmp_path)
    verify(tmp_path)


def test_at_most_twenty_reasons_are_told(tmp_path: Path) -> None:
    make_site(tmp_path)
    body("".join(f'<a href="mat-{number}/">x</a>' for number in range(50)))(tmp_path)
    with pytest.raises(PublishError) as caught:
        verify(tmp_path)
    assert len(caught.value.texts) == 21  # and the sentence above them


def test_links_and_ids_of_a_page() -> None:
    found = read_page('<A HREF="x?a=1&amp;b=2" id=q>1</A><img alt="a>b" src=\'y\'><br/><a name="cu">')
    assert found.links == (Reference("x?a=1&b=2", fetched=False), Reference("y", fetched=True))
    assert found.ids == {"q", "cu"}


def test_links_of_a_stylesheet() -> None:
    source = '@import "a.css"; /* url(no) */ p { background: url( "b.png" ), url(c.svg#d) }'
    assert [found.address for found in read_stylesheet(source)] == ["a.css", "b.png", "c.svg#d"]


def packed_page(site: Path, html: str) -> Path:
    """Put a packed page into the site: the file of what it says."""
    shape = {"pieces": ["<h1>", "</h1></html>"], "slots": ["body"]}
    files = [
        packs.packed_file(packed, one) for one in (shape, {"lines": [html], "pages": {"x": {"body": [0]}}})
    ]
    for one in files:
        (site / one.path).parent.mkdir(parents=True, exist_ok=True)
        (site / one.path).write_bytes(one.data)
    names = [one.path.removeprefix("assets/") for one in files]
    thin = packs._HEAD.format(
        language="vi",
        title="x",
        script="../assets/app.js",
        frame=names[0],
        pack=names[1],
        key="x",
        first="../",
    )
    write("ngay/index.html", thin)(site)
    write("assets/app.js", "1")(site)
    return site / files[1].path


def test_what_a_packed_page_says_is_looked_at_as_if_it_stood_there(tmp_path: Path) -> None:
    make_site(tmp_path)
    packed_page(tmp_path, '<a href="../">x</a>')
    memory = tmp_path.with_name("memory")
    verify(tmp_path, memory=memory)
    pack = packed_page(tmp_path, '<a href="mat/">x</a>')
    with pytest.raises(PublishError, match=r"trang “ngay/index\.html”: liên kết hỏng “mat/”"):
        verify(tmp_path, memory=memory)
    pack.write_bytes(pack.read_bytes()[:-9])
    with pytest.raises(PublishError, match=r"trang “ngay/index\.html” bị cắt cụt"):
        verify(tmp_path)
    pack.unlink()
    with pytest.raises(PublishError, match=r"liên kết hỏng “\.\./assets/"):
        verify(tmp_path, memory=memory)
