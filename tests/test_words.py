"""Numbers and days as Vietnamese writes them, and what rounding may never make them look like."""

import gettext
from datetime import date
from fractions import Fraction

from table_kit import cases
from thidua.text import Text, as_written
from thidua.words import VIETNAMESE, Words

ENGLISH = Words("en", ".", ",", gettext.NullTranslations())


@cases(
    ("value", "places", "shown"),
    [
        (0, 1, "0"),
        (1250, 1, "1.250"),
        (1234567, 0, "1.234.567"),
        (Fraction(181, 2), 1, "90,5"),
        (Fraction(905, 1000), 1, "0,9"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(1, 4), 1, "0,3"),  # a half goes up, as in a spreadsheet
        (Fraction(-1, 4), 1, "−0,3"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(999, 1000), 1, "1"),
        (-3, 1, "−3"),
        (Fraction(-1, 100), 1, "0"),  # never −0
        (Fraction(12345678, 10), 1, "1.234.567,8"),
        (Fraction(201, 100), 2, "2,01"),
        (Fraction(110, 100), 2, "1,1"),
    ],
)
def test_number(value, places, shown):
    assert VIETNAMESE.number(value, places) == shown


def test_number_in_english():
    assert ENGLISH.number(Fraction(12505, 10)) == "1,250.5"


@cases(
    ("value", "bounds", "places", "shown"),
    [
        (Fraction(548, 100), [Fraction(548, 100)], 2, "5,48"),
        (Fraction(62546, 1000), [Fraction(6255, 100)], 2, "62,546"),  # still less than 62,55
        (Fraction(94797, 1000), [Fraction(4813, 100)], 4, "94,797"),
        (Fraction(26705, 10), [], 4, "2.670,5"),
        (Fraction(16, 3), [5, 6], 0, "5,3"),
        (Fraction(599, 100), [6], 0, "5,99"),
    ],
)
def test_a_figure_lies_where_it_is_shown(value, bounds, places, shown):
    assert VIETNAMESE.held(value, bounds, places) == shown


@cases(
    ("value", "least", "shown"),
    [(Fraction(381, 10), 2, "38,10"), (Fraction(546, 100), 1, "5,46"), (53, 0, "53"), (1250, 0, "1.250")],
)
def test_a_goal_is_shown_as_the_plan_wrote_it(value, least, shown):
    assert VIETNAMESE.exact(value, least) == shown


@cases(
    ("value", "against", "shown"),
    [
        (90, None, "90%"),
        (Fraction(271, 3), None, "90,3%"),
        (90, 90, "90%"),
        (Fraction(9004, 100), 90, "90,04%"),
        (Fraction(8996, 100), 90, "89,96%"),
        (Fraction(90004, 1000), 90, "90,004%"),
        (Fraction(27_000_001 * 100, 30_000_000), 90, "90,000003%"),
        (Fraction(904, 10), 90, "90,4%"),
        (Fraction(9004, 100), None, "90%"),
        (Fraction(2715, 365), Fraction(744, 100), "7,4%"),
        (Fraction(299_900, 3000), None, "99,97%"),  # one breach among 3.000 is not 100 %
        (Fraction(4, 100), None, "0,04%"),
        (100, 100, "100%"),
        (0, 15, "0%"),
        (Fraction(10004, 100), None, "100,04%"),
    ],
)
def test_percent_never_looks_like_a_bound_that_it_is_not(value, against, shown):
    assert VIETNAMESE.percent(value, *(() if against is None else (against,))) == shown


@cases(
    ("value", "shown"),
    [(2, "+2"), (0, "0"), (-1, "−1"), (Fraction(1, 100), "0"), (Fraction(-1, 100), "0"), (1250, "+1.250")],
)
def test_signed(value, shown):
    assert VIETNAMESE.signed(value) == shown


def test_days():
    assert VIETNAMESE.date(date(2022, 6, 5)) == "05/06/2022"
    assert VIETNAMESE.short_date(date(2022, 6, 5)) == "05/06"
    assert VIETNAMESE.month(date(2022, 6, 5)) == "6/2022"


@cases(("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")])
def test_join(parts, shown):
    assert VIETNAMESE.join(parts) == shown


def test_sentence_takes_values_literally():
    sentence = Text("“{value}” không phải là ngày", value="{value.__class__} 100%")
    assert sentence.render(as_written) == "“{value.__class__} 100%” không phải là ngày"
    assert VIETNAMESE.say("{n} người", n="7") == "7 người"


def test_sentence_within_a_sentence_is_translated_too():
    english = {"{a} và {b}": "{a} and {b}", "không có": "none"}
    sentence = Text("{a} và {b}", a=Text("không có"), b=3)
    assert sentence.render(lambda message: english.get(message, message)) == "none and 3"


def test_empty_message_is_not_the_catalogue_header():
    assert VIETNAMESE.gettext("") == ""
