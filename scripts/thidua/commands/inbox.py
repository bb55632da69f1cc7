"""`thidua inbox`: every form that was dropped into a folder, once: into the tables, or answered beside it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from thidua.commands.call import WrongCallError, complain, known, say, warn
from thidua.commands.given import all_or_none
from thidua.config import today
from thidua.entry.inbox import MARKED, Inbox, Waiting, opened, refused
from thidua.entry.merge import TAKEN, Desk, Part, merge
from thidua.entry.source import Kept, newest, open_campaign
from thidua.files import write_whole
from thidua.git import Git
from thidua.intake.unread import DIARY, LEDGER
from thidua.model import Sent
from thidua.model.targets import PARTS
from thidua.text import Text, made_visible

_AUTHOR = ("-c", "user.name=Hộp thư thi đua", "-c", "user.email=hop-thu@thidua.invalid")
_SETTLE = 3.0  # seconds that a file must lie still


@all_or_none
def run(call: Namespace) -> int:
    """Look at each file once; 0 where all that waited were taken in, 1 where some were answered."""
    if not call.folder.is_dir():
        raise WrongCallError("không có thư mục {folder}", folder=call.folder)
    known(call.data, call.campaign)
    home = Path(call.data) / (call.campaign or newest(Path(call.data), today()))
    if call.folder.resolve() == home.resolve():
        raise WrongCallError("hộp thư phải là một thư mục riêng, như {folder}/hop-thu", folder=home)
    answered = 0
    with opened(call.folder, call.settle) as inbox:
        ours = _Repository(Git(home), home, call.folder) if call.commit else None
        if ours:
            ours.begin()
        waiting = inbox.waiting()
        for one in waiting:
            answered += not _receive(one, inbox, home, ours)
        if call.status is not None:
            call.status.parent.mkdir(parents=True, exist_ok=True)
            write_whole(call.status, inbox.status())
        for path in inbox.copying:
            complain("{file}: còn đang được chép, để lần sau.", file=path)
        for path in inbox.closed:
            complain("{file}: không có quyền đọc, bỏ qua.", file=path)
        for path in inbox.others():
            complain("{file}: không phải biểu (.xlsx, .ods), bỏ qua.", file=path)
        if not waiting and not inbox.copying:
            complain("{folder}: không có biểu nào mới.", folder=call.folder)
        if ours:
            ours.end()
    return 1 if answered else 0


def _receive(one: Waiting, inbox: Inbox, home: Path, ours: _Repository | None) -> bool:
    """Take a form in, or answer it; whether it was taken in."""
    if not one.is_form:
        return _answer(one, inbox, home, Part(one.name, None, (), (), 0, (refused(one),)))
    from thidua.entry.form_reader import read_form  # noqa: PLC0415 - only where a workbook comes in

    folder, campaign = open_campaign(home, today())
    kept = Kept(folder)
    desk = Desk(folder, campaign, kept.ledger, today(), one.is_correction)
    name = one.name
    merged = merge(desk, [lambda recorded: read_form(one.content, name, recorded, folder.exists, today())])
    (part,) = merged.parts
    if part.is_sound:
        warn(part.problems)
        kept.put(merged.files, merged.ledger)
        inbox.log(_sent(part), name, home)
        place = inbox.take(one, part.unit or "", today(), _second_look(one, part))
        if ours:
            ours.record(part)
        _taken(part, place, name)
        return True
    return _answer(one, inbox, home, part)


def _second_look(one: Waiting, part: Part) -> bytes | None:
    """What to look at again in a form that was taken in: whoever filled it sees no console."""
    if not part.problems:
        return None
    from thidua.entry.reply import letter  # noqa: PLC0415 - openpyxl is slow to import

    return letter(one.name, part.problems, today(), marked=None)


def _taken(part: Part, place: Path, name: str) -> None:
    say(
        "{file}: đã nhập, {new} dòng mới, {changed} dòng sửa, {known} dòng đã có; cất ở {place}.",
        file=name,
        new=len(part.new),
        changed=len(part.changed),
        known=part.known,
        place=place,
    )


def _answer(one: Waiting, inbox: Inbox, home: Path, part: Part) -> bool:
    """Say beside a file why it was not taken in."""
    from thidua.entry.reply import for_a_clerk, letter, marked_form  # noqa: PLC0415 - openpyxl is slow to import

    problems = for_a_clerk(part.problems)
    marked = marked_form(one.content, problems)
    beside = made_visible(one.beside(MARKED).name) if marked else None
    inbox.answer(one, letter(one.name, problems, today(), marked=beside), marked)
    say("{file}: chưa nhập, {count} lỗi; đã trả lời bên cạnh.", file=one.name, count=_errors(part))
    inbox.log(_sent(part), one.name, home)
    return False


def _sent(part: Part) -> Sent:
    new, changed = len(part.new), len(part.changed)
    return Sent(today(), part.unit or "", part.is_sound, new, changed, _errors(part))


def _errors(part: Part) -> int:
    return sum(problem.severity.value == "error" for problem in part.problems)


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository that the data stand in, of which the inbox writes a few files and no others."""

    git: Git
    home: Path
    folder: Path

    def begin(self) -> None:
        """Record what a run cut off has left; WrongCallError where others' changes would go along."""
        if not self.git.is_repository():
            raise WrongCallError("“{folder}” không nằm trong git: bỏ --commit", folder=self.home)
        if self.git.text("status", "--porcelain", "--", *map(str, self._tables())):
            if not self._mark().is_file():
                raise WrongCallError(
                    "số liệu trong {folder} có thay đổi chưa ghi vào git; ghi hoặc bỏ đi đã", folder=self.home
                )
            self._commit(Text("Nhận biểu (lần chạy trước bị ngắt)"))
        write_whole(self._mark(), b"")

    def record(self, part: Part) -> None:
        """One commit for one form: the unit, the day, and how much it brought."""
        self._commit(
            Text(
                "Nhận biểu của {unit}, ngày {day}: {new} dòng mới, {changed} dòng sửa",
                unit=part.unit,
                day=today(),
                new=len(part.new),
                changed=len(part.changed),
            )
        )

    def end(self) -> None:
        """Record the answers, where the inbox is part of the repository."""
        self._commit(Text("Trả lời biểu"))
        self._mark().unlink(missing_ok=True)

    def _commit(self, message: Text) -> None:
        files = [str(path) for path in (*self._tables(), *self._own())]
        self.git.read("add", "-A", "--", *files)
        if not self.git.holds("diff", "--cached", "--quiet", "--", *files):
            self.git.read(*_AUTHOR, "commit", "-q", "-m", str(message), "--", *files)

    def _tables(self) -> list[Path]:
        names = (LEDGER, DIARY, PARTS, *(table.file for table in TAKEN))
        return [path.absolute() for name in names if (path := self.home / name).exists()]

    def _own(self) -> list[Path]:
        told = self.git.text("rev-parse", "--show-toplevel")
        top, own = Path(told).resolve(), self.folder.resolve()
        if not own.is_relative_to(top):
            return []
        listing = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--full-name")
        ignored = self.git.text(*listing, "--", str(own)).splitlines()
        return [] if f"{own.relative_to(top).as_posix()}/" in ignored else [own]

    def _mark(self) -> Path:
        return Path(self.git.text("rev-parse", "--path-format=absolute", "--git-path", "thidua-inbox"))
