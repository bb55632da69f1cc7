"""Where faults once went unnoticed: last days, baselines, cache keys, commits, corners of a pace, clocks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import chart_kit
import pytest
from campaigns import REPORTS, TODAY, UPDATES, campaign_files, read, write_campaign
from entry_kit import NEW_YEAR, Desk
from plans import campaign, day, heads, row, target
from publish_kit import NOON, make_site, older, origin
from table_kit import cases
from thidua import wording
from thidua.charts import target_year_chart
from thidua.charts.grid_bar import GridBar
from thidua.charts.model import Ink
from thidua.commands.publish import How, publish_to
from thidua.commands.status import status_lines
from thidua.entry.form import _lay_out, _look
from thidua.entry.form_reader import FormCells
from thidua.entry.form_sheets import _is_heading
from thidua.entry.form_shown import lines, write_targets
from thidua.entry.form_styles import LINE_HEIGHT, height
from thidua.entry.offer import Offer
from thidua.entry.sections import Sheet
from thidua.entry.stamp import meaning, stamp_for
from thidua.export import formulas
from thidua.export.tables import tables
from thidua.figures import discipline
from thidua.figures.awards import rows_by_target
from thidua.figures.directing import Kind, Matter
from thidua.figures.discipline import month_ends
from thidua.figures.distance import shortfall
from thidua.figures.history import Reading
from thidua.figures.outlook import outlook
from thidua.figures.progress import measure
from thidua.figures.succession import succession
from thidua.figures.terms import whole_term
from thidua.model import (
    Across,
    Allocation,
    Ceiling,
    Derivation,
    Derived,
    Document,
    Measure,
    Origin,
    Report,
    ReportEvery,
    Revision,
    Rule,
    RuleKind,
    Source,
    Target,
    Unit,
    Update,
)
from thidua.pages import bars, phase, year
from thidua.pages.bars import _shown
from thidua.pages.calendar import _event
from thidua.pages.chart_parts import figure, show_target
from thidua.pages.data import _number
from thidua.pages.directing import _chosen, _missing
from thidua.pages.documents import other_documents
from thidua.pages.downloads import _kept
from thidua.pages.facts import Facts
from thidua.pages.overview import _late_reports, overview_page
from thidua.pages.parts import period_short, report_matrix
from thidua.pages.target_rows import _sources
from thidua.pages.target_story import made_of
from thidua.pages.tasks import _title
from thidua.pages.view import View
from thidua.pages.year import _feet
from thidua.problems import CellError
from thidua.publish import records
from thidua.publish.job import Job
from thidua.publish.staging import STATE
from thidua.site.own_pages import OwnPage
from thidua.site.page import Asset
from thidua.site.shelf import Shelf
from thidua.site.templates import environment
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.contents import DAY, PERIOD, VALUE
from thidua.words import VIETNAMESE
from view_kit import view_2022

ROOT = Path(__file__).resolve().parent.parent


# ── a report on its due day ──


@cases(
    ("reported", "as_of", "state"),
    [
        ("5/2", "28/2", "on-time"),
        ("6/2", "28/2", "late"),
        (None, "5/2", "waiting"),
        (None, "6/2", "missing"),
    ],
)
def test_a_report_may_come_on_the_due_day_itself(reported: str | None, as_of: str, state: str) -> None:
    made = campaign([target(at_least=1)], units=("A",))
    made = replace(made, plan=replace(made.plan, report_day=5))
    if reported:
        report = Report(day(reported), "A", date(2022, 1, 1), Source("reports.csv", 2))
        made = replace(made, reports=(report,))
    assert discipline.reports(made, day(as_of))[0][0].state.value == state
    reminded = [(len(one.missing), one.late is not None) for one in discipline.reminders(made, day(as_of))]
    assert reminded == {"missing": [(1, False)], "late": [(0, True)]}.get(state, [])


# ── an outlook from a baseline ──


@cases(
    ("made", "on", "shown"),
    [
        (target(measure=Measure.RATIO, at_least=90), "1/2", "27"),
        (target(measure=Measure.RATIO, at_most=10), "1/2", "≤ 3"),
        (target(measure=Measure.RATIO, at_most=10), "31/1", "≤ 10%"),  # of a whole that is not known yet
        (target(measure=Measure.RATIO, between=(20, 25)), "1/2", "6"),
        (target(measure=Measure.RATIO, hold=True, between=(20, 25)), "1/2", "6–7"),
        (target(measure=Measure.COMPLIANCE, at_least=90), "1/2", "30"),
    ],
)
def test_how_many_subjects_a_share_asks_for(made: Target, on: str, shown: str) -> None:
    found = measure(campaign([made], [], [heads("1/2", 30)]), day(on)).figures["T-1"]
    assert bars.numbers(found, VIETNAMESE)[1] == shown


def test_the_goal_of_a_phase_has_not_all_its_decimals_and_one_that_was_written_has() -> None:
    """By 30/6 of 320 days 181 are gone: no more than 37.171875 %."""
    made = [
        target("T-1", Measure.LEVEL, unit="%", baseline=40, at_most=35, due="16/11"),
        target("T-2", Measure.AMOUNT, at_least="1.23456"),
    ]
    falling, written = measure(campaign(made, []), day("1/2")).figures.values()
    assert bars.numbers(falling.phases["dot1"], VIETNAMESE)[1] == "≤ 37,17%"
    assert bars.numbers(written, VIETNAMESE)[1] == "1,23456"


@cases(("baseline", "reached"), [(0, 120), (40, 80)])
def test_an_outlook_grows_from_the_baseline_not_from_nought(baseline: int, reached: int) -> None:
    """Of 200 days 100 are gone, and the figure is 60: as much again is what it grew since the start."""
    made = campaign(
        [target(measure=Measure.LEVEL, due="19/7", baseline=baseline, at_least=500)],
        [row("1/2", 42, None), row("1/3", 46, None), row("10/4", 60, None)],
    )
    found = outlook(measure(made, day("10/4")).figures["T-1"], day("10/4"))
    assert found is not None
    assert reached in found


@cases(
    ("baseline", "goal", "figure", "reached"),
    [
        (0, 90, 60, 100),  # of who is content there are no more than all
        (0, 110, 60, 120),  # of what was planned more may be had
        (120, 90, 100, 80),
        (-10, -2, -8, -6),  # below nothing from the beginning
        (10, -6, 4, -2),
        (10, 2, 4, 0),
    ],
)
def test_an_outlook_has_no_bound_that_its_goal_has_not(
    baseline: int, goal: int, figure: int, reached: int
) -> None:
    bound = {"at_least" if goal > baseline else "at_most": goal}
    made = campaign(
        [target(measure=Measure.LEVEL, unit="%", due="19/7", baseline=baseline, **bound)],
        [row("1/2", baseline, None), row("1/3", baseline, None), row("10/4", figure, None)],
    )
    found = outlook(measure(made, day("10/4")).figures["T-1"], day("10/4"))
    assert found is not None
    assert reached in found


@cases(("on", "told"), [("28/2", False), ("1/3", True)])
def test_an_outlook_takes_sixty_days(on: str, told: bool) -> None:
    rows = [row(one, 1) for one in ("1/2", "2/2", "3/2")]
    made = campaign([target(at_least=500)], rows)
    assert (outlook(measure(made, day(on)).figures["T-1"], day(on)) is not None) is told


# ── the cache key of a past day ──


def past_key(on: date, **edits: str) -> str:
    made, problems = read(campaign_files(**edits))
    assert made is not None, problems
    return Facts.of(made, on).rows_key


@cases(
    "edits",
    [
        {"updates": UPDATES.replace("Đã phát động", "Đã phát động rộng")},
        {"updates": UPDATES.replace("2022-01-20", "2022-01-21")},
        {"reports": REPORTS.replace("2022-02-03,VP", "2022-02-02,VP")},
    ],
)
def test_updates_and_reports_up_to_a_past_day_are_in_its_key(edits: dict[str, str]) -> None:
    assert past_key(date(2022, 2, 4), **edits) != past_key(date(2022, 2, 4))


def test_those_after_it_are_not() -> None:
    later = {"updates": UPDATES + "2022-02-20,NV.1,VP,Đã sơ kết,,\n"}
    assert past_key(date(2022, 2, 4), **later) == past_key(date(2022, 2, 4))
    assert past_key(date(2022, 2, 20), **later) != past_key(date(2022, 2, 20))


# ── the commit beside a row ──


def test_a_row_has_the_short_commit_and_the_day_of_its_own_line() -> None:
    made, _ = read(campaign_files())
    assert made is not None
    lines = [one.source.line for one in made.achievements]
    told = {
        one.source: Origin(f"{line:02d}" + "a1b2c3d4e5" * 4, date(2022, 2, line))
        for one in made.achievements[1:]
        if (line := one.source.line)
    }
    view = View.of(replace(made, origins=told), TODAY, VIETNAMESE, environment(ROOT, VIETNAMESE))
    shown = {one.source.line: view.origin(one) for one in made.achievements}
    assert shown[lines[0]] is None
    assert shown[lines[1]] == (f"{lines[1]:02d}a1b2c3", f"{lines[1]:02d}/02/2022")
    assert len(set(shown.values())) == len(lines)
    told_last = [*_sources(view, made.achievements)]
    assert told_last[0] == f"achievements.csv:{lines[0]}"
    assert re.findall(r">(.*) · (.*)<", told_last[1]) == [shown[lines[1]]]


# ── charts ──


def test_the_legal_ceiling_of_a_count_is_drawn_at_its_number() -> None:
    made = campaign(
        [
            target("BASE", Measure.RATIO, population="staff", at_least=50),
            target("TITLE", at_least=3),
        ],
        [row("1/3", 20, target="BASE"), row("1/4", 2, target="TITLE")],
        [heads("1/1", 30)],
    )
    capped = replace(made.plan.targets["TITLE"], ceiling=Ceiling(Fraction(15), "BASE", "Điều 9"))
    made = replace(made, plan=replace(made.plan, targets={**made.plan.targets, "TITLE": capped}))
    levels = target_year_chart(chart_kit.scene(made, "31/12"), "TITLE").levels
    assert [(one.ink, one.value) for one in levels] == [(Ink.GOAL, 3), (Ink.CEILING, 3)]
    assert levels[1].label.startswith("Luật cho tối đa 3 ")


@cases(("as_of", "due"), [("29/6", 0), ("30/6", 1), ("30/12", 1), ("31/12", 2)])
def test_a_target_is_due_on_its_due_day(as_of: str, due: int) -> None:
    made = campaign([target("A", due="30/6", at_least=1), target("B", due="31/12", at_least=1)])
    shown = chart_kit.met_chart(made, as_of)
    assert f"đến hạn {due} trên 2 chỉ tiêu" in shown.head.description
    steps = {one.day: one.value for one in shown.curves[0].points}
    assert (steps[day("30/6")], steps[day("31/12")]) == (1, 2)


# ── a clock that goes back ──


def test_a_release_made_when_the_clock_has_gone_back_is_still_the_newer(tmp_path: Path) -> None:
    def put(number: int, back: timedelta) -> int:
        job = Job(origin(number), lambda out: make_site(out, number), lambda: NOON - back, older)
        publish_to(str(tmp_path / "web"), How.FOLDER, job)
        state = records.read(tmp_path / "web" / STATE)
        assert state is not None
        return state.stamp

    stamps = [put(1, timedelta()), put(2, timedelta(days=2)), put(3, timedelta(days=1))]
    assert stamps == [stamps[0], stamps[0] + 1, stamps[0] + 2]


# ── a problem of a row that a form did not bring in ──


def test_an_error_that_shows_at_a_row_recorded_before_is_told_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_campaign(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    desk = Desk(tmp_path, capsys)
    header, *rows = desk.achievements.read_text("utf-8").splitlines()
    line = next(number for number, one in enumerate(rows, 2) if one.startswith("2022-02-02,LK-01"))
    (tmp_path / "more.csv").write_text(f"{header}\n2022-02-01,LK-01,HT,5,,,,\n", "utf-8")
    before = desk.hashes()
    code, _, told = desk.run("import", "more.csv")
    assert (code, desk.hashes()) == (1, before)
    assert f"data/2022/achievements.csv:{line}:" in told
    assert "more.csv:2" not in told.splitlines()[0]


FALLING = target(measure=Measure.LEVEL, at_most=3, baseline=10)


@cases(
    ("made", "sign"),
    [
        (target(measure=Measure.RATIO, at_least=100), None),
        (target(measure=Measure.COMPLIANCE, at_least=90), None),
        (target(measure=Measure.LEVEL, unit="%", at_least=100), ">"),
        (FALLING, "<"),
        (target(measure=Measure.RATIO, at_least=90), ">"),
        (target(measure=Measure.RATIO, at_most=100), "<"),
        (target(measure=Measure.LEVEL, unit="%", between=(100, 120)), ">"),
        (target(at_least=100), ">"),
        (target(more_than=90), None),
    ],
)
def test_what_can_be_beyond_in_the_workbook(made: Target, sign: str | None) -> None:
    found = formulas.beyond(whole_term(made), "A1", "B1", "C1")
    assert (re.findall("[<>]0[)]$", found) or [None]) == [sign and f"{sign}0)"]
    assert (found == "FALSE") is (sign is None)


@cases(
    ("made", "sign"),
    [
        (target(measure=Measure.RATIO, at_least=100), "100%"),
        (target(measure=Measure.LEVEL, unit="%", at_least=100), "≥ 100%"),
    ],
)
def test_only_of_a_share_is_100_percent_all(made: Target, sign: str) -> None:
    assert wording.goal_sign(made, VIETNAMESE) == sign
    assert wording.goal_phrase(made, campaign([made], []).plan, VIETNAMESE).startswith("ít nhất") is (
        "≥" in sign
    )


def test_what_is_left_of_a_cap_is_known_only_where_it_is_due():
    assert formulas.beyond(replace(whole_term(FALLING), final=False), "A1", "B1", "C1") == "FALSE"


def test_the_list_of_a_form_tells_what_the_unit_has_but_of_a_rank() -> None:
    amount = target("AM", Measure.AMOUNT, unit="km", at_least=9)
    rank = target("RA", Measure.RANK, across=Across.LEAST, at_least=2)
    rows = [row("1/3", "1.239", target="AM"), row("1/3", 3, target="RA"), row("1/3", 2, "B", target="AM")]
    made = campaign([amount, rank], rows)
    sheet, looks = MagicMock(), MagicMock()
    groups = [("", list(made.plan.targets.values()))]
    write_targets(sheet, groups, measure(made, day("30/6")), "A", looks, VIETNAMESE)
    told = {(call.args[0], call.args[1]): call.args[2] for call in sheet.write_string.call_args_list}
    own = [column for (line, column), text in told.items() if line == 3 and text == "Riêng đơn vị"]
    assert [told[line, own[0]] for line in (5, 6)] == ["1,24", "–"]
    shown = {
        (call.args[0], call.args[1]): call.args[3]
        for call in sheet.write_string.call_args_list
        if call.args[3:]
    }
    of_amount, of_rank = ([shown[line, column] for column in (3, 4, 5, 6)] for line in (5, 6))
    assert of_amount == [looks.day, looks.number, looks.number, looks.cell]
    assert of_rank == [looks.day, looks.cell, looks.number, looks.cell]
    shown_until = [lines(made, Offer(made, "A", day(at)), day(at), VIETNAMESE) for at in ("28/2", "1/3")]
    assert [[one.value for one in told] for told in shown_until] == [[], ["1,239", "Hoàn thành tốt"]]
    widths = [call.args[2] for call in sheet.set_column.call_args_list]
    assert widths == [9, 58, 24, 12, 16, 11, 16, 14, 16, 40, 13]
    heir = {**made.units, "B": Unit("B", "Phòng B", "B", end=day("31/3"), successor="A")}
    given = Allocation(day("1/1"), "AM", "A", Fraction("3.24"), None, "", Source("allocations.csv", 2))
    with_heir = measure(replace(made, units=heir, allocations=(given,)), day("30/6"))
    write_targets(other := MagicMock(), groups, with_heir, "A", looks, VIETNAMESE)
    texts = {call.args[:2]: call.args[2] for call in other.write_string.call_args_list}
    assert (texts[5, own[0]], texts[5, own[0] + 1]) == ("3,239", "ít nhất 3,24 km")  # not yet reached


def test_in_charge_is_who_acts_by_the_plan_in_force() -> None:
    units: list[str | Unit] = [Unit("A", "Phòng A", "A", end=day("31/3"), successor="B"), "B", "C"]
    moved = Revision(day("1/6"), "QĐ 6", {"LV": {"owner": "C"}}, (), Source("plan.yml", 1))
    level = target("LV", Measure.LEVEL, owner="A", at_least=5)
    made = campaign([level], units=units, revisions=(moved,))
    for at, owner in (("31/3", "A"), ("1/4", "B"), ("1/6", "C")):
        cells = FormCells(made, stamp_for(made, owner, day(at), ""), day(at))
        assert cells.unit(ACHIEVEMENTS, ["LV"], ["target_id"]) == ""
        table = next(one for one in tables(made, measure(made, day(at)), VIETNAMESE) if one.name == "targets")
        (row,) = (row for part in table.parts for row in part.rows())
        assert row[[one.name for one in table.fields].index("owner")] == owner
        with pytest.raises(CellError) as told:
            other = FormCells(made, stamp_for(made, "D", day(at), ""), day(at))
            other.unit(ACHIEVEMENTS, ["LV"], ["target_id"])
        assert str(told.value.hint).startswith(f"do {made.units[owner].name} ghi")


def test_sums_by_status_add_up_without_what_is_cancelled() -> None:
    cut = Revision(day("1/6"), "QĐ 6", {"B": {"cancelled": True}}, (), Source("plan.yml", 1))
    made = campaign(
        [target("A", at_least=1), target("B", at_least=1)], [row("1/2", 1, target="A")], revisions=(cut,)
    )
    found = measure(made, day("30/6"))
    assert [*status_lines(found)][-1] == "1/1 chỉ tiêu đã đạt: đạt 1; 1 thôi thực hiện"
    assert wording.status_list(found.totals, VIETNAMESE, 1) == "đạt 1 · thôi thực hiện 1"


@cases(("goal", "said"), [("12.12345", "12,12345"), ("9.50", "9,50"), ("100/7", "14,29"), ("6", "6")])
def test_a_goal_stands_as_it_was_written_and_a_point_on_the_way_in_few_decimals(goal: str, said: str) -> None:
    asked = target(measure=Measure.AMOUNT, unit="km", at_least="9.5")
    asked = replace(asked, goal=replace(asked.goal, places=2))
    assert wording.bound(asked, Fraction(goal), VIETNAMESE) == said


def test_an_endless_goal_compares_with_its_figure_as_shown_and_the_least_gap_is_not_nothing() -> None:
    asked = target(measure=Measure.LEVEL, unit="ha", at_least=7)
    for shown, said in (("3.4711", "3,4712"), ("3.4713", "3,47"), ("3", "3,47")):
        beside = Reading(day("1/6"), Fraction(shown))
        assert wording.bound(asked, Fraction(7 * 181, 365), VIETNAMESE, beside) == said
    gap = Fraction(7 * 181, 365) - Fraction("3.4711")
    assert wording.distance(asked, gap, campaign([asked]).plan, VIETNAMESE) == "0,0001 ha"


def test_units_turn_in_order_of_days_and_of_one_day_as_in_the_file() -> None:
    spans = {"A": ("1/7", "30/9"), "C": ("1/4", "30/6"), "B": ("1/4", "30/6")}
    made = {id_: Unit(id_, "", "", day(first), day(last)) for id_, (first, last) in spans.items()}
    turns = succession(made)
    assert turns.starts == ((day("1/4"), "C"), (day("1/4"), "B"), (day("1/7"), "A"))
    assert turns.ends == ((day("1/7"), "C"), (day("1/7"), "B"), (day("1/10"), "A"))


@cases(("text", "line", "found"), [("Kế hoạch 2022", 2, True), ("Kế hoạch 22.", 2, False)])
def test_a_long_text_at_the_head_of_an_entry_sheet_is_the_plans_title(
    text: str, line: int, found: bool
) -> None:
    assert _is_heading(text, (), line) is found and not _is_heading(text, (), 3)


def test_a_form_sent_out_is_known_by_the_same_letters_for_ever() -> None:
    assert meaning(target(measure=Measure.RATIO, population="staff", at_least=90)) == "520d2614"


def test_the_matrix_of_reports_of_a_single_unit_has_its_periods() -> None:
    made = campaign([target(at_least=1)], units=("A",))
    made = replace(made, plan=replace(made.plan, report_day=5))
    view = View.of(made, day("10/3"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert report_matrix(view, "2022/")["periods"] == ["1/2022", "2/2022"]


@cases(("second", "named"), [("1/2", True), ("1/7", True), ("15/1", False)])
def test_phases_are_named_below_the_months_where_each_begins_in_its_own(second: str, named: bool) -> None:
    view = view_2022(day("15/11"))
    first, last = view.campaign.plan.phases
    phases = (replace(first, end=day(second) - timedelta(days=1)), replace(last, start=day(second)))
    made = replace(view.campaign, plan=replace(view.campaign.plan, phases=phases))
    months = [*month_ends(day("1/1"), day("31/12"))]
    shown = View.of(made, day("15/11"), VIETNAMESE, view.templates)
    assert bool(_feet(shown, months)) is named
    alone = replace(made, plan=replace(made.plan, phases=(replace(last, start=day("1/1")),)))
    assert not _feet(View.of(alone, day("15/11"), VIETNAMESE, view.templates), months)


@cases(
    ("number", "symbol", "shown"),
    [
        ("12", "KH-SNV", "12/KH-SNV"),
        (None, "KH-SNV", "…/KH-SNV"),
        ("12/KH-SNV", "KH-SNV", "12/KH-SNV"),
        ("12", None, "12"),
        (None, None, ""),
    ],
)
def test_the_number_of_the_plan_has_room_for_one_that_is_not_known(
    number: str | None, symbol: str | None, shown: str
) -> None:
    assert _number(Document(number=number, symbol=symbol)) == shown


@cases(("value", "drawn"), [(1, Fraction(4, 3)), (0, None)])
def test_what_breaks_a_cap_of_nought_is_drawn_a_third_beyond_the_mark(
    value: int, drawn: Fraction | None
) -> None:
    made = campaign([target(at_most=0)], [row("1/3", value)])
    view = View.of(made, day("30/6"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    found = _shown(view, view.progress.figures["T-1"], made.achievements, None)
    assert isinstance(found, GridBar) and found.made == drawn


def test_the_range_of_a_share_is_drawn_to_its_upper_end() -> None:
    share = target(measure=Measure.RATIO, between=(50, 80), population="staff")
    made = campaign([share], [row("1/3", 10, "A")], [heads("1/1", 40)])
    view = View.of(made, day("30/6"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    found = _shown(view, view.progress.figures["T-1"], made.achievements, None)
    assert isinstance(found, GridBar) and (found.made, found.upper) == (Fraction(1, 2), Fraction(8, 5))


def test_the_past_days_of_a_small_plan_show_its_targets_too() -> None:
    past = view_2022(day("15/11")).on(day("30/6"))
    assert past.is_past and "td-gbar" in overview_page(past, past.home).body


@cases(("on", "left", "past"), [("15/11", "đúng hôm nay", False), ("14/11", "", True)])
def test_what_is_today_is_not_past(on: str, left: str, past: bool) -> None:
    event = _event(view_2022(day("15/11")), "x", day(on), "", "", "")
    assert (event.left, event.past) == (left, past)


@cases(("first", "said"), [("1/1", "quý 1"), ("1/4", "quý 2"), ("1/10", "quý 4")])
def test_a_quarter_is_named_by_its_first_month(first: str, said: str) -> None:
    view = view_2022(day("15/11"))
    quarters = replace(view.campaign.plan, report_every=ReportEvery.QUARTER)
    made = replace(view.campaign, plan=quarters)
    assert period_short(View.of(made, day("15/11"), VIETNAMESE, view.templates), day(first)) == said


@cases(("letters", "lines"), [(0, 1), (11, 1), (12, 2), (23, 3)])
def test_a_row_is_as_high_as_its_longest_text_needs(letters: int, lines: int) -> None:
    assert height([("a" * letters, 10), ("b", 10)]) == lines * LINE_HEIGHT
    assert height([]) == LINE_HEIGHT


def test_below_a_form_there_is_room_to_sign() -> None:
    _lay_out(sheet := MagicMock(), VIETNAMESE)
    (footer, _) = sheet.set_footer.call_args.args
    assert footer == "&LNgười lập biểu\n\n\n&C&P/&N&RTrưởng đơn vị\n\n\n"


def test_what_is_typed_into_a_form_looks_as_its_sheet_counts() -> None:
    looks = MagicMock()
    found = [_look(VALUE, sheet, looks) for sheet in (Sheet.COUNTS, Sheet.LEVELS, Sheet.RANKS)]
    assert found == [looks.entry_whole, looks.entry_decimal, looks.entry_text]
    assert [_look(one, Sheet.COUNTS, looks) for one in (DAY, PERIOD)] == [
        looks.entry_day,
        looks.entry_as_typed,
    ]


@cases(
    ("reported", "said"),
    [
        ("", "3 đơn vị chưa nộp"),
        ("A 4/3", "B, C chưa nộp"),
        ("A 8/3, B 8/3, C 6/3", "3 đơn vị nộp muộn"),
        ("A 8/3, B 6/3, C 5/3", "A muộn 3 ngày, B muộn 1 ngày"),
        ("A 1/3, B 5/3, C 5/3", "đủ và đúng hạn"),
    ],
)
def test_two_units_that_owe_a_report_or_were_late_are_named_three_are_counted(
    reported: str, said: str
) -> None:
    told = (one.split() for one in reported.split(", ") if one)
    made = campaign([target(at_least=1)])
    made = replace(
        made,
        plan=replace(made.plan, report_day=5),
        reports=tuple(Report(day(on), unit, day("1/2"), Source("reports.csv", 2)) for unit, on in told),
    )
    view = View.of(made, day("10/3"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert _late_reports(view) == f"Báo cáo tháng 2: {said}"


@cases(("end", "told"), [("2/1/2023", "15/11"), ("3/1/2023", "15/11/2021")])
def test_a_day_has_its_year_where_the_campaign_is_longer_than_one(end: str, told: str) -> None:
    plan = SimpleNamespace(start=day("1/1"), end=day(end))
    held: Any = SimpleNamespace(campaign=SimpleNamespace(plan=plan), as_of=day("15/11"), words=VIETNAMESE)
    assert View.short_day(held, day("15/11/2021")) == told
    assert View.short_day(held, day("15/11")) == "15/11"


@cases(
    ("campaign", "language", "told"),
    [
        ("", "vi", "2022 vi"),
        ("2021", "vi", "2021 vi"),
        ("1999", "vi", "2022 vi"),
        ("", "en", "2022 en"),
        ("", "fr", "2022 vi"),
    ],
)
def test_a_page_written_by_hand_shows_the_newest_campaign_in_its_language(
    campaign: str, language: str, told: str
) -> None:
    def stub(name: str, spoken: str) -> Any:
        return SimpleNamespace(
            words=SimpleNamespace(language=spoken),
            campaign=SimpleNamespace(id=name),
            progress=SimpleNamespace(figures={}),
            render=lambda *_, **told: f"{name} {spoken} ",
            taken_assets=list,
        )

    views = [stub("2022", "vi"), stub("2021", "vi"), stub("2022", "en")]
    assert show_target(views, "CN-03", campaign, OwnPage("a.md", "", language)) == (told, [])


def test_a_chart_of_a_past_day_is_a_picture_alone() -> None:
    today = view_2022(day("15/11"))
    past = today.on(day("30/6"))
    assert figure(past, "x/", target_year_chart(past.scene, "CN-03")) and not past.assets
    assert figure(today, "x/", target_year_chart(today.scene, "CN-03")) and len(today.taken_assets()) == 1


@cases(("is_past", "is_small"), [(True, True), (True, False), (False, False)])
def test_reports_of_the_month_are_of_today_and_of_a_small_plan(is_past: bool, is_small: bool) -> None:
    view: Any = SimpleNamespace(is_past=is_past, is_small=is_small)
    assert [*other_documents(view)] == []


def test_each_kind_of_what_is_to_be_decided_has_its_row() -> None:
    kinds = (Kind.LAW, Kind.LAW, Kind.SHORT, Kind.REQUEST, Kind.LOST)
    found = [Matter(kind, None, need=place) for place, kind in enumerate(kinds)]
    assert _chosen(found, 4) == [found[0], *found[2:]]
    assert _chosen(found, 5) == found


@cases(
    ("on", "told"),
    [
        ("15/12", "Mới *Hoàn thành*, phải Hoàn thành tốt trở lên"),
        ("31/12", "*chưa đạt Hoàn thành tốt trở lên*"),
    ],
)
def test_a_rank_that_lacks_no_number_is_told_in_words(on: str, told: str) -> None:
    made = campaign([target(measure=Measure.RANK, at_least=3)], [row("1/2", 2, None)])
    view = View.of(made, day(on), VIETNAMESE, environment(ROOT, VIETNAMESE))
    one = view.progress.figures["T-1"]
    assert _missing(view, Matter(Kind.SHORT, one, one.target.due, one.status), one, None) == told


def test_files_of_rows_that_are_no_packs_are_made_anew() -> None:
    def no_shelf() -> Shelf:
        raise AssertionError

    (made,) = _kept(view_2022(day("15/11")), no_shelf, lambda _, keep: [Asset("a", keep("", "", bytes))])
    assert made == Asset("a", b"")


@cases(("rules", "capped", "told"), [(1, False, True), (0, True, True), (0, False, False)])
def test_awards_are_told_of_where_there_is_a_rule_or_a_ceiling(rules: int, capped: bool, told: bool) -> None:
    ceiling = Ceiling(Fraction(15), "B", "Điều 9") if capped else None
    asked = [replace(target("A", at_least=1), ceiling=ceiling), target("B", at_least=1)]
    made = campaign(asked, rules=(Rule("R", RuleKind.STAFF_SHARE, ("A",), "", ""),) * rules)
    assert Facts.of(made, TODAY).has_awards is told


def test_a_campaign_before_in_which_nothing_was_the_same_is_shown_nowhere() -> None:
    before = campaign([target("B", at_least=1)], [row("1/2", 1, target="B")])
    made = replace(campaign([target("A", at_least=1)]), before=before)
    assert Facts.of(made, TODAY).before == {}


@cases(
    ("on", "note"), [("28/2", "Kiến nghị: kinh phí"), ("1/3", "Kiến nghị: kinh phí · đã trả lời 01/03/2022")]
)
def test_a_form_tells_the_answer_to_a_request_from_its_day_on(on: str, note: str) -> None:
    made, _ = read(campaign_files())
    assert made is not None
    asked = Update(day("1/2"), "NV.1", "VP", "Đã họp", "kinh phí", day("1/3"), None, Source("updates.csv", 2))
    found = lines(replace(made, updates=(asked,)), Offer(made, "VP", day(on)), day(on), VIETNAMESE)
    assert [one.note for one in found if one.evidence == "Đã họp"] == [note]


def test_the_rows_of_an_earlier_day_are_those_until_then() -> None:
    held = view_2022(day("15/11")).facts
    for on in ("31/1", "30/6", "14/11"):
        assert held.on(day(on)).rows == rows_by_target(held.campaign.achievements, day(on))


@cases(
    ("start", "end", "months"),
    [
        ("1/1", "31/7", "1 2 3 4 5 6 7"),
        ("1/1", "1/8", "1 2 3 4 5 6 7 8"),
        ("1/1", "31/12", "1 2 3 4 5 6 7 8 9 10 11 12"),
        ("1/1", "31/1/2023", "1 3 5 7 9 11 1"),
    ],
)
def test_the_line_of_a_phase_names_each_month_and_of_more_than_twelve_every_other(
    start: str, end: str, months: str
) -> None:
    view = view_2022(day("15/11"))
    shown: list[list[Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phase, "phase_line", lambda *told: shown.append(told[-1]))
        phase._line(view, replace(view.campaign.plan.phases[0], start=day(start), end=day(end)))
    assert [one.on.month for one in shown[0]] == [int(one) for one in months.split()]


def test_a_year_that_ends_on_a_first_of_a_month_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_2022(day("15/11"))
    first, last = view.campaign.plan.phases
    phases = first, replace(last, end=day("1/1/2023"))
    made = replace(view.campaign, plan=replace(view.campaign.plan, phases=phases))
    monkeypatch.setattr(year, "_feet", lambda view, ends: ends)
    shown = View.of(made, day("15/11"), VIETNAMESE, view.templates)
    assert year.year(shown, shown.figures[:1])["feet"][-2:] == [day("31/12"), day("1/1/2023")]


def test_a_task_without_a_name_is_called_by_its_first_eighty_letters() -> None:
    said: Any = SimpleNamespace(name="", text="x" * 81 + "\ny")
    assert _title(said) == "x" * 80


@cases(("whole", "said"), [(("B",), "trên"), (("B", "C"), "trên tổng của")])
def test_a_share_is_of_one_whole_or_of_the_sum_of_several(whole: tuple[str, ...], said: str) -> None:
    share = target("A", Measure.LEVEL, at_least=5, derived=Derived(Derivation.PERCENT, ("B",), whole))
    made = campaign([share, target("B", at_least=1), target("C", at_least=1)])
    view = View.of(made, day("30/6"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert made_of(view, share)[1]["how"] == said


def test_what_is_missing_of_a_share_is_of_the_people_that_its_figure_is_of() -> None:
    term = whole_term(target(measure=Measure.RATIO, at_least=90, population="staff"))
    assert shortfall(term, Reading(day("1/3"), Fraction(3), 10), 20) == 6
    assert shortfall(term, None, 20) == 18
