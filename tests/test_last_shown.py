"""How many of many things a page tells: the last that is shown, and the first that is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from network_kit import ROOT, network
from table_kit import cases
from thidua import build_network
from thidua.config import Settings
from thidua.entry import form_shown
from thidua.entry.offer import Offer
from thidua.figures.progress import measure
from thidua.model import Sent, Status
from thidua.network.load import load_network
from thidua.network.records import Figure, State
from thidua.pages import changes, data, facts, grid, headline, overview, phases, target_story, unit
from thidua.pages.network import overview as network_overview
from thidua.pages.network import rows, said, trend
from thidua.pages.network import view as network_view
from thidua.pages.network.view import NetworkView, behind
from thidua.pages.view import View, earlier_days
from thidua.words import VIETNAMESE
from view_kit import view_of

SAYS: Any = SimpleNamespace(words=VIETNAMESE)


def test_a_campaign_or_network_of_a_hundred_is_small() -> None:
    def is_small(of: type, count: int) -> bool:
        every = SimpleNamespace(targets=range(count))
        held = SimpleNamespace(
            campaign=SimpleNamespace(plan=every), shown=SimpleNamespace(standings=range(count))
        )
        told = vars(of)["is_small"]
        return bool((told.func if hasattr(told, "func") else told.fget)(held))

    for of in View, NetworkView:
        assert (is_small(of, 100), is_small(of, 101)) == (True, False)
    assert [bool(grid.left_out(SAYS, every)) for every in (100, 101)] == [False, True]
    assert [bool(changes._left_out(SAYS, [None] * every)) for every in (4_000, 4_001)] == [False, True]


def test_names_and_changes_up_to_their_number() -> None:
    @dataclass
    class One:
        target: Any
        status: Status

    def told(count: int) -> list[str]:
        return headline._told(seen(count), Status.MET, count).split("\n")

    def seen(count: int) -> Any:
        figures = [One(SimpleNamespace(id=f"T-{n}", name="việc"), Status.MET) for n in range(count)]
        other = One(SimpleNamespace(id="K-1", name="khác"), Status.MISSED)
        return SimpleNamespace(words=VIETNAMESE, figures=[other, *figures])

    assert told(8) == ["Đạt: 8 chỉ tiêu", *(f"T-{n} việc" for n in range(8))]
    assert told(9)[1:] == [*told(8)[1:], "và 1 chỉ tiêu khác"]
    five = seen(4)
    assert [overview._others(five, five.figures[:moved]) for moved in (3, 4, 5)] == [
        "2 chỉ tiêu khác không đổi",
        "và 1 thay đổi khác",
        "và 2 thay đổi khác",
    ]


def test_units_are_named_up_to_fifteen() -> None:
    view = view_of("tests/golden/sat-moc/data", "2031", date(2031, 6, 30))
    figure = view.progress.figures["A-03"]
    there = len(target_story.holders(view, figure))
    more = {name: replace(view.campaign.units["VP"], id=name) for name in "abcdefghij"[: 16 - there]}
    for left_out, count in ((1, 15), (0, 0)):
        units = view.campaign.units | dict(list(more.items())[left_out:])
        campaign = SimpleNamespace(units=units, plan=view.campaign.plan)
        shown: Any = SimpleNamespace(facts=view.facts, campaign=campaign, as_of=view.as_of, words=view.words)
        assert len(target_story.holders(shown, figure)) == count


def test_news_are_the_newest_days_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    held = view_of("tests/golden/nhieu-mat/data", "2031", date(2031, 7, 5)).facts
    every = held._news(date.min)
    for most in range(1, len(every) + 2):
        monkeypatch.setattr(facts, "MOST_NEWS", most)
        vars(held).pop("news", None)
        found = held.news
        assert found == every[-len(found) :] and len(found) >= min(most + 1, len(every))
        older = every[: -len(found)]
        assert older or most > 1
        assert not older or older[-1][0] < found[0][0]
    vars(held).pop("news", None)


@pytest.mark.parametrize("campaign", ["sat-moc", "nhieu-mat"])
def test_an_earlier_day_is_judged_by_statuses_over_time_as_by_itself(campaign: str) -> None:
    held = view_of(f"tests/golden/{campaign}/data", "2031", date(2031, 9, 5)).facts
    for day in (held.as_of - timedelta(back) for back in range(1, 260, 3)):
        alone = measure(held.campaign, day, held.past).figures
        assert held.on(day).progress.figures == alone
        assert [held.on(day).standing(name) for name in alone] == [
            (one.status, one.actual) for one in alone.values()
        ]


def test_days_of_a_year_and_a_half_and_a_review_on_the_first() -> None:
    start = date(2031, 1, 1)

    def days(length: int) -> set[date]:
        end = start + timedelta(days=length)
        reviews = [SimpleNamespace(held=start, last=end)]
        plan: Any = SimpleNamespace(start=start, end=end, closes=end, reviews=reviews)
        return earlier_days(plan, date(2032, 3, 1))

    year = {one for one in days(550) if one.year == 2031}
    assert year == {
        start,
        *(date(2031, n + 1, 1) - timedelta(days=1) for n in range(1, 12)),
        date(2031, 12, 31),
    }
    assert {one for one in days(551) if one.year == 2031} == {start, date(2031, 12, 31)}


def test_of_two_as_far_behind_the_one_that_missed_more_stands_first_and_none_sent_is_said() -> None:
    def one(name: str, **totals: int) -> Any:
        answer = SimpleNamespace(totals={Status(status): count for status, count in totals.items()})
        return SimpleNamespace(answer=answer, counted=True, member=SimpleNamespace(id=name))

    slow, missed = one("a", off_track=1, met=1), one("b", missed=1, met=1)
    assert sorted([slow, missed], key=network_view._need) == [missed, slow]
    sums = SimpleNamespace(states={}, illustrative=0, members=0)
    shown: Any = SimpleNamespace(words=VIETNAMESE, shown=SimpleNamespace(sums=sums))
    assert network_overview.states_sentence(shown) == "0 nơi: 0 nơi số liệu mới."


def test_of_many_targets_no_more_are_shown_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of("tests/golden/sat-moc/data", "2031", date(2031, 6, 30))
    monkeypatch.setattr(grid, "grid_row", lambda view, figure: figure)
    groups = grid._care_groups(view)
    for most in range(1, len(view.figures) + 1):
        monkeypatch.setattr(grid, "MOST_TARGETS", most)
        shown = [row for group in grid._care_groups(view) for row in group.rows]
        assert shown == [row for group in groups for row in group.rows][:most]


@cases(("value", "is_few"), [(15, True), (16, False), (17, False)])
def test_four_fifths_of_a_goal_are_not_few(value: int, is_few: bool) -> None:
    figure = Figure("A", Status.ON_TRACK, {"value": Fraction(value)}, {"at_least": Fraction(20)}, None, None)
    drawn = rows.dot(figure)
    assert drawn is not None and (drawn.share, drawn.bad) == (Fraction(value, 20), is_few)


def test_a_member_s_own_pages_are_known_by_its_address_alone() -> None:
    sngv, syt, tinh = network().members.values()
    assert said.target_site(sngv, "CN-04") == "https://thidua.sngv.intranet/2022/chi-tieu/CN-04/"
    assert said.site(tinh) == "https://huyen.intranet/"
    for api in ("../../syt/api/v1/", "https://thidua.sngv.intranet/so-lieu/"):
        assert said.site(replace(syt, api=api)) == said.target_site(replace(syt, api=api), "A") == ""


def test_a_line_needs_two_days() -> None:
    counts = {Status.MET: 1, Status.MISSED: 2}
    days = [(date(2031, 1, 31), counts), (date(2031, 2, 28), {}), (date(2031, 3, 31), counts)]
    shown: Any = SimpleNamespace(words=VIETNAMESE, day=days[-1][0], network=network())
    assert trend.trend(shown, days[:2]) is None
    one = trend._chart(shown, [(days[0][0], 0, 1), (days[2][0], 1, 1)])
    assert [tick.value for tick in one.y.ticks][-1] == 1
    found = trend.trend(shown, days)
    assert found is not None and found["rows"] == [("31/03/2031", "1", "3"), ("31/01/2031", "1", "3")]


def test_of_a_network_of_more_than_twenty_the_first_page_leads_to_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings("networks/vi-du", root=ROOT)
    loaded = load_network(ROOT / settings.data)
    view = build_network._view(settings, loaded.on(loaded.day), [], VIETNAMESE)
    every = len(view.members)
    bodies = []
    for first in (every + 1, every, every - 1):
        monkeypatch.setattr(network_overview, "FIRST_MEMBERS", first)
        bodies.append(str(network_overview.overview_page(view).body))
    assert bodies[0] == bodies[1] != bodies[2]


def test_what_a_network_shows_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings("networks/vi-du", root=ROOT)
    loaded = load_network(ROOT / settings.data)
    view = build_network._view(settings, loaded.on(loaded.day), [], VIETNAMESE)
    trouble = next(one for one in view.members if one.answer and behind(one.answer.totals))
    silent = replace(trouble, state=State.MISSING, kept=replace(trouble.kept, answer=None))
    told: dict[str, Any] = {}
    monkeypatch.setattr(NetworkView, "render", lambda view, *_, **more: told.update(more) or "")
    for count, more in ((20, False), (21, True)):
        vars(view)["members"] = [trouble] * count
        network_overview.overview_page(view)
        assert (len(told["rows"]), told["more"]) == (20, more)
    network_overview.wall_pages(view)
    assert (len(told["rows"]), len(told["directing"]["rows"])) == (12, 4)
    vars(view)["members"] = [trouble] * 6 + [silent] * 3
    said_last = [one.left for one in network_overview.directing(view)["rows"]]
    assert said_last == ["đến 15/11"] * 3 + ["chưa gửi"] * 2
    held: Any = SimpleNamespace(network=SimpleNamespace(common=dict(enumerate("abcd"))))
    assert network_overview.shown_lines(held) == ["a", "b", "c"]
    share = Figure("A", Status.MET, {"value": Fraction("12.344")}, {"at_least": Fraction(9)}, None, None)
    assert said.actual(share, VIETNAMESE) == "12,34"


@cases(
    ("state", "no_answer", "real", "made_up"),
    [
        (State.FRESH, "chưa gửi", "", "minh họa"),
        (State.STALE, "cũ 9 ngày", "cũ 9 ngày", "cũ 9 ngày, minh họa"),
        (State.UNSOUND, "lỗi", "lỗi, bản cũ", "lỗi, bản cũ, minh họa"),
        (State.MISSING, "chưa gửi", "", "minh họa"),
    ],
)
def test_what_is_to_be_known_beside_a_member_s_day(
    state: State, no_answer: str, real: str, made_up: str
) -> None:
    def note(answer: Any) -> str:
        one: Any = SimpleNamespace(state=state, answer=answer)
        return said.note(one, VIETNAMESE, 9)

    answers = [SimpleNamespace(illustrative=told) for told in (False, True)]
    assert [note(None), *map(note, answers)] == [no_answer, real, made_up]


@cases(("count", "said"), [(1_000, ""), (1_001, " Chỉ nêu 1.000 trong 1.001 dòng.")])
def test_a_form_lists_the_thousand_newest_rows(
    monkeypatch: pytest.MonkeyPatch, count: int, said: str
) -> None:
    class Page:
        def __init__(self) -> None:
            self.rows, self.texts = list[int](), dict[tuple[int, int], str]()

        def set_row(self, row: int, *_: object) -> None:
            self.rows.append(row)

        def write_string(self, row: int, column: int, text: str, *_: object) -> None:
            self.texts[row, column] = text

        def __getattr__(self, name: str) -> Any:
            return lambda *_, **__: None

    monkeypatch.setattr(form_shown, "lines", lambda *_: [form_shown.Line("", "", "")] * count)
    shown, looks = Page(), MagicMock()
    view = view_of("tests/golden/sat-moc/data", "2031", date(2031, 6, 30))
    form_shown.write_records(shown, view.progress, Offer(view.campaign, "VP", view.as_of), looks, VIETNAMESE)
    assert len([one for one in shown.rows if one > 3]) == 1_000
    assert shown.texts[1, 0].partition("không nêu ở đây.")[2] == said


def test_what_a_campaign_shows_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of("tests/golden/sat-moc/data", "2031", date(2031, 6, 30))
    one = next(changes._figures(view))
    assert changes._feed(view, [one] * 101).count(b"<entry>") == 100
    forms = tuple(Sent(date(2031, 1, 1), str(number), True, 1, 0, 0) for number in range(61))
    then = replace(view.facts, campaign=replace(view.campaign, sent=forms))
    monkeypatch.setattr(View, "page", lambda view, *_, **told: told)
    shown: Any = data.data_page(replace(view, facts=then))
    assert [each.unit for each in shown["sent"]] == [str(number) for number in range(60, 0, -1)]


def test_phases_have_words_up_to_two_and_figures_up_to_five(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(count: int) -> tuple[bool, bool]:
        campaign = SimpleNamespace(plan=SimpleNamespace(phases=range(count)))
        home, page = SimpleNamespace(phases=""), lambda *_, **told: told
        view: Any = SimpleNamespace(campaign=campaign, home=home, page=page, words=VIETNAMESE, figures=[])
        shown: Any = phases._list_page(view)
        return shown["in_words"], shown["in_figures"]

    monkeypatch.setattr(phases, "_phase", lambda view, phase: {})
    assert [told(count) for count in (2, 3, 5, 6)] == [
        (True, True),
        (False, True),
        (False, True),
        (False, False),
    ]


def test_what_a_unit_has_not_reached_is_named_up_to_three_and_parted_beyond_eight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def own(met: int, left: int) -> list[Any]:
        statuses = [Status.MET] * met + [Status.MISSED] * left
        return [
            SimpleNamespace(target=SimpleNamespace(id=f"T-{place}"), status=status)
            for place, status in enumerate(statuses)
        ]

    office: Any = SimpleNamespace(name="Văn phòng")
    assert unit.unit_title(SAYS, office, own(1, 3), []).endswith("chỉ tiêu chủ trì, còn T-1, T-2, T-3")
    assert unit.unit_title(SAYS, office, own(1, 4), []).endswith("đạt 1 trên 5 chỉ tiêu chủ trì")
    monkeypatch.setattr(grid, "grid_row", lambda view, figure: figure)
    groups = [[len(one.rows) for one in unit._groups(SAYS, own(6, left))] for left in (2, 3)]
    assert groups == [[8], [3, 6]]
