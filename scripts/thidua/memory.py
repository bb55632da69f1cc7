"""What is said when memory runs out, whatever broke; what the collector of cycles is to leave alone."""

import errno
import gc
import mmap
from collections.abc import Iterator
from contextlib import contextmanager

from thidua.text import Text

OUT_OF_MEMORY = Text("Máy không đủ bộ nhớ để dựng trang; hãy dừng bớt chương trình khác, hoặc thêm bộ nhớ.")
_ROOM = 64 << 20  # bytes; a library that cannot be loaded asks for less
_SAID = ("failed to map segment", "cannot allocate memory", "memory allocation failed", "start new thread")
_ANY_REASON = (
    ImportError,
    OSError,
    RuntimeError,
    SyntaxError,
)  # only their words tell the reason


@contextmanager
def memory_told() -> Iterator[None]:
    """Make a MemoryError of whatever fails in here for want of memory: an import, a thread, a file, git."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, MemoryError) and _is_of_memory(error):
            raise MemoryError from error
        raise


@contextmanager
def lasting() -> Iterator[None]:
    """What is made in here lasts: no cycle is looked for in it until the next call, which may replace it."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _is_of_memory(error: BaseException) -> bool:
    """Whether the error, or one that it came from, tells of memory; or nobody foresaw it, without room."""
    came_from: BaseException | None = error
    while came_from is not None:
        error = came_from
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        if any(words in str(error).lower() for words in _SAID) and isinstance(error, _ANY_REASON):
            return True
        came_from = error.__cause__ or error.__context__
    named = isinstance(error, OSError) or type(error).__module__.startswith("thidua")  # says what it is
    return not named and not _has_room()


def _has_room() -> bool:
    """Whether the system would give this process as much memory as one of its libraries asks for."""
    try:
        mmap.mmap(-1, _ROOM).close()
    except (OSError, ValueError):
        return False
    return True
