"""What a workbook was made of: the very files, packed into its hidden sheet, so that each change is known."""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping

from thidua.entry.grid import Grid
from thidua.problems import CellError
from thidua.text import Text

SHEET = "_thidua"
BOOK_VERSION = "thidua/plan/1"

_FORM, _CAMPAIGN, _BASE = "form", "campaign", "base"
_LONGEST = 30_000  # characters of a cell
_MOST_BYTES = 60_000_000

ANEW = Text("tạo sổ mới (thidua plan --to F.xlsx), chép các chỗ đã sửa sang")


def stamp_lines(campaign: str, files: Mapping[str, bytes]) -> Iterable[tuple[str, str]]:
    """The lines of the hidden sheet."""
    plain = {name: base64.b64encode(content).decode() for name, content in sorted(files.items())}
    packed = base64.b64encode(zlib.compress(json.dumps(plain).encode(), 9)).decode()
    yield _FORM, BOOK_VERSION
    yield _CAMPAIGN, campaign
    for start in range(0, len(packed), _LONGEST):
        yield _BASE, packed[start : start + _LONGEST]


def read_stamp(grids: Mapping[str, Grid]) -> tuple[str, str, dict[str, bytes]]:
    """The hidden sheet's name, the campaign and the files; CellError ``wrong-form`` where there are none."""
    for name, grid in grids.items():
        lines = [(str(row[0].value), str(row[1].value)) for row in grid.rows if len(row) > 1]
        if (_FORM, BOOK_VERSION) in lines:
            campaign = next((value for key, value in lines if key == _CAMPAIGN), "")
            return name, campaign, _unpacked("".join(value for key, value in lines if key == _BASE))
        if any(key == _FORM and value.startswith("thidua/form/") for key, value in lines):
            raise CellError("wrong-form/form")
    raise CellError("wrong-form/no-book", hint=ANEW)


def _unpacked(packed: str) -> dict[str, bytes]:
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(base64.b64decode(packed, validate=True), _MOST_BYTES)
        found = json.loads(plain)
        return {str(name): base64.b64decode(content) for name, content in found.items()}
    except (ValueError, zlib.error, AttributeError, TypeError) as error:
        raise CellError("wrong-form/damaged", hint=ANEW) from error


def digest(files: Mapping[str, bytes]) -> str:
    """A hash of files, by which a state of them is known again."""
    facts = (f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in sorted(files.items()))
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:24]
