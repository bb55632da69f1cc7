"""`thidua rollback`: back to a release that was published before."""

from argparse import Namespace
from pathlib import Path

from thidua.commands.call import WrongCallError, say
from thidua.publish.release import rollback


def run(call: Namespace) -> int:
    """Publish the named release again, or the one before; raises PublishError."""
    names = [word for word in call.words if not Path(word).is_dir()]  # DATA may be told, and is not needed
    if len(names) > 1:
        raise WrongCallError("chỉ quay lại được một bản mỗi lần")
    release = rollback(Path(call.to), names[0] if names else None)
    say("Đang xuất bản {name}.", name=release.name)
    return 0
