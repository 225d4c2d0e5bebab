"""Finds known phrases in a line.

The phrases are data, read once: data/phrases.toml, data/comment_forms.toml and data/phrases_by_language.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from seedread.index.text.data_files import read_toml

__all__ = ["SEARCHED", "KnownPhrase", "KnownPhrases", "LineWords", "known_phrases", "line_words"]

LineWords: TypeAlias = tuple[str, ...]
"""The words and signs of a line, as `line_words` returns them."""

SEARCHED = 170
"""Characters of a line that are searched: a longer line is prose."""
SIGNS = frozenset(":»>|@©(")
"""Signs that distinguish a label from the same word in a sentence. They count as words."""

BEGINS = "…"
"""Follows a phrase of data/phrases_by_language.toml that is only the beginning of a line."""
OPENING = ("comment form", "related")
"""Kinds of phrases in that file that are headings."""
_WORD = re.compile(r"\w+|[:»>|@©(]")


@dataclass(frozen=True, slots=True)
class KnownPhrase:
    """A phrase that is common in the boilerplate of web pages."""

    text: str
    """As written in the data file."""
    kind: str
    opens: bool
    """Whether text other than the article follows it."""
    weak: bool
    """Whether it is only a hint."""


def line_words(text: str) -> LineWords:
    """Return the words and signs of the beginning of `text`, case folded, with every number as "#"."""
    return tuple(
        ["#" if word.isdigit() else word for word in _WORD.findall(text[:SEARCHED].replace("İ", "I").casefold())]
    )


class KnownPhrases:
    """The known phrases, in tables for lookup by words."""

    def __init__(self) -> None:
        self._lines: dict[LineWords, KnownPhrase] = {}
        self._starts: dict[str, list[tuple[LineWords, KnownPhrase]]] = {}
        self._within: dict[str, list[tuple[LineWords, KnownPhrase]]] = {}

    def add(self, phrase: KnownPhrase, match: str) -> None:
        """Add a phrase that is a "line", its "start" or anywhere "within" it. The first of two equal lines counts."""
        words = line_words(phrase.text.replace("#", "0"))
        if match == "line":
            self._lines.setdefault(_without_signs(words), phrase)
            return
        entries = (self._starts if match == "start" else self._within).setdefault(words[0], [])
        entries.append((words, phrase))
        entries.sort(key=lambda entry: -len(entry[0]))

    def line(self, words: LineWords) -> KnownPhrase | None:
        """Return the phrase that equals the words, ignoring signs."""
        return self._lines.get(_without_signs(words))

    def start(self, words: LineWords) -> KnownPhrase | None:
        """Return the longest phrase that the words begin with."""
        for known, phrase in self._starts.get(words[0], ()) if words else ():
            if words[: len(known)] == known:
                return phrase
        return None

    def within(self, words: LineWords) -> KnownPhrase | None:
        """Return the first phrase among the words."""
        for at, word in enumerate(words):
            if word in self._within:
                for known, phrase in self._within[word]:
                    if words[at : at + len(known)] == known:
                        return phrase
        return None


def _without_signs(words: LineWords) -> LineWords:
    return words if SIGNS.isdisjoint(words) else tuple([word for word in words if word not in SIGNS])


@cache
def known_phrases(*, foreign: bool = False) -> KnownPhrases:
    """Return the phrases of the data files; `foreign` for a text that is not in English."""
    phrases = KnownPhrases()
    for name in ("phrases.toml", "comment_forms.toml"):
        for group in read_toml("cleaning", name)["group"]:
            opens, weak = group.get("opens", False), group.get("weak", False)
            for text in _lines(group["phrases"]):
                phrases.add(KnownPhrase(text, group["kind"], opens, weak), group["match"])
    for by_kind in (read_toml("cleaning", "phrases_by_language.toml") if foreign else {}).values():
        for kind, texts in by_kind.items():
            for text in _lines(texts):
                start = text.removesuffix(BEGINS)
                phrase = KnownPhrase(start.strip(), kind, opens=kind in OPENING, weak=False)
                phrases.add(phrase, "line" if start == text else "start")
    return phrases


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
