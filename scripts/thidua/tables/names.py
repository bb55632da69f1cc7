"""Ids in cells → the ids meant: without regard to case, never repaired, near misses suggested."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.model import Plan, Quantity, Unit
from thidua.problems import CellError
from thidua.reading.cells import did_you_mean, id_key
from thidua.reading.folding import Suggestions
from thidua.text import Text, shown


@dataclass(frozen=True, slots=True)
class Declared:
    """What a plan declares, so that rows can be checked against one of which not all could be read.

    Ids with the words that may be meant by them, None where the whole list was refused; ``quantities`` are
    the targets and figures that were read.
    """

    campaign: str
    targets: Mapping[str, Collection[str]] | None
    tasks: Mapping[str, Collection[str]] | None
    populations: Mapping[str, Collection[str]] | None
    quantities: Mapping[str, Quantity]


def declared_by(plan: Plan) -> Declared:
    """What a plan declares of which all could be read."""
    known = plan.quantities
    return Declared(
        plan.campaign,
        {one.id: (one.name,) for one in known.values()},
        {task.id: (task.name,) if task.name else () for task in plan.tasks.values()},
        {id_: {one.name, one.unit} for id_, one in plan.populations.items()},
        known,
    )


class Names:
    """The ids of one kind, with the other spellings taken and suggested for them."""

    def __init__(
        self,
        unknown: str,
        ids: Iterable[str],
        *,
        taken: Iterable[tuple[str, str]] = (),
        suggested: Iterable[tuple[str, str]] = (),
        campaign: str = "",
    ) -> None:
        """``unknown`` is the problem of any other; ``taken`` and ``suggested`` are (spelling, id) pairs."""
        known, also = list(ids), list(taken)
        self._unknown, self._campaign = unknown, campaign
        self._ids = {id_key(spelling): name for spelling, name in (*also, *((name, name) for name in known))}
        self._suggestions = Suggestions(known, [*also, *suggested])
        self._listed = _listed(known)

    def find(self, text: str) -> str | None:
        """The id that the text names, or None."""
        return self._ids.get(id_key(text))

    def parse(self, text: str) -> str:
        """The id that the text names; else CellError."""
        if name := self._ids.get(id_key(text)):
            return name
        cell = text.strip()
        meant = self._suggestions.naming(cell)
        one_of = Text("dùng một trong: {names}", names=_listed(meant) if meant[1:] else self._listed)
        near = meant[0] if meant else self._suggestions.nearest(cell)
        hint = (None if meant[1:] else did_you_mean(near)) or (
            one_of if self._listed else Text("chưa có mã nào được khai báo")
        )
        raise CellError(self._unknown, hint=hint, value=shown(cell), campaign=self._campaign)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def unit_names(units: Mapping[str, Unit]) -> Names:
    """Units, by id or short name; a full name is suggested for."""
    return Names(
        "unknown-unit",
        units,
        taken=[(unit.short_name, unit.id) for unit in units.values()],
        suggested=[(unit.name, unit.id) for unit in units.values()],
    )


def declared_names(unknown: str, plan: Declared, ids: Mapping[str, Collection[str]] | None) -> Names | None:
    """What a plan declares of a kind, by id; a name is suggested for. None where it could not be read."""
    if ids is None:
        return None
    words = [(word, id_) for id_, words in ids.items() for word in words]
    return Names(unknown, ids, suggested=words, campaign=plan.campaign)
