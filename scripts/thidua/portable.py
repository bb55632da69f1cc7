"""The clerk's own program: the commands that need no library but those packed with it (`make portable`).

They are imported by name, so that whatever packs the program finds them.
"""

import sys
from collections.abc import Mapping, Sequence

from thidua.commands import check, form, import_rows, inbox, new, plan, status, tidy
from thidua.commands.ending import Command, answered

COMMANDS: Mapping[str, Command] = {
    "check": check,
    "status": status,
    "form": form,
    "import": import_rows,
    "inbox": inbox,
    "plan": plan,
    "new": new,
    "tidy": tidy,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered(COMMANDS, argv)


if __name__ == "__main__":
    sys.exit(main())
