"""A campaign's folder is also a folder of the site and of everybody's clone: names that cannot be both."""

from collections.abc import Collection, Iterable, Iterator
from unicodedata import normalize

from thidua.addresses import TAKEN
from thidua.problems import CellError, Problem, Where
from thidua.reading.cells import parse_id
from thidua.text import shown


def name_problems(names: Iterable[str], shown_data: str, languages: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the names of the campaigns' folders, each by itself and all together.

    Each of the site's ``languages`` has a folder of its own beside them.
    """
    seen: dict[str, str] = {}
    taken = TAKEN | {language.casefold() for language in languages}
    for name in names:
        where = Where(f"{shown_data}/{name}")
        other = seen.setdefault(normalize("NFC", name).casefold(), name)
        if other != name:
            yield where.error("bad-campaign-name/alike", other=shown(other))
        if name.casefold() in taken:
            yield where.error("bad-campaign-name/taken", name=shown(name))
        try:
            parse_id(name)
        except CellError as error:
            yield where.of(CellError("bad-campaign-name", error.message, error.hint))
