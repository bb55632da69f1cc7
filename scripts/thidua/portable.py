"""The clerk's own program: the commands that need no library but those packed with it (`make portable`).

They are imported by name, so that whatever packs the program finds them.
"""

import sys
from collections.abc import Mapping, Sequence

from thidua.commands import check, form, import_rows, inbox, new, plan, status, tidy
from thidua.commands.call import Run
from thidua.commands.ending import answered

COMMANDS: Mapping[str, Run] = {
    "check": check.run,
    "status": status.run,
    "form": form.run,
    "import": import_rows.run,
    "inbox": inbox.run,
    "plan": plan.run,
    "new": new.run,
    "tidy": tidy.run,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered(COMMANDS, argv)


if __name__ == "__main__":
    sys.exit(main())
