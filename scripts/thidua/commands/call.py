"""What commands share: DATA and its companions among the arguments, the look at a call, and how to answer."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from thidua.config import today
from thidua.figures.progress import Progress, measure
from thidua.files import write_whole
from thidua.intake.read import find_campaigns, load
from thidua.model import Campaign
from thidua.problems import CellError, Problem
from thidua.problems.formats import as_text
from thidua.tables.names import unit_names
from thidua.text import BAD_CHARACTER, SaidError, Text, code_point, reason_of
from thidua.version import version_of

Run = Callable[[Namespace], int]  # a command: does what the call says, and gives the exit code


class WrongCallError(SaidError):
    """The call cannot be carried out as it is; ``text`` says why."""


def known(data: Path | str, campaign: str | None) -> None:
    """Look that the folder and the campaign named in a call exist at all; raises WrongCallError."""
    if not Path(data).is_dir():
        raise WrongCallError("không có thư mục {folder}", folder=data)
    found = find_campaigns(data)
    if campaign is not None and campaign not in found:
        raise WrongCallError(
            "không có phong trào “{campaign}” trong {folder}; có: {choices}",
            campaign=campaign,
            folder=data,
            choices=", ".join(found) or "–",
        )


def unit_of(campaign: Campaign, word: str) -> str:
    """The id of the unit that a call names; WrongCallError says of which campaign it is none."""
    try:
        return unit_names(campaign.units).parse(word)
    except CellError as error:
        raise WrongCallError(
            "{message} của phong trào {campaign} — {hint}",
            message=error.message,
            campaign=campaign.plan.campaign,
            hint=error.hint,
        ) from error


def progress_of(call: Namespace) -> Progress:
    """The figures that a call asks for, of one campaign; DataError has every problem of the data."""
    known(call.data, call.campaign)
    campaign = load(call.data, call.campaign, today()).campaigns[0]
    campaign = replace(campaign, commit=version_of(Path(call.data)).commit)
    return measure(campaign, campaign.plan.day_to_show(call.as_of, today()))


def in_the_way(path: Path) -> Text:
    """Why a file is not written: another stands there, and a person may have worked on it."""
    return Text(
        "tệp {file} đã có, có thể đã có người sửa; chọn tên khác, hoặc thêm --force để ghi đè",
        file=path,
    )


_KINDS = {".csv", ".doc", ".docm", ".docx", ".ods", ".odt", ".pdf", ".xls", ".xlsb", ".xlsm", ".xlsx"}


def there(path: Path) -> None:
    """Raise WrongCallError where a file that the call names is not there."""
    if not path.exists() and not path.is_symlink():
        raise WrongCallError("không có tệp {file}", file=path)


def named(path: Path, ending: str = ".xlsx") -> None:
    """WrongCallError where a file is named as what it is not: Excel and Word would call it broken."""
    if path.suffix.lower() in _KINDS - {ending}:
        raise WrongCallError("{file}: tên tệp phải kết thúc bằng {ending}", file=path, ending=ending)


def save(path: Path, document: bytes, *, force: bool, ending: str = ".xlsx") -> None:
    """Write a document whole or not at all, and say where it is; never over another one unless told to."""
    named(path, ending)
    try:
        if not force and path.exists() and path.read_bytes() != document:
            raise WrongCallError(in_the_way(path))
        write_whole(path, document)
    except OSError as error:
        raise WrongCallError("không ghi được {file}: {reason}", file=path, reason=reason_of(error)) from error
    complain("Đã ghi {file}", file=path)


def say(said: Text | str, /, **values: object) -> None:
    """A line of the answer, by its template or as it is; at once, for who waits at the end of a push."""
    print(_inert(said if isinstance(said, Text) else Text(said, **values)), flush=True)


def complain(said: Text | str, /, **values: object) -> None:
    """A line beside the answer: what goes on, or what went wrong."""
    sys.stderr.write(f"{_inert(said if isinstance(said, Text) else Text(said, **values))}\n")


def _inert(said: Text) -> str:
    """A sentence of which a terminal obeys nothing: it may tell what a stranger has called a file."""
    return BAD_CHARACTER.sub(lambda found: code_point(found[0]), str(said))


def warn(problems: Iterable[Problem], *, of_site: bool = False) -> None:
    """Tell problems of the data beside the answer; nothing where there are none."""
    if found := tuple(problems):
        sys.stderr.write(as_text(found, of_site=of_site))
