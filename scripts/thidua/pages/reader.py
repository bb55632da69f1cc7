"""What makes a page from a template: for a campaign, and for a network."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from thidua.languages import MAIN_LANGUAGE
from thidua.site.page import Page, relative
from thidua.site.vietnamese import Marker
from thidua.wording import plain
from thidua.words import Words


class Reader(ABC):
    """For whom pages are made: by which templates, in which language, under which folder."""

    templates: Environment
    words: Words
    home: str

    @abstractmethod
    def names(self) -> Iterator[str]:
        """What may stand in Vietnamese within a sentence of another language."""

    def render(self, template: str, page_path: str, **context: Any) -> str:
        """A template's HTML for the page at ``page_path``; all values are escaped in it.

        In another language what stays Vietnamese is marked.
        """
        link = partial(relative, page_path)
        made = self.templates.get_template(template)
        return self.marked(made.render(view=self, home=self.home, link=link, **context))

    def page(
        self,
        template: str,
        path: str,
        section: str,
        title: str,
        search: Iterable[str] = (),
        *,
        lone: bool = False,
        **context: Any,
    ) -> Page:
        """A page that stands by itself: the search finds it by its title and by what else is given for it."""
        body = self.render(template, path, title=title, **context)
        return Page(path, section, title, body, plain((title, *search)), home=self.home, lone=lone)

    def marked(self, html: str) -> str:
        """The same, with what stays Vietnamese marked where another language is spoken."""
        return html if self.words.language == MAIN_LANGUAGE else self._marker.marked(html)

    @cached_property
    def _marker(self) -> Marker:
        return Marker(self.words.language, set(self.names()))


def inert(html: str) -> Markup:
    """HTML that a renderer of ours has made and escaped."""
    return Markup(html)
