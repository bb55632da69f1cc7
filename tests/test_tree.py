"""`thidua docs`, then MkDocs' own commands: the same pages, and whatever a Material user expects."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from campaigns import small, write_campaign
from own_kit import AS_OF, Desk
from sharing import warm
from thidua.cli import main

GAP = re.compile(r">\s+(?=<)")  # Markdown puts a line's end between two elements

# Of a page that is opened first.
OWN_RULES = re.compile(
    r'<style data-first>.*?</style>|<link rel="preload"[^>]*>|<link [^>]*data-first>', re.DOTALL
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sources of a site, and the site that `thidua build` makes."""
    found = Desk(tmp_path_factory.mktemp("tree"), date(2022, 2, 28))
    found.build()
    found.docs()
    return found


@pytest.fixture(scope="module")
def built(desk: Desk) -> Path:
    """The site that MkDocs makes of them."""
    return mkdocs(desk)


def mkdocs(desk: Desk, config: str = "mkdocs.yml") -> Path:
    """Where the ordinary command has built, without a warning."""
    words = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", desk.root / config)
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=desk.root)
    assert done.returncode == 0, done.stderr
    return desk.root / "build" / "mkdocs"


def test_mkdocs_builds_the_very_pages(desk: Desk, built: Path) -> None:
    pages = [path.relative_to(desk.out) for path in desk.out.rglob("*.html")]
    assert len(pages) > 60
    assert {path.relative_to(built) for path in built.rglob("*.html")} == set(pages)
    for page in pages:
        ours, theirs = ((folder / page).read_text("utf-8") for folder in (desk.out, built))
        ours = OWN_RULES.sub("", ours).replace('" disabled>', '">')
        assert GAP.sub(">", ours) == GAP.sub(">", theirs), page
    others = [path.relative_to(desk.out) for path in desk.out.rglob("*.*") if path.is_file()]
    made = {path.name for path in (built / "search").iterdir()} | {"sitemap.xml", ".thidua-site"}
    for path in others:
        if path.suffix != ".html" and path.name not in made and not path.match("assets/first.*.css"):
            assert (built / path).read_bytes() == (desk.out / path).read_bytes(), path


def places(file: Path) -> set[str]:
    """Where the entries of a search index lead."""
    return {one["location"].partition("#")[0] for one in json.loads(file.read_bytes())["docs"]}


def test_its_search_finds_the_same_pages(desk: Desk, built: Path) -> None:
    for name in ("search_index.json", "search_index.en.json"):
        ours, theirs = places(desk.out / "search" / name), places(built / "search" / name)
        assert ours == theirs
        assert {place.startswith("en/") for place in theirs} == {name == "search_index.en.json"}


def test_another_theme_with_a_hook_and_a_style(desk: Desk) -> None:
    desk.as_of = AS_OF
    desk.docs()  # fewer pages, each of which costs MkDocs ten milliseconds
    text = (desk.root / "mkdocs.yml").read_text("utf-8")
    theme = text[text.index("theme:") : text.index("plugins:")]
    (desk.root / "other.yml").write_text(
        text.replace(theme, "theme: {name: readthedocs}\nextra_css: [assets/thidua.css]\n").replace(
            "hooks:\n", "hooks:\n  - hook.py\n"
        ),
        "utf-8",
    )
    (desk.root / "hook.py").write_text(
        "def on_page_content(html, page, config, files):\n    return html + '<p>Được gắn thêm</p>'\n"
    )
    html = (mkdocs(desk, "other.yml") / "2022/chi-tieu/CN-03/index.html").read_text("utf-8")
    assert "<title>CN-03 Chiến sĩ thi đua - Văn phòng Sở</title>" in html
    assert 'href="../../../assets/thidua.css"' in html
    assert "Được gắn thêm" in html
    assert "<figure" in html and "<svg" in html


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_campaign(tmp_path, **small())
    warm(tmp_path / "build" / "cache")
    monkeypatch.chdir(tmp_path)
    assert main(["docs", "--as-of", "2022-01-20"]) == 0
    assert "build/docs: ghi " in capsys.readouterr().err
    assert (tmp_path / "build/docs/2022/chi-tieu/CN-01/index.md").read_text("utf-8").startswith("---\n{")
    assert main(["docs", "nowhere"]) == 2
