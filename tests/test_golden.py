"""Small campaigns made whole: every page's own part and every file of text, compared with what we expect.

What stands around a page is the theme's; tests/test_frames.py proves it. To accept a change that is meant,
run once with UPDATE_GOLDEN=1 and read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from table_kit import cases
from thidua import build_network
from thidua.build import site_batches
from thidua.config import Settings
from thidua.entry.form import form_bytes
from thidua.intake.read import load
from thidua.network.load import load_network
from thidua.pages import DATED
from thidua.pages.snapshots import snapshots
from thidua.pages.view import View
from thidua.site.batches import Batch
from thidua.site.page import Page
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[1]
TOLD = "xl/(worksheets/|sharedStrings|styles|workbook.xml)"  # the parts of a workbook that say what it is
READABLE = {".json", ".csv", ".ics", ".xml"}


@cases("case", sorted(path.name for path in GOLDEN.iterdir()))
def test_a_campaign_made_whole(case: str) -> None:
    folder = GOLDEN / case
    is_network = (folder / "network").is_file()
    found = dict(network(folder) if is_network else contents(folder))
    if os.environ.get("UPDATE_GOLDEN"):
        keep(folder / "expected", found)
    expected = {
        path.relative_to(folder / "expected").as_posix(): path.read_bytes().decode("utf-8")
        for path in (folder / "expected").rglob("*")
        if path.is_file()
    }
    assert sorted(found) == sorted(expected)
    for path, text in found.items():
        assert text == expected[path], path


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """The pages and readable files of the case's last campaign, without past days and drawings' data.

    The first of the case's days is the site's; as of the others the pages are made that stand in any edition.
    """
    settings = Settings("data", root=ROOT)
    day, *others = map(date.fromisoformat, (folder / "as_of").read_text().split())
    campaign = load(folder / "data", None, day).campaigns[0]
    if (folder / "commit").is_file():
        campaign = replace(campaign, commit=(folder / "commit").read_text().strip())
    view = View.of(campaign, day, VIETNAMESE, environment(ROOT, VIETNAMESE))
    yield from made(site_batches(settings, [view], {view.home: snapshots(view)[:1]}))
    for unit in list(campaign.units)[-1:]:
        yield from parts(form_bytes(view.progress, unit, VIETNAMESE), f"bieu/{unit}")
    for other in others:
        view = View.of(campaign, other, VIETNAMESE, view.templates)
        for make in DATED:
            for page in make(view):
                path, text = shown(page)
                yield f"{other}/{path}", text


def network(folder: Path) -> Iterator[tuple[str, str]]:
    """The same of a network, with its overview on the last day before."""
    settings = Settings((folder / "network").read_text().strip(), root=ROOT)
    loaded = load_network(ROOT / settings.data)
    shown = loaded.on(loaded.day)
    days = [*build_network._days(loaded, shown.day), shown.day]
    past = [build_network._past(loaded, day) for day in days]
    view = build_network._view(settings, shown, past, VIETNAMESE)
    yield from made(build_network._batches(settings, [view], [loaded.on(days[-2])]))


def made(batches: Iterable[Batch]) -> Iterator[tuple[str, str]]:
    """The pages' own parts, and files of text but for drawings' data."""
    for batch in batches:
        for one in batch.make():
            if isinstance(one, Page):
                yield shown(one)
            elif Path(one.path).suffix in READABLE and not one.path.startswith("assets/"):
                yield one.path, one.data.decode("utf-8")
            elif one.path.endswith(".xlsx") and "/bieu/" not in one.path:
                yield from parts(one.data, one.path)


def shown(page: Page) -> tuple[str, str]:
    """A page's own part, and what is said of it: where it stands, by which words the search finds it."""
    told = {one.name: getattr(page, one.name) for one in fields(page) if one.name != "body"}
    said = "".join(f"{name}: {value}\n" for name, value in told.items() if value or name != "front")
    return f"{page.path}index.html", f"{page.body}\n<!--\n{said}-->\n"


def parts(workbook: bytes, name: str) -> Iterator[tuple[str, str]]:
    """A workbook's parts, an element a line; of rows in a run that look alike, and of identities of rows,
    the first and the last."""
    with ZipFile(BytesIO(workbook)) as archive:
        for part in sorted(one for one in archive.namelist() if re.match(TOLD, one)):
            text = re.sub(r"><(?!/?(c|v|t)[ >]|/row|/si)", ">\n<", archive.read(part).decode("utf-8"))
            rows = re.findall(r"<row .*?</row>|<si>.*?</si>|[^\n]+", text, re.DOTALL)
            alike = [re.sub(r' r="\w+"|<v>\d+|-\d+(?=</t>)', "", one) for one in rows]
            around = zip(["", *alike], alike, [*alike[1:], ""], rows, strict=False)
            kept = [
                row
                for before, one, after, row in around
                if not (before == one == after and one.startswith(("<row", "<si")))
            ]
            yield f"{name}/{part}", "\n".join(kept) + "\n"


def keep(folder: Path, found: dict[str, str]) -> None:
    """Write what was found as what is expected from now on."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name, text in found.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
