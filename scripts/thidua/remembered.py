"""What one call keeps for the next: JSON in a file of ours, believed only where it can be read."""

import json
from pathlib import Path
from typing import Any

from thidua.files import write_whole


def remember(memory: Path, told: Any) -> None:
    """Keep something in ``memory``, in one step."""
    memory.parent.mkdir(parents=True, exist_ok=True)
    write_whole(memory, json.dumps(told).encode())


def recall(memory: Path | None) -> Any:
    """What was kept there; None where nothing was, or where it cannot be read as JSON."""
    try:
        return json.loads(memory.read_bytes()) if memory else None
    except (OSError, ValueError, RecursionError):
        return None
