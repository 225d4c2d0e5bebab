"""Looks printed names of other languages up in the gazetteer: with endings, or by their consonants."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from seedread.index.names.gazetteer import name_key
from seedread.index.names.name_folding import fold_name
from seedread.index.names.native_sounds import bases, english_forms, in_latin, sounds
from seedread.index.names.native_spellings import leaders_by_sound
from seedread.index.names.spelling import are_variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seedread.index.names.native_context import NativeContext
    from seedread.index.names.office import Leader

__all__ = ["people_called", "people_with_name", "people_with_sound"]

_SHORTEST_FAMILY = 5
"""Letters of a family name that is compared by its consonants,"""
_SHORTEST_SOUND = 4
"""consonants of first and family name together,"""
_LONGER_SOUND = 3
"""and of the longer one."""
_TONAL = frozenset(("vi",))
"""Languages whose words are too short to compare by consonants."""
_ROMAN = re.compile("[IVX]+")


def people_with_name(words: Sequence[str], context: NativeContext) -> Iterator[Leader]:
    """Yield the people with this whole name, as in the gazetteer or with the endings of the language."""
    language, names = context.language, context.names
    if not in_latin(language):
        return
    first, *middle, last = words
    between = [[fold_name(word) for word in middle], []] if middle else [[]]
    known = [given for given in bases(first, language) if given in names.starts]
    for given, family in product(known, bases(last, language) if known else ()):
        for others in between:
            yield from names.with_full_name(name_key([*given.split(), *others, *family.split()]))


def people_with_sound(words: Sequence[str], context: NativeContext) -> list[Leader]:
    """Return the leader whose first and family name have these consonants, if the article is near."""
    first, last = words[0], words[-1]
    if not _has_sound(first, context) or not _has_sound(last, context):
        return []
    given, families = sounds(first, context.language), sounds(last, context.language)
    lengths = len(given[0]), len(families[0])
    if sum(lengths) < _SHORTEST_SOUND or max(lengths) < _LONGER_SOUND:
        return []
    names = context.names
    spelled = [names.with_id(one) for key in product(given, families) for one in leaders_by_sound().get(key, ())]
    people = {leader.id: leader for leader in spelled if leader and context.is_near(leader)}
    if len(last) >= _SHORTEST_FAMILY:
        forms = english_forms(first, context.language)
        for leader in names.with_skeletons(families):
            if context.concerns(leader.country) and _is_called(leader, forms):
                people.setdefault(leader.id, leader)
    likely = [leader for leader in people.values() if context.may_be_meant(leader)]
    return likely if len(likely) == 1 else []


def people_called(word: str, context: NativeContext, *, titled: bool) -> list[Leader]:
    """Return the people whose surname a word with a capital may be; with a title, also one that only sounds so."""
    names, people = context.names, dict[str, "Leader"]()
    if in_latin(context.language):
        for base in bases(word, context.language):
            if names.is_family_name(base) and (titled or base not in names.starts):
                called = names.with_family_name(base)
                people |= {leader.id: leader for leader in called if base in leader.canonical_address_names}
    if titled and not people and _has_sound(word, context):
        sounding = names.with_skeletons(sounds(word, context.language))
        people = {leader.id: leader for leader in sounding if context.is_near(leader)}
    return list(people.values())


def _has_sound(word: str, context: NativeContext) -> bool:
    return context.language not in _TONAL and not word.isupper() and _ROMAN.fullmatch(word) is None


def _is_called(leader: Leader, forms: Iterable[str]) -> bool:
    """Tell whether one of these forms is a spelling of the leader's first name."""
    own = {spelling[0] for spelling in leader.spellings if len(spelling) > 1}
    return any(are_variants(form, name) for form in forms for name in own)
