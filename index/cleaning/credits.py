"""Reads the outlet from a credit line."""

from __future__ import annotations

import re

__all__ = ["credited_source"]

LONGEST = 90
_CREDIT = re.compile(
    r"(?:credits?|sources?|via|originally published (?:by|in|on|at)|first published (?:by|in|on|at)|courtesy|quelle|"
    r"fuente|fonte|bron|źródło|kaynak|источник|джерело|المصدر|منبع|来源|來源)\s*[:：]\s*(?P<outlet>\S.*)",
    re.IGNORECASE,
)


def credited_source(text: str) -> str | None:
    """Return the outlet if `text` is a credit line such as "Source: Reuters", else None."""
    found = _CREDIT.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if not found:
        return None
    outlet = found["outlet"].strip(" .")
    return outlet if outlet and len(outlet.split()) <= 8 else None
