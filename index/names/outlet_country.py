"""The home country of an outlet, from its address or its name."""

from __future__ import annotations

import re
from functools import cache

from seedread.index.names.countries.scan import scan
from seedread.index.names.lexicon import countries
from seedread.index.text.lazy_pattern import lazy_pattern

__all__ = ["outlet_country"]

_HOST = lazy_pattern(r"^[a-z]+://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_GENERIC_ENDINGS = frozenset(("ai", "am", "cc", "co", "fm", "im", "io", "is", "la", "me", "tv", "ws"))
"""Country-code domains that sites anywhere in the world use for their letters."""
_TRUSTED_KINDS = frozenset(("name", "demonym"))
"""Kinds of forms in an outlet's name that give its country; a city may be a namesake, as in London Free Press."""


@cache
def outlet_country(url: str | None, source: str | None) -> str | None:
    """Return the country code from the address (.ca, .co.uk) or the name (Korea Herald), None if neither gives one."""
    host = _HOST.match(url) if url else None
    ending = host[1].lower().rpartition(".")[2] if host else ""
    code = {"uk": "GB", "gov": "US", "mil": "US"}.get(ending, ending.upper())
    if code in countries() and ending not in _GENERIC_ENDINGS:
        return code
    named = {found.code for found in scan(source) if found.kind in _TRUSTED_KINDS} if source else set()
    return next(iter(named)) if len(named) == 1 else None
