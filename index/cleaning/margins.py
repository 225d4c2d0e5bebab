"""How much a unit must look like furniture before it is stripped: by where the text comes from, and its language."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Margins", "margins_for"]


@dataclass(frozen=True, slots=True)
class Margins:
    """Points, as the logarithm of odds, that a unit is given before it is judged."""

    short: float
    prose: float
    """For what has the shape of a paragraph: to lose one is worse than to keep a teaser."""
    path: float
    """What a change between body and the rest costs."""


_USUAL = Margins(short=-0.4, prose=0.4, path=0.5)
_PLAIN = Margins(short=0.0, prose=0.6, path=0.5)
_STRICT = Margins(short=-0.8, prose=0.0, path=0.5)
_LENIENT = Margins(short=1.0, prose=1.6, path=0.5)
_FOREIGN = Margins(short=1.2, prose=2.5, path=0.5)


def margins_for(*, extracted: bool, strict: bool, known_language: bool, plain: bool) -> Margins:
    """Return the margins; a language that is not known comes before a reader's wish, and that before an extractor.

    `plain` is a text in which no rule has found anything of a page.
    """
    if not known_language:
        return _FOREIGN
    if strict:
        return _STRICT
    if extracted:
        return _LENIENT
    return _PLAIN if plain else _USUAL
