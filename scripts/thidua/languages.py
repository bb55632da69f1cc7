"""The languages of the interface: Vietnamese, which the code itself speaks, and those with a catalogue."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from thidua import mkdocs_yml
from thidua.words import VIETNAMESE, Words

MAIN_LANGUAGE, ENGLISH = VIETNAMESE.language, "en"


def site_languages(root: Path) -> list[str]:
    """The languages in which the site is published (``extra.languages`` in mkdocs.yml), Vietnamese first.

    Where no site can be made, as in the clerk's own program, there is Vietnamese alone.
    """
    file = root / mkdocs_yml.NAME
    asked = mkdocs_yml.read(file)["extra"].get("languages", []) if file.is_file() else []
    return [MAIN_LANGUAGE, *(str(one) for one in asked if one != MAIN_LANGUAGE)]


def catalogued(root: Path) -> set[str]:
    """The languages that the site is or could be published in: those that have a folder of translations."""
    return {MAIN_LANGUAGE, ENGLISH, *(each.name for each in (root / "site_src" / "locale").glob("*"))}


def folder(language: str) -> str:
    """Where the pages of a language stand: the main one's at the site's root, ``en/…`` beside them."""
    return "" if language == MAIN_LANGUAGE else f"{language}/"


@lru_cache
def name_of(language: str) -> str:
    """A language's name in its own words: Tiếng Việt, English, Français."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and one language has no need of it

    name = Locale.parse(language).get_language_name() or language
    return name[:1].upper() + name[1:]


def catalogue_file(root: Path, language: str) -> Path:
    """The translations of a language, as translators edit them."""
    return root / "site_src" / "locale" / language / "LC_MESSAGES" / "thidua.po"


def words_of(language: str, root: Path) -> Words:
    """The words of a language. Raises OSError where it has no catalogue.

    Its sentences and the form of a day are the catalogue's, its signs for numbers are Babel's. Vietnamese
    needs none; where it has one, that says some sentences in the words of the office.
    """
    catalogue = catalogue_file(root, language)
    if language == MAIN_LANGUAGE and not catalogue.is_file():
        return VIETNAMESE
    return _words(language, catalogue.read_bytes())


@lru_cache
def _words(language: str, catalogue: bytes) -> Words:
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415

    signs = get_decimal_symbol(language), get_group_symbol(language)
    return Words(language, *signs, GNUTranslations(BytesIO(compiled(catalogue))))


def compiled(catalogue: bytes) -> bytes:
    """A catalogue (.po) as gettext reads it (.mo)."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to import, and Vietnamese has no need of it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    out = BytesIO()
    write_mo(out, read_po(BytesIO(catalogue), abort_invalid=True))
    return out.getvalue()
