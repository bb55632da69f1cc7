"""`thidua build`: the whole site; nothing is written where the data have an error."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.commands.call import complain, known, warn
from thidua.config import Settings, today
from thidua.text import Text

if TYPE_CHECKING:
    from thidua.build import Built


def run(call: Namespace) -> int:
    """Build it, and say what was written and how long it took."""
    from thidua.build import build  # noqa: PLC0415 - pages and their templates are slow to import

    known(call.data, call.campaign)
    started = time.monotonic()
    done = build(Settings(call.data, call.out), call.as_of, call.campaign, today(), progress(started))
    return tell(call.out, done, started)


def tell(folder: Path, done: Built, started: float) -> int:
    """Say what was written and how long it took; 0."""
    warn(done.warnings)
    complain(
        "{folder}: ghi {written} tệp ({pages} trang), giữ nguyên {kept}, xóa {deleted} · {took} giây",
        folder=folder,
        written=done.counts.written,
        pages=done.pages,
        kept=done.counts.unchanged,
        deleted=done.counts.deleted,
        took=f"{time.monotonic() - started:.1f}",
    )
    return 0


def progress(started: float) -> Callable[[int], None]:
    """Says how far a long build is, on a terminal and after two seconds; else nothing."""
    if not sys.stderr.isatty():
        return lambda pages: None

    def told(pages: int) -> None:
        if time.monotonic() - started > 2 and pages % 25 == 0:
            text = Text("{pages} trang…", pages=pages)
            sys.stderr.write(f"\r{text}\r")

    return told
