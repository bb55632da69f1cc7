"""Text made comparable, and the nearest known name to a typo."""

from __future__ import annotations

from table_kit import cases
from thidua.reading.folding import Suggestions, fold, nearest, skeleton, word_key
from yardstick import within

IDS = ("CN-01", "CN-03", "CN-10", "TT-03", "NV-07")


@cases(
    ("text", "folded"),
    [
        ("Đề  Nghị", "de nghi"),
        ("ĐĂNG KÝ", "dang ky"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("ð", "d"),
        (" a ", "a"),
        ("e\u0302\u0323", "e"),
        ("Straße", "strasse"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_a_heap_of_marks_is_folded_in_time():
    with within(2):
        assert fold("a" + "\u0301\u0323" * 100_000 + "Ế") == "ae"


def test_word_key_reads_underscores_as_spaces():
    assert word_key("Target_ID") == word_key("target id") == "target id"


@cases(
    "typed",
    [
        "CN-O3",
        "cn_03",
        "CN03",
        "CN–03",
        "СN-03",
        "ＣＮ－０３",
        "CN - 03",
        "CN.03",
    ],
)
def test_look_alikes_of_an_id(typed):
    assert nearest(typed, IDS) == "CN-03"


@cases(
    ("typed", "suggested"),
    [
        ("CN-l0", "CN-10"),
        ("CN-3", "CN-03"),
        ("TT-O3", "TT-03"),
        ("NV7", "NV-07"),
        ("hoàn toàn khác", None),
        ("", None),
        ("C" * 5000, None),
    ],
)
def test_nearest(typed, suggested):
    assert nearest(typed, IDS) == suggested


def test_two_names_that_look_alike_are_not_chosen_between():
    assert skeleton("A-O") == skeleton("A-0")
    assert Suggestions(["A-O", "A-0"]).nearest("AO") in ("A-O", "A-0")  # by likeness, not by look


def test_other_spellings_lead_to_the_name():
    units = Suggestions(["VP", "HT"], [("Văn phòng - Thanh tra", "VP"), ("Thanh tra; hợp tác", "HT")])
    assert (units.naming("Thanh tra"), units.naming("hop tac"), units.naming("hợp t")) == (
        ["VP", "HT"],
        ["HT"],
        [],
    )
    assert units.naming("văn phòng - thanh tra") == ["VP"]
    assert units.nearest("van phong thanh tra") == "VP"


def test_a_flood_of_typos_is_not_searched_without_end():
    names = Suggestions([f"CN-{place:04d}" for place in range(2400)])
    found = [names.nearest(f"CN-{place:04d}X") for place in range(5000)]
    assert found[0] == "CN-0000"
    assert found[-1] is None
    assert names.nearest("CN-O123") == "CN-0123"  # look-alikes cost no search
