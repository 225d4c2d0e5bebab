"""Finds the headline: among the units before the body, or in what is known from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.cleaning.dates import is_date_line
from seedread.index.cleaning.datelines import dateline_of
from seedread.index.cleaning.phrases import words_of
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features import Features
    from seedread.index.cleaning.phrases import Words

__all__ = ["find_headline", "is_same_headline", "lead_as_title", "mark_headline"]

LONGEST = 180
"""Size of the longest headline."""
CLIPPED = 90
"""Characters of a title that is taken from the lead."""
_ARTICLE = frozenset(("the", "a", "an", "was", "were", "is", "are", "has", "have", "had", "he", "she", "they", "it"))
_BORDER = re.compile(r"[.!?…。！？]['\"”’»)]{0,2}(?=\s|\Z)|[。！？]")
_SITE = re.compile(r"\s+[|–—·»-]\s+\S.*\Z")


def find_headline(units: Sequence[Features], verdicts: Sequence[Verdict | None], known: str | None) -> str | None:
    """Return the headline: the `known` one, else the unit that looks most like it, None when none does."""
    if known and known.strip():
        return " ".join(known.split())
    body = next((at for at, unit in enumerate(units) if unit.prose and verdicts[at] is None), len(units))
    best, most = None, 0.0
    for at in range(min(body + 1, len(units))):
        unit = units[at]
        if verdicts[at] is not None or not _can_be(unit) or (unit.ends and not _opens_text(units, at)):
            continue
        points = _likeness(units, at, body)
        if points >= most and points > 0:
            best, most = at, points
    return None if best is None else _without_site(units[best].text, units)


def mark_headline(units: Sequence[Features], verdicts: list[Verdict | None], headline: Words) -> None:
    """Mark the unit that is the headline, and those that repeat it."""
    seen = False
    for at, unit in enumerate(units):
        if unit.size <= LONGEST + 40 and is_same_headline(unit.words, headline):
            verdicts[at] = Verdict("duplicate title", "repeats the title") if seen else Verdict("title", "the title")
            seen = True


def _can_be(unit: Features) -> bool:
    return (
        unit.size <= LONGEST
        and (unit.tokens >= 3 or unit.size >= 12)
        and unit.sentences <= 1
        and not unit.listed
        and not unit.lower
        and not unit.text.endswith((",", ";", ":"))
    )


def _opens_text(units: Sequence[Features], at: int) -> bool:
    """Whether a unit that ends as a sentence is a headline all the same: by its capitals, or by what follows it."""
    unit = units[at]
    if at + 1 >= len(units):
        return False
    if unit.capitals > 0.6 and unit.tokens >= 4:
        return True
    after = units[at + 1]
    if is_date_line(after.text) or dateline_of(after.text):
        return True
    return after.prose and unit.size <= CLIPPED and not unit.sentences and _ARTICLE.isdisjoint(unit.words)


def _likeness(units: Sequence[Features], at: int, body: int) -> float:
    unit, first, points = units[at], units[0].words, 0.0
    points += 1.0 if unit.tokens >= 4 else -1.0
    points += 1.0 if 25 <= unit.size <= 130 else 0.0
    points += 2.5 if at == 0 else 0.0
    points -= 0.04 * min(50, body - at)
    points -= 1.0 if unit.separators else 0.0
    if at > 0 and len(unit.words) >= 4 and first[: len(unit.words)] == unit.words:
        points += 4.0
    if at + 1 < len(units) and unit.words == units[at + 1].words:
        points += 2.0
    return points


def is_same_headline(words: Words, headline: Words) -> bool:
    """Return whether a unit repeats the headline, a site's name after it allowed."""
    if words == headline:
        return True
    shorter, longer = sorted((words, headline), key=len)
    return len(shorter) >= 5 and longer[: len(shorter)] == shorter and len(longer) - len(shorter) <= 6


def _without_site(text: str, others: Sequence[Features]) -> str:
    """Return the headline without the site's name behind a bar, where the headline also stands alone."""
    bare = _SITE.sub("", text)
    words = words_of(bare)
    return bare if bare != text and any(unit.words == words for unit in others) else text


def lead_as_title(paragraph: str) -> str:
    """Return the beginning of the lead, cut where a sentence or a word ends."""
    if len(paragraph) <= CLIPPED:
        return paragraph
    borders = [found.end() for found in _BORDER.finditer(paragraph, 0, CLIPPED)]
    if borders and borders[-1] >= CLIPPED // 3:
        return paragraph[: borders[-1]]
    cut = paragraph.rfind(" ", 0, CLIPPED)
    return paragraph[: cut if cut >= CLIPPED // 2 else CLIPPED - 1].rstrip(" ,;:–—-") + "…"
