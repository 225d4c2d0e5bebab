"""How much the cleaner leans towards keeping a unit. It depends on the language and on where the text comes from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NO_BIAS", "Bias", "bias_for"]


@dataclass(frozen=True, slots=True)
class Bias:
    """What is added to a unit's score, in log odds, before it is decoded."""

    short: float
    prose: float
    """Added for a unit with the shape of a paragraph: losing one is worse than keeping a teaser."""
    change: float
    """The cost of each change between body and the rest."""
    inside: float = 0.0
    """Added to `short` between the first and the last paragraph of the body."""


NO_BIAS = Bias(short=0.0, prose=0.0, change=0.0)
_USUAL = Bias(short=-0.2, prose=1.4, change=0.5, inside=0.5)
_PAGE = Bias(short=0.0, prose=2.0, change=0.5, inside=1.5)
_PLAIN = Bias(short=0.0, prose=1.6, change=0.5, inside=0.5)
_STRICT = Bias(short=-0.8, prose=0.0, change=0.5)
_LENIENT = Bias(short=1.0, prose=1.6, change=0.5)
_UNKNOWN_LANGUAGE = Bias(short=1.2, prose=2.5, change=0.5)


def bias_for(*, extracted: bool, strict: bool, known_language: bool, plain: bool, page: bool = False) -> Bias:
    """Return the bias for a text. An unknown language overrides `strict`, and `strict` overrides `extracted`.

    `plain` means that the rules found no sign of a web page in the text, `page` that they found many.
    """
    if not known_language:
        return _UNKNOWN_LANGUAGE
    if strict:
        return _STRICT
    if extracted:
        return _LENIENT
    if page:
        return _PAGE
    return _PLAIN if plain else _USUAL
