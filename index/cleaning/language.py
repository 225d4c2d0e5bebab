"""Detects the language of a text, and has the function words of languages (data/stopwords.toml).

English that is sure by its function words needs no more. For all else py3langid decides (Lui and Baldwin, langid.py,
ACL 2012); its model takes a tenth of a second and 70 MB, so it is loaded with the first such text.

The codes of languages are in `_LANGUAGES`; CONTRIBUTING.md says where all else of a language goes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_toml
from seedread.index.text.language_names import language_name

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["dangling_words", "language_of", "stop_words"]

SAMPLE = 2000
"""Characters that are read."""
LEAST_LETTERS = 20
"""Letters from which a language is detected."""
SURE = 0.55
"""The least probability of a detected language."""
ENGLISH_SHARE = 0.24
"""Share of English function words from which a text is English: news in two dozen other languages has up to .14."""
ENGLISH_WORDS = 12
"""The least number of them for which the share says anything."""
_LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de dz el en es et eu fa fi fr ga gl gu ha he hi hr ht hu hy id ig is it ja ka "
    "kk km kn ko ku ky lo lt lv mg mk ml mn mr mt my ne nl nn no or pa pl ps pt ro ru rw si sk sl so sq sr st sv sw "
    "ta te tg th tk tl tr tt ug uk ur uz vi xh yo zh zu"
)
"""Languages with a press; texts of others count as the nearest of these, and Malay as Indonesian."""
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "ji": "yi"}
"""Codes that stand for another one. Both written forms of Norwegian are one language here."""
_NEAR = {"id": ("ms",), "hr": ("bs", "sr"), "bs": ("hr", "sr"), "sr": ("hr", "bs"), "hi": ("mr", "ne")}
"""Languages that are hard to distinguish from a detected one: there the declared language counts."""
_CODE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {code: frozenset(text.split()) for code, text in _data()["words"].items()}


@cache
def _data() -> dict[str, dict[str, str]]:
    return read_toml("cleaning", "stopwords.toml")


def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language, by its ISO 639-1 code; none for an unknown language."""
    return _words().get(language, frozenset())


@cache
def dangling_words() -> frozenset[str]:
    """Return the words that cannot end a sentence: a line that ends in one was broken there."""
    return frozenset(" ".join(_data()["dangling"].values()).split())


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639 code of the language of `text`, None if unsure.

    `declared` is the language that a page or a record declares, such as `en` or `pt-BR`. It counts if the text leaves
    doubt.
    """
    found = _detected(text[:SAMPLE])
    stated = _known_code(declared)
    return stated if stated and (found is None or stated in _NEAR.get(found, ())) else found


def _known_code(declared: str | None) -> str | None:
    match = _CODE.match((declared or "").strip())
    if match is None:
        return None
    code = match[0].lower()
    code = _SAME.get(code, code)
    return code if language_name(code) != code else None


def _detected(sample: str) -> str | None:
    words = sample.casefold().split()
    common = sum(map(stop_words("en").__contains__, words))
    if common >= max(ENGLISH_WORDS, ENGLISH_SHARE * len(words)):
        return "en"
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return None
    code, probability = _detector().classify(sample)
    return _SAME.get(code, code) if probability >= SURE else None


@cache
def _detector() -> LanguageIdentifier:
    from seedread.index.cleaning.language_model import language_identifier  # noqa: PLC0415 (its model is large)

    return language_identifier(_LANGUAGES.split())
