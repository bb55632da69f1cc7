"""The command line: what can be called, and how. Exit 0 sound, 1 problems, 2 wrong call."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from thidua import commands
from thidua.arguments import day
from thidua.commands import WrongCallError
from thidua.entry import cli as entry
from thidua.parser import Parser, Version
from thidua.problems import DataError
from thidua.problems.formats import as_text
from thidua.publish import cli as publishing
from thidua.site.frame import FrameError
from thidua.site.write import ForeignFolderError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # A call makes hundreds of thousands of records and hardly a cycle: to look for those costs a quarter.
    gc.set_threshold(200_000, 20, 20)
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        code: int = arguments.run(arguments)
    except DataError as error:
        sys.stderr.write(as_text(error.problems))
        return 1
    except WrongCallError as error:
        sys.stderr.write(f"thidua: gọi sai: {error}\n")
        return 2
    except ForeignFolderError as error:
        sys.stderr.write(f"thidua: thư mục {error} có tệp không do thidua ghi; chọn thư mục khác\n")
        return 2
    except FrameError as error:
        sys.stderr.write(f"thidua: MkDocs không dựng được khung trang: {error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"thidua: không đọc hoặc ghi được {error.filename or ''}: {error.strerror}\n")
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="thidua", description="Bảng theo dõi phong trào thi đua: từ số liệu đến trang nội bộ."
    )
    parser.add_argument("--version", action=Version, help="in phiên bản của thidua")
    calls = parser.add_subparsers(dest="command", metavar="LỆNH", parser_class=Parser)
    _add_check(calls.add_parser("check", help="kiểm tra số liệu, báo mọi lỗi một lượt"))
    _add_status(calls.add_parser("status", help="in các con số, không dựng trang"))
    _add_build(calls.add_parser("build", help="kiểm tra, tính và dựng toàn bộ trang"))
    _add_serve(calls.add_parser("serve", help="xem thử: sửa số liệu là trang tự tải lại"))
    _add_report(calls.add_parser("report", help="viết báo cáo sơ kết, tổng kết của một đợt (Word)"))
    _add_export(calls.add_parser("export", help="xuất bảng tính có công thức sống (Excel)"))
    entry.add_arguments(calls)
    publishing.add_arguments(calls)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "data",
        nargs="?",
        type=str,
        default="data",
        metavar="DATA",
        help="thư mục số liệu (mặc định: data)",
    )
    parser.add_argument("--campaign", metavar="C", help="chỉ một phong trào, theo tên thư mục")


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="NGÀY",
        help="số liệu đến hết ngày này, ví dụ 2022-06-30 hoặc 30/6/2022 (mặc định: hôm nay)",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="dạng in ra")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của thông báo")
    parser.set_defaults(run=commands.check)


def _add_status(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_day(parser)
    parser.add_argument("--json", action="store_true", help="in JSON, như api/v1/<phong trào>/status.json")
    parser.set_defaults(run=commands.status)


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_day(parser)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("build/site"),
        metavar="THƯ MỤC",
        help="nơi ghi trang (mặc định: build/site)",
    )
    parser.set_defaults(run=commands.build)


def _add_report(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_day(parser)
    parser.add_argument("--phase", required=True, metavar="ĐỢT", help="mã của đợt, ví dụ dot1")
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP", help="tệp .docx để ghi")
    parser.set_defaults(run=commands.report)


def _add_export(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_day(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP", help="tệp .xlsx để ghi")
    parser.set_defaults(run=commands.export)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_day(parser)
    parser.add_argument("--port", type=int, default=8000, metavar="SỐ", help="cổng (mặc định: 8000)")
    parser.set_defaults(run=commands.serve)


if __name__ == "__main__":
    sys.exit(main())
