"""MkDocs renders the frames: one page a section and language, and the hand-written pages. Kept by content."""

import hashlib
import json
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from thidua import mkdocs_yml
from thidua.addresses import FIRST_PAGE, SITEMAP, search_index
from thidua.languages import MAIN_LANGUAGE
from thidua.site.frame import Frame, FrameError, split
from thidua.site.own_pages import OwnPage
from thidua.site.sources import CAMPAIGNS, Sources, frame_path, frame_sources, read

_CODE = tuple(
    Path(__file__).with_name(f"{name}.py")
    for name in ("frames", "frame", "sources", "own_pages", "style_rules")
)
_KEPT = 3
_SUM = "frame-sum"
_LUNR = "assets/javascripts/lunr/"
_LUNR_USED = frozenset({_LUNR + "min/lunr.vi.min.js", _LUNR + "min/lunr.stemmer.support.min.js"})


@dataclass(frozen=True, slots=True)
class Theme:
    """All that MkDocs gave, and what it was given.

    ``frames`` go by section and language, ``written`` are the hand-written pages with theirs. ``search`` is
    the search index of those pages; ``assets`` are the other files, by path.
    """

    sources: Sources
    frames: Mapping[tuple[str, str], Frame]
    written: Mapping[OwnPage, Frame]
    search: Mapping[str, Any]
    assets: Mapping[str, bytes]


def render(
    root: Path, cache: Path, languages: Iterable[str] = (MAIN_LANGUAGE,), navigation: str = CAMPAIGNS
) -> Theme:
    """The theme of the project at ``root`` (mkdocs.yml, site_src/); MkDocs runs only where the cache misses.

    A cache that is not as it was put there, after a power failure say, is none. Raises FrameError.
    """
    sources = read(root, languages, navigation)
    kept = cache / "frames" / _key(sources)
    files = _kept(kept)
    if files is None:
        files = _render_into(kept, sources)
        _forget_old(kept)
    kept.touch()
    return _load(files, sources)


def _key(sources: Sources) -> str:
    """A name for everything that MkDocs' answer depends on."""
    root = sources.config.parent
    overrides = [path for path in sources.overrides.rglob("*") if path.is_file()]
    files = {*mkdocs_yml.sources(sources.config), *overrides}
    asked = sources.settings, sources.navigation, sources.languages, sources.said
    also = repr((*asked, packages())).encode()
    contents = [(os.path.relpath(path, root), path.read_bytes()) for path in sorted(files)]
    code = [(path.name, path.read_bytes()) for path in _CODE]
    return _sum([("", also), *contents, *code, *sources.files.items()])[:32]


def packages() -> list[str]:
    """Every installed package with its version: any of them may be a plugin, or what one renders with.

    Those that pip brings have a ``.dist-info``, Debian's an ``.egg-info``.
    """
    folders = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return sorted({path.name for folder in folders for path in folder.glob("*.*-info")})


def _kept(folder: Path) -> dict[str, bytes] | None:
    """The files that a run put there, by path; None where any of them is not as it was."""
    files = _files(folder)
    return files if files.pop(_SUM, b"") == _sum(files.items()).encode() else None


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _sum(files: Iterable[tuple[str, bytes]]) -> str:
    told = hashlib.sha256()
    for path, data in files:
        told.update(f"{path}\0{len(data)}\0".encode() + data)
    return told.hexdigest()


def _render_into(kept: Path, sources: Sources) -> dict[str, bytes]:
    """Render aside, then put in place whole, so that a broken run leaves nothing that looks finished."""
    aside = kept.with_name(f"{kept.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        write_sources(sources, aside / "docs")
        run_mkdocs(sources.config, aside / "docs", aside / "site")
        files = _files(aside / "site")
        (aside / "site" / _SUM).write_text(_sum(files.items()))
        _put(aside / "site", kept)
        return files
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_sources(sources: Sources, docs: Path) -> None:
    """Write what MkDocs is given into ``docs``."""
    for path, data in frame_sources(sources):
        place = docs / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _put(rendered: Path, kept: Path) -> None:
    """Move the result into the cache; another build may have been faster with the very same."""
    try:
        rendered.rename(kept)
    except OSError:
        if _kept(kept) is None:
            shutil.rmtree(kept)
            rendered.rename(kept)


def run_mkdocs(config: Path, docs: Path, site: Path) -> None:
    """Build strictly and quietly, in this process; what MkDocs complains about becomes the error's words."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build  # noqa: PLC0415 - half a second, and only where the cache misses
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.config.config_options import Hooks  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    Hooks._load_hook.cache_clear()  # else a hook stays as it was for as long as a preview lives
    heard = _Heard(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    log.propagate = False
    try:
        build(load_config(str(config), docs_dir=str(docs), site_dir=str(site), strict=True))
    except MkDocsException as error:
        raise _refused("\n".join(heard.sentences or [str(error)])) from error
    except TemplateError as error:
        raise _refused(f"{_place(error)}{error.message}") from error
    finally:
        log.removeHandler(heard)
        log.propagate = True


def _refused(reason: str) -> FrameError:
    return FrameError("MkDocs không dựng được khung trang: {reason}", reason=reason)


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


def _load(files: Mapping[str, bytes], sources: Sources) -> Theme:
    def frame(path: str, *, movable: bool) -> Frame:
        return split(files[f"{path.rstrip('/')}/{FIRST_PAGE}"].decode(), movable=movable)

    keys = [(section, language) for section in sources.sections for language in sources.languages]
    frames = {key: frame(frame_path(*key), movable=True) for key in keys}
    written = {page: frame(page.url, movable=False) for page in sources.pages}
    index = files.get(search_index())
    search = json.loads(index) if index else {"config": {}, "docs": []}
    return Theme(sources, frames, written, search, dict(_assets(files, sources)))


def _assets(files: Mapping[str, bytes], sources: Sources) -> Iterator[tuple[str, bytes]]:
    """All other files: the theme's, plugins', 404.html, and what stands beside hand-written pages."""
    pages = tuple(page.url + FIRST_PAGE for page in sources.pages)
    ours = ("frame-", search_index(), SITEMAP, *pages)
    for path, data in files.items():
        if not path.startswith(ours) and not path.endswith(".map") and _searched(path, sources):
            yield path, data


def _searched(path: str, sources: Sources) -> bool:
    """Whether a search asks for the file; the theme ships thirty languages that it does not speak."""
    return not path.startswith(_LUNR) or path in _LUNR_USED or not sources.searched_in <= {"vi", "en"}
