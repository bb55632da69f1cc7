"""`thidua network`: the site of a network, from what was collected of its members; no network is asked."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.build import add_out, progress, tell
from thidua.commands.call import a_day
from thidua.commands.collect import add_network, network_folder
from thidua.config import Settings

ABOUT = "dựng trang của một khối từ những gì đã thu thập"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_network(parser)
    about = "khối đã ra sao đến hết ngày này (mặc định: ngày thu thập gần nhất)"
    parser.add_argument("--as-of", type=a_day, metavar="NGÀY", help=about)
    add_out(parser, Path("build/network"), "nơi ghi trang (mặc định: build/network)")


def run(call: Namespace) -> int:
    """Build it, and say what was written and how long it took."""
    from thidua.build_network import build_network  # noqa: PLC0415 - pages and their templates are slow to import

    folder = network_folder(call)
    started = time.monotonic()
    done = build_network(Settings(str(folder), call.out), call.as_of, progress(started))
    return tell(call.out, done, started)
