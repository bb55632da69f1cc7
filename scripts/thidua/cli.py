"""The command line: what can be called."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pkgutil import resolve_name

from thidua.commands.call import Run
from thidua.commands.ending import answered
from thidua.commands.parser import CALLS

_PLACES = {  # of those that are not ``run`` of a module of their name
    "docs": "build:docs",
    "export": "status:workbook",
    "import": "import_rows:run",
    "network": "build:network",
    "new-network": "new_network:run",
    "rollback": "releases:back",
}


class _Commands(Mapping[str, Run]):
    """The commands in the order of calls.json; a module is imported when its command is asked for."""

    def __getitem__(self, name: str) -> Run:
        run: Run = resolve_name(f"thidua.commands.{_PLACES.get(name, f'{name}:run')}")
        return run

    def __iter__(self) -> Iterator[str]:
        return iter(CALLS)

    def __len__(self) -> int:
        return len(CALLS)


COMMANDS: Mapping[str, Run] = _Commands()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    return answered(COMMANDS, argv)


if __name__ == "__main__":
    sys.exit(main())
