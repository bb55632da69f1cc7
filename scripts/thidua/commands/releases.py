"""`thidua releases`, `rollback`: the releases that are kept, and back to one that was published before."""

from argparse import Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, say
from thidua.model import Status
from thidua.publish import PublishError
from thidua.publish.records import Release
from thidua.publish.release import rollback
from thidua.publish.root import Root
from thidua.text import Text, day_text


def run(call: Namespace) -> int:
    """List them, the newest first and the published one marked; raises PublishError where there is none."""
    root = Root(Path(call.to))
    current, found = root.current_name(), root.all()
    if not found:
        raise PublishError("“{path}” chưa có bản nào được xuất bản.", path=call.to)
    for release in found:
        say(_line(release, is_current=release.name == current))
    return 0


def _line(release: Release, *, is_current: bool) -> Text:
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


def back(call: Namespace) -> int:
    """Publish the named release again, or the one before; raises PublishError."""
    names = [word for word in call.words if not Path(word).is_dir()]  # DATA may be told, and is not needed
    if len(names) > 1:
        raise WrongCallError("chỉ quay lại được một bản mỗi lần")
    say("Đang xuất bản {name}.", name=rollback(Path(call.to), names[0] if names else None).name)
    return 0
