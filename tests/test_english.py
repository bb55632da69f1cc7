"""A plan in English, what stays Vietnamese on its pages, and what a campaign is called at their heads."""

from dataclasses import replace

from plans import campaign, day, target
from table_kit import cases
from thidua.languages import words_of
from thidua.model import Issuer, Measure, Plan, Population, Revision, Source, in_english
from thidua.pages.targets import target_page
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.site.vietnamese import Marker
from thidua.words import VIETNAMESE
from view_kit import ROOT


def spoken() -> Plan:
    """A plan with English here and there, and a revision that gives a target another name."""
    first = replace(target("A-1", unit="hồ sơ", at_least=3), name_en="Files", unit_en="files")
    share = replace(target("A-2", Measure.LEVEL, unit="%", at_least=3), unit_en="per cent")
    anew = Revision(day("1/6"), "QĐ 1", {"A-1": {"name": "Hồ sơ mới"}}, (), Source("plan.yml", 9))
    plan = campaign([first, share], revisions=(anew,)).plan
    one, other = plan.phases
    phases = (replace(one, short="Đ1", name_en="Phase one"), replace(other, short="Đ2"))
    staff = Population("CBCCVC", "người", name_en="staff")
    return replace(plan, phases=phases, populations={"staff": staff}, groups_en={"individual": "People"})


def test_the_english_of_a_plan_stands_for_its_vietnamese_until_a_revision_renames() -> None:
    plan = in_english(spoken().on(day("15/1")))
    assert [one.name for one in plan.targets.values()] == ["Files", "A-2"]
    assert [one.unit for one in plan.targets.values()] == ["files", "%"]
    assert [(one.name, one.short) for one in plan.phases] == [("Phase one", None), ("Đợt 2", "Đ2")]
    assert plan.populations["staff"] == Population("staff", "người", name_en="staff")
    assert plan.groups["individual"] == "People"
    assert plan.on(day("31/5")).targets["A-1"].name == "Files"
    assert plan.on(day("1/6")).targets["A-1"].name == "Hồ sơ mới"


@cases(
    ("html", "marked"),
    [
        ("<b>Đạt</b>", '<b lang="vi">Đạt</b>'),
        ("<a>met 3 of 6 phòng, left</a>", '<a>met 3 of 6 <span lang="vi">phòng</span>, left</a>'),
        ("<text>at least 6 phòng</text>", '<text>at least 6 <tspan lang="vi">phòng</tspan></text>'),
        ("<text>lifespan: 6 phòng</text>", '<text>lifespan: 6 <tspan lang="vi">phòng</tspan></text>'),
        ("<title>at least 6 phòng</title>", "<title>at least 6 phòng</title>"),
        ("<td> Phòng &amp; <i>x</i></td>", '<td> <span lang="vi">Phòng &amp;</span> <i>x</i></td>'),
        ('<p lang="vi"><p>Đạt</p> Đạt</p><p>Đạt</p>', '<p lang="vi"><p>Đạt</p> Đạt</p><p lang="vi">Đạt</p>'),
        ('<p lang="en">Sở</p>', '<p lang="en"><span lang="vi">Sở</span></p>'),
        ("Emulation · Sở Ngoại vụ", 'Emulation · <span lang="vi">Sở Ngoại vụ</span>'),
    ],
)
def test_vietnamese_is_marked_where_it_stands(html: str, marked: str) -> None:
    assert Marker("en", ["phòng"]).marked(html) == marked


def test_a_language_with_accents_keeps_its_own_words() -> None:
    assert (
        Marker("fr").marked("<p>Données à jour</p><p>đợt</p>") == '<p>Données à jour</p><p lang="vi">đợt</p>'
    )


@cases(
    ("title", "short", "office", "head"),
    [
        ("Phong trào năm 2022", None, None, "Phong trào năm 2022"),
        ("Phong trào thi đua hoàn thành tốt kế hoạch năm 2022", None, "Sở X", "Thi đua 2022 · Sở X"),
        ("Phong trào thi đua hoàn thành tốt kế hoạch năm 2022", "Về đích", None, "Về đích"),
        (
            "Phong trào",
            "Về đích năm 2022 của toàn tỉnh",
            "Sở Nông nghiệp",
            "Về đích năm 2022 của toàn tỉnh · Sở Nông nghiệp",
        ),
        (
            "Phong trào",
            "Về đích năm 2022 của toàn tỉnh",
            "Sở Giao thông A",
            "Về đích năm 2022 của toàn tỉnh · BCĐ",
        ),
        ("Phong trào", None, "Ban Chỉ đạo chương trình mục tiêu quốc gia", "Phong trào · BCĐ"),
        ("x" * 33, None, None, "Thi đua 2022"),
        ("x" * 32, None, "y" * 12, f"{'x' * 32} · {'y' * 12}"),
        ("x" * 32, None, "y" * 13, f"{'x' * 32} · BCĐ"),
    ],
)
def test_the_head_of_a_page_says_a_name_never_the_folder(
    title: str, short: str | None, office: str | None, head: str
) -> None:
    made = campaign([target(at_least=3)])
    issuer = office and Issuer(office, short="BCĐ")
    made = replace(
        made, plan=replace(made.plan, title=title, short=short, issuer=issuer or None, campaign="x-9")
    )
    view = View.of(made, day("1/2"), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert view.brand == head


def test_only_english_pages_show_the_english_and_mark_what_a_revision_renamed() -> None:
    made = replace(campaign([target(at_least=3)]), plan=spoken())
    english = words_of("en", ROOT)
    views = [
        View.of(made, day(on), words, environment(ROOT, words))
        for on, words in (("1/2", VIETNAMESE), ("1/2", english), ("1/7", english))
    ]
    assert [view.figures[0].target.name for view in views] == ["A-1", "Files", "Hồ sơ mới"]
    assert ' <span lang="vi">Hồ sơ mới</span>' in target_page(views[2], 0).body
