"""Words typed in a legacy Vietnamese font and pasted as they were: QuyÕt ®Þnh (TCVN3), Quyeát ñònh (VNI).

In such a font another sign stands where a letter is meant. A word is told to be one of those where it is no
syllable as it stands, and is one when it is read as the font means it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from thidua.beside import data_beside
from thidua.text import Text

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_SAID: Mapping[str, Any] = data_beside("reading", "letters.json")
_ONSETS, _RIMES = (" ".join(_SAID[name]).replace(" ", "|") for name in ("onsets", "rimes"))
# In "gi" an i stands for two: gì, gìn, giết, giếng.
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})|g(?:i|in|iêc|iêng|iêt)")
_TCVN3 = dict(zip(*_SAID["TCVN3"], strict=True))
# VNI writes a vowel and, after it, a sign for its mark and tone: quyeát is quyết. Some letters are one sign.
_VNI_SIGNS = {
    base + sign: letter
    for base, (signs, letters) in _SAID["VNI"].items()
    for sign, letter in zip(signs, letters, strict=True)
}
_VNI = re.compile("[aeoôuöy][ùøûõïâáàåãäêéèúüë]|[ñôöíìæóòî]")
# Quotation marks and the sign of a thousandth part stand at words too, and begin or end few of them.
_TCVN3_WORD = re.compile(
    f"(?<!\\w)[A-Za-z{''.join(set(_TCVN3) - set('«»µ'))}][A-Za-z{''.join(_TCVN3)}]+(?!\\w)"
)
_VNI_WORD = re.compile("(?<!\\w)[A-Za-zñôöíìæóòîùøûõïâáàåãäêéèúüëÑÔÖÍÌÆÓÒÎÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]{2,}(?!\\w)")


def is_syllable(word: str) -> bool:
    """Whether the letters could be a Vietnamese syllable, with one tone at most; case does not matter."""
    letters = [_parted(letter) for letter in unicodedata.normalize("NFC", word.lower())]
    tones = [base in _VOWELS for base, has_tone in letters if has_tone]
    plain = "".join(base for base, _ in letters)
    return len(tones) <= 1 and all(tones) and _SYLLABLE.fullmatch(plain) is not None


@lru_cache(maxsize=1024)
def _parted(letter: str) -> tuple[str, bool]:
    """A letter without its tone, and whether it had one: ệ → ê."""
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return base, base != letter


def legacy_font(text: str) -> Text | None:
    """The font that some word of a text was typed in, or None where none gives itself away."""
    tcvn3, vni = _held(text, _TCVN3_WORD, _from_tcvn3), _held(text, _VNI_WORD, _from_vni)
    if not tcvn3 and not vni:
        return None
    return Text("chữ gõ bằng phông VNI") if vni > tcvn3 else Text("chữ gõ bằng phông TCVN3 (.Vn)")


def _held(text: str, words: re.Pattern[str], meant: Callable[[str], str | None]) -> int:
    """How many words give a font away; one may be a word of two fonts: coâng is công or coõng."""
    return sum(not word.isascii() and _is_typed_in(word, meant) for word in words.findall(text))


@lru_cache(maxsize=20_000)  # words repeat, texts do not
def _is_typed_in(typed: str, meant: Callable[[str], str | None]) -> bool:
    """Whether a word is no syllable as it stands, and is one as a font means it."""
    word = typed.rstrip("»")
    read = None if word.isascii() or _is_in_order(word) else meant(word)
    return read is not None and is_syllable(read)


def _is_in_order(word: str) -> bool:
    """Whether a word is a syllable as it stands; a capital after a small letter is none of it."""
    return (word.islower() or word.isupper() or word[1:].islower()) and is_syllable(word)


def _from_tcvn3(word: str) -> str | None:
    return "".join(_TCVN3.get(sign, sign) for sign in word)


def _from_vni(word: str) -> str | None:
    """The word as VNI means it; None where a sign follows no vowel that takes it."""
    lower = word.lower()
    signs = _VNI.findall(lower)
    if not _VNI.sub("", lower).isascii() or any(sign not in _VNI_SIGNS for sign in signs):
        return None
    return _VNI.sub(lambda found: _VNI_SIGNS[found[0]], lower)
