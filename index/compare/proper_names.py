"""Finds proper names: runs of capitalised words, without the titles and nationalities before them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.cleaning.language import stop_words
from seedread.index.compare.wording_data import word_set
from seedread.index.text.abbreviations import abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NAME", "TITLES_WITH_STOP", "ProperName", "join_offices", "names_in", "read_proper_name"]

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-’'.][^\W\d_]+)*(?:(?<=\b[A-Z])\.)?"
_PARTICLE = r"(?:al|bin|bint|da|de|del|della|der|di|dos|du|el|ibn|la|le|ter|van|von|ul)"
NAME = rf"(?:(?:al|el)-)?(?:{_CAPITAL})(?: (?:& |(?:{_PARTICLE})[ -])*(?:{_CAPITAL}))*"
"""One or more capitalised words with particles between them. It is unambiguous, so that it cannot backtrack long."""
_NAME = re.compile(rf"\b{NAME}")
TITLES_WITH_STOP = "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Sgt|Capt|Adm|Maj"
"""Abbreviated titles before a name, as a pattern."""
_TITLE_STOP = re.compile(rf"\b({TITLES_WITH_STOP})\.")
_OFFICE = re.compile(
    r"\b(Secretary|Minister) of (State|Defen[cs]e|Health|Labor|Labour|Energy|Education|Finance) (?=[A-Z])"
)
_NO_DAY = ("USA Today", "Russia Today", "India Today")
"""Papers whose last word would be passed over."""
_BASED = re.compile(r"-(?:based|born|led|backed|controlled|owned|run)$")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_OWNED = re.compile(r"['’]s?$")
_OWNER = re.compile(r"['’]s$")


class ProperName(NamedTuple):
    """A name in a text."""

    text: str
    """Without titles and nationalities before it."""
    start: int
    """First character, titles included."""
    end: int
    titled: str
    """The title before it, lower case; empty without one."""


def names_in(text: str) -> Iterator[ProperName]:
    """Yield the names of `text`, in order."""
    plain = join_offices(_TITLE_STOP.sub(r" \1", text) if "." in text else text)
    for match in _NAME.finditer(plain):
        start = match.start()
        moved = start > 0 and plain[start - 1] != text[start - 1]  # a title without its full stop
        name = read_proper_name(match[0], start)
        name = name._replace(start=start - 1) if name and moved else name
        if name:
            yield name


def join_offices(text: str) -> str:
    """Return a text of the same length where an office before a name is one word: Secretary-of-State Jane Doe."""
    return _OFFICE.sub(r"\1-of-\2 ", text) if "r of " in text or "y of " in text else text


def read_proper_name(printed: str, start: int) -> ProperName | None:
    """Return the name in a run of capitalised words, None if it has only titles and sentence openers."""
    name = _parse(printed)
    return name and name._replace(start=start, end=start + name.end)


@lru_cache(maxsize=4096)
def _parse(printed: str) -> ProperName | None:
    words = list(re.finditer(r"[^ ]+", printed))
    plain = [word[0].lower().rstrip(".") for word in words]
    titles = [n for n, word in enumerate(plain[:-1]) if _is_title(word, plain[n + 1]) or _BASED.search(word)]
    first = titles[-1] + 1 if titles else 0
    while first < len(words) and (plain[first] in _before_names() or _INITIALS.fullmatch(words[first][0])):
        first += 1
    titled = plain[titles[-1]] if titles else ""
    words = words[first:]
    owners = [n for n, word in enumerate(words[:-2]) if _OWNER.search(word[0])]
    if owners and words[-1][0].lower() not in word_set("speech", "bodies"):
        words = words[owners[-1] + 1 :]
    while words and words[-1][0].lower() in _passed_over() and printed[words[0].start() :] not in _NO_DAY:
        words.pop()
    if not words or any(char.isdigit() for char in words[0][0]):
        return None
    text = _OWNED.sub("", printed[words[0].start() : words[-1].end()])
    return ProperName(text, 0, words[-1].end(), titled) if len(text) > 1 else None


def _is_title(word: str, following: str) -> bool:
    office, _, kind = word.partition("-")
    plain = office if kind in word_set("speech", "of_title") or kind.startswith("of-") else word
    return plain in word_set("speech", "titles") and following not in word_set("speech", "no_person")


@cache
def _passed_over() -> frozenset[str]:
    return stop_words("en") | abbreviations("en").openers


@cache
def _before_names() -> frozenset[str]:
    never = word_set("speech", "never_names") | word_set("persons", "never_first")
    return _passed_over() | word_set("speech", "titles") | never
