"""MkDocs' hook: what the theme puts around a page's content is written without blank lines and indents."""

from __future__ import annotations

import re
from typing import Any

_BODY = re.compile(r'(<article id="noi-dung".*</article>)', re.DOTALL)


def on_post_page(output: str, **_: Any) -> str:
    """The page without them, its own content as it is; the page of another theme as it is."""
    around = _BODY.split(output)
    if len(around) == 1:
        return output
    return "".join(one if place % 2 else re.sub(r"\s*\n\s*", "\n", one) for place, one in enumerate(around))
