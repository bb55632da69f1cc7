"""Small phrases in the habit of administrative documents: days, numbered lists, counts by status."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256

from thidua import wording
from thidua.figures.history import Reading
from thidua.model import Phase, Plan, ReportEvery, Status, Target
from thidua.text import Text
from thidua.words import VIETNAMESE, Words

# The number that a phrase begins with, or the two of a range: a unit's name may hold others.
_COUNTS = re.compile(r"^(\D*)([\d.,/]+%?)(?:( đến )([\d.,]+%?))?")
_CLAUSE = " ({clause})"
LISTED = 15  # names in one sentence; beyond that the appendix is the place to look

_CLAUSES = {
    Status.ON_TRACK: "{n} chỉ tiêu đúng tiến độ",
    Status.AT_RISK: "{n} chỉ tiêu có nguy cơ không đạt",
    Status.OFF_TRACK: "{n} chỉ tiêu chậm tiến độ",
    Status.MISSED: "{n} chỉ tiêu chưa đạt",
    Status.NO_DATA: "{n} chỉ tiêu chưa có số liệu",
    Status.NOT_DUE: "{n} chỉ tiêu chưa đến kỳ đánh giá",
    Status.NOT_STARTED: "{n} chỉ tiêu chưa bắt đầu",
}


def document_date(day: date) -> str:
    """A day as Decree 30/2020 writes it: a leading zero for days below 10 and for months 1 and 2 only."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


class _Documents(Words):
    """Vietnamese with its days as documents write them."""

    def date(self, day: date) -> str:
        return document_date(day)


DOCUMENTS = _Documents(VIETNAMESE.language, VIETNAMESE.decimal, VIETNAMESE.thousands, VIETNAMESE.catalogue)


def phase_span(phase: Phase) -> str:
    """The days of a phase: "từ ngày 01/01/2022 đến ngày 30/6/2022"."""
    return f"từ ngày {document_date(phase.start)} đến ngày {document_date(phase.end)}"


def count(number: Fraction | int) -> str:
    """A number of things as documents write it, with a nought before a single digit: 03 · 28."""
    shown = VIETNAMESE.exact(number)
    return f"0{shown}" if len(shown) == 1 and number else shown


def padded(phrase: str, target: Target) -> str:
    """A goal or what is missing with its single digits as documents write them: ít nhất 01 hồ sơ.

    Of things that are counted alone: neither an amount nor a level's name is written otherwise.
    """
    if not target.traits.counts_subjects:
        return phrase
    return _COUNTS.sub(lambda found: "".join(map(_with_nought, found.groups(""))), phrase, count=1)


def _with_nought(text: str) -> str:
    return f"0{text}" if len(text) == 1 and text in "123456789" else text


def figure_phrase(target: Target, reading: Reading | None, unit: str = "") -> str:
    """A figure as documents write it: 06 · 27/30 người (90%) · a level's name · "–" where there is none."""
    if reading is None:
        return "–"
    unit = f" {unit}" if unit else ""
    if reading.of is not None:
        share = wording.amount(target, reading.figure, VIETNAMESE)
        return f"{count(reading.value)}/{count(reading.of)}{unit} ({share})"
    if target.traits.counts_subjects:
        return count(reading.value) + unit
    return wording.actual_phrase(target, reading, VIETNAMESE) + unit


def clause(status: Status, number: int) -> str:
    """How many targets have a status that is not a reached goal: "03 chỉ tiêu chưa đạt"."""
    return _CLAUSES[status].format(n=count(number))


def totals_clause(totals: Mapping[Status, int]) -> str:
    """Every status but the reached ones, joined so that the sum can be checked: "…; 3 chỉ tiêu chưa đạt"."""
    return "; ".join(clause(status, totals[status]) for status in _CLAUSES if totals.get(status))


_MORE = "{names}; và {n} chỉ tiêu khác (xem Phụ lục)"


def numbered(names: Sequence[str], more: str = _MORE) -> str:
    """A list inside a sentence: "(1) a; (2) b"; a long one ends with how many are left."""
    if len(names) == 1:
        return names[0]
    shown = "; ".join(f"({place}) {name}" for place, name in enumerate(names[:LISTED], 1))
    left = len(names) - LISTED
    if left <= 0:
        return shown
    return more.format(names=shown, n=count(left))


def capital(text: str) -> str:
    """The text as it begins a line or a cell."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with one already."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def inside(text: str) -> str:
    """A text as part of a longer sentence: without its own full stop."""
    return text.rstrip().rstrip(".;")


def plainly(said: Text, plan: Plan) -> str:
    """A sentence about targets for a reader who has no list of ids and clauses: names stand for them. Its
    numbers are of things.
    """
    names = {one.id: inside(one.name) for one in plan.quantities.values()}

    def read(value: object) -> object:
        if isinstance(value, str):
            return ", ".join(names.get(one, one) for one in value.split(", "))
        return count(value) if isinstance(value, int | Fraction) else value

    template = said.template.replace(_CLAUSE, "")
    return VIETNAMESE.say(template, **{name: read(value) for name, value in said.values.items()})


def short_hash(*parts: object) -> str:
    """Tells what has no id apart from others, the same at every call."""
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:8]


def period_name(first: date, plan: Plan) -> str:
    """A period of reports in a sentence, by its first day: tháng 8/2022, quý III/2022."""
    if plan.report_every is ReportEvery.QUARTER:
        return f"quý {('I', 'II', 'III', 'IV')[first.month // 3]}/{first.year}"
    return f"tháng {_month(first)}/{first.year}"
