"""What the live preview knows: rebuilds when files change, and tells whoever waits how that went."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Event

from thidua.problems import Problem, Severity
from thidua.text import SaidError, Translate, mark
from thidua.words import VIETNAMESE

_TITLE = mark("Trang đang xem là bản dựng được lần gần nhất. Cần sửa các lỗi sau:")

_BLIND = mark("Không theo dõi được thay đổi của tệp nữa: hãy dừng và chạy lại lệnh này.")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong, in the reader's words: where, what, and what to do."""

    place: str
    message: str
    hint: str = ""


Stands = Callable[[], None]
Rebuild = Callable[[str, Stands], Sequence[Complaint]]
Told = Callable[[Sequence[Complaint]], None]


@dataclass(frozen=True, slots=True)
class State:
    """The site's version, counted up by every sound build, and what kept the last build from being one."""

    version: int
    complaints: tuple[Complaint, ...] = ()

    @property
    def title(self) -> str:
        """The sentence above the complaints."""
        return VIETNAMESE.gettext(_TITLE) if self.complaints else ""


class Preview:
    """Builds at once, and again whenever something under ``watched`` changes.

    ``rebuild`` writes the site, or says what is wrong and writes nothing; it is given the file that was asked
    for last, to be written first, and whom to tell once it stands. ``told`` hears each outcome.
    """

    def __init__(self, watched: Iterable[Path], rebuild: Rebuild, told: Told = lambda found: None) -> None:
        self._watched, self._rebuild, self._told = list(watched), rebuild, told
        self._before = stamps(self._watched)  # an edit during the first build is a change too
        self._changed = Condition()
        self._over = Event()
        self.state = State(0)
        self.looked_at = ""  # the file of the page that was asked for last
        self._early: str | None = None  # the one that stands anew while the others are still made

    def build(self) -> None:
        """Build now; a new version where that goes well, else what is wrong."""
        try:
            looked_at = self.looked_at
            found = tuple(self._rebuild(looked_at, lambda: self._show_early(looked_at)))
        except Exception as error:
            # A template or an override broken by an edit must not end the preview: the next save mends it.
            place = "thidua" if isinstance(error, SaidError) else type(error).__name__
            found = (Complaint(place, str(error)),)
        self._show(found)

    def _show_early(self, file: str) -> None:
        with self._changed:
            self.state, self._early = State(self.state.version + 1), file
            self._changed.notify_all()

    def version(self, file: str) -> int:
        """The version that a file of the site is of."""
        with self._changed:
            return self.state.version - (self._early not in (None, file))

    def _show(self, found: tuple[Complaint, ...]) -> None:
        with self._changed:
            version = self.state.version - (self._early is not None)
            self.state, self._early = State(version + (not found), found), None
            self._changed.notify_all()
        self._told(found)

    def watch(self) -> None:
        """Build at every change, until the preview is over; what keeps it from watching is shown."""
        try:
            for _ in changes(self._watched, self._over, self._before):
                self.build()
        except Exception as error:
            self._show((Complaint("thidua serve", VIETNAMESE.gettext(_BLIND), str(error)),))

    def next_state(self, after: State | None, patience: float = 15) -> State | None:
        """The state, once it is another than ``after``; None when the seconds or the preview are over."""
        with self._changed:
            self._changed.wait_for(lambda: self.over or self.state is not after, patience)
            return None if self.state is after else self.state

    def end(self) -> None:
        """Let go of all who wait."""
        self._over.set()
        with self._changed:
            self._changed.notify_all()

    @property
    def over(self) -> bool:
        """Whether the preview has ended."""
        return self._over.is_set()


def complaints(problems: Iterable[Problem], translate: Translate = VIETNAMESE.gettext) -> list[Complaint]:
    """The errors among the problems, as the page shows them; a warning does not keep a site back."""
    return [
        Complaint(
            ":".join(str(part) for part in (one.file, one.line, one.column) if part is not None),
            one.message.render(translate),
            one.hint.render(translate),
        )
        for one in problems
        if one.severity is Severity.ERROR
    ]


Stamps = dict[str, tuple[int, int]]


def changes(
    paths: Iterable[Path], stop: Event, before: Stamps | None = None, every: float = 0.05
) -> Iterator[None]:
    """One item each time something under ``paths`` has changed and come to rest; ends once ``stop`` is set.

    ``before`` is how they stood when it was last known; else it is how they stand now.
    At rest: the same at two looks (``every`` seconds apart), so that a file half saved is not read. To look
    works with every editor's way of saving.
    """
    watched = list(paths)
    told = seen = stamps(watched) if before is None else before
    while not stop.wait(every):
        now = stamps(watched)
        if now == seen and now != told:
            told = now
            yield
        seen = now


def stamps(paths: Iterable[Path]) -> Stamps:
    """Size and time of every file under the paths; editors' lock and swap files are nobody's change."""
    found: Stamps = {}
    for path in paths:
        with suppress(OSError):
            if path.is_dir():
                _look(str(path), found)
            elif path.is_file():
                told = path.stat()
                found[str(path)] = (told.st_size, told.st_mtime_ns)
    return found


def _look(folder: str, found: Stamps) -> None:
    """Look at every file under a folder; what cannot be looked at is the same as not there.

    Folders that are links are passed over: they may lead round in a circle, and `check` refuses them.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.name.endswith("~"):
                    continue
                with suppress(OSError):  # gone since, or a link to nowhere
                    if entry.is_dir(follow_symlinks=False):
                        _look(entry.path, found)
                    else:
                        told = entry.stat()
                        found[entry.path] = (told.st_size, told.st_mtime_ns)
    except (OSError, RecursionError):
        return
