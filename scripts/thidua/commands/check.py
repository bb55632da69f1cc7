"""`thidua check`: every problem of the data at once."""

import sys
from argparse import Namespace
from collections.abc import Container, Iterator, Sequence

from thidua.commands.call import known
from thidua.config import engine_root, today
from thidua.intake.read import load
from thidua.languages import site_languages, words_of
from thidua.problems import DataError, Problem
from thidua.problems.formats import as_github, as_json, as_text

FORMATS = {"text": as_text, "json": as_json, "github": as_github}


class _Languages(Container[str]):
    """The languages of the site, read only where a call names one."""

    def __contains__(self, language: object) -> bool:
        return language in site_languages(engine_root())

    def __iter__(self) -> Iterator[str]:
        return iter(site_languages(engine_root()))


LANGUAGES = _Languages()


def run(call: Namespace) -> int:
    """Say them in the asked format and language: 1 where one is an error."""
    known(call.data, call.campaign)
    problems, code = _problems(call)
    sys.stdout.write(FORMATS[call.format](problems, words_of(call.lang, engine_root()).gettext))
    return code


def _problems(call: Namespace) -> tuple[Sequence[Problem], int]:
    try:
        return load(call.data, call.campaign, today()).problems, 0
    except DataError as error:
        return error.problems, 1
