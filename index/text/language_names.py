"""The English names of language codes.

To support a language: its name is in data/languages.tsv beside this module, its months are in data/months.tsv. Where
its words begin and end is decided in `text.analysis`, their letters in `text.folding`, their stems in
`text.stemming`. Its code is in `cleaning.language` and its stop words in cleaning/data/stopwords.toml, its names of
countries and leaders in names/data.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["language_code", "language_name"]


_LONGER = {
    "ara": "ar", "chi": "zh", "zho": "zh", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "dut": "nl",
    "nld": "nl", "ell": "el", "gre": "el", "eng": "en", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr",
    "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi",
}  # fmt: skip
"""ISO 639-2 codes of the languages that news is mostly written in."""


def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 code, or the code itself if it is unknown."""
    return _names().get(code, code)


def language_code(written: str) -> str:
    """Return the ISO 639-1 code of a language that is written as an English name, a longer code or in capitals."""
    code = written.strip().casefold()
    return _LONGER.get(code) or _codes().get(code, written)


@cache
def _codes() -> Mapping[str, str]:
    return {name.casefold(): code for code, name in _names().items()}


@cache
def _names() -> Mapping[str, str]:
    return dict(read_table("text", "languages.tsv"))
