"""The plan's checks across targets, as sentences with their numbers."""

from dataclasses import replace
from fractions import Fraction

from plans import campaign, day, heads, row, target
from table_kit import cases
from thidua.figures.awards import rows_by_target
from thidua.figures.progress import measure
from thidua.figures.rules import findings, findings_about, legal_ceiling
from thidua.model import Ceiling, Measure, Role, Rule, RuleKind

COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure
LAW = "NĐ 91/2017 Điều 9 khoản 3"
FIGHTERS = replace(
    target("CN-03", RATIO, at_least=15), ceiling=Ceiling(percent=Fraction(15), of="CN-04", cite=LAW)
)
WORKERS = target("CN-04", RATIO, more_than=90)


def rule(kind, about, of="", percent=None, *, strict=False):
    bound = None if percent is None else Fraction(percent)
    return Rule("X", kind, tuple(about.split()), "…", LAW, tuple(of.split()), bound, strict)


def finding(one, targets, rows=(), headcounts=()):
    plan = campaign(targets, rows, headcounts, rules=(one,))
    progress = measure(plan, day("31/12"))
    (found,) = findings(progress, rows_by_target(rows, day("31/12")))
    return found.holds, [str(sentence) for sentence in found.sentences]


@cases(
    ("size", "workers", "fighters", "holds", "sentences"),
    [
        (
            35,
            None,  # before anyone is titled, the law's base can be no more than everybody
            None,
            False,
            [
                "CN-03: kế hoạch cần ít nhất 6 người (II.2), luật cho tối đa 5 (NĐ 91/2017 Điều 9 khoản 3): "
                "không thể đạt cả hai, cần xin ý kiến cấp có thẩm quyền."
            ],
        ),
        (
            40,
            40,
            6,
            True,
            [
                "CN-03: kế hoạch cần ít nhất 6 người (II.2), luật cho tối đa 6 (NĐ 91/2017 Điều 9 khoản 3): "
                "hai quy định cùng thực hiện được."
            ],
        ),
        (
            40,
            39,  # 15 % of 39 is 5,85
            6,
            False,
            [
                "CN-03: kế hoạch cần ít nhất 6 người (II.2), luật cho tối đa 5 (NĐ 91/2017 Điều 9 khoản 3): "
                "không thể đạt cả hai, cần xin ý kiến cấp có thẩm quyền.",
                "CN-03: đã ghi 6 người, vượt mức tối đa 5 mà luật cho (NĐ 91/2017 Điều 9 khoản 3).",
            ],
        ),
        (
            40,
            40,
            7,  # both can be kept, but the law has been passed
            False,
            [
                "CN-03: kế hoạch cần ít nhất 6 người (II.2), luật cho tối đa 6 (NĐ 91/2017 Điều 9 khoản 3): "
                "hai quy định cùng thực hiện được.",
                "CN-03: đã ghi 7 người, vượt mức tối đa 6 mà luật cho (NĐ 91/2017 Điều 9 khoản 3).",
            ],
        ),
        (None, None, None, None, ["Chưa đủ số liệu để kiểm tra."]),
    ],
)
def test_goal_beside_the_legal_ceiling(size, workers, fighters, holds, sentences):
    rows = [
        row("20/12", value, target=name)
        for name, value in (("CN-04", workers), ("CN-03", fighters))
        if value is not None
    ]
    heads_of = [heads("1/1", size)] if size else []
    assert finding(rule(RuleKind.CEILING, "CN-03"), [FIGHTERS, WORKERS], rows, heads_of) == (holds, sentences)


@cases(("size", "workers", "cap"), [(35, None, 5), (35, 33, 4), (35, 34, 5), (35, 0, 0), (None, None, None)])
def test_legal_ceiling(size, workers, cap):
    rows = [] if workers is None else [row("20/12", workers, target="CN-04")]
    plan = campaign([FIGHTERS, WORKERS], rows, [heads("1/1", size)] if size else [])
    assert legal_ceiling(FIGHTERS, measure(plan, day("31/12"))) == cap


def test_nothing_is_said_of_a_ceiling_while_its_base_or_the_need_is_unknown():
    people, base = replace(FIGHTERS, population="staff"), target("CN-04", at_least=3)
    known = finding(rule(RuleKind.CEILING, "CN-03"), [people, base], [row("1/3", 20, target="CN-04")])
    count = replace(target("CN-03", at_least=3), ceiling=FIGHTERS.ceiling)
    unknown = (None, ["Chưa đủ số liệu để kiểm tra."])
    assert known == finding(rule(RuleKind.CEILING, "CN-03"), [count, base]) == unknown


def test_no_ceiling_without_a_law():
    assert legal_ceiling(WORKERS, measure(campaign([WORKERS]), day("31/12"))) is None


@cases(
    ("fighters", "provincial", "local", "holds", "sentence"),
    [
        (6, 1, 5, True, "CN-03: 6; kết quả làm điều kiện (NV-06, NV-07): 6."),
        (6, None, 5, False, "CN-03: 6; kết quả làm điều kiện (NV-06, NV-07): 5."),
        (None, 1, 5, None, "Chưa có số liệu CN-03; hiện có 6 kết quả làm điều kiện (NV-06, NV-07)."),
        (6, None, None, None, "CN-03: 6; chưa có số liệu kết quả làm điều kiện (NV-06, NV-07)."),
        (0, 0, 0, True, "CN-03: 0; kết quả làm điều kiện (NV-06, NV-07): 0."),
        (None, None, None, None, "Chưa đủ số liệu để kiểm tra."),  # and not: there are 0
    ],
)
def test_a_title_needs_results_behind_it(fighters, provincial, local, holds, sentence):
    values = {"CN-03": fighters, "NV-06": provincial, "NV-07": local}
    rows = [row("20/12", n, target=name) for name, n in values.items() if n is not None]
    targets = [target("CN-03", RATIO, at_least=15), target("NV-06", at_least=1), target("NV-07", at_least=7)]
    found = finding(rule(RuleKind.AT_MOST_TARGET, "CN-03", "NV-06 NV-07"), targets, rows, [heads("1/1", 40)])
    assert found == (holds, [sentence])


UNITS = target("TT-08", RATIO, more_than=90, population="units")
TWO_UNITS = [heads("1/1", 10), heads("1/1", 6, "B")]


@cases(
    ("titled", "workers", "percent", "strict", "holds", "sentences"),
    [
        ("", {"A": 9}, 50, True, None, ["Chưa có đơn vị nào được công nhận TT-08."]),
        ("A", {}, 50, True, None, ["Chưa có số liệu CN-04 để kiểm tra các đơn vị được công nhận TT-08."]),
        ("A", {"A": 6}, 50, True, True, ["Mọi đơn vị được công nhận đều đủ điều kiện."]),
        ("A", {"A": 5}, 50, True, False, ["Phòng A: 5/10 người đạt CN-04."]),  # half is not more than half
        ("A", {"A": 5}, 50, False, True, ["Mọi đơn vị được công nhận đều đủ điều kiện."]),
        ("A B", {"A": 7, "B": 4}, 70, False, False, ["Phòng B: 4/6 người đạt CN-04."]),
        ("A B", {"A": 10}, 70, False, False, ["Phòng B: 0/6 người đạt CN-04."]),
        ("C", {"A": 10}, 70, False, None, None),  # nobody counted there
    ],
)
def test_an_awarded_unit_needs_a_share_of_its_people(titled, workers, percent, strict, holds, sentences):
    rows = [row("20/12", 1, unit, target="TT-08") for unit in titled.split()]
    rows += [row("15/12", n, unit, target="CN-04") for unit, n in workers.items()]
    one = rule(RuleKind.UNIT_SHARE, "TT-08", "CN-04", percent, strict=strict)
    found = finding(one, [UNITS, WORKERS], rows, TWO_UNITS)
    assert found[0] is holds
    if sentences is not None:
        assert found[1] == sentences


def test_a_title_taken_back_needs_nothing():
    rows = [
        row("20/12", 1, target="TT-08"),
        row("21/12", -1, target="TT-08"),
        row("1/12", 1, target="CN-04"),
    ]
    one = rule(RuleKind.UNIT_SHARE, "TT-08", "CN-04", 50)
    assert finding(one, [UNITS, WORKERS], rows, TWO_UNITS)[0] is None


def test_units_people_are_those_of_the_as_of_day():
    rows = [row("20/12", 1, target="TT-08"), row("15/12", 5, target="CN-04")]
    smaller = [*TWO_UNITS, heads("1/12", 8)]
    one = rule(RuleKind.UNIT_SHARE, "TT-08", "CN-04", 60)
    assert finding(one, [UNITS, WORKERS], rows, TWO_UNITS) == (False, ["Phòng A: 5/10 người đạt CN-04."])
    assert finding(one, [UNITS, WORKERS], rows, smaller)[0] is True


@cases(
    ("size", "sentence"),
    [
        (9, "CN-04: mục tiêu nghĩa là cả 9 người."),
        (10, "CN-04: mục tiêu nghĩa là cả 10 người."),
        (11, "CN-04: mục tiêu nghĩa là ít nhất 10 trong 11 người."),
        (None, "Chưa đủ số liệu để kiểm tra."),
    ],
)
def test_what_a_percentage_means(size, sentence):
    heads_of = [heads("1/1", size)] if size else []
    assert finding(rule(RuleKind.EXACT_SHARE, "CN-04"), [WORKERS], [], heads_of) == (None, [sentence])


@cases(
    ("rows", "holds", "sentence"),
    [
        ([], None, "Chưa có đơn vị nào được khen."),
        (
            [row("1/12", 1, "A", target="TT-05"), row("1/12", 1, "B", target="TT-06")],
            True,
            "Không đơn vị nào nhận nhiều hình thức khen.",
        ),
        (
            [row("1/12", 1, "B", target="TT-05"), row("2/12", 1, "B", target="TT-06")],
            False,
            "Phòng B có tên ở TT-05, TT-06: kiểm tra có cùng một thành tích không.",
        ),
        (
            [
                row("1/12", 1, "B", target="TT-05"),
                row("2/12", 1, "B", target="TT-06"),
                row("3/12", -1, "B", target="TT-06"),
            ],
            True,
            "Không đơn vị nào nhận nhiều hình thức khen.",
        ),
    ],
)
def test_one_unit_under_several_awards(rows, holds, sentence):
    targets = [target("TT-05", at_least=1), target("TT-06", at_least=1)]
    assert finding(rule(RuleKind.DISTINCT_UNITS, "TT-05 TT-06"), targets, rows) == (holds, [sentence])


def test_share_without_a_leadership_post_is_an_indicator():
    targets = [target("CN-01", at_least=3), target("CN-02", at_least=8)]
    one = rule(RuleKind.STAFF_SHARE, "CN-01 CN-02")
    assert finding(one, targets) == (None, ["Chưa có người được khen."])
    rows = [
        row("1/12", 4, target="CN-01", role=Role.LEADER),
        row("1/12", 7, target="CN-02", role=Role.STAFF),
        row("1/12", 1, target="CN-02"),
    ]
    assert finding(one, targets, rows) == (None, ["7/11 người được khen không giữ chức vụ lãnh đạo."])


def test_findings_about_a_target():
    rules = (
        rule(RuleKind.CEILING, "CN-03"),
        rule(RuleKind.AT_MOST_TARGET, "CN-04", "CN-03"),
        rule(RuleKind.EXACT_SHARE, "CN-04"),
    )
    plan = campaign([FIGHTERS, WORKERS], rules=rules)
    found = findings(measure(plan, day("31/12")), {})
    assert [one.rule for one in found] == list(rules)
    assert [one.rule for one in findings_about(found, "CN-03")] == list(rules[:2])
