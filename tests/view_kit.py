"""Views of campaigns for tests of pages: the plan of 2022 on any day, and the handed plans."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from thidua.intake.read import load
from thidua.model import Campaign
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

ROOT = Path(__file__).parents[1]
READ_ON = date(2026, 1, 1)


def view_2022(day: date) -> View:
    """The plan of 2022 as it stood at the end of a day."""
    return view_of("data", "2022", day)


def view_office(name: str, day: date) -> View:
    """One of the handed plans as it stood at the end of a day."""
    return view_of("tests/offices", name, day)


@lru_cache
def view_of(folder: str, name: str, day: date) -> View:
    """A campaign of a folder of the repository."""
    return View.of(_campaign(folder, name), day, VIETNAMESE, environment(ROOT, VIETNAMESE))


@lru_cache
def _campaign(folder: str, name: str) -> Campaign:
    (campaign,) = load(ROOT / folder, name, READ_ON).campaigns
    return campaign
