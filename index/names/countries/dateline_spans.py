"""Measures the dateline of a paragraph: a city in it counts as the place of the news."""

from __future__ import annotations

import re

__all__ = ["dateline_length"]

_DATELINE = re.compile(
    r"""
      (?=[A-Z'. ]*[A-Z]{3}) [^\n—–:!?;]{2,60}?                   # BRUSSELS; TEHRAN, Oct. 11 (Xinhua)
        (?: [ ]?[—–] | [ ]-{1,2}(?:\s|\Z) | --?[ ] | :[ ] | [ ]\d{4}-\d\d-\d\d )
    | [A-Z][\w'.]+ (?:[ ][A-Z][\w'.]+){0,2}                     # Ashgabat; Nay Pyi Taw
        (?:,[ ][A-Z][\w.]+){0,2} (?:[ ]\([A-Za-z ]{2,12}\))?
        [ ][—–-]{1,2}[ ]
    """,
    re.VERBOSE,
)


def dateline_length(paragraph: str) -> int:
    """Return the length of the dateline at the start of `paragraph` in characters, 0 if there is none."""
    match = _DATELINE.match(paragraph)
    return match.end() if match else 0
