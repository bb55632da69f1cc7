"""The languages of the interface: Vietnamese, which the code itself speaks, and those with a catalogue."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from gettext import GNUTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from thidua import mkdocs_yml
from thidua.beside import data_beside
from thidua.words import VIETNAMESE, Words

MAIN_LANGUAGE, ENGLISH = VIETNAMESE.language, "en"
Kept = Callable[[str, str, Callable[[], bytes]], bytes]  # a name, a hash of what it is made from, how
# What Babel tells of these, which is slow to import.
_KNOWN: Mapping[str, Sequence[str]] = data_beside("languages.json")
_WORDS: dict[tuple[str, str], Words] = {}


def site_languages(root: Path) -> list[str]:
    """The languages in which the site is published (``extra.languages`` in mkdocs.yml), Vietnamese first.

    Where no site can be made, as in the clerk's own program, there is Vietnamese alone. Raises SettingsError.
    """
    file = root / mkdocs_yml.NAME
    extra = mkdocs_yml.read(file).get("extra") if file.is_file() else None
    asked = [str(one) for one in (extra or {}).get("languages") or () if one != MAIN_LANGUAGE]
    for language in asked:
        if not (catalogue := catalogue_file(root, language)).is_file():
            raise mkdocs_yml.SettingsError(
                "{file}: extra.languages: “{language}” chưa có bảng dịch {catalogue}; "
                "tạo tệp ấy (docs/translate.md), hoặc bỏ ngôn ngữ này",
                file=file,
                language=language,
                catalogue=catalogue.relative_to(root),
            )
    return [MAIN_LANGUAGE, *asked]


def catalogued(root: Path) -> set[str]:
    """The languages that the site is or could be published in: those that have a folder of translations."""
    return {MAIN_LANGUAGE, ENGLISH, *(each.name for each in (root / "site_src" / "locale").glob("*"))}


def folder(language: str) -> str:
    """Where the pages of a language stand: the main one's at the site's root, ``en/…`` beside them."""
    return "" if language == MAIN_LANGUAGE else f"{language}/"


def name_of(language: str) -> str:
    """A language's name in its own words: Tiếng Việt, English, Français."""
    return (_KNOWN.get(language) or told(language))[2]


@lru_cache
def told(language: str) -> tuple[str, str, str]:
    """What Babel tells of a language: its signs for decimals and thousands, and its name."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and most sites have no need of it
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415

    name = Locale.parse(language).get_language_name() or language
    return get_decimal_symbol(language), get_group_symbol(language), name[:1].upper() + name[1:]


def catalogue_file(root: Path, language: str) -> Path:
    """The translations of a language, as translators edit them."""
    return root / "site_src" / "locale" / language / "LC_MESSAGES" / "thidua.po"


def words_of(language: str, root: Path, kept: Kept = lambda name, key, make: make()) -> Words:
    """The words of a language. Raises OSError where it has no catalogue.

    Its sentences and the form of a day are the catalogue's, its signs for numbers are Babel's. Vietnamese
    needs none; where it has one, that says some sentences in the words of the office. ``kept`` may know a
    catalogue compiled from before.
    """
    file = catalogue_file(root, language)
    if language == MAIN_LANGUAGE and not file.is_file():
        return VIETNAMESE
    catalogue = file.read_bytes()
    key = language, sha256(catalogue).hexdigest()
    if key not in _WORDS:
        decimal, thousands, _ = _KNOWN.get(language) or told(language)
        sentences = GNUTranslations(BytesIO(kept(*key, lambda: compiled(catalogue))))
        _WORDS[key] = Words(language, decimal, thousands, sentences)
    return _WORDS[key]


def compiled(catalogue: bytes) -> bytes:
    """A catalogue (.po) as gettext reads it (.mo)."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to import, and Vietnamese has no need of it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    out = BytesIO()
    write_mo(out, read_po(BytesIO(catalogue), abort_invalid=True))
    return out.getvalue()
