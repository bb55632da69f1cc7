"""What each command is for and takes, as calls.json has it: the names of argparse's own keywords and words.

A text among what a command takes is an argument that others take too, ``like`` one with another wording.
``… from`` says where its choices, its default or a type of its own stand.
"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from thidua.beside import data_beside
from thidua.problems import CellError
from thidua.reading.cells import parse_date

_SAID: Mapping[str, Mapping[str, Any]] = data_beside("commands", "calls.json")
_SHARED, CALLS = _SAID["shared"], _SAID["calls"]
_FROM = " from"


def a_day(word: str) -> date:
    """A day as the office writes it; ArgumentTypeError says in the reader's words what is wrong with it."""
    try:
        return parse_date(word)
    except CellError as error:
        raise ArgumentTypeError(f"{error.message} — {error.hint}") from error


_TYPES: Mapping[str, Callable[[str], Any]] = {"day": a_day, "path": Path, "whole": int, "number": float}


def add_arguments(parser: ArgumentParser, command: str) -> None:
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
