"""The rules of a page opened first: those of its first picture in itself, all of them in its own sheet."""

import re
from collections import Counter

import demo_site
from table_kit import cases
from thidua.site.first_rules import FirstRules, chosen
from thidua.site.page import Asset, Page
from thidua.site.style_rules import rules_of

OWN = re.compile(r"<style data-first>(.*?)</style>", re.DOTALL)
LINK = '<link rel="stylesheet" href="../assets/a.css">\n'
PAGE = f"""<head>
{LINK}</head>
<body><header><nav><a class="shell-brand__title" href="./">A</a><em></em><script src="boot.js"></script>
</nav>
</header>
<article><p class="shown">Đạt…</p><section id="bang"><table id="t"></table></section><p></p></article></body>
"""


def choice(sheet: str, words: str, asked: str = "", *, first: bool = False) -> str:
    return chosen(list(rules_of(sheet)), frozenset(words.split()), frozenset(asked.split()), first=first)


@cases(
    ("sheet", "words", "left"),
    [
        (".a{x:y}.b{x:y}.a .b{x:y}", "a", ".a{x:y}"),
        (".a,.b,#c>p{x:y}", "a p c", ".a,#c>p{x:y}"),
        ("*{x:y}:root{x:y}.a:not(.b):hover::after{x:y}", "a", "*{x:y}:root{x:y}.a:not(.b):hover::after{x:y}"),
        # of what stands in brackets one is enough, and none that is not to be
        (".a:is(.b,.c .d:not(.e)),.f{x:y}", "a c d", ".a:is(.b,.c .d:not(.e)){x:y}"),
        (
            ".a:is(.b,.c .d),.a:has(> .b:where(.c)),.a:not(:has(.b)) :nth-child(2){x:y}",
            "a b d",
            ".a:is(.b,.c .d),.a:not(:has(.b)) :nth-child(2){x:y}",
        ),
        (
            "[k=v] .a{x:y}[k='w'] .a{x:y}[k^=w]{x:y}[k='two words']{x:y}",
            "v a",
            "[k=v] .a{x:y}[k^=w]{x:y}[k='two words']{x:y}",
        ),
        (".a[k='b,{c}'],.d{x:';}'}.d{x:url(data:;})}", "d", ".d{x:';}'}.d{x:url(data:;})}"),
        (r".a\:b{x:y}.A,DIV{x:y}", "a div", r".a\:b{x:y}.A,DIV{x:y}"),
        ("@media print{.a{x:y}.b{x:y}}@media screen{.b{x:y}}.a{z:z}", "a", "@media print{.a{x:y}}.a{z:z}"),
        (
            "@supports (x:y){@media print{.a{x:y}.b{x:y}}.a{z:z}}",
            "a",
            "@supports (x:y){@media print{.a{x:y}}}@supports (x:y){.a{z:z}}",
        ),
        (
            '@charset "utf-8";/* .a{ */@page{x:y}@keyframes k{from{x:y}to{x:z}}.b{x:"/*"}',
            "b",
            '@page{x:y}@keyframes k{from{x:y}to{x:z}}.b{x:"/*"}',
        ),
        (
            ":root{--a:1;--b:var(--c);--c:';'; --d:var(--a)}.p{x:var(--b, 2)}.q{x:var(--d)}",
            "p",
            ":root{--b:var(--c);--c:';'}.p{x:var(--b, 2)}",
        ),
    ],
)
def test_what_the_words_of_a_page_can_fulfil_stays_in_its_order(sheet: str, words: str, left: str) -> None:
    assert choice(sheet, words) == left


def test_what_a_page_or_a_script_asks_for_stays_and_the_first_picture_has_no_more_than_it_shows() -> None:
    sheet = ":root{--a:1;--b:2}.a{x:y}.a:hover,.a:checked~p{x:y}@page{x:y}@media print{.a{x:y}}"
    assert choice(sheet, "a", "--b").startswith(":root{--b:2}.a{x:y}.a:hover{")
    assert choice(sheet, "a p", first=True) == ".a{x:y}"


def put(sheet: str, page: str = PAGE, scripts: str = "") -> tuple[str, list[Asset]]:
    return FirstRules({"assets/a.css": sheet.encode()}, scripts).put(page)


def test_the_brand_s_rules_are_in_the_head_the_page_s_before_the_script_the_sheets_asleep() -> None:
    page, (own,) = put("nav{x:y}em{x:'↓1'}table.added{x:y}.not-there{x:y}", scripts="'added'")
    first, rest, table = OWN.findall(page)
    after = ".shell-brand__title~*,.shell-brand~*"
    assert first.startswith(
        f"@layer waits{{{after}{{display:none}}{after},#bang,#bang~*{{content-visibility:hidden"
    )
    assert first.endswith("}}}nav{x:y}")
    assert rest.startswith(f"@layer comes{{{after}{{display:revert;content-visibility:revert")
    assert own.data.decode() == "nav{x:y}em{x:'↓1'}table.added{x:y}"
    assert re.fullmatch(r"assets/first\.[0-9a-f]{10}\.css", own.path)
    assert table == "@layer comes{#bang,#bang~*{content-visibility:revert;visibility:revert}}"
    ahead = '<link rel="preload" href="boot.js" as="script">'
    asleep = f"{ahead}\n<style data-first>{first}</style>\n{LINK[:-2]} disabled>\n"
    link = f'<link rel="stylesheet" href="../{own.path}" data-first>'
    whole = PAGE.replace(LINK, asleep).replace("<script", f"{link}<script")
    whole = whole.replace("</nav>", f"<style data-first>{rest}</style></nav>")
    whole = whole.replace("</article>", f"<style data-first>{table}</style></article>")
    assert page == whole


def test_what_is_below_comes_where_no_article_ends_too() -> None:
    assert (
        put("p{x:y}", PAGE.replace("</article>", ""))[0].count("{#bang,#bang~*{content-visibility:revert")
        == 1
    )


def test_a_notice_is_the_first_picture_where_there_is_one() -> None:
    notice = '<aside class="md-banner"><p class="shell-notice">…</p></aside>'
    page, (own,) = put("p{x:y}nav{x:y}", PAGE.replace("<header>", notice + "<header>"))
    first, rest, _ = OWN.findall(page)
    assert first.startswith("@layer waits{.md-skip,.md-header{display:none}.md-skip,.md-header,#bang,")
    assert first.endswith("}}}p{x:y}")
    assert rest.startswith("@layer comes{.md-skip,.md-header{display:revert;content-visibility:revert")
    assert own.data == b"p{x:y}nav{x:y}"
    assert f'{notice}<link rel="stylesheet" href="../{own.path}" data-first><header>' in page


@cases(
    ("sheet", "page"),
    [
        ("p{x:url(mat.png)}", PAGE),
        ("p{x:y}}", PAGE),
        ("p{x:y", PAGE),
        ("@import 'b.css';p{x:y}", PAGE),
        ("p{x:'</style>'}", PAGE),
        (
            "p{x:y}",
            PAGE.replace("</head>", '<link rel="stylesheet" href="../assets/office.css" media="all"></head>'),
        ),
        ("p{x:y}", PAGE.replace("</head>", '<link rel="stylesheet" href="../assets/office.css"></head>')),
        ("p{x:y}", PAGE.replace("shell-brand__title", "other")),
    ],
)
def test_a_page_stays_as_it_is_where_its_rules_cannot_be_told_or_others_stand_beside(
    sheet: str, page: str
) -> None:
    assert put(sheet, page) == (page, [])


def test_of_the_real_sheets_nothing_is_lost_where_every_word_is_known() -> None:
    site = demo_site.site()
    sheets = [data.decode() for path, data in site.theme.assets.items() if path.endswith(".css")]
    sheets.append(site.shared["css"].data.decode())
    rules = [rule for sheet in sheets for rule in rules_of(sheet)]
    words = frozenset(re.findall(r"[\w-]+", " ".join(sheets).lower()))
    whole = chosen(rules, words, frozenset(re.findall(r"--[\w-]+", " ".join(sheets))))
    pieces = re.compile(r"[^\s{};,]+")
    told = Counter(
        pieces.findall(re.sub(r'@charset "[^"]*"|/\*.*?\*/', "", "".join(sheets), flags=re.DOTALL))
    )
    kept = Counter(pieces.findall(whole))
    groups = " ".join(group for rule in rules for group in rule.groups)
    assert kept - told == Counter()
    assert set(told - kept) <= set(
        pieces.findall(groups)
    )  # neighbours in the same condition are written as one
    (overview,) = (page for page in demo_site.pages() if isinstance(page, Page) and page.path == "2022/")
    page, (own,) = site.pour(overview)
    assert len(OWN.findall(page)[0]) < 8_000
    assert len(own.data) < len(whole) / 2
