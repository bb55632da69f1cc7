"""A form sent by browser: the real nginx takes it into the inbox's folder, and hands nothing of it out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from campaigns import write_campaign
from entry_kit import NEW_YEAR, OWNED, Desk
from publish_kit import NOON, make_site, older, origin
from server_kit import LOGIN, web_server
from test_entry_inbox import GOOD
from test_publish_nginx import ON_EVERY_ANSWER
from thidua.publish.job import Job
from thidua.publish.release import publish

pytestmark = pytest.mark.programs
GATE = "/hop-thu/gui/"


def test_a_form_is_sent_judged_and_answered_and_nothing_is_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    desk, root, own = Desk(tmp_path, capsys), tmp_path / "site", tmp_path / "nginx"
    publish(root, Job(origin(1), lambda out: make_site(out, 1), lambda: NOON, older))
    (own / "thu").mkdir(parents=True)
    sound = desk.filled(GOOD, name="vp.xlsx").read_bytes()
    wrong = desk.filled({**GOOD, "value": "x"}, name="sai.xlsx").read_bytes()
    big = b"PK" + bytes(5 * 1024 * 1024)
    with web_server(own, root) as server:
        for name, method, headers, body, status in (
            ("vp-1.xlsx", "PUT", LOGIN, sound, 201),
            ("sai-2.xlsx", "PUT", LOGIN, wrong, 201),
            ("vp-1.xlsx", "PUT", {}, sound, 401),
            ("vp-3.xlsx", "PUT", LOGIN, big, 413),
            ("vp-1.xlsx", "GET", LOGIN, None, 405),
            ("vp-1.xlsx", "HEAD", LOGIN, None, 405),
            ("", "GET", LOGIN, None, 405),
            ("vp-1.xlsx", "DELETE", LOGIN, None, 405),
            ("moi", "MKCOL", LOGIN, None, 405),
            ("", "PROPFIND", LOGIN, None, 405),
            ("vp-1.xlsx", "MOVE", {**LOGIN, "Destination": "/x.xlsx"}, None, 405),
            ("vp-1.xlsx", "OPTIONS", LOGIN, None, 405),
            ("vp.xls", "PUT", LOGIN, sound, 404),
            ("vp.html", "PUT", LOGIN, sound, 404),
            (".vp.xlsx", "PUT", LOGIN, sound, 404),
            ("a/vp.xlsx", "PUT", LOGIN, sound, 404),
            ("%2e%2e%2fvp.xlsx", "PUT", LOGIN, sound, 405),
            ("../../index.xlsx", "PUT", LOGIN, sound, 405),
        ):
            answer = server.ask(GATE + name, method, headers, body=body)
            assert (name, method, answer.status) == (name, method, status)
            assert {key: answer.headers.get(key) for key in ON_EVERY_ANSWER} == ON_EVERY_ANSWER
        assert sorted(path.name for path in (own / "thu").glob("*.*")) == [
            ".dang-nhan",
            "sai-2.xlsx",
            "vp-1.xlsx",
        ]
        assert not [*(own / "thu/.dang-nhan").rglob("*.*")]
        assert server.ask("/hop-thu/trang-thai.json").status == 404
        status = own / "tra-loi/trang-thai.json"
        assert desk.run("inbox", own / "thu", "--settle", "0", "--status", status)[0] == 1
        answer = server.ask("/hop-thu/trang-thai.json")
        assert (answer.status, server.ask("/hop-thu/trang-thai.json", headers={}).status) == (200, 401)
        for name in ("sai-2.tra-lai.xlsx", "nhat-ky.csv", "da-nhan/"):
            assert server.ask(GATE + name).status == 405
            assert server.ask(f"/hop-thu/{name}").status == 404
    forms = json.loads(answer.body)["forms"]
    assert [(one["file"], one["unit"], one["taken"], one["new"]) for one in forms] == [
        ("vp-1.xlsx", "VP", True, 1),
        ("sai-2.xlsx", "VP", False, 0),
    ]
    assert "Trang Kết quả, ô C7: “x” không phải là số" in forms[1]["letter"]
