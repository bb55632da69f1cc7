"""Sentences that can be said in another language: a Vietnamese template and its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter

Translate = Callable[[str], str]


def as_written(message: str) -> str:
    """The Vietnamese text itself: the translator of the site's own language."""
    return message


def mark(message: str) -> str:
    """Mark a constant for the catalogue of messages; it is translated where it is shown."""
    return message


class _Plurals(Formatter):
    """``{n:target|targets}`` is "target" where n is 1, else "targets": what Vietnamese has no need of."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return format(value, format_spec)
        return one if str(value) == "1" else many


_PLURALS = _Plurals()


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence: a Vietnamese template (the catalogue's key) and the values put into it.

    Values are shown as they are; they are never read as a template.
    """

    template: str
    values: Mapping[str, object]

    def __init__(self, template: str, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def render(self, translate: Translate = as_written) -> str:
        """The sentence in the translator's language."""
        shown = {
            name: value.render(translate) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        template = translate(self.template)
        return _PLURALS.vformat(template, (), shown) if "|" in template else template.format(**shown)

    def __str__(self) -> str:
        return self.render()
