"""MkDocs' hook: the theme's stylesheet without the parts that no page of the site holds.

They are a third of it, and selectors that every element of a page would be held against.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from thidua.site.style_rules import Rule, rules_of, written

# What hand-written pages alone may hold, by how its classes and pictures begin.
_PARTS = (
    *("admonition", "critic", "footnote", "highlight", "keys", "md-annotation", "md-consent", "md-feedback"),
    *("md-pagination", "md-path", "md-post", "md-source", "md-status", "md-tag", "tabbed", "task-list"),
)
# What the theme's program alone brings, and what on a page has it do so.
_BROUGHT = {
    "md-code": r'"content\.code',
    "md-tooltip": r'"content\.|class="[^"]*annotate|data-preview',
    "md-version": r'"provider"',
}


def on_post_build(config: Any, **_: Any) -> None:
    """Put the thinned sheet in the place of the theme's, under a name of its own contents."""
    site = Path(config["site_dir"])
    for sheet in (site / "assets" / "stylesheets").glob("main.*.css"):
        pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
        thin = thinned(sheet.read_text("utf-8"), "\n".join(pages.values())).encode()
        named = sheet.rename(sheet.with_name(f"main.{sha256(thin).hexdigest()[:10]}.css"))
        named.write_bytes(thin)
        for path, html in pages.items():
            path.write_text(html.replace(sheet.name, named.name), "utf-8")


def thinned(sheet: str, pages: str) -> str:
    """The sheet without what none of these pages holds; as it is where it cannot be read."""
    held = " ".join(re.findall(r'class="([^"]*)"', pages)).split()
    held += re.findall(r'<details class="(?!td-|shell-)', pages) and ["admonition"]  # one that unfolds
    held += [part for part, cause in _BROUGHT.items() if re.search(cause, pages)]
    unseen = [part for part in (*_PARTS, *_BROUGHT) if not any(one.startswith(part) for one in held)]
    if not unseen:
        return sheet
    named = re.compile(rf"\.(?:{'|'.join(unseen)})")
    variables = "|".join(part.removeprefix("md-") for part in unseen)
    pictures = re.compile(rf'--md-(?:{variables})[\w-]*:url\("[^"]*"\);?')

    def left(rule: Rule) -> Rule:
        kept = tuple(one for one in rule.selectors if not named.search(one))
        return rule._replace(selectors=kept, block=pictures.sub("", rule.block))

    try:
        return written(map(left, rules_of(sheet)))
    except ValueError:
        return sheet
