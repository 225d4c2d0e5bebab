"""Which articles tell of one event: those like one, stories of a library, and who stands beside whom."""

from .beside import Account, accounts_beside
from .face import Similar, compare_articles, similar
from .like import resolve_like
from .listing import Stories, Story, Told, list_stories
from .pairs import Pairing, Pairs, count_pairs
from .signs import Profiles
from .store import load, update

__all__ = [
    "Account",
    "Pairing",
    "Pairs",
    "Profiles",
    "Similar",
    "Stories",
    "Story",
    "Told",
    "accounts_beside",
    "compare_articles",
    "count_pairs",
    "list_stories",
    "load",
    "resolve_like",
    "similar",
    "update",
]
