"""What bytes look like when they are not UTF-8: another encoding, or a file of another kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.text import Text

_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Foreign:
    """The name of what was recognised, and whether it is text in another encoding or no text at all."""

    name: Text
    is_encoding: bool = False


_SIGNATURES = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), Text("tệp Excel (.xlsx) hoặc tệp nén zip")),
    (re.compile(rb"\xd0\xcf\x11\xe0"), Text("tệp Excel hoặc Word đời cũ (.xls, .doc)")),
    (re.compile(rb"%PDF-"), Text("tệp PDF")),
    (re.compile(rb"\{\\rtf"), Text("tệp văn bản RTF")),
    (re.compile(rb"\x1f\x8b|Rar!|7z\xbc\xaf"), Text("tệp nén")),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), Text("tệp hình ảnh")),
    (
        re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S),
        Text("trang web (.html)"),
    ),
    (re.compile(rb"\s*<\?xml\b", re.I), Text("tệp XML")),
)

# Each writes a letter and its tone its own way: two bytes in Windows-1258 and VNI, a sign in TCVN3.
_CP1258_MARKS = re.compile(
    rb"[AEIOUYaeiouy\xc2\xca\xd4\xc3\xd5\xdd\xe2\xea\xf4\xe3\xf5\xfd][\xcc\xd2\xde\xec\xf2]"
)
_VNI_MARKS = re.compile(
    rb"[aA][\xe8-\xeb\xfa\xfc]|[aeoAEO][\xe0-\xe5]|[aeouyAEOUY\xf4\xf6][\xef\xf5\xf8\xf9\xfb]"
    rb"|\xf1[a-z\xf4\xf6]"
)
_TCVN3_MARKS = re.compile(rb"[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbf\xc6]|\xae[a-z\xa8-\xae\xb5-\xb9]")


def recognised(data: bytes) -> Foreign | None:
    """What else than UTF-8 text the bytes are by their first bytes, or None where nothing gives them away."""
    head = data[:4096]
    for signature, name in _SIGNATURES:
        if signature.match(head):
            return Foreign(name)
    if _half_zero(head):
        return Foreign(Text("UTF-16 không có dấu BOM"), is_encoding=True)
    return None


def _half_zero(head: bytes) -> bool:
    """Plain letters in UTF-16 leave a zero in every other byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    many, few = max(even, odd), min(even, odd)
    return len(head) >= 4 and many > len(head) // 5 and few * 4 < many


def eight_bit_name(data: bytes) -> Text:
    """The Vietnamese 8-bit encoding that the bytes most look like; Windows-1252 where none shows."""
    sample = data[:_SAMPLE]
    scores = (
        (len(_CP1258_MARKS.findall(sample)), Text("Windows-1258")),
        (len(_TCVN3_MARKS.findall(sample)), Text("TCVN3 (phông .Vn)")),
        (len(_VNI_MARKS.findall(sample)), Text("VNI (phông VNI-)")),
    )
    best, name = max(scores, key=lambda score: score[0])
    return name if best else Text("Windows-1252")
