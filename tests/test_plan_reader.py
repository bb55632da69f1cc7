"""plan.yml → Plan: each bad plan with the exact line, key and code of every problem."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from table_kit import cases
from thidua.intake.assemble import unknown_owners, with_owners
from thidua.keyed.given import MOST_PROBLEMS
from thidua.model import (
    Accumulation,
    Ceiling,
    Goal,
    Measure,
    Operator,
    Pace,
    PaceKind,
    Plan,
    Population,
    Review,
    RuleKind,
    Source,
    Stage,
    Unit,
)
from thidua.plan.reader import read_plan, read_plan_text
from thidua.problems import Severity
from thidua.tables.names import unit_names
from yardstick import within

PLAN = """\
campaign: "2030"
title: Phong trào thi đua năm 2030
phases:
  - {id: dot1, name: Đợt một, start: 2030-01-01, end: 2030-06-30, review_before: 2030-06-30}
  - {id: dot2, name: Đợt hai, start: 1/7/2030, end: 31/12/2030}
closes: 31.03.2031
thresholds: {at_risk: 0.75}
scales:
  xl: [Không hoàn thành, Hoàn thành, Hoàn thành tốt, Hoan thanh tot]
populations: {staff: người, units: phòng}
targets:
  - id: CN-03
    clause: II.1
    quote: Ít nhất 15% cán bộ đạt danh hiệu.
    name: Danh hiệu
    group: individual
    measure: ratio
    goal: {at_least: 15}
    population: staff
    owner: VPTT
    ceiling: {at_most_percent: 20, of: CN-04, cite: Điều 9}
  - id: CN-04
    clause: II.2
    quote: Từ 7 đến 9 sáng kiến.
    name: Sáng kiến
    group: nhiệm vụ
    measure: số lượng
    goal:
      between: [7, 9]
    pace:
      - {by: 2030-06-30, value: 3}
      - {by: 2030-09-30, value: 6}
  - id: TT-01
    clause: II.3
    quote: Xếp loại tốt.
    name: Xếp loại
    group: collective
    measure: rank
    scale: xl
    goal: {at_least: hoàn thành}
  - id: MD-01
    clause: II.4
    quote: Giảm sai sót.
    name: Sai sót
    group: task
    measure: level
    unit: "%"
    baseline: 12,5%
    goal: {at_most: 3}
    due: 2030-11-30
tasks:
  - id: NV-1
    clause: III.1
    text: |
      Thực hiện tốt.
      Thường xuyên.
    targets: [CN-04, cn-03]
    movements: [ATGT]
    owner: VP
movements:
  - {id: ATGT, name: An toàn giao thông}
milestones:
  - {phase: dot1, before: 2030-06-30, held: 2030-06-28}
  - {id: KN-1, name: Ngày Quốc khánh, date: 2/9/2030, years: 85}
rules:
  - {id: R-1, kind: ceiling, about: [CN-03], text: Không quá mức trần, cite: Điều 9}
"""
LINES = PLAN.split("\n")


def line_of(text: str, plan: str = PLAN) -> int:
    (number,) = [number for number, line in enumerate(plan.split("\n"), 1) if text in line]
    return number


def told(text: str, folder: str | None = None) -> list[tuple[int | None, str | None, str]]:
    return [(each.line, each.column, each.code) for each in read_plan(text, "plan.yml", folder)[1]]


def sound() -> Plan:
    plan, problems = read_plan(PLAN, "data/2030/plan.yml", "2030")
    assert problems == []
    assert plan is not None
    return plan


def test_a_sound_plan_becomes_records():
    plan = sound()
    assert (plan.campaign, plan.closes, plan.at_risk) == ("2030", date(2031, 3, 31), Fraction(3, 4))
    assert [(each.id, each.start, each.end) for each in plan.phases] == [
        ("dot1", date(2030, 1, 1), date(2030, 6, 30)),
        ("dot2", date(2030, 7, 1), date(2030, 12, 31)),
    ]
    assert plan.reviews == (Review("dot1", date(2030, 6, 30), date(2030, 6, 28)),)
    assert plan.commemorations[0].on == date(2030, 9, 2)
    assert plan.populations == {"staff": Population("người", "người"), "units": Population("phòng", "phòng")}
    assert plan.tasks["NV-1"].text == "Thực hiện tốt.\nThường xuyên."
    assert plan.tasks["NV-1"].targets == ("CN-04", "CN-03")
    assert plan.rules[0].kind is RuleKind.CEILING
    assert not plan.illustrative


def test_a_target_with_its_defaults():
    target = sound().targets["CN-03"]
    assert (target.group, target.measure) == ("individual", Measure.RATIO)
    assert target.goal == Goal(Operator.AT_LEAST, Fraction(15))
    assert (target.start, target.due) == (date(2030, 1, 1), date(2030, 12, 31))
    assert target.pace == Pace(PaceKind.EVEN)
    assert (target.counts, target.reading, target.baseline) == (Stage.AWARDED, Accumulation.INCREMENT, 0)
    assert target.ceiling == Ceiling(Fraction(20), "CN-04", "Điều 9")
    assert target.source == Source("data/2030/plan.yml", line_of("id: CN-03"))
    assert target.owner_source == Source("data/2030/plan.yml", line_of("owner: VPTT"))


def test_points_levels_and_ranks():
    targets = sound().targets
    assert targets["CN-04"].goal == Goal(Operator.BETWEEN, Fraction(7), Fraction(9))
    assert targets["CN-04"].pace.points == (
        (date(2030, 6, 30), Fraction(3)),
        (date(2030, 9, 30), Fraction(6)),
    )
    assert targets["TT-01"].goal.lower == 2  # “Hoàn thành” is the second level from below
    assert targets["TT-01"].pace.kind is PaceKind.AT_END
    assert targets["MD-01"].baseline == Fraction(25, 2)
    assert targets["MD-01"].due == date(2030, 11, 30)


def test_the_plan_of_2022_is_sound():
    path = Path(__file__).parent.parent / "data/2022/plan.yml"
    plan, problems = read_plan(path.read_text(encoding="utf-8"), str(path), "2022")
    assert problems == []
    assert plan is not None
    assert len(plan.targets) == 28


# One change to the sound plan (a text that stands in it once, and what it becomes), and what is then told:
# the text that marks the line (in the changed plan), the key, the code.
ONE_SLIP = [
    # keys
    ("title: Phong trào", "titel: Phong trào", [("titel", "titel", "unknown-key")]),
    *(
        (f"\n{key}:\n", f"\n{key[:-1]}:\n", [(f"{key[:-1]}:", key[:-1], "unknown-key")])
        for key in ("phases", "scales", "targets", "tasks")
    ),
    ("title: Phong trào thi đua năm 2030", "title:", [("title:", "title", "missing-key")]),
    ("title: Phong trào thi đua năm 2030", 'title: ""', [("title:", "title", "missing-key")]),
    ("title: Phong trào", "title: [Phong trào]#", [("title:", "title", "wrong-kind")]),
    ("campaign:", "<<: {a: b}\ncampaign:", [("<<", "<<", "unknown-key")]),
    ("    clause: II.1\n", "", [("id: CN-03", "clause", "missing-key")]),
    ("    name: Danh hiệu\n", "    name:\n", [("    name:\n", "name", "missing-key")]),
    ("    goal: {at_least: 15}\n", "", [("id: CN-03", "goal", "missing-key")]),
    ("    group: individual\n", "", [("id: CN-03", "group", "missing-key")]),
    ("    group: individual\n", "    group: ca nhan\n", []),
    ("    group: individual\n", "    group: indivdual\n", [("indivdual", "group", "unknown-word")]),
    ("    measure: rank\n", "    measure: XEP LOAI\n", []),
    ("    measure: rank\n", "    measure: hạng\n", [("hạng", "measure", "unknown-word")]),
    ("    owner: VPTT\n", "    onwer: VPTT\n", [("onwer", "onwer", "unknown-key")]),
    ("{at_risk: 0.75}", "{at_risk: 0,75}", [("at_risk", "75", "unknown-key")]),
    (
        "{at_risk: 0.75}",
        "{at_risk: 75, rủi: 1}",
        [("at_risk", "rủi", "unknown-key"), ("at_risk", "at_risk", "out-of-range")],
    ),
    ("{at_risk: 0.75}", '{at_risk: "0,75"}', []),
    ("{at_risk: 0.75}", "{at_risk: 75}", [("at_risk", "at_risk", "out-of-range")]),
    ("{at_risk: 0.75}", "{at_risk: 0}", [("at_risk", "at_risk", "out-of-range")]),
    ("{at_risk: 0.75}", "{at_risk: 1}", []),
    ("{at_risk: 0.75}", "{at_risk: tám}", [("tám", "at_risk", "not-a-number")]),
    ("thresholds: {at_risk: 0.75}", "thresholds: 0.75", [("thresholds", "thresholds", "wrong-kind")]),
    ("thresholds: {at_risk: 0.75}", "report_day: 5", []),
    ("thresholds: {at_risk: 0.75}", "report_day: 31", []),
    ("thresholds: {at_risk: 0.75}", "report_day: 32", [("report_day", "report_day", "out-of-range")]),
    ("thresholds: {at_risk: 0.75}", "report_on_working_day: no", []),
    ("date: 2/9/2030", "date: 31/3/2031", []),
    ("date: 2/9/2030", "date: 1/4/2031", [("1/4/2031", "date", "outside-campaign")]),
    ("date: 2/9/2030", "date: 31/12/2029", [("31/12/2029", "date", "outside-campaign")]),
    ("held: 2030-06-28", "held: 2020-06-28", [("held: 2020", "held", "outside-campaign")]),
    ("held: 2030-06-28", "held: 2031-05-28", []),  # late, once the campaign is closed
    (
        "thresholds: {at_risk: 0.75}",
        "report_on_working_day: có",
        [("working", "report_on_working_day", "key-not-allowed")],
    ),
    ("thresholds: {at_risk: 0.75}", "report_day: 0", [("report_day", "report_day", "out-of-range")]),
    ("thresholds: {at_risk: 0.75}", "illustrative: không", []),
    ("thresholds: {at_risk: 0.75}", "illustrative: no", []),
    ("thresholds: {at_risk: 0.75}", "illustrative: on", [("illustrative", "illustrative", "unknown-word")]),
    ("thresholds: {at_risk: 0.75}", "issuer: Sở Nội vụ", []),
    ("thresholds: {at_risk: 0.75}", "issuer: {name: Sở Nội vụ, report_to: UBND}", []),
    ("thresholds: {at_risk: 0.75}", "issuer: {parent: UBND}", [("issuer", "name", "missing-key")]),
    ("thresholds: {at_risk: 0.75}", "document: {date: 31/02/2030}", [("document", "date", "bad-date")]),
    ("thresholds: {at_risk: 0.75}", "cited: [{text: Chỉ thị 35, date: 1/2/2020}]", []),
    ("thresholds: {at_risk: 0.75}", "recipients: Chi bộ Sở", [("recipients", "recipients", "wrong-kind")]),
    ("thresholds: {at_risk: 0.75}", "recipients: [Chi bộ Sở, ]", []),
    (
        "thresholds: {at_risk: 0.75}",
        "recipients:\n  - Chi bộ\n  -\n",
        [("  -\n", "recipients", "missing-key")],
    ),
    # ids
    ('campaign: "2030"', "campaign: 2030/1", [("campaign", "campaign", "bad-id")]),
    ('campaign: "2030"', "campaign: con", [("campaign", "campaign", "bad-id")]),
    ('campaign: "2030"', "campaign: 2030", []),
    ("id: CN-03", "id: cn-03", [("id: cn-03", "id", "bad-id")]),
    (
        "id: CN-03",
        "id: CN 03",
        [
            ("id: CN 03", "id", "bad-id"),
            ("cn-03]", "targets", "unknown-target"),
            ("R-1", "about", "unknown-target"),
        ],
    ),
    (
        "id: CN-03",
        "id: NUL",
        [
            ("id: NUL", "id", "bad-id"),
            ("cn-03]", "targets", "unknown-target"),
            ("R-1", "about", "unknown-target"),
        ],
    ),
    ("id: TT-01", "id: CN-03", [("id: CN-03\n    clause: II.3", "id", "duplicate-id")]),
    ("{id: dot2", "{id: DOT1", [("DOT1", "id", "duplicate-id")]),
    ("{id: dot2", "{id: COM1.x", [("COM1", "id", "bad-id")]),
    ("{id: dot2", "{id: dot2.", [("dot2.", "id", "bad-id")]),
    ("{id: dot2", "{id: ..", [("{id: ..", "id", "bad-id")]),
    ("{id: dot2", "{id: " + "x" * 65, [("xxx", "id", "bad-id")]),
    ("{id: dot2", "{id: đợt2", [("đợt2", "id", "bad-id")]),
    (
        "{id: ATGT, name: An toàn giao thông}",
        "{id: ATGT, name: x}\n  - {id: atgt, name: y}",
        [("atgt", "id", "duplicate-id")],
    ),
    (
        "populations: {staff: người, units: phòng}",
        "populations: {staff: người, Staff: phòng}",
        [("populations", "populations", "duplicate-id")],
    ),
    (
        "populations: {staff: người, units: phòng}",
        "populations: {staff: }",
        [("populations", "populations", "missing-key")],
    ),
    (
        "[Không hoàn thành, Hoàn thành,",
        "[hoàn thành, Hoàn thành,",
        [
            ("xl: [", "scales", "duplicate-level"),
            ("{at_least: hoàn thành}", "at_least", "goal-equals-baseline"),
        ],
    ),
    (
        "xl: [Không hoàn thành, Hoàn thành, Hoàn thành tốt, Hoan thanh tot]",
        "xl: tốt",
        [("xl: tốt", "scales", "wrong-kind")],
    ),
    # days
    ("end: 2030-06-30,", "end: 2030-6-30,", [("dot1, name", "end", "bad-date")]),
    ("end: 2030-06-30,", "end: 2030-06-31,", [("dot1, name", "end", "bad-date")]),
    (
        "start: 2030-01-01, end: 2030-06-30, review_before: 2030-06-30",
        "start: 2030-06-30, end: 2030-01-01",
        [("dot1, name", "end", "phase-reversed")],
    ),
    ("start: 1/7/2030", "start: 30/6/2030", [("dot2", "start", "phase-overlap")]),
    (
        "start: 1/7/2030, end: 31/12/2030",
        "start: 1/7/2029, end: 31/12/2029",
        [("dot2", "start", "phase-overlap"), ("value: 6", "by", "bad-pace")],
    ),
    ("start: 1/7/2030", "start: 2/7/2030", []),
    (
        "review_before: 2030-06-30",
        "review_before: 2030-01-01",
        [("dot1, name", "review_before", "bad-review"), ("held", "before", "bad-review")],
    ),
    ("closes: 31.03.2031", "closes: 30/12/2030", [("closes", "closes", "closes-too-early")]),
    ("closes: 31.03.2031", "closes: 31/12/2030", []),
    ("closes: 31.03.2031", "closes: 31/12/30", [("closes", "closes", "bad-date")]),
    ("closes: 31.03.2031\n", "", [("campaign", "closes", "missing-key")]),
    ("    due: 2030-11-30", "    due: 31/12/2029", [("due:", "due", "due-before-start")]),
    ("    due: 2030-11-30", "    start: 2031-01-01", [("start: 2031", "start", "due-before-start")]),
    ("    due: 2030-11-30", "    due: 2030-01-01", []),
    ("    due: 2030-11-30", "    due: 2031-04-01", [("due:", "due", "due-after-closes")]),
    # references
    (
        "    population: staff",
        "    population: staf",
        [("population: staf", "population", "unknown-population")],
    ),
    ("    population: staff", "    population: STAFF", []),
    ("    population: staff\n", "", [("id: CN-03", "population", "missing-key")]),
    ("    scale: xl\n", "    scale: xl4\n", [("xl4", "scale", "unknown-scale")]),
    ("    scale: xl\n", "", [("id: TT-01", "scale", "missing-key")]),
    ("of: CN-04", "of: CN-O4", [("CN-O4", "of", "unknown-target")]),
    ("of: CN-04", "of: cn-03", [("of: cn-03", "of", "bad-ceiling")]),
    ("at_most_percent: 20", "at_most_percent: 120", [("of: CN-04", "at_most_percent", "out-of-range")]),
    ("of: CN-04, cite: Điều 9}\n  - id", "of: CN-04}\n  - id", [("of: CN-04", "cite", "missing-key")]),
    ("targets: [CN-04, cn-03]", "targets: [CN-04, CN-05]", [("CN-05", "targets", "unknown-target")]),
    ("targets: [CN-04, cn-03]", "targets: CN-04, CN-03", [("targets: CN", "targets", "wrong-kind")]),
    ("movements: [ATGT]", "movements: [ATG]", [("[ATG]", "movements", "unknown-movement")]),
    ("{phase: dot1, before", "{phase: dot3, before", [("dot3", "phase", "unknown-phase")]),
    ("before: 2030-06-30, held", "before: 2030-06-29, held", [("held", "before", "bad-review")]),
    (
        "before: 2030-06-30, held: 2030-06-28}",
        "before: 2030-06-30}\n  - {phase: dot1, before: 2030-06-30}\n#",
        [("  - {phase: dot1, before: 2030-06-30}\n#", "phase", "duplicate-review")],
    ),
    ("years: 85", "years: 8,5", [("KN-1", "5", "unknown-key")]),
    ("years: 85", "years: tám lăm", [("KN-1", "years", "not-a-number")]),
    ("kind: ceiling, about: [CN-03]", "kind: ceiling, about: [CN-04]", [("R-1", "about", "bad-rule")]),
    ("kind: ceiling, about: [CN-03]", "kind: trần, about: [CN-03]", [("R-1", "kind", "unknown-word")]),
    (
        "kind: ceiling, about: [CN-03]",
        "kind: unit_share, about: [CN-03]",
        [("R-1", "of", "missing-key"), ("R-1", "percent", "missing-key")],
    ),
    (
        "kind: ceiling, about: [CN-03]",
        "kind: unit_share, about: [CN-03], of: [CN-04], percent: 0",
        [("R-1", "percent", "out-of-range")],
    ),
    ("kind: ceiling, about: [CN-03]", "kind: staff_share, about: []", [("R-1", "about", "missing-key")]),
    # goals
    ("{at_least: 15}", "{at_least: 15, more_than: 10}", [("at_least: 15", "goal", "bad-goal")]),
    ("{at_least: 15}", "{}", [("goal: {}", "goal", "bad-goal")]),
    ("{at_least: 15}", "15", [("goal: 15", "goal", "wrong-kind")]),
    (
        "{at_least: 15}",
        "{atleast: 15}",
        [("atleast: 15", "atleast", "unknown-key")],
    ),
    ("{at_least: 15}", "{at_least: 15%}", [("15%}", "at_least", "not-a-number")]),
    ("{at_least: 15}", "{at_least: mười lăm}", [("mười", "at_least", "not-a-number")]),
    ("{at_least: 15}", "{at_least: 100}", []),
    ("{at_least: 15}", "{at_least: 100.5}", [("100.5", "at_least", "goal-out-of-range")]),
    ("{at_least: 15}", "{more_than: 100}", [("more_than", "more_than", "goal-out-of-range")]),
    ("{at_least: 15}", "{more_than: 99.5}", []),
    ("{at_least: 15}", "{at_least: 0}", [("at_least: 0", "at_least", "goal-equals-baseline")]),
    ("{at_least: 15}", "{at_least: 0.9}", [("0.9", "at_least", "goal-below-one-percent")]),
    ("{at_least: 15}", "{at_least: 1}", []),
    ("goal: {at_most: 3}", "goal: {at_most: 0.9}", []),  # of a level less than one percent may be meant
    ("quote: Giảm sai sót.\n", "quote: Còn 3 %.\n", []),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    goal: {at_least: 0.85}",
        [],
    ),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    baseline: 12,5%\n    goal: {at_least: 0.85}",
        [
            ("0.85", "at_least", "goal-behind-baseline"),
            ("0.85", "at_least", "goal-below-one-percent"),
        ],
    ),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    baseline: 0.55\n    goal: {at_least: 85}",
        [("baseline: 0.55", "baseline", "goal-below-one-percent")],
    ),
    ("{at_least: 15}", "{at_least: -5}", [("at_least: -5", "at_least", "goal-out-of-range")]),
    ("{at_least: 15}", "{between: [15, 101]}", [("101", "between", "goal-out-of-range")]),
    ("    measure: ratio\n", "    measure: compliance\n", []),
    (
        "    measure: ratio\n    goal: {at_least: 15}",
        "    measure: compliance\n    goal: {between: [1, 2]}",
        [("[1, 2]", "between", "bad-goal")],
    ),
    ("between: [7, 9]", "between: [9, 7]", [("[9, 7]", "between", "goal-reversed")]),
    ("between: [7, 9]", "between: [7, 7]", []),
    ("between: [7, 9]", "between: [7, 8, 9]", [("[7, 8, 9]", "between", "bad-goal")]),
    ("between: [7, 9]", "between: [7]", [("[7]", "between", "missing-key")]),
    ("between: [7, 9]", "between: 7-9", [("7-9", "between", "wrong-kind")]),
    ("between: [7, 9]", "between: [6.5, 9]", [("6.5", "between", "not-whole")]),
    ("between: [7, 9]", "between: [1.250, 9]", [("1.250", "between", "not-a-number")]),
    ("between: [7, 9]", "at_least: 12,0", []),
    ("between: [7, 9]", "at_least: 1,250", [("1,250", "at_least", "not-a-number")]),
    ("between: [7, 9]", "at_least: 5", [("value: 6", "value", "pace-turns-back")]),
    ("{at_least: hoàn thành}", "{at_least: Hoàn Thành Tốt}", []),
    ("{at_least: hoàn thành}", "{at_least: hoan thanh}", []),
    ("{at_least: hoàn thành}", "{at_least: hoàn thanh tốt}", [("thanh tốt", "at_least", "unknown-level")]),
    ("{at_least: hoàn thành}", "{at_least: xuất sắc}", [("xuất sắc", "at_least", "unknown-level")]),
    ("{at_least: hoàn thành}", "{more_than: hoàn thành}", [("more_than", "more_than", "bad-goal")]),
    ("between: [7, 9]", "dưới: 9", []),
    ("between: [7, 9]", "DUOI: 9", []),
    (
        "between: [7, 9]",
        "less_than: 9\n      dưới: 8",
        [("dưới", "less_than", "duplicate-key")],
    ),
    ("between: [7, 9]", "less_than: 0", [("less_than", "less_than", "goal-out-of-range")]),
    ("{at_least: 15}", "{less_than: 0}", [("less_than", "less_than", "goal-out-of-range")]),
    ("{at_least: 15}", "{at_most: 0}", []),
    (
        "{at_least: hoàn thành}",
        "{at_least: không hoàn thành}",
        [("không hoàn thành}", "at_least", "goal-equals-baseline")],
    ),
    # across, hold
    (
        "    baseline: 12,5%\n",
        "    baseline: 12,5%\n    across: tổng\n",
        [("across", "across", "bad-across")],
    ),
    ("    scale: xl\n", "    scale: xl\n    across: trung bình\n", [("across", "across", "bad-across")]),
    ("    scale: xl\n", "    scale: xl\n    across: cao nhất\n", []),
    ("    baseline: 12,5%\n", "    phải giữ: có\n", []),
    (
        "    baseline: 12,5%\n",
        "    baseline: 12\n    hold: true\n",
        [("baseline", "baseline", "baseline-not-allowed")],
    ),
    ("    owner: VPTT\n", "    hold: true\n    pace: even\n", [("pace: even", "pace", "key-not-allowed")]),
    ("    owner: VPTT\n", "    across: tổng\n", [("across", "across", "key-not-allowed")]),
    # from
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    from: {percent: [CN-03, cn-04]}\n    goal: {at_least: 3}",
        [],
    ),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    from: {percent: [CN-03]}\n    goal: {at_least: 3}",
        [("from:", "percent", "missing-key")],
    ),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    from: {percent: [CN-03, TT-01]}\n    goal: {at_least: 3}",
        [("from:", "from", "bad-source")],
    ),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    from: {percent: [CN-03, [CN-04, CN-O3]]}\n    goal: {at_least: 3}",
        [("from:", "from", "unknown-target")],
    ),
    (
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    from: {percent: [CN-03, CN-04], sum: [CN-04]}\n    goal: {at_least: 3}",
        [("from:", "from", "bad-source")],
    ),
    # the plan's own
    ("thresholds: {at_risk: 0.75}", "as_of: 2030-05-01", [("as_of", "as_of", "key-not-allowed")]),
    ("thresholds: {at_risk: 0.75}", "as_of: 2030-05-01\nillustrative: true", []),
    (
        "thresholds: {at_risk: 0.75}",
        "as_of: 2031-05-01\nillustrative: true",
        [("as_of", "as_of", "outside-campaign")],
    ),
    ("thresholds: {at_risk: 0.75}", "report_every: quý", []),
    (
        "thresholds: {at_risk: 0.75}",
        "groups: {task: Việc}",
        [
            ("group: individual", "group", "unknown-word"),
            ("group: collective", "group", "unknown-word"),
        ],
    ),
    (
        "thresholds: {at_risk: 0.75}",
        "figures: [{id: CN-03, name: x, measure: amount}]",
        [("id: CN-03\n", "id", "duplicate-id")],
    ),
    ("    owner: VPTT\n", "    previous: CN-01\n", [("previous", "previous", "key-not-allowed")]),
    # baseline
    ("    baseline: 12,5%\n", "", [("id: MD-01", "baseline", "missing-key")]),
    ("    baseline: 12,5%\n", "    baseline: 3\n", [("at_most: 3", "at_most", "goal-equals-baseline")]),
    ("    baseline: 12,5%\n", "    baseline: 2\n", [("at_most: 3", "at_most", "goal-behind-baseline")]),
    ("    baseline: 12,5%\n", "    baseline: nhiều\n", [("nhiều", "baseline", "not-a-number")]),
    ("    owner: VPTT\n", "    baseline: 0\n", [("baseline: 0", "baseline", "baseline-not-allowed")]),
    ("    owner: VPTT\n", "    baseline: 5\n", [("baseline: 5", "baseline", "baseline-not-allowed")]),
    # pace
    ("{by: 2030-09-30, value: 6}", "{by: 2030-06-30, value: 6}", [("value: 6", "by", "bad-pace")]),
    ("{by: 2030-09-30, value: 6}", "{by: 2031-01-01, value: 6}", [("value: 6", "by", "bad-pace")]),
    ("{by: 2030-09-30, value: 6}", "{by: 2030-09-30, value: 2}", [("value: 2", "value", "pace-turns-back")]),
    ("{by: 2030-09-30, value: 6}", "{by: 2030-09-30, value: 8}", [("value: 8", "value", "pace-turns-back")]),
    (
        "{by: 2030-09-30, value: 6}",
        "by: 2030-09-30\n        value: 8",
        [("value: 8", "value", "pace-turns-back")],
    ),
    ("{by: 2030-09-30, value: 6}", "{by: 2030-12-31, value: 6}", [("value: 6", "value", "bad-pace")]),
    ("{by: 2030-09-30, value: 6}", "{by: 2030-12-31, value: 7}", []),
    ("{by: 2030-09-30, value: 6}", "{by: 2030-09-30}", [("{by: 2030-09-30}", "value", "missing-key")]),
    ("{by: 2030-09-30, value: 6}", "{by: quý 3, value: 6}", [("quý 3", "by", "bad-date")]),
    ("{by: 2030-09-30, value: 6}", "{by: 2030-09-30, value: 6.5}", [("6.5", "value", "not-whole")]),
    ("    scale: xl\n", "    scale: xl\n    pace: even\n", [("pace: even", "pace", "key-not-allowed")]),
    (
        "    scale: xl\n",
        "    scale: xl\n    pace: []\n",
        [("pace: []", "pace", "missing-key"), ("pace: []", "pace", "key-not-allowed")],
    ),
    ("    due: 2030-11-30", "    pace: [nhanh]", [("[nhanh]", "pace", "wrong-kind")]),
    ("    due: 2030-11-30", "    pace: nhanh", [("nhanh", "pace", "unknown-word")]),
    ("    due: 2030-11-30", "    pace: [{by: 2030-06-30, value: 7}, {by: 2030-09-30, value: 4%}]", []),
    (
        "    due: 2030-11-30",
        "    pace: [{by: 2030-06-30, value: 13}]",
        [("value: 13", "value", "pace-turns-back")],
    ),
]


@cases(("typed", "instead", "expected"), ONE_SLIP)
def test_one_slip_is_told_at_its_line(typed, instead, expected):
    assert PLAN.count(typed) == 1
    plan = PLAN.replace(typed, instead)
    assert told(plan) == sorted(
        ((plan[: plan.index(mark)].count("\n") + 1, key, code) for mark, key, code in expected),
        key=lambda each: each[0],
    )


def test_what_cannot_be_read_hides_no_problem_of_what_can():
    broken = PLAN.replace("end: 2030-06-30", "end: 2030-06-31").replace("{at_least: 15}", "{at_least: 150}")
    broken = broken.replace("population: staff", "population: stuff")
    assert [(line, code) for line, _, code in told(broken)] == [
        (line_of("{id: dot1"), "bad-date"),
        (line_of("{at_least: 15}"), "goal-out-of-range"),
        (line_of("population: staff"), "unknown-population"),
    ]


def test_every_problem_of_a_plan_is_told_at_once():
    broken = (
        PLAN.replace("closes: 31.03.2031", "closes: 2030")
        .replace("measure: rank", "measure: hang")
        .replace("population: staff", "population: stuff")
        .replace("id: NV-1", "id: NV/1")
    )
    assert [(line, code) for line, _, code in told(broken)] == [
        (line_of("closes"), "bad-date"),
        (line_of("population: staff"), "unknown-population"),
        (line_of("measure: rank"), "unknown-word"),
        (line_of("id: NV-1"), "bad-id"),
    ]


@cases(
    ("text", "expected"),
    [
        ("", (1, None, "empty-file")),
        ("# kế hoạch\n\n", (1, None, "empty-file")),
        ("xin chào\n", (1, None, "wrong-kind")),
        ("- a\n- b\n", (1, None, "wrong-kind")),
        ("campaign: '2030\n", (1, None, "yaml-syntax")),
    ],
)
def test_a_text_that_is_no_plan(text, expected):
    plan, (problem,) = read_plan(text, "plan.yml")
    assert plan is None
    assert (problem.line, problem.column, problem.code) == expected


def test_a_folder_bears_the_name_of_its_campaign():
    assert told(PLAN, "2031") == [(1, "campaign", "campaign-folder")]
    assert told(PLAN, "2030") == []


@cases(
    ("typed", "instead", "usable"),
    [
        ("{at_least: 15}", "{at_least: mười}", True),  # its rows can still be checked
        ("    due: 2030-11-30", "    due: 2029-11-30", True),
        ("    measure: rank", "    measure: hạng", False),  # nobody can say what its rows may hold
        ("closes: 31.03.2031", "closes: mãi mãi", False),
        ("start: 1/7/2030", "start: 7/2030", False),
        ("    population: staff", "    population: stuff", False),
    ],
)
def test_a_plan_with_errors_serves_to_check_rows_where_it_can(typed, instead, usable):
    plan, problems = read_plan(PLAN.replace(typed, instead), "plan.yml")
    assert any(each.severity is Severity.ERROR for each in problems)
    assert (plan is not None) is usable


@cases(
    ("typed", "instead", "hint"),
    [
        ("title: Phong", "titel: Phong", "có phải title?"),
        ("group: individual", "group: indivdual", "có phải individual?"),
        ("of: CN-04", "of: CN-O4", "có phải CN-04?"),
        ("at_risk: 0.75", "at_risk: 75%", "ghi 0.75; trong Excel"),
        (
            "{at_risk: 0.75}",
            "{at_risk: 0,75}",
            "trong { } ngăn hai mục: đặt số lẻ trong dấu nháy kép",
        ),
    ],
)
def test_a_near_miss_gets_a_suggestion(typed, instead, hint):
    assert hint in " ".join(str(each.hint) for each in read_plan(PLAN.replace(typed, instead), "plan.yml")[1])


REVISED = PLAN + "revisions: [{date: 2030-08-05, cite: a, targets: {CN-04: {owner: VP}}}]\n"


def test_a_unit_in_charge_is_told_at_its_own_line():
    units = unit_names({"VP": Unit("VP", "Văn phòng", "V. phòng")})
    (problem,) = unknown_owners(read_plan_text(PLAN, "plan.yml").outside.owners, units)
    assert (problem.line, problem.column, problem.code) == (line_of("owner: VPTT"), "owner", "unknown-unit")


@cases(
    ("typed", "instead"),
    [
        ("closes: 31.03.2031", "closes: mãi mãi"),
        ("    measure: ratio", "    measure: tỷ"),
        ("    population: staff", "    population: stuff"),
        ("id: CN-03\n", "id: cn 03\n"),
        ("name: Đợt một, ", ""),
    ],
)
def test_units_in_charge_are_known_whatever_else_is_wrong(typed, instead):
    text = read_plan_text(REVISED.replace(typed, instead, 1), "plan.yml")
    assert [owner.name for owner in text.outside.owners] == ["VPTT", "VP", "VP"]


def test_a_unit_in_charge_named_by_its_short_name_gets_its_id():
    units = unit_names({"VPTT": Unit("VPTT", "Văn phòng - Thanh tra", "VP")})
    text = read_plan_text(REVISED, "plan.yml")
    assert [*unknown_owners(text.outside.owners, units)] == []
    assert text.plan is not None
    plan = with_owners(text.plan, units)
    assert plan.tasks["NV-1"].owner == "VPTT"
    assert plan.targets["CN-03"].owner == "VPTT"
    assert plan.targets["CN-04"].owner is None
    assert plan.revisions[0].changes == {"CN-04": {"owner": "VPTT"}}
    assert plan.on(date(2030, 8, 5)).targets["CN-04"].owner == "VPTT"


def test_a_phase_that_must_be_reviewed_has_a_review():
    listed = "  - {phase: dot1, before: 2030-06-30, held: 2030-06-28}\n"
    plan, _ = read_plan(PLAN.replace(listed, ""), "plan.yml")
    assert plan is not None
    assert plan.reviews == (Review("dot1", date(2030, 6, 30)),)


LETTERS = st.characters() | st.sampled_from("-:?[]{},&*!|>'\"%@ \n\t#0123456789")


@given(st.integers(0, len(PLAN)), st.integers(0, 40), st.text(LETTERS, max_size=30))
def test_no_change_to_a_plan_raises(start, cut, typed):
    plan, problems = read_plan(PLAN[:start] + typed + PLAN[start + cut :], "plan.yml", "2030")
    assert plan is not None or problems
    for problem in problems:
        assert str(problem.message)
        assert str(problem.hint)


@given(st.lists(st.sampled_from([*LINES, "", "  x", "- y", "    goal: {at_least: [1]}"]), max_size=60))
def test_no_shuffle_of_lines_raises(lines):
    plan, problems = read_plan("\n".join(lines), "plan.yml")
    assert plan is not None or problems


@cases(
    "text",
    [
        "".join(f"khóa{place}: x\n" for place in range(25_000)),
        "targets: [" + "{}, " * 25_000 + "]\n",
        "targets:\n"
        + "".join(f"  - {{id: T-{place}, group: nhom, measure: do}}\n" for place in range(5_000)),
        PLAN.replace("targets: [CN-04, cn-03]", "targets: [" + "CN-99, " * 25_000 + "]"),
        PLAN.replace(
            "populations: {", "populations: {" + "".join(f"p{place}: a, " for place in range(12_500))
        ),
        "a: " + "x" * 750_000 + "\n",
    ],
)
def test_a_hostile_plan_ends_fast(text):
    with within(0.5):  # of a quarter of what ends in two
        _, problems = read_plan(text, "plan.yml")
    assert len(problems) <= MOST_PROBLEMS + 1


def test_a_large_plan_is_read_in_time():
    target = PLAN[PLAN.index("  - id: CN-04") : PLAN.index("  - id: TT-01")]
    more = "".join(target.replace("CN-04", f"CN-1{place:04}") for place in range(1_200))
    with within(1):  # of half of what is read in two
        plan, problems = read_plan(PLAN.replace("  - id: TT-01", more + "  - id: TT-01"), "plan.yml")
    assert problems == []
    assert plan is not None
    assert len(plan.targets) == 1_204
