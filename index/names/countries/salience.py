"""Decides which of its countries a text is about, from where and how it names them.

The weights were fitted on agency news in which staff had tagged the places in focus, and checked on held-out halves.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedread.index.article import DATELINE, TITLE
from seedread.index.names.countries.dateline_spans import dateline_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.names.countries.country_linker import CountryMention

__all__ = ["salient_codes"]

_COUNTS = {
    "name": 1.0,
    "abbreviation": 1.0,
    "historical": 1.0,
    "demonym": 0.8,
    "metonym": 0.8,
    "capital": 0.6,
    "place": 0.4,
}
"""The weight of a mention in the body, by kind."""
_IN_TITLE = {"name": 0.85, "abbreviation": 0.85, "historical": 0.85, "demonym": 0.2, "metonym": 0.2, "capital": 0.2}
_IN_LEAD = {"name": 0.5, "abbreviation": 0.5, "historical": 0.5, "demonym": 0.25, "metonym": 0.25}
_IN_DATELINE = 1.0
_ALONE = 0.3
_SHARE = 2.3
_THRESHOLD = 1.0
_SHARE_POWER = 1.25
_FEW = 2.7
"""With fewer mentions than this a share means little."""
_LEAD_LENGTH = 40
"""A first paragraph shorter than this is a byline or a dateline, not the lead."""


def salient_codes(mentions: Sequence[CountryMention], paragraphs: Sequence[str]) -> set[str]:
    """Return the codes of the countries that the text is about: in the dateline, or salient in title, lead and body."""
    lead, dateline = _lead(paragraphs)
    counts: defaultdict[str, float] = defaultdict(float)
    bonus: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for found in mentions:
        mention = found.mention
        if mention.paragraph == TITLE:
            part, weight = "title " + found.kind, _IN_TITLE.get(found.kind, 0.0)
        elif mention.paragraph == DATELINE or (
            mention.paragraph <= lead and mention.end <= dateline[mention.paragraph]
        ):
            part, weight = "dateline", _IN_DATELINE
        elif mention.paragraph == lead:
            part, weight = "lead", _IN_LEAD.get(found.kind, 0.0)
        else:
            part, weight = "", 0.0
        if part != "dateline":
            counts[found.code] += _COUNTS[found.kind]
        scores = bonus[found.code]
        scores[part] = max(weight, scores.get(part, 0.0))
    most = max(counts.values(), default=0)
    return {
        code
        for code, scores in bonus.items()
        if _share(counts[code], most) + sum(scores.values()) + _ALONE * (len(bonus) == 1) >= _THRESHOLD
    }


def _share(count: float, most: float) -> float:
    return _SHARE * (count / most) ** _SHARE_POWER * count / (count + _FEW) if most else 0.0


def _lead(paragraphs: Sequence[str]) -> tuple[int, list[int]]:
    """Return the number of the lead paragraph, and the dateline's length in each paragraph up to it."""
    datelines = []
    for n, paragraph in enumerate(paragraphs[:4]):
        datelines.append(dateline_length(paragraph))
        if len(paragraph) - datelines[n] >= _LEAD_LENGTH:
            break
    return len(datelines) - 1, datelines
