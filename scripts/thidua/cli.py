"""The command line: what can be called."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import cast

from thidua.commands.arguments import CALLS
from thidua.commands.ending import Command, answered

_MODULES = {"import": "import_rows", "new-network": "new_network"}  # the others are called as the command is


class _Commands(Mapping[str, Command]):
    """The commands in the order of calls.json; a module is imported when its command is asked for."""

    def __getitem__(self, name: str) -> Command:
        return cast(Command, import_module(f"thidua.commands.{_MODULES.get(name, name)}"))

    def __iter__(self) -> Iterator[str]:
        return iter(CALLS)

    def __len__(self) -> int:
        return len(CALLS)


COMMANDS: Mapping[str, Command] = _Commands()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered(COMMANDS, argv)


if __name__ == "__main__":
    sys.exit(main())
