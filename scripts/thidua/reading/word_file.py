"""A Word file that somebody made, looked over before anything opens it: what in it fetches, runs or bursts.

A template reaches readers inside every report, so it holds text and styles, and nothing that acts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from thidua.reading.decode import in_nfc, recognised
from thidua.reading.zip_parts import UNREADABLE, start_of
from thidua.text import Text, shown

LARGEST_FILE = 5_000_000
_MOST_PARTS = 300
_LARGEST_XML = 20_000_000
_DEEPEST = 100
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTING_PARTS = re.compile(
    r"(?:^|/)(?:vba\w*\.\w+|activex/|embeddings/|webextensions/)|\.(?:bin|ole|exe|js)$", re.IGNORECASE
)
_ACTING_RELATIONS = {
    "attachedTemplate", "vbaProject", "wordVbaData", "oleObject", "package", "control",
    "activeXControlBinary", "aFChunk", "subDocument", "frame", "mailMergeSource", "mailMergeHeaderSource",
    "recipientData",
    "attachedToolbars", "keyMapCustomizations", "webextension", "taskpanes", "externalLink",
}  # fmt: skip
_ACTING_ELEMENTS = {
    "attachedTemplate", "mailMerge", "altChunk", "OLEObject", "object", "control", "subDoc", "frameset",
}  # fmt: skip
_QUIET_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE",
    "TITLE", "SUBJECT", "AUTHOR", "DOCPROPERTY", "STYLEREF", "REF", "PAGEREF", "SEQ", "TOC", "SYMBOL", "EQ",
}  # fmt: skip
_FOLLOWED = re.compile(r"(?:https?://|mailto:|#)", re.I)
_TELLING = ("[Content_Types].xml", "_rels/.rels")
_LOCKED = Text("tệp có mật khẩu, hoặc là .doc kiểu cũ: mở trong Word, lưu lại thành .docx không mật khẩu")
_NO_DOCUMENT = Text("tệp không phải là tài liệu Word thường (.docx): lưu lại kiểu “Word Document (.docx)”")
_ELSEWHERE = re.compile(r"//|\\\\|^file:", re.I)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text, and whether it stands in the body of the document."""

    text: str
    in_body: bool


@dataclass(slots=True)
class WordFile:
    """What a Word file holds: its paragraphs, and why it is not to be used."""

    passages: list[Passage] = field(default_factory=list)
    faults: list[Text] = field(default_factory=list)


def look_over(content: bytes) -> WordFile:
    """Read a .docx file without trusting it; never raises."""
    found = WordFile()
    try:
        found.faults.extend(_package_faults(content, found))
    except (*UNREADABLE, expat.ExpatError):
        found.faults.append(Text("tệp bị hỏng, không mở được"))
    return found


def unread(content: bytes) -> Text:
    """Why no library opens a person's file as a Word document, and what to do about it; never raises."""
    if content.startswith(_OLD_OR_LOCKED):
        return _LOCKED
    if not content.startswith(b"PK") and (found := recognised(content)):
        return Text(
            "không phải là tệp Word (.docx) mà là {kind}: mở trong Word, chọn Save As, kiểu “Word Document "
            "(.docx)”",
            kind=found.name,
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            names, types, relations = archive.namelist(), *(start_of(archive, name) for name in _TELLING)
    except UNREADABLE:
        names, types, relations = ["word"], _MAIN.encode(), b""
    if b"purl.oclc.org/ooxml" in relations:
        return Text(
            "tệp lưu theo kiểu Strict Open XML: mở trong Word, chọn Save As, kiểu “Word Document (.docx)”"
        )
    if not any(name.startswith("word") for name in names):
        return Text(
            "không phải là tệp Word (.docx): mở trong Word, chọn Save As, kiểu “Word Document (.docx)”"
        )
    if _MAIN.encode() not in types:
        return _NO_DOCUMENT
    return Text("không phải là tệp Word (.docx) đọc được: lấy lại bản lưu trước, hoặc tạo bản mới")


def _package_faults(content: bytes, found: WordFile) -> Iterator[Text]:
    if len(content) > LARGEST_FILE:
        yield Text("tệp lớn hơn {bytes}", bytes=LARGEST_FILE)
        return
    if content.startswith(_OLD_OR_LOCKED):
        yield _LOCKED
        return
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if reason := _misshapen(parts):
            yield reason
            return
        if any(_ACTING_PARTS.search(part.filename) for part in parts):
            yield Text("tệp có macro hoặc tệp khác nhúng bên trong")
        for part in parts:
            if part.filename.casefold().endswith((".xml", ".rels")):
                yield from _part_faults(part.filename, archive.read(part), found)


def _misshapen(parts: list[ZipInfo]) -> Text | None:
    """By the list of contents alone: nothing is unpacked yet, and no more than it declares ever will be."""
    names = {part.filename.casefold() for part in parts}
    if len(parts) > _MOST_PARTS or len(names) != len(parts):
        return Text("tệp nén có quá nhiều phần")
    if "[content_types].xml" not in names:
        return Text("tệp không phải là tệp Word (.docx)")
    if any(part.flag_bits & 1 for part in parts):
        return Text("tệp có mật khẩu")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        return Text("tệp bị hỏng, không mở được")
    if sum(part.file_size for part in parts) > _LARGEST_XML:
        return Text("tệp giải nén ra lớn bất thường")
    return None


def _part_faults(name: str, content: bytes, found: WordFile) -> Iterator[Text]:
    scan = _Scan(in_body=name.casefold() == "word/document.xml")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = scan.refuse
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.write
    parser.Parse(content, True)
    found.passages.extend(scan.passages)
    if name.casefold() == "[content_types].xml" and _MAIN not in scan.main_types:
        yield _NO_DOCUMENT
    yield from {str(fault): fault for fault in scan.faults}.values()


@dataclass(slots=True)
class _Scan:
    """One pass over a part: paragraphs, relations, fields and elements that act."""

    in_body: bool
    passages: list[Passage] = field(default_factory=list)
    faults: list[Text] = field(default_factory=list)
    main_types: set[str] = field(default_factory=set)
    _open: list[list[str]] = field(default_factory=list)  # paragraphs; a text box stands inside another
    _fields: list[list[str] | None] = field(default_factory=list)  # the open fields: code, then None
    _writing: list[str] | None = None
    _depth: int = 0
    _fallback: int = 0  # a second drawing of what stands before it

    def refuse(self, *_: object) -> None:
        raise ValueError("doctype")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("deep")
        known = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = name.rpartition(" ")[2]
        if element in _ACTING_ELEMENTS:
            self.faults.append(Text("có phần tự lấy hoặc tự chạy nội dung khác ({kind})", kind=element))
        if any(_ELSEWHERE.search(known.get(key, "")) for key in ("src", "href") if element != "Relationship"):
            self.faults.append(Text("có hình lấy từ nơi khác"))
        match element:
            case "Relationship":
                self._relation(known)
            case "Override" | "Default":
                self.main_types.add(known.get("ContentType", ""))
                if "macroEnabled" in known.get("ContentType", ""):
                    self.faults.append(Text("tệp có macro hoặc tệp khác nhúng bên trong"))
            case "Fallback":
                self._fallback += 1
            case "p":
                self._open.append([])
            case "t" if self._open:
                self._writing = self._open[-1]
            case "fldSimple":
                self._judge(known.get("instr", ""))
            case "fldChar":
                self._field(known.get("fldCharType", ""))
            case "instrText" | "delInstrText":
                self._writing = self._fields[-1] if self._fields else None

    def end(self, name: str) -> None:
        self._depth -= 1
        match name.rpartition(" ")[2]:
            case "p" if self._open:
                text = in_nfc("".join(self._open.pop()))
                if text.strip() and not self._fallback:
                    self.passages.append(Passage(text, self.in_body))
            case "t" | "instrText" | "delInstrText":
                self._writing = None
            case "Fallback":
                self._fallback -= 1

    def write(self, text: str) -> None:
        if self._writing is not None:
            self._writing.append(text)

    def _relation(self, known: dict[str, str]) -> None:
        kind, target = known.get("Type", "").rpartition("/")[2], known.get("Target", "")
        if kind in _ACTING_RELATIONS:
            self.faults.append(Text("có phần tự lấy hoặc tự chạy nội dung khác ({kind})", kind=kind))
        elif known.get("TargetMode", "").casefold() == "external" and not (
            kind == "hyperlink" and _FOLLOWED.match(target)
        ):
            self.faults.append(Text("có phần lấy từ nơi khác: {target}", target=shown(target)))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            if self._fields and self._fields[-1] is not None:
                self.faults.append(Text("có trường lồng trong mã của trường khác"))
            self._fields.append([])
        elif self._fields and kind == "separate":
            self._judge("".join(self._fields[-1] or ()))
            self._fields[-1] = None
        elif self._fields and kind == "end":
            code = self._fields.pop()
            if code is not None:
                self._judge("".join(code))

    def _judge(self, code: str) -> None:
        kind, _, rest = code.strip().partition(" ")
        quiet = kind.upper() in _QUIET_FIELDS
        if kind.upper() == "HYPERLINK":
            target = rest.strip().strip('"')
            quiet = target.startswith("\\l") or bool(_FOLLOWED.match(target))
        if not quiet:
            self.faults.append(Text("có trường {code}, không được dùng trong mẫu", code=shown(code.strip())))
