"""Which word of a full name newspapers use after the first mention; it differs by country."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["STYLES", "SUFFIXES", "address_words", "called_by_given_name", "monarch_rows", "writes_both_orders"]

FAMILY_FIRST = frozenset(("CN", "TW", "HK", "KR", "KP"))
"""Countries where the family name comes first and is the form of address."""
EITHER_FIRST = frozenset(("JP", "HU", "VN", "KH", "SG"))
"""Countries whose names are written in either order."""
BY_GIVEN = EITHER_FIRST | frozenset(
    ("AF", "BD", "BN", "BT", "ER", "ET", "ID", "IQ", "IS", "LA", "LK", "MM", "MN", "MV", "MY", "PK", "SO", "TH")
)
"""Countries where the first name of the full name can be the form of address."""
SUFFIXES = frozenset(("jr", "sr", "snr", "i", "ii", "iii", "iv", "v", "vi", "xvi"))
"""Words after a name that are never the form of address."""
STYLES = frozenset(("king", "queen", "sheikh", "sultan", "emperor", "pope", "prince", "emir", "sayyid", "tuanku"))
"""Words before a name that are never the form of address."""
_REIGNS = ("king:", "queen:", "emperor:", "sultan:", "emir:", "amir:", "prince:", "pope:", "duke:", "duchess:", "shah:")


def writes_both_orders(country: str) -> bool:
    """Whether newspapers write names of this country in the other order too."""
    return country in FAMILY_FIRST or country in EITHER_FIRST


def called_by_given_name(country: str, offices: str) -> bool:
    """Whether the first name can be the form of address: by custom of the country, or for a monarch."""
    return country in BY_GIVEN or any(title in offices for title in _REIGNS)


def monarch_rows(rows: Sequence[str]) -> set[int]:
    """Return the numbers of the rows with a monarch's office: one search for each title."""
    text = "\n".join(rows)
    ends = list(accumulate(len(row) + 1 for row in rows))
    found = set()
    for title in _REIGNS:
        at = text.find(title)
        while at >= 0:
            found.add(bisect_right(ends, at))
            at = text.find(title, at + 1)
    return found


def address_words(words: Sequence[str], country: str, *, given_too: bool) -> tuple[str, ...]:
    """Return the words of a folded full name that newspapers use for the person, the family name first."""
    if len(words) > 1 and words[0] in STYLES:
        words = words[1:]
    end = words.index("of") if "of" in words else len(words)
    while end > 1 and words[end - 1] in SUFFIXES:
        end -= 1
    if end < 2:
        return tuple(words[:1])
    if country in FAMILY_FIRST:
        return (words[0],)
    return (words[end - 1], words[0]) if given_too else (words[end - 1],)
