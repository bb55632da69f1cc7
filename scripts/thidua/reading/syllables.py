"""Whether a word is spelt like a Vietnamese syllable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_ONSETS = "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong "
    "oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y ych yêm yên yêng yêt yêu ynh yt"
)
# In "gi" an i stands for two: gì, gìn, giết, giếng.
_SYLLABLE = re.compile(
    f"(?:{_ONSETS.replace(' ', '|')})?(?:{_RIMES.replace(' ', '|')})|g(?:i|in|iêc|iêng|iêt)"
)


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
