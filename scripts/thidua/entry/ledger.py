"""Which row of which form became which recorded row: told by an identity and a hash, kept beside the data.

The file tells nothing of the rows themselves, is published nowhere, and may be lost: then a row that comes
back is known only by what it says.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from io import StringIO

from thidua.entry.stamp import letter_of

_HEADER = ["row", "sha256"]
_LENGTH = 24  # letters of the hash


def read_ledger(content: bytes | None) -> dict[str, str]:
    """The hash of what was recorded, by row; a line that is none of ours is passed over."""
    text = (content or b"").decode("utf-8", "replace")
    rows = (row for row in csv.reader(StringIO(text)) if len(row) == 2)
    return {row_id: digest for row_id, digest in rows if letter_of(row_id)}


def written_ledger(ledger: Mapping[str, str]) -> bytes:
    """The file, in the order of the rows: two people's additions seldom meet in one place."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([_HEADER, *sorted(ledger.items())])
    return out.getvalue().encode()


def book_key(token: str) -> str:
    """The key of a plan's workbook, under which stands how it left the files: no form has such a sheet."""
    return f"S{token}-000"


def digest_of(said: Sequence[str]) -> str:
    """The hash of what a row says, by its cells."""
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:_LENGTH]
