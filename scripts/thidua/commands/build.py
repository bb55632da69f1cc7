"""`thidua build`, `docs`, `network`: whole sites; nothing is written where the data have an error."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from thidua.commands.call import complain, known, warn
from thidua.config import Settings, today
from thidua.text import Text

if TYPE_CHECKING:
    from thidua.build import Built, Told


def run(call: Namespace) -> int:
    """Build the whole site."""
    from thidua.build import build  # noqa: PLC0415 - pages and their templates are slow to import

    known(call.data, call.campaign)
    settings = Settings(call.data, call.out)
    return _made(call, lambda told: build(settings, call.as_of, call.campaign, today(), told))


def docs(call: Namespace) -> int:
    """Write every page as a source for MkDocs itself, for its own commands, plugins and themes."""
    from thidua.build import write_docs  # noqa: PLC0415 - as above

    known(call.data, call.campaign)
    settings = Settings(call.data, call.out)
    return _made(call, lambda told: write_docs(settings, call.as_of, call.campaign, today(), told))


def network(call: Namespace) -> int:
    """Build the site of a network, from what was collected of its members; no network is asked."""
    from thidua.build_network import build_network  # noqa: PLC0415 - as above
    from thidua.commands.collect import network_folder  # noqa: PLC0415 - and what asks the network

    settings = Settings(str(network_folder(call)), call.out)
    return _made(call, lambda told: build_network(settings, call.as_of, told))


def _made(call: Namespace, make: Callable[[Told], Built]) -> int:
    """Have it made, and say what was written and how long it took: 0.

    How far a long one is, is said on a terminal, after two seconds.
    """
    started = time.monotonic()

    def told(pages: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > 2 and pages % 25 == 0:
            sys.stderr.write(f"\r{Text('{pages} trang…', pages=pages)}\r")

    done = make(told)
    warn(done.warnings)
    complain(
        "{folder}: ghi {written} tệp ({pages} trang), giữ nguyên {kept}, xóa {deleted} · {took} giây",
        folder=call.out,
        written=done.counts.written,
        pages=done.pages,
        kept=done.counts.unchanged,
        deleted=done.counts.deleted,
        took=f"{time.monotonic() - started:.1f}",
    )
    return 0
