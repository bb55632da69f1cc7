"""The network's published figures: api/v1/network.json."""

from typing import Any

from thidua.network.records import Entry, Figure, NetworkDay, Standing, Sums
from thidua.network.strict_json import write_json

SCHEMA = "thidua/network/1"
Json = dict[str, Any]


def network_file(shown: NetworkDay) -> bytes:
    """network.json as it is published."""
    return write_json(network_json(shown))


def network_json(shown: NetworkDay) -> Json:
    """The figures of a network on its day; numbers that are not whole are Fractions (see write_json)."""
    network = shown.network
    return {
        "schema": SCHEMA,
        "network": network.id,
        "title": network.title,
        "lead": network.lead,
        "as_of": shown.day.isoformat(),
        "period": {"start": network.period.start.isoformat(), "end": network.period.end.isoformat()},
        "stale_after": network.stale_after,
        "illustrative": network.illustrative,
        "members": [_member_json(each) for each in shown.standings.values()],
        "sums": _sums_json(shown.sums),
        "common": [
            {
                "id": line.id,
                "name": line.name,
                "unit": line.unit,
                "members": {each.member.id: _entry_json(each) for each in shown.lines[line.id]},
            }
            for line in network.common.values()
        ],
    }


def _member_json(standing: Standing) -> Json:
    member, answer, kept = standing.member, standing.answer, standing.kept
    told: Json = {"id": member.id, "name": member.name}
    told |= {"campaign": member.campaign} if member.campaign is not None else {"network": member.network}
    return told | {
        "as_of": answer.figures_of.isoformat() if answer else None,
        "collected": kept.collected.isoformat() if kept.collected else None,
        "state": standing.state.value,
        "fault": kept.fault.code if kept.fault else None,
        "illustrative": answer.illustrative if answer else None,
        "totals": counts_json(answer.totals) if answer else None,
        "cancelled": answer.cancelled if answer else None,
        "offices": answer.offices if answer else None,
    }


def _sums_json(sums: Sums) -> Json:
    return {
        "members": sums.members,
        "counted": sums.counted,
        "illustrative": sums.illustrative,
        "offices": sums.offices,
        "states": counts_json(sums.states),
        "targets": sums.targets,
        "satisfied": sums.satisfied,
        "totals": counts_json(sums.totals),
    }


def _entry_json(entry: Entry) -> Json:
    figure = entry.figure
    told = (
        figure_json(figure)
        if figure
        else dict.fromkeys(("status", "actual", "goal", "attainment", "shortfall"))
    )
    return {"target": entry.target, **told, "rank": entry.rank}


def figure_json(figure: Figure) -> Json:
    """A target's figure, in the words of status.json."""
    return {
        "status": figure.status.value,
        "actual": figure.actual,
        "goal": figure.goal,
        "attainment": figure.attainment,
        "shortfall": figure.shortfall,
    }


def counts_json(counts: Any) -> dict[str, int]:
    """Counts by status or state, those of none left out."""
    return {key.value: count for key, count in counts.items() if count}
