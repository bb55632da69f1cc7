"""What the arguments of several commands have in common."""

from __future__ import annotations

import argparse
from datetime import date

from thidua.problems import CellError
from thidua.reading.cells import parse_date


def day(word: str) -> date:
    """A day as the office writes it; ArgumentTypeError says in the reader's words what is wrong with it."""
    try:
        return parse_date(word)
    except CellError as error:
        raise argparse.ArgumentTypeError(str(error.message)) from error
