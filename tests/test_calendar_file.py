"""The calendar and the feed that readers subscribe to: a day or change is known again, as one office's."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from campaigns import campaign_files, read
from thidua.export.identity import office_key
from thidua.model import Commemoration, Issuer, Review
from thidua.pages.calendar import calendar_file
from thidua.pages.changes import change_pages
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

ROOT = Path(__file__).parents[1]
FIRST = Commemoration("HB", "Ngày truyền thống", date(2022, 5, 3))
SECOND = Commemoration("TN", "Ngày thương binh", date(2022, 7, 27))
NEW = Commemoration("PN", "Ngày phụ nữ", date(2022, 3, 8))


def view(*days, as_of=date(2022, 3, 1), issuer="Sở A", **changes):
    campaign, _ = read(campaign_files())
    plan = replace(
        campaign.plan,
        commemorations=days,
        issuer=Issuer(issuer),
        report_day=5,
        reviews=(Review("dot1", date(2022, 6, 30)),),
        **changes,
    )
    return View.of(replace(campaign, plan=plan), as_of, VIETNAMESE, environment(ROOT, VIETNAMESE))


def told(found: View) -> dict[str, str]:
    """Each event's UID by its title."""
    text = calendar_file(found).data.decode().replace("\r\n ", "")
    return dict(zip(re.findall("SUMMARY:(.*)\r", text), re.findall("UID:(.*)\r", text), strict=True))


def test_a_day_that_is_inserted_renames_no_other():
    before, after = told(view(FIRST, SECOND)), told(view(NEW, FIRST, SECOND))
    assert {title: after[title] for title in before} == before
    assert set(after) - set(before) == {"Ngày phụ nữ"}
    assert len(set(after.values())) == len(after)


def test_a_review_that_was_held_is_the_same_event():
    held = view(FIRST, as_of=date(2022, 6, 29))
    held = replace(
        held,
        campaign=replace(
            held.campaign,
            plan=replace(
                held.campaign.plan, reviews=(Review("dot1", date(2022, 6, 30), held=date(2022, 6, 28)),)
            ),
        ),
    )
    title = next(title for title in told(held) if title.startswith("Tổng kết"))
    assert told(held)[title] == told(view(FIRST))[title]


def test_two_offices_share_no_event():
    ours, theirs = told(view(FIRST)), told(view(FIRST, issuer="Sở B"))
    assert set(ours) == set(theirs)
    assert set(ours.values()) & set(theirs.values()) == set()
    assert office_key(view().campaign.plan) != office_key(view(issuer="Sở B").campaign.plan)


@pytest.mark.parametrize(
    ("as_of", "stamp"), [("2022-01-05", "20220101"), ("2022-01-31", "20220120"), ("2022-12-31", "20220204")]
)
def test_the_stamp_is_the_last_day_of_the_data(as_of, stamp):
    text = calendar_file(view(FIRST, as_of=date.fromisoformat(as_of))).data.decode()
    assert set(re.findall("DTSTAMP:(.*)T000000Z", text)) == {stamp}


def test_the_feed_names_itself_and_its_office():
    found = view(FIRST)
    _, feed = change_pages(found)
    tree = ET.fromstring(feed.data)
    atom = "{http://www.w3.org/2005/Atom}"
    (itself,) = tree.findall(f"{atom}link")
    assert (itself.get("rel"), itself.get("href")) == ("self", Path(found.home.feed).name)
    assert tree.findtext(f"{atom}id") == f"urn:thidua:{office_key(found.campaign.plan)}:2022"
