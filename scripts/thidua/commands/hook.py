"""`thidua hook`: the steps around `git push`, for the server's own scripts."""

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from thidua.commands.call import say
from thidua.commands.publish import build_snapshot, now
from thidua.config import Settings, today
from thidua.intake.read import load
from thidua.processes import follow
from thidua.publish import PublishError
from thidua.publish.receive import parse_updates, pre_receive
from thidua.publish.release import damage, damaged_text
from thidua.publish.root import Root
from thidua.publish.server import FORESEEN, Server, explain, is_fresh, refresh
from thidua.publish.snapshot import Snapshot
from thidua.version import Version


def run(call: Namespace) -> int:
    """Do the step; raises PublishError with every reason why nothing was accepted or published."""
    EVENTS[call.event](Server.of(os.environ))
    return 0


def _on_pre_receive(server: Server) -> None:
    try:
        pre_receive(server, parse_updates(sys.stdin))
    except PublishError as error:
        raise PublishError("Không nhận, trang đang xuất bản giữ nguyên:", *error.texts) from None


def _on_check(server: Server) -> None:
    """What the gate asks of a push's data, with the names of their evidence on standard input."""
    follow(os.getppid())  # a gate that is ended from outside ends its check
    names = sys.stdin.buffer.read().decode("utf-8", errors="surrogateescape").split("\0")
    load("data", None, today(), Snapshot(Path("data"), frozenset(names)).has_evidence)


def _on_post_receive(server: Server) -> None:
    updates = parse_updates(sys.stdin)
    if any(update.ref == f"refs/heads/{server.branch}" for update in updates):
        _refresh(server, scheduled=False)


def _on_verify(server: Server) -> None:
    """Rebuild what is stale; a damaged release is told even after it was replaced."""
    if not Root(server.root).path.is_dir():
        server.root.mkdir(parents=True)
    root = Root(server.root)
    name = root.current_name()
    spoiled = damage(root, name) if name else []
    if not is_fresh(server, now()):
        _refresh(server, scheduled=True)
    if strange := root.strange():
        raise PublishError(
            "Không xóa được về sau, vì thuộc tài khoản khác: {paths}. Hãy chạy bằng root: chown -R "
            "--reference={root} {root}",
            paths=", ".join(map(str, strange[:5])),
            root=root.path,
        )
    if spoiled:
        raise PublishError(damaged_text(name or "", spoiled))


def _refresh(server: Server, *, scheduled: bool) -> None:
    """Publish the newest commit, and say what came of it."""
    os.umask(0o022)

    def build(found: Snapshot, version: Version, out: Path, day: date) -> None:
        build_snapshot(found, version, Settings("", out, server.cache), None, None, day)

    try:
        say(refresh(server, build, now, scheduled=scheduled))
    except Exception as error:
        if not isinstance(error, FORESEEN):
            _log(error)
        raise PublishError(
            "Chưa xuất bản được; trang đang xuất bản giữ nguyên:\n{reason}", reason=explain(error)
        ) from error


def _log(error: Exception) -> None:
    """The whole of an unforeseen error goes to the server's log; the pusher reads one sentence."""
    # Windows has no syslog; the other commands must start there all the same.
    import syslog  # noqa: PLC0415

    syslog.openlog("thidua")
    for line in traceback.format_exception(error):
        syslog.syslog(syslog.LOG_ERR, line.rstrip())


EVENTS: dict[str, Callable[[Server], None]] = {
    "check": _on_check,
    "post-receive": _on_post_receive,
    "pre-receive": _on_pre_receive,
    "rebuild": lambda server: _refresh(server, scheduled=True),
    "verify": _on_verify,
}
