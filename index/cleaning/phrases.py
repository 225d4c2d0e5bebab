"""Finds known phrases in a line; the phrases themselves are data, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

__all__ = ["LOOKED_AT", "Phrase", "Phrases", "Words", "known_phrases", "words_of"]

Words: TypeAlias = tuple[str, ...]

LOOKED_AT = 170
"""Characters of a line that are searched: what a longer line says after them is prose."""
SIGNS = frozenset(":»>|@©(")
"""Signs that tell a label from the same word in a sentence, and so count as words."""

_WORD = re.compile(r"\w+|[:»>|@©(]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One known phrase."""

    text: str
    """As the data file writes it."""
    kind: str
    opens: bool
    """Whether other things than the article follow it."""
    weak: bool
    """Whether it only hints."""


def words_of(text: str) -> Words:
    """Return the words and telling signs of the beginning of `text`, case folded, every number as "#"."""
    return tuple(
        ["#" if word.isdigit() else word for word in _WORD.findall(text[:LOOKED_AT].replace("İ", "I").casefold())]
    )


class Phrases:
    """The known phrases, arranged to be looked up by words."""

    def __init__(self) -> None:
        self._lines: dict[Words, Phrase] = {}
        self._starts: dict[str, list[tuple[Words, Phrase]]] = {}
        self._within: dict[str, list[tuple[Words, Phrase]]] = {}

    def add(self, phrase: Phrase, match: str) -> None:
        """Add a phrase that is a whole "line", its "start" or stands "within" it; of equals the first one holds."""
        words = words_of(phrase.text.replace("#", "0"))
        if match == "line":
            self._lines.setdefault(_without_signs(words), phrase)
            return
        entries = (self._starts if match == "start" else self._within).setdefault(words[0], [])
        entries.append((words, phrase))
        entries.sort(key=lambda entry: -len(entry[0]))

    def line(self, words: Words) -> Phrase | None:
        """Return the phrase that the words are, signs apart."""
        return self._lines.get(_without_signs(words))

    def start(self, words: Words) -> Phrase | None:
        """Return the longest phrase that the words begin with."""
        for known, phrase in self._starts.get(words[0], ()) if words else ():
            if words[: len(known)] == known:
                return phrase
        return None

    def within(self, words: Words) -> Phrase | None:
        """Return the first phrase that stands among the words."""
        for at, word in enumerate(words):
            if word in self._within:
                for known, phrase in self._within[word]:
                    if words[at : at + len(known)] == known:
                        return phrase
        return None


def _without_signs(words: Words) -> Words:
    return words if SIGNS.isdisjoint(words) else tuple([word for word in words if word not in SIGNS])


@cache
def known_phrases() -> Phrases:
    """Return the phrases of data/phrases.toml."""
    phrases = Phrases()
    data = tomllib.loads(files("seedread.index.cleaning").joinpath("data", "phrases.toml").read_text(encoding="utf-8"))
    for group in data["group"]:
        for text in group["phrases"].split("\n"):
            if text.strip():
                found = Phrase(text.strip(), group["kind"], group.get("opens", False), group.get("weak", False))
                phrases.add(found, group["match"])
    return phrases
