"""Every refusal and warning of sections 1 and 6: what is typed, and what is told on which line and column.

Codes: CODES.md beside this file. A mark is the text by which the line is found; a warning leaves the exit 0.
"""

from __future__ import annotations

from spec_kit import Office, office
from table_kit import cases

COUNT = "measure: count, goal: {at_least: 10}"
AMOUNT = "measure: amount, unit: ha, goal: {at_least: 10}"
RATIO = "measure: ratio, population: staff, goal: {at_least: 15}"
NORM = "measure: compliance, population: staff, goal: {at_least: 100}"
RANK = "measure: rank, scale: xl, goal: {at_least: Khá}"
LEVEL = "measure: level, goal: {at_least: 90}"
PERCENT = 'measure: level, unit: "%", goal: {at_least: 90}'
STAFF = ["1/1 A 10", "1/1 B 20"]
PLAN, ROWS, SHARES, UNITS = "plan.yml", "achievements.csv", "allocations.csv", "units.csv"
T1 = "id: T-1"


def line_of(text: str, mark: str) -> int:
    (number,) = [number for number, line in enumerate(text.splitlines(), 1) if mark in line]
    return number


def spots(case: Office, expected: list[tuple]) -> list[tuple]:
    """(file, line, column, code) of what is expected, in order."""
    texts = case.texts()
    return sorted(
        (file, line_of(texts[file], mark), column or "", code) for file, mark, column, code in expected
    )


def told(found: list[tuple], severity: str) -> list[tuple]:
    return sorted(
        (file, line, column or "", code) for file, line, column, code, how in found if how == severity
    )


def revised(*entries: str) -> str:
    """Revisions in block style, a key a line: "5/8 …" is one of that day."""
    return "revisions:\n" + "".join(f"  - {entry}\n" for entry in entries)


def revision(keys: str, on: str = "2022-08-05", target: str = "T-1", further: str = "") -> str:
    """One revision of one target; keys are split at semicolons."""
    lines = "".join(f"        {key}\n" for key in keys.split("; "))
    return f"revisions:\n  - date: {on}\n    cite: QĐ 1\n    targets:\n      {target}:\n{lines}{further}"


SUM = "id: S-1, measure: count, goal: {at_least: 9}, from: {sum: [T-1, T-2]}"
SHARE = 'id: S-1, measure: level, unit: "%", goal: {at_least: 9}, from: {percent: [T-1, T-2]}'
MEETING = "id: S-1, measure: count, goal: {at_least: 2}, from: {units_meeting: T-1}"
MEETING_RATIO = "id: S-1, measure: ratio, population: homes, goal: {at_least: 50}, from: {units_meeting: T-1}"
POINTS = "pace: [{by: 2022-06-30, value: 4}, {by: 2022-09-30, value: 8}]"

# A campaign, and the errors it is refused with (none: it is sound).
KEYS = [
    # a key that means nothing for the measure
    (office(COUNT + ", reading: cumulative"), []),
    (office(AMOUNT + ", reading: increment"), []),
    (office(RATIO + ", reading: cumulative", heads=STAFF), []),
    (office(RANK + ", reading: cumulative"), [(PLAN, T1, "reading", "key-not-allowed")]),
    (office(LEVEL + ", reading: increment"), [(PLAN, T1, "reading", "key-not-allowed")]),
    (office(NORM + ", reading: increment", heads=STAFF), [(PLAN, T1, "reading", "key-not-allowed")]),
    (office(LEVEL + ", hold: true"), []),
    (office(RATIO + ", hold: true", heads=STAFF), []),
    (office(COUNT + ", hold: true"), [(PLAN, T1, "hold", "key-not-allowed")]),
    (office(AMOUNT + ", hold: true"), [(PLAN, T1, "hold", "key-not-allowed")]),
    (office(RANK + ", hold: true"), [(PLAN, T1, "hold", "key-not-allowed")]),
    (office(NORM + ", hold: true", heads=STAFF), [(PLAN, T1, "hold", "key-not-allowed")]),
    (office(LEVEL + ", across: sum"), []),
    (office(RANK + ", across: most"), []),
    (office(COUNT + ", across: sum"), [(PLAN, T1, "across", "key-not-allowed")]),
    (office(RATIO + ", across: mean", heads=STAFF), [(PLAN, T1, "across", "key-not-allowed")]),
    (office(RANK + ", across: mean"), [(PLAN, T1, "across", "bad-across")]),
    (office(RANK + ", across: sum"), [(PLAN, T1, "across", "bad-across")]),
    (office(LEVEL + ", across: median"), [(PLAN, T1, "across", "unknown-word")]),
    (office(PERCENT + ", across: sum"), [(PLAN, T1, "across", "bad-across")]),
    (office(PERCENT + ", across: mean"), []),
    (office(LEVEL + ", across: trung bình"), []),
    (office(LEVEL + ", across: weighted, population: staff", heads=STAFF), []),
    (office(LEVEL + ", across: weighted"), [(PLAN, T1, "population", "missing-key")]),
    (office(AMOUNT + ", baseline: 5"), [(PLAN, T1, "baseline", "baseline-not-allowed")]),
    (office(COUNT + ", population: staff"), [(PLAN, T1, "population", "key-not-allowed")]),
    (office(LEVEL + ", population: staff"), [(PLAN, T1, "population", "key-not-allowed")]),
    (office(COUNT + ", scale: xl"), [(PLAN, T1, "scale", "key-not-allowed")]),
    (office(RANK + ", pace: even"), [(PLAN, T1, "pace", "key-not-allowed")]),
    (office(NORM + ", pace: even", heads=STAFF), [(PLAN, T1, "pace", "key-not-allowed")]),
    (office(RATIO + ", pace: even, hold: true", heads=STAFF), [(PLAN, T1, "pace", "key-not-allowed")]),
    (office(LEVEL + ", pace: even, hold: true"), [(PLAN, T1, "pace", "key-not-allowed")]),
    (
        office("measure: ratio, population: staff, goal: {at_most: 15}, pace: at_end", heads=STAFF),
        [(PLAN, T1, "pace", "key-not-allowed")],
    ),
    (office("measure: count, goal: {at_most: 15}, pace: at_end"), []),
    (office("measure: amount, goal: {less_than: 15}, " + POINTS), []),
    (office(COUNT, more="as_of: 2022-11-15\n"), [(PLAN, "as_of", "as_of", "key-not-allowed")]),
    (office(COUNT, more="illustrative: true\nas_of: 2022-11-15\n"), []),
    # goals
    (office("measure: amount, goal: {at_least: 4.5}"), []),
    (office("measure: khối lượng, goal: {dưới: 4.5}"), []),
    (office("measure: amount, goal: {between: [4.5, 4.4]}"), [(PLAN, T1, "between", "goal-reversed")]),
    (office("measure: amount, goal: {at_least: 0}"), [(PLAN, T1, "at_least", "goal-equals-baseline")]),
    (office("measure: amount, goal: {at_least: -1}"), [(PLAN, T1, "at_least", "goal-out-of-range")]),
    (office("measure: count, goal: {at_most: 0}"), []),
    (office("measure: amount, goal: {at_most: 0}"), []),
    (office("measure: count, goal: {less_than: 0}"), [(PLAN, T1, "less_than", "goal-out-of-range")]),
    (office("measure: amount, goal: {less_than: 0}"), [(PLAN, T1, "less_than", "goal-out-of-range")]),
    (office("measure: ratio, population: staff, goal: {at_most: 0}", heads=STAFF), []),
    (office("measure: count, goal: {less_than: 4.5}"), [(PLAN, T1, "less_than", "not-whole")]),
    (office("measure: level, goal: {at_least: 0}, hold: true"), []),
    (office("measure: level, goal: {at_most: 3}, hold: true"), []),
    (office("measure: level, goal: {less_than: 3}, hold: true"), []),
    (office("measure: level, goal: {at_most: 3}"), [(PLAN, T1, "baseline", "missing-key")]),
    (office("measure: level, goal: {less_than: 3}"), [(PLAN, T1, "baseline", "missing-key")]),
    (office("measure: level, goal: {less_than: 3}, baseline: 5"), []),
    (
        office("measure: level, goal: {less_than: 3}, baseline: 3"),
        [(PLAN, T1, "less_than", "goal-equals-baseline")],
    ),
    (
        office("measure: rank, scale: xl, goal: {at_least: Yếu}"),
        [(PLAN, T1, "at_least", "goal-equals-baseline")],
    ),
    (office("measure: rank, scale: xl, goal: {less_than: Khá}"), [(PLAN, T1, "less_than", "bad-goal")]),
    (
        office("measure: compliance, population: staff, goal: {less_than: 5}", heads=STAFF),
        [(PLAN, T1, "less_than", "bad-goal")],
    ),
    (
        office("measure: compliance, population: staff, goal: {at_most: 5}", heads=STAFF),
        [(PLAN, T1, "at_most", "bad-goal")],
    ),
    (office("measure: count, goal: {at_least: 4, less_than: 9}"), [(PLAN, T1, "goal", "bad-goal")]),
    (
        office(
            "measure: amount, goal: {at_least: 9}, "
            "pace: [{by: 2022-03-31, value: 5.5}, {by: 2022-06-30, value: 5}]"
        ),
        [(PLAN, T1, "value", "pace-turns-back")],
    ),
    (
        office("measure: amount, goal: {at_most: 9}, pace: [{by: 2022-03-31, value: 10}]"),
        [(PLAN, T1, "value", "pace-turns-back")],
    ),
    # groups and populations
    (office(COUNT + ", group: kt", more="groups: {kt: Kinh tế}\n"), []),
    (office(COUNT + ", group: xh", more="groups: {kt: Kinh tế}\n"), [(PLAN, T1, "group", "unknown-word")]),
    (
        office(RATIO, heads=STAFF, lists="populations: {staff: {name: CBCCVC}}\n"),
        [(PLAN, "populations", "unit", "missing-key")],
    ),
    # the campaign before
    (office(COUNT, more='previous: "1999"\n'), [(PLAN, "1999", "previous", "unknown-campaign")]),
    (office(COUNT, more="report_every: week\n"), [(PLAN, "week", "report_every", "unknown-word")]),
]
TABLES = [
    # rows with and without units
    (office(LEVEL, rows=["1/2 T-1 - 85"]), []),
    (office(LEVEL, rows=["1/2 T-1 A 85"]), [(PLAN, T1, "across", "missing-across")]),
    (office(LEVEL + ", across: mean", rows=["1/2 T-1 A 85", "1/2 T-1 B 85"]), []),
    (
        office(LEVEL + ", across: mean", rows=["1/2 T-1 A 85", "2/2 T-1 - 85"]),
        [(ROWS, "2022-02-02", "unit_id", "mixed-units")],
    ),
    (office(RANK, rows=["1/2 T-1 A Khá", "1/2 T-1 B Tốt"]), []),
    (
        office(RANK, rows=["1/2 T-1 A Khá", "2/2 T-1 - Tốt"]),
        [(ROWS, "2022-02-02", "unit_id", "mixed-units")],
    ),
    (office(AMOUNT, rows=["1/2 T-1 - 5"]), [(ROWS, "2022-02-01", "unit_id", "missing-value")]),
    (office(AMOUNT, rows=["1/2 T-1 A 2,5"]), []),
    (office(AMOUNT, rows=["1/2 T-1 A 1.250"]), [(ROWS, "2022-02-01", "value", "not-a-number")]),
    (
        office(AMOUNT, rows=["1/2 T-1 A 1", "2/2 T-1 A -1"]),
        [(ROWS, "2022-02-02", "value", "correction-without-note")],
    ),
    (
        office(AMOUNT, rows=["1/2 T-1 A 1", "2/2 T-1 A -1,5 - sai"]),
        [(ROWS, "2022-02-02", "value", "below-zero")],
    ),
    (
        office(AMOUNT + ", reading: cumulative", rows=["1/2 T-1 A 2,5", "2/2 T-1 A 2,4"]),
        [(ROWS, "2022-02-02", "value", "cumulative-fall")],
    ),
    (office(AMOUNT + ", reading: cumulative", rows=["1/2 T-1 A 2,5", "2/2 T-1 A 2,4 - sai"]), []),
    # units and their days
    (office(COUNT, units=["A - 30/6 B", "B"], rows=["30/6 T-1 A 1", "1/7 T-1 B 1"]), []),
    (
        office(COUNT, units=["A - 30/6 B", "B"], rows=["1/7 T-1 A 1"]),
        [(ROWS, "2022-07-01", "date", "outside-unit")],
    ),
    (office(COUNT, units=["A 1/7", "B"], rows=["1/7 T-1 A 1"]), []),
    (
        office(COUNT, units=["A 1/7", "B"], rows=["30/6 T-1 A 1"]),
        [(ROWS, "2022-06-30", "date", "outside-unit")],
    ),
    (
        office(COUNT, units=["A - 30/6 B", "B"], reports=["1/9 A 2022-08"], more="report_day: 5\n"),
        [("reports.csv", "2022-09-01", "date", "outside-unit")],
    ),
    (
        office(
            COUNT,
            units=["A - 30/6 B", "B"],
            updates=["2022-07-01,V-1,A,Đã xong,,"],
            more="tasks:\n  - {id: V-1, clause: a, text: b}\n",
        ),
        [("updates.csv", "2022-07-01", "date", "outside-unit")],
    ),
    (office(COUNT, units=["A - 30/6 X", "B"]), [(UNITS, "A,", "successor", "unknown-unit")]),
    (office(COUNT, units=["A 1/7 30/6", "B"]), [(UNITS, "A,", "end", "unit-reversed")]),
    (office(COUNT, units=["A 1/7 1/7", "B"]), []),
    (office(COUNT, units=["A - 30/6 B", "B 1/7"]), []),
    (office(COUNT, units=["A - 30/6 B", "B 2/7"]), [(UNITS, "A,", "successor", "bad-successor")]),
    (office(COUNT, units=["A - 30/6 B", "B - 1/7"]), []),
    (office(COUNT, units=["A - 30/6 B", "B - 30/6"]), [(UNITS, "A,", "successor", "bad-successor")]),
    (office(COUNT, units=["A - - B", "B"]), [(UNITS, "A,", "successor", "bad-successor")]),
    (office(COUNT, units=["A - 30/6 A", "B"]), [(UNITS, "A,", "successor", "successor-circle")]),
    (
        office(COUNT, units=["A - 30/6 B", "B - 31/7 A"]),
        [(UNITS, "A,", "successor", "successor-circle"), (UNITS, "B,", "successor", "successor-circle")],
    ),
    (
        office(
            COUNT,
            units=["A", "B"],
            files={
                "units.csv": "unit_id,name,short_name,start,end,successor\n"
                "A,Phòng A,PA,,30/13/2022,B\nB,Phòng B,PB,,,\n"
            },
        ),
        [(UNITS, "A,", "end", "bad-date")],
    ),
    (
        office(
            COUNT,
            files={
                "units.csv": "mã đơn vị,tên đơn vị,tên viết tắt,từ ngày,đến ngày,đơn vị kế thừa\n"
                "A,Phòng A,PA,,30/6/2022,PB\nB,Phòng B,PB,,,\n"
            },
        ),
        [],
    ),
    (office(COUNT, files={"units.csv": "unit_id,name,short_name\nA,Phòng A,PA\n"}), []),
    # reports and tasks
    (office(COUNT, reports=["1/5 A 2022-Q1"], more="report_day: 5\nreport_every: quarter\n"), []),
    (
        office(COUNT, reports=["1/5 A 2022-03"], more="report_day: 5\nreport_every: quarter\n"),
        [("reports.csv", "2022-05-01", "period", "bad-period")],
    ),
    (
        office(COUNT, reports=["1/5 A 2022-Q1"], more="report_day: 5\n"),
        [("reports.csv", "2022-05-01", "period", "bad-period")],
    ),
    (
        office(
            COUNT,
            files={
                "updates.csv": "date,task_id,unit_id,text,asks,answered,state\n"
                "2022-02-01,V-1,A,a,,,đang làm\n2022-03-01,V-1,A,b,,,xong xuôi\n"
            },
            more="tasks:\n  - {id: V-1, clause: a, text: b}\n",
        ),
        [("updates.csv", "2022-03-01", "state", "unknown-state")],
    ),
    (
        office(
            COUNT,
            files={
                "updates.csv": "ngày,nhiệm vụ,đơn vị,nội dung,kiến nghị,trả lời,tình trạng\n"
                "2022-02-01,V-1,A,a,,,chưa làm\n2022-03-01,V-1,A,b,,,vuong\n2022-04-01,V-1,A,b,,,\n"
            },
            more="tasks:\n  - {id: V-1, clause: a, text: b}\n",
        ),
        [],
    ),
]
DERIVED = [
    (office(COUNT, COUNT, SUM), []),
    (
        office(COUNT, COUNT, SUM.replace("from:", "reading: increment, from:")),
        [(PLAN, "S-1", "reading", "key-not-allowed")],
    ),
    (
        office(COUNT, COUNT, SUM.replace("from:", "counts: awarded, from:")),
        [(PLAN, "S-1", "counts", "key-not-allowed")],
    ),
    (office(COUNT, COUNT, SUM.replace("[T-1, T-2]", "[T-1]")), []),
    (office(COUNT, COUNT, SUM, rows=["1/2 S-1 A 3"]), [(ROWS, "S-1", "target_id", "row-of-derived")]),
    (office(COUNT, COUNT, SUM.replace("T-2]", "T-9]")), [(PLAN, "S-1", "from", "unknown-target")]),
    (office(COUNT, AMOUNT, SUM), [(PLAN, "S-1", "from", "bad-source")]),  # not alike in unit
    (office(AMOUNT, AMOUNT, SUM.replace("count", "amount, unit: ha")), []),
    (
        office(AMOUNT, AMOUNT.replace("ha", "km"), SUM.replace("count", "amount, unit: ha")),
        [(PLAN, "S-1", "from", "bad-source")],
    ),
    (
        office(COUNT, "measure: count, goal: {at_most: 3}", SUM),
        [(PLAN, "S-1", "from", "bad-source")],
    ),  # to be kept
    (office(COUNT, LEVEL, SUM), [(PLAN, "S-1", "from", "bad-source")]),
    (office(COUNT, RATIO, SUM, heads=STAFF), [(PLAN, "S-1", "from", "bad-source")]),
    (office(COUNT, COUNT, SUM.replace("T-2", "S-1")), [(PLAN, "S-1", "from", "bad-source")]),
    (
        office(COUNT, COUNT, SUM, SUM.replace("S-1", "S-2").replace("T-2", "S-1")),
        [(PLAN, "id: S-2", "from", "bad-source")],
    ),
    (office(COUNT, COUNT, SHARE), []),
    (office(COUNT, COUNT, SHARE.replace("[T-1, T-2]", "[[T-1, T-2], T-2]")), []),
    (office(RATIO, COUNT, SHARE, heads=STAFF), []),
    (office(COUNT, COUNT, SHARE.replace('"%"', "ha")), [(PLAN, "S-1", "from", "bad-source")]),
    (office(COUNT, COUNT, SHARE.replace('level, unit: "%"', "count")), [(PLAN, "S-1", "from", "bad-source")]),
    (office(COUNT, LEVEL, SHARE), [(PLAN, "S-1", "from", "bad-source")]),
    (office(COUNT, MEETING), []),
    (office(LEVEL, MEETING), []),
    (office(RANK, MEETING), []),
    (office(COUNT, MEETING_RATIO), []),
    (office(NORM, MEETING, heads=STAFF), [(PLAN, "S-1", "from", "bad-source")]),
    (office(LEVEL + ", hold: true", MEETING), [(PLAN, "S-1", "from", "bad-source")]),
    (office(COUNT, MEETING.replace("count", "amount")), [(PLAN, "S-1", "from", "bad-source")]),
    (
        office(
            COUNT, COUNT, "id: S-1, measure: rank, scale: xl, goal: {at_least: Khá}, from: {sum: [T-1, T-2]}"
        ),
        [(PLAN, "S-1", "from", "bad-source")],
    ),
    (
        office(
            AMOUNT,
            "id: S-1, measure: amount, unit: ha, goal: {at_least: 9}, from: {sum: [T-1, G-1]}",
            more="figures:\n  - {id: G-1, name: x, measure: amount, unit: ha}\n",
            rows=["1/2 G-1 A 2,5"],
        ),
        [],
    ),
    (
        office(COUNT, more="figures:\n  - {id: G-1, name: x, measure: amount, goal: {at_least: 3}}\n"),
        [(PLAN, "G-1", "goal", "unknown-key")],
    ),
    (
        office(COUNT, more="figures:\n  - {id: T-1, name: x, measure: amount}\n"),
        [(PLAN, "{id: T-1, name: x", "id", "duplicate-id")],
    ),
]
REVISIONS = [
    (office(COUNT, more=revision("goal: {at_least: 12}; quote: khác")), []),
    (office(COUNT, more=revision("due: 2022-11-30; owner: B")), []),
    (office(COUNT, more=revision("cancelled: true")), []),
    (office(COUNT, more=revision("name: khác; clause: khác; interpretation: khác")), []),
    (office(COUNT, more=revision("measure: ratio")), [(PLAN, "measure: ratio", "measure", "unknown-key")]),
    (office(COUNT, more=revision("start: 2022-02-01")), [(PLAN, "        start:", "start", "unknown-key")]),
    (office(COUNT, more=revision("owner: X")), [(PLAN, "owner: X", "owner", "unknown-unit")]),
    (office(COUNT, more=revision("due: 2022-11-30", on="2022-01-01")), []),
    (
        office(COUNT, more=revision("due: 2022-11-30", on="2021-12-31")),
        [(PLAN, "2021-12-31", "date", "outside-campaign")],
    ),
    (office(COUNT, more=revision("due: 2023-02-28", on="2023-03-31")), []),
    (
        office(COUNT, more=revision("due: 2023-02-28", on="2023-04-01")),
        [(PLAN, "2023-04-01", "date", "outside-campaign")],
    ),
    (
        office(
            COUNT,
            more=revision(
                "due: 2022-11-30",
                further="  - date: 5/8/2022\n    cite: b\n    targets:\n      T-1: {due: 2022-11-29}\n",
            ),
        ),
        [(PLAN, "5/8/2022", "date", "duplicate-revision")],
    ),
    (
        office(COUNT, more=revision("due: 2022-11-30", target="T-9")),
        [(PLAN, "T-9", "targets", "unknown-target")],
    ),
    (
        office(COUNT, more="revisions:\n  - date: 2022-08-05\n    cite: a\n    adds: [T-9]\n"),
        [(PLAN, "T-9", "adds", "unknown-target")],
    ),
    (office(COUNT, more="revisions:\n  - date: 2022-08-05\n    cite: a\n    adds: [T-1]\n"), []),
    (
        office(
            COUNT,
            more=revision(
                "cancelled: true",
                further="  - date: 2022-09-01\n    cite: b\n"
                "    targets:\n      T-1: {due: 2022-11-30}  # sau\n",
            ),
        ),
        [(PLAN, "# sau", "targets", "cancelled-target")],
    ),
    (
        office(COUNT, more="revisions:\n  - date: 2022-08-05\n    cite: a\n"),
        [(PLAN, "2022-08-05", "revisions", "nothing-revised")],
    ),
    (office(COUNT, more=revision("due: 2022-12-31")), [(PLAN, "      T-1:", "targets", "nothing-revised")]),
    (
        office(COUNT, more=revision("goal: {at_least: 10}; quote: q")),
        [(PLAN, "      T-1:", "targets", "nothing-revised")],
    ),
    (office(COUNT, more=revision("due: 2022-12-31; owner: B")), []),
    (
        office(COUNT, more=revision("goal: {at_least: 0}; quote: khác")),
        [(PLAN, "at_least: 0", "at_least", "goal-equals-baseline")],
    ),
    (
        office(COUNT, more=revision("goal: {between: [9, 7]}; quote: khác")),
        [(PLAN, "[9, 7]", "between", "goal-reversed")],
    ),
    (office(COUNT, more=revision("due: 2021-12-31")), [(PLAN, "due: 2021", "due", "due-before-start")]),
    (office(COUNT + ", " + POINTS, more=revision("goal: {at_least: 8}; quote: khác")), []),
    (
        office(COUNT + ", " + POINTS, more=revision("goal: {at_least: 7}; quote: khác")),
        [(PLAN, "      T-1:", "pace", "revision-needs-pace")],
    ),
    (office(COUNT + ", " + POINTS, more=revision("goal: {at_least: 7}; quote: khác; pace: even")), []),
    (office(COUNT + ", " + POINTS, more=revision("due: 2022-10-01")), []),
    (
        office(COUNT + ", " + POINTS, more=revision("due: 2022-09-29")),
        [(PLAN, "      T-1:", "pace", "revision-needs-pace")],
    ),
    (office(COUNT + ", " + POINTS, more=revision("due: 2022-09-29; pace: at_end")), []),
    (
        office(COUNT + ", " + POINTS, more=revision("pace: [{by: 2022-09-30, value: 11}]")),
        [(PLAN, "value: 11", "value", "pace-turns-back")],
    ),
]
ALLOCATIONS = [
    (office(COUNT, allocations=["1/1 T-1 A 4", "1/1 T-1 B 6"]), []),
    (office(COUNT, allocations=[]), []),
    (office(COUNT, allocations=["1/1 T-9 A 4"]), [(SHARES, "T-9", "target_id", "unknown-target")]),
    (office(COUNT, allocations=["1/1 T-1 X 4"]), [(SHARES, "X", "unit_id", "unknown-unit")]),
    (office(COUNT, allocations=["1/1 T-1 A -"]), [(SHARES, "T-1", "goal", "missing-value")]),
    (office(COUNT, allocations=["1/1 T-1 A mười"]), [(SHARES, "T-1", "goal", "not-a-number")]),
    (office(COUNT, allocations=["1/1 T-1 A 10,5"]), [(SHARES, "T-1", "goal", "not-whole")]),
    (office(AMOUNT, allocations=["1/1 T-1 A 10,5"]), []),
    (office(COUNT, allocations=["1/1 T-1 A 0"]), [(SHARES, "T-1", "goal", "goal-equals-baseline")]),
    (office("measure: count, goal: {at_most: 9}", allocations=["1/1 T-1 A 0"]), []),
    (office(COUNT, allocations=["1/9 T-1 A 0"], more=revision("goal: {at_most: 9}; quote: khác")), []),
    (office(COUNT, allocations=["1/1 T-1 A 10", "1/7 T-1 A x"]), []),
    (office(COUNT, allocations=["1/1 T-1 A 10 2"]), [(SHARES, "T-1", "baseline", "baseline-not-allowed")]),
    (office(LEVEL, allocations=["1/1 T-1 A 90 70"]), []),
    (office(LEVEL, allocations=["1/1 T-1 A 90"]), []),
    (office(LEVEL, allocations=["1/1 T-1 A 90 90"]), [(SHARES, "T-1", "goal", "goal-equals-baseline")]),
    (office(LEVEL + ", hold: true", allocations=["1/1 T-1 A 90"]), []),
    (
        office(LEVEL + ", hold: true", allocations=["1/1 T-1 A 90 70"]),
        [(SHARES, "T-1", "baseline", "baseline-not-allowed")],
    ),
    (
        office("measure: level, goal: {at_most: 3}, baseline: 5", allocations=["1/1 T-1 A 3"]),
        [(SHARES, "T-1", "baseline", "missing-value")],
    ),
    (office("measure: level, goal: {at_most: 3}, baseline: 5", allocations=["1/1 T-1 A 3 6"]), []),
    (office(RANK, allocations=["1/1 T-1 A Khá"]), []),
    (office(RANK, allocations=["1/1 T-1 A Giỏi"]), [(SHARES, "T-1", "goal", "unknown-level")]),
    (office(RANK, allocations=["1/1 T-1 A Yếu"]), [(SHARES, "T-1", "goal", "goal-equals-baseline")]),
    (
        office(COUNT, more="figures: [{id: G-1, name: x, measure: amount}]\n", allocations=["1/1 G-1 A 4"]),
        [(SHARES, "G-1", "target_id", "allocation-not-allowed")],
    ),
    (office(RATIO, heads=STAFF, allocations=["1/1 T-1 A 100"]), []),
    (
        office(NORM, heads=STAFF, allocations=["1/1 T-1 A 90"]),
        [(SHARES, "T-1", "target_id", "allocation-not-allowed")],
    ),
    (
        office(COUNT, COUNT, SUM, allocations=["1/1 S-1 A 3"]),
        [(SHARES, "S-1", "target_id", "allocation-not-allowed")],
    ),
    (
        office(COUNT, allocations=["1/1 T-1 A 10", "1/1 T-1 A 11"]),
        [(SHARES, '"11"', None, "duplicate-row")],
    ),
    (office(COUNT, allocations=["31/3/2023 T-1 A 10"]), []),
    (office(COUNT, allocations=["1/4/2023 T-1 A 10"]), [(SHARES, "2023-04-01", "date", "outside-campaign")]),
    (
        office(COUNT, units=["A - 30/6 B", "B"], allocations=["1/7 T-1 A 10"]),
        [(SHARES, "2022-07-01", "date", "outside-unit")],
    ),
    (
        office(
            COUNT,
            allocations=[],
            files={
                "allocations.csv": "ngày;chỉ tiêu;đơn vị;mục tiêu;mức đầu kỳ;ghi chú\n"
                "1/1/2022;T-1;PA;10;;\n1/2/2022;T-1;A;KHONG GIAO;;\n"
            },
        ),
        [],
    ),
    (
        office(COUNT, allocations=[], files={"allocations.csv": "date,target_id,unit_id,goal,note\n"}),
        [(SHARES, "date", "baseline", "missing-column")],
    ),
]


@cases(("case", "expected"), [*KEYS, *TABLES, *DERIVED, *REVISIONS, *ALLOCATIONS])
def test_an_error_stops_everything(problems, case, expected):
    code, found = problems(case)
    assert told(found, "error") == spots(case, expected)
    assert code == (1 if expected else 0)


# A campaign, the code of a warning, and where it is told (None: it is not).
WARNINGS = [
    (office(COUNT, more=revision("goal: {at_least: 12}; quote: khác")), "goal-without-quote", None),
    (
        office(COUNT, more=revision("goal: {at_least: 12}")),
        "goal-without-quote",
        (PLAN, "at_least: 12", "goal"),
    ),
    (office(COUNT, more=revision("due: 2022-11-30")), "goal-without-quote", None),
    (office(COUNT, more=revision("due: 2023-04-01")), "due-after-closes", (PLAN, "due: 2023", "due")),
    (office(COUNT, allocations=["1/1 T-1 A 4", "1/1 T-1 B 6"]), "allocations-below-goal", None),
    (office(COUNT, allocations=["1/1 T-1 A 4", "1/1 T-1 B 7"]), "allocations-below-goal", None),
    (
        office(COUNT, allocations=["1/1 T-1 A 4", "1/1 T-1 B 5"]),
        "allocations-below-goal",
        (SHARES, "B,", "goal"),
    ),
    (
        office(COUNT, allocations=["1/1 T-1 A 4", "1/1 T-1 B 6", "1/8 T-1 A 3"]),
        "allocations-below-goal",
        (SHARES, "2022-08-01", "goal"),
    ),
    (
        office(
            COUNT, allocations=["1/1 T-1 A 4", "1/1 T-1 B 6"], more=revision("goal: {at_least: 12}; quote: k")
        ),
        "allocations-below-goal",
        (PLAN, "at_least: 12", "goal"),
    ),
    (
        office(AMOUNT, allocations=["1/1 T-1 A 4,5", "1/1 T-1 B 5,4"]),
        "allocations-below-goal",
        (SHARES, "B,", "goal"),
    ),
    (office(COUNT, allocations=["31/3/2023 T-1 A 4"]), "allocations-below-goal", (SHARES, "A,", "goal")),
    (office(RATIO, heads=STAFF, allocations=["1/1 T-1 A 4"]), "allocations-below-goal", None),
    (
        office("measure: count, goal: {more_than: 9}", allocations=["1/1 T-1 A 4"]),
        "allocations-below-goal",
        None,
    ),
    (office(LEVEL + ", across: mean", allocations=["1/1 T-1 A 90"]), "idle-allocation", None),
    (office(LEVEL, allocations=["1/1 T-1 A 90"]), "idle-allocation", (SHARES, "A,", "target_id")),
    (
        office(RANK, rows=["1/2 T-1 A Khá"], allocations=["1/1 T-1 A Khá"]),
        "idle-allocation",
        None,
    ),
    (
        office(RANK, rows=["1/2 T-1 - Khá"], allocations=["1/1 T-1 A Khá"]),
        "idle-allocation",
        (SHARES, "A,", "target_id"),
    ),
    (
        office(COUNT, more=revision("cancelled: true"), allocations=["31/7 T-1 A 10", "6/8 T-1 B 10"]),
        "idle-allocation",
        (SHARES, "B,", "date"),
    ),
    (
        office(COUNT + ", owner: A", units=["A - 30/6", "B"]),
        "owner-ended",
        (PLAN, "owner: A", "owner"),
    ),
    (office(COUNT + ", owner: A", units=["A - 30/6 B", "B"]), "owner-ended", None),
    (
        office(COUNT + ", owner: A", units=["A - 30/6 B", "B - 31/7"]),
        "owner-ended",
        (PLAN, "owner: A", "owner"),
    ),
]


@cases(("case", "code", "where"), WARNINGS)
def test_a_warning_stops_nothing(problems, case, code, where):
    exit_code, found = problems(case)
    assert (exit_code, told(found, "error")) == (0, [])
    expected = [(*where, code)] if where else []
    assert [one for one in told(found, "warning") if one[-1] == code] == spots(case, expected)


def test_two_slips_do_not_hide_each_other(problems):
    case = office(
        COUNT + ", owner: X",
        SUM.replace("T-2", "T-9"),
        allocations=["1/1 T-8 A 4", "1/1 T-1 Y 4"],
        units=["A - 30/6 Z", "B"],
        more='previous: "1999"\n' + revision("due: 2022-11-30", target="T-7"),
    )
    code, found = problems(case)
    assert code == 1
    assert [(file, column, what) for file, _, column, what in told(found, "error")] == [
        (SHARES, "target_id", "unknown-target"),
        (SHARES, "unit_id", "unknown-unit"),
        (PLAN, "owner", "unknown-unit"),
        (PLAN, "from", "unknown-target"),
        (PLAN, "previous", "unknown-campaign"),
        (PLAN, "targets", "unknown-target"),
        (UNITS, "successor", "unknown-unit"),
    ]
