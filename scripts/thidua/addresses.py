"""Every path of the site, once. All start at the site's root; a folder ends with "/".

Pages are named in Vietnamese, as in the address bar; what programs ask for is named in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

FIRST_PAGE = "index.html"
SITEMAP = "sitemap.xml"
INBOX = "hop-thu/"  # where the web server takes forms in, and what became of them (deploy/nginx)
NOTICE = "build.json"  # what a builder tells of its last builds
ASSETS = "assets/"  # what every page shares; names change with contents
API = "api/"
API_FILES = f"{API}v1/"
CAMPAIGNS = f"{API_FILES}campaigns.json"
NETWORK = f"{API_FILES}network.json"
NETWORK_SCHEMA = f"{API_FILES}network.schema.json"
SCHEMA_NAME = "status.schema.json"
SCHEMA = API_FILES + SCHEMA_NAME
HASHED = re.compile(rf"^{ASSETS}(?:.*[/.-])?[0-9a-f]{{8,64}}(?:\.min)?\.[a-z0-9]+$")
"""The paths that ``hashed`` gives, and the theme's own: a file under one never changes."""

_DAYS = "ngay/"

TAKEN = frozenset(
    {
        FIRST_PAGE,
        NOTICE,
        SITEMAP,
        "404.html",
        "api",
        "assets",
        "hop-thu",
        "loi.html",
        "robots.txt",
        "search",
        "sitemap.xml.gz",
    }
)
"""Names at the site's root that no campaign can have; nor those of languages."""


def hashed(name: str, data: bytes, digits: int = 10) -> str:
    """The path of a shared file; the "*" of its name (``thidua.*.css``) is a hash of its contents."""
    return ASSETS + name.replace("*", sha256(data).hexdigest()[:digits])


def chart_data(data: bytes) -> str:
    """The path of what a script draws a chart or a comparison from."""
    return hashed("charts/*.z", data, 20)


def packed(data: bytes) -> str:
    """The path of pages packed together, and of their frames."""
    return hashed("past/*.z", data, 16)


def search_index(language: str = "") -> str:
    """What the search of a language's pages reads; "" is the main language."""
    return f"search/search_index{language and '.' + language}.json"


class _Front(str):
    """What a folder of pages has whoever they are of, a campaign or a network."""

    __slots__ = ()

    @property
    def data(self) -> str:
        """The data behind the site, and all downloads."""
        return f"{self}du-lieu/"

    @property
    def wall(self) -> str:
        """Slides for a screen on the wall."""
        return f"{self}trinh-chieu/"

    @property
    def wall_build(self) -> str:
        """Which build the slides are of: a screen asks for it, to know whether there are newer ones."""
        return f"{self.wall}ban.json"


class Home(_Front):
    """The folder of a campaign in one language (``2022/``, ``en/2022/``), as of its own day or an earlier
    one (``2022/ngay/2022-06-30/``): a path that knows those of the pages in it.
    """

    __slots__ = ()

    @classmethod
    def of(cls, campaign: str, folder: str = "") -> Home:
        """A campaign's home in the folder of a language."""
        return cls(f"{folder}{campaign}/")

    def on(self, day: date) -> Home:
        """The home of the same campaign as it stood on an earlier day."""
        return Home(f"{self}{_DAYS}{day}/")

    @property
    def main(self) -> Home:
        """The home of the campaign's own as-of day, where the pages stand that no earlier day repeats."""
        return Home(self.partition(_DAYS)[0])

    @property
    def sections(self) -> dict[str, str]:
        """The first page of each section of the navigation, by its key."""
        return {
            "overview": self,
            "targets": self.targets,
            "phases": self.phases,
            "tasks": self.tasks,
            "units": self.units,
            "calendar": self.calendar,
            "awards": self.awards,
            "method": self.method,
            "data": self.data,
        }

    @property
    def targets(self) -> str:
        """The list of targets."""
        return f"{self}chi-tieu/"

    def target(self, target_id: str) -> str:
        """A target's page."""
        return f"{self.targets}{target_id}/"

    def embed(self, target_id: str) -> str:
        """A target's chart alone, for other sites to show."""
        return f"{self}nhung/{target_id}/"

    @property
    def phases(self) -> str:
        """The list of phases."""
        return f"{self}dot/"

    def phase(self, phase_id: str) -> str:
        """A phase's page."""
        return f"{self.phases}{phase_id}/"

    @property
    def tasks(self) -> str:
        """The list of tasks."""
        return f"{self}nhiem-vu/"

    def task(self, task_id: str) -> str:
        """A task's page."""
        return f"{self.tasks}{task_id}/"

    @property
    def units(self) -> str:
        """The list of units."""
        return f"{self}don-vi/"

    def unit(self, unit_id: str) -> str:
        """A unit's page."""
        return f"{self.units}{unit_id}/"

    @property
    def calendar(self) -> str:
        """The calendar."""
        return f"{self}lich/"

    @property
    def calendar_file(self) -> str:
        """The same days for calendars of other programs."""
        return f"{self}lich.ics"

    @property
    def awards(self) -> str:
        """The awards."""
        return f"{self}khen-thuong/"

    @property
    def method(self) -> str:
        """How every figure is worked out."""
        return f"{self}cach-tinh/"

    @property
    def api(self) -> str:
        """What programs can read."""
        return f"{self.data}api/"

    @property
    def upload(self) -> str:
        """Where units send their forms by browser."""
        return f"{self.data}gui-bieu/"

    @property
    def changes(self) -> str:
        """What has changed, day by day."""
        return f"{self}thay-doi/"

    @property
    def feed(self) -> str:
        """The same as an Atom feed."""
        return f"{self}thay-doi.xml"

    @property
    def compare(self) -> str:
        """Two days side by side."""
        return f"{self}so-sanh/"

    @property
    def briefing(self) -> str:
        """The sheet of paper."""
        return f"{self}ban-in/"


class NetworkHome(_Front):
    """The folder of a network's pages in one language: the site's root, or ``en/``."""

    __slots__ = ()

    def on(self, day: date) -> NetworkHome:
        """The overview as it stood on an earlier day; it leads to the other pages of today."""
        return NetworkHome(f"{self}{_DAYS}{day}/")

    @property
    def sections(self) -> dict[str, str]:
        """The first page of each section of the navigation, by its key."""
        return {"overview": self, "members": self.members, "lines": self.lines, "data": self.data}

    @property
    def members(self) -> str:
        """The list of members."""
        return f"{self}don-vi/"

    def member(self, member_id: str) -> str:
        """A member's page."""
        return f"{self.members}{member_id}/"

    @property
    def lines(self) -> str:
        """The lines that members have in common."""
        return f"{self}chi-tieu-chung/"

    def line(self, line_id: str) -> str:
        """A common line's page."""
        return f"{self.lines}{line_id}/"


@dataclass(frozen=True, slots=True)
class NetworkFiles:
    """A network's tables for taking away, beside its network.json."""

    network: str

    @property
    def workbook(self) -> str:
        """The workbook."""
        return f"{API_FILES}thidua-{self.network}.xlsx"

    @property
    def members(self) -> str:
        """Members with their states and totals."""
        return f"{API_FILES}cac-noi.csv"

    @property
    def lines(self) -> str:
        """Every member on every common line."""
        return f"{API_FILES}chi-tieu-chung.csv"


@dataclass(frozen=True, slots=True)
class Files:
    """A campaign's files for other programs and for taking away, all in one folder."""

    campaign: str

    @property
    def folder(self) -> str:
        """Where they stand."""
        return f"{API_FILES}{self.campaign}/"

    @property
    def status(self) -> str:
        """Every figure."""
        return f"{self.folder}status.json"

    @property
    def schema(self) -> str:
        """The schema of the figures, beside them."""
        return self.folder + SCHEMA_NAME

    @property
    def described(self) -> str:
        """What is in the tables."""
        return f"{self.folder}datapackage.json"

    def table(self, name: str) -> str:
        """A table, by the name of its file."""
        return self.folder + name

    @property
    def workbook(self) -> str:
        """The workbook with live formulas."""
        return f"{self.folder}thidua-{self.campaign}.xlsx"

    def form(self, unit_id: str) -> str:
        """A unit's entry form as it is now: the address stays, the form follows the data."""
        return f"{self.folder}bieu/{unit_id}.xlsx"

    def report(self, phase_id: str, day: date | None = None) -> str:
        """A phase's review report in Word: the newest, or the one made for a day."""
        return self.document(f"bao-cao-{phase_id}-{day}" if day else f"bao-cao-{phase_id}")

    def document(self, name: str) -> str:
        """A document in Word, by its name."""
        return f"{self.folder}{name}.docx"
