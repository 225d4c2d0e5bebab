"""By which word of the full name a newspaper calls somebody after the first mention; it differs by country."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FAMILY_FIRST", "address_words", "is_called_by_given_name"]

FAMILY_FIRST = frozenset(("CN", "TW", "HK", "JP", "KR", "KP", "VN", "KH", "HU", "SG"))
"""Countries where the family name is or may be written first."""
GIVEN_FIRST = frozenset(
    ("AF", "BD", "BN", "BT", "ER", "ET", "ID", "IQ", "IS", "LA", "LK", "MM", "MN", "MV", "MY", "PK", "SO", "TH")
)
"""Countries where somebody may be called by the first name of the full one."""
_SUFFIXES = frozenset(("jr", "sr", "snr", "i", "ii", "iii", "iv", "v", "vi", "xvi"))
_REIGNS = ("king:", "queen:", "emperor:", "sultan:", "emir:", "amir:", "prince:", "pope:", "duke:", "duchess:", "shah:")


def is_called_by_given_name(country: str, offices: str) -> bool:
    """Whether a newspaper may call such a person by the first name: by custom of the country, or as a monarch."""
    return country in FAMILY_FIRST or country in GIVEN_FIRST or any(title in offices for title in _REIGNS)


def address_words(words: Sequence[str], *, by_given: bool) -> tuple[str, ...]:
    """Return the words of a folded full name by which a newspaper calls its bearer, the family name first."""
    end = words.index("of") if "of" in words else len(words)
    while end > 1 and words[end - 1] in _SUFFIXES:
        end -= 1
    if by_given and end > 1:
        return words[end - 1], words[0]
    return (words[max(0, end - 1)],)
