"""The gate at `git push`: nothing reaches the repository that cannot be published."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from thidua.git import Git, plain_environment
from thidua.publish.errors import PublishError
from thidua.publish.receive import RefUpdate, inspect, refused_updates
from thidua.publish.server import Server
from thidua.publish.snapshot import Snapshot, snapshot
from thidua.text import Text

CHECK_SECONDS = 120


def pre_receive(server: Server, updates: Sequence[RefUpdate]) -> None:
    """PublishError with every reason against the push; nothing of it has reached the repository yet."""
    if reasons := list(refused_updates(updates, server.branch)):
        raise PublishError(*reasons)
    git = Git(server.repository, own=True, receiving=True)
    for update in updates:
        inspect(git, update)
        with snapshot(git, update.new) as found:
            check(server.command, found)


def check(command: Sequence[str], found: Snapshot) -> None:
    """Check the data in a process of its own, with paths as the pusher knows them; PublishError is a report.

    The process is told the names of the evidence, which is not written out for it.
    """
    try:
        done = subprocess.run(
            [*command, "hook", "check"],
            cwd=found.data.parent,
            env=plain_environment() | {"PYTHONUTF8": "1"},
            input="\0".join(sorted(found.evidence)).encode("utf-8", errors="surrogateescape"),
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
