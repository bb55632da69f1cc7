"""How a call is read, carried out and ended, whichever commands there are.

Exit 0 sound, 1 problems, 2 wrong call.
"""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import Protocol

from thidua.commands.call import WrongCallError, complain, warn
from thidua.commands.parser import Parser, Version, wrong_call
from thidua.git import GitError
from thidua.memory import OUT_OF_MEMORY, memory_told
from thidua.problems import DataError
from thidua.publish.errors import PublishError
from thidua.site.frame import FrameError
from thidua.site.write import ForeignFolderError
from thidua.text import Text

ABOUT = "Bảng theo dõi phong trào thi đua: từ số liệu đến trang nội bộ."
VERSION = "in phiên bản của thidua"
CALL = "LỆNH"
_SITES = ("build", "docs", "network", "publish")


class Command(Protocol):
    """What a module of ``commands`` is."""

    ABOUT: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Tell the parser of the command what it takes."""

    def run(self, call: Namespace) -> int:
        """Do what the call says and give the exit code."""


def answered(commands: Mapping[str, Command], argv: Sequence[str] | None) -> int:
    """Run the one of the commands that the arguments name and give its exit code."""
    for stream in (sys.stdout, sys.stderr):  # files of bytes, which their declared type does not say
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # A call makes hundreds of thousands of records and hardly a cycle: to look for those costs a quarter.
    gc.set_threshold(200_000, 20, 20)
    words = sys.argv[1:] if argv is None else argv
    parser = parser_of(commands, words[:1])
    call = parser.parse_args(words)
    if call.command is None:
        parser.print_help(sys.stderr)
        return 2
    code = 1
    try:
        with memory_told():
            return commands[call.command].run(call)
    except DataError as error:
        warn(error.problems, of_site=call.command in _SITES)
    except (PublishError, GitError) as error:
        for text in error.texts:
            complain(text)
    except MemoryError:
        complain(OUT_OF_MEMORY)
    except FrameError as error:
        complain(Text("thidua: MkDocs không dựng được khung trang: {reason}", reason=error))
    except WrongCallError as error:
        complain(wrong_call(error.text))
        code = 2
    except ForeignFolderError as error:
        complain(Text("thidua: thư mục {folder} có tệp không do thidua ghi; chọn thư mục khác", folder=error))
        code = 2
    except BrokenPipeError:
        code = 0
    except OSError as error:
        complain(
            Text(
                "thidua: không đọc hoặc ghi được {file}: {reason}",
                file=error.filename or "",
                reason=error.strerror,
            )
        )
        code = 2
    except KeyboardInterrupt:
        code = 130
    return code


def parser_of(commands: Mapping[str, Command], asked: Sequence[str] = ()) -> Parser:
    """The parser of calls of these commands, or of the one that is ``asked`` for: it alone is looked at."""
    parser = Parser(prog="thidua", description=ABOUT)
    parser.add_argument("--version", action=Version, help=VERSION)
    calls = parser.add_subparsers(dest="command", metavar=CALL, parser_class=Parser)
    for name in [name for name in asked if name in set(commands)] or commands:
        commands[name].add_arguments(calls.add_parser(name, help=commands[name].ABOUT))
    return parser
