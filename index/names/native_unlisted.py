"""Recognizes leaders in no data file by a title of their language with a country: "президент Кальморы Иван Берт".

Only where names can be told from other words: with capitals in Latin and Cyrillic letters, and by the signs between
their parts in Chinese and Japanese. A name in Cyrillic gets a row in Latin letters, as in articles in English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.names.native_sounds import english_forms, latin_name, sounds
from seedread.index.names.native_spellings import transcribing_signs
from seedread.index.names.native_words import Word, runs
from seedread.index.names.spelling import jaro_winkler
from seedread.index.names.unlisted import UnlistedPerson

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.names.native_context import NativeContext
    from seedread.index.names.native_titles import NativeTitle, TitledText
    from seedread.index.names.office import Leader

__all__ = ["UnlistedName", "unlisted_names"]

_ROLES: Mapping[str, str] = {
    "president": "president",
    "premier": "prime minister",
    "chancellor": "chancellor",
    "foreign": "foreign minister",
    "monarch": "monarch",
}
_KATAKANA = re.compile(r"[ァ-ヶー]{2,}(?:[・＝][ァ-ヶー]{2,})+")
_FORMER = re.compile(
    r"(?:\b(?:ex|eks)[ -]|экс-|\b(?:"
    r"бывш(?:ий|его|ему|им|ем|ая|ей|ую|ие|их)|колишн(?:ій|ього|ьому|ім|я|ьої|ю|ьою|і|іх)"
    r"|бивш(?:и|ия|ият|а|ата|ите|ег|ем|ему|им|е|ој|у|ом)|поранешн(?:и|иот|а|ата|ите)"
    r"|ehemalige[rnms]?|frühere[rnms]?|voormalige?|tidligere|tidigare|förr[ea]|ancien(?:ne)?s?"
    r"|był(?:y|ego|emu|ym|a|ej|ą)|býval(?:ý|ého|ému|ým|ém|om|á|é|ej|ou|ú|í)"
    r"|(?:nekdanj|bivš)(?:i|ega|emu|im|em|a|e|o|eg|oj|om|u)|(?<!\ba )fost(?:ul|ului|a|ă|ei|ii)?"
    r"|enti(?:nen|sen|stä|selle|seltä|sestä|sen|set)|endi(?:ne|se|st|sele|selt|sed)"
    r"|buv(?:ęs|usi|usio|usiam|usį|usiu|usios)|bijuš(?:ais|ā|ajam|o|ās)"
    r"|volt|eski|sabiq|sobiq|собиқ|бұрынғы|мурунку|mantan|cựu) )$",
    re.IGNORECASE,
)
"""What comes before the title, or before the country of it, of who no longer holds the office."""
_NATIONS = frozenset(("GB",))
"""Countries with parts that have premiers of their own."""
_SAME_NAME = 0.8
"""Similarity from which a name is another spelling of who holds the office."""
_BREAK = re.compile('[,«»“”„"()]')
"""Between a title and a name, what makes the name another person's or thing's."""


class UnlistedName(NamedTuple):
    """A leader whom the table does not have, or has in another spelling, in a paragraph."""

    person: UnlistedPerson | Leader
    paragraph: int
    place: Word


def unlisted_names(
    titled: Mapping[int, TitledText], words: Mapping[int, Sequence[Word]], context: NativeContext
) -> Iterator[UnlistedName]:
    """Yield the names that a leader's title with a country introduces."""
    for n, text in titled.items():
        for place in _candidates(text, words[n], context.language):
            title = text.title_of(place.start, place.end)
            if title and title.country and title.family in _ROLES and _is_his(text, title, place):
                person = _person(place.text, title, text, context)
                if person:
                    yield UnlistedName(person, n, place)


def _candidates(text: TitledText, words: Sequence[Word], language: str) -> Iterator[Word]:
    """Yield what may be a whole name: of the words beside each other all, from the first or a later one on."""
    if language == "ja":
        yield from (Word(match[0], *match.span()) for match in _KATAKANA.finditer(text.text))
    if language == "zh":
        found = (_chinese().match(text.text, title.end) for title in text.titles)
        yield from (Word(match[0], *match.span()) for match in found if match)
    named = [word for word in words if not word.text.isupper() and not text.is_country(word.start, word.end)]
    longest = {run[0].start: run for run in reversed(runs(named, text.text))}
    for run in longest.values():
        yield Word(text.text[run[0].start : run[-1].end], run[0].start, run[-1].end)


@cache
def _chinese() -> re.Pattern[str]:
    """Return a pattern for a foreign name: the signs that transcribe names, with a dot between the parts."""
    signs = "".join(sorted(transcribing_signs()))
    return re.compile(f"[{signs}]{{1,8}}(?:[·・•][{signs}]{{1,8}})+")


def _is_his(text: TitledText, title: NativeTitle, place: Word) -> bool:
    """Tell whether the name directly goes with the title, and is no title itself, as in "Minister Berger"."""
    if any(one.start < place.end and place.start < one.end for one in text.titles):
        return False
    return not _BREAK.search(text.text, *sorted((title.end, place.start)))


def _person(name: str, title: NativeTitle, text: TitledText, context: NativeContext) -> UnlistedPerson | Leader | None:
    """Return the leader of the country who is called so, None if not in office, else a person in no table."""
    country = title.country or ""
    if country in _NATIONS and title.family == "premier":
        return None
    consonants = set(sounds(name.rpartition(" ")[2], context.language)) - {""}
    known = [leader for leader in context.names.with_skeletons(consonants) if leader.country == country]
    if known := known or _holders_called_alike(name, title, context):
        return context.latest(known)
    former = _is_former(text, title)
    role = _ROLES[title.family]
    family = "premier" if title.family == "chancellor" else title.family
    return UnlistedPerson(latin_name(name), country, f"former {role}" if former else role, family, former)


def _is_former(text: TitledText, title: NativeTitle) -> bool:
    """Tell whether a word for "former" is before the title, or before a country right before it."""
    countries = [first for first, last, _ in text.countries if text.text[last : title.start] == " "]
    return any(_FORMER.search(text.text, 0, start) for start in (title.start, *countries))


def _holders_called_alike(name: str, title: NativeTitle, context: NativeContext) -> list[Leader]:
    """Return who holds the office of the title under a similar name: the text has a spelling of its own."""
    forms = english_forms(name.rpartition(" ")[2], context.language)
    return [
        leader
        for leader in context.holders(context.names.of_country(title.country or ""), title)
        if any(jaro_winkler(form, own) >= _SAME_NAME for form in forms for own in leader.canonical_address_names)
    ]
