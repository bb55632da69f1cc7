"""Both readers of what comes from outside against hostile input, with two fuzzers, for a bounded time.

Run by `make fuzz`: a minute in all; `python tests/fuzz/run.py 600` takes ten. Inputs worth keeping gather in
build/fuzz/, so that each run goes on where the last one ended. A finding becomes a case of a test.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
READERS = ("campaign", "form")
FUZZERS = ("atheris", "hypothesis")
EXECUTED = re.compile(r"number_of_executed_units: (\d+)")


def main() -> int:
    """1 where a fuzzer found anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=int, default=60, help="in all, over readers and fuzzers")
    seconds = parser.parse_args().seconds
    fuzzers = [name for name in FUZZERS if find_spec(name)]
    each = max(1, seconds // (len(fuzzers) * len(READERS)))
    sound = [fuzz(reader, fuzzer, each) for reader in READERS for fuzzer in fuzzers]
    return 0 if all(sound) else 1


def fuzz(reader: str, fuzzer: str, seconds: int) -> bool:
    """Run one fuzzer on one reader in a process of its own; whether it found nothing."""
    folder = ROOT / "build" / "fuzz" / reader
    paths = os.pathsep.join(map(str, (ROOT / "scripts", ROOT / "tests", HERE)))
    process = subprocess.run(
        [sys.executable, HERE / f"with_{fuzzer}.py", reader, folder, str(seconds)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
        timeout=seconds + 300,
    )
    told = process.stdout + process.stderr
    counted = EXECUTED.search(told)
    inputs = counted[1] if counted else "?"
    outcome = "FOUND" if process.returncode else "nothing found"
    print(f"{reader:<10}{fuzzer:<12}{seconds:>5} s {inputs:>9} inputs  {outcome}", flush=True)
    if process.returncode:
        print(told, flush=True)
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
