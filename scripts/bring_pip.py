"""Bring pip into an environment that was made without: by the one that Python has, run out of its own file.

``bring_pip.py REQUIREMENTS`` with the environment's Python. To unpack that old one first is twice the work.
"""

import ensurepip
import os
import sys
import sysconfig
from pathlib import Path


def bundled(*folders: Path) -> Path | None:
    """The newest pip's file in the first of these folders that has one."""
    for folder in folders:
        if found := sorted(folder.glob("pip-*.whl")):
            return found[-1]
    return None


def main(requirements: str) -> None:
    """Become pip; where Python has it in no such file, unpack it as Python does, then become that one."""
    told = sysconfig.get_config_var("WHEEL_PKG_DIR")  # Debian and Fedora keep it there
    file = bundled(*[Path(told)] if told else [], Path(ensurepip.__file__).parent / "_bundled")
    if file is None:
        ensurepip.bootstrap()
    pip = [f"{file}/pip"] if file else ["-m", "pip"]
    call = ("install", "--quiet", "--disable-pip-version-check", "--no-compile", "--require-hashes")
    os.execv(sys.executable, [sys.executable, *pip, *call, "-r", requirements])


if __name__ == "__main__":
    main(sys.argv[1])
