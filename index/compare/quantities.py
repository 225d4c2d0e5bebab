"""Finds quantities: numbers with their unit and what they count, without years, dates, times and ordinals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.compare.amounts import NEXT_WORD, hedge_before, spelled_number
from seedread.index.compare.comparison import Quantity
from seedread.index.compare.wording_data import word_set
from seedread.index.text.analysis import fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.compare.amounts import Amount
    from seedread.index.compare.comparison import Sentence

__all__ = ["find_quantities"]

_NOUNS = 4
"""How many words after a number may name what it counts."""
_WORDS_BEFORE = 3
"""How many content words before a number may be its verb."""
_REACH = 60
"""Characters before a number that are searched for its verb."""
_OF = re.compile(r"(?: [\w'’-]+){0,5} (?:of|in) ([^,;:()]{1,80})")
_PER = re.compile(r"[ -](?:an?|per)[ -]([^\W\d_]+)")
_WHOLE_WORDS = 3
"""How many words may name the whole of a percentage."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_quantities(sentence: Sentence, amounts: Iterable[Amount], stops: frozenset[str]) -> list[Quantity]:
    """Return which of its amounts are quantities of a sentence; a noun phrase ends at one of the stems in `stops`."""
    found: list[Quantity] = []
    for amount in amounts:
        nouns = tuple(_nouns(sentence.text, amount.end, stops))
        if (nouns or amount.unit) and not _is_date_or_ordinal(sentence.text, amount, nouns):
            found.append(_quantity(sentence, amount, nouns, stops))
    return found


def _quantity(sentence: Sentence, amount: Amount, nouns: tuple[str, ...], stops: frozenset[str]) -> Quantity:
    before, rest = sentence.text[: amount.start], sentence.text[amount.end :]
    return Quantity(
        sentence.n,
        amount.start,
        amount.end,
        sentence.text[amount.start : amount.end],
        amount.value,
        amount.unit,
        nouns,
        _before(before, stops),
        _whole(rest, stops) if amount.unit == "%" else frozenset(),
        _reference_unit(rest) if amount.unit else "",
        hedge_before(before),
    )


def _nouns(text: str, at: int, stops: frozenset[str]) -> Iterator[str]:
    """Yield the stems of the words after a number, up to punctuation or a function word."""
    for _ in range(_NOUNS):
        word = NEXT_WORD.match(text, at)
        if not word or word[1] == "per" or spelled_number(word[1].lower()) is not None:
            return
        if (known := stem(fold(word[1]))) in stops:
            return
        yield known
        at = word.end(1)


def _before(text: str, stops: frozenset[str]) -> frozenset[str]:
    """Return the stems of the last content words before a number."""
    words = [stem(fold(word)) for word in re.findall(r"[^\W\d_]+", text[-_REACH:])]
    return frozenset([word for word in words if word not in stops][-_WORDS_BEFORE:])


def _whole(rest: str, stops: frozenset[str]) -> frozenset[str]:
    """Return the stems of the first words for the whole: "company", "votes" in 70 per cent of the company's votes."""
    whole = _OF.match(rest)
    words = [stem(fold(word)) for word in re.findall(r"[^\W\d_]+", whole[1])] if whole else []
    return frozenset([word for word in words if word not in stops and len(word) > 1][:_WHOLE_WORDS])


def _reference_unit(rest: str) -> str:
    """Return the stem of the reference unit of a price or measure: a share, per tonne; empty if there is none."""
    match = _PER.match(rest)
    return stem(fold(match[1])) if match else ""


def _is_date_or_ordinal(text: str, amount: Amount, nouns: tuple[str, ...]) -> bool:
    """Whether a number is a year, the day of a month, a time or an ordinal."""
    if amount.unit:
        return False
    months = word_set("numbers", "months")
    before = re.findall(r"[\w.]+", text[max(0, amount.start - 16) : amount.start])
    after = NEXT_WORD.match(text, amount.end)
    following = after[1].lower().rstrip(".") if after else ""
    previous = before[-1].lower().rstrip(".") if before else ""
    if (previous in months and amount.value <= 31) or following in months or previous in word_set("numbers", "labels"):
        return True
    if following in word_set("numbers", "no_quantity") or not nouns:
        return True
    return bool(_YEAR.fullmatch(text[amount.start : amount.end]))
