"""What the commands of data entry share: files named in the call, and files written all or none."""

from argparse import Namespace
from collections.abc import Sequence
from functools import wraps
from pathlib import Path

from thidua.commands.call import Run, WrongCallError, complain, known, there
from thidua.entry.containers import is_owner_name
from thidua.entry.inbox import FORMS
from thidua.files import ChangedMeanwhileError
from thidua.intake.read import find_campaigns
from thidua.intake.unread import is_note
from thidua.text import reason_of

HANDED_IN = (*FORMS, ".csv")


def tell_data_from_files(call: Namespace) -> None:
    """Tell DATA from the files of the call: the folder of campaigns among them, unless --data names it."""
    folders = [path for path in call.files if path.is_dir() and (find_campaigns(path) or _is_data(path))]
    call.files = [path for path in call.files if path not in folders]
    if len(folders) > (call.data is None) or not call.files:
        raise WrongCallError("cần ít nhất một tệp, và nhiều nhất một thư mục số liệu")
    call.data = call.data or (folders[0] if folders else Path("data"))
    known(call.data, call.campaign)


def _is_data(folder: Path) -> bool:
    """Whether a folder without a campaign is DATA after all: nothing in it could be handed in."""
    return not any(_fits(path) for path in folder.iterdir())


def given(files: Sequence[Path]) -> Sequence[Path]:
    """The files of the call: what stands in its folders, what its patterns fit, but for Excel's owner files.

    WrongCallError where one is not there or named twice.
    """
    found = [path for word in files for path in _expanded(word)]
    passed = [path for path in found if is_owner_name(path.name) or path.name.startswith("._")]
    for path in passed:
        if is_owner_name(path.name):
            complain("{file}: tệp tạm của Excel (có người đang mở biểu), bỏ qua.", file=path)
        else:
            complain("{file}: tệp phụ của máy Mac, bỏ qua.", file=path)
    found = [path for path in found if path not in passed]
    for place, path in enumerate(found):
        there(path)
        if path in found[:place]:
            raise WrongCallError("tệp {file} được ghi hai lần", file=path)
    return found


def _expanded(word: Path) -> Sequence[Path]:
    """A file, the files of a folder, or those that a pattern fits: the shell of Windows expands none."""
    if word.is_dir():
        inside = sorted(word.iterdir())
        found = [path for path in inside if _fits(path)]
        for path in inside:
            if path not in found and not (path.name.startswith(".") or is_note(path.name)):
                complain("{file}: không phải biểu (.xlsx, .ods) hay tệp .csv, bỏ qua.", file=path)
    elif any(sign in word.name for sign in "*?[") and not word.exists():
        found = sorted(path for path in word.parent.glob(word.name) if path.is_file())
    else:
        return [word]
    if not found:
        raise WrongCallError("không có tệp nào trong {folder}", folder=word)
    return found


def _fits(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in HANDED_IN and not path.name.startswith(".")


def all_or_none(run: Run) -> Run:
    """A command that writes all its files or none: 1, and why, where the disk or another writer objects."""

    @wraps(run)
    def running(call: Namespace) -> int:
        try:
            return run(call)
        except ChangedMeanwhileError as error:
            complain("{file} vừa có người khác sửa; chưa ghi gì, hãy chạy lại.", file=error)
        except BrokenPipeError:
            raise
        except OSError as error:
            complain(
                "không ghi được {file}: {reason}; các tệp giữ nguyên như cũ.",
                file=error.filename or "",
                reason=reason_of(error),
            )
        return 1

    return running
