"""`thidua rollback`: back to a release that was published before."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, add_campaign, say
from thidua.commands.publish import add_root
from thidua.publish.release import rollback

ABOUT = "quay lại bản xuất bản trước"


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("words", nargs="*", metavar="BẢN", help="tên bản, hoặc phần đầu của tên")
    add_campaign(parser, "không dùng đến: một bản là cả trang")
    add_root(parser)


def run(call: Namespace) -> int:
    """Publish the named release again, or the one before; raises PublishError."""
    names = [word for word in call.words if not Path(word).is_dir()]  # DATA may be told, and is not needed
    if len(names) > 1:
        raise WrongCallError("chỉ quay lại được một bản mỗi lần")
    release = rollback(Path(call.to), names[0] if names else None)
    say("Đang xuất bản {name}.", name=release.name)
    return 0
