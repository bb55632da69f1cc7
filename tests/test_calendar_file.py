"""The calendar and the feed that readers subscribe to: a day or change is known again, as one office's."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from campaigns import campaign_files, read
from plans import campaign, day, target
from table_kit import cases
from thidua.export.feeds import office_key
from thidua.figures.history import Reading
from thidua.figures.series import TargetChange
from thidua.model import Commemoration, Issuer, Measure, Review, Status
from thidua.pages.calendar import calendar_file, calendar_page
from thidua.pages.changes import change_pages, change_sentence
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE
from view_kit import view_office

ROOT = Path(__file__).parents[1]
FIRST = Commemoration("HB", "Ngày truyền thống", date(2022, 5, 3))
SECOND = Commemoration("TN", "Ngày thương binh", date(2022, 7, 27))
NEW = Commemoration("PN", "Ngày phụ nữ", date(2022, 3, 8))


def view(*days, as_of=date(2022, 3, 1), issuer="Sở A", held=None):
    made, _ = read(campaign_files())
    plan = replace(
        made.plan,
        commemorations=days,
        issuer=Issuer(issuer),
        report_day=5,
        reviews=(Review("dot1", date(2022, 6, 30), held),),
    )
    return View.of(replace(made, plan=plan), as_of, VIETNAMESE, environment(ROOT, VIETNAMESE))


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
    held = view(FIRST, as_of=date(2022, 6, 29), held=date(2022, 6, 28))
    title = next(title for title in told(held) if title.startswith("Tổng kết"))
    assert told(held)[title] == told(view(FIRST))[title]


def test_two_offices_share_no_event():
    ours, theirs = told(view(FIRST)), told(view(FIRST, issuer="Sở B"))
    assert set(ours) == set(theirs)
    assert set(ours.values()) & set(theirs.values()) == set()
    assert office_key(view().campaign.plan) != office_key(view(issuer="Sở B").campaign.plan)


@cases(
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


def test_page_and_file_tell_the_same_days_and_what_is_due_on_them():
    found = view(FIRST)
    page, text = calendar_page(found).body, calendar_file(found).data.decode().replace("\r\n ", "")
    titles = re.findall("SUMMARY:(.*)\r", text)
    assert all(">" + title.replace("\\,", ",") in page for title in titles)
    assert page.count("<tr class=") == len(titles)
    assert "Hạn báo cáo tháng 12/2022" in titles  # on 5 January, after the last phase
    assert "DESCRIPTION:CN-01 Sáng kiến" in text[text.index("SUMMARY:Đến hạn") :]
    assert f'href="../{found.home.calendar_file.rpartition("/")[2]}"' in page


def test_a_sentence_tells_what_changed_on_the_page_and_in_the_feed_alike():
    page, feed = change_pages(view_office("nong-thon-2021-2025", date(2023, 12, 31)))
    texts = [one.text for one in ET.fromstring(feed.data).iter("{http://www.w3.org/2005/Atom}summary")]
    said = re.findall("</a> <span>(?:<svg.*?</svg> )?([^<]+)</span>", page.body)
    assert [text.partition(": ")[2] for text in texts] == [html.unescape(one) for one in said][: len(texts)]
    assert any("theo QĐ 318/QĐ-TTg (ví dụ)." in text for text in texts)
    months = re.findall(r"<h2>Tháng (\d+)/(\d+) ", page.body)
    assert months == sorted(months, key=lambda one: (-int(one[1]), -int(one[0])))


def change(before, after, was=Status.ON_TRACK, now=Status.ON_TRACK, **goal):
    one = target(unit="hồ sơ", **goal or {"at_least": 9})
    readings = [None if value is None else Reading(day("1/1"), Fraction(value)) for value in (before, after)]
    return TargetChange(one, was, now, *readings)


def more_people():
    one = target(measure=Measure.COMPLIANCE, at_least=100)
    readings = [Reading(day("1/1"), Fraction(n), n) for n in (34, 35)]
    return TargetChange(one, Status.ON_TRACK, Status.ON_TRACK, *readings)


@cases(
    ("one", "on", "said"),
    [
        (change(None, 3, Status.NOT_STARTED), "1/3", "Số liệu đầu tiên: 3 hồ sơ; đúng tiến độ."),
        (change(3, 5), "1/3", "Tăng từ 3 lên 5 hồ sơ."),
        (change(5, 4), "1/3", "Giảm từ 5 xuống 4 hồ sơ."),
        (change(5, 9, now=Status.MET), "1/3", "Tăng từ 5 lên 9 hồ sơ; nay đạt, trước đó đúng tiến độ."),
        (change(5, 5, now=Status.OFF_TRACK), "1/3", "Không có số liệu mới; nay chậm, trước đó đúng tiến độ."),
        (change(5, 5, now=Status.MISSED), "31/12", "Đến hạn; nay không đạt, trước đó đúng tiến độ."),
        (change(5, None), "1/3", "Không còn số liệu."),
        (more_people(), "1/7", "Từ 34/34 (100%) thành 35/35 người (100%)."),
    ],
)  # fmt: skip
def test_what_changed_is_a_sentence(one, on, said):
    assert change_sentence(one, day(on), campaign([one.target]).plan, VIETNAMESE) == said
