"""How a call is read, carried out and ended, whichever commands there are.

Exit 0 sound, 1 problems, 2 wrong call.
"""

import atexit
import gc
import sys
from collections.abc import Mapping, Sequence

from thidua.commands.call import Run, complain, warn
from thidua.commands.parser import CALLS, Parser, Version, add_arguments, wrong_call
from thidua.git import GitError
from thidua.memory import OUT_OF_MEMORY, memory_told
from thidua.mkdocs_yml import SettingsError
from thidua.problems import CellError, DataError
from thidua.publish import PublishError
from thidua.site.write import ForeignFolderError
from thidua.text import SaidError, Text, reason_of

ABOUT = "Bảng theo dõi phong trào thi đua: từ số liệu đến trang nội bộ."
VERSION = "in phiên bản của thidua"
CALL = "LỆNH"
_SITES = ("build", "docs", "network", "publish")
_FORESEEN = (SaidError, CellError, ForeignFolderError, OSError, MemoryError)


def answered(commands: Mapping[str, Run], argv: Sequence[str] | None) -> int:
    """Run the one of the commands that the arguments name and give its exit code."""
    for stream in (sys.stdout, sys.stderr):  # files of bytes, which their declared type does not say
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # A call makes hundreds of thousands of records and hardly a cycle: to look for those costs a quarter.
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)  # nor does Python look through all of it once more as it ends
    words = sys.argv[1:] if argv is None else argv
    parser = parser_of(commands, words[:1])
    call = parser.parse_args(words)
    if call.command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        with memory_told():
            return commands[call.command](call)
    except DataError as error:
        warn(error.problems, of_site=call.command in _SITES)
        return 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except _FORESEEN as error:
        code, *texts = _told(error)
        for text in texts:
            complain(text)
        return code


def _told(error: Exception) -> tuple[int, *tuple[Text, ...]]:
    """The exit code of a call that ended so, and what is said of it."""
    match error:
        case PublishError() | GitError():
            return 1, *error.texts
        case SettingsError():
            return 1, Text("thidua: {reason}", reason=error.text)
        case SaidError():  # of the call itself, or of what it names
            return 2, wrong_call(error.text)
        case CellError():  # a word of the call that reads as nothing it could be
            return 2, wrong_call(Text("{message} — {hint}", message=error.message, hint=error.hint))
        case ForeignFolderError():
            return 2, Text(
                "thidua: thư mục {folder} có tệp không do thidua ghi; chọn thư mục khác", folder=error
            )
        case BlockingIOError():  # of ``alone``
            return 1, Text("Một lần dựng trang khác đang chạy và chưa xong. Hãy thử lại sau.")
        case OSError(filename=None):  # a disk that is full does not say of which file
            return 2, Text("thidua: {reason}", reason=reason_of(error))
        case OSError():
            return 2, Text(
                "thidua: không đọc hoặc ghi được {file}: {reason}",
                file=error.filename,
                reason=reason_of(error),
            )
    return 1, OUT_OF_MEMORY


def parser_of(commands: Mapping[str, Run], asked: Sequence[str] = ()) -> Parser:
    """The parser of calls of these commands, or of the one that is ``asked`` for: it alone is looked at."""
    parser = Parser(prog="thidua", description=ABOUT)
    parser.add_argument("--version", action=Version, help=VERSION)
    calls = parser.add_subparsers(dest="command", metavar=CALL, parser_class=Parser)
    for name in [name for name in asked if name in set(commands)] or commands:
        add_arguments(calls.add_parser(name, help=CALLS[name]["about"]), name)
    return parser
