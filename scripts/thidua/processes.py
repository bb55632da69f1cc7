"""Processes of ours that end together: whatever happens to a command, nothing of it is left running."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from thidua.text import Text

_PR_SET_PDEATHSIG = 1


OUT_OF_MEMORY = Text("Máy không đủ bộ nhớ để dựng trang; hãy dừng bớt chương trình khác, hoặc thêm bộ nhớ.")


class LostWorkerError(Exception):
    """A process that made pages was ended from outside: the system does that when memory runs out."""


def follow(parent: int) -> None:
    """End this process when ``parent`` does, be it by SIGKILL: Linux promises it, elsewhere one looks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the command means its first process
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - nobody else has need of it

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_look_after, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def _look_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
