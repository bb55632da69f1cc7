"""Free text that should not stand there: persons, and letters that were garbled on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.checks.facts import Facts, Rule
from thidua.model import Source
from thidua.problems import Problem, at
from thidua.tables.columns import UNITS
from thidua.text import Text, shown

_PHONE = re.compile(r"(?<![\w.,/-])(?:\+84|0)[ .-]?[35789][0-9](?:[ .-]?[0-9]){7}(?![\w/-])")
_ID_NUMBER = re.compile(
    r"(?<![\w.,/-])0[0-9]{11}(?![\w/-])"
    r"|(?:cmnd|cccd|căn cước|chứng minh)[^0-9]{0,30}[0-9]{9}(?:[0-9]{3})?(?![0-9])",
    re.IGNORECASE,
)

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Đinh|Trịnh|Đoàn|Trương"
    "|Lương|Hà|Lâm|Mai|Cao|Đào|Tạ|Thái|Nghiêm|Phùng|Chu|Tô|Kiều|Đậu|Lưu|Quách"
)
# Surnames that begin many other names: Đoàn Thanh Niên, Hà Nội, Cao Bằng, Thái Bình Dương.
_ALSO_WORDS = frozenset(
    ["Đoàn", "Hà", "Cao", "Thái", "Kiều", "Mai", "Hồ", "Chu", "Dương", "Lâm", "Tô", "Lưu"]
)
_TITLES = "[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng chí|[Đđ]/c|[Cc]ô"
_NAMED = re.compile(rf"(?:\b(?:{_TITLES})\s+)?\b(?:{_SURNAMES})(?:\s[^\W\d_]+){{1,4}}")
_TITLED = re.compile(rf"(?:{_TITLES})\s")
# Streets, schools, prizes and movements bear these names; nobody's data are in them.
_OF_HISTORY = re.compile(
    "Hồ Chí Minh|Võ Nguyên Giáp|Trần Phú|Lê Duẩn|Nguyễn Du|Nguyễn Trãi|Nguyễn Huệ|Lê Lợi|Lê Hồng Phong"
    "|Hà Huy Tập|Phan Đình Phùng|Phan Bội Châu|Nguyễn Công Trứ|Nguyễn Thị Minh Khai|Nguyễn Văn Cừ"
    "|Nguyễn Văn Trỗi|Trần Hưng Đạo|Hoàng Hoa Thám|Nguyễn Ái Quốc|Nguyễn Tất Thành|Ngô Quyền|Hoàng Văn Thụ"
)
_PLACES = re.compile(
    r"(?:đường|phố|trường|phường|xã|quỹ|giải|giải thưởng|cầu|tượng đài|THPT|THCS)\s$", re.IGNORECASE
)
_SYLLABLES_OF_A_NAME = 3

_DOUBLE = re.compile("á[»º][\u00a0-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|Ã[¡-¿]|Ä‘|Æ[°¡]|Â[»«°]|\ufffd")
_TCVN3 = re.compile("[A-Za-z][µ¸¶·¹¨¾¼½®©ª¬][A-Za-z¬ªµ¸¶·¹]|(?<![A-Za-z])®[a-zµ¸¶·¹¬ªÒÕÖ]")
_VNI = re.compile("[AEOUYaeouyôöâ][øûï](?![a-zà-ỹ]{6})|ñ[aeiouyôöâ]")


def _free_texts(facts: Facts) -> Iterator[tuple[Source, str, str]]:
    """(source, column, text) of every cell of free text that is not blank."""
    for row in facts.campaign.achievements:
        if row.evidence:
            yield row.source, "evidence", row.evidence
        if row.note:
            yield row.source, "note", row.note
    for update in facts.campaign.updates:
        if update.text:
            yield update.source, "text", update.text
        if update.asks:
            yield update.source, "asks", update.asks


def personal_data(facts: Facts) -> Iterator[Problem]:
    """A name, phone or identity number of a person: what enters git stays in git."""
    for source, column, text in _free_texts(facts):
        if found := person_in(text):
            yield at(source, column).warning(
                "personal-data",
                Text("“{value}” giống thông tin của một người", value=shown(found)),
                Text("chỉ ghi số lượng và số văn bản; bỏ họ tên, số điện thoại, số định danh"),
            )


def person_in(text: str) -> str | None:
    """The part of a text that looks like a person's name, phone or identity number, or None."""
    if found := _PHONE.search(text) or _ID_NUMBER.search(text):
        return found[0]
    for named in _NAMED.finditer(text):
        words = named[0].split()
        title = _TITLED.match(named[0])
        start = len(title[0].split()) if title else 0
        name = list(_capitalised(words[start:]))
        enough = 2 if title else _SYLLABLES_OF_A_NAME
        place = _PLACES.search(text[max(0, named.start() - 12) : named.start()])
        if not title and name[:1] and name[0] in _ALSO_WORDS and name[1:2] not in (["Văn"], ["Thị"]):
            continue
        if len(name) < enough or place or _OF_HISTORY.match(" ".join(name)):
            continue
        return " ".join(words[:start] + name)
    return None


def _capitalised(words: list[str]) -> Iterator[str]:
    """The words up to the first that is not written like part of a name."""
    for word in words:
        if not (word[0].isupper() and word[1:].islower()):
            return
        yield word


def _all_texts(facts: Facts) -> Iterator[tuple[Source, str | None, str]]:
    """(source, column, text) of free text, of units' names, and of the plan's lines."""
    yield from _free_texts(facts)
    for unit in facts.campaign.units.values():
        source = Source(facts.files[UNITS.file], facts.unit_lines[unit.id])
        yield source, "name", unit.name
        yield source, "short_name", unit.short_name
    for line, text in enumerate(facts.plan_text.rstrip("\n").split("\n"), 1):
        yield Source(facts.files["plan.yml"], line), None, text


def garbled(facts: Facts) -> Iterator[Problem]:
    """Sound UTF-8 that reads like a legacy font, or like UTF-8 decoded twice."""
    for source, column, text in _all_texts(facts):
        if not text.isascii() and (kind := garbled_kind(text)):
            yield at(source, column).warning(
                "garbled-text",
                Text("“{value}” có vẻ là {kind}", value=shown(text.strip()), kind=kind),
                Text("mở lại bản gốc, chuyển sang Unicode rồi dán lại"),
            )


def garbled_kind(text: str) -> Text | None:
    """What a text was garbled by, or None where it reads like Vietnamese."""
    if _DOUBLE.search(text):
        return Text("chữ bị mã hóa hai lần")
    if _TCVN3.search(text):
        return Text("chữ gõ bằng phông TCVN3 (.Vn)")
    if _VNI.search(text):
        return Text("chữ gõ bằng phông VNI")
    return None


TEXT_RULES: tuple[Rule, ...] = (personal_data, garbled)
