"""A language is a catalogue and a word of mkdocs.yml: a third one is made here, out of the English one."""

import io
import re
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from thidua import languages
from thidua.build import build
from thidua.cli import main
from thidua.commands import check
from thidua.config import Settings
from thidua.languages import catalogue_file, name_of, site_languages, told, words_of
from thidua.site import sources

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "golden" / "moi-loai" / "data"
THIRD = "fr"
DAYS = {"{dd}/{mm}/{yyyy}": "{yyyy}.{mm}.{dd}", "{dd}/{mm}": "{mm}.{dd}", "{m}/{yyyy}": "{yyyy}.{m}"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a third language: each sentence is the English one between brackets."""
    root = tmp_path_factory.mktemp("third")
    shutil.copytree(ROOT / "site_src", root / "site_src")
    told = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert told.count("languages: [vi, en]") == 1
    (root / "mkdocs.yml").write_text(
        told.replace("languages: [vi, en]", f"languages: [vi, en, {THIRD}]"), "utf-8"
    )
    catalogue = read_po(io.BytesIO(catalogue_file(ROOT, "en").read_bytes()), locale=THIRD)
    for message in catalogue:
        if message.id:
            message.string = DAYS.get(str(message.id), f"[{message.string}]")
    file = catalogue_file(root, THIRD)
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        write_po(out, catalogue)
    return root


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    settings = Settings(str(DATA), out, project / "cache", project, workers=1, past_days=False)
    build(settings, date(2031, 9, 30), None, date(2031, 9, 30), lambda count: None)
    return out


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def test_the_navigation_speaks_it(site: Path) -> None:
    html = page(site, "fr/2031/chi-tieu")
    tabs = html[html.index('<nav class="md-tabs"') : html.index("</nav>", html.index('<nav class="md-tabs"'))]
    titles = ["Overview", "Targets", "Phases", "Tasks", "Units", "Calendar", "Awards", "Method", "Data"]
    assert re.findall(r">\s*(\[[^<]+)</a>", tabs) == [f"[{title}]" for title in titles]
    assert 'href="../don-vi/"' in tabs


def test_every_page_leads_to_itself_in_the_other_languages(site: Path) -> None:
    for file in site.rglob("index.html"):
        html = file.read_text("utf-8")
        if 'class="td-embed"' in html:  # it stands in another page's frame and leads to its target alone
            continue
        here = re.search(r'<html lang="(\w+)"', html)
        others = re.findall(r'<a class="shell-language" href="([^"]+)" target="_self" hreflang="(\w+)"', html)
        assert here
        assert {here[1], *(language for _, language in others)} == {"vi", "en", THIRD}, file
        assert all((file.parent / href / "index.html").is_file() for href, _ in others), file


def test_the_theme_and_its_palette_speak_it(site: Path) -> None:
    html = page(site, "fr/2031")
    assert html.count('aria-label="[Switch to dark mode]"') == 1
    assert 'placeholder="Rechercher"' in html
    assert (site / "search/search_index.fr.json").is_file()
    assert 'data-index="search/search_index.fr.json"' in html


def test_a_language_that_the_theme_lacks_gets_its_english(project: Path) -> None:
    assert sources.read(project, ["vi"]).around("vi")["theme_words"] == "vi"
    assert sources.read(project, [THIRD]).around(THIRD)["theme_words"] == THIRD
    shutil.copytree(catalogue_file(project, THIRD).parent, catalogue_file(project, "lo").parent)
    assert sources.read(project, ["lo"]).around("lo")["theme_words"] == "en"


def test_days_are_the_catalogues_and_numbers_are_babels(project: Path, site: Path) -> None:
    words = words_of(THIRD, project)
    assert words.number(Fraction(2469, 2)) == "1\u202f234,5"
    assert words.date(date(2031, 9, 1)) == "2031.09.01"
    assert words.say("đến {day}", day=date(2031, 9, 1)) == "[as of 2031.09.01]"
    assert words.month(date(2031, 9, 1)) == "2031.9"
    assert words.short_date(date(2031, 9, 1)) == "09.01"
    assert "2031.09.30" in page(site, "fr/2031")
    assert "30/09/2031" not in page(site, "fr/2031")


def test_its_name_is_its_own(project: Path) -> None:
    assert [name_of(language) for language in site_languages(project)] == [
        "Tiếng Việt",
        "English",
        "Français",
    ]
    assert {language: list(told(language)) for language in ("vi", "en")} == languages._KNOWN


def test_check_speaks_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "engine_root", lambda: project)
    code = main(["check", str(DATA), "--lang", THIRD])
    assert capsys.readouterr().out.splitlines()[-1].startswith("["), code
    with pytest.raises(SystemExit):
        main(["check", str(DATA), "--lang", "lo"])
