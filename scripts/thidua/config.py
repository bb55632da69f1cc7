"""Where things are: the engine's own files, the data, the cache and the site."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from thidua.version import Version


def engine_root() -> Path:
    """The folder with mkdocs.yml and site_src/: the checkout, or the prefix of an installed wheel."""
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / "mkdocs.yml").is_file() else Path(sys.prefix) / "share" / "thidua"


def today() -> date:
    """Today; SOURCE_DATE_EPOCH (UTC seconds) stands for it where a build must be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


@dataclass(frozen=True, slots=True)
class Settings:
    """The paths of one run, how many processes may make pages, and whether past days get pages too.

    ``data`` is DATA as it was given; ``version`` and ``evidence`` are told where it
    is the files of a commit without their repository.
    """

    data: str
    out: Path = Path("build/site")
    cache: Path = Path("build/cache")
    root: Path = field(default_factory=engine_root)
    workers: int = field(default_factory=lambda: min(os.cpu_count() or 1, 4))
    past_days: bool = True
    version: Version | None = None
    evidence: Callable[[str, str], bool] | None = None
