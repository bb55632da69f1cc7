"""The codes of problems as docs/ma-loi.md lists them."""

from __future__ import annotations

import re
from pathlib import Path

DOCUMENT = (Path(__file__).resolve().parent.parent / "docs" / "ma-loi.md").read_text("utf-8")
_ROW = re.compile(r"^\| `([a-z0-9-]+)` \| \S.* \| \S.* \| \S.* \|$", re.MULTILINE)
SECTIONS = {section.partition("\n")[0]: _ROW.findall(section) for section in DOCUMENT.split("\n## ")[1:]}
CODES = [code for codes in SECTIONS.values() for code in codes]
FORMS = SECTIONS["Biểu nhập (`.xlsx`)"]
COLLECTED = SECTIONS["Thu thập số liệu của các nơi trong khối"]
