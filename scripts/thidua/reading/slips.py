"""What people write where a day or a number is asked for, and what to do about it, as slips.yml has it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from thidua.beside import texts_beside
from thidua.text import Text


def remedy(kind: str, cell: str) -> Text:
    """What to do about a cell that is none of its kind: ``date`` or ``number``."""
    return Text(next(hint for form, hint in _slips()[kind] if re.fullmatch(form, cell)))


def sentences() -> Iterator[str]:
    """What slips.yml says in words for people."""
    yield from (hint for slips in _slips().values() for _, hint in slips)


@cache
def _slips() -> Mapping[str, Sequence[tuple[str, str]]]:
    found: Mapping[str, Sequence[tuple[str, str]]] = texts_beside("reading", "slips.yml")
    return found
