"""What the downloads say of their sheets, tables and columns: all of it stands in said.json, once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

from thidua.beside import data_beside

C = TypeVar("C")
_SAID: Mapping[str, Mapping[str, Any]] = data_beside("export", "said.json")
SHEETS, TABLES, METHOD = _SAID["sheets"], _SAID["tables"], _SAID["method"]


def columns_of(one: Mapping[str, Any], make: Callable[..., C], **more: Iterable[C]) -> tuple[C, ...]:
    """The columns of a sheet or a table; a name among them stands for ``more`` or for shared ones."""
    found: list[C] = []
    for said in one["columns"]:
        if not isinstance(said, str):
            found.append(make(**said))
        elif said in more:
            found += more[said]
        else:
            found += (make(**shared) for shared in _SAID["shared"][said])
    return tuple(found)


def sentences() -> Iterator[str]:
    """Everything of it that people read."""
    whole = [*SHEETS.values(), *TABLES.values()]
    columns = chain(_SAID["shared"].values(), (one["columns"] for one in whole))
    yield from (one["title"] for one in whole)
    yield from (said["title"] for one in columns for said in one if isinstance(said, dict))
    yield from METHOD["rules"]
    yield from (one["when"] for one in METHOD["statuses"])
