"""The site as it is published: pushed to the server, served by nginx under its policy, seen in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_kit import ABORTED, PHONE
from entry_kit import fill
from playwright.sync_api import Browser, Page, expect
from push_kit import Office, like_new
from server_kit import PASSWORD, USER, WebServer, web_server
from thidua.cli import main as thidua


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A server that the office has pushed to."""
    return like_new(tmp_path_factory.mktemp("may-chu"))


@pytest.fixture(scope="module")
def server(office: Office) -> Iterator[WebServer]:
    """nginx in front of it."""
    (office.folder / "nginx" / "thu").mkdir(parents=True)
    with web_server(office.folder / "nginx", office.root) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: WebServer) -> Iterator[Page]:
    """A page of a reader who has logged in; whatever the browser complains of fails the test."""
    context = browser.new_context(
        base_url=f"https://127.0.0.1:{server.port}",
        ignore_https_errors=True,
        http_credentials={"username": USER, "password": PASSWORD},
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda one: complaints.append(one.url) if one.failure != ABORTED else None)
    yield page
    context.close()
    assert complaints == []


def test_the_data_page_tells_the_last_build(page: Page) -> None:
    page.goto("/2022/du-lieu/")
    expect(page.get_by_text("Dựng trang lần cuối: ")).to_be_visible()


def test_a_failed_build_is_told_with_its_message(office: Office, page: Page) -> None:
    settings = office.folder / "thidua.env"
    sound = settings.read_text("utf-8")
    blocked = office.folder / "khong-phai-thu-muc"
    blocked.write_text("x", "utf-8")
    try:
        settings.write_text(sound.replace(f"{office.folder}/cache", f"{blocked}/cache"), "utf-8")
        office.commit(office.row(78))
        office.push()
    finally:
        settings.write_text(sound, "utf-8")
    page.goto("/2022/du-lieu/")
    expect(page.get_by_text("Lần dựng trang gần nhất không thành công")).to_contain_text("Không ghi được vào")


def test_an_open_page_lives_through_a_publish(office: Office, page: Page) -> None:
    """A reader who came before the switch still gets the chart that the old page names, then the new row."""
    page.goto("/2022/chi-tieu/CN-01/")
    office.commit(office.row(79))
    office.push()
    page.locator(".td-figure__stage").first.hover()
    expect(page.locator("figure[data-live]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.goto("/2022/chi-tieu/CN-01/")
    expect(page.get_by_text("Quyết định thử số 79/QĐ-T").first).to_be_visible()


def test_a_form_is_sent_and_its_answer_appears(
    office: Office, server: WebServer, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no form does not leave the browser; the answer comes without a reload, and fits a telephone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1668470400")  # 15 November 2022
    data, form, thu = office.clone / "data", tmp_path / "Biểu đã điền.xlsx", server.folder / "thu"
    call = ["inbox", str(thu), str(data), "--settle", "0", "--status"]
    call.append(str(server.folder / "tra-loi" / "trang-thai.json"))
    assert thidua(["form", str(data), "--unit", office.unit, "--out", str(form)]) == 0
    fill(form, [{"date": "2022-11-01", "target": "CN-01", "value": "x" * 60}])
    page.clock.install()
    page.set_viewport_size(PHONE)
    assert thidua(call) == 0
    page.goto("/2022/du-lieu/gui-bieu/")
    said = page.locator("[data-said]")
    for name, size, told in (("a.xls", 1, "Chỉ nhận tệp .xlsx"), ("a.xlsx", 5 * 2**20 + 1, "lớn hơn 5 MB")):
        (tmp_path / name).write_bytes(bytes(size))
        page.set_input_files("[name=bieu]", tmp_path / name)
        page.get_by_role("button", name="Gửi").click()
        expect(said).to_contain_text(told)
    assert [*thu.glob("*.xlsx")] == []
    page.set_input_files("[name=bieu]", form)
    page.get_by_role("button", name="Gửi").click()
    expect(said).to_contain_text("Đã gửi.")
    (sent,) = thu.glob("Bieu-da-dien-*.xlsx")
    assert thidua(call) == 1
    page.clock.run_for(31_000)
    answer = page.locator("[data-list] li")
    expect(answer).to_contain_text(f"15/11/2022 · {sent.name}: trả lại, 1 chỗ cần sửa")
    expect(answer).to_contain_text("1. Trang Kết quả, ô C7: ")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
