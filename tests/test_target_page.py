"""A target's page: its units by need, its phases, revisions and rows, the year before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from plans import campaign, day, heads, row, target
from table_kit import cases
from thidua.charts.svg_league import ShareBar, share_bar
from thidua.model import (
    Allocation,
    Campaign,
    Derivation,
    Derived,
    Goal,
    Measure,
    Operator,
    Revision,
    Source,
    Stage,
    Status,
    Unit,
)
from thidua.pages.league import _scale, league
from thidua.pages.target_rows import SHOWN, target_rows
from thidua.pages.target_story import (
    holders,
    made_of,
    phase_stories,
    revision_sentences,
    unassigned,
    waiting_card,
    year_before_card,
)
from thidua.pages.targets import target_page
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE
from view_kit import ROOT, view_2022, view_office

NOVEMBER = date(2022, 11, 15)
REGISTERED, PROPOSED, AWARDED = Stage


def view(made: Campaign, on: str) -> View:
    return View.of(made, day(on), VIETNAMESE, environment(ROOT, VIETNAMESE))


def allocated(goals: dict[str, int], rows: dict[str, int]) -> Campaign:
    source = Source("allocations.csv", 2)
    return campaign(
        [target(unit="hồ sơ", at_least=sum(goals.values()))],
        [row("1/3", value, unit) for unit, value in rows.items()],
        units=[Unit(one, f"Phòng {one}", one) for one in goals],
        allocations=[
            Allocation(day("1/1"), "T-1", unit, Fraction(goal), None, "", source)
            for unit, goal in goals.items()
        ],
    )


def units_of(made: Campaign, on: str) -> dict[str, Any]:
    shown = view(made, on)
    found = league(shown, shown.progress.figures["T-1"])
    assert found is not None
    return found


def test_who_misses_most_stands_first_and_a_rule_parts_them_from_those_who_miss_nothing() -> None:
    made = allocated({"A": 5, "B": 3, "C": 6, "D": 4}, {"A": 6, "B": 2, "C": 3, "D": 4})
    found = units_of(made, "31/12")
    assert [
        (one["unit"].id, one["actual"], one["goal"], one["percent"], one["missing"]) for one in found["rows"]
    ] == [
        ("C", "3", "6", "50%", "3 hồ sơ"),
        ("B", "2", "3", "67%", "1 hồ sơ"),
        ("A", "6", "5", "120%", "–"),
        ("D", "4", "4", "100%", "–"),
    ]
    assert found["lacking"] == 2
    title = "2 trên 4 đơn vị đã đủ mức riêng; 2 đơn vị còn thiếu 4 hồ sơ"
    assert (found["title"], found["whole"]) == (title, "15/18")


def test_of_a_cap_the_units_keep_their_goals_or_are_above_them() -> None:
    made = allocated({"A": 5, "B": 3, "C": 4}, {"A": 4, "B": 11})
    (one,) = made.plan.targets.values()
    capped = {"T-1": replace(one, goal=Goal(Operator.AT_MOST, one.goal.lower))}
    made = replace(made, plan=replace(made.plan, targets=capped))
    found = units_of(made, "30/6")
    assert found["sentence"] == "1/3 đơn vị giữ được mức riêng"  # C has told nothing
    assert found["title"] == "1 trên 3 đơn vị giữ được mức riêng"
    assert [row["missing"] for row in found["rows"]] == ["+8 hồ sơ", "–", "–"]
    alone = replace(made, allocations=made.allocations[:1])
    assert units_of(alone, "30/6")["title"] == "Đơn vị được giao giữ được mức riêng"
    two = replace(made, allocations=made.allocations[:2])
    assert units_of(two, "30/6")["title"] == "1 trên 2 đơn vị giữ được mức riêng; 1 đơn vị vượt 8 hồ sơ"
    held = replace(one, measure=Measure.RATIO, hold=True, population="staff")
    sizes = [heads("1/1", 20, unit) for unit in "AB"]
    floor = replace(two, plan=replace(two.plan, targets={"T-1": held}), headcounts=tuple(sizes))
    lacks = [each._replace(goal=Fraction(50)) for each in floor.allocations]
    title = units_of(replace(floor, allocations=tuple(lacks)), "30/6")["title"]
    assert title == "1 trên 2 đơn vị giữ được mức riêng; 1 đơn vị còn thiếu 6 người"


def test_the_sentence_and_the_sum_count_every_unit() -> None:
    found = units_of(allocated({"A": 5, "B": 3, "C": 6}, {"A": 6, "B": 2, "C": 6}), "31/12")
    assert found["sentence"] == "2/3 đơn vị đã đạt mức riêng"
    assert found["sum"] == "1 vượt + 1 đạt + 1 không đạt = 3 đơn vị"


def test_no_unit_with_a_goal_of_its_own_is_no_league() -> None:
    shown = view(campaign([target(at_least=3)]), "30/6")
    assert league(shown, shown.progress.figures["T-1"]) is None


def test_sixty_three_units_stand_on_one_scale() -> None:
    names = [f"U{place}" for place in range(63)]
    found = units_of(allocated(dict.fromkeys(names, 10), dict.fromkeys(names[:40], 8)), "31/12")
    assert len(found["rows"]) == 63
    ticks = {re.findall(r'class="td-tick" d="M([\d.]+)', one["bar"])[0] for one in found["rows"]}
    assert ticks == {"656"}


def test_units_with_a_goal_of_one_have_bars_too() -> None:
    found = units_of(allocated({"A": 1, "B": 1}, {"A": 1}), "31/12")
    assert ["M656" in one["bar"] for one in found["rows"]] == [True, True]


def test_goals_of_nought_stand_on_a_scale_of_one() -> None:
    nothing: Any = SimpleNamespace(actual=None, term=SimpleNamespace(goal=SimpleNamespace(lower=Fraction())))
    assert _scale([nothing]) == _scale([]) == 1


def drawn(figure: int, goal: int, *, lacks: bool) -> str:
    bar = ShareBar(Fraction(figure), Fraction(goal), None, Status.OFF_TRACK, whole=True, lacks=lacks)
    return share_bar(bar, Fraction(8))


def test_what_is_missing_is_a_dashed_gap_up_to_the_units_own_goal() -> None:
    assert 'class="td-gap-line" d="M246 4.5H492M246' in drawn(3, 6, lacks=True)
    assert "td-gap-line" not in drawn(6, 6, lacks=False)


def test_few_subjects_can_be_counted() -> None:
    cuts = re.findall(r'class="td-cut" d="([^"]+)"', drawn(3, 6, lacks=True))
    assert cuts[0].count("M") == 2


def test_a_closed_phase_keeps_its_verdict_and_what_came_later_stands_beside_it() -> None:
    shown = view_2022(NOVEMBER)
    first, second = phase_stories(shown, shown.progress.figures["NV-07"])
    assert (first["part"].status, first["figure"], first["when"]) == (
        Status.MISSED,
        "2 sáng kiến",
        "đã kết thúc 30/06/2022",
    )
    assert first["after"] == "nay đã đạt, ngày 15/07/2022, muộn 15 ngày"
    assert (second["when"], second["after"]) == ("kết thúc 31/12/2022, còn 46 ngày", "")


def test_phases_that_ask_nothing_are_one_line() -> None:
    shown = view_2022(NOVEMBER)
    one = shown.progress.figures["CN-03"]
    assert unassigned(shown, one) == "Không giao trong đợt thi đua thứ nhất."
    assert len(phase_stories(shown, one)) == 1
    assert unassigned(shown, shown.progress.figures["NV-07"]) == ""


def test_a_revision_says_what_it_changed_from_and_to_with_its_decision() -> None:
    shown = view_office("nong-thon-2021-2025", date(2025, 10, 15))
    assert revision_sentences(shown, shown.progress.figures["NT-03"]) == [
        "15/03/2023: điều chỉnh mục tiêu từ 10 lên 12; sửa lời văn theo QĐ 318/QĐ-TTg (ví dụ)."
    ]


def test_each_of_two_revisions_says_its_own_step() -> None:
    def to(on: str, bound: int, cite: str) -> Revision:
        goal = Goal(Operator.AT_LEAST, Fraction(bound))
        return Revision(day(on), cite, {"T-1": {"goal": goal}}, (), Source("plan.yml", 9))

    revisions = (to("1/4", 12, "NQ 1"), to("1/6", 9, "NQ 2"))
    shown = view(campaign([target(at_least=10)], revisions=revisions), "30/6")
    assert revision_sentences(shown, shown.progress.figures["T-1"]) == [
        "01/04/2022: điều chỉnh mục tiêu từ 10 lên 12 theo NQ 1.",
        "01/06/2022: điều chỉnh mục tiêu từ 12 xuống 9 theo NQ 2.",
    ]
    assert revision_sentences(shown, shown.progress.figures["T-1"], dated=False) == [
        "Điều chỉnh mục tiêu từ 10 lên 12 theo NQ 1.",
        "Điều chỉnh mục tiêu từ 12 xuống 9 theo NQ 2.",
    ]


def test_a_cancelled_target_says_so_first() -> None:
    revision = Revision(day("1/4"), "NQ 1", {"T-1": {"cancelled": True}}, (), Source("plan.yml", 9))
    shown = view(campaign([target(at_least=10)], revisions=(revision,)), "30/6")
    assert revision_sentences(shown, shown.progress.figures["T-1"]) == [
        "01/04/2022: thôi thực hiện theo NQ 1."
    ]
    assert "<h1>Thôi thực hiện từ 01/04/2022 theo NQ 1</h1>" in target_page(shown, 0).body


def test_the_year_before_stands_with_todays_figure_against_it() -> None:
    shown = view_office("nong-thon-2021-2025", date(2025, 10, 15))
    assert year_before_card(shown, shown.progress.figures["NT-01"]) == {
        "label": "Cùng kỳ, 15/10/2020",
        "value": "450",
        "note": "bằng 214% cùng kỳ",
    }


def test_a_derived_target_names_what_it_is_made_of() -> None:
    shown = view_office("nong-thon-2021-2025", date(2025, 10, 15))
    (made,) = made_of(shown, shown.campaign.plan.targets["NT-04"])
    assert (made["how"], [one.id for one in made["targets"]]) == ("Số đơn vị đạt mức riêng của", ["NT-01"])
    assert made_of(shown, shown.campaign.plan.targets["NT-01"]) == []


def test_the_last_running_total_is_the_pages_figure_and_other_stages_have_none() -> None:
    shown = view_2022(NOVEMBER)
    rows = target_rows(shown, shown.campaign.plan.targets["NV-07"])
    cells = {column.label: column.cells for column in rows["columns"]}
    told = list(zip(cells["Bước"], cells["Thêm"], cells["Cộng dồn"], strict=True))
    counted = [(added, total) for step, added, total in told if step == "Công nhận"]
    assert [added for added, _ in counted] == ["+1", "+1", "+1", "+1", "+2", "−1", "+1", "+1"]
    assert [total for _, total in counted] == ["1", "2", "3", "4", "6", "5", "6", "7"]
    assert {total for step, _, total in told if step != "Công nhận"} == {"–"}


@cases(("count", "folded"), [(SHOWN, 0), (SHOWN + 1, 1), (378, 378 - SHOWN)])
def test_many_rows_are_folded_but_for_the_latest(count: int, folded: int) -> None:
    made = campaign([target(at_least=500)], [row("3/3", 1, line=at) for at in range(count)])
    shown = view(made, "30/6")
    rows = target_rows(shown, shown.campaign.plan.targets["T-1"])
    assert (rows["earlier"].count("<tr>"), rows["found"].count("<tr>")) == (folded, SHOWN)
    assert rows["folded"] == folded
    assert next(one for one in rows["columns"] if one.label == "Cộng dồn").cells[-1] == str(count)
    assert (f"{folded} dòng trước đó" in target_page(shown, 0).body) is bool(folded)


def test_columns_that_say_nothing_are_not_there() -> None:
    body = target_page(view(campaign([target(at_least=5)], [row("3/3", 1, None)]), "30/6"), 0).body
    for heading in ("Bước", "Vai trò", "Minh chứng", "Ghi chú"):
        assert f">{heading}</th>" not in body
    assert ">Cộng dồn</th>" in body


def test_the_state_is_said_once_as_the_heading_and_the_name_stands_below() -> None:
    body = target_page(view_2022(NOVEMBER), 27).body
    line = "Đã đạt 7 sáng kiến, đủ mức dưới; còn 46 ngày để tới mức trên 9"
    assert f"<h1>{line}</h1>" in body
    seen = re.sub(r"<(title|desc)>.*?</\1>|<figcaption.*?</figcaption>", "", body)
    assert seen.count(line) == 1


def test_no_page_of_a_target_has_a_style_of_its_own() -> None:
    for place in range(28):
        assert " style=" not in target_page(view_2022(NOVEMBER), place).body


@cases(
    ("rows", "card"),
    [
        ([("1/3", 3, "A", PROPOSED), ("1/4", 2, "A", AWARDED)], ("1", "A đề nghị 01/03")),
        ([("1/3", 3, "A", PROPOSED), ("1/4", 3, "A", AWARDED), ("1/5", -1, "A", AWARDED)], None),
        ([("1/3", 3, "A", PROPOSED), ("1/5", -3, "A", PROPOSED)], None),
        ([("1/3", 1, "A", PROPOSED), ("2/3", 1, "B", PROPOSED), ("1/4", 1, "A", AWARDED)],
         ("1", "B đề nghị 02/03")),
        ([("1/3", 3, "A", REGISTERED)], None),
    ],
)  # fmt: skip
def test_what_was_proposed_and_is_not_decided_waits(rows: list[Any], card: tuple[str, str] | None) -> None:
    made = campaign([target(at_least=9)], [row(on, n, unit, stage=stage) for on, n, unit, stage in rows])
    shown = view(made, "30/6")
    found = waiting_card(shown, shown.figures[0])
    assert (found and (found["value"], found["note"])) == card


def test_what_counts_once_it_is_proposed_waits_for_nothing() -> None:
    rows = [row("1/3", 2, stage=PROPOSED), row("1/4", 1)]
    shown = view(campaign([target(at_least=3, counts=PROPOSED)], rows), "30/6")
    assert waiting_card(shown, shown.progress.figures["T-1"]) is None


def test_who_has_what_of_a_count_stands_with_the_most_first_and_whoever_has_none_last() -> None:
    made = campaign([target(at_least=5)], [row("3/2", 1, "A"), row("4/2", 2, "B")])
    shown = view(made, "30/6")
    found = holders(shown, shown.figures[0])
    assert [(unit.id, value) for unit, value, _ in found] == [("B", "2"), ("A", "1"), ("C", "–")]
    norm = campaign(
        [target(measure=Measure.COMPLIANCE, population="staff", at_least=100)], [row("3/2", 1, "A")]
    )
    assert holders(view(norm, "30/6"), view(norm, "30/6").figures[0]) == []


def test_what_a_unit_has_of_a_share_is_told_in_people() -> None:
    shown = view_2022(NOVEMBER)
    found = {unit.id: value for unit, value, _ in holders(shown, shown.progress.figures["NV-04"])}
    assert (found["VPTT"], found["HTQT"]) == ("9", "6")


def test_a_revision_that_moves_more_than_one_bound_says_the_whole_goal() -> None:
    def to(on: str, operator: Operator, lower: int, upper: int | None = None) -> Revision:
        goal = Goal(operator, Fraction(lower), None if upper is None else Fraction(upper))
        return Revision(day(on), "NQ", {"T-1": {"goal": goal}}, (), Source("plan.yml", 9))

    revisions = (to("1/4", Operator.BETWEEN, 7, 10), to("1/6", Operator.MORE_THAN, 7))
    shown = view(campaign([target(between=(7, 9))], revisions=revisions), "30/6")
    assert revision_sentences(shown, shown.progress.figures["T-1"]) == [
        "01/04/2022: điều chỉnh mục tiêu từ 7–9 thành 7–10 theo NQ.",
        "01/06/2022: điều chỉnh mục tiêu từ 7–10 thành > 7 theo NQ.",
    ]


@cases(("now", "told"), [(9, "nay 9"), (7, "")])
def test_what_a_phase_did_not_keep_is_not_caught_up_on(now: int, told: str) -> None:
    made = campaign([target(measure=Measure.LEVEL, hold=True, at_least=8)], [row("1/6", 7), row("15/7", now)])
    shown = view(made, "1/8")
    first, _ = phase_stories(shown, shown.progress.figures["T-1"])
    assert (first["part"].status, first["after"]) == (Status.MISSED, told)


def test_a_share_of_units_is_of_those_that_have_a_goal() -> None:
    """Its population is but a word: how many people there are says nothing of how many units must meet."""
    made = allocated({"A": 5, "B": 3, "C": 6}, {"A": 6, "B": 2})
    meeting = target(
        "T-2",
        measure=Measure.RATIO,
        derived=Derived(Derivation.UNITS_MEETING, ("T-1",)),
        more_than=60,
    )
    plan = replace(made.plan, targets={**made.plan.targets, "T-2": meeting})
    figure = view(replace(made, plan=plan), "30/6").progress.figures["T-2"]
    assert figure.actual is not None
    assert (figure.actual.value, figure.actual.of, figure.needed, figure.shortfall) == (1, 3, 2, 1)


def test_a_share_names_what_it_is_of_and_of_which_whole() -> None:
    shown = view_office("nong-thon-2021-2025", date(2025, 10, 15))
    share = next(one for one in shown.campaign.plan.targets.values() if one.derived and one.derived.whole)
    part, whole = made_of(shown, share)
    assert ([one.id for one in part["targets"]], whole["how"]) == (["NT-01"], "trên")
    assert len(whole["numbers"]) == 1
