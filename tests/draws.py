"""How many examples hypothesis draws: few in every run, ten times as many in `make soak`."""

import os

_TIMES = int(os.environ.get("THIDUA_DRAWS", "1"))


def draws(few: int) -> int:
    """So many, or as many times so many as THIDUA_DRAWS says."""
    return few * _TIMES
