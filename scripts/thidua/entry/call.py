"""What the commands of data entry share: their end, their words, and the look at the call itself."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from thidua.commands import WrongCallError
from thidua.files import ChangedMeanwhileError
from thidua.intake.read import find_campaigns
from thidua.problems import DataError
from thidua.problems.formats import as_text
from thidua.text import Text


def run(call: Namespace) -> int:
    """Do what the call says: 0 done · 1 refused, with every reason, and nothing written."""
    try:
        done: int = call.act(call)
    except DataError as error:
        sys.stderr.write(as_text(error.problems))
        return 1
    except ChangedMeanwhileError as error:
        complain(Text("{file} vừa có người khác sửa; chưa ghi gì, hãy chạy lại.", file=error))
        return 1
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
    return done


def tell_data_from_files(call: Namespace) -> None:
    """Tell DATA from the files of the call: the one folder among them, unless --data names it."""
    folders = [path for path in call.files if path.is_dir()]
    call.files = [path for path in call.files if path not in folders]
    if len(folders) > (call.data is None) or not call.files:
        raise WrongCallError(str(Text("cần ít nhất một tệp, và nhiều nhất một thư mục số liệu")))
    call.data = call.data or (folders[0] if folders else Path("data"))
    known(call.data, call.campaign)


def known(data: Path, campaign: str | None) -> None:
    """Whether the folder and the campaign named in the call exist at all."""
    if not data.is_dir():
        raise WrongCallError(str(Text("không có thư mục {folder}", folder=data)))
    if campaign is not None and campaign not in find_campaigns(data):
        raise WrongCallError(
            str(Text("không có phong trào “{campaign}” trong {folder}", campaign=campaign, folder=data))
        )


def given(files: Sequence[Path]) -> Sequence[Path]:
    """The files of the call; WrongCallError where one is not there or named twice."""
    for place, path in enumerate(files):
        if not path.exists() and not path.is_symlink():
            raise WrongCallError(str(Text("không có tệp {file}", file=path)))
        if path in files[:place]:
            raise WrongCallError(str(Text("tệp {file} được ghi hai lần", file=path)))
    return files


def say(text: Text) -> None:
    """A line of the answer."""
    sys.stdout.write(f"{text}\n")


def complain(text: Text) -> None:
    """A line of what went wrong."""
    sys.stderr.write(f"{text}\n")
