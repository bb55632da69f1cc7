"""Pages written by hand: Markdown files of site_src/pages, with a target's chart wherever one asks for it.

A page of another language stands in the folder of its name: ``en/gioi-thieu.md`` beside ``gioi-thieu.md``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from thidua.languages import MAIN_LANGUAGE, folder
from thidua.site.frame import FrameError, target_token

FOLDER = Path("site_src") / "pages"
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<rest>.*?)[ \t]*$")
_SETTING = re.compile(r"(target|campaign)\s*:\s*[\"']?([\w.-]+)[\"']?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page by its file's path below the folder."""

    file: str
    text: str
    language: str

    @property
    def url(self) -> str:
        """Its folder from the site's root, where MkDocs puts it: ``huong-dan/`` for huong-dan.md."""
        stem = self.file.removesuffix(".md")
        head, _, name = stem.rpartition("/")
        return f"{head}/" if name in ("index", "README") else f"{stem}/"

    @property
    def plain(self) -> str:
        """Its file without the folder of its language: the same for the page in each language."""
        return self.file.removeprefix(folder(self.language))


def own_pages(files: Mapping[str, bytes], languages: Iterable[str]) -> list[OwnPage]:
    """The pages among the files of the folder. Raises FrameError for one without text or address."""
    others = [one for one in languages if one != MAIN_LANGUAGE]
    pages = []
    for file, data in files.items():
        if not file.endswith(".md"):
            continue
        language = next((one for one in others if file.startswith(folder(one))), MAIN_LANGUAGE)
        try:
            page = OwnPage(file, data.decode("utf-8-sig"), language)
        except UnicodeDecodeError as error:
            raise FrameError(
                "{file}: không phải UTF-8; hãy lưu lại theo mã UTF-8", file=FOLDER / file
            ) from error
        if page.url in ("/", folder(language)):
            raise FrameError(
                "{file}: trang đầu là của thidua; hãy chọn tên khác cho tệp này", file=FOLDER / file
            )
        pages.append(page)
    return pages


def parts(page: OwnPage) -> tuple[dict[str, Any], str, str]:
    """Front matter, title (HTML) and Markdown of a page. The title is the one named there, or its heading."""
    from markdown import markdown  # noqa: PLC0415 - with MkDocs, which is not imported where frames are kept
    from mkdocs.utils.meta import get_data  # noqa: PLC0415

    text, meta = get_data(page.text)
    if "title" in meta:
        title = str(escape(meta["title"]))
    else:
        html = markdown(text, extensions=["fenced_code", "attr_list"])
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        title = str(escape(Markup(heading[1]).striptags())) if heading else page.plain.removesuffix(".md")
    return meta, title, "\n".join(_with_charts(page.file, text.splitlines()))


def _with_charts(file: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines, with a token in place of each block ``thidua``; those inside another block are quoted."""
    inside, asked = "", None
    for number, line in enumerate(lines, 1):
        found = _FENCE.match(line)
        if inside:
            if found and found["fence"].startswith(inside) and not found["rest"]:
                inside = ""
                if asked is not None:
                    yield from ("", _token(file, number, asked), "")
                    asked = None
                    continue
            if asked is None:
                yield line
            else:
                asked.append(line)
        elif found and (found["rest"].split() or [""])[0] == "thidua":
            rest = found["rest"].removeprefix("thidua").strip()
            if rest.endswith(found["fence"]):
                yield from ("", _token(file, number, [rest.removesuffix(found["fence"])]), "")
            else:
                inside, asked = found["fence"], [rest]
        else:
            if found and found["fence"] not in found["rest"]:
                inside = found["fence"]
            yield line
    if asked is not None:
        raise FrameError("{file}: khối “thidua” chưa được đóng; thêm một dòng ```", file=FOLDER / file)


def _token(file: str, number: int, asked: Iterable[str]) -> str:
    """The token for what a block says: ``target: CN-03``, and ``campaign: 2022`` if it is not the first."""
    words = [word.strip() for line in asked for word in line.split(",") if word.strip()]
    settings = {found[1]: found[2] for word in words if (found := _SETTING.match(word))}
    if len(settings) < len(words) or "target" not in settings:
        raise FrameError(
            "{file}:{line}: khối “thidua” ghi “target: MÃ” và, nếu cần, “campaign: MÃ”, không gì khác",
            file=FOLDER / file,
            line=number,
        )
    return target_token(settings["target"], settings.get("campaign", ""))
