"""A small network to test with: its file, and what its members might answer."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from thidua.network.answer import Answer, read_answer
from thidua.network.load import read_schemas
from thidua.network.reader import read_network
from thidua.network.records import Network

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2022, 11, 16)
SCHEMAS = read_schemas(ROOT)
FILE = "networks/khoi/network.yml"
NETWORK = """\
network: khoi
title: Khối thi đua
lead: Sở Nội vụ
period: {start: 2022-01-01, end: 31/12/2022}
stale_after: 10
members:
  - {id: sngv, name: Sở Ngoại vụ, api: https://thidua.sngv.intranet/api/v1/, campaign: "2022"}
  - {id: syt, name: Sở Y tế, api: ../../syt/api/v1, campaign: "2022"}
  - {id: tinh, name: Khối các huyện, api: https://huyen.intranet/api/v1/, network: cac-huyen}
common:
  - {id: ldtt, name: Lao động tiên tiến, unit: "%", members: {sngv: CN-04, syt: B-02}}
"""


def network(text: str = NETWORK) -> Network:
    """The network of a text without a problem."""
    made, problems = read_network(text, FILE, "khoi")
    assert made is not None and not problems, problems
    return made


def target(name: str, status: str = "met", actual: Any = 27, goal: Any = 20, **more: Any) -> dict[str, Any]:
    """A target of status.json: a share of 30 with at least ``goal`` percent, or as given."""
    share = None if actual is None else {"value": actual, "of": 30, "percent": round(actual * 100 / 30, 6)}
    return {
        "id": name,
        "status": status,
        "actual": share,
        "goal": {"at_least": goal},
        "expected": float(goal),
        "attainment": None if actual is None else round(actual * 100 / 30 / goal, 6),
        "shortfall": 0,
        "satisfied_on": None,
        "phases": {},
        **more,
    }


def status(
    *targets: dict[str, Any], as_of: str = "2022-11-15", name: str = "", **more: Any
) -> dict[str, Any]:
    """A sound status.json; ``name`` makes its data another's."""
    listed = targets or (target("CN-04"), target("B-02", "missed", 3))
    totals: dict[str, int] = {}
    for each in listed:
        totals[each["status"]] = totals.get(each["status"], 0) + 1
    data = {"commit": None, "sha256": sha256(name.encode()).hexdigest(), "illustrative": False}
    return {
        "schema": "thidua/status/1",
        "campaign": "2022",
        "as_of": as_of,
        "data": data | more.pop("data", {}),
        "totals": {key: count for key, count in totals.items() if key != "cancelled"},
        "cancelled": [each["id"] for each in listed if each["status"] == "cancelled"],
        "targets": list(listed),
        **more,
    }


def answer(*targets: dict[str, Any], **more: Any) -> Answer:
    """What a network keeps of such an answer."""
    return read_answer(
        json.dumps(status(*targets, **more)).encode(), network().members["sngv"], SCHEMAS, TODAY
    )
