"""network.yml → Network: each bad file with the line, key and code of every problem."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from network_kit import FILE, NETWORK, network
from table_kit import cases
from thidua import cli
from thidua.network.reader import read_network
from thidua.network.records import STALE_AFTER, Period
from thidua.network.schema import NETWORK as NETWORK_KEYS
from thidua.network.schema import SCHEMA_FILE, new_network
from thidua.problems import CellError
from write_schemas import network_schema

ROOT = Path(__file__).resolve().parent.parent
SYT = "../../syt/api/v1"


def test_a_sound_file() -> None:
    made = network()
    assert (made.id, made.stale_after, made.illustrative) == ("khoi", 10, False)
    assert made.period == Period(date(2022, 1, 1), date(2022, 12, 31))
    assert {each.id: (each.api, each.file) for each in made.members.values()} == {
        "sngv": ("https://thidua.sngv.intranet/api/v1/", "2022/status.json"),
        "syt": ("../../syt/api/v1/", "2022/status.json"),
        "tinh": ("https://huyen.intranet/api/v1/", "network.json"),
    }
    assert made.common["ldtt"].targets == {"sngv": "CN-04", "syt": "B-02"}


def test_ids_are_matched_in_any_case() -> None:
    assert network(NETWORK.replace("{sngv: CN", "{SNGV: CN")).common["ldtt"].targets["sngv"] == "CN-04"


BAD = [
    ("network: khoi\n", "network: khoi-2\n", [(1, "network", "network-folder")]),
    ("title: Khối thi đua\n", "titel: Khối\n", [(2, "titel", "unknown-key")]),
    ("\nmembers:\n", "\nmember:\n", [(6, "member", "unknown-key")]),
    ("end: 31/12/2022", "end: 31/12/2021", [(4, "end", "period-reversed")]),
    ("period: {start: 2022-01-01, end: 31/12/2022}\n", "", [(1, "period", "missing-key")]),
    ("stale_after: 10", "stale_after: 400", [(5, "stale_after", "out-of-range")]),
    ("stale_after: 10", "stale_after: mười", [(5, "stale_after", "not-a-number")]),
    (", name: Sở Y tế", "", [(8, "name", "missing-key")]),
    ("name: Sở Y tế", "ten: Sở Y tế", [(8, "ten", "unknown-key"), (8, "name", "missing-key")]),
    ("id: syt", "id: SNGV", [(8, "id", "duplicate-id"), (11, "members", "unknown-member")]),
    ("id: syt", "id: sở", [(8, "id", "bad-id"), (11, "members", "unknown-member")]),
    (f'{SYT}, campaign: "2022"', SYT, [(8, "campaign", "missing-key")]),
    ('campaign: "2022"}\n  - {id: tinh', 'campaign: "2022", network: x}\n  - {id: tinh',
     [(8, "network", "key-not-allowed"), (11, "members", "key-not-allowed")]),
    ("network: cac-huyen", "network: khoi", [(9, "network", "key-not-allowed")]),
    (SYT, "https://thidua.sngv.intranet/api/v1", [(8, "api", "duplicate-address")]),
    *((SYT, wrong, [(8, "api", "bad-address")]) for wrong in (
        "http://syt.intranet/api/v1/", "ftp://syt/", "file:///etc/", "javascript:alert(1)",
        "'..\\syt'", "https://ten:mk@syt/api/", "https://syt/api/?a=b", "'https://syt/#x'", "https:///api/",
        "https://syt:99999/", "'https://s yt/'", "https://sởyt.vn/", "C:/syt/",
    )),
    ("syt: B-02", "syte: B-02", [(11, "members", "unknown-member")]),
    ("syt: B-02", "tinh: B-02", [(11, "members", "key-not-allowed")]),
    ("syt: B-02", "syt: b02", [(11, "members", "bad-id")]),
    ("id: ldtt", "id: ld tt", [(11, "id", "bad-id")]),
    (NETWORK, "", [(1, None, "empty-file")]),
]  # fmt: skip


@cases(("old", "new", "found"), BAD)
def test_every_problem_is_told_with_its_place(old: str, new: str, found: list[tuple[int, str, str]]) -> None:
    assert old in NETWORK
    _, problems = read_network(NETWORK.replace(old, new), FILE, "khoi")
    assert [(each.line, each.column, each.code) for each in problems] == found
    assert all(str(each.hint) for each in problems)


def test_two_ids_that_share_the_variable_of_a_token_are_told() -> None:
    text = NETWORK.replace("id: sngv", "id: s-y").replace("{sngv:", "{s-y:").replace("id: tinh", "id: s.y")
    _, problems = read_network(text, FILE, "khoi")
    assert [(each.line, each.code) for each in problems] == [(9, "duplicate-id")]


@cases("api", ["http://127.0.0.1:8000/api/v1/", "http://localhost/", "/srv/www/syt/current/api/v1/", "."])
def test_paths_and_plain_http_to_this_machine(api: str) -> None:
    assert network(NETWORK.replace(SYT, api)).members["syt"].api == api.rstrip("/") + "/"


def test_a_new_network_passes_and_is_explained() -> None:
    text = new_network("khoi-1", 2027)
    made, problems = read_network(text, FILE, "khoi-1")
    assert made is not None and problems == [] and len(made.members) == 2
    with pytest.raises(CellError):
        new_network("khối 1", 2027)


def test_the_command_makes_one_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    calls = (["khoi-1"], ["khoi-1"], ["khối 1"], ["../x"], ["khoi-1", "--into", "elsewhere"])
    assert [cli.main(["new-network", *words]) for words in calls] == [0, 2, 2, 2, 0]
    assert "đã có networks/khoi-1, không ghi đè" in capsys.readouterr().err
    found = sorted(path.as_posix() for path in Path().rglob("*.*") if path.is_file())
    assert found == ["elsewhere/khoi-1/network.yml", "networks/khoi-1/network.yml"]


def test_the_default_that_is_told_is_the_one_that_holds() -> None:
    told = NETWORK_KEYS.key("stale_after")
    assert told is not None
    assert told.typed_default == str(STALE_AFTER)


def test_the_schema_in_the_repository_knows_the_file() -> None:
    assert (ROOT / "networks" / SCHEMA_FILE).read_text("utf-8") == network_schema(), (
        "run scripts/write_schemas.py"
    )
    validator = jsonschema.Draft7Validator(json.loads(network_schema()))
    for text in (NETWORK, new_network("a", 2027)):
        assert [*validator.iter_errors(yaml.load(text, yaml.BaseLoader))] == []
    wrong = yaml.load(NETWORK.replace(", network: cac-huyen", ""), yaml.BaseLoader)
    assert [*validator.iter_errors(wrong)]
