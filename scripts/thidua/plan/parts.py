"""Entries of plan.yml → the plan's smaller parts: scales, tasks, the document, passages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from thidua.keyed.entries import Entry, Findings
from thidua.keyed.ids import check_ids
from thidua.model import Clause, Document, Issuer, Movement, Source, Task
from thidua.plan.links import resolve_all
from thidua.text import Text, shown


def read_scales(entry: Entry, findings: Findings) -> dict[str, tuple[str, ...]]:
    """The scales, low → high; one without levels where it was refused."""
    scales = entry.get("scales", Entry)
    if scales is None:
        return {}
    for key in scales.parts:
        levels = scales.cells(key)
        seen: set[str] = set()
        for cell in levels:
            level = str(cell.value).casefold()
            if level in seen:
                findings.tell(
                    cell.line,
                    "scales",
                    "duplicate-level",
                    Text(
                        "thang “{scale}” ghi hai lần mức “{level}”",
                        scale=shown(key),
                        level=shown(str(cell.value)),
                    ),
                    Text("mỗi mức ghi một lần, xếp từ thấp đến cao"),
                )
            seen.add(level)
    return {key: scales.texts(key) for key in scales.lines}


def read_populations(entry: Entry) -> dict[str, str]:
    """The populations, each with the word for its subjects."""
    populations = entry.get("populations", Entry)
    return {key: populations.text(key) or "" for key in populations.lines} if populations else {}


def read_at_risk(entry: Entry, findings: Findings) -> Fraction:
    """The share of the expected progress below which a target is off track: 4/5 unless given."""
    thresholds = entry.get("thresholds", Entry)
    share = thresholds.get("at_risk", Fraction) if thresholds else None
    if thresholds is None or share is None:
        return Fraction(4, 5)
    if not 0 < share <= 1:
        findings.tell(
            thresholds.at("at_risk"),
            "at_risk",
            "out-of-range",
            Text("ngưỡng at_risk phải lớn hơn 0 và không quá 1"),
            Text("ghi tỷ lệ, ví dụ 0.8 cho 80%"),
        )
    return share


def read_report_day(entry: Entry, findings: Findings) -> int | None:
    """The day of the next month by which a unit reports, or None."""
    day = entry.get("report_day", int)
    if day is not None and not 1 <= day <= 28:
        findings.tell(
            entry.at("report_day"),
            "report_day",
            "out-of-range",
            Text("hạn báo cáo phải là một ngày từ 1 đến 28"),
            Text("ghi ngày thứ mấy của tháng sau, ví dụ 5"),
        )
        return None
    return day


def read_movement(entry: Entry) -> Movement | None:
    """A movement, or None without an id."""
    identity = entry.text("id")
    if identity is None:
        return None
    return Movement(identity, entry.text("name") or "", entry.text("kind"), entry.text("note"))


def read_task(
    entry: Entry, targets: Mapping[str, str], movements: Mapping[str, str], findings: Findings
) -> Task | None:
    """A task, or None without an id; ``targets`` and ``movements`` are those there are (see by_key)."""
    identity = entry.text("id")
    about = resolve_all(entry, "targets", targets, "unknown-target", findings)
    carried = resolve_all(entry, "movements", movements, "unknown-movement", findings)
    if identity is None:
        return None
    return Task(
        id=identity,
        clause=entry.text("clause") or "",
        text=entry.text("text") or "",
        name=entry.text("name"),
        targets=about,
        movements=carried,
        owner=entry.text("owner"),
        source=Source(findings.file, entry.line),
        owner_source=entry.source("owner", findings.file),
    )


def read_document(entry: Entry) -> Document:
    """The plan as a document."""
    document = entry.get("document", Entry)
    if document is None:
        return Document()
    basis = document.text("basis")
    return Document(
        number=document.text("number"),
        date=document.get("date", date),
        basis=(basis,) if basis else document.texts("basis"),
        title=document.text("title"),
        symbol=document.text("symbol"),
        place=document.text("place"),
        signer=document.text("signer"),
    )


def read_issuer(entry: Entry) -> Issuer | None:
    """The office that issued the plan, from its name alone or from a mapping; None where it is not named."""
    issuer, name = entry.get("issuer", Entry), entry.text("issuer")
    if issuer is None:
        return Issuer(name) if name else None
    return Issuer(
        issuer.text("name") or "", issuer.text("parent"), issuer.text("short"), issuer.text("report_to")
    )


def read_clauses(entry: Entry, key: str, findings: Findings) -> tuple[Clause, ...]:
    """Passages of the plan; one without an id is named by its place."""
    written = [
        (each, each.text("id") or f"{key}-{place}") for place, each in enumerate(entry.entries(key), 1)
    ]
    passages = [
        Clause(
            identity, each.text("text") or "", each.text("clause"), each.text("who"), each.get("date", date)
        )
        for each, identity in written
    ]
    check_ids((each for each, _ in written), findings)
    return tuple(passages)
