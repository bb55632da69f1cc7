"""Ids in cells → the ids meant: without regard to case, never repaired, near misses suggested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.model import Plan, Unit
from thidua.problems import CellError
from thidua.reading.cells import did_you_mean, id_key
from thidua.reading.folding import Suggestions
from thidua.text import Text, shown


class Names:
    """The ids of one kind, with the other spellings taken and suggested for them."""

    def __init__(
        self,
        code: str,
        message: Text,
        ids: Iterable[str],
        *,
        taken: Iterable[tuple[str, str]] = (),
        suggested: Iterable[tuple[str, str]] = (),
    ) -> None:
        """``message`` says “{value}” is unknown; ``taken`` and ``suggested`` are (spelling, id) pairs."""
        known, also = list(ids), list(taken)
        self._code, self._message = code, message
        self._ids = {id_key(spelling): name for spelling, name in (*also, *((name, name) for name in known))}
        self._suggestions = Suggestions(known, [*also, *suggested])
        self._listed = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")

    def find(self, text: str) -> str | None:
        """The id that the text names, or None."""
        return self._ids.get(id_key(text))

    def parse(self, text: str) -> str:
        """The id that the text names; else CellError."""
        if name := self._ids.get(id_key(text)):
            return name
        cell = text.strip()
        raise CellError(
            self._code,
            Text(self._message.template, **self._message.values, value=shown(cell)),
            did_you_mean(self._suggestions.nearest(cell))
            or (
                Text("dùng một trong: {names}", names=self._listed)
                if self._listed
                else Text("chưa có mã nào được khai báo")
            ),
        )


def unit_names(units: Mapping[str, Unit]) -> Names:
    """Units, by id or short name; a full name is suggested for."""
    return Names(
        "unknown-unit",
        Text("không có đơn vị “{value}” trong units.csv"),
        units,
        taken=[(unit.short_name, unit.id) for unit in units.values()],
        suggested=[(unit.name, unit.id) for unit in units.values()],
    )


def target_names(plan: Plan) -> Names:
    """Targets, and numbers that are none, by id; a name is suggested for."""
    known = plan.quantities
    return Names(
        "unknown-target",
        Text("không có chỉ tiêu “{value}” trong kế hoạch {campaign}", campaign=plan.campaign),
        known,
        suggested=[(one.name, one.id) for one in known.values()],
    )


def task_names(plan: Plan) -> Names:
    """Tasks, by id; a name is suggested for."""
    return Names(
        "unknown-task",
        Text("không có nhiệm vụ “{value}” trong kế hoạch {campaign}", campaign=plan.campaign),
        plan.tasks,
        suggested=[(task.name, task.id) for task in plan.tasks.values() if task.name],
    )


def population_names(plan: Plan) -> Names:
    """Populations, by id; its name and the word for its subjects are suggested for."""
    return Names(
        "unknown-population",
        Text("không có đối tượng “{value}” trong kế hoạch {campaign}", campaign=plan.campaign),
        plan.populations,
        suggested=[(word, id_) for id_, one in plan.populations.items() for word in {one.name, one.unit}],
    )
