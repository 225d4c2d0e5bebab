"""Disambiguates a name: which person of the gazetteer it refers to, by date, office and the countries named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.article import TITLE
from seedread.index.names.cues import cue_words
from seedread.index.names.document_context import DocumentContext, same_state, successor_states
from seedread.index.names.forms_of_address import SUFFIXES
from seedread.index.names.gazetteer import name_key
from seedread.index.names.office import FOREIGN
from seedread.index.names.person_names import ANCESTOR
from seedread.index.names.titles.title_vocabulary import OFFICIAL, OTHER, STRANGER, title_vocabulary

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader
    from seedread.index.names.titles.title_vocabulary import OfficeTitle

__all__ = [
    "LIVING_MEMORY",
    "MAJOR_POWERS",
    "RECENT_DAYS",
    "elders",
    "in_first_term",
    "link_by_full_name",
    "link_by_spelling",
    "link_by_title",
    "may_be_junior",
]

RECENT_DAYS = 60
"""Days around a term in which texts still, or already, call the person by the office."""
MAJOR_POWERS = frozenset(("US", "SU", "RU"))
"""Countries whose leaders newspapers everywhere call by their family names alone, even in headlines."""
COMMON = 3
"""Leaders with a name from which it is common: Mohamed, Chen, Owen."""
LIVING_MEMORY = 3650
"""Days after the last office during which a full name needs no country near it."""


def link_by_full_name(mention: DetectedMention, context: DocumentContext) -> Leader | None:
    """Return the person that a full name in the gazetteer refers to, None if there is none at this date."""
    people = context.gazetteer.with_full_name(f"{mention.key} {mention.suffix}") if mention.suffix else []
    people = people or context.gazetteer.with_full_name(mention.key)
    people = [leader for leader in people if leader.began_by(context.date, days=context.grace(mention, leader))]
    if mention.suffix == "jr":
        people = [leader for leader in people if may_be_junior(leader, mention, context)]
    return _most_likely(people, mention, context)


def _most_likely(people: list[Leader], mention: DetectedMention, context: DocumentContext) -> Leader | None:
    title = mention.title
    if title and title.is_leader and title.country:
        here = [leader for leader in people if same_state(leader.country, title.country or "")]
        people = here or people
    people = _by_suffix(people, mention.suffix)
    date = context.date
    if title and title.is_leader and title.former and date:
        people = [leader for leader in people if title.then or not in_first_term(leader, title, date)]
    if title and title.form.rank == STRANGER and date:
        people = [leader for leader in people if leader.in_office(date) and context.mentions_country(leader.country)]
    if title and title.form.rank in {OTHER, OFFICIAL} and date:
        # "Senator John Kennedy": the holder of another office did not leave a leader's office long ago
        people = [leader for leader in people if leader.in_office(date, days=LIVING_MEMORY)]
    if not people:
        return None

    def weight(leader: Leader) -> tuple[bool, bool, datetime.date]:
        now = date is None or leader.in_office(date, days=RECENT_DAYS)
        if title is not None and title.former and date is not None:
            now = not leader.in_office(date)
        begun = [office.start for office in leader.offices if date is None or office.start <= date]
        return context.mentions_country(leader.country), now, max(begun, default=leader.offices[0].start)

    best = max(people, key=weight)
    if title is None and date and _is_others_name(best, mention.keys, date, context):
        return None
    if (
        context.mentions_country(best.country)
        or best.country in title_vocabulary().bodies.values()
        or (title is not None and title.is_leader)
    ):
        return best
    # Deep in a text a leader of long ago is quoted or compared with; in the title or the lead the news is about them.
    famous = mention.paragraph in {TITLE, 0} and _led_long(best)
    remembered = date is None or best.in_office(date, days=LIVING_MEMORY) or famous
    return best if remembered and not _is_common_name(best, mention.keys, context) else None


def _is_others_name(leader: Leader, keys: Sequence[str], date: datetime.date, context: DocumentContext) -> bool:
    """Whether the name is a common one, and the person left office so long ago that it is another person's."""
    if len(keys) != 2 or leader.in_office(date, days=LIVING_MEMORY):
        return False
    return all(_is_common(key, context.gazetteer) for key in keys)


def _led_long(leader: Leader) -> bool:
    """Whether the person headed a state that newspapers everywhere follow for years: Mandela, Thatcher."""
    days = sum((o.end - o.start).days for o in leader.offices if o.family != FOREIGN)
    return leader.country in cue_words("headline_states") and days > 1000


def _is_common_name(leader: Leader, keys: Sequence[str], context: DocumentContext) -> bool:
    """Whether the name is too common to link without its country: many people, or leaders of other countries, have it.

    Present and former heads of a major power and its foreign minister are linked all the same. So is the present head
    of any state whose name only resembles another leader's.
    """
    first, *_, last = leader.spellings[0] * 2
    if len(keys) == 2:
        first, last = keys
    names = context.gazetteer
    now = context.date is not None and leader.in_office(context.date, days=RECENT_DAYS)
    heads = any(office.family != FOREIGN for office in leader.offices)
    rare = now or len(keys) > 2
    if _is_common(first, names, listed=rare) and _is_common(last, names, listed=rare):
        return leader.country not in {*MAJOR_POWERS, "GB"} or not (now or heads)
    if now and (heads or leader.country in MAJOR_POWERS):
        return False
    others = names.with_family_name(leader.spellings[0][-1])
    return _is_common(first, names) and any(
        not same_state(other.country, leader.country) and other.name != leader.name for other in others
    )


def _is_common(word: str, names: Gazetteer, *, listed: bool = False) -> bool:
    """Whether many people have this name: it is `listed` as common, or several leaders have it."""
    if word.title() in cue_words("given_names") or word in cue_words("family_names"):
        return True
    return not listed and names.bearers(word) >= COMMON


def in_first_term(leader: Leader, title: OfficeTitle, date: datetime.date) -> bool:
    """Whether the person has just the office that the title calls a former one, so that it is another person."""
    held = leader.held(title.form.family)
    begun = [office for office in held if office.start <= date]
    return len(begun) == 1 and begun[0].end > date


def may_be_junior(leader: Leader, mention: DetectedMention, context: DocumentContext) -> bool:
    """Whether "Jr" may follow a leader's name: written so, with the office, or the second of a family of leaders.

    Else it is the leader's child.
    """
    if mention.title and mention.title.is_leader:
        return True
    if any(word in SUFFIXES for spelling in leader.spellings for word in spelling[-1:]):
        return True
    return bool(elders(leader, context))


def elders(leader: Leader, context: DocumentContext) -> list[Leader]:
    """Return the leaders of the same state and family name who came to office before this one, the first one first."""
    family = context.gazetteer.with_family_name(leader.spellings[0][-1])
    before = [one for one in family if one.country == leader.country and one.offices[0].start < leader.offices[0].start]
    return sorted(before, key=lambda one: one.offices[0].start)


def _by_suffix(people: list[Leader], suffix: str) -> list[Leader]:
    """Keep the person that "Jr" or "Snr" refers to among namesakes of one family."""
    if not suffix or len(people) < 2:
        return people
    return [sorted(people, key=lambda leader: leader.offices[0].start)[-1 if suffix == "jr" else 0]]


def link_by_spelling(mention: DetectedMention, context: DocumentContext) -> Leader | None:
    """Return the person whose given and family name this spells differently; the text must name the country."""
    keys = mention.keys
    if len(keys) < 2 or len(keys[-1]) < 2:
        return None
    title = mention.title
    code = title.country if title and title.is_leader else None
    states = successor_states(code) if code else context.states
    people = [
        leader
        for word in dict.fromkeys((keys[-1], keys[0]))
        if len(word) > 2
        for leader in context.gazetteer.with_family_name_like(word, states)
    ]
    near = [
        leader
        for leader in people
        if leader.began_by(context.date, days=context.grace(mention, leader))
        and leader.matches_name(keys, whole=code is None)
        and _is_of_the_time(leader, title if code else None, context)
        and (code or _shares_a_word(leader, keys))
    ]
    return _most_likely(near, mention, context)


def _is_of_the_time(leader: Leader, title: OfficeTitle | None, context: DocumentContext) -> bool:
    """Whether another spelling may mean this person: in office at the date, or with the title of the office."""
    if context.date is None:
        return True
    if title is None:
        return leader.in_office(context.date, days=RECENT_DAYS)
    return title.former or bool(leader.held(_family(title)))


def _family(title: OfficeTitle) -> str | None:
    """Return the family of offices that a title limits people to, None for all."""
    return None if title.form.family in {"state", "body"} else title.form.family


def _shares_a_word(leader: Leader, keys: list[str]) -> bool:
    """Whether one word is spelled the same, or all are long enough to be identified by their consonants."""
    return all(len(key) > 4 for key in keys) or any(key in spelling for key in keys for spelling in leader.spellings)


def link_by_title(mention: DetectedMention, title: OfficeTitle, context: DocumentContext) -> Leader | None:
    """Return the only office holder that title, name and country or date allow: "President Yeltsin"."""
    people = [
        leader for leader in _family_candidates(mention, title, context) if _agrees(leader, title, mention, context)
    ]
    if context.date is not None and not title.former:
        present = _in_office(people, title.form.family, context.date)
        people = present or [leader for leader in people if _may_still_hold(leader, mention, title, context.date)]
    people = [leader for leader in people if mention.keys[-1] in leader.canonical_address_names] or people
    people = [leader for leader in people if context.mentions_country(leader.country)] or people
    people = people or _only_one_in_office(mention, title, context)
    ids = {leader.id for leader in people}
    if len(ids) > 1 and (context.date is None or title.former or mention.suffix):
        return _most_likely(people, mention, context)
    return people[0] if len(ids) == 1 else None


def _only_one_in_office(mention: DetectedMention, title: OfficeTitle, context: DocumentContext) -> list[Leader]:
    """Return the holders in office where no country is named: "President Kennedy", if the world has one at the date."""
    date = context.date
    family = title.form.family
    loose = title.form.loose and family != "premier"
    if title.country or not title.capital or title.former or loose or date is None:
        return []
    people = [
        leader for leader in context.gazetteer.with_family_name(mention.keys[-1]) if leader.in_office(date, family)
    ]
    return [leader for leader in people if leader.matches_name(mention.keys)]


def _may_still_hold(leader: Leader, mention: DetectedMention, title: OfficeTitle, date: datetime.date) -> bool:
    """Whether a title without "former" may still refer to a former holder."""
    return (
        mention.keys[-1] in leader.address_names
        and title.form.role != "prince"
        and leader.in_office(date, days=LIVING_MEMORY)
    )


def _family_candidates(mention: DetectedMention, title: OfficeTitle, context: DocumentContext) -> list[Leader]:
    """Return the people with that family name; other spellings only if no person has this one."""
    word = mention.keys[-1]
    if len(word) < 2:
        return []
    exact = [leader for leader in context.gazetteer.with_family_name(word) if leader.matches_name(mention.keys[-1:])]
    if exact or len(word) < 4:
        return exact
    return context.gazetteer.with_family_name_like(
        word, successor_states(title.country) if title.country else context.states
    )


def _agrees(leader: Leader, title: OfficeTitle, mention: DetectedMention, context: DocumentContext) -> bool:
    if title.form.family == "monarch" and mention.keys[-1] not in leader.given:
        return False
    family = None if title.form.family in {"state", "body"} else title.form.family
    ex = title.former and not title.then and context.date and in_first_term(leader, title, context.date)
    if ex or (title.form.role == "prince" and not any("prince" in office.title for office in leader.offices)):
        return False
    if not leader.began_by(context.date, family, days=context.grace(mention, leader)):
        return False
    if (
        len(mention.keys) > 1
        and not leader.matches_name(mention.keys)
        # another given name: accept a short form only for the holder of this office at the date
        and (
            context.date is None
            or not title.country
            or not leader.in_office(context.date, family)
            or _is_somebody_else(mention, context)
        )
    ):
        return False
    if title.country:
        return same_state(leader.country, title.country)
    # texts often leave out a pope's or a king's country
    return context.mentions_country(leader.country) or (
        title.capital and title.form.family == "monarch" and not title.form.loose
    )


def _is_somebody_else(mention: DetectedMention, context: DocumentContext) -> bool:
    """Whether the whole name is a known person's, or its last word is the father's: Mohammed bin Salman."""
    whole = name_key([word.key for word in mention.words])
    return bool(context.gazetteer.with_full_name(whole)) or any(word.key in ANCESTOR for word in mention.words)


def _in_office(people: Iterable[Leader], family: str, date: datetime.date) -> list[Leader]:
    people = list(people)
    return [leader for leader in people if leader.in_office(date, family, days=RECENT_DAYS)] or [
        leader for leader in people if leader.in_office(date, days=RECENT_DAYS)
    ]
