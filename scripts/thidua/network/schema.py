"""The keys of network.yml, described in keys.json, and the file of a new network."""

from thidua.beside import data_beside
from thidua.keyed.described import Described
from thidua.keyed.guide import Sample, commented
from thidua.keyed.shapes import Record
from thidua.network import records
from thidua.network.records import Line, Member, Network, Period
from thidua.plan.schema import YES_OR_NO
from thidua.reading.cells import parse_id

_KEYS = Described(data_beside("network", "keys.json"), (YES_OR_NO,), records)
NETWORK: Record[Network] = _KEYS.record("network")
MEMBER: Record[Member] = _KEYS.record("member")
LINE: Record[Line] = _KEYS.record("line")
PERIOD: Record[Period] = _KEYS.record("period")
SCHEMA_FILE = "schema/network.schema.json"  # below the folder of networks
_MODELINE = f"# yaml-language-server: $schema=../{SCHEMA_FILE}"


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
