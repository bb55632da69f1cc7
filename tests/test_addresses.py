import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from code_read import nodes
from table_kit import cases
from thidua import mkdocs_yml
from thidua.addresses import HASHED, Below, Files, Home, chart_data, hashed, search_index

ROOT = Path(__file__).parents[1]
WITH_AN_ID = ("target", "embed", "phase", "task", "unit")
LONE = [name for name, found in vars(Home).items() if isinstance(found, Below)]


def test_a_home_knows_its_pages() -> None:
    home = Home.of("2022", "en/")
    assert home == "en/2022/"
    assert home.target("CN-03") == "en/2022/chi-tieu/CN-03/"
    assert home.api == "en/2022/du-lieu/api/"
    assert home.feed == "en/2022/thay-doi.xml"


def test_an_earlier_day_lies_inside_its_campaign() -> None:
    past = Home.of("2022").on(date(2022, 6, 30))
    assert past.unit("HTQT") == "2022/ngay/2022-06-30/don-vi/HTQT/"
    assert past.main == "2022/"
    assert past.main.main == "2022/"


def test_each_section_of_the_navigation_has_an_address() -> None:
    told = mkdocs_yml.read(ROOT / "mkdocs.yml")["extra"]["sections"]
    assert [section["key"] for section in told] == list(Home("").sections)


def test_no_two_pages_have_one_address() -> None:
    home = Home.of("2022")
    paths = [getattr(home, name) for name in LONE] + [getattr(home, name)("x") for name in WITH_AN_ID]
    assert len({*paths, home, home.on(date(2022, 6, 30))}) == len(paths) + 2


@cases("path", [chart_data(b"{}"), hashed("thidua.*.css", b""), hashed("p.*.min.js", b"")])
def test_a_shared_file_is_known_by_its_hash(path: str) -> None:
    assert HASHED.match(path)


@cases("path", ["assets/images/favicon.svg", "api/v1/2022/status.json", "2022/index.html"])
def test_other_files_are_not(path: str) -> None:
    assert not HASHED.match(path)


def test_a_shared_file_is_named_by_its_contents() -> None:
    assert hashed("boot.*.js", b"one") == "assets/boot.7692c3ad35.js"
    assert hashed("boot.*.js", b"two") != hashed("boot.*.js", b"one")


def test_files_of_a_campaign_share_a_folder() -> None:
    files = Files.of("2022")
    assert files.report("dot1") == "api/v1/2022/bao-cao-dot1.docx"
    assert files.workbook == "api/v1/2022/thidua-2022.xlsx"
    assert files.table("targets.csv") == "api/v1/2022/targets.csv"


def test_each_language_has_a_search_index() -> None:
    assert search_index() == "search/search_index.json"
    assert search_index("en") == "search/search_index.en.json"


def spoken(file: Path) -> Iterator[str]:
    """The texts that a module works with, but for its docstrings; of a template every line."""
    if file.suffix != ".py":
        yield from file.read_text(encoding="utf-8").splitlines()
        return
    told = {id(one.value) for one in nodes(file) if isinstance(one, ast.Expr)}
    for one in nodes(file):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told:
            yield one.value


def test_addresses_are_written_in_one_module() -> None:
    """Neither code nor a template spells the folder of a page or a path of the API."""
    home = Home.of("2022")
    folders = {getattr(home, name).split("/")[1] for name in LONE}
    spelt = re.compile(
        "|".join(rf"(?<!\w){re.escape(one)}/" for one in folders) + r"|^api/v1/|^assets/charts"
    )
    files = [*(ROOT / "scripts/thidua").rglob("*.py"), *(ROOT / "site_src/templates").rglob("*.html")]
    assert {file.name for file in files for text in spoken(file) if spelt.search(text)} == {"addresses.py"}
