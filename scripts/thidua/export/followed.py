"""Which targets the workbook's formulas can follow; of the others it holds the results."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.export.book import Live, SheetCell
from thidua.figures.progress import Figure, Progress
from thidua.model import Across, Operator


def is_followed(figure: Figure, progress: Progress) -> bool:
    """Whether rows alone give the target's figure and status on any day.

    Formulas know of no revisions, no units that end or begin, nothing made of other targets, and no bound to
    be kept but conduct.
    """
    target, campaign = figure.target, progress.campaign
    if campaign.plan.agreed is not None or any(unit.start or unit.end for unit in campaign.units.values()):
        return False
    if target.derived is not None or target.goal.operator is Operator.LESS_THAN:
        return False
    if target.is_kept and not target.traits.counts_breaches:
        return False
    by_unit = target.traits.has_levels and any(row.unit is not None for row in figure.history.rows)
    return target.across in (None, Across.SUM) and not by_unit


def settled(cells: Mapping[str, SheetCell]) -> dict[str, SheetCell]:
    """The cells with results in the place of formulas."""
    return {key: cell.result if isinstance(cell, Live) else cell for key, cell in cells.items()}
