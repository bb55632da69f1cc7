"""A zip file of anybody's making: what a look into it may raise, and how one of its parts begins."""

import zlib
from zipfile import BadZipFile, ZipFile

# To zipfile a part with a password is a RuntimeError, one packed in an unknown way a NotImplementedError.
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_ENOUGH = 100_000


def start_of(archive: ZipFile, name: str) -> bytes:
    """The first bytes of a part, enough to tell by; none where there is no such part. Raises UNREADABLE."""
    try:
        part = archive.getinfo(name)
    except KeyError:
        return b""
    with archive.open(part) as opened:
        return opened.read(_ENOUGH)
