"""An edited document made current: what the machine wrote is written anew, what a person wrote stays.

A sentence that a person has changed, or taken out, is left as it is and told.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn

from thidua.office import repacked
from thidua.reading.word_file import unread
from thidua.report.controls import Control, Written, controls, digest, remember, remembered, same, words_in
from thidua.report.docx import composed
from thidua.report.drawing import renew_charts
from thidua.report.model import ReportContent
from thidua.report.template import speak
from thidua.text import SaidError, Text

_LARGEST = 200_000_000  # bytes unpacked: a report with photographs is far smaller


class Happened(StrEnum):
    """What became of a place of a document."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    KEPT = "kept"  # a person has changed it
    ABSENT = "absent"  # a person has taken it out, or there is no place for it


LEFT = (Happened.KEPT, Happened.ABSENT)  # as it stood


@dataclass(frozen=True, slots=True)
class Change:
    """A place by its key, with what stood there and what the machine writes now."""

    happened: Happened
    key: str
    old: str
    new: str

    @property
    def told(self) -> Text:
        """The change in a line, for the person who asked for it."""
        return Text(_TOLD[self.happened, bool(self.new)], key=self.key, old=self.old, new=self.new)


_TOLD = {
    (Happened.CHANGED, True): "Đổi [{key}]: “{old}” → “{new}”",
    (Happened.ADDED, True): "Thêm [{key}]: “{new}”",
    (Happened.REMOVED, False): "Bỏ [{key}]: “{old}”",
    (Happened.KEPT, True): "Giữ lời người sửa [{key}]: “{old}” (máy viết: “{new}”)",
    (Happened.KEPT, False): "Giữ lời người sửa [{key}]: “{old}” (máy không viết nữa)",
    (Happened.ABSENT, True): "Không thêm [{key}], đã có người bỏ hoặc không có chỗ: “{new}”",
}


class RenewError(SaidError):
    """The document cannot be renewed; ``text`` says why, in words for the office."""


def renewed(edited: bytes, content: ReportContent, template: bytes) -> tuple[bytes, list[Change]]:
    """The edited document with the figures and sentences of the content, and what was changed in it.

    The bytes are those given where nothing changed. RenewError: it is no document of this content's kind;
    TemplateError: the template, which tells the looks of what is added, cannot be filled.
    """
    document, before = _opened(edited, content.name)
    fresh = composed(content, template)
    made = _Renewal(document, fresh, before)
    made.run()
    now = Written(content.name, content.as_of.isoformat(), made.hashes)
    if now == before and all(one.happened in LEFT for one in made.changes):
        return edited, made.changes
    remember(document, now)
    speak(document)
    out = BytesIO()
    document.save(out)
    return repacked(out.getvalue()), made.changes


def _opened(edited: bytes, name: str) -> tuple[Any, Written]:
    try:
        with ZipFile(BytesIO(edited)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise RenewError("tệp giải nén ra lớn bất thường")
        document = Document(BytesIO(edited))
        body = document.element.body  # which another root does not have
        if body is None or body.getroottree().docinfo.doctype:
            raise ValueError("no body, or entities, which no office writes")
        before = remembered(document)
    except RenewError:
        raise
    except Exception as error:  # bytes of anybody's making go through three libraries here
        raise RenewError(unread(edited)) from error
    if before is None:
        raise RenewError(
            "tệp không do thidua tạo, hoặc phần máy ghi nhớ đã mất: tạo bản mới bằng --out, chép lời sang"
        )
    if before.name != name:
        raise RenewError("tệp là văn bản “{old}”, không phải “{new}”", old=before.name, new=name)
    return document, before


@dataclass(slots=True)
class _Renewal:
    """The work on one document."""

    document: Any
    fresh: Any
    before: Written
    changes: list[Change] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    _old: dict[str, list[Control]] = field(default_factory=dict)
    _placed: set[str] = field(default_factory=set)  # that came with a row or table put in

    def run(self) -> None:
        """Every place in the order that it is read, then what is no longer written, then the charts."""
        for one in controls(self.document.element.body):
            self._old.setdefault(one.key, []).append(one)
        wanted = list(controls(self.fresh.element.body))
        last: Any = None
        for place, one in enumerate(wanted):
            self.hashes[one.key] = digest(one.text)
            if one.key in self._placed:
                last = _block(self._old[one.key][0])
            elif one.key in self._old:
                for old in self._old[one.key]:
                    self._write(old, one.text)
                last = _block(self._old[one.key][0])
            elif one.key in self.before.hashes or not self._insert(one, last, wanted[place + 1 :]):
                self._tell(Happened.ABSENT, one.key, "", one.text)
            else:
                last = _block(self._old[one.key][0])
        self._remove(self._old.keys() - self.hashes.keys())
        for key, digested, kept in renew_charts(self.document, self.fresh, self.before.hashes):
            self.hashes[key] = digested
            if kept is not None:
                self._tell(Happened.KEPT if kept else Happened.CHANGED, key, "biểu đồ", "số liệu mới")

    def _tell(self, happened: Happened, key: str, old: str, new: str) -> None:
        self.changes.append(Change(happened, key, old, new))

    def _write(self, old: Control, new: str) -> None:
        """Over what the machine wrote last; what is another text by now is a person's."""
        text = old.text
        if text == same(new):
            return
        if digest(text) != self.before.hashes.get(old.key):
            self._tell(Happened.KEPT, old.key, text, new)
            return
        old.write(new)
        self._tell(Happened.CHANGED, old.key, text, new)

    def _insert(self, one: Control, last: Any, later: list[Control]) -> bool:
        """Put the paragraph, row or table of a new place after the place that stands before it."""
        source = _block(one)
        table = next(source.iterancestors(qn("w:tbl")), None) if source.tag == qn("w:tr") else None
        if table is not None and not any(each.key in self._old for each in controls(table)):
            source, table = table, None
        elif any(each.key in self._old for each in controls(source)):
            return False  # a column that the document has not
        following = next((_block(self._old[each.key][0]) for each in later if each.key in self._old), None)
        if source.tag != qn("w:tr"):
            last, following = _outside(last), _outside(following)
        elif table is not None and not _in_same_table(last, table, self._old):
            last = None
        copy = self._restyled(deepcopy(source))
        if last is not None:
            last.addnext(copy)
        elif following is not None:
            following.addprevious(copy)
        else:
            return False
        for each in controls(copy):
            self._old[each.key] = [each]
            self._placed.add(each.key)
        self._tell(Happened.ADDED, one.key, "", " | ".join(each.text for each in controls(copy)))
        return True

    def _restyled(self, copy: Any) -> Any:
        """With the styles' ids as this document has them; a program that saved it may have made others."""
        names = {style.style_id: style.name for style in self.fresh.styles}
        known = {style.name: style.style_id for style in self.document.styles}
        for found in list(copy.iter(qn("w:pStyle"))):
            style = known.get(names.get(found.get(qn("w:val"))))
            if style is None:
                found.getparent().remove(found)
            else:
                found.set(qn("w:val"), style)
        return copy

    def _remove(self, gone: set[str]) -> None:
        """Take out what the machine wrote and writes no more; what a person made of it stays."""
        for key in (one for one in self._old if one in gone and one in self.before.hashes):
            for old in self._old[key]:
                text = old.text
                if digest(text) != self.before.hashes[key]:
                    self.hashes[key] = self.before.hashes[key]
                    self._tell(Happened.KEPT, key, text, "")
                    continue
                block = _block(old)
                old.element.getparent().remove(old.element)
                self._tell(Happened.REMOVED, key, text, "")
                if not words_in(block).strip():
                    _take_out(block)


def _take_out(block: Any) -> None:
    """Remove an empty paragraph or row; of a table with nothing left but its head, the table.

    A paragraph that ends a section, or is all that a box holds, is one that Word cannot do without.
    """
    if block.tag == qn("w:p") and (
        block.find(f".//{qn('w:sectPr')}") is not None or len(block.getparent()) < 2
    ):
        return
    table = next(block.iterancestors(qn("w:tbl")), None)
    block.getparent().remove(block)
    if table is not None and all(
        row.find(f".//{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))
    ):
        table.getparent().remove(table)


def _block(one: Control) -> Any:
    """The row that a control stands in, else its paragraph."""
    row = next(one.element.iterancestors(qn("w:tr")), None)
    if row is not None:
        return row
    around = next(one.element.iterancestors(qn("w:p")), None)
    return one.element if around is None else around


def _outside(block: Any) -> Any:
    """The whole table that a row is of."""
    return next(block.iterancestors(qn("w:tbl")), block) if block is not None else None


def _in_same_table(last: Any, table: Any, old: dict[str, list[Control]]) -> bool:
    """Whether the place before stands in this document's copy of the table."""
    if last is None or last.tag != qn("w:tr"):
        return False
    known = (old[one.key][0] for one in controls(table) if one.key in old)
    return any(_outside(_block(one)) is _outside(last) for one in known)
