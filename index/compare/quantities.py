"""Finds quantities: numbers with their unit and what they count, without years, dates, times and ordinals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.comparison import Quantity
from seedread.index.compare.wording_data import word_map, word_set
from seedread.index.text.analysis import fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare.comparison import Sentence

__all__ = ["find_quantities"]

_NOUNS = 3
"""How many words after a number may name what it counts."""
_REACH = 60
"""Characters before a number that are searched for its verb."""
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELLED = "|".join(sorted(word_map("numbers", "words"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(US\$|[$€£¥])?\s?({_DIGITS}|(?:{_SPELLED})(?:-(?:{_SPELLED}))?\b)(?![\d:/])(%)?", re.IGNORECASE
)
_OF = re.compile(r"(?: [\w'’-]+){0,5} (?:of|in) ([^,;:()]{1,80})")
_PER = re.compile(r"[ -](?:an?|per)[ -]([^\W\d_]+)")
_WHOLE_WORDS = 3
"""How many words may name the whole of a percentage."""
_NATIONAL = frozenset(["$", "£", "rouble", "franc", "mark", "lira", "rupee", "rial", "riyal"])
"""Currency names that several countries share."""
_AMERICAN = frozenset(("American", "U.S", "US"))
_WORD = re.compile(r"[ -]?([^\W\d_]+(?:['’.][^\W\d_]+)*)\.?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SIGNS = {"US$": "$"}


class _Amount(NamedTuple):
    value: float
    unit: str
    end: int


def find_quantities(sentence: Sentence, stops: frozenset[str]) -> list[Quantity]:
    """Return the quantities of a sentence, in order; a noun phrase ends at one of the stems in `stops`."""
    found: list[Quantity] = []
    at = 0
    while match := _NUMBER.search(sentence.text, at):
        at = match.end()
        read = _read(sentence.text, match)
        if read is None:
            continue
        at = read.end
        start = match.start(1) if match[1] else match.start(2)
        nouns = tuple(_nouns(sentence.text, read.end, stops))
        if (nouns or read.unit) and not _is_date_or_ordinal(sentence.text, start, read, nouns):
            text = sentence.text[start : read.end]
            before = _before(sentence.text[:start], stops)
            of = _whole(sentence.text[read.end :], stops) if read.unit == "%" else frozenset()
            per = _reference_unit(sentence.text[read.end :]) if read.unit else ""
            found.append(Quantity(sentence.n, start, read.end, text, read.value, read.unit, nouns, before, of, per))
    return found


def _read(text: str, match: re.Match[str]) -> _Amount | None:
    digits = match[2].lower()
    if digits[0].isdigit():
        value = float(digits.replace(",", ""))
        if text[match.end() : match.end() + 1].isalpha() or re.match(r"-\d", text[match.end() :]):
            return _glued(text, match, value)
    else:
        spelled = _spelled(digits)
        if spelled is None or match[1] or match[3]:
            return None
        value = spelled
    unit = _SIGNS.get(match[1], match[1]) if match[1] else ("%" if match[3] else "")
    return _with_unit(text, value, unit, match.end())


def _glued(text: str, match: re.Match[str], value: float) -> _Amount | None:
    """Read 1.7bn, 30km and 5m, written without a space; MI5, G7, 22nd and 1980s are not quantities."""
    word = re.compile(r"[A-Za-z]+").match(text, match.end())
    if not word:
        return None
    scale = {"m": 1e6, "k": 1e3}.get(word[0].lower()) if match[1] else None
    scale = scale or (float(found) if (found := word_map("numbers", "scales").get(word[0].lower())) else None)
    sign = _SIGNS.get(match[1], match[1]) or ""
    if scale:
        return _with_unit(text, value * scale, sign, word.end())
    unit = word_map("numbers", "units").get(word[0].lower())
    return _Amount(value, unit, word.end()) if unit else None


def _spelled(word: str) -> float | None:
    words = word_map("numbers", "words")
    tens, _, ones = word.partition("-")
    if ones:
        return float(words[tens]) + float(words[ones]) if tens in words and ones in words else None
    return float(words[word]) if word in words else None


def _with_unit(text: str, value: float, unit: str, end: int) -> _Amount:
    """Read what follows the number: a scale, then a unit or per cent."""
    if (word := _WORD.match(text, end)) and (scale := word_map("numbers", "scales").get(word[1].lower())):
        value, end = value * float(scale), word.end(1)
    if unit or not (word := _WORD.match(text, end)):
        return _Amount(value, unit, end)
    if word[1].lower() in word_set("numbers", "percent"):
        return _Amount(value, "%", word.end(1))
    if cent := re.compile(r" per cent\b").match(text, end):
        return _Amount(value, "%", cent.end())
    units = word_map("numbers", "units")
    named = units.get(word[1].lower())
    if named:
        return _Amount(value, named, word.end(1))
    money = _WORD.match(text, word.end())
    if word[1][0].isupper() and money and (named := units.get(money[1].lower())) in _NATIONAL:
        return _Amount(value, named if word[1] in _AMERICAN else f"{word[1]} {named}", money.end(1))
    return _Amount(value, "", end)


def _nouns(text: str, at: int, stops: frozenset[str]) -> Iterator[str]:
    """Yield the stems of the words after a number, up to punctuation or a function word."""
    for _ in range(_NOUNS):
        word = _WORD.match(text, at)
        if not word or word[1] == "per" or _spelled(word[1].lower()) is not None:
            return
        if (known := stem(fold(word[1]))) in stops:
            return
        yield known
        at = word.end(1)


def _before(text: str, stops: frozenset[str]) -> frozenset[str]:
    """Return the stems of the last content words before a number."""
    words = [stem(fold(word)) for word in re.findall(r"[^\W\d_]+", text[-_REACH:])]
    return frozenset([word for word in words if word not in stops][-_NOUNS:])


def _whole(rest: str, stops: frozenset[str]) -> frozenset[str]:
    """Return the stems of the first words for the whole: "company", "votes" in 70 per cent of the company's votes."""
    whole = _OF.match(rest)
    words = [stem(fold(word)) for word in re.findall(r"[^\W\d_]+", whole[1])] if whole else []
    return frozenset([word for word in words if word not in stops and len(word) > 1][:_WHOLE_WORDS])


def _reference_unit(rest: str) -> str:
    """Return the stem of the reference unit of a price or measure: a share, per tonne; empty if there is none."""
    match = _PER.match(rest)
    return stem(fold(match[1])) if match else ""


def _is_date_or_ordinal(text: str, start: int, read: _Amount, nouns: tuple[str, ...]) -> bool:
    """Whether a number is a year, the day of a month, a time or an ordinal."""
    if read.unit:
        return False
    months = word_set("numbers", "months")
    before = re.findall(r"[\w.]+", text[max(0, start - 16) : start])
    after = _WORD.match(text, read.end)
    following = after[1].lower().rstrip(".") if after else ""
    if (before and before[-1].lower().rstrip(".") in months and read.value <= 31) or following in months:
        return True
    if following in word_set("numbers", "no_quantity") or not nouns:
        return True
    return bool(_YEAR.fullmatch(text[start : read.end]))
