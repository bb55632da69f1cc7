"""What the commands of data entry share: files named in the call, and files written all or none."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path

from thidua.commands.call import WrongCallError, add_campaign, complain, known
from thidua.files import ChangedMeanwhileError
from thidua.text import Text

NEWEST = "phong trào, theo tên thư mục (mặc định: phong trào bắt đầu sau cùng)"
Run = Callable[[Namespace], int]


def add_files(parser: ArgumentParser, about: str, dry_run: str) -> None:
    """Files; DATA is an option beside them, and a folder among them is DATA too."""
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help=about)
    parser.add_argument("--data", type=Path, metavar="DATA", help="thư mục số liệu (mặc định: data)")
    add_campaign(parser, NEWEST)
    parser.add_argument("--dry-run", action="store_true", help=dry_run)


def tell_data_from_files(call: Namespace) -> None:
    """Tell DATA from the files of the call: the one folder among them, unless --data names it."""
    folders = [path for path in call.files if path.is_dir()]
    call.files = [path for path in call.files if path not in folders]
    if len(folders) > (call.data is None) or not call.files:
        raise WrongCallError(Text("cần ít nhất một tệp, và nhiều nhất một thư mục số liệu"))
    call.data = call.data or (folders[0] if folders else Path("data"))
    known(call.data, call.campaign)


def given(files: Sequence[Path]) -> Sequence[Path]:
    """The files of the call; WrongCallError where one is not there or named twice."""
    for place, path in enumerate(files):
        if not path.exists() and not path.is_symlink():
            raise WrongCallError(Text("không có tệp {file}", file=path))
        if path in files[:place]:
            raise WrongCallError(Text("tệp {file} được ghi hai lần", file=path))
    return files


def all_or_none(run: Run) -> Run:
    """A command that writes all its files or none: 1, and why, where the disk or another writer objects."""

    @wraps(run)
    def running(call: Namespace) -> int:
        try:
            return run(call)
        except ChangedMeanwhileError as error:
            complain(Text("{file} vừa có người khác sửa; chưa ghi gì, hãy chạy lại.", file=error))
        except BrokenPipeError:
            raise
        except OSError as error:
            complain(
                Text(
                    "không ghi được {file}: {reason}; các tệp giữ nguyên như cũ.",
                    file=error.filename or "",
                    reason=error.strerror or str(error),
                )
            )
        return 1

    return running
