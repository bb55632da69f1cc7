"""Content controls: the places of a Word document that the machine writes and may write again.

Each stands around one sentence or figure and bears a key. LibreOffice 7.4 loses the tag of a control and
keeps its title, so the key is both. What was written last is remembered as a hash in a part of the
document's own: a text that is no longer the one that was written is a person's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from thidua.reading.decode import in_nfc
from thidua.text import BAD_CHARACTER, code_point

_STORE = "urn:thidua:document:1"
_OURS = "thidua/"
_LONGEST_TAG = 64  # Word refuses to open a document with a longer one
_RUN, _TEXT, _VALUE = qn("w:r"), qn("w:t"), qn("w:val")
_CONTROL, _PROPERTIES, _PLACEHOLDER = qn("w:sdt"), qn("w:sdtPr"), qn("w:showingPlcHdr")
_NAMES = (qn("w:tag"), qn("w:alias"))
_LINE = {qn("w:tab"), qn("w:br"), qn("w:cr")}
_GONE = (qn("w:del"), qn("w:moveFrom"))
_OF_A_PERSON = "\ufffc"  # stands for a note, a comment, a picture, a field: no text of ours has one
_PLAIN = {qn(f"w:{name}") for name in ("rPr", "t", "tab", "br", "cr", "delText", "lastRenderedPageBreak")}


def known_by(key: str) -> str:
    """A key as a control has it: a long one is cut short."""
    most = _LONGEST_TAG - len(_OURS)
    return key if len(key) <= most else key[: most - 9] + "~" + sha256(key.encode()).hexdigest()[:8]


def control(key: str, text: str, face: str = "") -> str:
    """The XML of a control with its text; without a key, of the text alone."""
    run = f'<w:r>{face}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'
    if not key:
        return run
    name = escape(_OURS + known_by(key))  # by which it is ours among controls of the office's own
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )


def element(tag: str, **attributes: str | int) -> Any:
    """An element of Word's own namespace: element("w:top", val="single", sz=4)."""
    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), str(value))
    return found


def printable(text: str) -> str:
    """The text on one line, with what XML cannot hold made visible."""
    if text.isprintable():  # nearly every one, of thousands; no bad character is
        return text
    one_line = text.replace("\n", " ").replace("\t", " ")
    return BAD_CHARACTER.sub(lambda found: code_point(found[0]), one_line)


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a document."""

    key: str
    element: Any

    @property
    def text(self) -> str:
        """What stands in it; "" where somebody took it all out."""
        properties = _child(self.element, _PROPERTIES)
        if properties is not None and _child(properties, _PLACEHOLDER) is not None:
            return ""
        return same(words_in(self.element))

    def write(self, text: str) -> None:
        """Put a text in its place, in the face of its first run."""
        runs = list(self.element.iter(_RUN))
        content = self.element.find(qn("w:sdtContent"))
        fresh = parse_xml(f"<w:p {W}>{control('', text)}</w:p>")[0]
        if not runs:
            content.append(fresh)
            return
        first, *rest = runs
        properties = first.find(qn("w:rPr"))
        if properties is not None:
            fresh.insert(0, properties)
        first.addprevious(fresh)
        for run in (first, *rest):
            run.getparent().remove(run)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _child(element: Any, tag: str) -> Any:
    """The first child with a tag, or None: twice as fast as to find it by a path."""
    return next(element.iterchildren(tag), None)


def words_in(element: Any) -> str:
    """All text in an element as a reader sees it: without what a tracked change takes out."""
    return "".join(
        _shown(part)
        for run in element.iter(_RUN)
        if next(run.iterancestors(*_GONE), None) is None
        for part in run
    )


def _shown(part: Any) -> str:
    """A part of a run as text."""
    if part.tag == _TEXT:
        return part.text or ""
    if part.tag in _LINE:
        return " "
    return "" if part.tag in _PLAIN else _OF_A_PERSON


def same(text: str) -> str:
    """The text as two are compared: spaces and the form of letters do not count."""
    return " ".join(in_nfc(text).split())


def controls(root: Any) -> Iterator[Control]:
    """The machine's controls, in the order they are read."""
    for element in root.iter(_CONTROL):
        properties = _child(element, _PROPERTIES)
        if properties is None:
            continue
        for name in _NAMES:
            found = _child(properties, name)
            if found is not None and str(found.get(_VALUE)).startswith(_OURS):
                yield Control(found.get(_VALUE).removeprefix(_OURS), element)
                break


@lru_cache(maxsize=4096)  # most cells of a column say one of a few things
def digest(text: str) -> str:
    """By which a text is known again."""
    return sha256(same(text).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Written:
    """What the machine wrote last: of which document, on which day, and a hash of each text by its key."""

    name: str
    as_of: str
    hashes: Mapping[str, str]


def remember(document: Any, written: Written) -> None:
    """Keep in the document what was written, in the place of what was kept before."""
    texts = "".join(f'<t k="{escape(key)}" h="{one}"/>' for key, one in written.hashes.items())
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<thidua xmlns="{_STORE}" name="{escape(written.name)}" as-of="{written.as_of}">'
        f"{texts}</thidua>"
    ).encode()
    for part in _stores(document):
        part._blob = content
        return
    package, taken = document.part.package, {str(part.partname) for part in document.part.package.parts}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
    identity = "{" + str(uuid5(NAMESPACE_URL, _STORE)).upper() + "}"
    about = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        (
            '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem '
            'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
            f'ds:itemID="{identity}"><ds:schemaRefs><ds:schemaRef ds:uri="{_STORE}"/></ds:schemaRefs>'
            "</ds:datastoreItem>"
        ).encode(),
        package,
    )
    part.relate_to(about, RELATION.CUSTOM_XML_PROPS)
    document.part.relate_to(part, RELATION.CUSTOM_XML)


def remembered(document: Any) -> Written | None:
    """What was written last; None in a document that the machine did not make, or that lost it."""
    for part in _stores(document):
        root = parse_xml(part.blob)
        hashes = {one.get("k", ""): one.get("h", "") for one in root}
        return Written(root.get("name", ""), root.get("as-of", ""), hashes)
    return None


def _stores(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype == RELATION.CUSTOM_XML and not relation.is_external:
            part = relation.target_part
            if f'"{_STORE}"'.encode() in part.blob or f"'{_STORE}'".encode() in part.blob:
                yield part
