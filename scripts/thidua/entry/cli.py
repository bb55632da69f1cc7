"""How `thidua form`, `import`, `tidy` and `new` are called."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from thidua.arguments import day
from thidua.entry import call, commands, upkeep

Subparsers = Any  # argparse keeps the type of its subparsers to itself


def add_arguments(subparsers: Subparsers) -> None:
    """Add the four commands to the subparsers of the command line; each sets ``run``."""
    _add_form(subparsers.add_parser("form", help="tạo biểu nhập (.xlsx) cho một đơn vị"))
    _add_import(subparsers.add_parser("import", help="nhập biểu đã điền hoặc tệp CSV vào achievements.csv"))
    _add_tidy(subparsers.add_parser("tidy", help="ghi lại tệp CSV theo dạng chuẩn, không đổi nghĩa"))
    _add_new(subparsers.add_parser("new", help="tạo thư mục cho một phong trào mới"))


def _add_form(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_campaign(parser)
    parser.add_argument("--unit", required=True, metavar="ĐƠN VỊ", help="mã hoặc tên viết tắt của đơn vị")
    parser.add_argument("--out", required=True, type=Path, metavar="F.xlsx", help="tệp biểu sẽ ghi")
    parser.add_argument(
        "--as-of", type=day, metavar="NGÀY", help="số đã đạt đến hết ngày này (mặc định: hôm nay)"
    )
    parser.set_defaults(run=call.run, act=commands.make_form)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="biểu .xlsx hoặc tệp CSV")
    _add_data_option(parser)
    _add_campaign(parser)
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho xem sẽ thêm gì, không ghi")
    parser.set_defaults(run=call.run, act=commands.bring_in)


def _add_tidy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp CSV cần ghi lại")
    _add_data_option(parser)
    _add_campaign(parser)
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho xem tệp nào sẽ ghi lại")
    parser.set_defaults(run=call.run, act=upkeep.make_canonical)


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("campaign", metavar="PHONG_TRÀO", help="mã phong trào mới, ví dụ 2023")
    _add_data(parser)
    parser.add_argument("--from", dest="source", metavar="C", help="chép kế hoạch của phong trào này để sửa")
    parser.set_defaults(run=call.run, act=upkeep.start_campaign)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "data",
        nargs="?",
        type=Path,
        default=Path("data"),
        metavar="DATA",
        help="thư mục số liệu (mặc định: data)",
    )


def _add_data_option(parser: argparse.ArgumentParser) -> None:
    """DATA as an option, where files stand in its place; a folder among them is DATA too."""
    parser.add_argument("--data", type=Path, metavar="DATA", help="thư mục số liệu (mặc định: data)")


def _add_campaign(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--campaign", metavar="C", help="phong trào, theo tên thư mục (mặc định: phong trào bắt đầu sau cùng)"
    )
