"""Campaigns to be drawn: one with a target of every measure, and one whose every text is hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plans import AT_END, PHASES, campaign, day, heads, points, row, target
from thidua import charts
from thidua.charts import Chart, Scene
from thidua.charts.model import TimeChart
from thidua.figures.awards import rows_by_target
from thidua.figures.progress import measure, recorded
from thidua.figures.series import met_by_day, timelines
from thidua.model import Campaign, Ceiling, Commemoration, Measure, Population, Review, Stage
from thidua.words import VIETNAMESE

HOSTILE = '<b>&amp;</b></svg><script>alert(1)</script> %{x} %{customdata} "\'><a href="javascript:1">$x$'

TARGETS = (
    target("COUNT", unit="sáng kiến", between=(7, 9)),
    target("CEILING", Measure.RATIO, pace=AT_END, at_least=15),
    target("RATIO", Measure.RATIO, pace=AT_END, more_than=90),
    target("NORM", Measure.COMPLIANCE, at_least=100),
    target("NORM-90", Measure.COMPLIANCE, more_than=90),
    target("RANK", Measure.RANK, at_least=3),
    target("LATE", Measure.LEVEL, unit="%", baseline=12, at_most=3),
    target("INDEX", Measure.LEVEL, unit="điểm", baseline=60, at_least="65.5"),
    target("POSTS", unit="tin, bài", pace=points(("30/6", 500), ("30/9", 800)), at_least=1250),
    target("EMPTY", unit="hồ sơ", at_least=1),
)
ROWS = (
    row("3/3", 2, target="COUNT"),
    row("12/5", 1, "B", target="COUNT"),
    row("12/5", 2, "C", target="COUNT"),
    row("2/11", 3, target="COUNT"),
    row("15/3", 6, target="CEILING", stage=Stage.REGISTERED),
    row("20/11", 6, target="CEILING", stage=Stage.PROPOSED),
    row("20/12", 4, target="CEILING"),
    row("12/1/2023", 1, target="CEILING"),
    row("20/12", 27, target="RATIO"),
    row("3/8", 2, target="NORM-90"),
    row("12/12", 4, None, target="RANK"),
    row("28/2", 11, None, target="LATE"),
    row("28/8", "3.5", None, target="LATE"),
    row("28/11", "2.5", None, target="LATE"),
    row("28/3", "61.1", None, target="INDEX"),
    row("28/9", 64, None, target="INDEX"),
    *(row(date(2022, month, 25), 40 + month * 14, target="POSTS") for month in range(1, 13)),
)
HEADS = (heads("1/1", 35), heads("1/10", 1, "B"))
DAYS = ("1/1", "30/6", "1/10", "31/12", "31/3/2023")


def every_measure() -> Campaign:
    """A campaign with a target of every measure, reviews, commemorations and a legal ceiling."""
    made = campaign(TARGETS, ROWS, HEADS)
    ceiling = Ceiling(Fraction(15), "RATIO", "khoản 3 Điều 9")
    capped = replace(made.plan.targets["CEILING"], ceiling=ceiling)
    plan = replace(
        made.plan,
        targets={**made.plan.targets, "CEILING": capped},
        reviews=(Review("dot1", day("30/6"), day("28/6")), Review("dot2", day("31/12"))),
        commemorations=(
            Commemoration("a", "Ngày thành lập Đảng Cộng sản Việt Nam", day("3/2")),
            Commemoration("b", "Ngày giải phóng miền Nam, thống nhất đất nước", day("30/4")),
            Commemoration("c", "Không có ngày", None),
        ),
    )
    return replace(made, plan=plan)


def hostile() -> Campaign:
    """The same, with an attack in every text that data can bring."""
    made = every_measure()
    plan = replace(
        made.plan,
        title=HOSTILE,
        targets={
            one.id: replace(
                one, name=HOSTILE, unit=HOSTILE, scale=tuple(f"{HOSTILE} {name}" for name in one.scale)
            )
            for one in made.plan.targets.values()
        },
        phases=tuple(replace(phase, name=HOSTILE) for phase in PHASES),
        populations={name: Population(HOSTILE, HOSTILE) for name in ("staff", "units")},
        commemorations=tuple(replace(one, name=HOSTILE) for one in made.plan.commemorations),
    )
    units = {key: replace(unit, short_name=HOSTILE) for key, unit in made.units.items()}
    rows = tuple(one._replace(evidence=HOSTILE) for one in made.achievements)
    return replace(made, plan=plan, units=units, achievements=rows)


def scene(made: Campaign, on: str) -> Scene:
    """What charts of a day are drawn from."""
    as_of = day(on)
    return Scene(measure(made, as_of), VIETNAMESE, rows_by_target(made.achievements, as_of))


def met_chart(made: Campaign, on: str) -> TimeChart:
    """How many targets were met by each day."""
    drawn, known = scene(made, on), recorded(made)
    found = met_by_day(made.plan, timelines(made, known, drawn.progress.as_of), drawn.progress.as_of)
    return charts.met_by_day_chart(drawn, found)


def all_charts(made: Campaign, on: str) -> Iterator[Chart]:
    """Every chart of a campaign on a day."""
    drawn = scene(made, on)
    found: list[Chart | None] = [met_chart(made, on)]
    for phase in made.plan.phases:
        found += [charts.phase_chart(drawn, phase), charts.phase_calendar(drawn, phase)]
    found += [charts.target_year_chart(drawn, one) for one in made.plan.targets]
    yield from (one for one in found if one is not None)
