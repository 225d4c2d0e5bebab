"""Rewords set phrases of attribution as plain verbs of speech, so that few rules find the speaker in all of them."""

from __future__ import annotations

import re
from functools import lru_cache

from seedread.index.compare.proper_names import NAME, TITLES_WITH_STOP, join_offices

__all__ = ["normalise_cues"]

_DATELINE = re.compile(r"^[A-Z][A-Z'’. ]+(?:, [A-Z][\w. ,]{1,30})? (?:\(\w+\) )?(?:--|[—–-]) ")
_DASHES = re.compile(r"(?<!\s)\s+[—–-]\s+")
_TITLE_STOP = re.compile(rf"\b({TITLES_WITH_STOP}|Jr|Sr)\.")
_REWORDINGS = (
    ("(", re.compile(r"\s\((?:[RDI]-)?[A-Z][\w. -]{0,24}\)"), ""),
    ("-", re.compile(r"\s?,\s[RDI]-[A-Z][\w.]*(?: [A-Z]\w+\.?)?(?:,(?= (?!the|an?|who)[a-z])|(?=,))"), ""),
    ("put", re.compile(r"\bas ((?:[\w’'-]+ ){1,4}?)puts? it\b(?!,? *$)"), r"\1said"),
    (
        "quoted",
        re.compile(rf"\bquoted ({NAME}|(?:an?|the|one|its|his|her|their) [\w ’'-]{{3,60}}?) as saying\b"),
        r", \1 said",
    ),
    ("quoted", re.compile(r"\b(?:was|were|is|has been) quoted (?:by [\w ]+ )?as saying\b"), "said"),
    (" out", re.compile(r"\bpoint(?:s|ed) out\b"), "noted"),
    (" of", re.compile(r"\bsp(?:oke|eaks) of\b"), "noted"),
    (" that", re.compile(r"\b(?:found|finds|reports|maintains|maintained)(?= that\b)"), "noted"),
    (" on", re.compile(r"\b(?:goes|went) on(?: to (?:say|add)\b|(?=:))"), "said"),
    (" back", re.compile(r"\b(?:shot|hit|fired) back\b"), "replied"),
    (" it", re.compile(r"\b(?:puts?|saw|sees) it(?: [\w ]{1,40})?[:,]"), "said:"),
)
"""A part that a text must have, what is reworded, and the words for it. The first two are the party of a politician."""


@lru_cache(maxsize=64)
def normalise_cues(text: str) -> str:
    """Return `text` without dateline, with dashes as commas, titles without full stops, and set phrases as "said"."""
    plain = join_offices(_DATELINE.sub("", text.replace(" ,", ","), count=1))
    plain = _DASHES.sub(", ", _TITLE_STOP.sub(r"\1", plain))
    for part, wording, verb in _REWORDINGS:
        if part in plain:
            plain = wording.sub(verb, plain)
    return plain
