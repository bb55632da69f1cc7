"""How a network stands: states on both sides of stale_after, sums, common lines, and what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import demo_network
import jsonschema
import pytest
from network_kit import NETWORK, ROOT, SCHEMAS, TODAY, answer, network, status, target
from plans import AT_END, campaign, day, heads, row
from plans import target as plan_target
from table_kit import cases
from thidua.api import status_json
from thidua.figures.progress import measure
from thidua.model import Measure, Status
from thidua.network.answer import read_answer
from thidua.network.api import network_file
from thidua.network.faults import CollectError, fault
from thidua.network.kept_file import Attempt, attempt_file, day_file, read_day_file
from thidua.network.load import History, load_network
from thidua.network.records import Entry, Kept, State
from thidua.network.standing import counted_twice, line_problems, network_on
from thidua.network.strict_json import NotJsonError, read_json
from thidua.pages.network.rows import _why
from thidua.words import VIETNAMESE

STATUS, NETWORK_SCHEMA = (
    json.loads((ROOT / "site_src/api" / f"{name}.schema.json").read_text("utf-8"))
    for name in ("status", "network")
)
REFUSED = fault("member-not-json", {"reason": "HTML"})
DOWN = fault("member-unreachable", {"reason": "…"})


@cases(
    ("age", "told", "state"),
    [
        (0, None, State.FRESH),
        (10, None, State.FRESH),
        (11, None, State.STALE),
        (10, DOWN, State.FRESH),  # its figures are still young, whoever answered today
        (11, DOWN, State.STALE),
        (0, REFUSED, State.UNSOUND),
        (11, REFUSED, State.UNSOUND),
        (None, None, State.MISSING),
        (None, DOWN, State.MISSING),
        (None, REFUSED, State.UNSOUND),
    ],
)
def test_states(age: int | None, told: Any, state: State) -> None:
    kept = Kept(None if age is None else answer(as_of=str(TODAY - timedelta(days=age))), TODAY, told)
    assert network_on(network(), {"sngv": kept}, TODAY).standings["sngv"].state is state


def test_a_network_is_as_old_as_the_newest_figures_in_it() -> None:
    """Not as the day on which it added them up, nor as made-up figures; what is kept of it tells so too."""
    made_up = replace(answer(name="b"), illustrative=True)
    kept_of = {"sngv": Kept(answer(as_of="2022-10-01"), TODAY, None), "syt": Kept(made_up, TODAY, None)}
    shown = network_on(network(), kept_of, TODAY)
    member = network().members["tinh"]
    told = {**json.loads(network_file(shown)), "network": member.network}
    kept = read_answer(json.dumps(told).encode(), member, SCHEMAS, TODAY)
    assert (kept.as_of, kept.figures_of) == (TODAY, date(2022, 10, 1))
    assert read_day_file(day_file(kept, member, TODAY), member) == kept
    assert (
        network_on(network(), {"tinh": Kept(kept, TODAY, None)}, TODAY).standings["tinh"].state is State.STALE
    )


def test_an_answer_of_the_first_version_tells_of_none_cancelled() -> None:
    told = status(target("CN-04"), target("B-02", "cancelled"))
    del told["cancelled"]
    old = read_answer(json.dumps(told).encode(), network().members["sngv"], SCHEMAS, TODAY)
    assert (old.cancelled, old.totals) == (1, {Status.MET: 1})


INNER = json.dumps(
    json.loads(network_file(network_on(network(NETWORK.replace("khoi", "cac-huyen", 1).replace(
        "network: cac-huyen}", "network: xa}").replace("network: cac-huyen", "network: khoi", 1)),
        {"sngv": Kept(answer(), TODAY), "syt": Kept(answer(name="b"), TODAY)}, TODAY)))
    | {"network": "cac-huyen"}
).encode()  # fmt: skip


def all_kept(**changes: Kept) -> dict[str, Kept]:
    inner = read_answer(INNER, network().members["tinh"], SCHEMAS, TODAY)
    return {
        "sngv": Kept(answer(), TODAY),
        "syt": Kept(answer(name="b"), TODAY),
        "tinh": Kept(inner, TODAY),
    } | changes


def test_sums_count_the_last_good_figures_and_those_behind_a_network() -> None:
    found = network_on(network(), all_kept(syt=Kept(answer(name="b"), TODAY, REFUSED)), TODAY).sums
    assert (found.members, found.counted, found.offices, found.illustrative) == (3, 3, 4, 0)
    assert found.totals == {Status.MET: 4, Status.MISSED: 4}
    assert (found.targets, found.satisfied) == (8, 4)
    assert found.states == {State.FRESH: 2, State.UNSOUND: 1}


def test_illustrative_members_stay_out_of_sums_and_ranks() -> None:
    made_up = Kept(answer(target("B-02", actual=30), data={"illustrative": True}), TODAY)
    shown = network_on(network(), all_kept(syt=made_up), TODAY)
    assert (shown.sums.counted, shown.sums.illustrative, shown.sums.targets) == (2, 1, 6)
    assert [(each.member.id, each.rank) for each in shown.lines["ldtt"]] == [("sngv", 1), ("syt", None)]


def entries(*figures: dict[str, Any] | None) -> list[int | None]:
    """The ranks of members with these figures of a target."""
    names = [f"m{number}" for number in range(len(figures))]
    members = "".join(f'  - {{id: {each}, name: A, api: {each}/, campaign: "2022"}}\n' for each in names)
    line = f"  - {{id: ldtt, name: L, members: {{{', '.join(f'{each}: T' for each in names)}}}}}\n"
    made = network(f"{NETWORK.partition('members:')[0]}members:\n{members}common:\n{line}")
    kept = {
        name: Kept(answer(figure if figure else target("OTHER")), TODAY)
        for name, figure in zip(names, figures, strict=True)
    }
    return [each.rank for each in network_on(made, kept, TODAY).lines["ldtt"]]


def test_ties_share_a_rank_and_who_has_no_figure_has_none() -> None:
    half, third, more = (
        target("T", actual=15, goal=50),
        target("T", actual=10, goal=100),
        target("T", actual=30, goal=50),
    )
    assert entries(half, more, third, None, target("T", actual=30, goal=100)) == [2, 1, 4, None, 2]
    assert entries(target("T", "no_data", None), half) == [None, 1]


def test_of_caps_the_lowest_figure_is_first() -> None:
    caps = [
        target("T", actual=number, goal={}) | {"goal": {"at_most": 5}, "attainment": None} for number in ()
    ]
    caps = [
        target("T", actual=number) | {"goal": {"at_most": bound}, "attainment": None}
        for number, bound in ((3, 5), (1, 90), (3, 10))
    ]
    assert entries(*caps) == [2, 1, 2]


def test_a_share_is_exact() -> None:
    figure = answer(target("T", actual=10, goal=15)).figures["T"]
    assert figure.share == Fraction(1000, 30) / 15


def test_who_does_not_publish_the_target_of_a_common_line_is_told() -> None:
    shown = network_on(network(), all_kept(syt=Kept(answer(target("B-03")), TODAY)), TODAY)
    (problem,) = line_problems(shown)
    assert (problem.line, problem.code) == (11, "line-without-target")
    assert "Sở Y tế không có chỉ tiêu “B-02”" in str(problem.message)


def test_an_office_that_is_counted_twice_is_told() -> None:
    told = list(counted_twice(network_on(network(), all_kept(), TODAY)))
    assert [(one.line, one.code) for one in told] == [(9, "counted-twice")] * 2
    assert [str(one.message) for one in told] == [
        f"“{name}” được tính hai lần, qua “{there}” và “tinh”"
        for name, there in (("Sở Ngoại vụ", "sngv"), ("Sở Y tế", "syt"))
    ]
    others = NETWORK.replace("Sở Ngoại vụ", "Sở Tài chính").replace(
        'v1, campaign: "2022"', 'v1, campaign: "2023"'
    )
    assert not list(counted_twice(network_on(network(others), all_kept(), TODAY)))


# ── the answer ──


def refused(told: Any, member: str = "sngv") -> tuple[str, str]:
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    with pytest.raises(CollectError) as error:
        read_answer(data, network().members[member], SCHEMAS, TODAY)
    return error.value.code, str(error.value.fault.message)


@cases(
    ("told", "code"),
    [
        (b"<!doctype html><html>", "member-not-json"),
        (b"", "member-not-json"),
        (b"\xff\xfe", "member-not-json"),
        (b'{"a": 1, "a": 2}', "member-not-json"),
        (b'{"a": NaN}', "member-not-json"),
        (b'{"a": 1e999999999}', "member-not-json"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "member-not-json"),
        (b"[" * 200_000, "member-not-json"),
        ({}, "member-schema"),
        (status() | {"schema": "thidua/status/2"}, "member-schema"),
        (status() | {"more": 1}, "member-schema"),
        (status(as_of="2022-02-30"), "member-schema"),
        (status(as_of="2022-11-15\n"), "member-schema"),
        (status() | {"totals": {"met": 2}}, "member-schema"),
        (status(target("T"), target("T")), "member-schema"),
        (status(target("T", "great")), "member-schema"),
        (status(target("T") | {"actual": {"value": "<b>"}}), "member-schema"),
        (status(target("T", "cancelled", None)) | {"cancelled": []}, "member-schema"),
        (status(target("T") | {"actual": {"level": "Tốt\u202e"}}), "member-schema"),
        (status(target("T") | {"goal": {"at_least": "K" * 201}}), "member-schema"),
        (status() | {"campaign": "2021"}, "member-other"),
        (status(as_of="2022-11-18"), "member-clock"),
    ],
)
def test_an_answer_that_is_refused(told: Any, code: str) -> None:
    assert refused(told)[0] == code


def test_a_member_whose_day_has_begun_before_ours_is_taken() -> None:
    assert answer(as_of="2022-11-17").as_of == date(2022, 11, 17)


def test_hostile_text_is_quoted_never_read() -> None:
    code, message = refused(status() | {"{variable}\x1b[31m" + "x" * 90: 1})
    assert code == "member-schema"
    assert message == "câu trả lời sai cấu trúc ở /{variable}U+001B[31m" + "x" * 38 + "…"


def test_a_network_takes_only_a_network() -> None:
    assert refused(status(), "tinh")[0] == "member-schema"
    told = json.loads(INNER)
    assert refused(told | {"network": "khac"}, "tinh")[0] == "member-other"
    for key, value in (("totals", {"met": 99}), ("offices", 99), ("targets", 99)):
        assert refused(told | {"sums": told["sums"] | {key: value}}, "tinh")[0] == "member-schema"


SCHEMA_PAIRS = [
    status(),
    status() | {"totals": {"met": 0}},
    status() | {"cancelled": ["a b"]},
    status(target("T", phases={"d": {"status": "not_assigned", "actual": None, "goal": None}})),
    status(target("T", phases={"d": {"status": "not_assigned", "actual": None, "goal": 1}})),
    status(target("T", phases={"d": {"status": "met", "actual": None, "goal": None}})),
    status(target("T") | {"goal": {"between": [1, 2]}}),
    status(target("T") | {"goal": {"between": [1, 2, 3]}}),
    status(target("T") | {"goal": {"between": [1]}}),
    status(target("T") | {"goal": {}}),
    status(target("T") | {"goal": {"at_least": 1, "at_most": 2}}),
    status(target("T") | {"goal": {"at_least": True}}),
    status(target("T") | {"goal": {"at_least": ""}}),
    status(target("T") | {"from": {"percent": ["A", ["B", "C"]]}}),
    status(target("T") | {"from": {"percent": ["A", [1]]}}),
    status(target("T") | {"previous": {"campaign": "2021", "as_of": "x", "actual": None}}),
    status() | {"data": 5},
    status() | {"targets": {}},
    [],
    None,
]


@cases("told", SCHEMA_PAIRS)
def test_our_reading_of_the_schema_is_that_of_jsonschema(told: Any) -> None:
    ours = SCHEMAS.status.misfit(read_json(json.dumps(told).encode()))
    assert (ours is None) == jsonschema.Draft202012Validator(STATUS).is_valid(told)


def spoilt(told: Any) -> Iterator[Any]:
    """A JSON value with one thing in it replaced or left out, in every way."""
    yield from (None, True, 0, -1, 1.5, "x", "A-1", [], {}, {"x": 1})
    if isinstance(told, dict):
        yield told | {"more": 1}
        for name, inner in told.items():
            yield {key: value for key, value in told.items() if key != name}
            yield from (told | {name: each} for each in spoilt(inner))
    if isinstance(told, list):
        yield [*told, *told]
        for place, inner in enumerate(told):
            yield from ([*told[:place], each, *told[place + 1 :]] for each in spoilt(inner))


def test_so_it_is_of_every_slip() -> None:
    phase = {"d": {"status": "met", "actual": {"level": "Tốt"}, "goal": "Khá"}}
    validator, sound = jsonschema.Draft202012Validator(STATUS), 0
    for told in spoilt(status(target("T", phases=phase), as_of="2022-11-15")):
        fits = SCHEMAS.status.misfit(read_json(json.dumps(told).encode())) is None
        assert fits == validator.is_valid(told), told
        sound += fits
    assert sound > 10


def test_a_real_status_is_sound() -> None:
    made = campaign(
        [plan_target("CN-04", Measure.RATIO, more_than=90, pace=AT_END)],
        [row("20/12", 27, target="CN-04")],
        [heads("1/1", 30)],
    )
    told = status_json(measure(made, day("31/12")), "0" * 64)
    found = read_answer(json.dumps(told).encode(), network().members["sngv"], SCHEMAS, date(2023, 1, 1))
    assert found.figures["CN-04"].share == 1 and found.totals == {Status.MISSED: 1}


# ── what is published and what is kept ──


def test_network_json_fits_its_schema_and_says_what_stands() -> None:
    data = network_file(network_on(network(), all_kept(syt=Kept(None, None, DOWN)), TODAY))
    told = json.loads(data)
    jsonschema.Draft202012Validator.check_schema(NETWORK_SCHEMA)
    jsonschema.Draft202012Validator(NETWORK_SCHEMA).validate(told)
    assert SCHEMAS.network.misfit(read_json(data)) is None
    assert [(each["state"], each["as_of"], each["fault"]) for each in told["members"]] == [
        ("fresh", "2022-11-15", None),
        ("missing", None, "member-unreachable"),
        ("fresh", "2022-11-15", None),  # the newest figures in the network that is a member
    ]
    assert told["common"][0]["members"] == {
        "sngv": {
            "target": "CN-04",
            "status": "met",
            "actual": {"value": 27, "of": 30, "percent": 90},
            "goal": {"at_least": 20},
            "attainment": 4.5,
            "shortfall": 0,
            "rank": 1,
        },
        "syt": {
            "target": "B-02",
            **dict.fromkeys(("status", "actual", "goal", "attainment", "shortfall", "rank")),
        },
    }


def test_what_is_kept_is_read_again_as_it_was() -> None:
    figure = target("L") | {"actual": {"level": "Tốt"}, "goal": {"at_least": "Khá"}, "attainment": None}
    one = answer(target("A", actual=10, goal=15), figure, target("C", "cancelled", None))
    member = network().members["sngv"]
    assert read_day_file(day_file(one, member, TODAY), member) == one


def write(folder: Path, name: str, content: bytes) -> None:
    path = folder / "collected" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_history_knows_each_day_and_passes_over_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "khoi").mkdir()
    folder = tmp_path / "khoi"
    (folder / "network.yml").write_text(NETWORK, "utf-8")
    member = network().members["sngv"]
    old, new = answer(as_of="2022-10-31"), answer(target("CN-04"))
    write(folder, "sngv/2022-11-01.json", day_file(old, member, date(2022, 11, 1)))
    write(folder, "sngv/2022-11-15.json", day_file(new, member, date(2022, 11, 15)))
    write(folder, "sngv/2022-11-16.json", b'{"schema": "thidua/coll')
    failed = Attempt(TODAY, "x", date(2022, 11, 15), None, None, "member-not-json", {"reason": "HTML"})
    write(folder, "sngv/last.json", attempt_file(failed))
    write(folder, "ai/last.json", b"{}")
    write(folder, "sngv/2022-11-17.json", b"[" * 100_000)
    loaded = load_network(folder)
    assert [*loaded.history.totals(date(2022, 11, 17))] == ["sngv"]
    (folder / "collected/sngv/2022-11-17.json").unlink()
    loaded = load_network(folder)
    assert loaded.day == TODAY
    assert loaded.history.days == [date(2022, 11, 1), date(2022, 11, 15), TODAY]
    on = {
        each: loaded.on(date(2022, *each)).standings["sngv"]
        for each in ((10, 31), (11, 14), (11, 15), (11, 16))
    }
    assert [(each.state, each.answer, each.kept.collected) for each in on.values()] == [
        (State.MISSING, None, None),
        (State.STALE, old, date(2022, 11, 1)),
        (State.FRESH, new, date(2022, 11, 15)),
        (State.UNSOUND, new, date(2022, 11, 15)),
    ]
    told = [(each.code, each.file.partition("collected/")[2]) for each in loaded.history.problems]
    assert told == [("unread-file", "ai"), ("bad-collected", "sngv/2022-11-16.json")]


def test_figures_of_another_campaign_are_not_the_members(tmp_path: Path) -> None:
    member = network().members["sngv"]
    write(tmp_path, "sngv/2022-11-01.json", day_file(answer(), member, date(2022, 11, 1)))
    later = network(
        NETWORK.replace('intranet/api/v1/, campaign: "2022"', 'intranet/api/v1/, campaign: "2023"')
    )
    history = History(tmp_path, "khoi", later)
    assert history.kept(later.members["sngv"], TODAY) == Kept()
    assert history.problems == []


def test_before_anything_was_collected_the_day_is_the_periods_first(tmp_path: Path) -> None:
    (tmp_path / "khoi").mkdir()
    (tmp_path / "khoi/network.yml").write_text(NETWORK, "utf-8")
    loaded = load_network(tmp_path / "khoi")
    assert loaded.day == date(2022, 1, 1)
    assert loaded.on(loaded.day).sums.states == {State.MISSING: 3}


def test_the_demonstration_in_the_repository_is_what_its_script_computes() -> None:
    home = demo_network.HOME / "collected"
    found = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*.json")}
    assert found == demo_network.collected_files(), "run scripts/demo_network.py"
    loaded = load_network(demo_network.HOME)
    states = {name: each.state for name, each in loaded.on(loaded.day).standings.items()}
    assert set(states.values()) == set(State) and len(states) == 7 and loaded.history.problems == []


@cases(
    ("data", "reason"),
    [
        (b"1e31", "1e31…"),
        (b"-1e-31", "-1e-31…"),
        (b"0." + b"1" * 60, "0." + "1" * 38 + "…"),
        (b"9" * 41, "9" * 40 + "…"),
        (b"<html>", "1:1"),
        (b'{"a":\n ]', "2:2"),
        (b'{"a": 1, "a": 2}', "2 × “a”"),
        (b"[NaN]", "NaN"),
        (b"\xff\xfe", "≠ UTF-8"),
        (b"[" * 200_000, "[[[…"),
    ],
)
def test_what_is_no_json_is_told_by_its_place_or_piece_in_no_language(data: bytes, reason: str) -> None:
    with pytest.raises(NotJsonError) as told:
        read_json(data)
    assert str(told.value) == reason


def test_what_a_member_has_cancelled_is_no_result_that_is_waited_for() -> None:
    shown = network_on(network(), all_kept(), TODAY)
    gone, open_ = (
        answer(target("CN-04", status) | {"actual": None}).figures["CN-04"]
        for status in ("cancelled", "no_data")
    )
    view: Any = SimpleNamespace(words=VIETNAMESE)
    standing = shown.standings["sngv"]
    told = [_why(view, Entry(standing.member, "CN-04", one), standing) for one in (gone, open_)]
    assert told == ["thôi thực hiện", "chưa có kết quả"]
