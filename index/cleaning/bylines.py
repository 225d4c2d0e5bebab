"""Reads the author from a byline."""

from __future__ import annotations

import re

from seedread.index.cleaning.date_only_lines import DATE, published_in
from seedread.index.cleaning.word_lists import word_list
from seedread.index.text.byline_names import names_in_byline
from seedread.index.text.lazy_pattern import lazy_pattern

__all__ = ["byline_of", "looks_like_name", "persons_of"]

LONGEST = 120
_BY = re.compile(
    r"(?:posted|published) (?:on )?.{4,30}? by (?=[^\W\d_])"
    r"|(?:(?:written|posted|reported|reporting|published|story|words|edited|authored|review(?:ed)?|compiled|article|text)"
    r" )?by:? (?=[^\W\d_])|(?:author|writer|reporter|editor|journalist|reporting|editing|written|autor|autora|auteur|"
    r"autore|автор|текст|von|par|por) ?: ?|(?:von|par|por|di|door|av) (?=[^\W\d_]+ [^\W\d_]+\Z)"
    r"|(?:von|par|por) (?=[^\W\d_]+ [^\W\d_]+, (?:[^\W\d_]+ ?){1,3}\Z)",
    re.IGNORECASE,
)
_NAME_AND_DATE = lazy_pattern(
    r"(?:von|par|por|di|door|av) (?P<name>[^\d,|•·–—]{3,50})(?:[,|•·–—] *[^\W\d_][^\d,]{1,30})?[,|•·–—] *"
    r"(?P<date>[^,|•·–—]*\d[^|]*)\Z",
    re.IGNORECASE,
)
"""In languages whose word for "by" is more often another word: a name and a date, with a place between them."""
_AFTER = lazy_pattern(
    rf"\s*(?:[|•·–—/]|\son\s|\sat\s|\bpublished\b|\bupdated\b|\bposted\b|\b\d+ (?:min|hour|day|week|month|year)"
    rf"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b{DATE}).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT = re.compile(r"[\s(,]*(?:\S+@\S+\.\w+|@\w+)\)?")
_NAME_PART = re.compile(r"(?:[^\W\d_][\w'’-]*\.?|[^\W\d_]\.(?:[^\W\d_]\.)*)\Z")
_PARTICLES = word_list("in a name")
_ROLES = lazy_pattern(
    r"writer|reporter|editor|correspondent|columnist|staff|contributor|desk|agency|press|news|reuters|afp|bureau|"
    r"journalist|producer|author|team|chief|guest|special|associate",
    re.IGNORECASE,
)


def byline_of(text: str) -> str | None:
    """Return the author without "By" if `text` is a byline, else None."""
    if len(text) > LONGEST:
        return None
    if dated := _NAME_AND_DATE.match(text):
        name, date = dated["name"].strip(), dated["date"]
        return name if looks_like_name(name) and " " in name and published_in(date) else None
    if not (found := _BY.match(text)):
        return None
    author = _AFTER.sub("", _CONTACT.sub("", text[found.end() :])).strip(" ,;:.")
    parts = [part.strip() for part in author.split(",") if part.strip()]
    if not parts or len(author.split()) > 14:
        return None
    named = looks_like_name(parts[0], longest=8) or _ROLES.search(parts[0])
    return persons_of(author) if named and not author[0].islower() else None


def persons_of(author: str) -> str:
    """Return an author without roles, places and handles beside the names; as printed, if it is names alone."""
    names = names_in_byline(author)
    rest = author
    for name in names:
        rest = rest.replace(name, " ")
    return ", ".join(names) if names and re.sub(r"\band\b|[\W_]", "", rest) else author


def looks_like_name(text: str, longest: int = 4) -> bool:
    """Return whether `text` looks like a name, or names with "and": capitalised words and particles between them."""
    words = text.replace("&", "and").split()
    if not 1 <= len(words) <= longest:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 1 and all(
        _NAME_PART.match(word) and (not word[0].islower() or word.lower() in _PARTICLES) for word in words
    )
