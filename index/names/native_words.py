"""Cuts the words with capitals out of a text in Latin or Cyrillic letters, and what may be a whole name of several."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.names.native_sounds import CYRILLIC, in_latin

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Word", "capitalised", "runs"]

_LAST_LATIN = 0x24F
_UPPER = "".join(chr(code) for code in range(_LAST_LATIN + 1) if chr(code).isupper())
_LATIN = re.compile(rf"(?<!\w)[{_UPPER}][\w-]*(?:['ʻ][a-zà-ÿşıçöüğə]+)?")
_CYRILLIC = re.compile(r"(?<!\w)[А-ЯЁІЇЄҐЂЈЉЊЋЏЎҚҒҲӘӨҮҰҢҺ][\w'-]+")
_PARTICLES = (
    "al el as ash asz aš an ar at ad es esh ül ul bin ibn ben ould von van der den de da do dos du di fon la le abu "
    "аль эль ас аш ал ел бен бин ибн фон дер ван де да ди ульд ль"
)
_GAP = re.compile(rf" (?:(?:{_PARTICLES.replace(' ', '|')})[ -])*")
_LONGEST_GAP = 12
_MOST_WORDS = 4
"""Words of a whole name, particles apart."""


class Word(NamedTuple):
    """A word of the text, or a name."""

    text: str
    start: int
    end: int


def capitalised(text: str, language: str) -> list[Word]:
    """Return the words with capitals of a text in Latin or Cyrillic letters; none in other scripts."""
    patterns = [_LATIN] * in_latin(language) + [_CYRILLIC] * (language in CYRILLIC)
    return [Word(sys.intern(match[0]), *match.span()) for pattern in patterns for match in pattern.finditer(text)]


def runs(words: Sequence[Word], text: str) -> list[Sequence[Word]]:
    """Return what may be a whole name: two to four words beside each other but for particles, the longest first."""
    found = []
    for n in range(len(words) - 1):
        for m in range(n + 1, min(n + _MOST_WORDS, len(words))):
            gap = words[m].start - words[m - 1].end
            if gap > _LONGEST_GAP or (gap > 1 and not _GAP.fullmatch(text, words[m - 1].end, words[m].start)):
                break
            found.append(words[n : m + 1])
    return sorted(found, key=len, reverse=True)
