"""What a row's value means, in the words of a form; and by them what it meant on a form of version 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from thidua import wording
from thidua.entry.grid import Grid
from thidua.entry.sections import LISTED
from thidua.entry.stamp import meaning
from thidua.model import Plan, Quantity
from thidua.reading.folding import fold
from thidua.words import VIETNAMESE, Words

_HOW, _COUNTS = 7, 8  # the columns of the first forms that said so


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
        return words.say("Tổng số {unit} từ đầu năm đến ngày ghi", unit=unit)
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
