"""Links a family name alone by prior: the holder of an office, in a country that the article names or worldwide."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from seedread.index.names.disambiguation import MAJOR_POWERS, RECENT_DAYS
from seedread.index.names.document_context import same_state
from seedread.index.names.office import FOREIGN
from seedread.index.names.spelling import are_variants

if TYPE_CHECKING:
    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader

__all__ = ["is_distinctive", "link_by_office_prior", "link_by_prominence"]


def link_by_office_prior(mention: DetectedMention, context: DocumentContext) -> Leader | None:
    """Return the only present office holder with this family name in a country that the article names."""
    if len(mention.keys[-1]) < 3 - bool(mention.has_honorific or mention.owner):
        return None
    people = [
        leader
        for leader in context.gazetteer.with_family_name(mention.keys[-1])
        if _is_called(leader, mention.keys[-1])
        and (same_state(leader.country, mention.owner) if mention.owner else context.mentions_country(leader.country))
    ]
    date = context.date or datetime.date.max  # without a date, the present holders
    people = [leader for leader in people if leader.in_office(date, days=RECENT_DAYS)]
    if len({leader.id for leader in people}) != 1:
        return None
    leader = people[0]
    if leader.held("monarch") and not leader.held("premier"):
        return None  # a monarch's first name needs the title
    others = mention.keys[0] in context.gazetteer.starts and mention.keys[0] != leader.spellings[0][0]
    return leader if mention.has_honorific or mention.owner or not others else None


def _is_called(leader: Leader, word: str) -> bool:
    """Whether this word is a form of address from the canonical name, in any spelling."""
    return any(are_variants(word, own) for own in leader.canonical_address_names)


def link_by_prominence(mention: DetectedMention, context: DocumentContext) -> Leader | None:
    """Return the head of a major power, whose country texts may leave out, if no other leader has the name."""
    date, word = context.date, mention.keys[-1]
    if date is None or mention.owner or len(word) < 5:
        return None
    people = [
        leader
        for leader in context.gazetteer.with_family_name(word)
        if _is_called(leader, word) and leader.in_office(date)
    ]
    if len(people) != 1 or people[0].country not in MAJOR_POWERS or people[0].office_at(date)[0].family == FOREIGN:
        return None
    return people[0]


def is_distinctive(word: str, context: DocumentContext) -> bool:
    """Whether a family name is distinctive: it is long and no first name, and the article has a date."""
    return context.date is not None and len(word) > 5 and word not in context.gazetteer.starts
