import pytest
from table_kit import cases
from thidua.site.frame import Frame, split, token


def test_a_page_is_split_at_its_tokens() -> None:
    html = "<title>@@title@@ – @@campaign@@</title><p><!--@@body@@--></p>"
    assert split(html, movable=True) == Frame(
        ("<title>", " – ", "</title><p>", "</p>"), ("title", "campaign", "body")
    )


@cases(
    ("path", "home", "poured"),
    [
        (
            "2022/chi-tieu/CN-03/",
            "2022/",
            '<a href="../../lich/"></a><i src="../../../a.js" x="../../.."></i>',
        ),
        ("2022/", "2022/", '<a href="./lich/"></a><i src="../a.js" x=".."></i>'),
        ("", "2022/", '<a href="2022/lich/"></a><i src="a.js" x="."></i>'),
        ("en/2022/lich/", "en/2022/", '<a href="../lich/"></a><i src="../../../a.js" x="../../.."></i>'),
        (
            "2022/ngay/2022-06-30/lich/",
            "2022/ngay/2022-06-30/",
            '<a href="../lich/"></a><i src="../../../../a.js" x="../../../.."></i>',
        ),
    ],
)
def test_a_movable_frame_finds_its_files_from_any_depth(path: str, home: str, poured: str) -> None:
    frame = split('<a href="../@@home@@/lich/"></a><i src="../a.js" x=".."></i>', movable=True)
    assert frame.pour(path, home, {}) == poured


def test_a_page_that_stays_where_it_is_keeps_its_links() -> None:
    frame = split('<a href="../@@home@@/lich/"></a><i src="../a.js"></i>', movable=False)
    assert frame.pour("huong-dan/", "2022/", {}) == '<a href="../2022/lich/"></a><i src="../a.js"></i>'


def test_bound_slots_are_filled_once_for_all_pages() -> None:
    frame = split("<p>@@css@@ @@title@@ @@css@@</p>", movable=True).bind({"css": "x.css"})
    assert frame == Frame(("<p>x.css ", " x.css</p>"), ("title",))
    assert frame.pour("", "", {"title": "T"}) == "<p>x.css T x.css</p>"


def test_what_is_poured_is_not_read_as_a_token() -> None:
    frame = split(f"<p>{token('title')}</p>{token('body')}", movable=True)
    values = {"title": "@@body@@", "body": '@@title@@ <a href="../">'}
    assert frame.pour("a/", "a/", values) == '<p>@@body@@</p>@@title@@ <a href="../">'


def test_a_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        split(token("title"), movable=True).pour("", "", {})
