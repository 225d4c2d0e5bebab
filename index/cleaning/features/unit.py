"""The features of one unit by itself: shape, known phrases and the rule that labelled it.

Training and reading use the same functions, so both see the same numbers.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.cleaning.labels import Label
    from seedread.index.cleaning.units import TextUnit

__all__ = ["SHAPED", "UNIT_FEATURES", "unit_features"]

_PHRASE_KINDS = ("share", "comment form", "newsletter", "related", "navigation", "cookie", "copyright",
                 "advertisement", "account", "caption")  # fmt: skip
_RULE_KINDS = ("dateline", "byline", "caption", "source", "other")
SHAPED = frozenset(("dateline", "byline", "source"))
"""Kinds that show by shape in every language."""
UNIT_FEATURES: tuple[str, ...] = (
    *("size", "size up to 30", "size up to 80", "size up to 200", "ends like a sentence", "ends with a colon"),
    *("ends with dots", "ends with a question mark", "ends with an exclamation mark", "ends with a comma"),
    *("begins in lower case", "begins with a digit", "begins with a quotation mark", "listed", "capitalised words"),
    *("all capitals", "digits", "commas", "function words", "few function words", "sentences", "separators"),
    *("addresses", "quotation marks", "words", "length of words", "is a phrase", "is a weak phrase"),
    *("begins with a phrase", "begins with a weak phrase", "contains a phrase", "opens other text"),
    *(f"phrase of {kind}" for kind in _PHRASE_KINDS),
    *("has a label", *(f"label {kind}" for kind in _RULE_KINDS)),
    *("prose", "bracket", "early colon", "bar", "capitals at the end", "bracket at the end", "slash at the end"),
)
"""The names of what `unit_features` returns, in order."""
_BEGINNING = 200
_CLOSING = 50
"""Characters at the end in which a slash separates the names of a credit."""
_QUOTES, _COMMAS = "“”«»„", "،、，"
"""In addition to those of ASCII."""
_DIGITS = re.compile(r"\d")
_USUAL_CAPITALS = 0.15
"""The share of capitalised words that a long unit is assumed to have."""


def unit_features(unit: TextUnit, label: Label | None, *, known_language: bool) -> list[float]:
    """Return the features of a unit; in an unknown language those of its words and phrases are 0."""
    text = unit.text
    head = text[:_BEGINNING]
    return [
        *_shape(unit, text, head, known_language=known_language),
        *(_phrases(unit) if known_language else _NO_PHRASES),
        *_rule(label, known_language=known_language),
        unit.prose,
        "(" in head,
        ":" in head[:30],
        "|" in head,
        unit.closing_capitals,
        ")" in text[-3:],
        "/" in text[-_CLOSING:],
    ]


def _shape(unit: TextUnit, text: str, head: str, *, known_language: bool) -> tuple[float, ...]:
    size = unit.size
    last = text.rstrip("\"'”’»)")[-1:]
    return (
        math.log1p(size) / 6,
        min(size / 30, 1),
        min(size / 80, 1),
        min(size / 200, 1),
        unit.ends,
        last == ":",
        text.endswith(("…", "...")),
        last in ("?", "？"),
        last == "!",
        last == ",",
        unit.lower,
        text[:1].isdigit(),
        text[:1] in "\"“'‘«„",
        unit.listed,
        unit.capitals if unit.short else _USUAL_CAPITALS,
        head.isupper(),
        _digits(head) / max(1, len(head)),
        min(1, (head.count(",") + head.count(";") + _count(_COMMAS, head)) / 4),
        unit.stops if known_language else 0.0,
        known_language and unit.tokens >= 5 and unit.stops < 0.12,
        min(unit.sentences, 6) / 6,
        min(unit.separators, 3) / 3,
        unit.links,
        min(head.count('"') + _count(_QUOTES, head), 2) / 2,
        math.log1p(unit.tokens) / 5,
        min(len(head) / (head.count(" ") + 1), 15) / 10,
    )


def _digits(text: str) -> int:
    if text.isascii():
        return len(text) - len(text.encode().translate(None, b"0123456789"))
    return len(_DIGITS.findall(text))


def _count(signs: str, text: str) -> int:
    return 0 if text.isascii() else sum([text.count(sign) for sign in signs])


def _phrases(unit: TextUnit) -> tuple[float, ...]:
    line, start, within = unit.line, unit.start, unit.within
    if line is None and start is None and within is None:
        return _NO_PHRASES
    found = [phrase for phrase in (line, start, within) if phrase]
    kinds = {phrase.kind for phrase in found}
    return (
        line is not None and not line.weak,
        line is not None and line.weak,
        start is not None and not start.weak,
        start is not None and start.weak,
        within is not None,
        any(phrase.opens for phrase in found),
        *[kind in kinds for kind in _PHRASE_KINDS],
    )


_NO_PHRASES = (False,) * (6 + len(_PHRASE_KINDS))


def _rule(label: Label | None, *, known_language: bool) -> tuple[float, ...]:
    if label is None or (not known_language and label.kind not in SHAPED):
        return _NO_RULE
    return (True, *[label.kind == kind for kind in _RULE_KINDS])


_NO_RULE = (False,) * (1 + len(_RULE_KINDS))
