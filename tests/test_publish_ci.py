"""The forges' files: well-formed, without rights they do not need, and GitLab's report of a problem."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import yaml
from table_kit import cases

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text("utf-8"))
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))


def report(problems: list[dict[str, object]]) -> list[dict[str, object]]:
    done = subprocess.run([sys.executable, ROOT / "deploy/code_quality.py"], input=json.dumps(problems),
                          capture_output=True, text=True, check=True)  # fmt: skip
    return json.loads(done.stdout)


def test_a_problem_in_gitlabs_words() -> None:
    problem = {"file": "data/2022/plan.yml", "line": 7, "column": None, "code": "bad-date",
               "severity": "error", "message": "“x” không phải là ngày",
               "hint": "ghi ngày/tháng/năm"}  # fmt: skip
    told = report([problem])
    assert len(told[0].pop("fingerprint")) == 64
    assert told == [{
        "description": "“x” không phải là ngày — ghi ngày/tháng/năm",
        "check_name": "bad-date", "severity": "major",
        "location": {"path": "data/2022/plan.yml", "lines": {"begin": 7}},
    }]  # fmt: skip


def test_a_problem_without_a_line_stands_at_the_first() -> None:
    problem = {"file": "data/2022/units.csv", "line": None, "column": None, "code": "missing-file",
               "severity": "warning", "message": "thiếu", "hint": "thêm"}  # fmt: skip
    told = report([problem, problem | {"file": "data/2022/reports.csv"}])
    assert [entry["location"]["lines"] for entry in told] == [{"begin": 1}, {"begin": 1}]
    assert told[0]["severity"] == "minor"
    assert told[0]["fingerprint"] != told[1]["fingerprint"]
    assert report([]) == []


@cases(("job", "rights"), [
    ("build", None),
    ("publish", None),
    ("pages", {"contents": "read", "pages": "write", "id-token": "write"}),
])  # fmt: skip
def test_a_pull_request_runs_with_reading_rights_alone(job: str, rights: dict[str, str] | None) -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert WORKFLOW["jobs"][job].get("permissions") == rights
    if job != "build":
        condition = WORKFLOW["jobs"][job]["if"]
        assert "github.event_name != 'pull_request'" in condition
        assert "github.ref == 'refs/heads/main'" in condition


def test_publishing_is_one_at_a_time_and_never_cut_off() -> None:
    assert WORKFLOW["jobs"]["publish"]["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert GITLAB[".publish"]["resource_group"] == "publish"
    assert GITLAB[".publish"]["interruptible"] is False


def test_no_secret_reaches_the_job_that_pull_requests_run() -> None:
    assert "secrets." not in json.dumps(WORKFLOW["jobs"]["build"])
