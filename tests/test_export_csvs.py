"""Downloads as CSV: two dialects, exact numbers, no text that acts as a formula or names a person."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from io import StringIO

import pytest
from plans import campaign, day, heads, row, target
from table_kit import cases
from thidua.export.csvs import MACHINE, OFFICE, bare_number, csv_bytes, csv_files, datapackage_json, neutral
from thidua.export.sums import counting, month_sums, unit_sums
from thidua.export.tables import tables
from thidua.figures.progress import measure
from thidua.model import Accumulation, Campaign, Measure, Stage
from thidua.words import VIETNAMESE


def office() -> Campaign:
    return campaign(
        [
            target("CN-01", at_least=8),
            target("CN-02", Measure.RATIO, more_than=90),
            target("CN-03", Measure.COMPLIANCE, at_least=100),
            target("TT-01", Measure.RANK, at_least=3),
            target("NV-01", reading=Accumulation.CUMULATIVE, at_least=4),
        ],
        [
            row("10/3", 2, "A", target="CN-01"),
            row("20/3", 1, "A", target="CN-01"),
            row("20/4", 1, "B", target="CN-01", stage=Stage.PROPOSED),
            row("15/5", 27, "A", target="CN-02"),
            row("2/6", 1, "B", target="CN-03", note="người ở phòng B"),
            row("1/6", 3, None, target="TT-01"),
            row("1/3", 1, "A", target="NV-01"),
            row("1/5", 3, "A", target="NV-01"),
            row("1/9", 2, "B", target="NV-01"),
        ],
        [heads("1/1", 31)],
    )


def made(one: Campaign) -> dict[str, bytes]:
    return csv_files(tables(one, measure(one, day("30/6")), VIETNAMESE), VIETNAMESE)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return made(office())


def read(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig")), delimiter=delimiter, strict=True))


@cases(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+84 239", "'+84 239"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", " '=1"),
        ("\u00a0=1", "\u00a0'=1"),
        ("＝1+1", "'＝1+1"),
        ("a;=1", "a;'=1"),  # another program may end the cell at the sign
        ("a,@x", "a,'@x"),
        ("dòng\n=1", "dòng\n'=1"),
        ("a|=1", "a|'=1"),
        ("Tờ trình số 5-TTr = bản 2", "Tờ trình số 5-TTr = bản 2"),
        ("", ""),
    ],
)
def test_no_text_starts_a_formula(text: str, shown: str) -> None:
    assert neutral(text) == shown


@cases(
    ("value", "machine", "office_"),
    [
        (12, "12", "12"),
        (-3, "-3", "-3"),
        (Fraction(181, 2), "90.5", "90,5"),
        (Fraction(2, 3), "0.666667", "0,666667"),
        (Fraction(-1, 4), "-0.25", "-0,25"),
        (1250000, "1250000", "1250000"),
    ],
)
def test_numbers_stay_numbers(value: int | Fraction, machine: str, office_: str) -> None:
    assert bare_number(value, ".") == machine
    assert bare_number(value, ",") == office_


def test_the_two_dialects() -> None:
    rows = [(day("7/5"), 'a "b"', Fraction(1, 2), None, "")]
    assert csv_bytes(["d", "t", "n", "x", "y"], rows, MACHINE) == (
        b'"d","t","n","x","y"\r\n2022-05-07,"a ""b""",0.5,,\r\n'
    )
    assert csv_bytes(["ngày", "t", "n", "x", "y"], rows, OFFICE) == (
        '\ufeff"ngày";"t";"n";"x";"y"\r\n07/05/2022;"a ""b""";0,5;;\r\n'.encode()
    )


def test_every_table_comes_for_machines_and_for_the_office(files: dict[str, bytes]) -> None:
    assert list(files) == [
        "targets.csv", "chi-tieu.csv", "phases.csv", "theo-dot.csv", "achievements.csv", "ket-qua.csv",
        "by-unit.csv", "theo-don-vi.csv", "by-month.csv", "theo-thang.csv",
    ]  # fmt: skip


def test_targets_carry_the_figures_of_the_as_of_day(files: dict[str, bytes]) -> None:
    found = {one["target_id"]: one for one in read(files["targets.csv"])}
    ratio = found["CN-02"]
    assert (ratio["actual"], ratio["of"], ratio["percent"]) == ("27", "31", "87.096774")
    assert (ratio["operator"], ratio["goal"], ratio["shortfall"]) == ("more_than", "90", "1")
    assert [found["TT-01"][key] for key in ("level", "goal_level", "goal")] == ["Hoàn thành tốt"] * 2 + [""]
    assert found["CN-03"]["status"] == "missed"
    said = {one["chỉ tiêu"]: one for one in read(files["chi-tieu.csv"], ";")}
    assert said["CN-02"]["phần trăm"] == "87,096774"
    assert said["CN-03"]["trạng thái"] == "Không đạt"


def test_a_breach_points_at_nobody(files: dict[str, bytes]) -> None:
    (breach,) = [one for one in read(files["achievements.csv"]) if one["target_id"] == "CN-03"]
    assert breach == {
        "date": "2022-06-02", "target_id": "CN-03", "unit_id": "", "value": "1",
        "stage": "awarded", "role": "", "evidence": "", "note": "",
    }  # fmt: skip
    assert not any("phòng B" in data.decode() for data in files.values())


def test_rows_keep_the_heads_of_the_data_files(files: dict[str, bytes]) -> None:
    head = files["ket-qua.csv"].decode("utf-8-sig").splitlines()[0].replace('"', "")
    assert head == "ngày;chỉ tiêu;đơn vị;giá trị;bước;vai trò;minh chứng;ghi chú"
    assert '01/06/2022;"TT-01";;"Hoàn thành tốt";"công nhận"' in files["ket-qua.csv"].decode()


def test_sums_by_unit_and_by_month() -> None:
    # A's total of NV-01 stands at 3 (not 1 + 3); B's comes after the as-of day; the proposal does not count.
    case = office()
    counted = counting(case, day("30/6"))
    assert list(unit_sums(case, counted)) == [("A", "CN-01", 3), ("A", "CN-02", 27), ("A", "NV-01", 3)]
    assert list(month_sums(case, counted)) == [("2022-03", "CN-01", 3), ("2022-05", "CN-02", 27)]


def test_sums_of_nothing() -> None:
    case = office()
    counted = counting(case, day("1/1"))
    assert list(unit_sums(case, counted)) == list(month_sums(case, counted)) == []


@pytest.mark.parametrize("large", [0, 2**62])
def test_many_rows_are_summed_as_few_are(monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    """By pandas' engine where its whole numbers hold every sum, and exactly in either way."""
    rows = [
        row("10/3", 3, "A", target="CN-01"),
        row("1/4", -1, "A", target="CN-01", note="đính chính"),
        row("1/4", large, "B", target="CN-01"),
        row("2/4", 5, "B", target="CN-02"),
    ]
    case = campaign([target("CN-01", at_least=8), target("CN-02", at_least=8)], rows)
    counted = counting(case, day("30/6"))
    one_by_one = [*unit_sums(case, counted), *month_sums(case, counted)]
    monkeypatch.setattr("thidua.export.sums.MANY", 1)
    at_once = [*unit_sums(case, counted), *month_sums(case, counted)]
    assert at_once == one_by_one
    assert {type(value) for _, _, value in at_once} == {int}


def test_text_of_the_data_is_neutralised_in_every_file() -> None:
    base = office()
    evil = base.achievements[0]._replace(evidence="=cmd|'/c calc'!A0", note='a;=1";=2')
    hostile = replace(base, achievements=(evil,))
    found = made(hostile)
    assert '"\'=cmd|\'/c calc\'!A0";"a;\'=1"";\'=2"' in found["ket-qua.csv"].decode()
    (line,) = read(found["achievements.csv"])
    assert line["evidence"] == "'=cmd|'/c calc'!A0"
    assert line["note"] == "a;'=1\";'=2"


def test_datapackage_describes_every_file(files: dict[str, bytes]) -> None:
    progress = measure(office(), day("30/6"))
    told = datapackage_json(progress, tables(office(), progress, VIETNAMESE), VIETNAMESE, files)
    found = json.loads(told)
    resources = {one["path"]: one for one in found["resources"]}
    assert list(resources) == list(files)
    for path, data in files.items():
        one = resources[path]
        assert one["bytes"] == len(data)
        assert one["hash"] == "sha256:" + sha256(data).hexdigest()
        lines = csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=one["dialect"]["delimiter"])
        head = next(lines)
        assert head == [field["name"] for field in one["schema"]["fields"]]
    fields = {field["name"]: field for field in resources["chi-tieu.csv"]["schema"]["fields"]}
    assert fields["phần trăm"]["decimalChar"] == ","
    assert fields["hạn"]["format"] == "%d/%m/%Y"


def test_the_same_data_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert made(office()) == files
