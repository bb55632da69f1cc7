"""The 2022 plan as data: faithful to the plan's text, complete, free of names, and alive through the year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from table_kit import cases
from thidua.figures.progress import measure, recorded
from thidua.intake.read import load
from thidua.model import Campaign, Status, Target
from thidua.problems import Severity

DATA = Path(__file__).parent.parent / "data"
FOLDER = DATA / "2022"
AFTER = date(2023, 4, 1)

# Where a page ended in the middle of a sentence: the two halves are joined by one space.
PAGE_BREAKS = ("trọng tâm là nâng\n\ncao chất lượng", "hoàn thành toàn diện các chỉ\n\ntiêu, nhiệm vụ")
MARKDOWN = re.compile(r"^(?:#+ |- \+ |- )|\*")

# Family names common enough to give a person away before a capitalised word (Hà is left out: Hà Tĩnh).
FAMILY_NAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đào|Thái|Tạ|Kiều"
)
HONORIFICS = "[Ôô]ng|[Bb]à|[Đđ]ồng chí|đ/c|[Aa]nh|[Cc]hị"
HISTORICAL = {"Hồ Chí Minh", "Lê Duẩn"}


@cache
def campaign() -> Campaign:
    (only,) = load(DATA, "2022", AFTER).campaigns
    return only


@cache
def paragraphs() -> tuple[str, ...]:
    """The plan's paragraphs without the marks of Markdown."""
    text = (FOLDER / "source.txt").read_text(encoding="utf-8")
    for broken in PAGE_BREAKS:
        assert text.count(broken) == 1
        text = text.replace(broken, broken.replace("\n\n", " "))
    text = text.replace("  \n", " ")  # a line broken within a paragraph
    return tuple(plain(line) for line in text.splitlines() if line.strip())


def plain(line: str) -> str:
    return MARKDOWN.sub("", line.strip())


def between(first: str, last: str) -> list[str]:
    """The paragraphs after the heading ``first`` and before the heading ``last``."""
    text = paragraphs()
    return list(text[text.index(first) + 1 : text.index(last)])


def test_the_checks_tell_only_the_gaps_that_are_meant() -> None:
    found = [
        (problem.severity, problem.code, Path(problem.file).name, [*problem.message.values.values()])
        for problem in load(DATA, "2022", AFTER).problems
    ]
    assert found == [
        (Severity.WARNING, "no-rows-past-due", "plan.yml", ["TT-04", date(2022, 12, 31)]),
        (Severity.WARNING, "report-missing", "reports.csv", ["TTDV", "2022-08"]),
        (Severity.WARNING, "report-missing", "reports.csv", ["TTTT", "2022-03, 2022-11"]),
    ]


def quotes() -> list[tuple[str, str]]:
    """Every passage of plan.yml that claims to stand in the plan, with a name for the test."""
    plan = campaign().plan
    found = [("theme", plan.theme), ("objective", plan.objective), ("title", plan.document.title)]
    found += [("basis", text) for text in plan.document.basis]
    found += [(target.id, target.quote) for target in plan.targets.values()]
    found += [(phase.id, phase.quote) for phase in plan.phases]
    found += [(f"{phase.id} objective", phase.objective) for phase in plan.phases]
    found += [(f"{review.phase} review", review.quote) for review in plan.reviews]
    found += [(day.id, day.quote) for day in plan.commemorations]
    found += [(movement.id, movement.name) for movement in plan.movements.values()]
    found += [(role.id, role.who) for role in plan.roles]
    found += [("cited", document.text) for document in plan.cited]
    return [(name, text or "") for name, text in found]


def test_every_quote_is_verbatim_within_one_paragraph() -> None:
    missing = [
        (name, quote)
        for name, quote in quotes()
        if not quote or not any(quote in paragraph for paragraph in paragraphs())
    ]
    assert missing == []


def test_the_sections_shown_whole_are_whole() -> None:
    plan = campaign().plan
    assert [clause.text for clause in plan.purposes] == between("1. Mục đích", "2. Yêu cầu")
    after = "II. CHỦ ĐỀ, MỤC TIÊU THI ĐUA"
    assert [clause.text for clause in plan.requirements] == between("2. Yêu cầu", after)
    assert [plan.theme] == between("1. Chủ đề thi đua", "2. Mục tiêu thi đua")
    assert [plan.objective] == between("2.1. Mục tiêu tổng quát", "2.2. Mục tiêu cụ thể")
    duties = between("IV. TỔ CHỨC THỰC HIỆN", "Nơi nhận:")
    assert [role.clause for role in plan.roles] == [f"IV.{n} đoạn {m}" for n in (1, 2) for m in (1, 2)]
    assert all(duty.endswith(role.text) for duty, role in zip(duties, plan.roles, strict=True))
    printed = [line.removesuffix(";") for line in between("Nơi nhận:", "GIÁM ĐỐC")]
    # The reports go out with this list, so the print's slip (T-02) is mended in it.
    assert list(plan.recipients) == [line.replace("Trường Khổi", "Trưởng Khối") for line in printed]


def test_the_ten_tasks_are_all_of_iii_2_in_order() -> None:
    tasks = campaign().plan.tasks.values()
    assert [task.clause for task in tasks] == [f"III.2.{number}" for number in range(1, 11)]
    lines = [plain(line) for task in tasks for line in task.text.splitlines() if line.strip()]
    assert lines == between("2. Nhiệm vụ thi đua", "IV. TỔ CHỨC THỰC HIỆN")


def test_ten_and_eleven_and_seven_targets() -> None:
    groups = Counter(target.group for target in campaign().plan.targets.values())
    assert groups == {"collective": 10, "individual": 11, "task": 7}


@cases(
    ("clause", "first", "last", "bullets"),
    [
        ("II.2.2.1", "2.2.1. Về tập thể", "2.2.2. Về cá nhân", 7),
        ("II.2.2.2", "2.2.2. Về cá nhân", "III. NỘI DUNG THI ĐUA", 6),
    ],
)
def test_every_bullet_is_covered_by_its_targets(clause: str, first: str, last: str, bullets: int) -> None:
    found = between(first, last)
    assert len(found) == bullets
    for number, bullet in enumerate(found, 1):
        own = [
            target
            for target in campaign().plan.targets.values()
            if target.clause.split(" ý ")[0] == f"{clause} dòng {number}"
        ]
        assert own, bullet
        assert left_over(bullet, own) in ("", "và"), bullet


def test_what_iii_2_asks_in_numbers_is_a_target_of_its_task() -> None:
    plan = campaign().plan
    named = {target for task in plan.tasks.values() for target in task.targets}
    assert named == {target.id for target in plan.targets.values() if target.group == "task"}
    for task in plan.tasks.values():
        own = [plan.targets[target] for target in task.targets]
        assert all(target.clause.startswith(f"{task.clause} ") for target in own)
        assert ("100%" in task.text) == any("100%" in target.quote for target in own)
    assert left_over(plan.tasks["III.2.10"].text, [plan.targets[f"NV-0{n}"] for n in (5, 6, 7)]) == "2.10"


def left_over(text: str, targets: list[Target]) -> str:
    """What of a text stands in none of the targets' quotes, without punctuation at its ends."""
    covered = [False] * len(text)
    for target in targets:
        at = text.index(target.quote)
        covered[at : at + len(target.quote)] = [True] * len(target.quote)
    return "".join(letter for letter, seen in zip(text, covered, strict=True) if not seen).strip(" ;,.")


def test_a_commemoration_has_the_day_and_the_years_that_its_words_give() -> None:
    days = campaign().plan.commemorations
    assert len(days) == 13
    assert [day.id for day in days if day.on is None] == ["KN-02", "KN-11", "KN-12"]
    for day in days:
        words = day.quote or ""
        if day.on is not None:
            since, now = re.findall(r"(\d\d?)/(\d\d?)/(\d{4})", words)
            assert [int(part) for part in reversed(now)] == [day.on.year, day.on.month, day.on.day]
            assert day.years == day.on.year - int(since[2])
        if found := re.search(r"(\d+) năm", words):
            assert day.years == int(found[1])


def test_both_reviews_were_held_strictly_before_the_day_the_plan_names() -> None:
    reviews = campaign().plan.reviews
    assert [review.before for review in reviews] == [date(2022, 6, 30), date(2022, 12, 31)]
    assert all(review.held is not None and review.held < review.before for review in reviews)
    for review in reviews:
        assert f"trước ngày {review.before.day}/{review.before.month}/2022" in (review.quote or "")


def test_the_plan_stands_whole() -> None:
    plan = campaign().plan
    assert plan.illustrative
    assert plan.document.number is None
    assert len(plan.movements) == 11
    assert {movement for task in plan.tasks.values() for movement in task.movements} == set(plan.movements)
    assert [rule.id for rule in plan.rules] == [f"X-0{number}" for number in range(1, 8)]
    assert all(target.interpretation for target in plan.targets.values())


@cases("path", sorted(FOLDER.glob("*.*")))
def test_no_person_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in HISTORICAL:
        text = text.replace(name, "")
    suspects = re.findall(rf"\b(?:{FAMILY_NAMES}|{HONORIFICS}) (\w)(\w*)", text)
    assert [first + rest for first, rest in suspects if first.isupper()] == []


def test_the_plan_as_published_ends_with_a_capacity_and_no_name() -> None:
    assert paragraphs()[-1] == campaign().plan.document.signer == "GIÁM ĐỐC"


def test_evidence_says_that_it_is_made_up() -> None:
    assert [row for row in campaign().achievements if "minh họa" not in row.evidence] == []


def test_a_correction_says_why() -> None:
    corrections = [row for row in campaign().achievements if row.value < 0]
    assert [row.target for row in corrections] == ["CN-07", "NV-04", "NV-07"]
    assert all(row.note for row in corrections)


def test_breaches_do_not_point_at_a_unit() -> None:
    norms = {target.id for target in campaign().plan.targets.values() if target.measure == "compliance"}
    assert {row.unit for row in campaign().achievements if row.target in norms} == {"VPTT"}


@cases(
    ("day", "totals"),
    [
        (date(2022, 1, 10), {"on_track": 8, "no_data": 1, "not_due": 13, "not_started": 6}),
        (
            date(2022, 6, 28),
            {"met": 2, "on_track": 9, "at_risk": 1, "off_track": 1, "not_due": 12, "not_started": 3},
        ),
        (
            date(2022, 9, 30),
            {
                "met": 3,
                "on_track": 8,
                "at_risk": 1,
                "off_track": 1,
                "missed": 1,
                "not_due": 11,
                "not_started": 3,
            },
        ),
        (date(2022, 12, 31), {"exceeded": 3, "met": 19, "missed": 4, "no_data": 2}),
        (date(2023, 3, 31), {"exceeded": 3, "met": 19, "met_late": 2, "missed": 3, "no_data": 1}),
    ],
)
def test_totals_on_the_days_that_the_office_looks_at(day: date, totals: dict[str, int]) -> None:
    assert measure(campaign(), day).totals == totals


@cache
def days_by_status() -> dict[Status, set[date]]:
    """On which days of the campaign each status is reached, by a target or by a target in a phase."""
    plan, past = campaign().plan, recorded(campaign())
    found: defaultdict[Status, set[date]] = defaultdict(set)
    for offset in range((plan.closes - plan.start).days + 1):
        day = plan.start + timedelta(days=offset)
        for figure in measure(campaign(), day, past).figures.values():
            found[figure.status].add(day)
            for phase in figure.phases.values():
                found[phase.status].add(day)
    return found


@cases("status", [one for one in Status if one is not Status.CANCELLED])
def test_every_status_is_reached_on_some_day(status: Status) -> None:
    assert days_by_status()[status]


def test_the_goal_of_cn_03_is_more_than_the_law_allows() -> None:
    figures = measure(campaign(), date(2023, 3, 31)).figures
    titled, fighters = figures["CN-04"].actual, figures["CN-03"].actual
    assert titled is not None and (titled.value, titled.of) == (34, 35)
    assert fighters is not None and (fighters.value, fighters.of) == (5, 35)
    assert figures["CN-03"].shortfall == 1  # 6 of 35 are needed; 15 % of 34 titles allows 5


def test_every_task_was_followed_and_two_difficulties_are_open() -> None:
    updates = campaign().updates
    assert {update.task for update in updates} == set(campaign().plan.tasks)
    open_asks = [update for update in updates if update.asks and update.answered is None]
    assert [update.task for update in open_asks] == ["III.2.10", "III.2.3"]
    assert all(update.asks for update in updates if update.answered)


def test_months_were_reported_on_time_late_and_never() -> None:
    plan, units = campaign().plan, campaign().units
    reports = campaign().reports
    assert len({(report.unit, report.period) for report in reports}) == len(reports) == 69
    assert len(units) * 12 - len(reports) == 3
    assert plan.report_day == 5
    assert sum(report.on.day > plan.report_day for report in reports) == 9
