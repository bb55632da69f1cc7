"""The office's Word template, judged before a report is made of it: safe, whole, its marks in place."""

import re
from collections import Counter
from collections.abc import Iterator

from thidua.problems import CellError, Problem, Where
from thidua.reading.folding import fold, nearest
from thidua.reading.word_file import WordFile, look_over
from thidua.report.docx import TemplateError, opened
from thidua.report.template import Mark
from thidua.text import Text, shown

_BRACES = re.compile(r"\{\{[^{}]*\}\}|\{\{|\}\}")
_HINT = Text("sửa trong Word rồi lưu lại, hoặc lấy lại mẫu gốc (trong data/templates/ của thidua)")


def template_problems(content: bytes, where: Where) -> Iterator[Problem]:
    """Every reason why a template cannot be filled, or must not reach readers."""
    file = look_over(content)
    faults = file.faults or list(_mark_faults(file))
    if not faults:
        try:
            opened(content)
        except TemplateError as error:
            faults = [error.text]
    for fault in faults:
        yield where.of(CellError("bad-template", fault, _HINT))


def _mark_faults(file: WordFile) -> Iterator[Text]:
    """Marks that a reader would find in the report: mistyped, doubled, beside other text, out of place."""
    marks = [mark.value for mark in Mark]
    counted: Counter[str] = Counter()
    for passage in file.passages:
        text = passage.text.strip()
        if text in marks and passage.in_body:
            counted[text] += 1
            continue
        for braces in _BRACES.findall(text):
            if braces not in marks:
                yield _unknown(braces, marks)
            elif not passage.in_body:
                yield Text(
                    "dấu {mark} chỉ đặt trong phần thân, không ở đầu trang, chân trang, chú thích",
                    mark=braces,
                )
            else:
                yield Text("dấu {mark} phải đứng một mình một đoạn, không có chữ khác bên cạnh", mark=braces)
    for mark, times in counted.items():
        if times > 1:
            yield Text("dấu {mark} có {times} lần: chỉ để một", mark=mark, times=times)


def _unknown(braces: str, marks: list[str]) -> Text:
    folded = {fold(mark): mark for mark in marks}
    meant = folded.get(fold(braces)) or nearest(braces, marks)
    if meant:
        return Text("không có dấu {mark}: có phải {meant}?", mark=shown(braces), meant=meant)
    return Text("không có dấu {mark}", mark=shown(braces))
