"""What docs/make-it-yours.md promises: each change of an office shows on the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from own_kit import ROOT, Desk

WORDS = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Diễn biến"
msgstr "Tiến trình"
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A site with a logo, a style, a sentence and an order of its own."""
    found = Desk(tmp_path_factory.mktemp("yours"))
    source, config = found.root / "site_src", found.root / "mkdocs.yml"
    (source / "assets" / "z-office.css").write_text(":root { --td-data: #7a1f1f }\n")
    (source / "overrides" / "assets" / "images" / "logo.svg").write_bytes(b"<svg/>")
    (source / "overrides" / "assets" / "fonts").mkdir()
    (source / "overrides" / "assets" / "fonts" / "x.woff2").write_bytes(b"wOF2")
    words = source / "locale" / "vi" / "LC_MESSAGES"
    words.mkdir(parents=True)
    (words / "thidua.po").write_text(WORDS, "utf-8")
    text = config.read_text("utf-8")
    for before, after in (
        ("  icon:\n    logo: material/star-four-points-outline\n", "  logo: assets/images/logo.svg\n"),
        ("    - {key: units, vi: Đơn vị}\n", "    - {key: units, vi: Các phòng, en: Divisions}\n"),
        ("    - {key: calendar, vi: Lịch}\n", "    - {key: calendar, vi: Lịch, hidden: true}\n"),
    ):
        assert before in text
        text = text.replace(before, after)
    config.write_text(text, "utf-8")
    found.build()
    return found


def tabs(html: str) -> str:
    start = html.index('class="md-tabs"')
    return html[start : html.index("</nav>", start)]


def test_logo_and_fonts_are_the_offices(desk: Desk) -> None:
    assert '<img src="../assets/images/logo.svg"' in desk.html("2022")
    assert (desk.out / "assets" / "fonts" / "x.woff2").read_bytes() == b"wOF2"


def test_its_colours_come_last_in_the_one_style(desk: Desk) -> None:
    (style,) = (path for path in (desk.out / "assets").glob("thidua.*.css"))
    text = style.read_text("utf-8")
    assert text.rstrip().endswith(":root { --td-data: #7a1f1f }")
    assert "var(--td-data)" in text
    own = re.findall(r"assets/first\.\w+\.css", desk.html("2022"))  # what the overview starts with
    assert (desk.out / own[0]).read_text("utf-8").endswith(":root{--td-data: #7a1f1f}")


def test_the_names_of_colours_and_widths_in_the_recipe_are_set_once_and_asked_for(desk: Desk) -> None:
    recipe = (ROOT / "docs" / "make-it-yours.md").read_text("utf-8")
    (style,) = (path for path in (desk.out / "assets").glob("thidua.*.css"))
    elsewhere = r"/\*.*?\*/|@media (?:print|\(forced-colors)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
    screen = re.sub(elsewhere, "", style.read_text("utf-8"), flags=re.DOTALL)
    names = re.findall(r"(--(?:td|shell)-[a-z-]+):", recipe)
    assert {"--td-paper", "--td-link", "--shell-mark", "--td-data"} <= set(names)
    for name in names:
        assert f"var({name})" in screen
        set_by = re.findall(rf"([^{{}}]+)\{{[^{{}}]*{name}:", screen)
        assert set(map(str.strip, set_by)) <= {":root", ":root,.td-paper", '[data-md-color-scheme="slate"]'}


def test_its_sentences_stand_in_place_of_ours(desk: Desk) -> None:
    page, english = desk.html("2022/chi-tieu/CN-03"), desk.html("en/2022/chi-tieu/CN-03")
    assert ">Tiến trình<" in page and ">Diễn biến<" not in page
    assert "Tiến trình" not in english


def test_the_navigation_has_its_names(desk: Desk) -> None:
    ours, english = tabs(desk.html("2022")), tabs(desk.html("en/2022"))
    assert ">Các phòng</a>" in ours and ">Divisions</a>" in english
    assert "lich/" not in ours + english
    assert Path(desk.out / "2022" / "lich" / "index.html").is_file()
