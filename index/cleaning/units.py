"""Describes a unit by what can be counted. Rules, headlines and the line model all read the same description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.orthography import begins_lower, ends_sentence, is_list_item, size_of
from seedread.index.cleaning.phrases import SEARCHED, KnownPhrase, LineWords, known_phrases, line_words
from seedread.index.text.sentence_marks import FINAL_MARKS, WIDE_MARKS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from seedread.index.cleaning.line_joining import JoinedLines

__all__ = ["EDGE", "TextUnit", "describe"]

COUNTED = 1200
"""Characters of a unit that are counted; the rest of a long paragraph adds nothing."""
SHORT = SEARCHED
"""Characters of the longest unit in which every word is read."""
EDGE = 8
"""How many words at the beginning and at the end of a unit are also read by themselves."""
SHORT_WORD = 3
"""Letters of a word that says too little by itself."""
_ENDING = 90
"""Characters at the end of a long unit in which the last words are looked for."""
_LAST = 40
"""Characters at the end in which capitals are counted."""
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"\s[|·•›»>/–—]\s|\|")
_LINKS = re.compile(r"https?://|www\.|@\w{2}|#\w{2}")
_SENTENCE_BREAK = re.compile(
    # A letter of another script alone is an initial or an abbreviation: А. С. Пушкин.
    rf"[{FINAL_MARKS}](?<!(?<!\w)[^\W\d_A-Za-z]\.)"
    r"(?:[\"”’»)]{0,2}(?:\[[^\[\]]{1,20}\](?:: \d+)?)*\s+"
    rf"|(?<=[{WIDE_MARKS}])[”」』）]*)[\"“‘«„「『(（]?([^\W\d_a-z])"
)


@dataclass(frozen=True, slots=True)
class TextUnit:
    """One paragraph, heading or menu entry, with what can be counted in it."""

    lines: Sequence[int]
    """The numbers of its lines."""
    text: str
    words: LineWords
    """The words of its beginning, as far as phrases are searched."""
    last_words: LineWords
    content: LineWords
    """The different words among `words` with more than `SHORT_WORD` letters, in order."""
    size: int
    """Characters; one that stands for a syllable or a word counts more."""
    tokens: int
    """Words between spaces, in the part that is counted."""
    ends: bool
    """Ends like a sentence."""
    lower: bool
    """Begins with a lower-case letter."""
    listed: bool
    """Begins with a list mark."""
    stops: float
    """Share of function words; 0 if the language is unknown."""
    capitals: float
    """Share of words that begin with a capital; 0 unless `short`."""
    closing_capitals: float
    """The same among the last words."""
    short: bool
    """Whether the unit is short. Only then are `capitals`, `digits`, `separators`, `links` and `within` looked for."""
    digits: bool
    """Contains a digit."""
    separators: int
    """How many bars, bullets and dashes separate its parts."""
    links: bool
    """Contains an address, an @name or a #tag."""
    sentences: int
    """How many sentence ends are followed by another sentence."""
    prose: bool
    """Has the shape of a paragraph: long, or a whole sentence of some length, or several sentences."""
    line: KnownPhrase | None
    """The known phrase that is the whole unit."""
    start: KnownPhrase | None
    """The known phrase that the unit begins with."""
    within: KnownPhrase | None
    """A known phrase anywhere in the unit."""


def describe(joined: JoinedLines, stop_words: Collection[str], *, foreign: bool = False) -> TextUnit:
    """Return the unit that some joined lines make; `stop_words` are those of the text's language.

    `foreign` says that it is not English.
    """
    text, words, phrases = joined.text, joined.words, known_phrases(foreign=foreign)
    tokens = text[:COUNTED].split()
    last = text[-_LAST:].split()
    size, ends, sentences = size_of(text), ends_sentence(text), _sentence_breaks(text[:COUNTED])
    short = len(text) <= SHORT
    return TextUnit(
        lines=joined.lines,
        text=text,
        words=words,
        last_words=words[-EDGE:] if short else line_words(text[-_ENDING:].partition(" ")[2])[-EDGE:],
        content=tuple([word for word in dict.fromkeys(words) if len(word) > SHORT_WORD]),
        size=size,
        tokens=len(tokens),
        ends=ends,
        lower=begins_lower(text),
        listed=is_list_item(text),
        stops=sum(map(stop_words.__contains__, words)) / max(1, len(words)),
        capitals=len([1 for token in tokens if token[0].isupper()]) / max(1, len(tokens)) if short else 0.0,
        closing_capitals=len([1 for token in last if token[0].isupper()]) / max(1, len(last)),
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


def _sentence_breaks(text: str) -> int:
    """Return how many sentence ends are followed by another sentence."""
    return sum(not letter.islower() for letter in _SENTENCE_BREAK.findall(text))
