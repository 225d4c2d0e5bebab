"""Describes a unit by what can be counted; what follows from it is decided elsewhere.

The numbers are kept apart from rules and scores so that another judge can be put on the same description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.orthography import begins_lower, ends_sentence, is_list_item, size_of
from seedread.index.cleaning.phrases import LOOKED_AT, Phrase, Words, known_phrases, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.cleaning.units import Unit

__all__ = ["EDGE", "Features", "features_of"]

COUNTED = 1200
"""Characters of a unit that are counted; more of a long paragraph tells nothing new."""
LABEL = LOOKED_AT
"""Characters of the longest unit whose every word is weighed."""
EDGE = 8
"""Words at the beginning and at the end of a unit that are read by themselves too."""
_ENDING = 90
"""Characters in which they are looked for at the end of a long unit."""
_LAST = 40
"""Characters at the end whose capitals are counted."""
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"\s[|·•›»>/–—]\s|\|")
_LINKS = re.compile(r"https?://|www\.|@\w{2}|#\w{2}")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"”’»)]{0,2}\s+[\"“‘«(]?[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class Features:
    """What can be seen of one unit."""

    text: str
    words: Words
    """Those of its beginning, as far as it is looked at."""
    tail: Words
    """Its last ones."""
    size: int
    """Characters, those of Chinese, Japanese and Korean weighed."""
    tokens: int
    """Words between spaces, of the part that is counted."""
    ends: bool
    """Ends as a sentence does."""
    lower: bool
    """Begins with a small letter."""
    listed: bool
    """Begins with a list mark."""
    stops: float
    """Share of function words; 0 where the language is not known."""
    capitals: float
    """Share of words that begin with a capital."""
    closing: float
    """Share of words that begin with a capital, among the last ones."""
    short: bool
    """Whether it is short enough for its capitals and what follows, up to `within`, to be counted."""
    digits: bool
    """Holds a digit."""
    separators: int
    """Bars, bullets and dashes between its parts."""
    links: bool
    """Holds an address, a name with @ or a word with #."""
    sentences: int
    """Sentence ends that another sentence follows."""
    prose: bool
    """Whether it has the shape of a paragraph: long, and ended as a sentence is."""
    line: Phrase | None
    """The known phrase that the unit is."""
    start: Phrase | None
    """The known phrase that the unit begins with."""
    within: Phrase | None
    """A known phrase that stands in it."""


def features_of(unit: Unit, stop_words: Collection[str]) -> Features:
    """Return the description of a unit, read with the function words of the text's language."""
    text, words, phrases = unit.text, unit.words, known_phrases()
    tokens = text[:COUNTED].split()
    last = text[-_LAST:].split()
    size, ends, sentences = size_of(text), ends_sentence(text), len(_SENTENCE_BREAK.findall(text[:COUNTED]))
    short = len(text) <= LABEL
    return Features(
        text=text,
        words=words,
        tail=words[-EDGE:] if short else words_of(text[-_ENDING:].partition(" ")[2])[-EDGE:],
        size=size,
        tokens=len(tokens),
        ends=ends,
        lower=begins_lower(text),
        listed=is_list_item(text),
        stops=sum(map(stop_words.__contains__, words)) / max(1, len(words)),
        capitals=len([1 for token in tokens if token[0].isupper()]) / max(1, len(tokens)) if short else 0.0,
        closing=len([1 for token in last if token[0].isupper()]) / max(1, len(last)),
        short=short,
        digits=short and _DIGIT.search(text) is not None,
        separators=len(_SEPARATORS.findall(text)) if short else 0,
        links=short and _LINKS.search(text) is not None,
        sentences=sentences,
        prose=(size >= 80 and ends) or size >= 240 or sentences >= 2,
        line=phrases.line(words),
        start=phrases.start(words),
        within=phrases.within(words) if short else None,
    )
