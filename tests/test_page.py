from table_kit import cases
from thidua.site.page import relative


@cases(
    ("page", "to", "link"),
    [
        ("2022/chi-tieu/CN-03/", "2022/don-vi/", "../../don-vi/"),
        ("2022/chi-tieu/CN-03/", "2022/chi-tieu/CN-04/", "../CN-04/"),
        ("2022/chi-tieu/CN-03/", "2022/chi-tieu/", "../"),
        ("2022/chi-tieu/CN-03/", "", "../../../"),
        ("2022/chi-tieu/CN-03/", "2022/chi-tieu/CN-03/", "./"),
        ("2022/", "2022/chi-tieu/", "chi-tieu/"),
        ("2022/", "2023/", "../2023/"),
        ("2022/", "assets/charts/1f.json", "../assets/charts/1f.json"),
        ("", "2022/chi-tieu/", "2022/chi-tieu/"),
        ("", "", "./"),
        ("en/2022/", "2022/", "../../2022/"),
        ("2022/2022/", "2022/", "../"),
        ("2022/lich/", "2022/lich/lich.ics", "lich.ics"),
    ],
)
def test_links_are_relative_to_the_page(page: str, to: str, link: str) -> None:
    assert relative(page, to) == link
