"""The clerk's own program: the commands that need no library but those packed with it (`make portable`)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from thidua.cli import COMMANDS
from thidua.commands.ending import answered

_NAMES = ("check", "status", "form", "import", "inbox", "plan", "new", "tidy")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered({name: COMMANDS[name] for name in _NAMES}, argv)


if __name__ == "__main__":
    sys.exit(main())
