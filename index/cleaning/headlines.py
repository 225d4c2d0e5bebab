"""Finds the headline: among the units before the body, or in what is known from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.date_lines import is_date_line
from seedread.index.cleaning.datelines import dateline_of
from seedread.index.cleaning.phrases import words_of
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.phrases import Words

__all__ = ["find_headline", "lead_as_title", "mark_headline"]

LONGEST = 180
"""Size of the longest headline."""
CLIPPED = 90
"""Characters of a title that is taken from the lead."""
TALKED_ABOUT = 8
"""Units of the body whose words a headline shares."""
LEAST_LIKE = 2.0
"""Points without which nothing is a headline."""
TITLE_CASE = 0.6
"""Share of capitalised words from which a line is set as a title."""
REACH = 40
"""Units before the body among which a headline is looked for."""
FURNISHED = 0.2
"""Share of furniture from which a document is a whole page."""
_ARTICLE = frozenset(("the", "a", "an", "was", "were", "is", "are", "has", "have", "had", "he", "she", "they", "it"))
_BORDER = re.compile(r"[.!?…。！？]['\"”’»)]{0,2}(?=\s|\Z)|[。！？]")
_SITE = re.compile(r"\s+[|–—·»-]\s+\S.*\Z")


def find_headline(units: Sequence[Features], verdicts: Sequence[Verdict | None], body: int) -> str | None:
    """Return the unit that looks most like a headline, None when none does; `body` is the first unit of the body."""
    prose = [unit for unit in units[body : body + TALKED_ABOUT] if unit.prose]
    told = Told(
        frozenset(word for unit in prose for word in unit.words),
        Counter(unit.words for unit in units if unit.size <= LONGEST),
        furnished=sum(verdict is not None for verdict in verdicts) > FURNISHED * len(units),
    )
    best, most = None, LEAST_LIKE
    for at in range(min(body + 1, len(units))):
        unit = units[at]
        if at and at < body - REACH:
            continue
        if verdicts[at] is not None or not _can_be(unit) or (_is_statement(unit) and not _opens_text(units, at)):
            continue
        points = _likeness(units, verdicts, at, body, told)
        if points >= most:
            best, most = at, points
    return None if best is None else _without_site(units[best].text, units)


def mark_headline(units: Sequence[Features], verdicts: list[Verdict | None], headline: Words) -> None:
    """Mark the unit that is the headline, and those that repeat it."""
    seen = False
    for at, unit in enumerate(units):
        if _repeats(unit, headline):
            verdicts[at] = Verdict("duplicate title", "repeats the title") if seen else Verdict("title", "the title")
            seen = True


def _repeats(unit: Features, headline: Words) -> bool:
    """Whether the unit is the headline, cut off or with a site's name after it."""
    if unit.words == headline:
        return unit.size <= LONGEST + 40
    if unit.ends or len(headline) < 5 or unit.size > LONGEST + 40:
        return False
    if unit.separators and unit.words[: len(headline)] == headline:
        return len(unit.words) <= len(headline) + 6
    return len(unit.words) >= 5 and len(unit.words) > 0.6 * len(headline) and headline[: len(unit.words)] == unit.words


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
    unit, after = units[at], units[at + 1 : at + 3]
    if not after:
        return False
    if unit.capitals > TITLE_CASE and unit.tokens >= 4:
        return True
    if any(is_date_line(other.text) or ((line := dateline_of(other.text)) and line.alone) for other in after):
        return True
    brief = unit.size <= CLIPPED and not unit.sentences and _ARTICLE.isdisjoint(unit.words)
    return bool(dateline_of(after[0].text)) or (brief and after[0].prose)


def _is_statement(unit: Features) -> bool:
    return unit.capitals <= TITLE_CASE and unit.text.rstrip("\"'”’»)").endswith((".", "。"))


@dataclass(frozen=True, slots=True)
class Told:
    """What the rest of the document tells about a headline."""

    words: frozenset[str]
    """Those of the beginning of the body."""
    seen: Counter[Words]
    """How often each short unit stands in the document."""
    furnished: bool
    """Whether it is a whole page, whose first line is seldom the headline."""


def _likeness(units: Sequence[Features], verdicts: Sequence[Verdict | None], at: int, body: int, told: Told) -> float:
    unit, first = units[at], units[0].words
    content = [word for word in unit.words if len(word) > 3]
    points = 1.0 if unit.tokens >= 4 else -1.0
    points += 1.0 if 25 <= unit.size <= 130 else 0.0
    points += (0.5 if told.furnished else 2.5) if at == 0 else 0.0
    points -= 0.1 * min(20, body - at) if at or told.furnished else 0.0
    points -= 1.0 * bool(unit.separators) + 1.5 * _is_statement(unit)
    points -= 1.0 * any(phrase is not None for phrase in (unit.line, unit.start, unit.within))
    points += 3.0 * sum(word in told.words for word in content) / max(3, len(content))
    points += 1.5 * (told.seen[unit.words] > 1)
    points += 3.0 * (at > 0 and len(unit.words) >= 4 and first[: len(unit.words)] == unit.words)
    after = [verdict.kind for verdict in verdicts[at + 1 : at + 4] if verdict]
    return points + 1.5 * ("byline" in after or "dateline" in after)


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
    return paragraph[: cut if cut >= CLIPPED // 2 else CLIPPED - 1].rstrip(" ,;:") + "…"
