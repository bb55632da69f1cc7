"""What stands in files beside the code: it comes with the package, and never changes while it runs."""

import json
from importlib import resources
from typing import Any

import yaml

_LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all is text


def text_beside(*path: str) -> str:
    """The text of a file of the package: its room, and its name there."""
    return resources.files("thidua").joinpath(*path).read_text("utf-8")


def data_beside(*path: str) -> Any:
    """What a JSON file of the package holds."""
    return json.loads(text_beside(*path))


def texts_beside(*path: str) -> Any:
    """What a YAML file of the package holds: sentences, which are too long for JSON to be read in."""
    return yaml.load(text_beside(*path), _LOADER)
