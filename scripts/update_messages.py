"""Bring the catalogues up to date: what the interface says now, as it was translated before.

`make messages` runs it after a sentence was added or changed; docs/translate.md tells the rest.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from thidua import mkdocs_yml
from thidua.entry import sections
from thidua.export import said as downloads
from thidua.keyed.shapes import records
from thidua.model import measures
from thidua.network.schema import NETWORK
from thidua.plan.schema import PLAN
from thidua.problems.said import catalogue
from thidua.reading import slips
from thidua.site.sources import CONTEXT, navigation_names
from thidua.tables.columns import ACHIEVEMENTS, TABLES, form_columns
from thidua.wording import SAID

ROOT = Path(__file__).resolve().parents[1]
Key = tuple[str | None, str]

# Every spelling by which code and templates mark a sentence. It comes first; in pgettext its context does.
_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "say", "complain", "Text", "mark")),
    **dict.fromkeys(("WrongCallError", "PublishError", "OlderCommitError", "GitError", "NoRepositoryError")),
    **dict.fromkeys(("SettingsError", "FrameError")),
    "pgettext": ((1, "c"), 2),
}
_TEMPLATES = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_HEADER = """\
# The interface in another language. A msgid is the Vietnamese sentence in the code or a template.
# `make messages` adds new sentences and drops old ones; docs/translate.md tells the rest.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def marked() -> list[Key]:
    """Every marked sentence with its context, in the order of sentences: code may move."""
    found = {*_in_code(), *_in_templates()}
    found |= {(CONTEXT, name) for name in navigation_names(mkdocs_yml.read(ROOT / mkdocs_yml.NAME))}
    found |= {(None, sentence) for said in catalogue().values() for sentence, _ in said}
    found |= {(None, column.title) for column in ACHIEVEMENTS.columns}  # the headers of a download
    found |= {
        (None, sentence) for told in (downloads, measures, sections, slips) for sentence in told.sentences()
    }
    found |= {(None, sentence) for said in SAID.values() for sentence in said.values()}
    found |= {(None, key.about) for file in (PLAN, NETWORK) for each in records(file) for key in each.keys}
    asked = (on_form for table in TABLES.values() for _, on_form in form_columns(table))
    found |= {(None, said) for one in asked for said in (one.help, one.title, one.prompt) if said}
    return sorted(found, key=lambda key: (key[1], key[0] or ""))


def _in_templates() -> Iterator[Key]:
    folder = ROOT / "site_src" / "templates"
    for _, _, message, _, context in extract_from_dir(folder, [("**.html", "jinja2")], _TEMPLATES, _KEYWORDS):
        yield context, message if isinstance(message, str) else message[-1]


def _in_code() -> Iterator[Key]:
    """A report to the authorities follows a form set by law, in Vietnamese: it is left out."""
    folder = ROOT / "scripts" / "thidua"
    for file in folder.rglob("*.py"):
        if file.relative_to(folder).parts[0] != "report":
            yield from filter(None, map(_told, nodes(file)))


def nodes(file: Path) -> Iterable[ast.AST]:
    """All that a module's tree consists of."""
    return ast.walk(ast.parse(file.read_text("utf-8")))


def _told(node: ast.AST) -> Key | None:
    """What a call marks, where it is one that does, with a sentence written out."""
    match node:
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name), args) if name in _KEYWORDS:
            match args:
                case [ast.Constant(str(context)), ast.Constant(str(said)), *_] if name == "pgettext":
                    return context, said
                case [ast.Constant(str(said)), *_] if name != "pgettext":
                    return None, said
    return None


def updated(old: Catalog) -> Catalog:
    """The catalogue of exactly the marked sentences, with the translations it had for them."""
    fresh = Catalog(locale=old.locale, fuzzy=False)
    for context, message in marked():
        known = old.get(message, context)
        added = fresh.add(message, known.string if known else "", context=context)
        added.flags.clear()  # a per cent sign is no placeholder here, whatever it looks like
    return fresh


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it is committed: without places and days, which every edit would change."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, no_location=True, omit_header=True)
    return _HEADER.format(language=catalogue.locale_identifier).encode() + out.getvalue()


def main() -> None:
    """Rewrite every catalogue."""
    for file in sorted((ROOT / "site_src" / "locale").glob("*/LC_MESSAGES/thidua.po")):
        old = read_po(io.BytesIO(file.read_bytes()), locale=file.parts[-3])
        file.write_bytes(written(updated(old)))


if __name__ == "__main__":
    main()
