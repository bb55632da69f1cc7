"""YAML as text with lines: what is refused and where, and that hostile files end fast."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from table_kit import cases
from thidua.keyed import yaml_file
from thidua.keyed.nodes import ListNode, MapNode, Node, TextNode
from thidua.keyed.yaml_file import read_yaml
from thidua.text import Text
from yardstick import within


def plain(node: Node | None) -> object:
    """The tree as Python's own dicts, lists and texts."""
    match node:
        case MapNode(items):
            return {key.text: plain(value) for key, value in items}
        case ListNode(items):
            return [plain(item) for item in items]
        case TextNode(text):
            return text
    return None


def told(text: str) -> list[tuple[int | None, str | None, str]]:
    return [(each.line, each.column, each.code) for each in read_yaml(text, "plan.yml", Text("kế hoạch"))[1]]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    """Both parsers of PyYAML: a machine without libyaml must read and tell the same."""
    monkeypatch.setattr(yaml_file, "_LOADER", getattr(yaml, request.param))


@cases(
    ("text", "tree"),
    [
        ("a: no\n", {"a": "no"}),
        ("a: 012\n", {"a": "012"}),
        ("a: 4:30\n", {"a": "4:30"}),
        ("a: 2022-01-01\n", {"a": "2022-01-01"}),
        ("a: ~\n", {"a": "~"}),
        ("a: null\n", {"a": "null"}),
        ("a: 1_000\n", {"a": "1_000"}),
        ("a: .inf\n", {"a": ".inf"}),
        ("a: 0x1F\n", {"a": "0x1F"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ('a: "x: y"\n', {"a": "x: y"}),
        ("a: |\n  một\n  hai\n", {"a": "một\nhai\n"}),
        ("a: >\n  một\n  hai\n", {"a": "một hai\n"}),
        ("a: [1, {b: 2}]\n", {"a": ["1", {"b": "2"}]}),
        ("---\na: 1\n", {"a": "1"}),  # one document may be marked as such
        ("a: &x [1, 2]\nb: *x\n", {"a": ["1", "2"], "b": ["1", "2"]}),
        ("a: 1\t\nb:\tc\td\n", {"a": "1", "b": "c d"}),  # a tab behind the indent is white space
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("a: 1\rb: 2", {"a": "1", "b": "2"}),
        ("\ufeffa: 1\n", {"a": "1"}),
        ('a: "\\u0065\\u0301"\n', {"a": "é"}),  # NFC, also where an escape made the letter
        ("<<: {a: 1}\n", {"<<": {"a": "1"}}),  # no merging: the plan has no such key
        ("", None),
        ("# chỉ có chú thích\n", None),
    ],
)
def test_every_value_stays_text(loader, text, tree):
    root, problems = read_yaml(text, "plan.yml", Text("kế hoạch"))
    assert problems == []
    assert plain(root) == tree


def test_nodes_know_where_they_stand(loader):
    root, _ = read_yaml("# đầu\na: 1\nb:\n  - x\n  - {c: y}\n", "plan.yml", Text("kế hoạch"))
    assert isinstance(root, MapNode)
    (key, one), (_, items) = root.items
    assert (key.line, key.column, one.line, one.column) == (2, 1, 2, 4)
    assert isinstance(items, ListNode)
    assert [(item.line, item.column) for item in items.items] == [(4, 5), (5, 5)]
    assert isinstance(items.items[1], MapNode)
    assert items.items[1].flow


@cases(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [(2, "a", "duplicate-key")]),
        (
            "a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n",
            [(2, "c", "duplicate-key"), (3, "a", "duplicate-key"), (4, "a", "duplicate-key")],
        ),
        ("a:\n\tb: 1\n", [(2, None, "yaml-tab")]),
        ("a:\n  \tb: 1\n\tc: 2\n", [(2, None, "yaml-tab"), (3, None, "yaml-tab")]),
        ("a: !!str 1\nb: !x y\n", [(1, "a", "yaml-tag"), (2, "b", "yaml-tag")]),
        ("a: !!python/object:os.system {}\n", [(1, "a", "yaml-tag")]),
        ("a: !e!x y\n", [(1, None, "yaml-tag")]),
        ("a: 1\n---\nb: 2\n", [(2, None, "yaml-documents")]),
        ("a: 1\n...\n---\nb: 2\n", [(3, None, "yaml-documents")]),
        ("a: &x [*x]\n", [(1, None, "yaml-alias")]),
        ("a: &x {b: {c: *x}}\n", [(1, None, "yaml-alias")]),
        ("a: 1\nb: *x\n", [(2, None, "yaml-alias")]),
        ("[a]: 1\n", [(1, None, "bad-key")]),
        ("a: 1\n: 2\n", [(2, None, "yaml-syntax")]),
        ("? \n: 2\n", [(1, None, "bad-key")]),
        ("a: \x00\n", [(1, None, "control-character")]),
        ("a: 1\nb: x\u202ey\n", [(2, None, "control-character")]),
        ("a: 1\nb: x\u2028c: 1\n", [(2, None, "control-character")]),
        ('a: "x\\u202ey"\n', [(1, "a", "control-character")]),
        ('a: "x\\ty"\n', [(1, "a", "control-character")]),
    ],
)
def test_what_is_refused_is_told_at_its_line(loader, text, expected):
    assert told(text) == expected


@cases(
    ("text", "line", "says"),
    [
        ('a: "xin chào\nb: 2\nc: 3\n', 1, "dấu nháy mở ở dòng này không có dấu đóng"),
        ('a: "xin chào\nb: "x"\nc: 3\n', 1, "dấu nháy mở ở dòng này không có dấu đóng"),
        ("a: đợt: hai\n", 1, "giá trị chứa dấu hai chấm nên bị hiểu thành hai mục"),
        ("a:\n  - id:CN-03\n    clause: y\n", 2, "thiếu dấu cách sau dấu hai chấm"),
        ("a: 1\nb:2\nc: 3\n", 2, "thiếu dấu cách sau dấu hai chấm"),
        ("a:\n  - b\n  -c: 1\n", 3, "thiếu dấu cách sau dấu gạch đầu dòng"),
        ("a: 1\nb\nc: 2\n", 2, "dòng này thiếu dấu hai chấm sau tên mục"),
        ("a:\n    b: 1\n  c: 2\n", 3, "dòng này thụt không khớp"),
        ("a:\n  b: 1\n   c: 2\n", 3, "dòng này thụt không khớp"),
        ("a: {b: 1\nc: 2\n", 1, "không được đóng đúng chỗ"),
        ("a: 1\nb: [1, 2\nc: 3\n", 2, "không được đóng đúng chỗ"),
        ("a: @x\n", 1, "một dấu mà YAML dành riêng"),
        ("a: * x\n", 1, "một dấu mà YAML dành riêng"),
        ("a: `x`\n", 1, "một dấu mà YAML dành riêng"),
        ('a: "Đoàn kết" thi đua\n', 1, "sau dấu nháy đóng còn có chữ"),
        ('a: "C:\\data"\n', 1, "bị hiểu là ký hiệu đặc biệt"),
        ("a: | chữ\n  b\n", 1, "sau dấu “|” hoặc “>” còn có chữ"),
        ("a: 1\n- b\n", 2, "dòng này thụt không khớp"),
    ],
)
def test_a_slip_of_syntax_is_told_where_it_was_made(loader, text, line, says):
    root, (problem,) = read_yaml(text, "plan.yml", Text("kế hoạch"))
    assert root is None
    assert (problem.line, problem.code) == (line, "yaml-syntax")
    assert says in str(problem.message)
    assert str(problem.hint)


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@cases(
    ("text", "code"),
    [
        (LAUGHS, "yaml-alias"),
        ("a: &a " + "x" * 1_000_000 + "\nb: [" + "*a, " * 100_000 + "]\n", "yaml-alias"),
        ("[" * 100_000, "yaml-too-deep"),
        ("- " * 100_000, "yaml-too-deep"),
        ("{a: " * 100_000, "yaml-too-deep"),
        ("? " * 100_000, "yaml-too-deep"),
        ("".join(" " * depth + "a:\n" for depth in range(2_000)), "yaml-too-deep"),
        ("a: {" + "b, " * 1_000_000 + "}", "yaml-too-large"),
        ("a: '" + "y " * 1_900_000, "yaml-syntax"),
        ("\t\n" * 1_000_000 + "\ta", "yaml-tab"),
    ],
)
def test_a_hostile_text_ends_fast_with_a_sentence(text, code):
    with within(2):
        root, problems = read_yaml(text, "plan.yml", Text("kế hoạch"))
    assert root is None
    assert [each.code for each in problems] == [code]


@given(st.text(st.characters() | st.sampled_from("-:?[]{},&*!|>'\"%@ \n\t#a1"), max_size=80))
def test_no_text_raises(text):
    root, problems = read_yaml(text, "plan.yml", Text("kế hoạch"))
    assert problems or root is None or isinstance(root, TextNode | ListNode | MapNode)
    for problem in problems:
        assert str(problem.message)
        assert str(problem.hint)
