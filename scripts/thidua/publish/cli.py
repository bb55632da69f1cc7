"""`thidua publish`, `rollback`, `releases`, and `hook` for the server's own scripts."""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import chdir
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from thidua.arguments import day
from thidua.commands import WrongCallError
from thidua.config import Settings, today
from thidua.intake.read import find_campaigns
from thidua.model import Status
from thidua.problems import DataError
from thidua.problems.formats import as_text
from thidua.publish.commits import clean_environment, commit_of, is_older
from thidua.publish.errors import PublishError
from thidua.publish.gate import pre_receive
from thidua.publish.job import KEEP, WAIT_SECONDS, Job
from thidua.publish.receive import parse_updates
from thidua.publish.records import Origin, Release
from thidua.publish.release import damage, rollback
from thidua.publish.root import Root
from thidua.publish.server import Server, explain, is_fresh, published_text, refresh
from thidua.publish.targets import How, how_for, publish_to
from thidua.text import Text, day_text

Subparsers = Any  # argparse keeps the type of its subparsers to itself


def add_arguments(subparsers: Subparsers) -> None:
    """Add the four commands to the subparsers of the command line; each sets ``run``."""
    _add_publish(subparsers.add_parser("publish", help="dựng trang và xuất bản trong một bước"))
    back = subparsers.add_parser("rollback", help="quay lại bản xuất bản trước")
    back.add_argument("words", nargs="*", metavar="BẢN", help="tên bản, hoặc phần đầu của tên")
    back.add_argument("--campaign", metavar="C", help="không dùng đến: một bản là cả trang")
    _add_root(back)
    back.set_defaults(run=run, act=_rollback)
    listed = subparsers.add_parser("releases", help="liệt kê các bản đang giữ")
    _add_root(listed)
    listed.set_defaults(run=run, act=_releases)
    hook = subparsers.add_parser("hook", help="dành cho máy chủ: các bước quanh git push")
    hook.add_argument("event", choices=sorted(_EVENTS), help="bước nào")
    hook.set_defaults(run=run, act=_hook)


def _add_root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="NƠI", help="nơi xuất bản")


def _add_publish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "data",
        nargs="?",
        type=Path,
        default=Path("data"),
        metavar="DATA",
        help="thư mục số liệu (mặc định: data)",
    )
    parser.add_argument("--campaign", metavar="C", help="chỉ một phong trào, theo tên thư mục")
    parser.add_argument(
        "--as-of", type=day, metavar="NGÀY", help="số liệu đến hết ngày này (mặc định: hôm nay)"
    )
    _add_root(parser)
    parser.add_argument(
        "--how",
        choices=[how.value for how in How],
        help=("symlink: các bản sau một liên kết (mặc định) · folder: thư mục thường · rsync: máy khác"),
    )
    parser.add_argument(
        "--keep", type=_at_least_one, default=KEEP, metavar="N", help="số bản giữ lại (mặc định: 10)"
    )
    parser.add_argument(
        "--wait",
        type=float,
        default=WAIT_SECONDS,
        metavar="GIÂY",
        help="chờ lần xuất bản khác bao lâu (mặc định: 600)",
    )
    parser.add_argument(
        "--allow-shrink", action="store_true", help="chấp nhận trang mất hơn một nửa so với bản trước"
    )
    parser.set_defaults(run=run, act=_publish)


def _at_least_one(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(str(Text("“{word}” không phải là số từ 1 trở lên", word=word)))
    return int(word)


def run(call: argparse.Namespace) -> int:
    """Do what the call says: 0 done · 1 refused, with every reason."""
    try:
        call.act(call)
    except PublishError as error:
        _say(error.texts, sys.stderr)
        return 1
    except DataError as error:
        sys.stderr.write(as_text(error.problems))
        return 1
    return 0


def _say(texts: Iterable[Text], stream: TextIO | None = None) -> None:
    for text in texts:
        print(text, file=stream or sys.stdout, flush=True)


def _now() -> datetime:
    return datetime.now().astimezone()


def _build(settings: Settings, as_of: date | None, only: str | None, day: date) -> None:
    # Pages, charts and the theme are imported only by a command that builds.
    from thidua.build import build  # noqa: PLC0415
    from thidua.site.write import MARKER  # noqa: PLC0415

    done = build(settings, as_of, only, day, lambda pages: None)
    if done.warnings:
        sys.stderr.write(as_text(done.warnings))
    # A release is never built over, so it needs no mark that its files may be replaced.
    (settings.out / MARKER).unlink(missing_ok=True)


def _publish(call: argparse.Namespace) -> None:
    if not call.data.is_dir():
        raise WrongCallError(str(Text("không có thư mục {path}", path=call.data)))
    if call.campaign is not None and call.campaign not in find_campaigns(call.data):
        raise WrongCallError(
            str(Text("không có phong trào “{name}” trong {path}", name=call.campaign, path=call.data))
        )
    started, day = time.monotonic(), today()
    origin = Origin(commit_of(call.data), call.as_of or day)
    if origin.commit is None:
        _say(
            [Text("Lưu ý: số liệu chưa được ghi hết vào git (commit), nên không so được bản nào mới hơn.")],
            sys.stderr,
        )
    job = Job(
        origin,
        build=lambda out: _build(Settings(str(call.data), out), call.as_of, call.campaign, day),
        now=_now,
        is_older=lambda new, published: is_older(call.data, new, published),
        keep=call.keep,
        wait=call.wait,
        allow_shrink=call.allow_shrink,
    )
    release, fresh = publish_to(call.to, How(call.how) if call.how else how_for(call.to), job)
    _say([published_text(release, fresh, time.monotonic() - started)])


def _rollback(call: argparse.Namespace) -> None:
    names = [word for word in call.words if not Path(word).is_dir()]  # DATA may be told, and is not needed
    if len(names) > 1:
        raise WrongCallError(str(Text("chỉ quay lại được một bản mỗi lần")))
    release = rollback(Path(call.to), names[0] if names else None)
    _say([Text("Đang xuất bản {name}.", name=release.name)])


def _releases(call: argparse.Namespace) -> None:
    root = Root(Path(call.to))
    current, found = root.current_name(), root.all()
    if not found:
        raise PublishError(Text("“{path}” chưa có bản nào được xuất bản.", path=call.to))
    for release in found:
        _say([_release_line(release, is_current=release.name == current)])


def _release_line(release: Release, *, is_current: bool) -> Text:
    commit = release.origin.commit
    totals = (
        f"{campaign}: " + " · ".join(f"{Status(word).label} {count}" for word, count in told.items() if count)
        for campaign, told in release.totals.items()
    )
    published = release.published.astimezone()
    return Text(
        "{mark} {name}  {time}  {author}  {totals}",
        mark="*" if is_current else " ",
        name=release.name,
        time=f"{day_text(published)} {published:%H:%M}",
        author=f"{commit.id[:7]} {commit.author}" if commit else "—",
        totals="; ".join(totals),
    )


def _hook(call: argparse.Namespace) -> None:
    _EVENTS[call.event](Server.of(os.environ))


def _on_pre_receive(server: Server) -> None:
    try:
        pre_receive(server, parse_updates(sys.stdin))
    except PublishError as error:
        raise PublishError(Text("Không nhận, trang đang xuất bản giữ nguyên:"), *error.texts) from None


def _on_post_receive(server: Server) -> None:
    updates = parse_updates(sys.stdin)
    if any(update.ref == f"refs/heads/{server.branch}" for update in updates):
        _refresh(server, scheduled=False)


def _on_rebuild(server: Server) -> None:
    _refresh(server, scheduled=True)


def _on_verify(server: Server) -> None:
    """Rebuild what is stale; a damaged release is told even after it was replaced."""
    root = Root(server.root)
    name = root.current_name()
    spoiled = damage(root, name) if name else []
    if not is_fresh(server, _now()):
        _refresh(server, scheduled=True)
    if spoiled:
        raise PublishError(Text("Bản {name} bị hỏng: {files}", name=name, files=", ".join(spoiled[:10])))


def _refresh(server: Server, *, scheduled: bool) -> None:
    """Publish the newest commit; what git sets for a hook must not lead our own calls of git astray."""
    os.umask(0o022)
    for name in os.environ.keys() - clean_environment().keys():
        del os.environ[name]

    def build(data: Path, out: Path, day: date) -> None:
        with chdir(data.parent):  # files are named as the pusher knows them
            _build(Settings(data.name, out, server.cache), None, None, day)

    try:
        _say([refresh(server, build, _now, scheduled=scheduled)])
    except Exception as error:
        if not isinstance(error, PublishError | DataError):
            _log(error)
        raise PublishError(
            Text("Chưa xuất bản được; trang đang xuất bản giữ nguyên:\n{reason}", reason=explain(error))
        ) from error


def _log(error: Exception) -> None:
    """The whole of an unforeseen error goes to the server's log; the pusher reads one sentence."""
    # Windows has no syslog; the other commands must start there all the same.
    import syslog  # noqa: PLC0415

    syslog.openlog("thidua")
    for line in traceback.format_exception(error):
        syslog.syslog(syslog.LOG_ERR, line.rstrip())


_EVENTS: dict[str, Callable[[Server], None]] = {
    "pre-receive": _on_pre_receive,
    "post-receive": _on_post_receive,
    "rebuild": _on_rebuild,
    "verify": _on_verify,
}
