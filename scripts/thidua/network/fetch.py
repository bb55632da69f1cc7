"""One member's file, over https or off the disk: bounded in time and bytes, and from nowhere else."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from thidua.intake.disk import read_bytes
from thidua.network.faults import CollectError
from thidua.network.reader import is_remote, token_variable
from thidua.network.records import Member
from thidua.text import Text, reason_of

MOST_BYTES = 10_000_000  # a campaign of 2,400 targets has some 3 MB
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_LONGEST_MARK = 200


@dataclass(frozen=True, slots=True)
class Way:
    """How members are reached: whose certificates are trusted, for how long one is waited for, the tokens."""

    tls: ssl.SSLContext
    seconds: float = 20.0
    tokens: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def token(self, member: Member) -> str:
        """The member's token, "" where it needs none."""
        return self.tokens.get(token_variable(member.id), "").strip()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes, None where they are those of the last time; and the marks to ask with again."""

    data: bytes | None
    etag: str | None = None
    modified: str | None = None


def fetch(member: Member, folder: Path, way: Way, marks: Fetched) -> Fetched:
    """A member's file, asked for with the marks of the last time; ``folder`` is the network's.

    Raises CollectError with the reason where it cannot be had.
    """
    if not is_remote(member.api):
        return Fetched(_from_disk(folder / member.api / member.file, member.api + member.file))
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "thidua"}
    headers |= {"Authorization": f"Bearer {token}"} if (token := way.token(member)) else {}
    headers |= {"If-None-Match": marks.etag} if marks.etag else {}
    headers |= {"If-Modified-Since": marks.modified} if marks.modified else {}
    address = member.api + member.file
    with _Patience(way.seconds) as patience:
        for _ in range(_MOST_REDIRECTS + 1):
            with _asked(urlsplit(address), headers, way, patience) as response:
                if response.status not in _REDIRECTS:
                    return _taken(response, member, conditional=bool(marks.etag or marks.modified))
                address = _next(address, response.getheader("Location") or "")
    raise CollectError("member-redirect", place=address)


def _from_disk(path: Path, shown: str) -> bytes:
    data, problem = read_bytes(path.parent, path.name, shown)
    if data is None:
        raise CollectError("member-file", file=shown, reason=problem.message if problem else "")
    if len(data) > MOST_BYTES:
        raise CollectError("member-too-big", bytes=MOST_BYTES)
    return data


def _next(address: str, location: str) -> str:
    """Where a redirect leads, as long as it stays with the same server and the same scheme."""
    try:
        found = urljoin(address, location)
        same = urlsplit(found)[:2] == urlsplit(address)[:2]
    except ValueError:
        same = False
    if not location or not same or not found.isascii() or not found.isprintable() or " " in found:
        raise CollectError("member-redirect", place=location)
    return found


def _taken(response: HTTPResponse, member: Member, *, conditional: bool) -> Fetched:
    etag, modified = (_mark(response, name) for name in ("ETag", "Last-Modified"))
    if response.status == 304 and conditional:
        return Fetched(None, etag, modified)
    if response.status != 200:
        raise CollectError("member-http", status=response.status, variable=token_variable(member.id))
    if (response.length or 0) > MOST_BYTES:
        raise CollectError("member-too-big", bytes=MOST_BYTES)
    data = bytearray()
    while chunk := response.read(_CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            raise CollectError("member-too-big", bytes=MOST_BYTES)
    if response.length:
        raise CollectError("member-unreachable", reason="IncompleteRead")
    return Fetched(bytes(data), etag, modified)


def _mark(response: HTTPResponse, name: str) -> str | None:
    """A mark to ask with again; one that no header could hold is none."""
    mark = response.getheader(name)
    return mark if mark and len(mark) <= _LONGEST_MARK and mark.isascii() and mark.isprintable() else None


# ── the connection ──


class _Patience:
    """So many seconds for all of it; then the connection is shut, whoever is waiting at it."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.gone = seconds, False
        self.sock: socket.socket | None = None
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def look(self) -> None:
        """Raise TimeoutError where it is at its end."""
        if self.gone:
            raise TimeoutError

    def _end(self) -> None:
        self.gone = True
        if self.sock is not None:
            try:  # of the socket itself: TLS would first say good-bye, and wait
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                return

    def __enter__(self) -> _Patience:
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()


@contextmanager
def _asked(
    place: SplitResult, headers: Mapping[str, str], way: Way, patience: _Patience
) -> Iterator[HTTPResponse]:
    """The answer to one request, the connection closed after it; what goes wrong below is a CollectError."""
    host = place.hostname or ""
    connection = HTTPConnection(host, place.port or (443 if place.scheme == "https" else 80))
    try:
        connection.sock = _connected(connection, place.scheme, way, patience)
        patience.look()
        target = f"{place.path or '/'}{place.query and '?' + place.query}"
        connection.request("GET", target, headers={"Host": place.netloc, **headers})
        yield connection.getresponse()
        patience.look()
    except ssl.SSLCertVerificationError as error:
        raise CollectError("member-certificate", reason=error.verify_message) from error
    except (OSError, HTTPException, ValueError) as error:  # ValueError: a name that no host can have
        if patience.gone or isinstance(error, TimeoutError):
            raise CollectError("member-slow", seconds=f"{patience.seconds:g}") from error
        raise CollectError("member-unreachable", reason=_reason(error)) from error
    except CollectError:
        if patience.gone:
            raise CollectError("member-slow", seconds=f"{patience.seconds:g}") from None
        raise
    finally:
        connection.close()
        if patience.sock is not None:
            patience.sock.close()


def _connected(connection: HTTPConnection, scheme: str, way: Way, patience: _Patience) -> socket.socket:
    patience.look()
    patience.sock = sock = socket.create_connection((connection.host, connection.port), patience.seconds)
    patience.look()
    if scheme == "https":
        sock = way.tls.wrap_socket(sock, server_hostname=connection.host, do_handshake_on_connect=False)
        patience.sock = sock
        sock.do_handshake()
    return sock


def _reason(error: Exception) -> Text | str:
    if isinstance(error, socket.gaierror):
        return Text("không tìm thấy máy nào mang tên này")
    return reason_of(error) if isinstance(error, OSError) else type(error).__name__
