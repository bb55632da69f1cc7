"""The command line: what can be called, and how a call ends. Exit 0 sound, 1 problems, 2 wrong call."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import Protocol

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
from thidua.commands.call import WrongCallError, complain, warn
from thidua.commands.parser import Parser, Version, wrong_call
from thidua.git import GitError
from thidua.memory import OUT_OF_MEMORY, memory_told
from thidua.problems import DataError
from thidua.publish.errors import PublishError
from thidua.site.frame import FrameError
from thidua.site.write import ForeignFolderError
from thidua.text import Text


class Command(Protocol):
    """What a module of ``commands`` is."""

    ABOUT: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Tell the parser of the command what it takes."""

    def run(self, call: Namespace) -> int:
        """Do what the call says and give the exit code."""


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
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # A call makes hundreds of thousands of records and hardly a cycle: to look for those costs a quarter.
    gc.set_threshold(200_000, 20, 20)
    parser = _parser()
    call = parser.parse_args(argv)
    if call.command is None:
        parser.print_help(sys.stderr)
        return 2
    code = 1
    try:
        with memory_told():
            return COMMANDS[call.command].run(call)
    except DataError as error:
        warn(error.problems)
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


def _parser() -> Parser:
    parser = Parser(
        prog="thidua", description="Bảng theo dõi phong trào thi đua: từ số liệu đến trang nội bộ."
    )
    parser.add_argument("--version", action=Version, help="in phiên bản của thidua")
    calls = parser.add_subparsers(dest="command", metavar="LỆNH", parser_class=Parser)
    for name, command in COMMANDS.items():
        command.add_arguments(calls.add_parser(name, help=command.ABOUT))
    return parser


if __name__ == "__main__":
    sys.exit(main())
