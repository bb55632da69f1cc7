"""A document that people have edited is made current, and every word of theirs stays."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from office_kit import saved_as
from plans import day
from report_samples import delivered, in_word, office
from table_kit import cases
from thidua.cli import main
from thidua.figures.progress import measure
from thidua.intake.read import load
from thidua.model import Campaign
from thidua.report.content import report_content
from thidua.report.controls import Control, W, controls
from thidua.report.model import ReportContent
from thidua.report.renew import Change, Happened, RenewError, renewed

DATA = Path(__file__).parents[1] / "data"
Edit = Callable[[Any], None]


@cache
def of_2022() -> Campaign:
    return load(DATA, "2022", date(2026, 1, 1)).campaigns[0]


@cache
def content(on: str, phase: str = "dot2") -> ReportContent:
    return report_content(measure(of_2022(), day(on)), phase)


@cache
def made(on: str) -> bytes:
    return in_word(content(on))


def texts(document: bytes) -> list[str]:
    """Every paragraph with words, in reading order."""
    body = Document(BytesIO(document)).element.body
    found = ("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))
    return [text for text in found if text.strip()]


def edited(document: bytes, edit: Edit) -> bytes:
    found = Document(BytesIO(document))
    edit(found)
    out = BytesIO()
    found.save(out)
    return out.getvalue()


def place(document: Any, key: str) -> Control:
    return next(one for one in controls(document.element.body) if one.key == key)


def around(document: Any, key: str) -> Any:
    return next(place(document, key).element.iterancestors(qn("w:p")))


def told(changes: list[Change], happened: Happened) -> dict[str, str]:
    return {one.key: one.old for one in changes if one.happened is happened}


def test_nothing_new_leaves_every_byte() -> None:
    assert renewed(made("15/11"), content("15/11"), delivered()) == (made("15/11"), [])


@cases(("before", "after"), [("15/2", "15/11"), ("15/11", "31/12"), ("31/12", "15/2")])
def test_a_document_that_nobody_edited_becomes_the_one_of_the_other_day(before: str, after: str) -> None:
    document, changes = renewed(made(before), content(after), delivered())
    assert texts(document) == texts(made(after))
    assert not told(changes, Happened.KEPT)
    assert not told(changes, Happened.ABSENT)
    assert renewed(document, content(after), delivered()) == (document, [])


def long_named(content: ReportContent) -> ReportContent:
    """Its first table with keys that no control can bear whole."""
    first, *others = content.appendices
    rows = [replace(row, key=f"{60 * 'x'}{row.key}") for row in first.table.rows]
    table = replace(first.table, rows=tuple(rows))
    return replace(content, appendices=(replace(first, table=table), *others))


def test_places_with_long_names_are_known_again() -> None:
    was, now = (long_named(content(one)) for one in ("15/2", "15/11"))
    document, changes = renewed(in_word(was), now, delivered())
    assert texts(document) == texts(in_word(now))
    assert not told(changes, Happened.KEPT)


def beside(document: Any) -> None:
    """A judgement in a place left for it, a paragraph between two, and words around a sentence."""
    blank = next(one for one in document.paragraphs if one.text.startswith("[Đánh giá chung"))
    blank.runs[0].text = "Phong trào được hưởng ứng rộng khắp."
    paragraph = around(document, "chung")
    paragraph.addprevious(parse_xml(f"<w:p {W}><w:r><w:t>Lời của văn phòng.</w:t></w:r></w:p>"))
    paragraph.append(parse_xml(f'<w:r {W}><w:t xml:space="preserve"> Đây là cố gắng lớn.</w:t></w:r>'))


def test_words_beside_the_controls_stay_where_they_are() -> None:
    document, changes = renewed(edited(made("15/11"), beside), content("31/12"), delivered())
    found = texts(document)
    at = found.index("Lời của văn phòng.")
    assert found[at + 1] == (
        "Đến ngày 31/12/2022, có 22/28 chỉ tiêu hoàn thành, trong đó 03 chỉ tiêu vượt mức; "
        "04 chỉ tiêu chưa đạt; 02 chỉ tiêu chưa có số liệu. Đây là cố gắng lớn."
    )
    assert "Phong trào được hưởng ứng rộng khắp." in found
    assert not told(changes, Happened.KEPT)


def retyped(key: str, text: str) -> Edit:
    return lambda document: place(document, key).write(text)


def tracked(document: Any) -> None:
    """A word inside a control taken out with changes tracked."""
    run = next(place(document, "chung/missed").element.iter(qn("w:r")))
    deleted = parse_xml(f"<w:del {W} w:id='1' w:author='x'><w:r><w:delText>Có</w:delText></w:r></w:del>")
    run.addprevious(deleted)
    text = run.find(qn("w:t"))
    text.text = text.text.removeprefix("Có")


def noted(document: Any) -> None:
    """A footnote at the end of a sentence of ours."""
    run = list(place(document, "chung/missed").element.iter(qn("w:r")))[-1]
    run.addnext(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))


def test_a_note_in_a_sentence_is_kept_with_it() -> None:
    document, changes = renewed(edited(made("15/11"), noted), content("31/12"), delivered())
    assert list(told(changes, Happened.KEPT)) == ["chung/missed"]
    assert Document(BytesIO(document)).element.body.find(f".//{qn('w:footnoteReference')}") is not None


@cases(
    ("edit", "key", "stays"),
    [
        (retyped("chung/missed", "Một việc chưa xong."), "chung/missed", "Một việc chưa xong."),
        (retyped("bieu/CN-02/thuc-hien", "4 (*)"), "bieu/CN-02/thuc-hien", "4 (*)"),
        (retyped("han-che/CN-11", "- Gia đình: đang xét."), "han-che/CN-11", "- Gia đình: đang xét."),
        (tracked, "chung/missed", " 01 chỉ tiêu chưa đạt: Nội quy, quy chế cơ quan."),
    ],
)  # fmt: skip
def test_what_a_person_changed_in_a_control_is_kept_and_told(edit: Edit, key: str, stays: str) -> None:
    document, changes = renewed(edited(made("15/11"), edit), content("31/12"), delivered())
    assert stays in texts(document)
    assert told(changes, Happened.KEPT) == {key: stays.strip()}
    _, again = renewed(document, content("31/12"), delivered())
    assert told(again, Happened.KEPT) == {key: stays.strip()}
    assert len(again) == 1


def test_a_sentence_that_goes_leaves_the_section_that_its_paragraph_ends() -> None:
    def joined(document: Any) -> None:
        """As Word leaves it when somebody deletes the paragraph's end before the appendix."""
        ends = next(one for one in document.element.body.iter(qn("w:sectPr")))
        around(document, "chung/at_risk").get_or_add_pPr().append(ends)

    document, changes = renewed(edited(made("15/11"), joined), content("31/12"), delivered())
    assert "chung/at_risk" in told(changes, Happened.REMOVED)
    assert len(Document(BytesIO(document)).sections) == 2


def test_what_a_person_took_out_is_not_put_back() -> None:
    def cut(document: Any) -> None:
        paragraph = around(document, "chung/missed")
        paragraph.getparent().remove(paragraph)

    document, changes = renewed(edited(made("15/11"), cut), content("31/12"), delivered())
    assert not any(text.startswith("Có 04 chỉ tiêu chưa đạt") for text in texts(document))
    assert list(told(changes, Happened.ABSENT)) == ["chung/missed"]


def test_spaces_and_the_form_of_letters_are_no_edit_and_a_copy_is_renewed_too() -> None:
    def shaken(document: Any) -> None:
        one = place(document, "chung")
        one.write(one.text.replace("Đến ngày", "Đến  nga\u0300y"))
        paragraph = around(document, "chung")
        paragraph.addnext(deepcopy(paragraph))

    document, changes = renewed(edited(made("15/11"), shaken), content("31/12"), delivered())
    assert len([text for text in texts(document) if text.startswith("Đến ngày 31/12/2022, có 22/28")]) == 2
    assert not told(changes, Happened.KEPT)


def test_text_of_the_data_stays_text() -> None:
    base = office()
    name = "{day} <w:br/> & {{nội dung}}"
    target = replace(base.plan.targets["CN-01"], name=name)
    plan = replace(base.plan, targets={**base.plan.targets, "CN-01": target})
    progress = measure(replace(base, plan=plan), day("28/6"))
    was = in_word(report_content(measure(base, day("28/6")), "dot1"))
    document, _ = renewed(was, report_content(progress, "dot1"), delivered())
    assert name in texts(document)
    broken = replace(report_content(progress, "dot1"), subject="a\x01b\ufffe")
    assert "aU+0001bU+FFFE" in texts(in_word(broken))


def with_document(start: bytes) -> bytes:
    """A report whose main part is tampered with: other bytes, or the same behind a declaration."""
    out = BytesIO()
    with ZipFile(BytesIO(made("15/11"))) as parts, ZipFile(out, "w") as tampered:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                data = start if start == b"<x/>" else start + data[data.index(b"<w:document") :]
            tampered.writestr(name, data)
    return out.getvalue()


def respelt(part: str, old: bytes, new: bytes) -> bytes:
    """A report as another program, or another kind of saving, would have spelt one of its parts."""
    out = BytesIO()
    with ZipFile(BytesIO(made("15/11"))) as parts, ZipFile(out, "w") as others:
        for name in parts.namelist():
            data = parts.read(name)
            others.writestr(name, data.replace(old, new) if name == part else data)
    return out.getvalue()


@cases(
    ("made_up", "said"),
    [
        (lambda: b"PK", "không phải là tệp Word"),
        (lambda: b"\xd0\xcf\x11\xe0", "có mật khẩu, hoặc là .doc kiểu cũ: mở trong Word"),
        (lambda: b"{\\rtf1", "là tệp văn bản RTF: mở trong Word"),
        (lambda: made("15/11")[:9000], "không phải là tệp Word .* đọc được: lấy lại"),
        (
            lambda: respelt("_rels/.rels", b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml"),
            "Strict Open",
        ),
        (lambda: respelt("[Content_Types].xml", b"document.main", b"template.main"), "tài liệu Word thường"),
        (lambda: with_document(b"<x/>"), "không phải là tệp Word"),
        (lambda: with_document(b'<!DOCTYPE x [<!ENTITY e "x">]>'), "không phải là tệp Word"),
        (lambda: in_word(report_content(measure(office(), day("28/6")), "dot1")), "“2022/dot1”"),
    ],
)
def test_another_document_is_refused(made_up: Callable[[], bytes], said: str) -> None:
    document = made_up()
    with pytest.raises(RenewError, match=said):
        renewed(document, content("15/11"), delivered())


def test_a_document_in_another_language_is_proofread_as_vietnamese_again() -> None:
    document, _ = renewed(respelt("word/styles.xml", b"vi-VN", b"en-US"), content("31/12"), delivered())
    with ZipFile(BytesIO(document)) as parts:
        styles = parts.read("word/styles.xml")
    assert b"en-US" not in styles and b'w:val="vi-VN"' in styles


def test_the_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bao-cao.docx"
    call = ["report", str(DATA), "--campaign", "2022", "--phase", "dot2"]
    file.write_bytes(edited(made("15/11"), retyped("chung/missed", "Một việc chưa xong.")))
    lock = tmp_path / "~$o-cao.docx"
    lock.touch()
    assert main([*call, "--into", str(file)]) == 2
    lock.unlink()
    assert main([*call, "--as-of", "31/12/2022", "--into", str(file)]) == 0
    said = capsys.readouterr()
    assert "Đổi [bieu/CN-02/thuc-hien]: “03” → “09”" in said.out
    assert "Giữ lời người sửa [chung/missed]: “Một việc chưa xong.” (máy viết: “Có 04 chỉ tiêu" in said.out
    assert f"Đã cập nhật {file}: đổi 98, thêm 20, bỏ 6; giữ 1 chỗ có người sửa" in said.err
    before = file.read_bytes()
    assert main([*call, "--as-of", "15/11/2022", "--out", str(file)]) == 2
    assert main([*call, "--into", str(tmp_path / "khac.docx")]) == 2
    assert file.read_bytes() == before


@pytest.mark.programs
def test_a_document_saved_by_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "r.docx"
    source.write_bytes(edited(made("15/11"), beside))
    saved = saved_as("docx", tmp_path, ["r.docx"]) / "r.docx"
    document, changes = renewed(saved.read_bytes(), content("31/12"), delivered())
    wanted, _ = renewed(source.read_bytes(), content("31/12"), delivered())
    assert texts(document) == texts(wanted)
    assert {one.key for one in changes if one.key.startswith("bieu-do/")} >= {"bieu-do/1", "bieu-do/2"}
    assert not told(changes, Happened.KEPT)
