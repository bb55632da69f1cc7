"""What is said of each kind of problem: said.yml beside this module, read when the first one is told."""

from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter

from thidua.beside import texts_beside
from thidua.text import Text


def said_of(kind: str, values: Mapping[str, object]) -> list[Text]:
    """What is wrong, and what to do where the catalogue knows; KeyError for what it does not know."""
    return [Text(template, **{name: values[name] for name in names}) for template, names in catalogue()[kind]]


@cache
def catalogue() -> Mapping[str, list[tuple[str, Sequence[str]]]]:
    """What is said of every kind, each sentence with the names of its values."""
    said = texts_beside("problems", "said.yml")
    return {kind: [(one, _names(one)) for one in sentences] for kind, sentences in said.items()}


def _names(template: str) -> Sequence[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]
