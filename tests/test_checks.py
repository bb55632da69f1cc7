"""Rules across rows: both sides of each boundary, and the row on which a breach is told."""

from __future__ import annotations

from datetime import date

from campaigns import ACHIEVEMENTS, HEADCOUNT, PLAN, REPORTS, UNITS, campaign_files, problems_of, read
from table_kit import cases
from thidua import checks
from thidua.checks.persons import person_in
from thidua.checks.text_rules import _line_of, garbled_kind

HEADER = ACHIEVEMENTS.partition("\n")[0] + "\n"


def told(rows, *, headcount=HEADCOUNT, today=date(2022, 12, 31), plan=PLAN):
    """(line, code) of the problems of achievements.csv (rows from line 2) and headcount.csv."""
    found = problems_of(
        today=today,
        achievements=HEADER + rows,
        headcount=headcount,
        plan=plan,
        reports="date,unit_id,period\n",
    )
    return [
        (line, code)
        for file, line, _, code in found
        if code != "no-rows-past-due" and file in ("achievements.csv", "headcount.csv")
    ]


@cases(
    ("rows", "expected"),
    [
        ("1/2/2022,CN-01,VP,2,,,a,\n1/3/2022,CN-01,VP,-2,,,b,lý do\n", []),
        ("1/2/2022,CN-01,VP,2,,,a,\n1/3/2022,CN-01,VP,-3,,,b,lý do\n", [(3, "below-zero")]),
        # days count, not the order of rows
        ("1/3/2022,CN-01,VP,-2,,,b,lý do\n1/2/2022,CN-01,VP,2,,,a,\n", []),
        ("1/2/2022,CN-01,VP,-2,,,b,lý do\n1/3/2022,CN-01,VP,2,,,a,\n", [(2, "below-zero")]),
        # the end of a day counts
        ("1/2/2022,CN-01,VP,-2,,,b,lý do\n1/2/2022,CN-01,VP,2,,,a,\n", []),
        # one unit's total may go below zero, the target's may not
        ("1/2/2022,CN-01,VP,2,,,a,\n1/3/2022,CN-01,HT,-2,,,b,lý do\n", []),
        # another stage does not count
        ("1/2/2022,CN-01,VP,2,registered,,a,\n1/3/2022,CN-01,VP,-1,,,b,lý do\n", [(3, "below-zero")]),
        ("1/3/2022,CN-01,VP,-1,registered,,b,lý do\n", []),
        # told once where it breaks, and again where it breaks again
        (
            "1/2/2022,CN-01,VP,-1,,,a,x\n2/2/2022,CN-01,VP,-1,,,a,x\n3/2/2022,CN-01,VP,5,,,a,\n"
            "4/2/2022,CN-01,VP,-9,,,a,x\n",
            [(2, "below-zero"), (5, "below-zero")],
        ),
        # a row that could not be read may have held what is missing
        ("1/2/2022,CN-01,VP,hai,,,a,\n1/3/2022,CN-01,VP,-1,,,b,lý do\n", [(2, "not-a-number")]),
    ],
)
def test_running_totals(rows, expected):
    assert told(rows) == expected


@cases(
    ("target", "said"),
    [("KL-01", "KL-01 là chỉ tiêu chấp hành"), ("CN-01", "CN-01 được tính từ chỉ tiêu khác")],
)
def test_why_a_target_is_given_to_no_unit(target, said):
    plan = PLAN.replace("owner: VP", "from: {sum: [LK-01]}")
    given = f"date,target_id,unit_id,goal,baseline,note\n1/1/2022,{target},VP,2,,\n"
    _, problems = read(campaign_files(plan=plan, allocations=given))
    told = [str(one.message) for one in problems if one.code == "allocation-not-allowed"]
    assert len(told) == 1 and told[0].startswith(said)


@cases(("closes", "told"), [("2023-03-01", []), ("2023-02-28", ["outside-campaign"])])
def test_the_last_period_is_that_of_the_day_of_closing(closes, told):
    found = problems_of(
        plan=PLAN.replace("closes: 2023-03-31", f"closes: {closes}"),
        reports="date,unit_id,period\n2023-02-20,VP,2023-03\n",
        today=date(2023, 3, 1),
    )
    assert [code for file, _, column, code in found if (file, column) == ("reports.csv", "period")] == told


@cases(
    ("rows", "expected"),
    [
        ("1/2/2022,LK-01,VP,3,,,a,\n1/3/2022,LK-01,VP,3,,,b,\n", []),
        ("1/2/2022,LK-01,VP,3,,,a,\n1/3/2022,LK-01,VP,2,,,b,\n", [(3, "cumulative-fall")]),
        ("1/2/2022,LK-01,VP,3,,,a,\n1/3/2022,LK-01,VP,2,,,b,trừ một tin\n", []),
        ("1/3/2022,LK-01,VP,2,,,b,\n1/2/2022,LK-01,VP,3,,,a,\n", [(2, "cumulative-fall")]),
        ("1/2/2022,LK-01,VP,3,,,a,\n1/3/2022,LK-01,HT,2,,,b,\n", []),
        ("1/2/2022,LK-01,VP,3,registered,,a,\n1/3/2022,LK-01,VP,2,,,b,\n", []),
        ("1/2/2022,MUC-01,VP,3,,,a,\n1/3/2022,MUC-01,VP,2,,,b,\n", []),  # a level may fall
        ("1/2/2022,LK-01,VP,-1,,,a,lý do\n", [(2, "below-zero")]),
    ],
)
def test_cumulative_rows(rows, expected):
    assert told(rows) == expected


@cases(
    ("rows", "expected"),
    [
        ("1/2/2022,LK-01,VP,3,,,a,\n1/2/2022,LK-01,HT,4,,,a,\n", []),
        ("1/2/2022,LK-01,VP,3,,,a,\n1/2/2022,LK-01,VP,4,,,b,\n", [(3, "two-rows-of-a-day")]),
        ("1/2/2022,LK-01,VP,3,,leader,a,\n1/2/2022,LK-01,VP,4,,staff,a,\n", [(3, "two-rows-of-a-day")]),
        ("1/2/2022,LK-01,VP,3,,,a,\n1/2/2022,LK-01,VP,4,,,a,\n", [(3, "duplicate-row")]),
        ("1/2/2022,LK-01,VP,3,,,a,\n1/2/2022,LK-01,VP,4,registered,,b,\n", []),
        ("1/2/2022,CN-01,VP,3,,,a,\n1/2/2022,CN-01,VP,4,,,b,\n", []),  # increments add up
        (
            "1/2/2022,XL-01,,hoàn thành nhiệm vụ,,,a,\n1/2/2022,XL-01,,hoàn thành tốt nhiệm vụ,,,b,\n",
            [(3, "two-rows-of-a-day")],
        ),
        (
            "1/2/2022,CN-01,VP,3,,,a,\n1/2/2022,CN-01,VP,3,awarded,,a,khác\n1/2/2022,CN-01,VP,9,,,a,\n",
            [(3, "duplicate-row"), (4, "duplicate-row")],
        ),
        ("1/2/2022,CN-01,VP,3,,,a,\n1/2/2022,CN-01,VP,3,,,A,\n", []),
    ],
)
def test_rows_that_say_the_same_twice(rows, expected):
    assert told(rows) == expected


def test_a_duplicate_names_the_earlier_line():
    _, problems = read(campaign_files(achievements=HEADER + "1/2/2022,CN-01,VP,1,,,a,\n" * 3))
    assert [(problem.line, str(problem.message)) for problem in problems] == [
        (3, "dòng này trùng với dòng 2"),
        (4, "dòng này trùng với dòng 2"),
    ]


@cases(
    ("rows", "headcount", "expected"),
    [
        ("1/2/2022,CN-03,VP,30,,,a,\n", "", []),
        ("1/2/2022,CN-03,VP,31,,,a,\n", "", [(2, "more-than-population")]),
        ("1/2/2022,CN-03,VP,20,,,a,\n1/3/2022,CN-03,VP,10,,,a,\n", "", []),
        ("1/2/2022,CN-03,VP,20,,,a,\n1/3/2022,CN-03,VP,11,,,a,\n", "", [(3, "more-than-population")]),
        ("1/2/2022,CN-03,VP,31,registered,,a,\n", "", []),  # only the stage that counts
        # the headcount falls under what was recorded: told on the headcount
        ("1/2/2022,CN-03,VP,20,,,a,\n", "2022-03-01,HT,staff,10\n", []),
        ("1/2/2022,CN-03,VP,20,,,a,\n", "2022-03-01,HT,staff,9\n", [(4, "more-than-population")]),
        # broken and mended: every day is judged
        ("1/2/2022,CN-03,VP,31,,,a,\n2/2/2022,CN-03,VP,-1,,,a,nhầm\n", "", [(2, "more-than-population")]),
        ("1/2/2022,CN-03,VP,31,,,a,\n", "2022-02-02,HT,staff,30\n", [(2, "more-than-population")]),
        ("1/2/2022,CN-03,VP,31,,,a,\n", "2022-02-01,HT,staff,30\n", []),
        # told once, however long it lasts
        ("1/2/2022,CN-03,VP,31,,,a,\n2/2/2022,CN-03,VP,1,,,a,\n", "", [(2, "more-than-population")]),
        ("1/2/2022,KL-01,VP,30,,,a,\n", "", []),
        ("1/2/2022,KL-01,VP,31,,,a,\n", "", [(2, "more-than-population")]),
        # a size that could not be read proves nothing
        ("1/2/2022,CN-03,VP,31,,,a,\n", "2022-01-02,HT,staff,x\n", [(4, "not-a-number")]),
    ],
)
def test_more_subjects_than_the_population(rows, headcount, expected):
    assert told(rows, headcount=HEADCOUNT + headcount) == expected


@cases(
    ("headcount", "expected"),
    [
        ("2022-01-01,VP,staff,10\n", []),
        ("2021-12-01,VP,staff,10\n", []),  # older than the campaign, and in force
        ("2022-01-02,VP,staff,10\n", [(2, "missing-headcount")]),
        ("2022-01-01,VP,families,10\n", [(None, "missing-headcount")]),
        ("2022-01-01,VP,staff,0\n2022-01-01,HT,staff,3\n", []),  # one empty unit is no problem
        ("2022-01-01,VP,staff,0\n", [(2, "zero-population")]),
        ("2022-01-01,VP,staff,9\n2022-05-01,VP,staff,0\n", [(3, "zero-population")]),
        ("2021-01-01,VP,staff,0\n2022-01-01,VP,staff,9\n", []),
        ("2022-01-01,VP,staff,9\n2022-05-01,VP,families,0\n", []),  # nobody's share
    ],
)
def test_populations(headcount, expected):
    assert told("", headcount="date,unit_id,population,size\n" + headcount) == expected


@cases(
    ("day", "expected"),
    [
        ("2021-12-31", ["outside-campaign"]),
        ("2022-01-01", []),
        ("2023-03-31", []),
        ("2023-04-01", ["outside-campaign"]),
    ],
)
def test_the_campaign_lasts_from_its_first_phase_until_it_closes(day, expected):
    assert [code for _, code in told(f"{day},CN-01,VP,1,,,a,\n", today=date(2024, 1, 1))] == expected


@cases(("today", "expected"), [("2022-02-01", []), ("2022-01-31", [(2, "after-today")])])
def test_rows_after_today_are_a_warning(today, expected):
    assert told("1/2/2022,CN-01,VP,1,,,a,\n", today=date.fromisoformat(today)) == expected


def test_warnings_do_not_keep_a_campaign_from_being_read():
    campaign, problems = read(campaign_files(achievements=HEADER + "1/4/2022,CN-01,VP,1,,,a,\n"))
    assert [problem.code for problem in problems] == ["after-today"]
    assert len(campaign.achievements) == 1


@cases(
    ("rows", "expected"),
    [
        ("1/2/2022,MUC-01,,86,proposed,,a,\n", [(2, "idle-row")]),
        ("1/2/2022,XL-01,,Hoàn thành nhiệm vụ,công nhận,,a,\n", []),
        ("1/2/2022,CN-01,VP,1,proposed,,a,\n", []),  # waits for its decision
        ("31/12/2022,KL-01,VP,1,,,a,\n1/1/2023,KL-01,VP,1,,,b,\n", [(3, "idle-row")]),
        ("1/1/2023,CN-01,VP,1,,,a,\n", []),  # a mark is reached late
        ("31/5/2022,LK-01,VP,1,,,a,\n1/6/2022,LK-01,VP,2,,,b,\n", [(3, "idle-row")]),
        ("1/8/2022,MUC-02,,4,,,a,\n", []),
    ],
)
def test_a_result_that_no_figure_holds_is_told(rows, expected):
    revised = "revisions:\n  - {date: 1/6/2022, cite: QĐ 1, targets: {LK-01: {cancelled: true}}}\n"
    assert told(rows, plan=PLAN + revised, today=date(2023, 3, 31)) == expected


@cases(
    ("goal", "rows", "expected"),
    [
        ("{at_least: 90}", ["1/2 0.85"], []),  # by then the pace asks for 7,9 %
        ("{at_least: 90}", ["1/3 0.85"], [2]),  # and by then for 14,8 %
        ("{at_least: 90}", ["1/3 85", "1/4 0.86", "1/5 87"], [3]),
        ("{at_least: 90}", ["1/3 0.86", "1/4 0.87", "1/5 90"], [2]),  # the first of a unit
        ("{at_least: 90}", ["1/1 0.5", "1/4 3.2"], []),  # it began low, and grows
        ("{at_least: 90}", ["1/4 1", "1/5 1.1"], []),
        ("{at_least: 90}", ["1/4 0", "1/5 0.5"], []),
        ("{at_least: 90}, pace: at_end", ["1/1 0.85"], [2]),
        ("{at_least: 90}, hold: true", ["1/1 1"], [2]),
        ("{at_most: 30}, hold: true", ["1/6 0.5"], []),  # a cap is kept by whatever is below it
        ("{at_most: 30}, hold: true", ["1/6 0.5", "1/7 25"], [2]),
        ("{at_most: 30}, baseline: 40", ["1/6 0.5"], [2]),
        ("{at_most: 3}, baseline: 5", ["1/6 0.5"], []),
        ("{at_least: 90}", ["1/3 85", "1/4 -0.5"], []),
    ],
)
def test_a_share_typed_for_a_percentage_is_told_beside_what_is_far_above(goal, rows, expected):
    plan = PLAN.replace("{at_least: 90}", goal)
    cells = (row.split() for row in rows)
    found = told("".join(f"{day}/2022,MUC-01,,{value},,,{day},x\n" for day, value in cells), plan=plan)
    assert [line for line, code in found if code == "below-one-percent"] == expected


@cases(
    ("rows", "expected"),
    [
        ("1/2/2022,MUC-01,VP,1,,,a,\n1/2/2022,MUC-01,HT,1,,,a,\n", []),
        ("1/2/2022,MUC-01,,1,,,a,\n2/2/2022,MUC-01,,1,,,a,\n", []),
        ("1/2/2022,MUC-01,VP,1,,,a,\n2/2/2022,MUC-01,,1,,,a,\n", [(3, "mixed-units")]),
        (
            "1/2/2022,XL-01,VP,hoàn thành nhiệm vụ,,,a,\n2/2/2022,XL-01,,hoàn thành nhiệm vụ,,,a,\n",
            [(3, "mixed-units")],
        ),
    ],
)
def test_a_level_is_told_by_units_or_for_all(rows, expected):
    assert told(rows) == expected


CEILING = PLAN.replace(
    "population: staff}\n  - {id: KL",
    ("population: staff,\n     ceiling: {at_most_percent: 15, of: CN-01, cite: Điều 9}}\n  - {id: KL"),
)


@cases(
    ("base", "awarded", "expected"),
    [
        (35, 5, []),
        (35, 6, [(3, "above-ceiling")]),  # 15 % of 35 is 5.25: five
        (40, 6, []),
        (40, 7, [(3, "above-ceiling")]),
    ],
)
def test_awards_above_the_ceiling_of_the_law(base, awarded, expected):
    rows = f"1/2/2022,CN-01,VP,{base},,,a,\n1/3/2022,CN-03,VP,{awarded},,,a,\n"
    assert told(rows, plan=CEILING) == expected


def test_a_ceiling_without_its_base_says_nothing():
    assert told("1/3/2022,CN-03,VP,30,,,a,\n", plan=CEILING) == []


OF_ALL = CEILING.replace(
    "measure: count,\n     goal: {at_least: 10}",
    "measure: ratio,\n     goal: {at_least: 90}, population: staff",
)


@cases(
    ("rows", "headcount", "expected"),
    [
        ("1/3/2022,CN-03,VP,4,,,a,\n", HEADCOUNT, []),  # 15 % of all 30 is 4.5: four
        ("1/3/2022,CN-03,VP,5,,,a,\n", HEADCOUNT, [(2, "above-ceiling")]),
        ("1/3/2022,CN-03,VP,5,,,a,\n", HEADCOUNT + "1/2/2022,??,staff,5\n", [(4, "unknown-unit")]),
    ],
)
def test_nobody_is_awarded_more_than_if_all_had_reached_the_base(rows, headcount, expected):
    assert told(rows, headcount=headcount, plan=OF_ALL) == expected


@cases(
    ("today", "told_units"),
    [
        ("2022-03-05", []),  # the fifth is the last day for February
        ("2022-03-06", ["HT"]),
        ("2022-04-06", ["VP", "HT"]),
    ],
)
def test_units_that_have_not_reported(today, told_units):
    reports = REPORTS + "2022-03-01,VP,2022-02\n"
    files = campaign_files(reports=reports, plan=PLAN + "report_day: 5\n")
    _, problems = read(files, date.fromisoformat(today))
    found = [str(each.message) for each in problems if each.code == "report-missing"]
    assert [message.split()[2] for message in found] == told_units


def test_what_an_ended_unit_owes_its_successor_is_asked_for():
    units = "unit_id,name,short_name,start,end,successor\nVP,Văn phòng,VP,,2022-01-31,HT\nHT,Hợp tác,HT,,,\n"
    files = campaign_files(units=units, plan=PLAN + "report_day: 5\n", reports="date,unit_id,period\n")
    _, problems = read(files, date(2022, 2, 6))
    hints = [str(each.hint) for each in problems if each.code == "report-missing"]
    assert ["của HT vào reports.csv" in hint for hint in hints] == [True, False]


def test_where_no_report_is_owed_nobody_is_told():
    assert problems_of(today=date(2022, 9, 1)) == []
    assert problems_of(today=date(2022, 9, 1), reports="date,unit_id,period\n") == []
    assert [
        code
        for *_, code in problems_of(
            today=date(2022, 2, 6),
            plan=PLAN + "report_day: 5\n",
            reports="date,unit_id,period\n",
            updates="date,task_id,unit_id,text,asks,answered\n",
        )
    ] == ["report-missing", "report-missing"]


@cases(
    ("name", "alike"),
    [
        ("Văn phòng – Thanh tra", True),
        ("VĂN PHÒNG THANH TRA", True),
        ("Văn  phòng-Thanh tra", True),
        ("Văn phòng - Thanh tra 2", False),
        ("Phòng Lãnh sự", False),
    ],
)
def test_one_unit_under_two_spellings(name, alike):
    found = problems_of(units=UNITS + f"X,{name},X\n", reports="date,unit_id,period\n")
    assert [code for *_, code in found] == (["unit-spelt-twice"] if alike else [])


@cases(
    ("text", "found"),
    [
        ("Khen ông Nguyễn Văn An vì có sáng kiến", "ông Nguyễn Văn An"),
        ("Trần Thị Bích Ngọc", "Trần Thị Bích Ngọc"),
        ("đồng chí Lê Minh", "đồng chí Lê Minh"),
        ("gọi 0912345678", "0912345678"),
        ("gọi 0912.345.678 nhé", "0912.345.678"),
        ("+84 912 345 678", "+84 912 345 678"),
        ("số 042099001234", "042099001234"),
        ("CMND số 183456789", "CMND số 183456789"),
        ("Khen thưởng NGUYỄN VĂN AN", "NGUYỄN VĂN AN"),
        ("ÔNG LÊ MINH", "ÔNG LÊ MINH"),
        ("khen Nguyen Van An", "Nguyen Van An"),
        ("Tran Thi Binh, QD 12", "Tran Thi Binh"),
        ("khen Lê Minh vì thành tích", "Lê Minh"),
        ("Danh sách: Trần Hùng, Phạm Tuấn", "Trần Hùng"),
        ("ông N.V.A", "ông N.V.A"),
        ("đồng chí N. V. An", "đồng chí N. V. An"),
        ("Nguyễn V.A", "Nguyễn V.A"),
        ("N.V. An có sáng kiến", "N.V. An"),
        ("gửi an.nguyen@tinh.example", "an.nguyen@tinh.example"),
        ("Khen bà Hà và chị Lan", "bà Hà"),
        ("Ông An trình; Đ/c Minh duyệt", "Ông An"),
        ("giao đồng chí Hùng chủ trì", "đồng chí Hùng"),
        # what an office writes every day
        ("Hai Bà Trưng, đường Cô Giang, huyện Cô Tô, phố Ông Ích Khiêm, Bà Rịa, Bà Nà", None),
        ("Anh hùng; ANH HÙNG LAO ĐỘNG; Anh, Đức, Pháp; tiếng Anh; ông Công ông Táo", None),
        ("các đồng chí Trung ương, đồng chí Thành ủy viên, đồng chí Bình Phước, thầy cô Trường Sa", None),
        ("Kỷ niệm 115 năm Ngày sinh Tổng Bí thư Lê Duẩn", None),
        ("Lễ tưởng niệm 80 năm ngày mất Đại tướng Đặng Tiến Đông", None),
        ("Phong trào thi đua Trần Hưng Đạo; QUỸ TRẦN HƯNG ĐẠO", None),
        ("LỰC LƯỢNG VŨ TRANG; LƯƠNG THỰC, THỰC PHẨM; ĐOÀN THANH NIÊN CỘNG SẢN", None),
        ("Trường Sa, Hoàng Sa, Phan Thiết, Vũ Hán, Võ Nhai", None),
        ("U.B.N.D xã; T.P. Hồ Chí Minh; H.Đ. Thi đua", None),
        ("Lương tối thiểu; Trần nhà; Hồ Tây; xã Nguyễn Úy", None),
        ("Quyết định số 15/QĐ-SNgV ngày 30/6/2022", None),
        ("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", None),
        ("Thi đấu tại trường Nguyễn Thị Minh Khai", None),
        ("Dọn vệ sinh đường Phan Đình Phùng", None),
        ("Phòng Lãnh sự, Lê dân, Hà Tĩnh", None),
        ("Kinh phí 150000000 đồng, tài khoản 3713.0.1234567", None),
        ("Bà con kiều bào; Anh quốc; Cao Bằng", None),
        ("Lý luận chính trị, Đoàn Thanh niên Cộng sản", None),
        ("Tổ chức Hội nghị Đoàn Thanh Niên", None),
        ("https://vanban.vn/0912345678/a", None),
    ],
)
def test_what_looks_like_a_person(text, found):
    assert person_in(text) == found


@cases(
    ("text", "kind"),
    [
        ("Së Ngo¹i vô", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("®¹t danh hiÖu", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("QuyÕt ®Þnh số 5", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("GiÊy khen", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("B»ng khen", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("lao ®éng tiªn tiÕn", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("«ng Êy xuÊt s¾c", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("TÕt", "chữ gõ bằng phông TCVN3 (.Vn)"),
        ("Quyeát ñònh", "chữ gõ bằng phông VNI"),
        ("QUYEÁT ÑÒNH", "chữ gõ bằng phông VNI"),
        ("Giaáy khen", "chữ gõ bằng phông VNI"),
        ("taäp theå", "chữ gõ bằng phông VNI"),
        ("Sôû Ngoaïi vuï", "chữ gõ bằng phông VNI"),
        ("ñôn vò", "chữ gõ bằng phông VNI"),
        ("Coâng vaên", "chữ gõ bằng phông VNI"),  # of which one word could be of either
        ("Quyáº¿t Ä‘á»‹nh", "chữ bị mã hóa hai lần"),
        ("NguyÃªn", "chữ bị mã hóa hai lần"),
        ("m\ufffdt", "chữ bị mã hóa hai lần"),
        ("Quyết định số 15/QĐ-SNgV – đã ký", None),
        ("NGÃ BA ĐỒNG LỘC", None),
        ("Phần mềm Windows® và 12 m²", None),
        ("«má», “bà”, Áo, Ý, Đức", None),
        (
            "toà, hoá, thuý, loã, khoẻ, quý; tòan, hòa, bàì, mÁ, côngÝ kiến",
            None,
        ),  # other spellings, and slips
        ("Zürich, Köln, café, André, Señor, São Paulo, naïve, Noël, Citroën, Hué", None),
        ("Krông Nô, Chư Păh, Ea H’leo, Lô Lô, Ê-đê, giết, giếng, gìn, quốc, quỳnh", None),
        ("«An toàn giao thông», «ô tô», © 2022, Nº 5", None),
        ("5 × 7, ±3 µm, 20 °C, ½", None),
    ],
)
def test_what_reads_like_a_legacy_font_or_a_double_encoding(text, kind):
    found = garbled_kind(text)
    assert (found and str(found)) == kind


def test_no_rule_tells_of_more_than_ten_thousand_places(monkeypatch):
    monkeypatch.setattr(checks, "RULES", (lambda facts: range(10_001), lambda facts: range(3)))
    assert len([*checks.check(None)]) == 10_003


@cases(("text", "line"), [("x" * 40 + "y", 2), ("không có", 1), ("z", 3)])
def test_a_long_text_is_told_on_the_line_of_the_plan_where_it_begins(text, line):
    assert _line_of(text, "a\n" + "x" * 40 + "\nz") == line


@cases(("rows", "told"), [(["3"], True), (["3", "x"], False), ([], False)])
def test_a_target_without_a_row_is_told_where_every_row_could_be_read(rows, told):
    header = ACHIEVEMENTS.partition("\n")[0]
    text = "".join(f"1/2/2022,CN-01,VP,{value},,,{value},\n" for value in rows)
    found = problems_of(date(2023, 2, 1), achievements=f"{header}\n{text}")
    assert any(code == "no-rows-past-due" for *_, code in found) is told
