"""What can be taken away from the site: the API's files, the workbook, the tables and the review reports."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

from thidua import api
from thidua.addresses import CAMPAIGNS, SCHEMA
from thidua.entry.offer import forms_of
from thidua.export.csvs import csv_files, datapackage_json
from thidua.export.tables import tables
from thidua.model import Keep, Rows, apart, made_anew, own_columns
from thidua.pages.documents import Templates, document_batches
from thidua.pages.view import View
from thidua.site.batches import Batch, content_key
from thidua.site.page import Asset, Link
from thidua.site.shelf import Shelf
from thidua.words import VIETNAMESE


def form_link(view: View, unit_id: str) -> Link | None:
    """A unit's entry form; None where it has none: it is not in being, or none is published of the view."""
    if not view.is_small or view.is_past or not view.campaign.units[unit_id].in_being(view.as_of):
        return None
    name = view.campaign.units[unit_id].name
    return Link(view.files.form(unit_id), view.words.say("Biểu nhập: {unit}", unit=name))


def form_links(view: View) -> list[Link]:
    """The entry forms of all units that have one."""
    return [link for unit in view.campaign.units if (link := form_link(view, unit))]


def batches(
    view: View, templates: Templates, shelves: Callable[[str], Shelf] | None = None
) -> Iterator[Batch]:
    """The campaign's files, made again where any row changed; ``templates`` are the office's.

    ``shelves`` give what was kept of a batch's files, by its name. Forms of a large campaign are made when
    they are asked for.
    """
    own = view.files
    key = content_key(view.agreed_key, [file.sha256 for file in view.campaign.files])
    heavy = not view.is_small
    for name, known, make in (
        (own.status, view.everything_key, _status),
        (f"{own}*.csv", key, _tables),
        (f"{own}*.xlsx", key, _workbook),
    ):
        yield Batch(
            name, known, partial(_kept, view, shelves and partial(shelves, name), make), is_heavy=heavy
        )
    yield from document_batches(view, templates, shelves)
    if view.is_small:
        yield Batch(f"{own}bieu/*.xlsx", key, lambda: _forms(view))


def _status(view: View, kept: Keep) -> Iterator[Asset]:
    """The figures as the API gives them."""
    content = api.status_text(view.progress, api.data_sha256(view.campaign), kept)
    yield Asset(view.files.status, content.encode())


def shared(views: list[View], schema: bytes) -> Iterator[Asset]:
    """The list of campaigns, and the schema of their figures: once for all, and beside each."""
    listed = api.text_of(api.campaigns_json([view.progress for view in views]))
    yield Asset(CAMPAIGNS, f"{listed}\n".encode())
    yield Asset(SCHEMA, schema)
    for view in views:
        yield Asset(view.files.schema, schema)


def _kept(
    view: View, shelf: Callable[[], Shelf] | None, make: Callable[[View, Keep], Iterable[Asset]]
) -> list[Asset]:
    """Files, while what is a target's own in them is kept from the last build where nothing of it differs."""
    rows, facts, figures = view.campaign.achievements, view.facts, view.progress.figures
    if shelf is None or not isinstance(rows, Rows):
        return [*make(view, made_anew)]
    own, known = own_columns(rows), shelf()

    @cache
    def key(name: str) -> str:
        agreed = facts.key(figures[name].target) if name in figures else facts.agreed
        return content_key(agreed, own, rows.digest(name))

    def kept(kind: str, name: str, made: Callable[[], Any]) -> Any:
        return known.kept(f"{kind} {name}", key(name), made)

    files = [*make(view, kept)]
    known.remember()
    return files


def _tables(view: View, kept: Keep) -> Iterator[Asset]:
    campaign = replace(view.campaign, achievements=apart(view.campaign.achievements))
    found = tables(campaign, view.progress, view.words, kept)
    files = csv_files(found, view.words, kept)
    for name, data in files.items():
        yield Asset(view.files.table(name), data)
    described = datapackage_json(view.progress, found, view.words, files)
    yield Asset(view.files.described, described)


def _workbook(view: View, kept: Keep) -> Iterator[Asset]:
    from thidua.export.workbook import workbook_xlsx  # noqa: PLC0415

    by_unit = view.facts.by_unit
    yield Asset(
        view.files.workbook,
        workbook_xlsx(view.campaign, view.progress, view.words, by_unit=by_unit, kept=kept),
    )


def _forms(view: View) -> Iterator[Asset]:
    """Each unit's form; the office's own language, whatever the site's is."""
    from thidua.entry.form import form_bytes  # noqa: PLC0415

    for unit in forms_of(view.campaign, view.as_of):
        yield Asset(view.files.form(unit.id), form_bytes(view.progress, unit.id, VIETNAMESE))
