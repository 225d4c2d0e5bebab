"""The words around a name with the countries among them, and what a title read there can say."""

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
"""How many characters away from a name its title can begin or end."""
PLAIN_COUNTRY = frozenset(("name", "abbreviation", "historical"))
"""The kinds of mention after which "of" names whose office it is."""
OWNERS = PLAIN_COUNTRY | {"demonym"}
"""The kinds that own an office; a bank's or a city's name does not, though it tells a country."""
_TOKENS = re.compile(r"[\w.'’ʻ‑-]*\w\.?|[^\w\s]")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
_POSSESSIVE = re.compile(r"['’]s?$")


class TitleToken(NamedTuple):
    """A word or a mark of punctuation; a word with a hyphen gives several at one place."""

    key: str
    """Folded, the possessive off."""
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()

    @property
    def bare_end(self) -> int:
        """Where the word ends without its possessive."""
        return self.start + len(without_possessive(self.text))


class TaggedParagraph:
    """One paragraph whose mentions of countries are known by where they begin and end."""

    def __init__(self, text: str, countries: Sequence[CountryMention]) -> None:
        """Take a paragraph and the countries named in it."""
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
