"""Finds capitalised word sequences, where names can occur. It knows letters and particles, not people."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from seedread.index.names.name_folding import fold_name
from seedread.index.text.lazy_pattern import lazy_pattern

__all__ = ["ANCESTOR", "LONGEST_WORD", "PARTICLES", "NameWord", "capitalised_runs", "fold_name_word"]

_UPPER = "".join(chr(c) for c in (*range(0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_SHORT = "Mr Mrs Ms Dr Gen Lt Col Maj Capt Adm Sen Rep Gov Prof St Sgt Brig Pres Rev Hon Jr Sr Snr".split()  # noqa: SIM905 - a list of words reads better in one line
_STOP = rf"(?:(?=\.)(?:{'|'.join(f'(?<={word})' for word in _SHORT)})\.)?"
_REST = (
    rf"(?:\.-?(?:[{_UPPER}]\.-?)*(?=[ \u00a0{_UPPER}])"  # initials
    rf"|\w*(?:[’'ʻʼ‘`‐‑-](?!s\b)\w+)*{_STOP})"
)
_ARTICLE = r"(?:[Aa]l|[Ee]l|[Uu]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]t|[Aa]z|[Aa]r|[Dd]|[Ll]|[Oo]uld)[’'‑-]"
_LOWER = (
    "al|el|ul|ud|bin|ibn|bint|ben|ould|abu|de|da|do|dos|das|del|della|di|du|des|la|le"
    "|van|von|der|den|ter|ten|zu|y|e|wa|av|af"
)
_CAPITALISED_RUN = re.compile(
    rf"[{_UPPER}](?<!\w.){_REST}"
    rf"(?:[ \u00a0](?:(?:{_LOWER})[ \u00a0]){{0,3}}(?:{_ARTICLE})?[{_UPPER}]{_REST})*"
)
_ARTICLE_BEFORE = lazy_pattern(rf"(?<![\w’'-]){_ARTICLE}\Z")
_SPACE = re.compile(r"[ \u00a0]")
PARTICLES = frozenset(f"{_LOWER}|as|ash|an|at|az|ar|ad".split("|"))
"""Folded words that can be part of a name but are never a name alone."""
ANCESTOR = frozenset(("bin", "ibn", "bint", "ould", "ben"))
"""Folded words after which a name has a father's or ancestor's name."""


class NameWord(NamedTuple):
    """One word of a name with its position in the paragraph."""

    text: str
    start: int
    end: int
    key: str
    """Folded, without full stops: `Amir-Abdollahian` has `amir abdollahian`."""


LONGEST_WORD = 100
"""Characters of a word of a name; of a longer one, which names nobody, only so many are compared."""


def fold_name_word(text: str) -> str:
    """Return the form in which words of names are compared: folded, without full stops."""
    return _folded(text[:LONGEST_WORD])


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    return fold_name(text.replace(".", " "))


def capitalised_runs(text: str) -> list[list[NameWord]]:
    """Return the capitalised sequences of `text`; a possessive ends a sequence, particles join words."""
    found = []
    for match in _CAPITALISED_RUN.finditer(text):
        surface, start = match.group(), match.start()
        if start and text[start - 1] in "-‑'’":
            surface, start = _with_article(text, surface, start)
        if " " not in surface and "\u00a0" not in surface:
            words = [NameWord(surface, start, start + len(surface), fold_name_word(surface))] if surface else []
        else:
            words = []
            for part in _SPACE.split(surface):
                words.append(NameWord(part, start, start + len(part), fold_name_word(part)))
                start += len(part) + 1
        if words:
            found.append(words)
    return found


def _with_article(text: str, surface: str, start: int) -> tuple[str, int]:
    """Include "al-" before a name; drop the first word if it is the second half of a compound such as "pro-Moscow"."""
    if article := _ARTICLE_BEFORE.search(text, max(0, start - 6), start):
        return article.group() + surface, article.start()
    if text[start - 1] in "'’" and not text[max(0, start - 2) : start - 1].isalnum():
        return surface, start  # a quotation mark
    first = _SPACE.search(surface)
    return (surface[first.end() :], start + first.end()) if first else ("", start)
