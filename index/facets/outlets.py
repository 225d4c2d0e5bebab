"""The outlet that a source names: "BBC", "BBC News" and "bbc.co.uk" are one row of the facet.

A pure function of the written name, so that the order of the articles does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from seedread.index.text.data_files import read_table
from seedread.index.text.urls import outlet_of

__all__ = ["Outlet", "label_rank", "outlet_named"]


class Outlet(NamedTuple):
    """A row of the sources."""

    key: str
    """The same for every way to write it."""
    name: str
    """The name to show: the usual one of a great outlet, else as written."""


_DOMAIN = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:].*)?\Z", re.IGNORECASE)
_SECTION = re.compile(r"\s+[|–—·»/-]\s+|\s*[|»]\s*|:\s+")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "ac", "or", "ne", "go", "edu", "uk", "gob", "gouv"))
_ANYWHERE = frozenset(("com", "org", "net", "info", "news", "tv", "co", "io", "online", "press", "media", "biz"))
"""Top-level domains of no country: an outlet's name leaves them out."""
_HOSTS = frozenset(
    ("blogspot", "wordpress", "substack", "medium", "tumblr", "github", "typepad", "livejournal", "wixsite")
)
"""Sites that hold many outlets, a subdomain each."""
_LONGEST = 200


@lru_cache(maxsize=4096)
def outlet_named(source: str) -> Outlet:
    """Return the outlet that a written source or address means.

    >>> outlet_named("bbc.co.uk/news").name, outlet_named("BBC News | Europe").name, outlet_named("The Example").key
    ('BBC', 'BBC', 'example')
    """
    text = " ".join(source[:_LONGEST].split())
    domain = _DOMAIN.fullmatch(text)
    if domain:
        return _of_domain(domain[1].lower(), text)
    for written in (text, _SECTION.split(text, maxsplit=1)[0]):
        if found := _names().get(_key(written)):
            return found
    return Outlet(_key(text) or text.casefold(), text)


def label_rank(label: str) -> tuple[bool, bool, str]:
    """Return the rank of a name among those of one row, the best one first: no address, no capitals only."""
    return _DOMAIN.fullmatch(label) is not None, label.isupper() and len(label) > 5, label


def _of_domain(host: str, text: str) -> Outlet:
    host = outlet_of(f"http://{host}") or host
    parts = host.split(".")
    for n in range(len(parts) - 1):
        if found := _domains().get(".".join(parts[n:])):
            return found
    if found := _names().get(_key(text)):
        return found
    suffix = 2 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 1
    own = parts[:-suffix]
    name = own[-1] if own[-1] not in _HOSTS else "".join(own)
    key = name.replace("-", "")
    key = key.removeprefix("the") if len(key) > 6 else key
    return Outlet(key if parts[-1] in _ANYWHERE else f"{key}.{parts[-1]}", host)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)


@cache
def _names() -> dict[str, Outlet]:
    """Return the great outlets by the key of each of their names."""
    return {_key(written): outlet for outlet, names, _ in _table() for written in (outlet.name, *names)}


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet, _, domains in _table() for domain in domains}


@cache
def _table() -> tuple[tuple[Outlet, tuple[str, ...], tuple[str, ...]], ...]:
    rows = read_table("facets", "outlets.tsv")
    return tuple(
        (Outlet(_key(name), name), tuple(filter(None, others.split(";"))), tuple(filter(None, domains.split(";"))))
        for name, others, domains in rows
    )
