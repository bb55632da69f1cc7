"""`thidua docs`: every page as a source for MkDocs itself, for its own commands, plugins and themes."""

import time
from argparse import Namespace

from thidua.commands.build import progress, tell
from thidua.commands.call import known
from thidua.config import Settings, today


def run(call: Namespace) -> int:
    """Write them, and say what was written and how long it took."""
    from thidua.build import write_docs  # noqa: PLC0415 - pages and their templates are slow to import

    known(call.data, call.campaign)
    started = time.monotonic()
    settings = Settings(call.data, call.out)
    return tell(
        call.out, write_docs(settings, call.as_of, call.campaign, today(), progress(started)), started
    )
