"""What all tests share: limits count a processor's seconds, and no test fails because its machine is busy."""

import gc
import os
import shutil
import sys
import sysconfig
import tempfile
from functools import cache
from pathlib import Path

import jinja2
from draws import draws
from hypothesis import settings

# Hypothesis would count seconds on the wall.
settings.register_profile("busy", deadline=None, max_examples=draws(40))
settings.load_profile("busy")

# Where the environment forbids it, each of some hundred processes would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What tests write is gone when they end: on a disk a folder made and removed costs ten times as much.
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# A hook, a rebase or a bisect that runs the tests names its own repository: theirs are others.
for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
    os.environ.pop(name, None)

gc.set_threshold(200_000, 20, 20)  # as `thidua` itself has it, see commands/ending.py


def pytest_collection_finish() -> None:
    """Thousands of tests and their modules stay to the end: no collector need look through them again."""
    gc.collect()
    gc.freeze()


def _compiled_once() -> None:
    """Compile a template of the same text once a run, in whichever copy of the project or cache it stands."""
    anew, known = jinja2.Environment.compile, {}

    def compiled(self, source, name=None, filename=None, raw=False, defer_init=False):
        if raw or not isinstance(source, str):
            return anew(self, source, name, filename, raw, defer_init)
        how = (self.trim_blocks, self.lstrip_blocks, str(self.autoescape), *self.extensions, *self.filters)
        key = (source, name, type(self), how)
        if key not in known:
            known[key] = anew(self, source, name, filename, raw, defer_init)
        return known[key]

    jinja2.Environment.compile = compiled


_compiled_once()


def _listed_once() -> None:
    """List an installed theme's files once a run: MkDocs walks ten thousand icons for every site.

    They lie in `.icons`, and what begins with a dot it leaves out, after a look at each.
    """
    anew = jinja2.FileSystemLoader.list_templates
    packages = sysconfig.get_path("purelib")

    def listed(place: str) -> list[str]:
        return anew(jinja2.FileSystemLoader(place))

    known = cache(lambda place: [name for name in listed(place) if not name.startswith(".")])

    def every(self):
        found = (known(place) if place.startswith(packages) else listed(place) for place in self.searchpath)
        return sorted({name for names in found for name in names})

    jinja2.FileSystemLoader.list_templates = every


_listed_once()
