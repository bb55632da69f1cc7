"""What a form is for, and what a row of it means: written into it, and asked for when it comes back."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain
from operator import attrgetter

from thidua import wording
from thidua.entry.grid import Grid
from thidua.entry.sections import LISTED, Ruled
from thidua.model import Campaign, Plan, Quantity
from thidua.problems import CellError
from thidua.reading.folding import fold
from thidua.text import Text, shown
from thidua.words import VIETNAMESE, Words

STAMP_SHEET = "_thidua"
FORM_VERSION, _FIRST_VERSION = "thidua/form/2", "thidua/form/1"
_KEYS = ("form", "campaign", "plan", "unit")
_TARGET = "target:"
_ROWS_OF_IDS = re.compile(r"([A-Z])([0-9a-f]{8})-([0-9]{3})")
ANEW = Text("tải hoặc tạo biểu mới (thidua form), chép các dòng sang")
_MEANS = attrgetter("measure", "population", "unit", "scale", "counts", "reading")
_ASKED = attrgetter(
    *("id", "quote", "name", "measure", "goal.operator", "goal.lower", "goal.upper", "population", "unit"),
    *("scale", "counts", "reading", "start", "due"),
)
_HOW, _COUNTS = 7, 8  # the columns of the first forms that said so


@dataclass(frozen=True, slots=True)
class Stamp:
    """The form's own version, the campaign, the plan as it was, the unit; the rows' name and the sheets.

    ``targets`` is what a row of each target meant when the form was made.
    """

    form: str
    campaign: str
    plan: str
    unit: str
    token: str = ""
    sheets: str = ""
    targets: Mapping[str, str] | None = None

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The lines of the hidden sheet."""
        yield from zip(_KEYS, (self.form, self.campaign, self.plan, self.unit), strict=True)
        yield "token", self.token
        yield "sheets", self.sheets
        yield from ((f"{_TARGET}{name}", meaning) for name, meaning in (self.targets or {}).items())

    def row_id(self, sheet: Ruled, row: int) -> str:
        """The identity of a row of the form: its own, and the same in every copy of this very form."""
        return f"{sheet.letter}{self.token}-{row:03d}"


def stamp_for(campaign: Campaign, unit: str, day: date, sheets: str) -> Stamp:
    """The stamp of a form made on a day; another one as soon as the data are others."""
    plan = campaign.plan.on(day)
    facts = [campaign.id, unit, day.isoformat(), *(f"{file.name} {file.sha256}" for file in campaign.files)]
    return Stamp(
        FORM_VERSION,
        campaign.id,
        plan_digest(campaign.plan),
        unit,
        _digest(facts)[:8],
        sheets,
        {name: meaning(each) for name, each in plan.quantities.items()},
    )


def letter_of(row_id: str) -> str | None:
    """The letter of the sheet that a row's identity names; None for what is no identity."""
    found = _ROWS_OF_IDS.fullmatch(row_id)
    return found[1] if found else None


def is_of(row_id: str, token: str) -> bool:
    """Whether an identity is of a row of the form with that token."""
    found = _ROWS_OF_IDS.fullmatch(row_id)
    return found is not None and found[2] == token


def meaning(quantity: Quantity) -> str:
    """What a row's value means, as a few letters: not the goal, which may change without it."""
    return _digest_of(_MEANS(quantity))[:8]


def plan_digest(plan: Plan) -> str:
    """A hash of what a form of the first version asked by: campaign, phases, targets."""
    phases = ((phase.id, phase.start, phase.end) for phase in plan.phases)
    targets = (tuple(map(_plain, _ASKED(target))) for target in plan.targets.values())
    return _digest_of((plan.campaign, plan.title, plan.closes, *phases, *targets))


def _digest_of(facts: Iterable[object]) -> str:
    return _digest(repr(_plain(fact)) for fact in facts)


def _plain(fact: object) -> object:
    """A fact as it is written in a plan: a fixed word as a text."""
    return fact.value if isinstance(fact, Enum) else fact


def _digest(facts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def find_stamp(grids: Mapping[str, Grid]) -> tuple[str, Stamp]:
    """The sheet that holds a stamp, whatever it is called, and the stamp; CellError ``wrong-form``."""
    for name, grid in grids.items():
        lines = {
            str(row[0].value): str(row[1].value)
            for row in grid.rows
            if len(row) > 1 and row[1].value is not None
        }
        if all(lines.get(key) for key in _KEYS) and lines["form"].startswith("thidua/form/"):
            return name, _read(lines)
        if lines.get("form", "").startswith("thidua/plan/"):
            raise CellError("wrong-form/book")
    raise CellError("wrong-form/no-form")


def _read(lines: Mapping[str, str]) -> Stamp:
    form, campaign, plan, unit = (lines[key] for key in _KEYS)
    return Stamp(
        form,
        campaign,
        plan,
        unit,
        token=lines.get("token", ""),
        sheets=lines.get("sheets", ""),
        targets={key.removeprefix(_TARGET): value for key, value in lines.items() if key.startswith(_TARGET)}
        or None,
    )


def judge_stamp(stamp: Stamp, campaign: Campaign) -> None:
    """CellError ``wrong-form`` or ``outdated-form`` where the form is not of this campaign as it stands."""
    if stamp.campaign != campaign.id:
        raise CellError("wrong-form/campaign", value=shown(stamp.campaign), campaign=campaign.id)
    if stamp.form not in (FORM_VERSION, _FIRST_VERSION):
        raise CellError("outdated-form/program", hint=ANEW)
    if stamp.targets is None and stamp.plan != plan_digest(campaign.plan):
        raise CellError("outdated-form/plan", hint=ANEW)
    if stamp.unit not in campaign.units:
        raise CellError("wrong-form/unit", hint=ANEW, value=shown(stamp.unit))


def how_to_enter(target: Quantity, plan: Plan, words: Words) -> str:
    """What a row's value means for the target."""
    unit = plan.unit_word(target) or words.gettext("kết quả")
    if target.traits.counts_breaches:
        return words.say("Chỉ ghi khi có vi phạm mới: số {unit} vi phạm", unit=unit)
    if target.traits.has_levels:
        return words.say("Tên mức: {levels}", levels="; ".join(target.scale))
    if target.traits.is_state:
        return words.gettext("Mức mới nhất") + (f" ({target.unit})" if target.unit else "")
    if not target.adds_up:
        if plan.is_year and plan.start.month == 1:
            return words.say("Tổng số {unit} từ đầu năm đến ngày ghi", unit=unit)
        return words.say("Tổng số {unit} từ {start} đến ngày ghi", unit=unit, start=words.date(plan.start))
    if target.needs_population:
        return words.say("Số {unit} đạt thêm kể từ lần ghi trước; không ghi phần trăm", unit=unit)
    return words.say("Số {unit} có thêm kể từ lần ghi trước", unit=unit)


def told_then(grids: Iterable[Grid], plan: Plan) -> Mapping[str, str] | None:
    """What a row of each target meant on a form of the first version, told by its own list of targets.

    None where the list is not there; a target whose rows mean something else by now has another meaning.
    """
    lists = [grid for grid in grids if next(iter(grid.texts(1)), "") == fold(LISTED)]
    if not lists:
        return None
    then: dict[str, str] = {}
    for row in chain.from_iterable(grid.rows for grid in lists):
        texts = [str(cell.value or "") for cell in row]
        quantity = plan.quantities.get(texts[0]) if len(texts) > _COUNTS else None
        if quantity is not None:
            same = _kind(texts[_HOW], texts[_COUNTS]) == _kind(
                how_to_enter(quantity, plan, VIETNAMESE), wording.STAGES[quantity.counts]
            )
            then[quantity.id] = meaning(quantity) if same else ""
    return then or None


def _kind(how: str, counts: str) -> tuple[str, str]:
    """The first word tells: a number more, the whole so far, the latest level, a name, a breach."""
    return fold(how).partition(" ")[0], fold(counts)
