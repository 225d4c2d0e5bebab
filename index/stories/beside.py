"""The other articles of an article's story, as they stand beneath it in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.highlight import Lighter
from seedread.index.results import Hit

from .face import kind_of
from .listing import story_of
from .signs import signs

if TYPE_CHECKING:
    from seedread.index.compare import Kind
    from seedread.index.query import Node

    from .groups import Groups
    from .signs import Profiles

__all__ = ["Account", "accounts_beside"]


@dataclass(frozen=True, slots=True)
class Account:
    """Another article on the same event."""

    hit: Hit
    kind: Kind
    """What it is to the article that it stands beside."""


def accounts_beside(groups: Groups, profiles: Profiles, number: int, lit: Node) -> tuple[Account, ...]:
    """Return the other articles of the story of document `number`, the first account first, copies behind theirs.

    In titles and passages that is lit which `lit` asks for.
    """
    own = profiles.of(number)
    story = story_of(groups, profiles.reader, own.id)
    if story is None:
        return ()
    lighter = Lighter(lit)
    found = []
    for told in (one for account in story.accounts for one in (account, *account.copies)):
        other = None if told.id == own.id else profiles.by_id(told.id)
        if other is not None:
            kind = kind_of(profiles, own, other, signs(own, other, profiles.rare))
            # The story says so, though the two alone would not be enough.
            kind = "same event" if kind == "related" else kind
            found.append(Account(Hit(profiles.reader.row(other.number), 0.0, lighter), kind))
    return tuple(found)
