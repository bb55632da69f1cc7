"""argparse, speaking to the office in Vietnamese; what each command is for and takes, as calls.json has it.

Its names are those of argparse's own keywords and words. A text among what a command takes is an argument
that others take too, ``like`` one with another wording. ``… from`` says where its choices, its default or a
type of its own stand.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NoReturn

from thidua.beside import data_beside
from thidua.problems import CellError
from thidua.reading.cells import parse_date
from thidua.text import Text

_SAID: Mapping[str, Mapping[str, Any]] = data_beside("commands", "calls.json")
_SHARED, CALLS = _SAID["shared"], _SAID["calls"]
_FROM = " from"


def a_day(word: str) -> date:
    """A day as the office writes it; ArgumentTypeError says in the reader's words what is wrong with it."""
    try:
        return parse_date(word)
    except CellError as error:
        raise argparse.ArgumentTypeError(f"{error.message} — {error.hint}") from error


_TYPES: Mapping[str, Callable[[str], Any]] = {"day": a_day, "path": Path, "whole": int, "number": float}


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Tell the parser of a command what it takes."""
    for said in CALLS[command]["takes"]:
        if isinstance(said, str):
            _add(parser.add_argument, **_SHARED[said])
        elif "one of" in said:
            which = parser.add_mutually_exclusive_group(required=said.get("required", False))
            for one in said["one of"]:
                _add(which.add_argument, **one)
        else:
            _add(parser.add_argument, **said)


def _add(add: Callable[..., object], like: str = "", **said: Any) -> None:
    """Add one argument."""
    told = {**_SHARED.get(like, {}), **said}
    if "type" in told:
        told["type"] = _TYPES[told["type"]]
    made = {key: resolve_name(value) if key.endswith(_FROM) else value for key, value in told.items()}
    add(made.pop("name"), **{key.removesuffix(_FROM): value for key, value in made.items()})


# Every sentence that a call can make argparse say; the others are for whoever writes a parser.
SAID: Mapping[str, str] = data_beside("commands", "argparse.json")


def _say(message: str) -> str:
    return SAID.get(message, message)


# argparse asks gettext of the machine's own language; here it speaks the office's, whatever the machine's is.
vars(argparse).update(_=_say, ngettext=lambda one, many, number: _say(one if number == 1 else many))


class Parser(argparse.ArgumentParser):
    """A parser of calls; a wrong call ends the program with 2."""

    def __init__(self, prog: str | None = None, description: str | None = None) -> None:
        super().__init__(prog=prog, description=description, add_help=False)
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def parse_known_args(  # type: ignore[override]  # argparse types it by overloads, for other namespaces
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse does, but DATA may stand behind options, also where another word stands before them."""
        return super().parse_known_args(None if args is None else self._words_first(args), namespace)

    def _words_first(self, args: Sequence[str]) -> list[str]:
        """The arguments, those of no option ahead; as they are where the parser does not know an option."""
        words: list[str] = []
        options: list[str] = []
        rest = iter(args)
        for word in rest:
            if not word.startswith("-"):
                words.append(word)
                continue
            action = self._option_string_actions.get(word.partition("=")[0])
            if action is None:
                return list(args)
            options.append(word)
            if action.nargs is None and "=" not in word:
                options.extend(islice(rest, 1))
        return [*words, *options]

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(self.format_usage())
        self.exit(2, f"{wrong_call(message)}\n")


def wrong_call(reason: Text | str) -> Text:
    """The line that ends a wrong call, whoever finds it wrong: argparse, or the command itself."""
    return Text("thidua: gọi sai: {reason}", reason=reason)


class Version(argparse.Action):
    """Prints the version of the package; it is looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *rest: Any) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415 - slow to import

        sys.stdout.write(f"thidua {version('thidua')}\n")
        parser.exit()
