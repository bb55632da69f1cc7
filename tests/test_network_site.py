"""The network's site: what its pages tell, of whom; kept and made anew alike; nothing of a member's runs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from network_kit import NETWORK, TODAY, answer, network, target
from thidua.build_network import build_network
from thidua.cli import main
from thidua.config import Settings
from thidua.model import Status
from thidua.network.kept_file import UNREADABLE, Attempt, attempt_file, day_file, read_day_totals
from thidua.network.records import Answer
from thidua.publish import PublishError
from thidua.publish.verify import BuiltSite, broken_links, foreign_addresses, verify

CACHE = Path(__file__).parents[1] / "build" / "cache"
HOSTILE = "<script>alert(1)</script>\"'*b*{{ 7*7 }}</td>"


def keep(folder: Path, member: str, made: Answer, day: date = TODAY) -> None:
    """What `thidua collect` would have kept of a member."""
    place = folder / "collected" / member
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{day}.json").write_bytes(day_file(made, network().members[member], day))


def write(folder: Path, text: str = NETWORK) -> Path:
    """A network of three: one that has sent twice, one with old figures, and one that does not answer."""
    folder.mkdir(parents=True)
    (folder / "network.yml").write_text(text, encoding="utf-8")
    keep(folder, "sngv", answer(target("CN-04", "on_track", 12)), date(2022, 10, 16))
    keep(folder, "sngv", answer())
    keep(folder, "syt", answer(target("B-02", "off_track", 3), as_of="2022-11-01", name="syt"))
    silent = Attempt(TODAY, "https://huyen.intranet/", code="member-slow", values={"seconds": "20"})
    (folder / "collected" / "tinh").mkdir()
    (folder / "collected" / "tinh" / "last.json").write_bytes(attempt_file(silent))
    return folder


def built(folder: Path, out: Path, cache: Path = CACHE) -> Path:
    """The site, with a memory of its own: frames are shared with other tests."""
    build_network(Settings(str(folder), out, cache, workers=1), None, lambda pages: None)
    return out


def text(site: Path, path: str) -> str:
    """A page as it is read."""
    html = (site / path / "index.html").read_text("utf-8")
    body = html[html.index("<article") : html.index("</article>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def tree(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("network")
    return built(write(place / "khoi"), place / "site")


def test_the_overview_says_who_has_sent_how_many_are_met_and_what_to_decide(site: Path) -> None:
    told = text(site, "")
    assert "2 trên 3 nơi đã gửi: đạt 1 trên 3 chỉ tiêu ; 2 cần xem" in told
    assert "1 đạt + 1 chậm + 1 không đạt = 3 · 1 nơi số liệu cũ, 1 nơi chưa gửi" in told
    rows = [
        told.index(name) for name in ("Sở Y tế 0 /1 1 –", "Sở Ngoại vụ 1 /2 – 1", "Khối các huyện chưa có")
    ]
    assert rows == sorted(rows)
    assert "01/11 cũ 15 ngày" in told
    care = told[told.index("Cần chỉ đạo") :]
    assert "Sở Y tế 1 chậm trong 1 chỉ tiêu · B-02" in care
    assert "Khối các huyện Chưa gửi số liệu · chưa trả lời xong sau 20 giây" in care
    assert "16/10/2022 0 1 " in care  # looked back on: the one that had sent by then


def test_an_earlier_day_has_its_overview_which_leads_to_today(site: Path) -> None:
    told = text(site, "ngay/2022-10-16")
    assert "1 trên 3 nơi đã gửi: đạt 0 trên 1 chỉ tiêu" in told and "Sở Y tế chưa có số liệu" in told
    html = (site / "ngay/2022-10-16/index.html").read_text("utf-8")
    assert 'href="../../don-vi/"' in html and "Số liệu cũ, đến ngày 16/10/2022" in html
    assert 'href="ngay/2022-10-16/"' in (site / "index.html").read_text("utf-8")
    assert 'href="../../ngay/2022-10-16/"' in (site / "don-vi/sngv/index.html").read_text("utf-8")


def test_a_common_line_is_ranked_and_says_who_has_no_figure(site: Path) -> None:
    told = text(site, "chi-tieu-chung/ldtt")
    assert "Lao động tiên tiến 1/2 1 1 % mức của nơi đó" in text(site, "chi-tieu-chung")
    assert "Lao động tiên tiến: 1 trên 2 nơi đạt mức của mình" in told
    assert "1 Sở Ngoại vụ 27/30 (90%) ≥ 20% 450% Đạt 2 Sở Y tế cũ 15 ngày 3/30 (10%) ≥ 20% 50% Chậm" in told
    assert "Khối các huyện : không so ở chỉ tiêu này" in told


def test_a_member_has_its_figures_here_and_its_own_site_there(site: Path) -> None:
    html = (site / "don-vi/sngv/index.html").read_text("utf-8")
    assert 'href="https://thidua.sngv.intranet/2022/"' in html
    assert 'href="https://thidua.sngv.intranet/2022/chi-tieu/CN-04/"' in html
    assert "https://" not in (site / "don-vi/syt/index.html").read_text("utf-8").replace("https://syt", "")
    assert "Chưa có số liệu của nơi này" in (site / "don-vi/tinh/index.html").read_text("utf-8")
    assert "Lần lấy gần nhất không được" in (told := text(site, "don-vi/tinh"))
    assert "api" not in told  # what to do about it is for those who collect


def test_every_link_leads_somewhere_and_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    found = BuiltSite(site)
    assert [str(told) for rule in (broken_links, foreign_addresses) for told in rule(found)] == []
    assert (site / "en/don-vi/sngv/index.html").is_file()
    sheets = zipfile.ZipFile(io.BytesIO((site / "api/v1/thidua-khoi.xlsx").read_bytes())).namelist()
    assert sum(name.startswith("xl/worksheets/") for name in sheets) == 3


def test_no_english_page_shows_a_plural_that_was_not_chosen(site: Path) -> None:
    unchosen = re.compile(r"\{\w+:[^{}|]*\|")
    pages = list((site / "en").rglob("*.html"))
    assert pages and not [str(page) for page in pages if unchosen.search(page.read_text("utf-8"))]


def test_what_is_looked_back_on_is_what_the_whole_file_tells() -> None:
    member, other = network().members["sngv"], network().members["tinh"]
    made = replace(answer(), illustrative=True)
    data = day_file(made, member, TODAY)
    for one in (data, json.dumps(json.loads(data), indent=1).encode()):
        assert read_day_totals(one, member) == (made.totals, True)
    assert read_day_totals(data, other) is None
    with pytest.raises(UNREADABLE):
        read_day_totals(data.replace(b"thidua/collected/1", b"thidua/other/1"), member)


def test_what_is_made_up_says_so_and_is_in_no_sum(tmp_path: Path) -> None:
    folder = write(tmp_path / "khoi")
    keep(folder, "sngv", replace(answer(), illustrative=True))
    site = built(folder, tmp_path / "site")
    told = text(site, "")
    assert "đạt 0 trên 1 chỉ tiêu" in told and "1 nơi chỉ có số liệu minh họa, không cộng" in told
    assert "– Sở Ngoại vụ minh họa" in text(site, "chi-tieu-chung/ldtt")
    assert "không cộng vào tổng" in text(site, "don-vi/sngv")


def test_one_member_changed_makes_its_page_anew_and_the_site_of_a_first_build(tmp_path: Path) -> None:
    folder, out, cache = write(tmp_path / "khoi"), tmp_path / "site", tmp_path / "cache"
    (cache).mkdir()
    (cache / "frames").symlink_to(CACHE / "frames")
    built(folder, out, cache)
    old = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    keep(folder, "syt", answer(target("B-02", "met", 30), name="other"))
    built(folder, out, cache)
    fresh = {str(path.relative_to(out)) for path, when in old.items() if path.stat().st_mtime_ns != when}
    assert "don-vi/syt/index.html" in fresh and "don-vi/tinh/index.html" not in fresh
    assert tree(out) == tree(built(folder, tmp_path / "again"))


def test_a_network_within_a_network_and_a_line_of_caps(tmp_path: Path) -> None:
    folder = write(tmp_path / "khoi")
    keep(
        folder, "tinh", Answer(TODAY, illustrative=False, totals={Status.MET: 5, Status.MISSED: 1}, offices=3)
    )
    for member, line, value in (("sngv", "CN-04", 3), ("syt", "B-02", 2)):
        cap = target(line, "on_track") | {"actual": {"value": value}, "attainment": None}
        keep(folder, member, answer(cap | {"goal": {"at_most": 4}}, name=member))
    site = built(folder, tmp_path / "site")
    assert "3 trên 3 nơi đã gửi: đạt 5 trên 8 chỉ tiêu" in text(site, "")
    told = text(site, "don-vi/tinh")
    assert "Số cơ quan bên trong 3" in told and "1 không đạt" in told and "huyen.intranet/ " in told
    line = text(site, "chi-tieu-chung/ldtt")
    assert (
        "1 Sở Y tế 2 ≤ 4 – Đúng tiến độ 2 Sở Ngoại vụ 3 ≤ 4" in line and "con số thấp hơn đứng trước" in line
    )


def test_nothing_that_a_member_wrote_runs(tmp_path: Path) -> None:
    text = NETWORK.replace("Sở Y tế", "=HYPERLINK(1)").replace(
        "Sở Ngoại vụ", "'" + HOSTILE.replace("'", "''") + "'"
    )
    folder = write(tmp_path / "khoi", text.replace("name: Lao động tiên tiến", f"name: '{HOSTILE[:25]}'"))
    level = target("CN-04", actual=None) | {"actual": {"level": HOSTILE}, "goal": {"at_least": HOSTILE}}
    keep(folder, "sngv", answer(level))
    site = built(folder, tmp_path / "site")
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert sum("&lt;script&gt;alert(1)" in page for page in pages) > 5
    assert not [page for page in pages if "<script>alert" in page or "49</td>" in page or "<b>b</b>" in page]
    table = (site / "api/v1/cac-noi.csv").read_text("utf-8-sig")
    assert "\"'=HYPERLINK" in table
    header = table.splitlines()[0].split(";")
    assert len({*header}) == len(header)


def test_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "khoi", tmp_path / "out"
    assert main(["network", str(folder), "--out", str(out)]) == 2
    write(folder, NETWORK.replace("period:", "periods:"))
    assert main(["network", str(folder), "--out", str(out)]) == 1
    assert "network.yml:4" in capsys.readouterr().err and not out.exists()


def test_a_network_is_published_as_a_campaign_s_site_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "khoi")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build/cache").mkdir(parents=True)
    (tmp_path / "build/cache/frames").symlink_to(CACHE / "frames")
    assert main(["publish", str(folder), "--to", "web", "--how", "folder"]) == 0
    assert (tmp_path / "web/api/v1/network.json").is_file()
    told = json.loads((tmp_path / "web/api/v1/network.json").read_text())
    spoiled = built(folder, tmp_path / "site")
    told["sums"]["totals"]["met"] += 1
    (spoiled / "api/v1/network.json").write_text(json.dumps(told))
    (spoiled / ".thidua-site").unlink()
    with pytest.raises(PublishError, match=r"network\.json"):
        verify(spoiled)
    capsys.readouterr()
