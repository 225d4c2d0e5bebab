"""Finds capitalised word sequences, the places where names can stand. It knows letters and particles, not persons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from seedread.index.names.folding import fold

__all__ = ["PARTICLES", "Word", "fold_word", "runs"]

_UPPER = "".join(chr(c) for c in (*range(0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_CAPITAL = rf"[{_UPPER}]\w*(?:[’'ʻʼ‘`‐‑-](?!s\b)\w+)*"
_ARTICLE = r"(?:[Aa]l|[Ee]l|[Uu]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]t|[Aa]z|[Aa]r|[Dd]|[Ll]|[Oo]uld)[’'‑-]"
_ABBREVIATION = r"(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Adm|Sen|Rep|Gov|Prof|St|Sgt|Brig|Pres|Rev|Hon|Jr|Sr|Snr)\."
_INITIALS = rf"(?:[{_UPPER}]\.-?)+(?=[ \u00a0{_UPPER}])"
_LOWER = (
    "al|el|ul|ud|bin|ibn|bint|ben|ould|abu|de|da|do|dos|das|del|della|di|du|des|la|le"
    "|van|von|der|den|ter|ten|zu|y|e|wa|av|af"
)
_WORD = rf"(?:{_ABBREVIATION}|{_INITIALS}|(?:{_ARTICLE})?{_CAPITAL})"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \u00a0](?:(?:{_LOWER})[ \u00a0]){{0,3}}{_WORD})*")
_SPLIT = re.compile(r"[^ \u00a0]+")
PARTICLES = frozenset(f"{_LOWER}|as|ash|an|at|az|ar|ad".split("|"))
"""Folded words that belong to a name and never are one."""


class Word(NamedTuple):
    """One word of a name with its place in the paragraph."""

    text: str
    start: int
    end: int
    key: str
    """Folded, full stops off: `Amir-Abdollahian` has `amir abdollahian`."""


@lru_cache(maxsize=16384)
def fold_word(text: str) -> str:
    """Return the form in which words of names are compared: folded, without full stops."""
    return fold(text.replace(".", " "))


def runs(text: str) -> list[list[Word]]:
    """Return the capitalised sequences of `text`; a possessive ends one, particles join."""
    return [
        [
            Word(part.group(), match.start() + part.start(), match.start() + part.end(), fold_word(part.group()))
            for part in _SPLIT.finditer(match.group())
        ]
        for match in _RUN.finditer(text)
    ]
