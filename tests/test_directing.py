"""What must be decided, the most pressing first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chart_kit import every_measure
from plans import AT_END, campaign, day, heads, points, row, target
from table_kit import cases
from thidua import wording
from thidua.entry.stamp import how_to_enter
from thidua.figures.directing import Kind, furthest_unit, matters, results
from thidua.figures.progress import measure, recorded
from thidua.figures.succession import population_size, succession
from thidua.model import (
    Accumulation,
    Across,
    Derivation,
    Derived,
    Headcount,
    Measure,
    Phase,
    Source,
    Task,
    Unit,
    Update,
)
from thidua.pages.changes import change_pages
from thidua.pages.directing import directing
from thidua.pages.grid import care_groups
from thidua.pages.target_rows import target_rows
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE
from view_kit import ROOT

SHORT = points(("30/6", 4))


def found(made, on):
    progress = measure(made, day(on))
    phase = next(one for one in made.plan.phases if progress.as_of <= one.end)
    return [(one.kind, one.figure and one.figure.target.id, one.due) for one in matters(progress, phase)]


def test_the_nearest_day_comes_first_be_it_a_phase_s_or_the_year_s():
    near = target("NEAR", unit="sáng kiến", pace=SHORT, at_least=7)
    far = target("FAR", start="1/6", due="31/12", pace=points(("30/6", 0), ("1/9", 50)), at_least=100)
    rows = (row("1/3", 3, target="NEAR"), row("1/7", 1, target="FAR"))
    assert found(campaign((far, near), rows), "28/6") == [(Kind.SHORT, "NEAR", day("30/6"))]
    soon = target("SOON", due="15/9", at_least=2)
    told = found(campaign((far, near, soon), (*rows, row("1/3", 1, target="SOON"))), "1/9")
    assert told[0] == (Kind.SHORT, "SOON", day("15/9"))
    assert {name for _, name, _ in told[1:]} == {"NEAR", "FAR"}


def test_on_one_day_the_largest_gap_comes_first():
    few, many = target("FEW", at_least=4), target("MANY", at_least=40)
    made = campaign((few, many), (row("1/3", 1, target="FEW"), row("1/3", 5, target="MANY")))
    assert [name for _, name, _ in found(made, "1/12")] == ["MANY", "FEW"]


def test_a_conflict_with_the_law_is_told_from_the_first_day_and_only_once():
    told = found(every_measure(), "1/2")
    assert told[0] == (Kind.LAW, "CEILING", day("31/12"))
    assert [name for _, name, _ in told].count("CEILING") == 1


def test_requests_come_before_what_is_lost_and_the_longest_wait_first():
    norm = target("NORM", Measure.COMPLIANCE, at_least=100)
    made = campaign((norm,), (row("3/3", 1, target="NORM"),), (heads("1/1", 10),))
    asked = [
        Update(day(on), "T", "A", "…", "Xin ý kiến", answered, None, Source("updates.csv", line))
        for line, (on, answered) in enumerate(
            (("5/4", None), ("1/2", day("1/3")), ("3/3", day("9/9"))), start=2
        )
    ]
    plan = replace(made.plan, tasks={"T": Task("T", "T", "…", targets=("NORM",))})
    made = replace(made, plan=plan, updates=tuple(asked))
    progress = measure(made, day("1/5"))
    told = matters(progress, made.plan.phases[0])
    assert [one.kind for one in told] == [Kind.REQUEST, Kind.REQUEST, Kind.LOST]
    assert [one.update and one.update.on for one in told] == [day("3/3"), day("5/4"), None]


def test_what_is_judged_at_the_end_is_asked_after_in_the_last_month_only():
    made = campaign((target("END", pace=AT_END, at_least=1),), ())
    assert found(made, "29/11") == []
    assert found(made, "30/11") == [(Kind.SHORT, "END", day("31/12"))]


def test_after_the_year_stands_what_was_missed():
    made = campaign(
        (target("MET", at_least=1), target("GONE", at_least=3)),
        (row("1/3", 1, target="MET"), row("1/3", 1, target="GONE")),
    )
    assert [one.figure and one.figure.target.id for one in results(measure(made, day("31/12")))] == ["GONE"]


@cases(("given", "unit"), [((("A", 3), ("B", 1)), ("B", 9)), ((("A", 10), ("B", 10)), None)])
def test_the_unit_that_lacks_the_most_is_named(given, unit):
    all_of = target("ALL", Measure.RATIO, at_least=100)
    rows = [row("1/3", value, who, target="ALL") for who, value in given]
    made = campaign((all_of,), rows, (heads("1/1", 10), heads("1/1", 10, "B")))
    known = recorded(made)
    progress = measure(made, day("1/5"), known)
    told = furthest_unit(progress.figures["ALL"], known.past.sizes, rows, day("1/5"))
    assert (told and (told[0], int(told[1]))) == unit


def test_a_unit_that_nobody_has_counted_yet_lacks_nobody():
    all_of = target("ALL", Measure.RATIO, at_least=100)
    made = campaign((all_of,), (row("1/3", 10, target="ALL"),), (heads("1/1", 10), heads("1/6", 10, "B")))
    known = recorded(made)
    figure = measure(made, day("1/5"), known).figures["ALL"]
    assert furthest_unit(figure, known.past.sizes, made.achievements, day("1/5")) is None
    assert furthest_unit(figure, known.past.sizes, made.achievements, day("1/6")) == ("B", 10)


def test_a_cap_that_is_used_up_too_fast_has_results():
    made = campaign((target("CAP", at_most=100),), (row("1/3", 90, target="CAP"),))
    view = View.of(made, day("1/4"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    (told,) = directing(view)["rows"]
    assert told.what == "*90*, nhiều hơn mức 24,93 tính đến nay"


@cases(
    ("rows", "told"),
    [((), "*chưa có kết quả*"), (("1/3", 2), "Mới *Hoàn thành*, phải Hoàn thành tốt trở lên")],
)
def test_a_rank_below_the_level_before_it_is_due_has_a_result(rows, told):
    level = target("LEVEL", Measure.RANK, at_least=3)
    made = campaign((level,), [row(*rows, target="LEVEL")] if rows else ())
    view = View.of(made, day("20/12"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert [one.what for one in directing(view)["rows"]] == [told]


def test_why_there_is_no_figure():
    gone, heir = Unit("A", "A", "A", end=day("31/3"), successor="B"), Unit("B", "B", "B")
    level = target("LEVEL", Measure.LEVEL, across=Across.MEAN, at_least=5)
    whole = target("WHOLE", derived=Derived(Derivation.SUM, ("SOURCE",)), at_least=5)
    source = target("SOURCE", at_least=5)
    made = campaign((level, whole, source), (row("1/3", 4, target="LEVEL"),), units=(gone, heir))
    figures = measure(made, day("1/4")).figures
    told = {
        name: wording.status_sentence(one, made.plan, day("1/4"), VIETNAMESE) for name, one in figures.items()
    }
    assert {name: one.partition("/2022 ")[2].partition(";")[0] for name, one in told.items()} == {
        "LEVEL": "không còn số liệu: các đơn vị đã ghi nay đã kết thúc",
        "WHOLE": "chưa tính được từ chỉ tiêu nguồn",
        "SOURCE": "chưa có số liệu nào được ghi",
    }


def test_a_programme_of_five_years_says_which_year_and_calls_itself_none():
    years = tuple(Phase(f"y{y}", f"{y}", date(y, 1, 1), date(y, 12, 31)) for y in range(2021, 2026))
    made = campaign((target("LATE", start="1/1", due="29/12", at_least=5),), phases=years)
    made = replace(made, plan=replace(made.plan, closes=date(2026, 6, 30)))
    view = View.of(made, date(2026, 3, 1), VIETNAMESE, environment(ROOT, VIETNAMESE))
    told = directing(view)
    assert (told["heading"], told["rows"][0].left) == ("Kết quả cả phong trào", "hạn 29/12/2022")
    assert view.short_day(date(2026, 2, 3)) == "03/02"
    assert "từ 01/01/2021 đến" in how_to_enter(
        target(reading=Accumulation.CUMULATIVE, at_least=1), made.plan, VIETNAMESE
    )


def test_a_mean_that_moves_as_a_unit_ends_says_why():
    gone, heir = Unit("A", "Phòng A", "PA", end=day("31/5"), successor="C"), Unit("C", "C", "C")
    mean = target("MEAN", Measure.LEVEL, across=Across.MEAN, at_least=5)
    total = target("TOTAL", Measure.LEVEL, across=Across.SUM, at_least=5)
    told = {"A": 8, "B": 4}
    rows = [row("1/2", told[unit], unit, target=one) for one in ("MEAN", "TOTAL") for unit in told]
    made = campaign((mean, total), rows, units=(gone, Unit("B", "B", "B"), heir))
    view = View.of(made, day("10/6"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert target_rows(view, mean)["note"] == "Đơn vị đã kết thúc thì số không còn tính: PA (đến 31/05/2022)."
    assert target_rows(view, total)["note"] == ""
    (page, _) = change_pages(view)
    assert "Giảm từ 6 xuống 4 vì PA đã kết thúc; nay đúng tiến độ" in page.body


def test_a_weighted_mean_that_moves_with_the_weights_says_why():
    mean = target("MEAN", Measure.LEVEL, across=Across.WEIGHTED, population="staff", at_least=5)
    rows = [row("1/2", 8, "A", target="MEAN"), row("1/2", 4, "B", target="MEAN")]
    made = campaign((mean,), rows, [heads("1/1", 10), heads("1/1", 10, "B"), heads("1/3", 30, "B")])
    view = View.of(made, day("10/6"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    (page, _) = change_pages(view)
    assert "Giảm từ 6 xuống 5 vì số lượng của các đơn vị thay đổi" in page.body
    share = target("SHARE", Measure.RATIO, population="staff", at_least=90)
    sizes = [heads("1/1", 10), heads("1/3", 12), heads("1/4", 15)]
    made = campaign((share,), [row("1/2", 8, target="SHARE"), row("1/4", 1, target="SHARE")], sizes)
    (page, _) = change_pages(View.of(made, day("10/6"), VIETNAMESE, environment(ROOT, VIETNAMESE)))
    assert "Giảm từ 8/10 (80%) xuống 8/12 người (66,7%) vì số người thay đổi" in page.body
    assert page.body.count("vì số người") == 1  # in April a row says it


def test_of_a_unit_that_is_no_more_and_of_one_that_is_not_yet_there_is_nobody() -> None:
    units = [
        Unit("A", "", "", end=day("30/6"), successor="B"),
        Unit("B", "", ""),
        Unit("C", "", "", end=day("31/8")),
        Unit("D", "", "", start=day("1/10")),
    ]
    known = [("1/1", "A", 6), ("1/1", "B", 4), ("1/1", "C", 3), ("1/1", "D", 2), ("1/8", "B", 9)]
    file = Source("headcount.csv", 2)
    rows = [Headcount(day(on), unit, "staff", size, file) for on, unit, size in known]
    found = population_size(rows, "staff", succession({one.id: one for one in units}))
    days = ["31/12/2021", "1/1", "30/6", "1/7", "31/7", "1/8", "31/8", "1/9", "30/9", "1/10"]
    assert [found.total.on(day(one)) for one in days] == [None, 13, 13, 13, 13, 12, 12, 9, 9, 11]
    assert {unit: [steps.on(day(one)) for one in days[1:]] for unit, steps in found.by_unit.items()} == {
        "A": [6, 6, 0, 0, 0, 0, 0, 0, 0],
        "B": [4, 4, 10, 10, 9, 9, 9, 9, 9],
        "C": [3, 3, 3, 3, 3, 3, 0, 0, 0],
        "D": [None, None, None, None, None, None, None, None, 2],
    }


def test_a_group_that_a_large_plan_cuts_short_tells_its_whole_number() -> None:
    made = campaign([target(f"T-{n}", at_least=1) for n in range(101)])
    (group,) = care_groups(View.of(made, day("10/6"), VIETNAMESE, environment(ROOT, VIETNAMESE)))
    assert (len(group.rows), group.every) == (100, 101)
