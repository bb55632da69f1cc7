"""Bytes → text: what is read, what is refused, and by what name."""

from __future__ import annotations

import codecs
import unicodedata

from table_kit import cases
from thidua.reading.decode import bad_characters, decode, has_bad_characters, recognised
from yardstick import within

VIETNAMESE = "Văn phòng, Sở Ngoại vụ được khen\n"
VNI = "Vaên phoøng, Sôû Ngoaïi vuï ñöôïc khen\n"
TCVN3 = "V¨n phßng, Së Ngo¹i vô ®­îc khen\n"


@cases(
    "data",
    [
        VIETNAMESE.encode(),
        codecs.BOM_UTF8 + VIETNAMESE.encode(),
        VIETNAMESE.encode("utf-16"),
        codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be"),
        unicodedata.normalize("NFD", VIETNAMESE).encode(),
        VIETNAMESE.replace("\n", "\r\n").encode(),
        VIETNAMESE.replace("\n", "\r").encode(),
    ],
)
def test_accepted_encodings_give_one_text(data):
    assert decode(data, "f.csv") == (VIETNAMESE, [])


@cases(
    ("data", "name"),
    [
        (b"a\nVa\xe3n pho\xccng, S\xf5\xd2 Ngoa\xf2i vu\xf2 \xf0\xfd\xf5\xf2c khen\n", "Windows-1258"),
        (b"a\n" + TCVN3.encode("latin-1"), "TCVN3 (phông .Vn)"),
        (b"a\n" + VNI.encode("cp1252"), "VNI (phông VNI-)"),
        (b"a\n" + "Société 5 °C".encode("cp1252"), "Windows-1252"),
    ],
)
def test_eight_bit_encodings_are_named_with_their_line(data, name):
    text, (problem,) = decode(data, "f.csv")
    assert text is None
    assert (problem.line, problem.code) == (2, "bad-encoding")
    assert str(problem.message) == f"tệp không ở bảng mã UTF-8, có vẻ là {name}"


@cases(
    ("data", "name"),
    [
        ("date,unit\n".encode("utf-16-le"), "UTF-16 không có dấu BOM"),
        ("date,unit\n".encode("utf-16-be"), "UTF-16 không có dấu BOM"),
        ("date\n".encode("utf-32"), "UTF-32"),
        ("date\n".encode("utf-16")[:-1], "UTF-16 bị hỏng"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "UTF-16 bị hỏng"),
    ],
)
def test_other_unicode_encodings_are_named(data, name):
    _, (problem,) = decode(data, "f.csv")
    assert (problem.code, str(problem.message)) == (
        "bad-encoding",
        f"tệp không ở bảng mã UTF-8, có vẻ là {name}",
    )


@cases(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "tệp Excel (.xlsx) hoặc tệp nén zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "tệp Excel hoặc Word đời cũ (.xls, .doc)"),
        (b"<!DOCTYPE HTML>\n<html>", "trang web (.html)"),
        (b"\xef\xbb\xbf  <html xmlns:x=", "trang web (.html)"),
        (b"<!-- x --><table>", "trang web (.html)"),
        (b"\n<!-- -> <!-- --> <!---->\n<body>", "trang web (.html)"),
        (b"<?xml version='1.0'?>", "tệp XML"),
        (b"%PDF-1.4", "tệp PDF"),
        (b"{\\rtf1", "tệp văn bản RTF"),
        (b"\x89PNG\r\n", "tệp hình ảnh"),
    ],
)
def test_renamed_files_are_told_for_what_they_are(data, kind):
    _, (problem,) = decode(data, "f.csv")
    assert (problem.code, str(problem.message)) == (
        "wrong-file-type",
        f"tệp này thực ra là {kind}, chỉ được đổi tên",
    )


def test_comments_upon_comments_are_no_riddle():
    with within(1):
        assert recognised(b"<!---->" * 500 + b"x") is None


def test_the_hint_knows_the_program_that_wrote_the_file():
    assert "Excel" in str(decode(b"\xff", "f.csv")[1][0].hint)
    assert "Notepad" in str(decode(b"\xff", "plan.yml")[1][0].hint)


@cases(("size", "codes"), [(20_000_000, []), (20_000_001, ["file-too-big"])])
def test_twenty_million_bytes_are_the_most(size, codes):
    assert [problem.code for problem in decode(b"a" * size, "f.csv")[1]] == codes


@cases(
    ("text", "line"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", 2),
        ("a\nb\n>>>>>>> x\n", 3),
        ("<<<<<<<\n", 1),
        ("a\n=======\n", None),
        ("a,<<<<<<< HEAD\n", None),
        ("<<<<<<<< \n", None),
    ],
)
def test_conflict_markers(text, line):
    assert [(problem.line, problem.code) for problem in decode(text.encode(), "f.csv")[1]] == (
        [(line, "conflict-marker")] if line else []
    )


@cases(
    "character",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\xad",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u2028",
        "\u202a",
        "\u202e",
        "\u2060",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ufffe",
        "\U000e0041",
    ],
)
def test_hidden_characters_are_told_with_line_and_place(character):
    text, problems = decode(f"một\nhai{character}\nba".encode(), "f.csv")
    assert problems == []
    (problem,) = bad_characters(text, "f.csv")
    assert (problem.line, problem.code) == (2, "control-character")
    assert str(problem.message).endswith(f"có ký tự ẩn U+{ord(character):04X} ở vị trí thứ 4")
    assert has_bad_characters(character) and has_bad_characters("ệ" + character)


@cases("text", ["một\thai\nba", "a\u00a0b", "“—…”", "e\u0300", "👍", ""])
def test_other_characters_are_let_through(text):
    assert not has_bad_characters(text)
    assert list(bad_characters(text, "f.csv")) == []


@cases("text", ["a" + "\u0301\u0323" * 4_000_000, "ậ" * 200_000])
def test_letters_under_a_heap_of_marks_do_not_hold_up_the_reader(text):
    content = text.encode()
    with within(2):
        _, problems = decode(content, "f.csv")
    assert [problem.code for problem in problems] == ["control-character"]


def test_thirty_marks_are_still_text():
    text, problems = decode(("ệ" * 64 + "\u0301" * 29).encode(), "f.csv")
    assert problems == [] and text.startswith("ệ")
