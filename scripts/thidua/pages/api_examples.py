"""Examples for programs that read the published figures; the page shows this very code and its answers."""

from typing import Any

Status = dict[str, Any]


def met_of_all(status: Status) -> str:
    """How many targets are met, of how many."""
    met = [one for one in status["targets"] if one["status"] in ("met", "exceeded", "met_late")]
    return f"{len(met)}/{len(status['targets'])}"


def still_missing(status: Status) -> dict[str, int]:
    """What each target still lacks, in subjects; targets that lack nothing are left out."""
    return {one["id"]: one["shortfall"] for one in status["targets"] if one["shortfall"]}


def phase_totals(status: Status) -> dict[str, dict[str, int]]:
    """Targets by status in each phase."""
    totals: dict[str, dict[str, int]] = {}
    for one in status["targets"]:
        for phase, part in one["phases"].items():
            counts = totals.setdefault(phase, {})
            counts[part["status"]] = counts.get(part["status"], 0) + 1
    return totals


EXAMPLES = (met_of_all, still_missing, phase_totals)
