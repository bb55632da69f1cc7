"""The keys of network.yml: reader, records, JSON Schema derive from them, and the file of a new network."""

from __future__ import annotations

from thidua.keyed.guide import Sample, commented
from thidua.keyed.shapes import Key, ListOf, Record, TableOf, Value, ValueType
from thidua.network.records import STALE_AFTER, Line, Member, Network, Period
from thidua.plan.schema import DAY, ID, TEXT, YES_OR_NO
from thidua.reading.cells import parse_id

# fmt: off
PERIOD = Record("period", makes=Period, keys=(
    Key("start", DAY, "ngày đầu", "the first day", required=True),
    Key("end", DAY, "ngày cuối", "the last day", required=True),
))
MEMBER = Record("member", makes=Member, keys=(
    Key("id", ID, "mã của nơi này trong khối, không dấu, không đổi về sau", "the member's id", required=True),
    Key("name", TEXT, "tên cơ quan, hoặc tên khối cấp dưới", "its name", required=True),
    Key("api", TEXT,
        "nơi đọc số liệu đã xuất bản: địa chỉ https://…/api/v1/, hoặc đường dẫn tính từ thư mục của khối",
        "where its api/v1/ is: an https address, or a path, relative to the network's folder", required=True),
    Key("campaign", ID, "phong trào của cơ quan đó, theo tên thư mục của họ",
        "the office's campaign; for a member that is an office"),
    Key("network", ID, "thay cho campaign, khi nơi này là một khối: mã của khối đó",
        "in place of campaign, for a member that is a network: its id"),
))
LINE = Record("line", makes=Line, keys=(
    Key("id", ID, "mã của chỉ tiêu chung", "the line's id", required=True),
    Key("name", TEXT, "tên chỉ tiêu chung", "its name", required=True),
    Key("unit", TEXT, "đơn vị tính để hiển thị, ví dụ %", "the unit to show"),
    Key("members", TableOf(Value(ValueType.TARGET_ID)), "mã chỉ tiêu tương ứng của từng nơi",
        "which target of each member stands for it", required=True, into="targets"),
))
NETWORK = Record("network", makes=Network, keys=(
    Key("network", ID, "mã của khối, trùng tên thư mục", "the network's id: its folder's name",
        required=True, into="id"),
    Key("title", TEXT, "tên khối, cụm thi đua", "its title", required=True),
    Key("lead", TEXT, "cơ quan đứng đầu khối", "who heads it"),
    Key("period", PERIOD, "thời gian theo dõi", "the days that it looks at", required=True),
    Key("stale_after", Value(ValueType.WHOLE),
        "số liệu của một nơi cũ hơn chừng này ngày thì ghi là cũ (0–366)",
        "days after which a member's figures are called old, 0 to 366", default=str(STALE_AFTER)),
    Key("illustrative", YES_OR_NO, "có = khối minh họa, trang web sẽ ghi rõ như vậy",
        "true: the network is made up, and every page says so", default="false"),
    Key("members", ListOf(MEMBER, least=1), "các nơi trong khối", "the members", required=True),
    Key("common", ListOf(LINE), "các chỉ tiêu chung để so sánh", "what is compared"),
))
SCHEMA_FILE = "schema/network.schema.json"  # below the folder of networks
_MODELINE = f"# yaml-language-server: $schema=../{SCHEMA_FILE}"




# fmt: on


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
