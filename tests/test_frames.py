"""MkDocs renders frames; what is poured into them is what MkDocs would have rendered page by page."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from runpy import run_path

import demo_site
import pytest
from jinja2 import Template
from table_kit import cases
from thidua import mkdocs_yml
from thidua.languages import site_languages
from thidua.mkdocs_yml import SettingsError
from thidua.problems import DataError
from thidua.site import frames
from thidua.site.page import Page
from thidua.site.sources import source
from thidua.site.tree import front_matter

ROOT = demo_site.ROOT
PAGES = [page for page in demo_site.pages() if isinstance(page, Page)]


MKDOCS = frames.run_mkdocs
shell = cache(demo_site.site)


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's pages as MkDocs renders them itself, each a Markdown file with its own content."""
    folder = tmp_path_factory.mktemp("mkdocs")
    for page in PAGES:
        place = folder / "docs" / page.path / "index.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        around = shell().theme.sources.around(shell().edition(page).language)
        place.write_bytes(source({**around, **front_matter(shell(), page)}, page.body))
    frames.run_mkdocs(ROOT / "mkdocs.yml", folder / "docs", folder / "site")
    return folder / "site"


@cases("page", PAGES)
def test_a_poured_page_is_the_page_that_mkdocs_renders(by_mkdocs: Path, page: Page) -> None:
    page = replace(page, front=False)  # what such a page carries besides: tests/test_first_rules.py
    assert shell().pour(page)[0] == (by_mkdocs / page.path / "index.html").read_text()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the frames are made of, free to be broken."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_src" / "overrides", tmp_path / "site_src" / "overrides")
    (tmp_path / "site_src" / "pages").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What MkDocs makes of the project as it is, without the pages in it."""
    folder = tmp_path_factory.mktemp("rendered")
    sources = frames.read(ROOT, ("vi",), frames.CAMPAIGNS)
    frames.write_sources(sources, folder / "docs")
    frames.run_mkdocs(sources.config, folder / "docs", folder / "site")
    return folder / "site"


@pytest.fixture
def no_mkdocs(rendered: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """MkDocs is played, where it only matters whether it is asked: by copies of what it made once."""
    asked: list[Path] = []

    def run(config: Path, docs: Path, site: Path) -> None:
        asked.append(config)
        shutil.copytree(rendered, site)
        for page in docs.glob("huong-dan.md"):
            shutil.copytree(site / "frame-targets-vi", site / page.stem)

    monkeypatch.setattr(frames, "run_mkdocs", run)
    return asked


def kept(project: Path) -> set[str]:
    return {path.name for path in (project / "cache" / "frames").iterdir()}


def test_frames_are_rendered_again_only_when_something_they_are_made_of_changes(project: Path) -> None:
    cache, override = project / "cache", project / "site_src" / "overrides" / "partials" / "footer.html"
    first = frames.render(project, cache)
    assert frames.render(project, cache) == first
    assert len(kept(project)) == 1
    override.write_text(override.read_text().replace("md-footer-meta ", "md-footer-meta changed "))
    assert any("changed" in piece for piece in frames.render(project, cache).frames["targets", "vi"].pieces)
    assert len(kept(project)) == 2


@pytest.mark.usefixtures("no_mkdocs")
def test_mkdocs_is_not_even_imported_where_the_cache_holds_the_frames(project: Path) -> None:
    frames.render(project, project / "cache")
    code = (
        "import sys; from pathlib import Path; from thidua.site import frames;"
        f"frames.render(Path({str(project)!r}), Path({str(project / 'cache')!r}));"
        "sys.exit('mkdocs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_frames_that_are_not_as_they_were_put_there_are_rendered_again(
    project: Path, no_mkdocs: list[Path]
) -> None:
    first = frames.render(project, project / "cache")
    [folder] = (project / "cache" / "frames").iterdir()
    for number, spoil in enumerate(("404.html", "frame-targets-vi/index.html", "frame-sum"), 2):
        with (folder / spoil).open("r+b") as file:
            file.truncate(40)
        assert frames.render(project, project / "cache") == first
        assert len(no_mkdocs) == number
    frames.render(project, project / "cache")
    assert len(no_mkdocs) == number


@pytest.mark.usefixtures("no_mkdocs")
def test_only_the_frames_used_last_are_kept(project: Path) -> None:
    page = project / "site_src" / "pages" / "huong-dan.md"
    for text in "abcdef":
        page.write_text(f"# {text}\n")
        frames.render(project, project / "cache")
    assert len(kept(project)) == 4


def test_a_hand_written_page_stands_at_its_own_address_and_is_searched(project: Path) -> None:
    page = project / "site_src" / "pages" / "huong-dan.md"
    page.write_text("---\ntitle: Hướng dẫn & mẹo\n---\n\n# Hướng dẫn\n\nCách đọc các trang.\n")
    (page.parent / "anh.svg").write_text("<svg/>")
    theme = frames.render(project, project / "cache")
    (written,) = theme.written
    html = "".join(theme.written[written].pieces)
    assert written.url == "huong-dan/"
    assert "<title>Hướng dẫn &amp; mẹo – " in html
    assert "<p>Cách đọc các trang.</p>" in html
    assert 'src="../assets/javascripts/bundle.' in html
    assert [entry["location"] for entry in theme.search["docs"]] == ["huong-dan/"]
    assert theme.assets["anh.svg"] == b"<svg/>"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("pages/a.md", "[đứt](khong-co.md)\n", "khong-co.md"),
        ("overrides/partials/footer.html", "{% if %}", "Expected an expression"),
    ],
)
def test_what_mkdocs_refuses_is_told_in_its_words(project: Path, file: str, text: str, told: str) -> None:
    (project / "site_src" / file).write_text(text)
    with pytest.raises(frames.FrameError, match=told):
        frames.render(project, project / "cache")
    assert kept(project) == set()


def test_an_edited_hook_gives_no_stale_frames(
    project: Path, no_mkdocs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, hook = project / "mkdocs.yml", project / "hooks" / "mark.py"
    hook.parent.mkdir()
    config.write_text((ROOT / "mkdocs.yml").read_text() + "\nhooks: [hooks/mark.py]\n")
    for word, run in (("first", frames.run_mkdocs), ("second", MKDOCS)):
        hook.write_text(f"def on_post_page(output, page, config):\n    return output + '<!-- {word} -->'\n")
        monkeypatch.setattr(frames, "run_mkdocs", run)
        theme = frames.render(project, project / "cache")
    assert len(no_mkdocs) == 1
    assert theme.frames["targets", "vi"].pieces[-1].endswith("<!-- second -->")


def moved(project: Path) -> None:
    override = project / "site_src" / "overrides" / "partials" / "footer.html"
    override.rename(override.parents[1] / "footer.html")


def inherited(project: Path) -> None:
    (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Thi đua của Sở\n")


@pytest.mark.usefixtures("no_mkdocs")
@pytest.mark.parametrize("change", [moved, inherited])
def test_a_change_of_any_file_by_its_path_makes_another_key(
    project: Path, change: Callable[[Path], None]
) -> None:
    before = frames.render(project, project / "cache")
    change(project)
    after = frames.render(project, project / "cache")
    assert len(kept(project)) == 2
    assert change is moved or (before.sources.names["vi"], after.sources.names["vi"]) == (
        "Phong trào thi đua",
        "Thi đua của Sở",
    )


@pytest.mark.usefixtures("no_mkdocs")
def test_a_plugin_of_another_version_makes_another_key(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frames.render(project, project / "cache")
    (tmp_path / "packages" / "mkdocs_some_plugin-1.1.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    frames.render(project, project / "cache")
    assert len(kept(project)) == 2


def test_tags_that_only_mkdocs_knows_and_values_of_the_environment(
    project: Path, no_mkdocs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (project / "mkdocs.yml").open("a") as config:
        config.write("\ncopyright: !ENV [WHOSE, nobody]\n")
    text = (
        (project / "mkdocs.yml")
        .read_text()
        .replace(
            "  - attr_list\n",
            """  - attr_list
  - pymdownx.emoji:
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
""",
        )
    )
    (project / "mkdocs.yml").write_text(text)
    with monkeypatch.context() as patch:
        patch.setattr(frames, "run_mkdocs", MKDOCS)
        frames.render(project, project / "cache")
    monkeypatch.setenv("WHOSE", "the office")
    frames.render(project, project / "cache")
    assert len(kept(project)) == 2 and len(no_mkdocs) == 1


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("extra:", "other:", r"extra\.sections: phải là danh sách"),
        ("key: units", "key: unit", r"extra\.sections: không có mục “unit”; có: overview, targets, "),
        ("images/favicon.svg", "images/dau.svg", r"theme\.favicon: không có tệp assets/images/dau\.svg"),
        (
            "  icon:\n    logo: material",
            "  logo: dau.svg\n  x:\n    y: ",
            r"theme\.logo: không có tệp dau\.svg",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_told(project: Path, was: str, now: str, told: str) -> None:
    before = (ROOT / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(before.replace(was, now, 1), "utf-8")
    with pytest.raises(SettingsError, match=rf"mkdocs\.yml: {told}"):
        frames.render(project, project / "cache")


def test_a_logo_may_stand_among_the_offices_own_pages_or_in_the_theme(project: Path) -> None:
    before = (ROOT / "mkdocs.yml").read_text("utf-8")
    (project / "site_src" / "pages" / "dau.svg").write_text("<svg/>")
    for logo in ("dau.svg", "assets/images/favicon.png"):
        (project / "mkdocs.yml").write_text(
            before.replace("  icon:\n    logo: material", f"  logo: {logo}\n  x: ")
        )
        assert not [*frames.read(project, ("vi",)).missing_pictures()]


def test_a_file_that_is_no_yaml_is_told_with_its_line(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: A\nextra: [\ntheme: x\n")
    for read in (frames.render, lambda root, cache: mkdocs_yml.sources(root / "mkdocs.yml")):
        with pytest.raises(DataError) as told:
            read(project, project / "cache")
        (problem,) = told.value.problems
        assert (problem.line, problem.code) == (2, "yaml-syntax")
    (project / "mkdocs.yml").write_text("- 1")
    with pytest.raises(SettingsError, match=r"mkdocs\.yml: phải gồm các mục"):
        frames.render(project, project / "cache")


def test_a_language_without_a_catalogue_is_told(project: Path) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(text.replace("[vi, en]", "[vi, de]"), "utf-8")
    with pytest.raises(
        SettingsError, match=r"“de” chưa có bảng dịch site_src/locale/de/LC_MESSAGES/thidua\.po"
    ):
        site_languages(project)


@pytest.mark.usefixtures("no_mkdocs")
def test_only_files_that_a_page_asks_for_come_from_the_theme(project: Path) -> None:
    theme = frames.render(project, project / "cache")
    assert "assets/javascripts/lunr/min/lunr.vi.min.js" in theme.assets
    assert not [path for path in theme.assets if path.endswith(".map") or "lunr.ja" in path]


@cases(
    ("site_url", "guarded"), [(None, True), ("https://thidua.vn/", True), ("http://127.0.0.1:8000/a/", False)]
)
def test_only_the_live_server_of_mkdocs_goes_without_the_policy(site_url: str | None, guarded: bool) -> None:
    """It reloads a page by an inline script, and gives itself as the site's address."""
    block = (ROOT / "site_src/overrides/main.html").read_text().partition("{% block site_meta %}")[2]
    config = {"site_url": site_url, "dev_addr": "127.0.0.1:8000", "extra": {"csp": "p"}}
    head = Template(block.partition("{{ page")[0]).render(config=config)
    assert ('<meta charset="utf-8">\n  <meta http-equiv' in head) is guarded


def test_of_the_themes_stylesheet_what_no_page_holds_is_left_out():
    hook = run_path(str(ROOT / "site_src" / "overrides" / "thin.py"))
    thinned = hook["thinned"]
    sheet = (
        ':root{--md-tabbed-icon:url("data:,a");--md-details-icon:url("data:,b")}.tabbed-set,.md-nav a{x:y}'
        "@media print{.md-typeset .admonition:is(.a,.b){x:y}}@media screen{.tabbed-set>a{x:y}.md-nav{x:y}}"
        ".md-typeset details.note{x:y}"
    )
    thin = (
        ':root{--md-details-icon:url("data:,b")}.md-nav a{x:y}'
        "@media screen{.md-nav{x:y}}.md-typeset details.note{x:y}"
    )
    assert thinned(sheet, '<p class="md-nav">') == thin
    assert ".admonition" in thinned(sheet, '<details class="note">')
    held = "".join(f'<p class="x {part}">' for part in (*hook["_PARTS"], *hook["_BROUGHT"]))
    assert thinned(sheet, held) == sheet
    assert thinned(sheet + "}", "") == sheet + "}"
    brought = ".md-code__nav,.md-tooltip2{x:y}.md-version{x:y}"
    assert thinned(brought, "") == ""
    assert thinned(brought, '{"features": ["content.code.copy"]}') == ".md-code__nav,.md-tooltip2{x:y}"
