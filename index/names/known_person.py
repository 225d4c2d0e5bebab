"""Recognises a known person that a title names before the first office, or with a scraper's or typist's slip.

Without it one article makes a second row beside the known person's: a ghost.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from seedread.index.names.disambiguation import RECENT_DAYS
from seedread.index.names.document_context import same_state
from seedread.index.names.gazetteer import name_key
from seedread.index.text.edit_distance import neighbours_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader

__all__ = ["known_person", "with_glued_word"]

_CAREER = datetime.timedelta(days=40 * 365)
"""The longest time before the first office in which a text may name the person."""
_SLIPS = 2
"""Letters in which a given name may differ if all the rest agrees."""


def known_person(mention: DetectedMention, country: str, family: str, context: DocumentContext) -> Leader | None:
    """Return the person of the gazetteer that a title of this country names, None if there is none.

    `family` is the family of a leader's office, empty for an official's.
    """
    key = name_key([*mention.keys])
    named = [leader for leader in context.gazetteer.with_full_name(key) if same_state(leader.country, country)]
    if found := _nearest(named, context.date):
        return found
    if not family or context.date is None:
        return None
    return _holder_with_slip(mention.keys, country, family, context)


def _nearest(people: Iterable[Leader], date: datetime.date | None) -> Leader | None:
    """Return the person whose first office is closest to the date; none who came to office generations later."""
    if date is None:
        return next(iter(people), None)
    living = [leader for leader in people if leader.offices[0].start - date <= _CAREER]
    return min(living, key=lambda leader: abs((leader.offices[0].start - date).days), default=None)


def _holder_with_slip(keys: Sequence[str], country: str, family: str, context: DocumentContext) -> Leader | None:
    """Return the only holder of the office at the date whose name the words are, but for a slip."""
    assert context.date is not None
    offices = None if family in {"state", "body"} else family
    holders = {
        leader.id: leader
        for leader in context.gazetteer.of_country(country)
        if leader.in_office(context.date, offices, days=RECENT_DAYS) and _is_slip_of(keys, leader)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


def _is_slip_of(keys: Sequence[str], leader: Leader) -> bool:
    """Whether the words are the leader's name with one slip, two in the given name, or a word glued on or together."""
    for spelling in leader.spellings:
        if len(spelling) > 1 and "".join(spelling) == "".join(keys):
            return True
        if len(spelling) != len(keys) or len(spelling) < 2:
            continue
        *given, last = spelling
        if list(given) == list(keys[:-1]):
            glued = len(last) > 3 and keys[-1].startswith(last) and len(keys[-1]) - len(last) > 1
            if glued or (len(last) > 4 and _is_within(keys[-1], last, 1)):
                return True
        if last == keys[-1] and len(given) == 1 and given[0][0] == keys[0][0] and _is_within(keys[0], given[0], _SLIPS):
            return True
    return False


def _is_within(word: str, other: str, edits: int) -> bool:
    return any(neighbours_within([word], other, edits))


def with_glued_word(mention: DetectedMention, context: DocumentContext) -> Leader | None:
    """Return the office holder to whose name a scraper glued the next word: "President Vladimir Putinwithdraw"."""
    title, date, keys = mention.title, context.date, mention.keys
    if title is None or not title.is_leader or date is None or len(keys) < 2:
        return None
    for end in range(len(keys[-1]) - 2, 3, -1):
        name = [*keys[:-1], keys[-1][:end]]
        people = {
            leader.id: leader
            for leader in context.gazetteer.with_full_name(name_key(name))
            if leader.in_office(date, days=RECENT_DAYS)
        }
        if len(people) == 1:
            return next(iter(people.values()))
    return None
