"""A person in a text: what enters git stays in git, so names and numbers of people do not belong there.

It errs towards silence: an office writes of places, streets, schools and movements named for people all day.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from thidua.beside import data_beside
from thidua.reading.folding import fold


def _words(kind: str) -> frozenset[str]:
    return frozenset(" ".join(_SAID[kind]).split())


_NUMBER = (
    re.compile(r"(?<![\w.,/-])(?:\+84|0)[ .-]?[35789][0-9](?:[ .-]?[0-9]){7}(?![\w/-])"),
    re.compile(r"(?<![\w.,/-])0[0-9]{11}(?![\w/-])"),
    re.compile(r"(?:cmnd|cccd|căn cước|chứng minh)[^0-9]{0,30}[0-9]{9}(?:[0-9]{3})?(?![0-9])", re.IGNORECASE),
    re.compile(r"(?<![\w./])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
)
_SAID: Mapping[str, Sequence[str]] = data_beside("checks", "names.json")
_SURNAMES = _words("surnames")
# Surnames that begin many other names: Đoàn Thanh Niên, Hà Nội, Cao Bằng, Thái Bình Dương, Lý luận.
_ALSO_WORDS = _words("surnames that are also words")
# Without diacritics, these alone are no word of another language.
_PLAIN = _words("surnames without diacritics")
# Between surname and own name: what tells a name in capitals from a heading in capitals.
_MIDDLE = _words("middle names")
# Two words alone are a name only where the second is the name of many.
_GIVEN = _words("given names")
_AFTER_A_TITLE = _GIVEN | _words("given names after a title")
_TITLE = r"(?:[Ôô]ng|ÔNG|[Bb]à|BÀ|[Aa]nh|[Cc]hị|[Đđ]ồng chí|ĐỒNG CHÍ|[Đđ]/c|Đ/C|[Cc]ô|[Tt]hầy)"
_TITLED = re.compile(rf"(?<!\w){_TITLE}\s+$")
# ông An, chị Lan; but neither đồng chí Trung ương, nor Cô Giang (a street), nor bà Nguyễn Thị Định
_ONE_SYLLABLE = re.compile(
    rf"(?:(?<![\w/])(?=[^A-ZĐÔ])|(?:^|[.;:(]\s*)(?!A[Nn][Hh]\s+H)){_TITLE}\s+([A-ZĐÂÁỌ][^\W\d_]{{1,5}})(?![\w-])"
    r"(?!\s+(?:[^\W\d_a-zđ-ỹ]|ương|ủy|uỷ|đoàn|phố|khu|đội|chủng|viên|sự))"
)
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")
_SURNAME = "|".join(sorted(one.capitalize() for one in _SURNAMES))
_INITIALS = re.compile(
    rf"(?<![\w.])(?:{_TITLE}\s+(?:[A-ZĐ]\.\s?){{1,4}}(?:[A-ZĐ][^\W\d_]*)?"  # ông N.V.A, chị T. Bình
    rf"|(?:{_SURNAME})\s(?:[A-ZĐ]\.\s?){{1,3}}(?:[A-ZĐ][^\W\d_]*)?"
    r"|(?!T\.\s?[PXT]\.|U\.|H\.\s?Đ\.)(?:[A-ZĐ]\.\s?){2,3}[A-ZĐ][^\W\d_A-Z]+)"  # N.V. An
)
# Streets, schools, prizes and movements bear these names; nobody's data are in them.
_OF_HISTORY = re.compile("|".join((*_SAID["people of history"], *_SAID["places"])), re.IGNORECASE)
_BEFORE_HISTORY = re.compile(
    r"(?:đường|phố|trường|phường|xã|quỹ|giải|giải thưởng|cầu|tượng đài|công viên|THPT|THCS|tiểu học|bệnh viện"
    r"|Tổng Bí thư|Đại tướng|anh hùng|liệt sĩ|danh nhân|lãnh tụ|nhà yêu nước|chí sĩ|vua|Bác)\s+$",
    re.IGNORECASE,
)
_COMMEMORATION = re.compile(r"(?:ngày sinh|ngày mất|tưởng niệm|giỗ)[^.;]{0,60}$", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"(?:^|[:;,(]\s*|(?:khen|khen thưởng|thưởng|tặng|gặp|do|giao|giao cho|cho|của|với|và|tên)\s+)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # a month's rows say much alike
def person_in(text: str) -> str | None:
    """The part of a text that looks like a person's name, number or address, or None."""
    forms = (*_NUMBER, _INITIALS) if "." in text else _NUMBER
    for form in forms:
        if found := form.search(text):
            return found[0].strip()
    for one in _ONE_SYLLABLE.finditer(text):
        if one[1].casefold() in _AFTER_A_TITLE:
            return one[0].lstrip(" .;:(")
    if _SURNAMES.isdisjoint(words := _WORD.findall(text.casefold())) and _PLAIN.isdisjoint(words):
        return None
    for run in _WORDS.finditer(text):
        for start, name in _names(run[0]):
            before = text[: run.start() + start]
            if title := _TITLED.search(before):
                before, titled = before[: title.start()], title[0]
            else:
                titled = ""
            if _is_person(name, before, titled=bool(titled)):
                return f"{titled.strip()} {' '.join(name)}".strip()
    return None


def _names(run: str) -> Iterator[tuple[int, list[str]]]:
    """Where a surname stands in a run of words, and the words from it that are written like a name."""
    words = list(re.finditer(r"\S+", run))
    for place, word in enumerate(words):
        if word[0].casefold() in _SURNAMES or word[0].casefold() in _PLAIN:
            form = str.isupper if word[0].isupper() else _is_capitalised
            name = [word[0]]
            for other in words[place + 1 : place + 5]:
                if not form(other[0]):
                    break
                name.append(other[0])
            if form(word[0]):
                yield word.start(), name


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word[1:] == word[1:].lower()


def _is_person(name: list[str], before: str, *, titled: bool) -> bool:
    """Whether the words are a person's name where they stand."""
    surname, *rest = (word.casefold() for word in name)
    of_history = _OF_HISTORY.match(" ".join(name)) or _BEFORE_HISTORY.search(before)
    if not rest or of_history or _COMMEMORATION.search(before):
        return False
    if titled:
        return True
    if surname in _ALSO_WORDS and rest[0] not in ("văn", "thị"):
        return False
    if surname not in _SURNAMES:  # without diacritics
        return len(rest) > 1 and fold(" ".join(name)) == " ".join(name).lower()
    if name[0].isupper():
        return len(rest) > 1 and rest[0] in _MIDDLE
    return len(rest) > 1 or (rest[0] in _GIVEN and bool(_SPOKEN_OF.search(before)))
