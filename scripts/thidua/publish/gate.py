"""The gate at `git push`: nothing reaches the repository that cannot be published."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from thidua.publish.commits import clean_environment
from thidua.publish.errors import PublishError
from thidua.publish.receive import Bare, Update, refused_updates
from thidua.publish.server import Server
from thidua.text import Text

CHECK_SECONDS = 120


def pre_receive(server: Server, updates: Sequence[Update]) -> None:
    """PublishError with every reason against the push; nothing of it has reached the repository yet."""
    if reasons := list(refused_updates(updates, server.branch)):
        raise PublishError(*reasons)
    bare = Bare(server.repository)
    for update in updates:
        bare.inspect(update)
        with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
            bare.export(update.new, Path(folder))
            check(server.command, Path(folder))


def check(command: Sequence[str], tree: Path) -> None:
    """Run `thidua check` on ``tree``/data, with paths as the pusher knows them; PublishError is a report."""
    (tree / "data").mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            [*command, "check", "data"],
            cwd=tree,
            env=clean_environment() | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=CHECK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PublishError(
            Text("kiểm tra số liệu không xong sau {seconds} giây", seconds=CHECK_SECONDS)
        ) from None
    if done.returncode:
        raise PublishError(Text("{report}", report=done.stdout.decode("utf-8", errors="replace").rstrip()))
