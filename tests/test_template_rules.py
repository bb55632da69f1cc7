"""The office's Word template at the gate: told by its file, and never in the way of the pages."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from campaigns import write_campaign
from report_samples import delivered
from table_kit import cases
from thidua.cli import main
from thidua.intake.template import template_problems
from thidua.problems import Where
from thidua.report.model import Form

DELIVERED = (Path(__file__).parents[1] / "data/templates/bao-cao.docx").read_bytes()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Edit = Callable[[dict[str, bytes]], None]


def edited(edit: Edit) -> bytes:
    """The delivered template with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(DELIVERED)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    edit(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def told(content: bytes) -> list[str]:
    return [
        str(problem.message) for problem in template_problems(content, Where("data/templates/bao-cao.docx"))
    ]


def body(xml: str) -> Edit:
    """Put paragraphs before the first one."""

    def edit(parts: dict[str, bytes]) -> None:
        before = parts["word/document.xml"]
        assert b"<w:body>" in before
        parts["word/document.xml"] = before.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)

    return edit


def text(*runs: str) -> Edit:
    return body("<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>")


def code(*pieces: str, ends: str = "end") -> Edit:
    """A field whose code is cut into pieces."""
    written = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return body(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{written}'
        f'<w:r><w:fldChar w:fldCharType="{ends}"/></w:r></w:p>'
    )


def swap(part: str, before: str, after: str) -> Edit:
    def edit(parts: dict[str, bytes]) -> None:
        assert before.encode() in parts[part]
        parts[part] = parts[part].replace(before.encode(), after.encode())

    return edit


def relation(kind: str, target: str, mode: str = "External") -> Edit:
    added = f'<Relationship Id="rIdX" Type="{RELATION}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return swap("word/_rels/document.xml.rels", "</Relationships>", added + "</Relationships>")


def add(name: str, content: bytes = b"x") -> Edit:
    return lambda parts: parts.update({name: content})


def test_the_delivered_template_is_sound() -> None:
    assert told(DELIVERED) == []


@cases("edit", [
    text("Lời của cơ quan, {một} dấu ngoặc"),
    code(" PAGE "),
    code(" SEQ Bảng \\* ARABIC ", ends="separate"),
    code(' HYPERLINK "https://thidua.example" '),
    relation("hyperlink", "https://thidua.example/"),
])  # fmt: skip
def test_what_an_office_may_well_do(edit: Edit) -> None:
    assert told(edited(edit)) == []


@cases(("edit", "said"), [
    (relation("attachedTemplate", "http://x.example/a.dotm"), "attachedTemplate"),
    (relation("attachedTemplate", "file:///a.dotx", "Internal"), "attachedTemplate"),
    (relation("image", "http://x.example/a.png"), "lấy từ nơi khác: http://x.example/a.png"),
    (relation("hyperlink", "file://may/chung/a.exe"), "lấy từ nơi khác"),
    (relation("aFChunk", "a.html", "Internal"), "aFChunk"),
    (relation("oleObject", "a.xlsx"), "oleObject"),
    (code(" DDEAUTO c:\\\\cmd.exe "), "có trường DDEAUTO"),
    (code(" D", "D", "E x y"), "có trường DDE x y"),
    (code(' INCLUDEPICTURE "http://x.example/a.png" \\d '), "có trường INCLUDEPICTURE"),
    (code(" includetext a.docx", ends="separate"), "có trường includetext"),
    (code(' HYPERLINK "file://may/a.exe" '), "có trường HYPERLINK"),
    (code(" MACROBUTTON Chay "), "có trường MACROBUTTON"),
    (code(" QUOTE 68 68 69 "), "có trường QUOTE"),
    (body('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet a "/></w:p>'), "có trường LINK"),
    (body('<w:altChunk/>'), "altChunk"),
    (add("word/vbaProject.bin"), "macro"),
    (add("word/VBAProject.bin"), "macro"),
    (add("word/embeddings/a.xlsx"), "nhúng"),
    (swap("[Content_Types].xml", "document.main+xml", "template.main+xml"), "Word Document (.docx)"),
    (swap("word/document.xml", "<w:document", "<!DOCTYPE a><w:document"), "hỏng"),
    (swap("word/document.xml", "</w:body>", ""), "hỏng"),
])  # fmt: skip
def test_what_would_fetch_or_run_is_refused(edit: Edit, said: str) -> None:
    found = told(edited(edit))
    assert found
    assert said in "\n".join(found)


@cases(("content", "said"), [
    (b"", "hỏng"),
    (b"PK\x03\x04" + bytes(200), "hỏng"),
    (DELIVERED[: len(DELIVERED) // 2], "hỏng"),
    (b"\xd0\xcf\x11\xe0" + bytes(2000), "mật khẩu"),
    (bytes(5_000_001), "lớn hơn 5 MB"),
    (edited(lambda parts: parts.pop("word/document.xml")), "Word"),
    (edited(lambda parts: parts.pop("[Content_Types].xml")), "không phải là tệp Word"),
    (edited(lambda parts: parts.pop("word/styles.xml")), "Mẫu báo cáo"),
])  # fmt: skip
def test_what_is_no_template_is_told(content: bytes, said: str) -> None:
    assert said in "\n".join(told(content))


@cases(("edit", "said"), [
    (swap("word/document.xml", "{{nội dung}}", ""), "thiếu dấu {{nội dung}}"),
    (swap("word/document.xml", "{{nội dung}}", "{{noi dung}}"), "{{noi dung}}: có phải {{nội dung}}?"),
    (swap("word/document.xml", "{{trích yếu}}", "{{trích yêu}}"), "có phải {{trích yếu}}?"),
    (swap("word/document.xml", "{{trích yếu}}", "{{trích yếu}"), "không có dấu {{"),
    (text("{{nội ", "dung}}"), "dấu {{nội dung}} có 2 lần"),
    (text("Số: {{số, ký hiệu}}"), "phải đứng một mình"),
    (text("{{lạ hoắc}}"), "không có dấu {{lạ hoắc}}"),
    (swap("word/styles.xml", "BC Lời văn", "Lời văn"), "thiếu kiểu đoạn BC Lời văn"),
])  # fmt: skip
def test_a_mark_or_style_that_is_not_right_is_told(edit: Edit, said: str) -> None:
    assert said in "\n".join(told(edited(edit)))


def test_a_mark_in_a_header_is_told() -> None:
    mark = "<w:r><w:t>{{số, ký hiệu}}</w:t></w:r></w:p>"

    def edit(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if name.startswith("word/header"))
        parts[name] = parts[name].replace(b"</w:p>", mark.encode(), 1)

    assert "không ở đầu trang" in "\n".join(told(edited(edit)))


def test_check_tells_each_template_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_campaign(tmp_path)
    (data / "templates").mkdir()
    for form in Form:
        (data / "templates" / form.file).write_bytes(b"x")
    assert main(["check", str(data)]) == 1
    said = capsys.readouterr().out
    assert all(f"{data}/templates/{form.file}: bad-template: tệp bị hỏng" in said for form in Form)
    for form in Form:
        (data / "templates" / form.file).write_bytes(delivered(form))
    assert main(["check", str(data)]) == 0
    shutil.rmtree(data / "templates")
    assert main(["check", str(data)]) == 0
