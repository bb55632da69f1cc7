"""The command line: what can be called."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from thidua.commands import (
    build,
    check,
    collect,
    docs,
    export,
    form,
    hook,
    import_rows,
    inbox,
    network,
    new,
    new_network,
    plan,
    publish,
    releases,
    report,
    rollback,
    serve,
    status,
    tidy,
)
from thidua.commands.ending import Command, answered

COMMANDS: Mapping[str, Command] = {
    "check": check,
    "status": status,
    "build": build,
    "serve": serve,
    "docs": docs,
    "network": network,
    "report": report,
    "export": export,
    "form": form,
    "import": import_rows,
    "inbox": inbox,
    "tidy": tidy,
    "new": new,
    "collect": collect,
    "new-network": new_network,
    "plan": plan,
    "publish": publish,
    "rollback": rollback,
    "releases": releases,
    "hook": hook,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered(COMMANDS, argv)


if __name__ == "__main__":
    sys.exit(main())
