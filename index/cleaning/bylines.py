"""Reads the author out of a byline."""

from __future__ import annotations

import re

from seedread.index.cleaning.date_lines import DATE
from seedread.index.cleaning.labels import label_words

__all__ = ["byline_of", "is_name"]

LONGEST = 120
_BY = re.compile(
    r"(?:(?:written|posted|reported|reporting|published|story|words|edited|authored|review(?:ed)?|compiled|article|text)"
    r" )?by:? (?=[^\W\d_])|(?:author|writer|reporter|editor|journalist|reporting|editing|written|autor|autora|auteur|"
    r"autore|автор|текст|von|par|por) ?: ?|(?:von|par|por|di|door|av) (?=[^\W\d_]+ [^\W\d_]+\Z)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\s*(?:[|•·–—/]|\son\s|\sat\s|\bpublished\b|\bupdated\b|\bposted\b|\b\d+ (?:min|hour|day|week|month|year)"
    rf"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b{DATE}).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NAME_PART = re.compile(r"(?:[^\W\d_][\w'’-]*\.?|[^\W\d_]\.(?:[^\W\d_]\.)*)\Z")
_LINK_WORDS = label_words("in a name")
_ROLES = re.compile(
    r"writer|reporter|editor|correspondent|columnist|staff|contributor|desk|agency|press|news|reuters|afp|bureau|"
    r"journalist|producer|author|team|chief|guest|special|associate",
    re.IGNORECASE,
)


def byline_of(text: str) -> str | None:
    """Return who wrote it when `text` is a byline, without its "By"."""
    if len(text) > LONGEST or not (found := _BY.match(text)):
        return None
    who = _AFTER.sub("", text[found.end() :]).strip(" ,;:.")
    parts = [part.strip() for part in who.split(",") if part.strip()]
    if not parts or len(who.split()) > 14:
        return None
    named = is_name(parts[0], longest=8) or _ROLES.search(parts[0])
    return who if named and (who[0].isupper() or not who[0].islower()) else None


def is_name(text: str, longest: int = 4) -> bool:
    """Return whether `text` can be a name, or names with "and": capitalised words and the small ones between them."""
    words = text.replace("&", "and").split()
    if not 1 <= len(words) <= longest:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 1 and all(
        _NAME_PART.match(word) and (not word[0].islower() or word.lower() in _LINK_WORDS) for word in words
    )
