"""Guesses the language of a text from its function words (data/stopwords.toml) and its script.

To support a language: its stop words and its script are in data/stopwords.toml beside this module. Its words are
decided in `text.analysis`, its English name is in text/data/languages.tsv, and its names of countries and offices are
in names/data.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

__all__ = ["dangling_words", "guess_language", "stop_words"]

SAMPLE = 2000
"""Characters that are read."""
LEAST_WORDS = 4
"""The fewest function words for a guess."""
LEAST_SHARE = 0.08
"""The least share of function words; running text in a known language easily has more."""

MOSTLY_ASCII = 0.6
"""Share of ASCII from which the script is Latin."""
LEAD = 1.15
"""How many times more words the best language must have than the next one."""

_LETTER = re.compile(r"[^\W\d_]")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {code: frozenset(text.split()) for code, text in _data()["words"].items()}


@cache
def _languages_of() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for code, words in _words().items():
        for word in words:
            known.setdefault(word, []).append(code)
    return known


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(f"[{span}]")) for code, span in _data()["scripts"].items())


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        files("seedread.index.cleaning").joinpath("data", "stopwords.toml").read_text(encoding="utf-8")
    )


def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language, by its ISO 639-1 code; none for an unknown language."""
    return _words().get(language, frozenset())


@cache
def dangling_words() -> frozenset[str]:
    """Return the words that cannot end a sentence: a line that ends in one was broken there."""
    return frozenset(" ".join(_data()["dangling"].values()).split())


def guess_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the most likely language of `text`, None if unsure."""
    sample = text[:SAMPLE].casefold()
    if len(sample.encode("ascii", "ignore")) < MOSTLY_ASCII * len(sample) and (code := _by_script(sample)):
        return code
    words = sample.split()
    known = _languages_of()
    found = Counter([code for word in words if word in known for code in known[word]])
    (best, most), (_, second) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    return best if most >= max(LEAST_WORDS, LEAST_SHARE * len(words)) and most > LEAD * second else None


def _by_script(sample: str) -> str | None:
    letters = len(_LETTER.findall(sample))
    for code, pattern in _scripts():
        share = len(pattern.findall(sample)) / max(1, letters)
        if share > (0.1 if code == "ja" else 0.5):
            return code
    return None
