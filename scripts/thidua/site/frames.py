"""MkDocs renders the frames: one page a section and language, and the hand-written pages. Kept by content."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import escape

from thidua.site.frame import HOME, SLOTS, Frame, FrameError, split, token

_PACKAGES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions")
_CODE = (Path(__file__), Path(__file__).with_name("frame.py"))
_KEPT = 3
# What the theme ships and no page of ours asks for: other languages of the search, and maps of its scripts.
_LUNR = "assets/javascripts/lunr/"
_LUNR_USED = frozenset({_LUNR + "min/lunr.vi.min.js", _LUNR + "min/lunr.stemmer.support.min.js"})


@dataclass(frozen=True, slots=True)
class Theme:
    """All that MkDocs gave. ``frames`` go by section and language, ``written`` (hand-written pages) by path.

    ``search`` is its search index of the hand-written pages; ``assets`` its other files, by path.
    """

    frames: Mapping[tuple[str, str], Frame]
    written: Mapping[str, Frame]
    search: Mapping[str, Any]
    assets: Mapping[str, bytes]


def render(root: Path, cache: Path, languages: Iterable[str] = ("vi",)) -> Theme:
    """The theme of the project at ``root`` (mkdocs.yml, site_src/); MkDocs runs only where the cache misses.

    Raises FrameError.
    """
    config = root / "mkdocs.yml"
    pages = _hand_written(root)
    languages = sorted(set(languages))
    kept = cache / "frames" / _key(config, root / "site_src" / "overrides", pages, languages)
    if not kept.is_dir():
        _render_into(kept, config, _sections(config), languages, pages)
        _forget_old(kept)
    kept.touch()
    return _load(kept, _sections(config), languages, pages)


def _sections(config: Path) -> list[str]:
    """The keys of the navigation, in its order."""
    try:
        return [section["key"] for section in yaml.safe_load(config.read_bytes())["extra"]["sections"]]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise FrameError(f"{config}: extra.sections: {error}") from error


def _hand_written(root: Path) -> dict[str, bytes]:
    """Files of site_src/pages by their path; what begins with a dot is nobody's page."""
    folder = root / "site_src" / "pages"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _key(config: Path, overrides: Path, pages: Mapping[str, bytes], languages: list[str]) -> str:
    """A name for everything that MkDocs' answer depends on."""
    files = [config, *_CODE, *sorted(path for path in overrides.rglob("*") if path.is_file())]
    told = hashlib.sha256(json.dumps([[name, version(name)] for name in _PACKAGES] + [languages]).encode())
    contents = [(path.name, path.read_bytes()) for path in files]
    for name, data in [*contents, *pages.items()]:
        told.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return told.hexdigest()[:32]


def _render_into(
    kept: Path, config: Path, sections: list[str], languages: list[str], pages: Mapping[str, bytes]
) -> None:
    """Render aside, then put in place whole, so that a broken run leaves nothing that looks finished."""
    aside = kept.with_name(f"{kept.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        _write_sources(aside / "docs", sections, languages, pages)
        run_mkdocs(config, aside / "docs", aside / "site")
        _put(aside / "site", kept)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_sources(root: Path, docs: Path, languages: Iterable[str] = ("vi",)) -> None:
    """Write what MkDocs is given into ``docs``, for another builder to be tried on it."""
    _write_sources(docs, _sections(root / "mkdocs.yml"), sorted(set(languages)), _hand_written(root))


def _write_sources(docs: Path, sections: list[str], languages: list[str], pages: Mapping[str, bytes]) -> None:
    for path, data in _sources(sections, languages, pages):
        place = docs / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _put(rendered: Path, kept: Path) -> None:
    """Move the result into the cache; another build may have been faster with the very same."""
    try:
        rendered.rename(kept)
    except OSError:
        if not kept.is_dir():
            raise


def _sources(
    sections: list[str], languages: list[str], pages: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The Markdown that MkDocs is given: a page of tokens for each frame, and the hand-written pages."""
    for language in languages:
        for section in sections:
            meta = {"section": section, "language": language, "title": token("title")}
            text = source({**meta, "search": {"exclude": True}}, token("body"))
            yield f"{_frame_path(section, language)}index.md", text
    for path, data in pages.items():
        yield path, _with_slots(data.decode()) if path.endswith(".md") else data


def source(meta: Mapping[str, Any], body: str) -> bytes:
    """A page for MkDocs, with what our templates ask of its front matter; tokens where there are no slots."""
    tokens = {slot: token(slot) for slot in SLOTS}
    front = {"hide": ["navigation", "toc"], "home": HOME, "slots": tokens, **meta}
    return f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n{body}\n".encode()


def _with_slots(text: str) -> bytes:
    """A hand-written page with the slots of its section; its front matter may name title and section."""
    from mkdocs.utils.meta import get_data  # noqa: PLC0415 - not at all where the cache holds the frames

    body, meta = get_data(text)
    meta["title"] = str(escape(meta.get("title", "")))
    return source({"section": "", "language": "vi", **meta}, body)


def _frame_path(section: str, language: str) -> str:
    return f"frame-{section}-{language}/"


def run_mkdocs(config: Path, docs: Path, site: Path) -> None:
    """Build strictly and quietly, in this process; what MkDocs complains about becomes the error's words."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build  # noqa: PLC0415 - half a second, and only where the cache misses
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    heard = _Heard(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    log.propagate = False
    try:
        build(load_config(str(config), docs_dir=str(docs), site_dir=str(site), strict=True))
    except MkDocsException as error:
        raise FrameError("\n".join(heard.sentences or [str(error)])) from error
    except TemplateError as error:
        raise FrameError(f"{_place(error)}{error.message}") from error
    finally:
        log.removeHandler(heard)
        log.propagate = True


def _place(error: TemplateError) -> str:
    """File and line of a template's error, where it tells them."""
    return f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""


class _Heard(logging.Handler):
    """Keeps what MkDocs logs, to be told if the build fails."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


def _forget_old(kept: Path) -> None:
    """Keep the frames used last; another branch or an older override finds its own again."""
    others = [path for path in kept.parent.iterdir() if path != kept]
    for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(path, ignore_errors=True)


def _load(kept: Path, sections: list[str], languages: list[str], pages: Mapping[str, bytes]) -> Theme:
    def frame(path: str, *, movable: bool) -> Frame:
        return split((kept / path / "index.html").read_text("utf-8"), movable=movable)

    keys = [(section, language) for section in sections for language in languages]
    frames = {key: frame(_frame_path(*key), movable=True) for key in keys}
    written = {path: frame(path, movable=False) for path in _folders(pages)}
    search = json.loads((kept / "search" / "search_index.json").read_bytes())
    return Theme(frames, written, search, dict(_assets(kept, pages)))


def _folders(pages: Mapping[str, bytes]) -> list[str]:
    """Where MkDocs puts the hand-written pages: ``huong-dan.md`` and ``huong-dan/index.md`` at huong-dan/."""
    bare = [path.removesuffix(".md") for path in pages if path.endswith(".md")]
    return [path.removesuffix("index") if path.endswith("/index") else f"{path}/" for path in bare]


def _assets(kept: Path, pages: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The theme's files, 404.html, and what stands beside hand-written pages."""
    beside = [path for path in pages if not path.endswith(".md")]
    found = (path for path in (kept / "assets").rglob("*") if path.is_file())
    theme = sorted(path.relative_to(kept).as_posix() for path in found)
    for path in ["404.html", *theme, *beside]:
        if not path.endswith(".map") and (not path.startswith(_LUNR) or path in _LUNR_USED):
            yield path, (kept / path).read_bytes()
