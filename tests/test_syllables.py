"""What is spelt like a Vietnamese syllable, and what is not."""

from __future__ import annotations

import unicodedata

from table_kit import cases
from thidua.reading.legacy_fonts import is_syllable

SOUND = (
    "quyết định giấy khen nghiêng khuỷu ngoẹo xoong giết giếng gìn gì quốc quỳnh quý toà tòa hoá thuở uỷ ủy "
    "Sở TỈNH ưu yêu yểng ốc ơ ơn thoắt choáng huênh uyên"
)
NOT = "quyõt giêy zürich señor niño café münchen ñôn ôa quyeat giaay đđ bàì nguơì wifi str é2 x"


@cases("form", ["NFC", "NFD"])
def test_syllables(form):
    assert [word for word in SOUND.split() if not is_syllable(unicodedata.normalize(form, word))] == []


def test_what_is_none():
    assert [word for word in NOT.split() if is_syllable(word)] == []
    assert not is_syllable("")
