"""What is said of each kind of problem: said.yml beside this module, read when the first one is told."""

from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Any

import yaml

from thidua.beside import text_beside
from thidua.text import Text

_LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def said_of(kind: str, values: Mapping[str, object]) -> list[Text]:
    """What is wrong, and what to do where the catalogue knows; KeyError for what it does not know."""
    return [Text(template, **{name: values[name] for name in names}) for template, names in catalogue()[kind]]


@cache
def catalogue() -> Mapping[str, list[tuple[str, Sequence[str]]]]:
    """What is said of every kind, each sentence with the names of its values."""
    text = text_beside("problems", "said.yml")
    return {kind: [(one, _names(one)) for one in said] for kind, said in yaml.load(text, _LOADER).items()}


def _names(template: str) -> Sequence[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]
