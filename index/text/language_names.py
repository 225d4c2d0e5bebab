"""The English names of language codes, and what languages are called in others.

English names are in data/languages.tsv, those in other languages in data/language_names.tsv; CONTRIBUTING.md says
where all else of a language goes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_table
from seedread.index.text.folding import fold
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["language_code", "language_name", "native_language_code"]


_LONGER = {
    "ara": "ar", "chi": "zh", "zho": "zh", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "dut": "nl",
    "nld": "nl", "ell": "el", "gre": "el", "eng": "en", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr",
    "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi",
}  # fmt: skip
"""ISO 639-2 codes of the languages that news is mostly written in."""
_LEFT_OUT = lazy_pattern("['’‘ʻʼ`]|(?<=[\u3040-\u9fff])[語语文話话]$")
"""What a name has or not: apostrophes, and the Chinese word for language."""
_ARTICLE = "ال"
"""The Arabic one, which a name also has or not."""
_TAG = lazy_pattern(r"([a-z]{2,3})(?:[-_][a-z\d]{2,8})*", re.IGNORECASE)
"""A language with its script and country: zh-Hant-TW."""


def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 code, or the code itself if it is unknown."""
    return _names().get(code, code)


def language_code(written: str) -> str:
    """Return the ISO 639-1 code of a language that is written as an English name, a longer code or in capitals."""
    code = written.strip().casefold()
    return _LONGER.get(code) or _codes().get(code, written)


def native_language_code(written: str) -> str | None:
    """Return the ISO 639-1 code of a language that is written in any language or as a tag such as pt-BR, else None."""
    tag = _TAG.fullmatch(written.strip())
    code = language_code(tag[1]) if tag else ""
    if code in _names():
        return code
    return _native_codes().get(_key(written))


@cache
def _native_codes() -> Mapping[str, str]:
    rows = read_table("text", "language_names.tsv")
    keys = {_key(name): code for code, names in rows for name in names.split("|")}
    return {key.removeprefix(_ARTICLE): code for key, code in keys.items()} | keys


def _key(name: str) -> str:
    return _LEFT_OUT.sub("", " ".join(fold(name).split()))


@cache
def _codes() -> Mapping[str, str]:
    return {name.casefold(): code for code, name in _names().items()}


@cache
def _names() -> Mapping[str, str]:
    return dict(read_table("text", "languages.tsv"))
