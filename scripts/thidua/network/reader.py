"""network.yml → Network, and every problem of the file at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from thidua.keyed.given import Findings, Given
from thidua.keyed.read import FileKind, read_keys
from thidua.keyed.records import build, by_id, to_look_up
from thidua.keyed.yaml_file import with_spans
from thidua.model import Source
from thidua.network.records import STALE_AFTER, Line, Member, Network, Period
from thidua.network.schema import LINE, MEMBER, NETWORK, PERIOD
from thidua.problems import CellError, Problem
from thidua.text import BAD_CHARACTER, Text, shown

THE_NETWORK = Text("tệp của khối")  # what messages call the file
_FILE = FileKind(NETWORK, THE_NETWORK, Text("ghi theo mẫu do lệnh “thidua new-network” tạo ra"))
_MOST_DAYS = 366
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})  # what alone may be asked without TLS
_LONGEST = 2_000


def read_network(text: str, file: str, folder: str) -> tuple[Network | None, list[Problem]]:
    """The network, or None where it lacks what no network can be without; and every problem by line.

    ``folder`` is the name of the network's folder. Nothing may be made of it while a problem is an error.
    """

    def make(given: Given, findings: Findings) -> Network | None:
        _check_folder(given, folder, findings)
        return build(
            given,
            NETWORK,
            period=_period(given, findings),
            members=_members(given, findings),
            common=_lines(given, findings),
            stale_after=_stale_after(given, findings),
        )

    network, problems = read_keys(text, file, _FILE, make)
    return network, with_spans(problems)


def _check_folder(given: Given, folder: str, findings: Findings) -> None:
    network = given.text("network")
    if network is not None and network != folder:
        findings.tell(given.place("network"), "network-folder", network=shown(network), folder=shown(folder))


def _period(given: Given, findings: Findings) -> Period:
    """The period; where it is absent or refused, which has been told, every day."""
    inner = given.inner("period")
    start = inner.get("start", date) if inner else None
    end = inner.get("end", date) if inner else None
    if inner and start and end and start > end:
        findings.tell(inner.place("end"), "period-reversed", end=end, start=start)
    return (build(inner, PERIOD) if inner else None) or Period(date.min, date.max)


def _stale_after(given: Given, findings: Findings) -> int:
    days = given.get("stale_after", int)
    if days is not None and not 0 <= days <= _MOST_DAYS:
        findings.tell(given.place("stale_after"), "out-of-range/stale-after", days=days, most=_MOST_DAYS)
    return STALE_AFTER if days is None else days


# ── members ──


def _members(given: Given, findings: Findings) -> dict[str, Member]:
    written = given.listed("members")
    made = [_member(each, given, findings) for each in written]
    members = by_id(written, made, findings)
    _check_twice(written, findings)
    return members


def _member(each: Given, root: Given, findings: Findings) -> Member | None:
    typed = each.text("api")
    api = None
    if typed is not None:
        api = findings.try_cell(each.place("api"), lambda: parse_address(typed))
    _check_kind(each, root, findings)
    if api is None:
        return None
    return build(each, MEMBER, api=api, source=Source(findings.file, each.at("api")))


def _check_kind(each: Given, root: Given, findings: Findings) -> None:
    """A member is an office with a campaign, or a network, and not the one that it is a member of."""
    kinds = [key for key in ("campaign", "network") if key in each.lines]
    if not kinds:
        findings.tell((each.line, "campaign"), "missing-key/campaign")
    elif len(kinds) == 2:
        findings.tell(each.place("network"), "key-not-allowed/office-and-network")
    elif (inner := each.text("network")) and inner == root.text("network"):
        findings.tell(each.place("network"), "key-not-allowed/itself", network=inner)


def _check_twice(written: tuple[Given, ...], findings: Findings) -> None:
    """Two members that read the same figures; two ids that would share the variable of a token."""
    places: dict[tuple[str, str], int] = {}
    tokens: dict[str, tuple[str, int]] = {}
    for each in written:
        identity, api = each.text("id") or "", (each.text("api") or "").strip().rstrip("/")
        place = (api, each.text("campaign") or each.text("network") or "")
        if api and (first := places.setdefault(place, each.line)) != each.line:
            findings.tell(each.place("api"), "duplicate-address", line=first)
        other, line = tokens.setdefault(token_variable(identity), (identity, each.line))
        if identity and other.lower() != identity.lower():
            findings.tell(each.place("id"), "duplicate-id/signs", id=identity, other=other, line=line)


def token_variable(member: str) -> str:
    """The environment variable that holds a member's token."""
    return f"THIDUA_TOKEN_{re.sub('[^A-Za-z0-9]', '_', member).upper()}"


# ── common lines ──


def _lines(given: Given, findings: Findings) -> dict[str, Line]:
    members = to_look_up(given, "members")
    networks = {
        (each.text("id") or "").lower() for each in given.listed("members") if "network" in each.lines
    }
    written = given.listed("common")
    made = []
    for each in written:
        table = each.inner("members")
        targets = dict(_targets(table, members, networks, findings)) if table else {}
        made.append(build(each, LINE, targets=targets, source=Source(findings.file, each.line)))
    return by_id(written, made, findings)


def _targets(
    table: Given, members: Mapping[str, str] | None, networks: set[str], findings: Findings
) -> Iterator[tuple[str, str]]:
    """Which target of which member; a member that is none, or that has no targets of its own, is told."""
    for name in table.lines:
        member = findings.resolve((table.at(name), "members"), name, members, "unknown-member")
        target = table.text(name)
        if member is not None and member.lower() in networks:
            findings.tell((table.at(name), "members"), "key-not-allowed/line-of-network", member=member)
        elif member is not None and target is not None:
            yield member, target


def is_remote(api: str) -> bool:
    """Whether an address that ``parse_address`` gave is asked of the network, not of the disk."""
    return api.startswith(("https://", "http://"))


def parse_address(text: str) -> str:
    """The address or path of an ``api/v1/``, "/" at its end; else CellError ``bad-address``."""
    api = text.strip()
    if reason := _path_fault(api) if not _SCHEME.match(api) else _address_fault(api):
        raise CellError("bad-address", value=shown(api), reason=reason)
    return api if api.endswith("/") else f"{api}/"


def _path_fault(api: str) -> Text | None:
    if BAD_CHARACTER.search(api) or len(api) > _LONGEST:
        return Text("có ký tự điều khiển, hoặc quá dài")
    return Text("đường dẫn ngăn bằng dấu /") if "\\" in api else None


def _address_fault(api: str) -> Text | None:
    if BAD_CHARACTER.search(api) or " " in api or not api.isascii() or len(api) > _LONGEST:
        return Text("địa chỉ có dấu cách, chữ có dấu hoặc ký tự điều khiển")
    try:
        parts = urlsplit(api)
        port = parts.port
    except ValueError:
        return Text("địa chỉ viết sai")
    if parts.scheme.lower() not in ("https", "http"):
        return Text("chỉ đọc bằng https")
    if not parts.hostname or port == 0 or "\\" in api:
        return Text("địa chỉ viết sai")
    if parts.username is not None or parts.password is not None:
        return Text("không ghi tên và mật khẩu vào địa chỉ; mã truy cập đặt trong biến môi trường")
    if parts.query or parts.fragment or "?" in api or "#" in api:
        return Text("địa chỉ của một thư mục không có dấu ? và #")
    if parts.scheme.lower() == "http" and parts.hostname not in _LOOPBACK:
        return Text("http không mã hóa, ai trên đường truyền cũng sửa được số liệu")
    return None
