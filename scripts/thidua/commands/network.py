"""`thidua network`: the site of a network, from what was collected of its members; no network is asked."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.build import add_out, progress, tell
from thidua.commands.call import WrongCallError, a_day
from thidua.config import Settings
from thidua.network.load import NETWORK_FILE
from thidua.text import Text

ABOUT = "dựng trang của một khối từ những gì đã thu thập"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("network", metavar="NETWORK", help="thư mục của khối, có tệp network.yml")
    about = "khối đã ra sao đến hết ngày này (mặc định: ngày thu thập gần nhất)"
    parser.add_argument("--as-of", type=a_day, metavar="NGÀY", help=about)
    add_out(parser, Path("build/network"), "nơi ghi trang (mặc định: build/network)")


def run(call: Namespace) -> int:
    """Build it, and say what was written and how long it took."""
    from thidua.build_network import build_network  # noqa: PLC0415 - pages and their templates are slow to import

    if not Path(call.network, NETWORK_FILE).exists():
        told = Text("không có tệp {file} trong {folder}", file=NETWORK_FILE, folder=call.network)
        raise WrongCallError(told)
    started = time.monotonic()
    done = build_network(Settings(call.network, call.out), call.as_of, progress(started))
    return tell(call.out, done, started)
