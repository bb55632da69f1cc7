"""Evidence: what is taken and what is refused."""

from __future__ import annotations

import pytest
from table_kit import cases
from thidua.problems import CellError
from thidua.tables.contents import parse_evidence


@cases(
    "text",
    [
        "",
        "Quyết định số 15/QĐ-SNgV",
        "QĐ: 15",
        "Số:15/QĐ",
        "lúc 12:30",
        "12:30",
        "javascript : alert(1)",
        "a b:c",
        "/tmp/x",
        "x//y",
        "http://a.vn",
        "HTTPS://A.VN/x",
        "https://a.vn:8080/x?y=1&z=%20#k",
        "https://xn--a-b.vn/đường/dẫn",
        "https://[::1]/",
        "https://a.vn/x@y",
    ],
)
def test_taken(text):
    assert parse_evidence(f" {text} ", lambda path: False) == text


@cases(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@b",
        "ftp://a.vn",
        "tel:0912",
        "about:blank",
        "x+y.z-1:a",
        "javascript:",
        "http:",
        "http:/a.vn",
        "http://",
        "https:///a",
        "https://a b.vn",
        "https://a.vn/x y",
        "https://u@a.vn/",
        "https://u:p@a.vn/",
        "https://a.vn\\@b.vn",
        "https://a..vn/",
        "https://?x",
        "https://a.vn:99999999",
        "//a.vn/x",
        "\\\\may\\chung",
        "C:\\x",
        "c:/x",
        "evidence\\x.pdf",
        "evidence/../plan.yml",
        "evidence/a/../../x",
        "Evidence\\x",
    ],
)
def test_refused(text):
    with pytest.raises(CellError) as caught:
        parse_evidence(text, lambda path: True)
    assert caught.value.code == "bad-evidence"


def test_a_path_must_exist():
    asked = []
    assert parse_evidence("evidence/a b/qd.pdf", lambda path: not asked.append(path)) == "evidence/a b/qd.pdf"
    assert asked == ["evidence/a b/qd.pdf"]
    with pytest.raises(CellError) as caught:
        parse_evidence("evidence/qd.pdf", lambda path: False)
    assert caught.value.code == "missing-evidence"
