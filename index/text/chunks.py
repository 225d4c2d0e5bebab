"""Splits one run of letters and the signs between them (l'Iran, cease-fire, U.S., 1,700) into words.

A hyphen or a zero-width non-joiner makes two words and the joined one: ceasefire is cease-fire.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from seedread.index.text.folding import fold
from seedread.index.text.stemming import LONGEST

__all__ = ["SIGNS", "Joined", "Part", "parts_of"]

_HYPHENS = "-‐‑־\u200c"
_APOSTROPHES = "'’ʼʻ‘`"
_QUOTES = '"״”'
_SEPARATORS = ",.٬"
SIGNS = _APOSTROPHES + _QUOTES + _SEPARATORS + _HYPHENS
"""The signs that may stand inside a run of letters."""

_ATOM = re.compile(f"[^{re.escape(SIGNS)}]+")
_SIMPLE = re.compile(r"\w+", re.ASCII)
_USUAL = re.compile(
    r"([A-Za-z]+)['’][Ss]|([1-9]\d{0,2}(?:,\d{3}){1,6})|([A-Za-z]+)-([A-Za-z]+)|(\d+)\.(\d{1,2})", re.ASCII
)
"""Iran's; 1,700; cease-fire; 1.5."""
_ELIDED = frozenset(
    ("l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "dell", "all",
     "nell", "sull", "dall", "quell", "un", "coll", "gl", "bell", "sant", "tutt", "quest")
)  # fmt: skip
"""Articles, pronouns and prepositions that French and Italian shorten before a vowel."""
_ENGLISH = frozenset(("s", "t", "d", "m", "re", "ve", "ll"))
"""What English writes behind an apostrophe."""
_JOINING = re.compile("[\u0400-\u052f\u0590-\u05ff]")
"""Cyrillic and Hebrew letters: an apostrophe behind one is a part of the word."""
_TURKISH = re.compile("y?[aiu]|n?[iu]n|[dt][ae](?:n|ki[a-z]*)?|yl[ae]")
"""Case endings that Turkish writes behind the apostrophe of a name."""
_INDIC = re.compile("[\u0900-\u0dff]")
_MOST_GROUPS = 7
"""Groups of three digits, at most, of one number."""


class Joined(NamedTuple):
    """A word that the text writes as several."""

    printed: str
    word: str
    """Folded."""
    width: int
    """How many words it is written as."""


class Part(NamedTuple):
    """One word of a run."""

    printed: str
    """Without the signs inside it, and without a possessive s."""
    word: str
    """Folded; never empty."""
    start: int
    """In characters of the run."""
    end: int
    """With a possessive s."""
    joined: tuple[Joined, ...] = ()
    """The words that this and the next ones are also read as."""


class _Open:
    """A word that is still growing."""

    def __init__(self, printed: str, start: int, end: int, sign: str) -> None:
        self.printed = printed
        self.start = start
        self.end = end
        self.sign = sign
        """The sign before it."""
        self.whole = True
        """Whether no possessive was left out of it."""


def parts_of(run: str) -> tuple[Part, ...]:
    """Return the words of a run of letters and the signs between them, in order."""
    if _SIMPLE.fullmatch(run):
        return (Part(run, fold(run)[:LONGEST], 0, len(run)),)
    usual = _USUAL.fullmatch(run)
    return _usual_parts(usual) if usual and len(run) < LONGEST else _any_parts(run)


def _usual_parts(usual: re.Match[str]) -> tuple[Part, ...]:
    """Return the words of a run that most runs are like, as `_any_parts` does, but ten times as fast."""
    owner, number, one, other, whole, rest = usual.groups()
    if owner:
        return (Part(owner, owner.lower(), 0, usual.end()),)
    if number:
        digits = number.replace(",", "")
        return (Part(digits, digits, 0, usual.end()),)
    first, second = (one, other) if one else (whole, rest)
    joined = (Joined(one + other, (one + other).lower(), 2),) if one else ()
    at = len(first)
    return Part(first, first.lower(), 0, at, joined), Part(second, second.lower(), at + 1, usual.end())


def _any_parts(run: str) -> tuple[Part, ...]:
    atoms = [
        _Open(found.group(), *found.span(), run[found.start() - 1 : found.start()]) for found in _ATOM.finditer(run)
    ]
    words = _apostrophes(_dotted(_numbers(_conjuncts(atoms))))
    parts = [(one, fold(one.printed)[:LONGEST]) for one in words]
    parts = [(one, word) for one, word in parts if any(char.isalnum() or char == "_" for char in word)]
    if len(parts) == 1:
        one, word = parts[0]
        return (Part(one.printed, word, one.start, one.end),)
    words = [one for one, _ in parts]
    return tuple(
        Part(one.printed, word, one.start, one.end, tuple(_joined(words, n))) for n, (one, word) in enumerate(parts)
    )


def _merge(first: _Open, last: _Open, text: str) -> _Open:
    return _Open(text, first.start, last.end, first.sign)


def _conjuncts(atoms: list[_Open]) -> list[_Open]:
    """Join what a zero-width non-joiner parts in Indic scripts, where it only changes the form of a letter."""
    found: list[_Open] = []
    for atom in atoms:
        if found and atom.sign == "\u200c" and _INDIC.match(found[-1].printed[-1]) and _is_short(found[-1]):
            found[-1] = _merge(found[-1], atom, found[-1].printed + atom.printed)
        else:
            found.append(atom)
    return found


def _is_short(word: _Open) -> bool:
    """Tell whether a word may still grow: later letters are not indexed."""
    return len(word.printed) < LONGEST


def _numbers(atoms: list[_Open]) -> list[_Open]:
    """Join the groups of a number: 1,700 is 1700."""
    found: list[_Open] = []
    n = 0
    while n < len(atoms):
        end = _number_end(atoms, n)
        one = atoms[n]
        found.append(_merge(one, atoms[end - 1], "".join(_.printed for _ in atoms[n:end])) if end > n + 1 else one)
        n = end
    return found


def _number_end(atoms: list[_Open], n: int) -> int:
    """Return the end of the number that begins with atom n: of one atom if no group of digits follows."""
    first, sign = atoms[n].printed, atoms[n + 1].sign if n + 1 < len(atoms) else ""
    if not sign or sign not in ",.٬'’" or not first.isdecimal() or len(first) > 3 or fold(first)[0] == "0":
        return n + 1
    digits = takewhile(lambda one: one.sign == sign and one.printed.isdecimal(), atoms[n + 1 : n + 1 + _MOST_GROUPS])
    sizes = [len(group.printed) for group in digits]
    # In India all groups but the last have two digits.
    indian = sign == "," and len(first) < 3 and len(sizes) > 1 and {*sizes[:-1]} == {2}
    whole = len(sizes) < _MOST_GROUPS and sizes[-1:] == [3] and (indian or {*sizes} == {3})
    return n + 1 + len(sizes) if whole else n + 1


def _dotted(atoms: list[_Open]) -> list[_Open]:
    """Join letters with dots: U.S. is us."""
    found: list[_Open] = []
    for atom in atoms:
        before = found[-1] if found else None
        if before and atom.sign == "." and _is_short(before) and _is_letter(atom.printed) and _are_letters(before):
            found[-1] = _merge(before, atom, before.printed + atom.printed)
        else:
            found.append(atom)
    return found


def _is_letter(text: str) -> bool:
    return text[0].isalpha() and len(fold(text)) == 1


def _are_letters(word: _Open) -> bool:
    """Tell whether a word is one letter, or was joined of letters with dots."""
    return _is_letter(word.printed) or (word.printed.isalpha() and word.end - word.start == 2 * len(word.printed) - 1)


def _apostrophes(atoms: list[_Open]) -> list[_Open]:
    """Join and drop what apostrophes and Hebrew quotation marks stand between."""
    found: list[_Open] = []
    for atom in atoms:
        before = found[-1] if found else None
        if before is None or atom.sign not in _APOSTROPHES + _QUOTES or before.end + 1 != atom.start:
            found.append(atom)
            continue
        word = fold(atom.printed)
        if _is_short(before) and _joins(before.printed, atom.sign, word):
            found[-1] = _merge(before, atom, before.printed + atom.printed)
        elif atom.sign in _QUOTES:
            found.append(atom)
        elif word == "s":
            before.end = atom.end
            before.whole = False
        elif fold(before.printed) in _ELIDED and word not in _ENGLISH:
            found[-1] = atom
        else:
            found.append(atom)
    return found


def _joins(before: str, sign: str, word: str) -> bool:
    """Tell whether a sign is inside one word: п'ять, ארה"ב, oʻzbek, O'Brien."""
    if _JOINING.match(before[-1]):
        return True
    if sign in _QUOTES or word in _ENGLISH:
        return False
    left = fold(before)
    if left in _ELIDED:
        return False
    if len(left) == 1:
        return left.isalpha()
    uzbek = sign in "ʻ‘`ʼ" or before[0].islower() or not _TURKISH.fullmatch(word)
    return uzbek and left[-1:] in ("o", "g")


def _joined(words: list[_Open], n: int) -> list[Joined]:
    """Return what a word is read as together with the next ones: two of a row, or a row of three."""
    if not _hyphen(words, n):
        return []
    found = [_together(words[n : n + 2])]
    if _hyphen(words, n + 1) and not _hyphen(words, n - 1) and not _hyphen(words, n + 2):
        found.append(_together(words[n : n + 3]))
    return [one for one in found if len(one.word) < LONGEST]


def _hyphen(words: list[_Open], n: int) -> bool:
    """Tell whether a hyphen joins words n and n + 1."""
    if not 0 <= n < len(words) - 1:
        return False
    one, other = words[n], words[n + 1]
    if other.sign not in _HYPHENS or one.end + 1 != other.start or not one.whole:
        return False
    return not (one.printed[-1].isdecimal() and other.printed[0].isdecimal())


def _together(words: list[_Open]) -> Joined:
    printed = "".join(word.printed for word in words)
    return Joined(printed, fold(printed), len(words))
