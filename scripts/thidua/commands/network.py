"""`thidua network`: the site of a network, from what was collected of its members; no network is asked."""

import time
from argparse import Namespace

from thidua.commands.build import progress, tell
from thidua.commands.collect import network_folder
from thidua.config import Settings


def run(call: Namespace) -> int:
    """Build it, and say what was written and how long it took."""
    from thidua.build_network import build_network  # noqa: PLC0415 - pages and their templates are slow to import

    folder = network_folder(call)
    started = time.monotonic()
    done = build_network(Settings(str(folder), call.out), call.as_of, progress(started))
    return tell(call.out, done, started)
