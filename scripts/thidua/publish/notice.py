"""build.json: what the Dữ liệu page says of the last build, and of the last one that failed.

Every reader can fetch it: no name of a person stands in it, and no folder of the server.

It stands in the root beside ``current``, for a failure makes no release; the web server serves it by name.
"""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from thidua.addresses import NOTICE
from thidua.files import write_safely
from thidua.publish.records import Commit, Release
from thidua.remembered import recall

SCHEMA = "thidua/build/1"
LONGEST_MESSAGE = 4000


def _time(at: datetime) -> str:
    """UTC, so that two times compare as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _commit(commit: Commit | None) -> dict[str, str] | None:
    if commit is None:
        return None
    return {"id": commit.id, "at": commit.at.isoformat()}


def built(before: dict[str, Any], release: Release, at: datetime, seconds: float) -> dict[str, Any]:
    """The notice after a success; an earlier failure stays told, with its time."""
    return {
        "schema": SCHEMA,
        "last_build": {
            "time": _time(at),
            "seconds": round(seconds, 2),
            "release": release.name,
            "as_of": release.origin.as_of.isoformat(),
            "commit": _commit(release.origin.commit),
        },
        "last_failure": before.get("last_failure"),
    }


def failed(before: dict[str, Any], commit: Commit | None, at: datetime, message: str) -> dict[str, Any]:
    """The notice after a failure; the site is still that of the last success."""
    return {
        "schema": SCHEMA,
        "last_build": before.get("last_build"),
        "last_failure": {"time": _time(at), "commit": _commit(commit), "message": _public(message)},
    }


def _public(message: str) -> str:
    """A message for every reader: the folders of the server are nobody's business."""
    return _ABSOLUTE.sub(r"…/\1", message)[:LONGEST_MESSAGE]


_ABSOLUTE = re.compile(r"(?<![\w.:/…])/(?:[^/\s“”\"':;,()]+/)*([^/\s“”\"':;,()]*)")


def read(root: Path) -> dict[str, Any]:
    """The notice of a root, empty before the first or where it is spoiled."""
    told = recall(root / NOTICE) if (root / NOTICE).is_file() else None
    return told if isinstance(told, dict) else {}


def last_built(told: dict[str, Any]) -> datetime | None:
    """When the last build ended, None where the notice does not say."""
    try:
        return datetime.fromisoformat(told["last_build"]["time"])
    except (KeyError, TypeError, ValueError):
        return None


def write(root: Path, told: dict[str, Any]) -> None:
    """Replace the notice in one step, whatever stands in its place, for every reader."""
    place = root / NOTICE
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    write_safely(place, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    place.chmod(0o644)
