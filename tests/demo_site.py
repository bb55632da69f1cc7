"""A small site of invented pages, to test the shell without any plan."""

from collections.abc import Iterator
from gettext import NullTranslations
from html import escape
from pathlib import Path

from thidua.site.page import Asset, Edition, Link, Page, relative
from thidua.site.site import Site
from thidua.site.write import Counts, sync
from thidua.words import VIETNAMESE, Words

ROOT = Path(__file__).parent.parent
CAMPAIGNS = (Link("2023/", "Thi đua 2023"), Link("2022/", "Thi đua 2022"))
ENGLISH = Words("en", ".", ",", NullTranslations())
NOTICE = "Số liệu minh hoạ: các con số trên trang này được đặt ra để trình bày, không phải kết quả thật."
EDITIONS = (
    Edition("2023/", "Thi đua 2023", "Số liệu đến ngày 31/03/2023", "bản 0a1b2c3", "", CAMPAIGNS),
    Edition(
        "2022/",
        "Phong trào thi đua năm 2022",
        "Số liệu đến ngày 31/12/2022",
        "bản 0a1b2c3",
        NOTICE,
        CAMPAIGNS,
        brand="Thi đua 2022",
    ),
    Edition("2022/ngay/2022-06-30/", "Thi đua 2022", "Số liệu đến ngày 30/06/2022", "", NOTICE, CAMPAIGNS),
    Edition("en/2022/", "Emulation 2022", "Figures as of 31/12/2022", "", "Invented figures.", language="en"),
)
SECTIONS = {
    "targets": ("chi-tieu/", "Chỉ tiêu"),
    "phases": ("dot/", "Đợt thi đua"),
    "tasks": ("nhiem-vu/", "Nhiệm vụ"),
    "units": ("don-vi/", "Đơn vị"),
    "calendar": ("lich/", "Lịch"),
    "awards": ("khen-thuong/", "Khen thưởng"),
    "method": ("cach-tinh/", "Cách tính"),
    "data": ("du-lieu/", "Dữ liệu"),
}
TARGETS = {
    "CN-01": "100% cá nhân đạt danh hiệu Lao động tiên tiến",
    "CN-02": "Có sáng kiến, đề tài được công nhận",
    "CN-03": "Danh hiệu “Chiến sĩ thi đua cơ sở” & <khen thưởng>",
}


def pages() -> Iterator[Page | Asset]:
    """A first page, and for every edition its overview, sections and targets; a chart's file."""
    first = "<h1>Tổng quan</h1>\n<p>Trang đầu.</p>"
    yield Page("", "overview", "Tổng quan", first, home="2023/", front=True)
    for edition in EDITIONS:
        yield from _edition(edition)
    yield Asset("assets/charts/0a1b.json", b'{"data":[]}')


def _edition(edition: Edition) -> Iterator[Page]:
    home, indexed = edition.home, "ngay" not in edition.home
    links = "".join(f'<li><a href="chi-tieu/{key}/">{escape(name)}</a></li>' for key, name in TARGETS.items())
    body = f"<h1>Tổng quan</h1>\n<ul>{links}</ul>"
    yield Page(home, "overview", "Tổng quan", body, "", "Mọi chỉ tiêu", front=indexed)
    for key, (path, title) in SECTIONS.items():
        body = f"<h1>{title}</h1>\n<p>Mục {title}.</p>"
        yield Page(home + path, key, title, body, title if indexed else "")
    keys = list(TARGETS)
    for place, (key, name) in enumerate(TARGETS.items()):
        before = Link(f"{home}chi-tieu/{keys[place - 1]}/", TARGETS[keys[place - 1]]) if place else None
        after = Link(f"{home}chi-tieu/{keys[place + 1]}/", TARGETS[keys[place + 1]]) if place < 2 else None
        path = f"{home}chi-tieu/{key}/"
        chart = relative(path, "assets/charts/0a1b.json")
        body = f'<h1>{escape(name)}</h1>\n<p data-chart="{chart}">{key}</p>'
        yield Page(path, "targets", f"{key} · {name}", body, name if indexed else "", name, before, after)
    yield Page(f"{home}nhung/{keys[0]}/", "embed", keys[0], f"<h1>{keys[0]}</h1>", lone=True)


def site(root: Path = ROOT) -> Site:
    """The shell for these pages; its frames are kept where the real build keeps them."""
    return Site(root, ROOT / "build" / "cache", EDITIONS, (VIETNAMESE, ENGLISH))


def build(out: Path) -> Counts:
    """Write the demonstration site into ``out``."""
    return sync(out, site().files(pages()))
