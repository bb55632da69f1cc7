import re
from collections import Counter
from pathlib import Path

from jinja2 import nodes
from table_kit import cases
from thidua.model import Measure
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "site_src" / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
FRAMES = sorted((ROOT / "site_src" / "overrides").rglob("*.html"))


@cases("file", [*FILES, *FRAMES])
def test_a_template_can_be_read_and_diffed(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [place for place, line in enumerate(lines, 1) if len(line) > 120] == []


@cases("file", FILES)
def test_a_template_decides_no_measure(file: Path) -> None:
    tree = environment(ROOT, VIETNAMESE).parse(file.read_text(encoding="utf-8"))
    asked = {one.attr for one in tree.find_all(nodes.Getattr)}
    texts = {one.value for one in tree.find_all(nodes.Const) if isinstance(one.value, str)}
    assert "measure" not in asked
    assert not texts & {measure.value for measure in Measure}


def test_every_part_is_used() -> None:
    used = Counter(
        name
        for file in [*FILES, *(ROOT / "scripts/thidua").rglob("*.py")]
        # Named where it is written, where it is imported, and where it is asked for.
        for name in re.findall(r'"(parts/\w+\.html)"', file.read_text(encoding="utf-8"))
    )
    assert set(used) == {f"parts/{file.name}" for file in (TEMPLATES / "parts").glob("*.html")}


def test_every_macro_is_used() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in FILES if file.name != "shell.html")
    # Named where it is written, where it is imported, and where it is asked for.
    for name in re.findall(r"{%-? macro (\w+)", written):
        assert len(re.findall(rf"\b{name}\b", written)) > 2 - name.startswith("_"), name


@cases("file", FILES)
def test_every_table_has_a_caption_and_no_element_a_style(file: Path) -> None:
    told = file.read_text(encoding="utf-8")
    tables = re.split(r"<table\b(?:[^>\"]|\"[^\"]*\")*>", told)[1:]
    assert [one[:60] for one in tables if not re.match(r"\s*(\{\{-? caption\(|<caption)", one)] == []
    assert not re.search(r"\sstyle=", told)
