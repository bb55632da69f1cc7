"""The templates, with the words and glyphs that every one of them may use."""

import re
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from thidua import wording
from thidua.charts.grid_bar import key_marks
from thidua.charts.looks import glyph_svg, patterns
from thidua.model import Status
from thidua.words import Words


class _Context(Context):
    """No function of ours asks for the context, and all of a template is escaped: what it calls is called."""

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **more: Any,
    ) -> Any:
        return called(*args, **more)


class _Environment(Environment):
    """No template has globals of its own; a plain dict answers at once, and each import of a part asks it."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def environment(root: Path, words: Words, cache: Path | None = None) -> Environment:
    """The environment of one language; ``root`` holds site_src/, ``cache`` keeps compiled templates."""
    kept = None
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        kept = FileSystemBytecodeCache(str(cache))
    env = _Environment(
        loader=FileSystemLoader(root / "site_src" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=kept,
        auto_reload=False,  # each build has an environment of its own; parts are asked for with every page
        extensions=["jinja2.ext.i18n"],
    )
    env.filters["bold"] = bold
    env.globals.update(
        _=words.gettext,
        pgettext=words.pgettext,
        say=words.say,
        glyph=_GLYPHS.__getitem__,
        look=_LOOKS.__getitem__,
        sign=_SIGNS.__getitem__,
        words=words,
        patterns=_PATTERNS,
        key_mark=_KEY.__getitem__,
        wording=wording,
    )
    return env


def bold(text: str) -> Markup:
    """A sentence with what stands between two asterisks in bold; everything else of it is escaped.

    A bound there stays on one line: ≥ 6.
    """
    return Markup(_BOLD.sub(r"<b>\1</b>", _BOUND.sub("\\1\u00a0", str(escape(text)))))


_BOLD, _BOUND = re.compile(r"\*([^*]+)\*"), re.compile("([≥≤]) ")
_LOOKS = {status: f"td-status--{status.tone} td-{status.css}" for status in Status}
_PATTERNS = Markup(patterns())
_KEY = {name: Markup(drawn) for name, drawn in key_marks().items()}
# Marks that are no status: what is at odds with the law, and what waits for an answer.
_SIGNS = {name: Markup(glyph_svg(name, name)) for name in ("law", "letter")}
_GLYPHS = {status: Markup(glyph_svg(status.shape, status.css)) for status in Status}
