"""What stands in files beside the code: it comes with the package, and never changes while it runs."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def text_beside(room: str, *path: str) -> str:
    """The text of a file of a room of the package."""
    return resources.files("thidua").joinpath(room, *path).read_text("utf-8")


def data_beside(room: str, name: str) -> Any:
    """What a JSON file of a room holds."""
    return json.loads(text_beside(room, name))
