"""What mkdocs.yml says to us: read as MkDocs reads it, without importing MkDocs."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from thidua.keyed.yaml_syntax import syntax_problem
from thidua.problems import DataError
from thidua.text import SaidError

NAME = "mkdocs.yml"


class SettingsError(SaidError):
    """mkdocs.yml, or a file that it names, cannot be used; the text says which, why, and what to do."""


class _Loader(yaml.SafeLoader):
    """YAML with MkDocs' tags; what only MkDocs itself can make of one (``!!python/name:``) is None."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_constructor(None, lambda loader, node: None)


def read(file: Path) -> Mapping[str, Any]:
    """The settings of a configuration file, over those of the file that it inherits from.

    Raises OSError, DataError where it is no YAML, and SettingsError where it is no mapping.
    """
    told = _told(file)
    own = {key: value for key, value in told.items() if key != "INHERIT"}
    parent = told.get("INHERIT")
    return own if parent is None else _merged(read(file.parent / parent), own)


def sources(file: Path) -> list[Path]:
    """The configuration file, all that it inherits from, and the hooks that they name."""
    found = [file]
    told = _told(file)
    hooks = [file.parent / hook for hook in told.get("hooks") or ()]
    parent = told.get("INHERIT")
    return [*found, *hooks, *(sources(file.parent / parent) if parent else ())]


def _told(file: Path) -> dict[str, Any]:
    """What a file says: a build asks five times, and anew where the environment has a say in it."""
    content = file.read_bytes()
    try:
        told = yaml.load(content, _Loader) if b"!ENV" in content else _parsed(content)
    except yaml.YAMLError as error:
        lines = content.decode("utf-8", "replace").splitlines()
        raise DataError([syntax_problem(error, lines, str(file))]) from error
    if not isinstance(told, dict):
        raise SettingsError("{file}: phải gồm các mục “tên: giá trị”", file=file)
    return told


@lru_cache(maxsize=8)
def _parsed(content: bytes) -> Any:
    return yaml.load(content, _Loader)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key; anything else above replaces what is below."""
    both = {
        key: _merged(below[key], above[key])
        for key in below
        if isinstance(below[key], dict) and isinstance(above.get(key), dict)
    }
    return {**below, **above, **both}
