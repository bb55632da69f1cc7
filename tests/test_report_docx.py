"""The document has every measure that Decree 30/2020/NĐ-CP (appendix I) prescribes, and the same bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm
from plans import day
from report_samples import delivered, in_word, office
from table_kit import cases
from thidua.figures.progress import measure
from thidua.report.content import report_content
from thidua.report.docx import TemplateError, filled
from thidua.report.drawing import chart_in_words
from thidua.report.model import CountChart, Form
from thidua.report.template import Mark, Style, bold_width

DELIVERED = Path(__file__).parents[1] / "data" / "templates" / "bao-cao.docx"


@pytest.fixture(scope="module")
def made() -> bytes:
    return filled(report_content(measure(office(), day("28/6")), "dot1"), DELIVERED.read_bytes())


@pytest.fixture(scope="module", params=["template", "report"])
def document(request: pytest.FixtureRequest, made: bytes) -> Any:
    return Document(BytesIO(made if request.param == "report" else DELIVERED.read_bytes()))


@pytest.fixture(scope="module")
def report(made: bytes) -> Any:
    return Document(BytesIO(made))


def mm(length: int) -> float:
    return round(length / Mm(1), 1)


def paragraphs(document: Any) -> list[tuple[str, str]]:
    """Style and text of every paragraph, tables included, in reading order."""
    names = {style.style_id: style.name for style in document.styles}
    return [
        (names.get(one.style, ""), "".join(text.text or "" for text in one.iter(qn("w:t"))))
        for one in document.element.body.iter(qn("w:p"))
    ]


def by_style(document: Any, style: Style) -> list[str]:
    return [text for name, text in paragraphs(document) if name == style.value]


def test_paper_and_margins(document: Any) -> None:
    assert len(document.sections) == 2
    for section in document.sections:
        assert (mm(section.page_width), mm(section.page_height)) == (210.0, 297.0)
        assert 20 <= mm(section.top_margin) <= 25
        assert 20 <= mm(section.bottom_margin) <= 25
        assert 30 <= mm(section.left_margin) <= 35
        assert 15 <= mm(section.right_margin) <= 20


def test_page_number_is_centred_in_the_top_margin_from_the_second_page_on(document: Any) -> None:
    for section in document.sections:
        assert section.different_first_page_header_footer
        number = section.header.paragraphs[0]
        assert "PAGE" in number._p.xml
        assert (number.style.paragraph_format.alignment, number.style.font.size.pt) == (ALIGN.CENTER, 13)
        assert number.style.font.italic is False
        assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml
        assert section.header_distance < section.top_margin


def test_the_appendix_is_numbered_on_its_own(document: Any) -> None:
    counted = document.sections[1]._sectPr.find(qn("w:pgNumType"))
    assert counted.get(qn("w:start")) == "1"


def test_every_style_is_times_new_roman_in_black(document: Any) -> None:
    for style in Style:
        fonts = document.styles[style.value].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
            "Times New Roman"
        }
        assert document.styles[style.value].font.color.rgb is None


@cases(
    ("style", "low", "high", "face", "alignment"),
    [
        (Style.NATION, 12, 13, "bold", ALIGN.CENTER),
        (Style.MOTTO, 13, 14, "bold", ALIGN.CENTER),
        (Style.PARENT, 12, 13, "", ALIGN.CENTER),
        (Style.ISSUER, 12, 13, "bold", ALIGN.CENTER),
        (Style.NUMBER, 13, 13, "", ALIGN.CENTER),
        (Style.PLACE_DATE, 13, 14, "italic", ALIGN.CENTER),
        (Style.KIND, 13, 14, "bold", ALIGN.CENTER),
        (Style.SUBJECT, 13, 14, "bold", ALIGN.CENTER),
        (Style.ADDRESSEE, 13, 14, "", ALIGN.CENTER),
        (Style.SECTION, 13, 14, "bold", ALIGN.JUSTIFY),
        (Style.HEADING, 13, 14, "bold", ALIGN.JUSTIFY),
        (Style.TEXT, 13, 14, "", ALIGN.JUSTIFY),
        (Style.BLANK, 13, 14, "", ALIGN.JUSTIFY),
        (Style.SIGNER, 13, 14, "bold", ALIGN.CENTER),
        (Style.RECIPIENTS_TITLE, 12, 12, "bold italic", ALIGN.LEFT),
        (Style.RECIPIENT, 11, 11, "", ALIGN.LEFT),
        (Style.APPENDIX, 14, 14, "bold", ALIGN.CENTER),
        (Style.APPENDIX_TITLE, 13, 14, "bold", ALIGN.CENTER),
        (Style.REFERENCE, 13, 14, "italic", ALIGN.CENTER),
        (Style.PAGE, 13, 14, "", ALIGN.CENTER),
    ],
)
def test_sizes_and_faces(document: Any, style: Style, low: int, high: int, face: str, alignment: Any) -> None:
    found = document.styles[style.value]
    assert low <= found.font.size.pt <= high
    assert (found.font.bold, found.font.italic) == ("bold" in face, "italic" in face)
    assert found.paragraph_format.alignment == alignment


@cases("style", [Style.TEXT, Style.BLANK])
def test_body_text_is_indented_and_spaced(document: Any, style: Style) -> None:
    layout = document.styles[style.value].paragraph_format
    assert round(layout.first_line_indent.cm, 2) in (1.0, 1.27)
    assert layout.space_after.pt >= 6
    assert 1.0 <= layout.line_spacing <= 1.5


@cases(
    ("text", "size", "width"),
    [
        # Advance widths of Times Bold in thousandths: Đ 722, ộ as o 500, S 556, Ở as O 778.
        ("Độ", 10, (722 + 500) / 1000 * 10 * 25.4 / 72),
        ("SỞ", 12, (556 + 778) / 1000 * 12 * 25.4 / 72),
    ],
)
def test_width_of_a_line(text: str, size: float, width: float) -> None:
    assert bold_width(text, size) == pytest.approx(width)


def test_rules_have_the_prescribed_length(report: Any) -> None:
    head = report.tables[0].rows[0].cells
    for cell, size, low, high in ((head[0], 12, 1 / 3, 1 / 2), (head[1], 13, 0.999, 1.001)):
        above, rule = cell.paragraphs[-2:]
        room = cell.width / Mm(1)
        drawn = room - 2 * rule.paragraph_format.left_indent / Mm(1)
        assert rule.paragraph_format.left_indent == rule.paragraph_format.right_indent
        assert low <= drawn / bold_width(above.text, size) <= high
    names = [one.style.name for one in report.paragraphs]
    title = names.index(Style.PART_RULE.value)
    assert names[title - 1] == Style.SUBJECT.value
    drawn = 165 - 2 * report.paragraphs[title].paragraph_format.left_indent / Mm(1)
    assert 1 / 3 <= drawn / bold_width(report.paragraphs[title - 1].text, 14) <= 1 / 2


def test_letterhead_and_signature(report: Any) -> None:
    assert by_style(report, Style.NATION) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert by_style(report, Style.MOTTO) == ["Độc lập - Tự do - Hạnh phúc"]
    assert by_style(report, Style.ISSUER) == ["SỞ THỬ NGHIỆM"]
    assert by_style(report, Style.ADDRESSEE) == ["Kính gửi: Sở Nội vụ"]
    assert by_style(report, Style.RECIPIENT) == ["- Như trên;", "- Các phòng;", "- Lưu: VT."]
    assert [text for text in by_style(report, Style.SIGNER) if text] == ["GIÁM ĐỐC"]
    number, place = report.tables[0].rows[1].cells
    assert number.text.startswith("Số:")
    assert place.text.startswith("Ninh Hải, ngày")


def test_no_mark_is_left_and_every_blank_is_shaded(report: Any) -> None:
    assert not any("{{" in text for _, text in paragraphs(report))
    shaded = [
        run for run in report.element.body.iter(qn("w:r")) if run.find(f".//{qn('w:highlight')}") is not None
    ]
    assert len(shaded) == len(by_style(report, Style.BLANK)) > 5


def test_the_body_points_to_the_appendix_and_ends_with_its_sign(report: Any) -> None:
    texts = by_style(report, Style.TEXT)
    assert "Kết quả từng chỉ tiêu tại Phụ lục kèm theo." in texts
    assert texts[-1].endswith("./.")
    assert by_style(report, Style.APPENDIX) == ["Phụ lục"]


def test_appendix_table_repeats_its_head(report: Any) -> None:
    table = report.tables[-1]
    assert [cell.text for cell in table.rows[0].cells][:4] == ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 1 + 3 + 6
    assert sum(column.width for column in table.columns) <= Mm(165.5)


def test_charts_are_drawn_by_word_from_a_workbook_of_their_own(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as parts:
        names = parts.namelist()
        assert {"word/charts/chart1.xml", "word/charts/chart2.xml", "word/embeddings/bieu-do-1.xlsx"} <= set(
            names
        )
        assert "Đúng tiến độ" in parts.read("word/charts/chart1.xml").decode()
        assert 'descr="Kết quả 4 chỉ tiêu của đợt 1' in parts.read("word/document.xml").decode()


def test_a_chart_in_words() -> None:
    assert chart_in_words(CountChart("Kết quả", ("Đạt", "Chậm"), (2, 1), "n")) == "Kết quả: Đạt 2; Chậm 1"


def test_the_same_figures_give_the_same_bytes(made: bytes) -> None:
    again = filled(report_content(measure(office(), day("28/6")), "dot1"), DELIVERED.read_bytes())
    assert again == made
    with ZipFile(BytesIO(made)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert "2022-06-28T00:00:00Z" in core
    assert "python-docx" not in core


def test_text_of_the_data_stays_text() -> None:
    content = report_content(measure(office(), day("28/6")), "dot1")
    names = tuple(line.replace("Các phòng", "<w:br/> & {{nội dung}}") for line in content.recipients)

    found = Document(BytesIO(filled(replace(content, recipients=names), delivered())))
    assert by_style(found, Style.RECIPIENT)[1] == "- <w:br/> & {{nội dung}};"


def restyled(change: Any) -> bytes:
    document = Document(BytesIO(delivered()))
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_restyled_template_keeps_its_looks() -> None:
    def change(document: Any) -> None:
        document.styles[Style.TEXT.value].font.size = 13 * 12700
        document.add_paragraph("Lời của cơ quan")
        mark = next(one for one in document.paragraphs if one.text == Mark.KIND.value)
        head, tail = mark.text[:4], mark.text[4:]  # as Word leaves a mark that somebody has edited
        mark.runs[0].text = head
        mark.add_run(tail)

    content = report_content(measure(office(), day("28/6")), "dot1")
    found = Document(BytesIO(filled(content, restyled(change))))
    assert found.styles[Style.TEXT.value].font.size.pt == 13
    assert by_style(found, Style.KIND) == ["BÁO CÁO"]
    assert found.paragraphs[-1].text == "Lời của cơ quan"


def drop_style(document: Any) -> None:
    style = document.styles[Style.TEXT.value]
    style.element.getparent().remove(style.element)


def drop_body(document: Any) -> None:
    mark = next(one for one in document.paragraphs if one.text == Mark.BODY.value)
    mark._p.getparent().remove(mark._p)


@cases(
    ("template", "said"),
    [
        (b"not a document", "không phải là tệp Word"),
        (restyled(drop_style), "thiếu kiểu đoạn BC Lời văn"),
        (restyled(drop_body), "thiếu dấu {{nội dung}}"),
    ],
)
def test_a_broken_template_says_what_is_wrong(template: bytes, said: str) -> None:
    content = report_content(measure(office(), day("28/6")), "dot1")
    with pytest.raises(TemplateError, match="Mẫu báo cáo") as caught:
        filled(content, template)
    assert said in str(caught.value)


@cases("form", list(Form))
def test_every_form_is_written_in_vietnamese(form: Form) -> None:
    content = replace(report_content(measure(office(), day("28/6")), "dot1"), form=form)
    for document in (delivered(form), in_word(content)):
        styles = Document(BytesIO(document)).styles
        assert {one.get(qn("w:val")) for one in styles.element.iter(qn("w:lang"))} == {"vi-VN"}
