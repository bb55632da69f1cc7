"""A campaign's folder is also a folder of the site and of everybody's clone: names that cannot be both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from thidua.addresses import TAKEN
from thidua.problems import CellError, Problem, Where
from thidua.reading.cells import parse_id
from thidua.text import shown

_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")  # a folder of the site's pages in that language


def name_problems(names: Iterable[str], shown_data: str) -> Iterator[Problem]:
    """What is wrong with the names of the campaigns' folders, each by itself and all together."""
    seen: dict[str, str] = {}
    for name in names:
        where = Where(f"{shown_data}/{name}")
        other = seen.setdefault(normalize("NFC", name).casefold(), name)
        if other != name:
            yield where.error("bad-campaign-name/alike", other=shown(other))
        if name.casefold() in TAKEN or _LANGUAGE.fullmatch(name.casefold()):
            yield where.error("bad-campaign-name/taken", name=shown(name))
        try:
            parse_id(name)
        except CellError as error:
            yield where.error("bad-campaign-name", error.message, error.hint)
