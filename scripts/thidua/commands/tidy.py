"""`thidua tidy`: CSV files in the canonical form, with the same meaning."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from thidua.commands.call import WrongCallError, say
from thidua.commands.given import all_or_none, given, tell_data_from_files
from thidua.config import today
from thidua.entry.dialect import table_of, tidied
from thidua.entry.source import newest, open_campaign, read_given
from thidua.files import replace_files
from thidua.intake.assemble import PLAN
from thidua.model.targets import PARTS
from thidua.problems import DataError, Where
from thidua.tables.columns import TABLES
from thidua.tables.parts import is_part


@all_or_none
def run(call: Namespace) -> int:
    """Rewrite them, all of them or none, and say which differed."""
    tell_data_from_files(call)
    changes = []
    for home, files in _by_campaign(call).items():
        names = {table: str(path) for table, (path, _) in files.items()}
        folder, campaign = open_campaign(
            home, today(), {table: content for table, (_, content) in files.items()}, names
        )
        for table, (path, before) in files.items():
            changes.append((path, tidied(folder, campaign, table), before))
    changed = [change for change in changes if change[1] != change[2]]
    if not call.dry_run:
        replace_files(changed)
    for path, content, before in changes:
        if content == before:
            say("{file}: đã đúng dạng chuẩn.", file=path)
        elif call.dry_run:
            say("{file}: chưa đúng dạng chuẩn (chạy thử, chưa ghi gì).", file=path)
        else:
            say("{file}: đã ghi lại theo dạng chuẩn.", file=path)
    return 0


Files = dict[str, tuple[Path, bytes]]  # name of the table's file → where it is, and its bytes


def _by_campaign(call: Namespace) -> Mapping[Path, Files]:
    """The files to tidy under the campaign's folder that each belongs to; else that of the call."""
    found: dict[Path, Files] = {}
    for path in given(call.files):
        content = read_given(path)
        table = table_of(path.name, content)
        if table is None:
            raise DataError([Where(str(path)).error("missing-column/which-table", names=", ".join(TABLES))])
        home, name = path.absolute().parent, table.file
        if home.name == PARTS and (home.parent / PLAN).is_file() and is_part(f"{PARTS}/{path.name}"):
            home, name = home.parent, f"{PARTS}/{path.name}"
        if not (home / PLAN).is_file():
            home = call.data / (call.campaign or newest(call.data, today()))
        elif call.data.absolute() == home.parent:
            home = call.data / home.name  # messages call the files as DATA was given
        files = found.setdefault(home, {})
        if name in files:
            raise WrongCallError(
                "{file} và {other} là cùng một bảng của một phong trào", file=path, other=files[name][0]
            )
        files[name] = path, content
    return found
