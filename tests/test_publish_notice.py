"""build.json: what it tells after a success, after a failure, and when it is spoiled."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from publish_kit import NOON, commit, origin
from table_kit import cases
from thidua.publish import notice
from thidua.publish.records import Release

RELEASE = Release("01cccccccccc-2022-06-30", NOON, 1, origin(1), None, {}, {}, frozenset())
COMMIT = {
    "id": "01" + "c" * 38, "at": "2022-06-01T01:00:00+00:00",
}  # fmt: skip
BUILT = {
    "time": "2022-06-30T05:00:00.000+00:00", "seconds": 1.23, "release": "01cccccccccc-2022-06-30",
    "as_of": "2022-06-30", "commit": COMMIT,
}  # fmt: skip
FAILED = {"time": "2022-06-30T05:00:00.000+00:00", "commit": COMMIT, "message": "đĩa đầy"}


def test_a_success_keeps_the_failure_before_it() -> None:
    told = notice.built({"last_failure": FAILED}, RELEASE, NOON, 1.234)
    assert told == {"schema": "thidua/build/1", "last_build": BUILT, "last_failure": FAILED}


def test_a_failure_keeps_the_success_before_it() -> None:
    told = notice.failed({"last_build": BUILT}, commit(1), NOON, "đĩa đầy")
    assert told == {"schema": "thidua/build/1", "last_build": BUILT, "last_failure": FAILED}


def test_times_of_any_zone_compare_as_text() -> None:
    hanoi = datetime.fromisoformat("2022-06-30T12:00:00.500+07:00")
    assert notice.failed({}, None, hanoi, "")["last_failure"]["time"] == "2022-06-30T05:00:00.500+00:00"


def test_a_long_message_is_cut() -> None:
    assert len(notice.failed({}, None, NOON, "x" * 10_000)["last_failure"]["message"]) == 4000


@cases(("content", "told"), [
    (None, {}), ("", {}), ("{", {}), ("[]", {}), ('{"last_build": null}', {"last_build": None}),
])  # fmt: skip
def test_reading_it(tmp_path: Path, content: str | None, told: dict[str, object]) -> None:
    if content is not None:
        (tmp_path / "build.json").write_text(content, "utf-8")
    assert notice.read(tmp_path) == told


@cases(("message", "public"), [
    ("Không ghi được vào “/srv/thidua/cache/a b”: No space", "Không ghi được vào “…/a b”: No space"),
    ("git báo lỗi: '/srv/thidua/data.git' hỏng", "git báo lỗi: '…/data.git' hỏng"),
    ("/opt/thidua/x.py:7: lỗi", "…/x.py:7: lỗi"),
    ("data/2022/plan.yml:7: lỗi", "data/2022/plan.yml:7: lỗi"),
    ("tải từ nơi khác: “https://thidua.example/a/b”", "tải từ nơi khác: “https://thidua.example/a/b”"),
    ("24/7, 30/6/2022 và/hoặc", "24/7, 30/6/2022 và/hoặc"),
])  # fmt: skip
def test_no_reader_sees_the_folders_of_the_server(message: str, public: str) -> None:
    assert notice.failed({}, None, NOON, message)["last_failure"]["message"] == public
