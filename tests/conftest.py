"""What all tests share: limits count a processor's seconds, and no test fails because its machine is busy."""

import os
import sys

from crew import pytest_addoption, pytest_runtestloop
from hypothesis import settings

__all__ = ["pytest_addoption", "pytest_runtestloop"]  # --processes

settings.register_profile("busy", deadline=None)  # hypothesis would count seconds on the wall
settings.load_profile("busy")

# Where the environment forbids it, each of some hundred processes would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A hook, a rebase or a bisect that runs the tests names its own repository: theirs are others.
for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
    os.environ.pop(name, None)
