"""The words around a name, with the countries among them, from which titles are read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.names.person_names import fold_name_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.names.countries.country_linker import CountryMention

__all__ = [
    "OWNERS",
    "PLAIN_COUNTRY",
    "REACH",
    "TaggedParagraph",
    "TitleToken",
    "title_tokens",
    "without_possessive",
]

REACH = 80
"""The largest distance, in characters, of a title's outer end from its name."""
PLAIN_COUNTRY = frozenset(("name", "abbreviation", "historical"))
"""The kinds of country mention that can follow "of" in a title: "president of Iran"."""
OWNERS = PLAIN_COUNTRY | {"demonym"}
"""The kinds of country mention that an office can belong to; a bank's or a city's name is not one."""
_TOKENS = re.compile(r"[\w.'’ʻ‑-]*\w\.?|[^\w\s]")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
_POSSESSIVE = re.compile(r"['’]s?$")


class TitleToken(NamedTuple):
    """A word or punctuation mark; a hyphenated word gives several tokens at one position."""

    key: str
    """Folded, without the possessive."""
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def bare_end(self) -> int:
        """The end of the word without its possessive."""
        return self.start + len(without_possessive(self.text))


class TaggedParagraph:
    """A paragraph with its country mentions by start and by end."""

    def __init__(self, text: str, countries: Sequence[CountryMention]) -> None:
        """Take a paragraph and its country mentions."""
        self.text = text
        self.by_start = {found.mention.start: found for found in countries}
        self.by_end = {found.mention.end: found for found in countries}


def without_possessive(text: str) -> str:
    """Return a word without 's."""
    return _POSSESSIVE.sub("", text)


def title_tokens(text: str, offset: int) -> list[TitleToken]:
    """Return the tokens of `text`, which begins at `offset` of its paragraph."""
    return [
        TitleToken(key, match.group(), match.start() + offset, match.end() + offset)
        for match in _TOKENS.finditer(text)
        for key in _keys(match.group())
    ]


@lru_cache(maxsize=8192)
def _keys(surface: str) -> tuple[str, ...]:
    bare = without_possessive(surface)
    if _DOTTED.fullmatch(bare):
        return (bare.replace(".", "").casefold(),)
    return tuple(fold_name_word(bare).split()) or (surface,)
