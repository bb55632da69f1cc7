"""The command line: what can be called."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import cast

from thidua.commands.ending import Command, answered

_MODULES = {
    "check": "check",
    "status": "status",
    "build": "build",
    "serve": "serve",
    "docs": "docs",
    "network": "network",
    "report": "report",
    "export": "export",
    "form": "form",
    "import": "import_rows",
    "inbox": "inbox",
    "tidy": "tidy",
    "new": "new",
    "collect": "collect",
    "new-network": "new_network",
    "plan": "plan",
    "publish": "publish",
    "rollback": "rollback",
    "releases": "releases",
    "hook": "hook",
}


class _Commands(Mapping[str, Command]):
    """The commands by name, in the order of the help; a module is imported when its command is asked for."""

    def __getitem__(self, name: str) -> Command:
        return cast(Command, import_module(f"thidua.commands.{_MODULES[name]}"))

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


COMMANDS: Mapping[str, Command] = _Commands()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered(COMMANDS, argv)


if __name__ == "__main__":
    sys.exit(main())
