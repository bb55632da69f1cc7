"""The search index and the sitemap: what the theme's scripts read to search and to move between pages."""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from thidua.site.page import Edition, Page


def entry(page: Page, edition: Edition, campaigns: int) -> dict[str, str]:
    """A page as the search shows it; the campaign is named where the site holds more than one."""
    folder = edition.home.rstrip("/").rpartition("/")[2]
    title = f"{page.title} ({folder})" if campaigns > 1 else page.title
    return {"location": page.path, "title": _html(title), "text": _html(page.search)}


def index(config: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> bytes:
    """search_index.json, with the configuration that MkDocs wrote for its own pages."""
    return json.dumps({"config": config, "docs": entries}, ensure_ascii=False, separators=(",", ":")).encode()


def sitemap(paths: Iterable[str]) -> bytes:
    """sitemap.xml with places from the site's root, whose address the site does not know; boot.js adds it.

    The theme swaps pages without loading them anew only where the sitemap lists them.
    """
    places = "".join(f"<url><loc>{escape(path, quote=False) or './'}</loc></url>\n" for path in paths)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{places}</urlset>
""".encode()


def _html(text: str) -> str:
    """The theme shows titles and excerpts as HTML."""
    return escape(text, quote=False)
