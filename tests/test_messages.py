"""No sentence of the interface is left out of the catalogue, or of the marking that brings it there."""

import ast
import io
import re
import shutil
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from string import Formatter

import pytest
import update_messages
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from code_read import nodes, parsed
from jinja2 import Environment
from table_kit import cases
from thidua import cli
from thidua.build import edition
from thidua.intake.read import load
from thidua.languages import catalogue_file, folder, site_languages, words_of
from thidua.model import Measure
from thidua.pages import campaign_batches
from thidua.pages.overview import overview_page
from thidua.pages.snapshots import snapshots
from thidua.pages.view import View
from thidua.site.page import Asset, Page
from thidua.site.site import Site
from thidua.site.templates import environment
from thidua.tables.columns import TABLES, form_columns

ROOT = Path(__file__).parent.parent
CODE = ROOT / "scripts" / "thidua"
TEMPLATES = ROOT / "site_src" / "templates"
OVERRIDES = ROOT / "site_src" / "overrides"
# Letters and marks that Vietnamese writes and English does not.
VIETNAMESE = re.compile("[đĐ\u031b]|[a-zA-Z\u0306\u0302][\u0300-\u0303\u0306\u0309\u0323]")

# What speaks Vietnamese to Vietnamese readers alone, or is no sentence at all; a folder ends in "/".
UNMARKED = {
    "commands/": "help of the command line",
    "report/": "a report in a form set by law",
    "reading/legacy_fonts.py": "letters",
    "tables/contents.py": "words that the office may type",
    "reading/folding.py": "a letter",
    "checks/text_rules.py": "broken encodings to look for",
    "checks/persons.py": "people's names, and words that stand before them",
    "keyed/guide.py": "docs of the data",
    "plan/new_campaign.py": "an empty plan to fill in",
    "planbook/book.py": "a workbook of plan.yml, whose keys are explained in Vietnamese",
    "planbook/layout.py": "a workbook of plan.yml, whose keys are explained in Vietnamese",
    "network/schema.py": "an empty network to fill in",
    "charts/text_fit.py": "letters",
}


def vietnamese(text: str) -> bool:
    return VIETNAMESE.search(unicodedata.normalize("NFD", text)) is not None


@cases(
    ("text", "expected"),
    [
        ("Chỉ tiêu", True),
        ("đợt", True),
        ("Tư", True),
        ("năm", True),
        ("bà", True),
        ("Đ", True),
        ("CN-03 · 90% → “met”", False),
        ("≥ 7–9 × 2…", False),
    ],
)
def test_what_counts_as_vietnamese(text: str, expected: bool) -> None:
    assert vietnamese(text) is expected


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_po(io.BytesIO(catalogue_file(ROOT, "en").read_bytes()), locale="en")


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_catalogue_holds_what_code_and_templates_say_as_make_messages_writes_it(
    catalogue: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {(message.context, message.id) for message in messages(catalogue)}
    monkeypatch.setattr(update_messages, "nodes", nodes)
    marked = update_messages.marked()
    assert (sorted({*marked} - known, key=str), sorted(known - {*marked}, key=str)) == ([], [])
    monkeypatch.setattr(update_messages, "marked", lambda: marked)
    written = update_messages.written(update_messages.updated(catalogue)).decode()
    assert catalogue_file(ROOT, "en").read_text("utf-8") == written


def test_every_message_is_translated(catalogue: Catalog) -> None:
    assert [message.id for message in messages(catalogue) if not message.string or message.fuzzy] == []


def test_no_translation_is_left_in_vietnamese(catalogue: Catalog) -> None:
    assert [message.string for message in messages(catalogue) if vietnamese(str(message.string))] == []


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_put_in_the_same_values(catalogue: Catalog) -> None:
    wrong = [one.id for one in messages(catalogue) if fields(str(one.id)) != fields(str(one.string))]
    assert wrong == []


def formats(template: str) -> dict[str, set[str]]:
    """What a template does with each value, other than choosing between one and many."""
    found: dict[str, set[str]] = {}
    for _, name, how, _ in Formatter().parse(template):
        if name and "|" not in (how or ""):
            found.setdefault(name, set()).add(how or "")
    return found


def test_both_languages_write_the_values_alike(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        wanted, given = formats(str(message.id)), formats(str(message.string))
        assert all(how == wanted[name] for name, how in given.items()), message.id


def test_a_choice_between_one_and_many_has_both_words(catalogue: Catalog) -> None:
    choices = [
        how.split("|")
        for one in messages(catalogue)
        for _, _, how, _ in Formatter().parse(str(one.string))
        if how and "|" in how
    ]
    assert ["target", "targets"] in choices
    assert [choice for choice in choices if len(choice) != 2 or not all(choice)] == []


def literals(file: Path) -> Iterator[ast.Constant]:
    """Every text of a module but its docstrings."""
    described = {
        id(node.body[0].value)
        for node in nodes(file)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes(file):
        # A text that is a statement by itself describes the constant above it.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            described.add(id(node.value))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node


@pytest.fixture(scope="module")
def unmarked(catalogue: Catalog) -> dict[str, list[str]]:
    """Texts with Vietnamese letters that no translator gets to see, by module."""
    known = {message.id for message in messages(catalogue)}
    found: dict[str, list[str]] = {}
    for file in sorted(CODE.rglob("*.py")):
        for node in literals(file):
            if vietnamese(node.value) and node.value not in known:
                found.setdefault(file.relative_to(CODE).as_posix(), []).append(node.value)
    return found


def reason(module: str) -> str | None:
    return next(
        (key for key in UNMARKED if module == key or (key.endswith("/") and module.startswith(key))), None
    )


def test_what_a_form_says_of_its_columns_is_translated(catalogue: Catalog) -> None:
    columns = [column for table in TABLES.values() for column in form_columns(table)]
    said = [text for _, told in columns for text in (told.help, told.title, told.prompt) if text]
    assert [text for text in said if text not in catalogue] == []
    assert len(said) > 2 * len(columns)


def test_no_sentence_in_the_code_escapes_the_translators(unmarked: dict[str, list[str]]) -> None:
    assert {module: texts for module, texts in unmarked.items() if reason(module) is None} == {}


HELP = re.compile(r"[A-Z_]+")  # constants with help


def helped(tree: ast.Module) -> Iterator[ast.AST]:
    """Where a command's help stands."""
    for node in tree.body:
        name = node.targets[0] if isinstance(node, ast.Assign) else ast.Name(getattr(node, "name", ""))
        if HELP.fullmatch(ast.unparse(name)):
            yield node


@cases(
    "file",
    [file for file in sorted((CODE / "commands").glob("*.py")) if file.name != "parser.py"],
)
def test_a_command_leaves_nothing_but_its_help_to_vietnamese_alone(catalogue: Catalog, file: Path) -> None:
    known = {message.id for message in messages(catalogue)}
    own = {id(text) for node in helped(parsed(file)) for text in ast.walk(node)}
    said = [text.value for text in literals(file) if vietnamese(text.value) and id(text) not in own]
    assert [text for text in said if text not in known] == []


def test_every_exception_is_still_needed(unmarked: dict[str, list[str]]) -> None:
    assert {reason(module) for module in unmarked} >= set(UNMARKED)


def template_texts(file: Path) -> Iterator[tuple[str, str]]:
    """What stands in a template outside of Jinja, and the texts within; one may go over several lines."""
    tokens = Environment(extensions=["jinja2.ext.i18n"]).lex(file.read_text("utf-8"))
    told = [(kind, text) for _, kind, text in tokens if kind != "whitespace"]
    for kind, run in groupby(told, key=lambda token: token[0]):
        texts = [text for _, text in run]
        if kind == "data":
            yield from ((kind, text) for text in texts)
        elif kind == "string":
            yield kind, "".join(map(ast.literal_eval, texts))


def test_no_sentence_in_a_template_escapes_the_translators(catalogue: Catalog) -> None:
    known = {message.id for message in messages(catalogue)}
    found = [
        (file.name, text)
        for file in sorted(TEMPLATES.rglob("*.html"))
        for kind, text in template_texts(file)
        if vietnamese(text) and (kind == "data" or text not in known)
    ]
    assert found == []


def test_the_theme_says_nothing_by_itself_but_where_its_vietnamese_words_are() -> None:
    spoken = {
        file.relative_to(OVERRIDES).as_posix()
        for file in OVERRIDES.rglob("*.html")
        for _, text in template_texts(file)
        if vietnamese(text)
    }
    # 404.html is shown for an address of neither language.
    assert spoken == {"404.html", "partials/languages/vi.html"}


def test_scripts_take_their_words_from_the_page() -> None:
    spoken = {}
    for file in sorted((ROOT / "site_src" / "assets").glob("*.js")):
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", file.read_text("utf-8"), flags=re.DOTALL)
        spoken[file.name] = [line.strip() for line in code.splitlines() if vietnamese(line)]
    assert {name for name, lines in spoken.items() if lines} == {"charts.js", "grid.js"}
    # Plotly's own words, for Vietnamese pages alone; and the letter that no mark can be taken from.
    charts = (ROOT / "site_src" / "assets" / "charts.js").read_text("utf-8")
    locale = re.search(r"const VIETNAMESE = \{.*?\n  \};", charts, re.DOTALL)
    assert locale and all(line in locale[0] for line in spoken["charts.js"])
    assert not any(vietnamese(line.replace("[đĐ]", "")) for line in spoken["grid.js"])


def plain(text: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return bare.replace("đ", "d").replace("Đ", "D")


@pytest.fixture(scope="module")
def plain_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign of 2022 without any Vietnamese letter, so that all that are left are the interface's."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data" / "2022", data / "2022")
    for file in data.rglob("*"):
        if file.suffix in (".csv", ".yml"):
            file.write_text(plain(file.read_text("utf-8")), "utf-8")
    return data


def english_files(data: Path, day: date, made: Iterable[str] = ("vi", "en")) -> dict[str, bytes]:
    """The English half of a site on a day: pages, charts, calendar, feed and search index."""
    [campaign] = load(data, "2022", day).campaigns
    views = []
    for language in made:
        words = words_of(language, ROOT)
        templates = environment(ROOT, words, ROOT / "build" / "cache" / "templates")
        views.append(View.of(campaign, day, words, templates, folder(language)))
    [english] = [view for view in views if view.words.language == "en"]
    site = Site(
        ROOT,
        ROOT / "build" / "cache",
        [edition(one, [one], []) for one in views],
        [one.words for one in views],
    )
    contents: list[Page | Asset] = [overview_page(english, "en/"), *english.taken_assets()]
    for batch in campaign_batches(english, snapshots(english)):
        contents += batch.make()
    files = {path: data or b"" for path, data in site.files(contents)}
    own = {one.path + "index.html" if isinstance(one, Page) else one.path for one in contents}
    own.add("search/search_index.en.json")
    return {path: data for path, data in files.items() if path in own}


FOREIGN = re.compile(r'<[^>]* lang="vi"[^>]*>')


def spoken(html: str) -> str:
    """The texts of a page, its attributes' too, but for those of what is marked as Vietnamese."""
    return unescape(FOREIGN.sub("", html))


@cases("day", [date(2022, 1, 20), date(2022, 6, 30), date(2022, 11, 7), date(2023, 3, 31)])
def test_nothing_on_english_pages_is_vietnamese_but_the_data(plain_data: Path, day: date) -> None:
    files = english_files(plain_data, day)
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    assert "en/index.html" in pages and "en/2022/chi-tieu/CN-03/index.html" in pages
    assert all(re.search(r'<html [^>]*lang="en"', page) for page in pages.values())
    others = {
        path: (zlib.decompress(data) if path.endswith(".z") else data).decode()
        for path, data in files.items()
        if path not in pages
    }
    assert {path.rpartition(".")[2] for path in others} >= {"z", "json", "ics", "xml"}
    texts = {path: spoken(page) for path, page in pages.items()} | others
    left = {path: text.splitlines() for path, text in texts.items() if vietnamese(text)}
    assert {path: [*filter(vietnamese, lines)] for path, lines in left.items()} == {}


class Unmarked(HTMLParser):
    """Vietnamese text that stands in no element of that language; a title or description can hold none."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "br", "hr", "img", "input"):
            self.open.append((tag, dict(attrs).get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        language = next((lang for _, lang in reversed(self.open) if lang), None)
        if VIETNAMESE.search(unicodedata.normalize("NFD", data)) and language != "vi":
            self.found += [] if self.open[-1][0] in ("title", "desc", "style", "script") else [data.strip()]


def test_what_stays_vietnamese_on_english_pages_is_marked_and_the_plan_s_english_is_used() -> None:
    files = english_files(ROOT / "data", date(2022, 6, 30))
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    assert {path: found for path, html in pages.items() if (found := Unmarked(html).found)} == {}
    assert '<h1><span lang="vi">Phòng Hợp tác quốc tế</span>: met ' in pages["en/2022/don-vi/HTQT/index.html"]
    title = "<title>First phase – Emulation 2022 · Department of Foreign Affairs</title>"
    assert title in pages["en/2022/dot/dot1/index.html"]
    page = files["en/2022/chi-tieu/CN-03/index.html"].decode()
    assert "<title>CN-03 Grassroots emulation fighter – " in page
    assert " 15% of staff" in page
    assert '<p lang="vi">Ít nhất 15%' in page
    assert 'data-index="search/search_index.en.json"' in page
    assert "en/2022/chi-tieu/CN-03/" in files["search/search_index.en.json"].decode()
    assert re.search(r'href="\.\./\.\./\.\./\.\./2022/chi-tieu/CN-03/"[^>]* hreflang="vi"', page)


def test_the_site_is_published_in_vietnamese_and_english() -> None:
    assert site_languages(ROOT) == ["vi", "en"]


def test_vietnamese_alone_needs_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {}\n")
    assert site_languages(tmp_path) == ["vi"]
    assert words_of("vi", tmp_path).gettext("Chỉ tiêu") == "Chỉ tiêu"


def test_problems_are_told_in_english_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], plain_data: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(plain_data, data)
    with (data / "2022" / "achievements.csv").open("a", encoding="utf-8") as file:
        file.write("30/02/2022,CN-O3,NOBODY,ten,,,,\n")
    assert cli.main(["check", str(data), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "bad-date: “30/02/2022” is not a date — " in told or "the calendar has no such day" in told
    assert "unknown-unit: there is no unit “NOBODY” in units.csv" in told
    assert "errors. Nothing was published." in told or "Nothing was published." in told
    assert not vietnamese(told)


def test_what_a_measure_is_called_and_how_it_is_worked_out_are_translated(catalogue: Catalog) -> None:
    said = {text for one in Measure for text in (one.traits.label, one.traits.method)}
    assert said - {message.id for message in messages(catalogue)} == set()
