"""`thidua tidy` and `thidua new`: files made canonical, and a new campaign's folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from thidua.commands import WrongCallError
from thidua.config import today
from thidua.entry.call import given, known, say, tell_data_from_files
from thidua.entry.source import newest, open_campaign, read_given
from thidua.entry.tidy import layout_of, tidied
from thidua.files import replace_files, write_folder
from thidua.intake.assemble import FILES, Folder, read_campaign
from thidua.plan.new_campaign import new_campaign
from thidua.problems import CellError, DataError, Problem, Severity, Where
from thidua.reading.decode import decode
from thidua.tables.columns import LAYOUTS
from thidua.text import Text


def make_canonical(call: Namespace) -> int:
    """Rewrite CSV files in the canonical form, all of them or none."""
    tell_data_from_files(call)
    changes = []
    for home, files in _by_campaign(call).items():
        names = {layout: str(path) for layout, (path, _) in files.items()}
        folder, campaign = open_campaign(
            home, today(), {layout: content for layout, (_, content) in files.items()}, names
        )
        for layout, (path, before) in files.items():
            changes.append((path, tidied(folder, campaign, LAYOUTS[layout]), before))
    changed = [change for change in changes if change[1] != change[2]]
    if not call.dry_run:
        replace_files(changed)
    for path, content, before in changes:
        if content == before:
            say(Text("{file}: đã đúng dạng chuẩn.", file=path))
        elif call.dry_run:
            say(Text("{file}: chưa đúng dạng chuẩn (chạy thử, chưa ghi gì).", file=path))
        else:
            say(Text("{file}: đã ghi lại theo dạng chuẩn.", file=path))
    return 0


Files = dict[str, tuple[Path, bytes]]  # name of the table's file → where it is, and its bytes


def _by_campaign(call: Namespace) -> Mapping[Path, Files]:
    """The files to tidy under the campaign's folder that each belongs to; else that of the call."""
    found: dict[Path, Files] = {}
    for path in given(call.files):
        content = read_given(path)
        layout = layout_of(path.name, content)
        if layout is None:
            raise DataError(
                [
                    Where(str(path)).error(
                        "missing-column",
                        Text("không rõ đây là tệp số liệu nào"),
                        Text("đặt tên tệp là một trong: {names}", names=", ".join(LAYOUTS)),
                    )
                ]
            )
        home = path.absolute().parent
        if not (home / FILES[0]).is_file():
            home = call.data / (call.campaign or newest(call.data, today()))
        elif call.data.absolute() == home.parent:
            home = call.data / home.name  # messages call the files as DATA was given
        files = found.setdefault(home, {})
        if layout.file in files:
            raise WrongCallError(
                str(
                    Text(
                        "{file} và {other} là cùng một bảng của một phong trào",
                        file=path,
                        other=files[layout.file][0],
                    )
                )
            )
        files[layout.file] = path, content
    return found


def start_campaign(call: Namespace) -> int:
    """Make a new campaign's folder, which passes the check as it stands."""
    folder = call.data / call.campaign
    source = None
    if call.source is not None:
        known(call.data, call.source)
        source = _texts(call.data / call.source)
    try:
        files = new_campaign(call.campaign, source, year=today().year)
    except CellError as error:
        raise WrongCallError(f"{error.message} — {error.hint}") from error
    content = {name: text.encode() for name, text in files.items()}
    shown = str(folder).replace("\\", "/")
    _, problems = read_campaign(Folder(call.campaign, shown, content, lambda path: False), today())
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise DataError(problems)
    try:
        write_folder(folder, content)
    except FileExistsError as error:
        raise WrongCallError(str(Text("đã có {folder}, không ghi đè", folder=folder))) from error
    say(Text("Đã tạo {folder}. Sửa {plan}, rồi chạy “thidua check”.", folder=folder, plan=folder / FILES[0]))
    return 0


def _texts(folder: Path) -> dict[str, str]:
    """The texts of a campaign's files; DataError where one cannot be read."""
    texts: dict[str, str] = {}
    found: list[Problem] = []
    for name in FILES:
        text, problems = decode(read_given(folder / name), str(folder / name))
        found.extend(problems)
        texts[name] = text or ""
    if found:
        raise DataError(found)
    return texts
