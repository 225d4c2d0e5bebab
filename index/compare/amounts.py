"""Reads amounts in every form that newspapers print: $1.7 billion, 1.7bn dollars, a dozen, thirty per cent, 30-40%."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.compare.wording_data import phrases, word_map, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NEXT_WORD", "Amount", "find_amounts", "hedge_before", "spelled_number"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as a span of a text."""

    value: float
    unit: str
    """$, %, km…; empty for a count."""
    start: int
    """First character, with the sign of the currency."""
    end: int
    scale: float = 1
    """What the words after the number multiply it by: a million."""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_SIGN = _any(word_map("numbers", "signs"))
_DIGITS = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|(?:0|[1-9]\d*)(?:\.\d+)?"
_SPELLED = _any(word_map("numbers", "words"))
_SCALE = rf"[ -](?:{_any(word_map('numbers', 'scales'))})\b"
_WORDS = rf"(?:{_SPELLED})(?:-(?:{_SPELLED}))?\b|(?:an? )?half(?: an?)?(?={_SCALE})|an?(?={_SCALE})"
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?<!\d, )(?:({_SIGN})\s?)?({_DIGITS}|{_WORDS})(?![\d:/]|, \d{{3}}\b)(%)?", re.IGNORECASE
)
"""Not the parts of a number with spaces after its commas, as some sites print it."""
_TO = re.compile(rf"[-–](?:({_SIGN})\s?)?({_DIGITS})(?![\d:/-])(%)?", re.IGNORECASE)
"""The upper end of a range that is written with a dash."""
_BETWEEN = re.compile(r" ?[-–] ?| to | or | and ")
"""What separates the ends of a range."""
_REST = re.compile(rf" (?:and )?((?:{_SPELLED})(?:-(?:{_SPELLED}))?)\b(?![-.])", re.IGNORECASE)
"""The tens and ones of a spelled number: two hundred and fifty."""
_HALF = re.compile(rf" and a half(?={_SCALE})", re.IGNORECASE)
_PER_CENT = re.compile(r"[ -]per[ -]cent\b")
_LETTERS = re.compile(r"[A-Za-z]+")
_HEDGE = re.compile(rf"(?<!\w)({_any(phrases('numbers', 'hedges'))})\s+(?:a |an )?$", re.IGNORECASE)
_LOOK_BACK = 24
"""Characters before a number that may make it inexact."""
NEXT_WORD = re.compile(r"[ -]?([^\W\d_]+(?:['’.][^\W\d_]+)*)\.?")
_NATIONAL = frozenset(["$", "£", "rouble", "franc", "mark", "lira", "rupee", "rial", "riyal"])
"""Currency names that several countries share."""
_AMERICAN = frozenset(("American", "U.S", "US"))


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of a sentence, in order; the ends of a range have one unit and scale."""
    found: list[Amount] = []
    at = 0
    while match := _NUMBER.search(text, at):
        read = _read(text, match)
        found += read
        at = max(match.end(), read[-1].end if read else 0)
    return [_in_range(text, one, following) for one, following in pairwise(found)] + found[-1:]


def spelled_number(word: str) -> float | None:
    """Return the value of a number in words up to 99, a, or half; None for another word."""
    words = word_map("numbers", "words")
    if "half" in word:
        return 0.5
    tens, _, ones = word.partition("-")
    if ones:
        return float(words[tens]) + float(words[ones]) if tens in words and ones in words else None
    return 1.0 if word in ("a", "an") else float(words[word]) if word in words else None


def _read(text: str, match: re.Match[str]) -> list[Amount]:
    """Return the amount at a match, two for a range with a dash, none for a name, a time or a score."""
    digits, start = match[2].lower(), match.start()
    unit = _unit_of_sign(match[1], match[3])
    if not digits[0].isdigit():
        value = spelled_number(digits)
        return (
            [] if value is None or match[1] or match[3] else [_with_unit(text, Amount(value, "", start, match.end()))]
        )
    amount = Amount(float(digits.replace(",", "")), unit, start, match.end())
    if upper := _TO.match(text, match.end()):
        return _range(text, amount, upper)
    if text[match.end() : match.end() + 1].isalpha():
        glued = _glued(text, amount)
        return [glued] if glued else []
    return [_with_unit(text, amount)]


def _unit_of_sign(sign: str | None, percent: str | None) -> str:
    return word_map("numbers", "signs")[sign.lower()].replace("_", " ") if sign else "%" if percent else ""


def _range(text: str, lower: Amount, upper: re.Match[str]) -> list[Amount]:
    """Return both ends of a range; without a unit or scale it may be a score: 2-1."""
    unit = _unit_of_sign(upper[1], upper[3]) or lower.unit
    read = Amount(float(upper[2].replace(",", "")), unit, upper.start(2), upper.end())
    end = _glued(text, read) if text[read.end : read.end + 1].isalpha() else _with_unit(text, read)
    return [lower, end] if end and (end.unit or end.scale > 1) else []


def _in_range(text: str, amount: Amount, following: Amount) -> Amount:
    """Return an amount with the unit and scale of the upper end of its range: $140 to $150 million."""
    bare = amount.scale == 1 and amount.unit in ("", following.unit) and amount.value <= following.value
    if not bare or not _BETWEEN.fullmatch(text[amount.end : following.start]):
        return amount
    scale = following.scale if amount.value * following.scale <= following.value else 1
    return replace(amount, value=amount.value * scale, unit=following.unit, scale=scale)


def _glued(text: str, amount: Amount) -> Amount | None:
    """Read 1.7bn, 30km and 5m euros, written without a space; MI5, G7, 22nd and 1980s are not amounts."""
    word = _LETTERS.match(text, amount.end)
    if not word:
        return None
    known, end = word[0].lower(), word.end()
    if known in ("m", "k") and (amount.unit or _unit_at(text, end)):
        return _with_unit(text, _times(amount, {"m": 1e6, "k": 1e3}[known], end))
    if scale := word_map("numbers", "scales").get(known):
        return _with_unit(text, _times(amount, float(scale), end))
    unit = "%" if known in word_set("numbers", "percent") else word_map("numbers", "units").get(known)
    return replace(amount, unit=unit, end=end) if unit else None


def _times(amount: Amount, scale: float, end: int) -> Amount:
    return replace(amount, value=amount.value * scale, scale=amount.scale * scale, end=end)


def _unit_at(text: str, at: int) -> str | None:
    word = NEXT_WORD.match(text, at)
    return word_map("numbers", "units").get(word[1].lower()) if word else None


def _scaled(text: str, amount: Amount) -> Amount:
    """Read the words that multiply a number: million, hundred and fifty thousand."""
    if half := _HALF.match(text, amount.end):
        amount = replace(amount, value=amount.value + 0.5, end=half.end())
    scales = word_map("numbers", "scales")
    while (word := NEXT_WORD.match(text, amount.end)) and (scale := scales.get(word[1].lower())):
        amount = _times(amount, float(scale), word.end(1))
        rest = _REST.match(text, amount.end) if word[1].lower() == "hundred" else None
        if rest and (ones := spelled_number(rest[1].lower())):
            amount = replace(amount, value=amount.value + ones, end=rest.end())
    return amount


def _with_unit(text: str, amount: Amount) -> Amount:
    """Read what follows the number: a scale, then a unit or per cent."""
    amount = _scaled(text, amount)
    if amount.unit or not (word := NEXT_WORD.match(text, amount.end)):
        return amount
    if word[1].lower() in word_set("numbers", "percent"):
        return replace(amount, unit="%", end=word.end(1))
    if cent := _PER_CENT.match(text, amount.end):
        return replace(amount, unit="%", end=cent.end())
    if named := _unit_at(text, amount.end):
        return replace(amount, unit=named, end=word.end(1))
    money = NEXT_WORD.match(text, word.end())
    if word[1][0].isupper() and money and (named := _unit_at(text, word.end())) in _NATIONAL:
        unit = named if word[1] in _AMERICAN else f"{word[1]} {named}"
        return replace(amount, unit=unit, end=money.end(1))
    return amount


def hedge_before(text: str) -> str:
    """Return the words at the end of `text` that make the next number inexact: more than, about; empty if none do."""
    found = _HEDGE.search(text[-_LOOK_BACK:])
    return " ".join(found[1].lower().split()) if found else ""
