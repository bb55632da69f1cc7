"""What derives from the keys of network.yml: its JSON Schema for editors, and the file of a new network."""

from __future__ import annotations

import json

from thidua.keyed.guide import Sample, commented
from thidua.keyed.json_schema import json_schema
from thidua.network.schema import MEMBER, NETWORK
from thidua.reading.cells import parse_id

SCHEMA_FILE = "schema/network.schema.json"  # below the folder of networks
_MODELINE = f"# yaml-language-server: $schema=../{SCHEMA_FILE}"


def network_schema() -> str:
    """The JSON Schema of network.yml, as text."""
    kinds = [{"required": ["campaign"]}, {"required": ["network"]}]
    schema = json_schema(NETWORK, "network.yml", "Một khối, cụm thi đua", {MEMBER.name: [{"oneOf": kinds}]})
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def new_network(network: str, year: int) -> str:
    """The network.yml of a new network, every key explained; it passes the check as it stands.

    Raises CellError for an id that no folder can bear.
    """
    values: dict[str, Sample] = {
        "network": f'"{parse_id(network)}"',
        "title": "Khối thi đua … (ghi tên khối)",
        "lead": "… (cơ quan đứng đầu khối)",
        "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"},
        "members": [_member(f"noi-{number}", year) for number in (1, 2)],
    }
    return "\n".join([_MODELINE, *commented(NETWORK, values), ""])


def _member(identity: str, year: int) -> dict[str, Sample]:
    """A member to write over."""
    return {
        "id": identity,
        "name": "Cơ quan … (ghi tên)",
        "api": f"https://{identity}.intranet/api/v1/",
        "campaign": f'"{year}"',
    }
