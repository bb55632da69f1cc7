"""`thidua form`, `import`, `tidy` and `new`: read, ask the core, write whole files, say what was done."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from thidua.assemble import FILES, Folder, read_campaign
from thidua.cells import CellError
from thidua.commands import WrongCallError
from thidua.config import today
from thidua.decode import decode
from thidua.entry.canonical import achievement_cells
from thidua.entry.dialect import csv_lines
from thidua.entry.incoming import Incoming, read_csv
from thidua.entry.merge import Merged, Read, merge
from thidua.entry.place import ChangedMeanwhileError, replace_files, write_folder
from thidua.entry.source import newest, open_campaign, read_given
from thidua.entry.tidy import layout_of, tidied
from thidua.entry.zip_scan import SIGNATURE
from thidua.layouts import ACHIEVEMENTS, LAYOUTS
from thidua.model import Achievement, Campaign
from thidua.new_campaign import new_campaign
from thidua.problem_formats import as_text
from thidua.problems import DataError, Problem, Severity
from thidua.progress import measure
from thidua.read import find_campaigns, load
from thidua.references import unit_names
from thidua.text import Text
from thidua.words import VIETNAMESE

_MOST_SHOWN = 200


def run(call: Namespace) -> int:
    """Do what the call says: 0 done · 1 refused, with every reason, and nothing written."""
    try:
        done: int = call.act(call)
    except DataError as error:
        sys.stderr.write(as_text(error.problems))
        return 1
    except ChangedMeanwhileError as error:
        _complain(Text("{file} vừa có người khác sửa; chưa ghi gì, hãy chạy lại.", file=error))
        return 1
    except OSError as error:
        _complain(
            Text(
                "không ghi được {file}: {reason}; các tệp giữ nguyên như cũ.",
                file=error.filename or "",
                reason=error.strerror or str(error),
            )
        )
        return 1
    return done


def make_form(call: Namespace) -> int:
    """Write a unit's entry form."""
    from thidua.entry.form import form  # noqa: PLC0415 - XlsxWriter is slow to import
    from thidua.entry.form_reader import is_blank_form  # noqa: PLC0415 - openpyxl too

    _known(call.data, call.campaign)
    campaign = load(call.data, call.campaign, today()).campaigns[0]
    try:
        unit = unit_names(campaign.units).parse(call.unit)
    except CellError as error:
        raise WrongCallError(f"{error.message} — {error.hint}") from error
    content = form(measure(campaign, call.as_of or min(today(), campaign.plan.closes)), unit, VIETNAMESE)
    before = read_given(call.out) if call.out.exists() else None
    if before is not None and before != content and not is_blank_form(before):
        raise WrongCallError(str(Text("tệp {file} đã có và đã điền; chọn tên khác", file=call.out)))
    if not call.out.parent.is_dir():
        raise WrongCallError(str(Text("không có thư mục {folder}", folder=call.out.parent)))
    replace_files([(call.out, content, before)])
    _say(Text("Đã tạo biểu của đơn vị {unit}: {file}", unit=campaign.units[unit].name, file=call.out))
    return 0


def bring_in(call: Namespace) -> int:
    """Add the rows of forms and CSV files to achievements.csv, all of them or none."""
    _part(call)
    folder, campaign = open_campaign(call.data / (call.campaign or newest(call.data, today())), today())
    readers = [_reader(path, folder, campaign) for path in _given(call.files)]
    merged = merge(folder, campaign, readers, today())
    path = Path(folder.shown(ACHIEVEMENTS.file))
    if merged.problems:
        sys.stderr.write(as_text(merged.problems))
    if merged.content is None:
        _complain(Text("Chưa thêm dòng nào vào {file}.", file=path))
        return 1
    _show(merged, campaign)
    if call.dry_run:
        _say(Text("Chạy thử: sẽ thêm {count} dòng; chưa ghi gì vào {file}.", count=merged.new, file=path))
    elif merged.new:
        replace_files([(path, merged.content, folder.files[ACHIEVEMENTS.file])])
        _say(Text("Đã thêm {count} dòng vào {file}.", count=merged.new, file=path))
    else:
        _say(Text("Không có dòng nào mới: {file} giữ nguyên.", file=path))
    return 0


def _reader(path: Path, folder: Folder, campaign: Campaign) -> Read:
    content, file = read_given(path), str(path)

    def read(recorded: Sequence[Achievement]) -> Incoming:
        if content.startswith(SIGNATURE):
            from thidua.entry.form_reader import read_form  # noqa: PLC0415 - openpyxl is slow to import

            return read_form(content, file, campaign, folder.exists, recorded)
        return read_csv(content, file, campaign, folder.exists)

    return read


def _show(merged: Merged, campaign: Campaign) -> None:
    """What each file brings, each row as it will stand in achievements.csv."""
    for part in merged.parts:
        _say(
            Text(
                "{file}: {new} dòng mới, {known} dòng đã có.",
                file=part.file,
                new=len(part.new),
                known=part.known,
            )
        )
        cells = [achievement_cells(row, campaign.plan.targets) for row in part.new[:_MOST_SHOWN]]
        for line in csv_lines([row[column] for column in ACHIEVEMENTS.columns] for row in cells):
            sys.stdout.write(f"  + {line}")
        if len(part.new) > _MOST_SHOWN:
            _say(Text("  … và {count} dòng nữa", count=len(part.new) - _MOST_SHOWN))


def make_canonical(call: Namespace) -> int:
    """Rewrite CSV files in the canonical form, all of them or none."""
    _part(call)
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
            _say(Text("{file}: đã đúng dạng chuẩn.", file=path))
        elif call.dry_run:
            _say(Text("{file}: chưa đúng dạng chuẩn (chạy thử, chưa ghi gì).", file=path))
        else:
            _say(Text("{file}: đã ghi lại theo dạng chuẩn.", file=path))
    return 0


Files = dict[str, tuple[Path, bytes]]  # name of the table's file → where it is, and its bytes


def _by_campaign(call: Namespace) -> Mapping[Path, Files]:
    """The files to tidy under the campaign's folder that each belongs to; else that of the call."""
    found: dict[Path, Files] = {}
    for path in _given(call.files):
        content = read_given(path)
        layout = layout_of(path.name, content)
        if layout is None:
            raise DataError(
                [
                    Problem(
                        str(path),
                        None,
                        None,
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
        _known(call.data, call.source)
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
    _say(Text("Đã tạo {folder}. Sửa {plan}, rồi chạy “thidua check”.", folder=folder, plan=folder / FILES[0]))
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


def _part(call: Namespace) -> None:
    """Tell DATA from the files of the call: the one folder among them, unless --data names it."""
    folders = [path for path in call.files if path.is_dir()]
    call.files = [path for path in call.files if path not in folders]
    if len(folders) > (call.data is None) or not call.files:
        raise WrongCallError(str(Text("cần ít nhất một tệp, và nhiều nhất một thư mục số liệu")))
    call.data = call.data or (folders[0] if folders else Path("data"))
    _known(call.data, call.campaign)


def _known(data: Path, campaign: str | None) -> None:
    """Whether the folder and the campaign named in the call exist at all."""
    if not data.is_dir():
        raise WrongCallError(str(Text("không có thư mục {folder}", folder=data)))
    if campaign is not None and campaign not in find_campaigns(data):
        raise WrongCallError(
            str(Text("không có phong trào “{campaign}” trong {folder}", campaign=campaign, folder=data))
        )


def _given(files: Sequence[Path]) -> Sequence[Path]:
    """The files of the call; WrongCallError where one is not there or named twice."""
    for place, path in enumerate(files):
        if not path.exists() and not path.is_symlink():
            raise WrongCallError(str(Text("không có tệp {file}", file=path)))
        if path in files[:place]:
            raise WrongCallError(str(Text("tệp {file} được ghi hai lần", file=path)))
    return files


def _say(text: Text) -> None:
    sys.stdout.write(f"{text}\n")


def _complain(text: Text) -> None:
    sys.stderr.write(f"{text}\n")
