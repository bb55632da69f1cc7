"""`thidua collect`: every member's published figures, fetched, checked and kept; its NETWORK argument."""

import ssl
from argparse import ArgumentTypeError, Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, complain, warn
from thidua.config import engine_root, today
from thidua.network.collect import collect
from thidua.network.fetch import Way
from thidua.network.load import NETWORK_FILE, load_network, read_schemas
from thidua.network.reader import token_variable
from thidua.network.records import Network
from thidua.text import Text, reason_of

NETWORKS = Path("networks")


def network_folder(call: Namespace) -> Path:
    """The folder of the network that a call names; WrongCallError where there is none."""
    named = Path(call.network)
    folder = next((each for each in (named, NETWORKS / named) if (each / NETWORK_FILE).exists()), None)
    if folder is None:
        raise WrongCallError("không có tệp {file}", file=named / NETWORK_FILE)
    return folder


def run(call: Namespace) -> int:
    """Collect, and tell who gave nothing sound; 0 where all did, else 1."""
    loaded = load_network(network_folder(call))
    warn(loaded.warnings)
    way = Way(_trusting(call.cafile), call.seconds)
    _check_tokens(loaded.network, way)
    done = collect(loaded, read_schemas(engine_root()), way, today(), call.connections)
    warn((*loaded.history.problems, *done.problems))
    complain(
        "{network}: đã thu thập {sound} trên {members} nơi, {changed} nơi có số liệu mới.",
        network=loaded.network.id,
        sound=done.members - len(done.problems),
        members=done.members,
        changed=done.changed,
    )
    return 1 if done.problems else 0


def _trusting(cafile: str | None) -> ssl.SSLContext:
    tls = ssl.create_default_context()
    if cafile is not None:
        try:
            tls.load_verify_locations(cafile)
        except OSError as error:  # ssl.SSLError among them
            raise WrongCallError(
                "không đọc được chứng thư {file}: {reason}", file=cafile, reason=reason_of(error)
            ) from error
    return tls


def _check_tokens(network: Network, way: Way) -> None:
    """A token that no header can hold is a wrong call; it is never printed."""
    for member in network.members.values():
        token = way.token(member)
        if not token.isascii() or (token and not token.isprintable()):
            raise WrongCallError(
                "biến {variable} có ký tự không dùng được", variable=token_variable(member.id)
            )


def some_seconds(word: str) -> float:
    try:
        seconds = float(word.replace(",", "."))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3_600:
        raise ArgumentTypeError(str(Text("cần một số giây, lớn hơn 0 và không quá 3600")))
    return seconds


def some_connections(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= 200:
        raise ArgumentTypeError(str(Text("cần một số từ 1 đến 200")))
    return int(word)
