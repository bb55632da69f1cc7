"""Every path of the site, once. All start at the site's root; a folder ends with "/".

Pages are named in Vietnamese, as in the address bar; what programs ask for is named in English.
"""

from __future__ import annotations

import re
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
MEMBERS = f"{API_FILES}cac-noi.csv"  # of a network: members with their states and totals
LINES = f"{API_FILES}chi-tieu-chung.csv"  # every member on every common line
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


class Below:
    """A path of one name below every folder of its kind."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, folder: object, kind: type) -> str:
        return f"{folder}{self.name}"


class _Front(str):
    """What a folder of pages has whoever they are of, a campaign or a network."""

    __slots__ = ()

    data = Below("du-lieu/")  # the data behind the site, and all downloads
    wall = Below("trinh-chieu/")  # slides for a screen on the wall
    wall_build = Below("trinh-chieu/ban.json")  # which build they are of: a screen asks whether it is newer


class Home(_Front):
    """The folder of a campaign in one language (``2022/``, ``en/2022/``), as of its own day or an earlier
    one (``2022/ngay/2022-06-30/``): a path that knows those of the pages in it.
    """

    __slots__ = ()

    targets = Below("chi-tieu/")
    phases = Below("dot/")
    tasks = Below("nhiem-vu/")
    units = Below("don-vi/")
    calendar = Below("lich/")
    calendar_file = Below("lich.ics")  # the same days for calendars of other programs
    awards = Below("khen-thuong/")
    method = Below("cach-tinh/")  # how every figure is worked out
    api = Below("du-lieu/api/")  # what programs can read
    upload = Below("du-lieu/gui-bieu/")  # where units send their forms by browser
    changes = Below("thay-doi/")  # what has changed, day by day
    feed = Below("thay-doi.xml")  # the same as an Atom feed
    compare = Below("so-sanh/")  # two days side by side
    briefing = Below("ban-in/")  # the sheet of paper

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

    def target(self, target_id: str) -> str:
        """A target's page."""
        return f"{self.targets}{target_id}/"

    def embed(self, target_id: str) -> str:
        """A target's chart alone, for other sites to show."""
        return f"{self}nhung/{target_id}/"

    def phase(self, phase_id: str) -> str:
        """A phase's page."""
        return f"{self.phases}{phase_id}/"

    def task(self, task_id: str) -> str:
        """A task's page."""
        return f"{self.tasks}{task_id}/"

    def unit(self, unit_id: str) -> str:
        """A unit's page."""
        return f"{self.units}{unit_id}/"


class NetworkHome(_Front):
    """The folder of a network's pages in one language: the site's root, or ``en/``."""

    __slots__ = ()

    members = Below("don-vi/")
    lines = Below("chi-tieu-chung/")  # the lines that members have in common

    def on(self, day: date) -> NetworkHome:
        """The overview as it stood on an earlier day; it leads to the other pages of today."""
        return NetworkHome(f"{self}{_DAYS}{day}/")

    @property
    def sections(self) -> dict[str, str]:
        """The first page of each section of the navigation, by its key."""
        return {"overview": self, "members": self.members, "lines": self.lines, "data": self.data}

    def member(self, member_id: str) -> str:
        """A member's page."""
        return f"{self.members}{member_id}/"

    def line(self, line_id: str) -> str:
        """A common line's page."""
        return f"{self.lines}{line_id}/"


def network_workbook(network: str) -> str:
    """A network's tables as a workbook, beside its network.json."""
    return f"{API_FILES}thidua-{network}.xlsx"


class Files(str):
    """The folder of a campaign's files for other programs and for taking away: a path that knows them."""

    __slots__ = ()

    status = Below("status.json")  # every figure
    schema = Below(SCHEMA_NAME)  # that of the figures, beside them
    described = Below("datapackage.json")  # what is in the tables

    @classmethod
    def of(cls, campaign: str) -> Files:
        """The files of a campaign."""
        return cls(f"{API_FILES}{campaign}/")

    def table(self, name: str) -> str:
        """A table, by the name of its file."""
        return self + name

    @property
    def workbook(self) -> str:
        """The workbook with live formulas."""
        campaign = self.removeprefix(API_FILES).rstrip("/")
        return f"{self}thidua-{campaign}.xlsx"

    def form(self, unit_id: str) -> str:
        """A unit's entry form as it is now: the address stays, the form follows the data."""
        return f"{self}bieu/{unit_id}.xlsx"

    def report(self, phase_id: str, day: date | None = None) -> str:
        """A phase's review report in Word: the newest, or the one made for a day."""
        return self.document(f"bao-cao-{phase_id}-{day}" if day else f"bao-cao-{phase_id}")

    def document(self, name: str) -> str:
        """A document in Word, by its name."""
        return f"{self}{name}.docx"
