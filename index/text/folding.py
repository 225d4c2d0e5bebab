"""The folding table: which spellings of a letter are one letter, for search and for names, in every script."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LETTERS", "fold", "lowered"]

LETTERS = {
    "ß": "ss",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "a",
    "ħ": "h",
    "ŋ": "n",
    "ŉ": "n",
    "ς": "σ",
    "й": "й",
    "ё": "е",
    # Arabic, Persian and Urdu keyboards write these differently.
    **dict.fromkeys("يىئې", "ی"),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ةۀھہۂۃە", "ه"),
    "ك": "ک",
    "ؤ": "و",
    # Tatweel, hamza alone, and the zero-width joiners.
    **dict.fromkeys("\u0640\u0621\u200c\u200d", ""),
}
"""Letters that Unicode does not decompose, or that mean another letter than their decomposition."""

_HALF_WIDTH = re.compile("[\uff66-\uff9f]+")
_KEPT_MARKS = (
    (0x0780, 0x07BF),  # Thaana
    (0x0900, 0x1AAF),  # Indic, Thai, Lao, Tibetan, Burmese, Khmer
    (0x1B00, 0x1CFF),
    (0x3099, 0x309A),  # the voicing of kana
    (0xA800, 0xABFF),
    (0x11000, 0x11FFF),
)
"""Scripts in which a mark is a vowel or another consonant, not an accent."""
_NUKTAS = frozenset("\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\U000110ba\U00011173\U0001133c")
_HANGUL = range(0xAC00, 0xD7A4)
_KANA = range(0x3040, 0x3100)
_WORD = re.compile(r"\w+")


def _is_kept(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _KEPT_MARKS)


class _Folded(dict[int, str]):
    """The folded form of each lower-case character, computed on first use."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = LETTERS[char] if char in LETTERS else _folded_letter(char)
        return folded


def _folded_letter(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if _is_kept(char):
        return "".join(part for part in unicodedata.normalize("NFC", char) if part not in _NUKTAS)
    if ord(char) in _HANGUL or ord(char) in _KANA:
        return char
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(part for part in parts if unicodedata.category(part) != "Mn" or _is_kept(part)).lower()
    plain = unicodedata.normalize("NFC", "".join(map(LETTERS.get, plain, plain)))
    # A replacement must stay part of the same word: ¼ must not become three characters.
    return plain if _WORD.fullmatch(plain) or not (plain or char.isalnum()) else char


_folded = _Folded()


def _normalized(text: str) -> str:
    """Return `text` in NFC, with half-width kana as whole ones."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _HALF_WIDTH.sub(lambda kana: unicodedata.normalize("NFKC", kana.group()), text)


def lowered(text: str) -> str:
    """Return `text` in lower case, with its accents."""
    return text.lower() if text.isascii() else _normalized(text).lower().replace("i\u0307", "i")


def fold(text: str) -> str:
    """Return `text` in lower case without accents, so that spellings of one word are equal."""
    if text.isascii():
        return text.lower()
    folded = _normalized(text).lower().translate(_folded)
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)
