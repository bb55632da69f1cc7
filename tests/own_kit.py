"""A project with three pages written by hand: one with a picture, in two languages; one with a chart."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from campaigns import TODAY, write_campaign
from thidua.build import Built, build, write_docs
from thidua.config import Settings

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2022, 1, 20)  # no past day has pages yet
SECTION = "    - {key: data, vi: Dữ liệu}\n"
ABOUT = "# Giới thiệu\n\n![Cơ quan](anh/co-quan.svg)\n\n[Mẹo](huong-dan/meo.md)\n"
ADVICE = "# Mẹo\n\n```thidua\ntarget: CN-03\n```\n\n```thidua target: CN-99```\n"
NAVIGATED = "    - {page: gioi-thieu.md, en: About}\n  site_name: {en: The Department}\n"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


class Desk:
    """A project with pages of its own, and data: built, it has a site."""

    def __init__(self, folder: Path, as_of: date = AS_OF) -> None:
        self.root, self.out, self.as_of = folder / "root", folder / "site", as_of
        shutil.copytree(ROOT / "site_src", self.root / "site_src")
        self.pages = self.root / "site_src" / "pages"
        text = (ROOT / "mkdocs.yml").read_text("utf-8")
        (self.root / "mkdocs.yml").write_text(
            text.replace("site_name: Phong trào thi đua", "site_name: Văn phòng Sở").replace(
                SECTION,
                f"{SECTION}    - {{page: gioi-thieu.md, en: About}}\n  site_name: {{en: The Department}}\n",
            ),
            "utf-8",
        )
        write_campaign(folder)
        self.data = folder / "data"
        self.write(
            "gioi-thieu.md", "# Giới thiệu\n\n![Cơ quan](anh/co-quan.svg)\n\n[Mẹo](huong-dan/meo.md)\n"
        )
        self.write("en/gioi-thieu.md", "# About us\n\n![The office](../anh/co-quan.svg)\n")
        self.write(
            "huong-dan/meo.md", "# Mẹo\n\n```thidua\ntarget: CN-03\n```\n\n```thidua target: CN-99```\n"
        )
        (self.pages / "anh").mkdir()
        (self.pages / "anh" / "co-quan.svg").write_bytes(PICTURE)

    def write(self, name: str, text: str) -> None:
        (self.pages / name).parent.mkdir(parents=True, exist_ok=True)
        (self.pages / name).write_text(text, "utf-8")

    def build(self) -> Built:
        return build(self._settings(self.out), self.as_of, None, TODAY, lambda pages: None)

    def docs(self) -> Built:
        """Every page as a source, where mkdocs.yml looks for them."""
        return write_docs(
            self._settings(self.root / "build" / "docs"), self.as_of, None, TODAY, lambda pages: None
        )

    def _settings(self, out: Path) -> Settings:
        return Settings(str(self.data), out, self.root.parent / "cache", self.root, workers=1)

    def html(self, path: str) -> str:
        return (self.out / path / "index.html").read_text("utf-8")
