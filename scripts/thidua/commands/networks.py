"""What the commands of networks share: NETWORK among the arguments, and the network that it names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, warn
from thidua.network.load import NETWORK_FILE, LoadedNetwork, load_network
from thidua.text import Text

NETWORKS = Path("networks")


def add_network(parser: ArgumentParser) -> None:
    """NETWORK: a folder, or the id of one in networks/."""
    parser.add_argument(
        "network", metavar="KHỐI", help="thư mục của khối, ví dụ networks/khoi-1, hoặc chỉ mã khoi-1"
    )


def network_folder(call: Namespace) -> Path:
    """The folder of the network that a call names; WrongCallError where there is none."""
    named = Path(call.network)
    folder = next((each for each in (named, NETWORKS / named) if (each / NETWORK_FILE).exists()), None)
    if folder is None:
        raise WrongCallError(Text("không có tệp {file}", file=named / NETWORK_FILE))
    return folder


def the_network(call: Namespace) -> LoadedNetwork:
    """The network itself; DataError where it is unsound."""
    loaded = load_network(network_folder(call))
    warn(loaded.warnings)
    return loaded
