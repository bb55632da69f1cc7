"""`thidua check`: every problem of the data at once."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Container, Iterator, Sequence

from thidua.commands.call import add_campaign, add_data, known
from thidua.config import engine_root, today
from thidua.intake.read import load
from thidua.languages import MAIN_LANGUAGE, site_languages, words_of
from thidua.problems import DataError, Problem
from thidua.problems.formats import as_github, as_json, as_text

ABOUT = "kiểm tra số liệu, báo mọi lỗi một lượt"
_FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def add_arguments(parser: ArgumentParser) -> None:
    """What it takes."""
    add_data(parser)
    add_campaign(parser)
    parser.add_argument("--format", choices=tuple(_FORMATS), default="text", help="dạng in ra")
    parser.add_argument("--lang", choices=_Languages(), default=MAIN_LANGUAGE, help="ngôn ngữ của thông báo")


class _Languages(Container[str]):
    """The languages of the site, read only where a call names one."""

    def __contains__(self, language: object) -> bool:
        return language in site_languages(engine_root())

    def __iter__(self) -> Iterator[str]:
        return iter(site_languages(engine_root()))


def run(call: Namespace) -> int:
    """Say them in the asked format and language: 1 where one is an error."""
    known(call.data, call.campaign)
    problems, code = _problems(call)
    sys.stdout.write(_FORMATS[call.format](problems, words_of(call.lang, engine_root()).gettext))
    return code


def _problems(call: Namespace) -> tuple[Sequence[Problem], int]:
    try:
        return load(call.data, call.campaign, today()).problems, 0
    except DataError as error:
        return error.problems, 1
