"""Finds leaders in articles of other languages: by native spellings, inflected forms, sounds and titles.

`native_spellings` looks up the table, `native_sounds` compares consonants, `native_titles` finds the words for an
office, and `native_context` judges who may be meant. A whole name counts, and after it the surname. A surname alone
counts with the title of an office that the person holds, or if it is that of one present head of a country that the
article names, or of a major power.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.article import Mention
from seedread.index.names.native_context import NativeContext, only
from seedread.index.names.native_lookup import people_called, people_with_name, people_with_sound
from seedread.index.names.native_sounds import in_latin, sounds
from seedread.index.names.native_spellings import has_spellings, native_names
from seedread.index.names.native_text import begins_word, leftmost_longest, normalized, word_end
from seedread.index.names.native_titles import OTHER, TitledText
from seedread.index.names.native_unlisted import unlisted_names
from seedread.index.names.native_words import Word, capitalised, runs
from seedread.index.names.unlisted import UnlistedPerson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from seedread.index.names.countries.country_linker import CountryMention
    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.native_spellings import NativeName
    from seedread.index.names.office import Leader

__all__ = ["NativeMention", "find_native_people"]

_SHORTEST_ALONE = 5
"""Letters of a surname that counts without a first name or a title, in alphabets,"""
_SHORTEST_SIGNS = {"zh": 3, "ja": 3, "ko": 3}
"""and in other scripts."""


class NativeMention(NamedTuple):
    """A mention of a leader in another language."""

    leader: Leader | UnlistedPerson
    mention: Mention


def find_native_people(
    texts: Mapping[int, str], language: str, context: DocumentContext, countries: Sequence[CountryMention] = ()
) -> list[NativeMention]:
    """Return the leaders that the paragraphs name: whole names, surnames, and people in no table by their titles."""
    article = _Article(texts, NativeContext(context, language), countries)
    article.add_own_spellings()
    article.add_whole_names()
    article.add_unlisted()
    article.add_surnames()
    return article.mentions()


class _Article:
    """The paragraphs of one article, and the mentions found so far."""

    def __init__(self, texts: Mapping[int, str], context: NativeContext, countries: Sequence[CountryMention]) -> None:
        self.texts = texts
        self.plain = {n: normalized(text) for n, text in texts.items()}
        self.language = context.language
        self.context = context
        self.countries = countries
        self.found: dict[tuple[int, int], tuple[int, Leader]] = {}
        """Paragraph and end of each mention → its start and the leader."""
        self.unlisted: list[NativeMention] = []

    def mentions(self) -> list[NativeMention]:
        """Return what was found, each person in the row that fits the article if it has no date."""
        people = {leader.id: leader for _, leader in self.found.values()}
        if self.context.date is None:
            people = {identity: self._row(leader) for identity, leader in people.items()}
        return [
            NativeMention(people[leader.id], self._mention(n, start, end))
            for (n, end), (start, leader) in self.found.items()
        ] + self.unlisted

    def _row(self, leader: Leader) -> Leader:
        """Return the row of a body such as the EU if a title of the name says so, or any title and no country does."""
        rows = self.context.names.rows_of_person(leader.id)
        if len(rows) == 1:
            return leader
        places = [(n, start, end) for (n, end), (start, found) in self.found.items() if found.id == leader.id]
        titles = [self._titled[n].title_of(start, end) for n, start, end in places]
        if not self.context.names_country(leader.country):
            titles += [title for titled in self._titled.values() for title in titled.titles]
        bodies = {title.family for title in titles if title and title.is_of_body}
        return next((row for row in rows if row.country in bodies), leader)

    def _mention(self, paragraph: int, start: int, end: int) -> Mention:
        offsets = self.plain[paragraph][1]
        if offsets:
            start, end = offsets[start], offsets[end - 1] + 1
        return Mention(paragraph, start, end, self.texts[paragraph][start:end])

    @cached_property
    def _titled(self) -> dict[int, TitledText]:
        here: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for one in self.countries:
            if one.mention.paragraph in self.plain:
                offsets = self.plain[one.mention.paragraph][1]
                start, end = one.mention.start, one.mention.end
                if offsets:
                    start, end = bisect_left(offsets, start), bisect_left(offsets, end)
                here[one.mention.paragraph].append((start, end, one.code))
        return {n: TitledText(text, self.language, sorted(here[n])) for n, (text, _) in self.plain.items()}

    def _add(self, leader: Leader, paragraph: int, start: int, end: int) -> None:
        if not self._is_taken(paragraph, start, end):
            self.found[paragraph, end] = (start, leader)

    def _is_taken(self, paragraph: int, start: int, end: int) -> bool:
        return any(n == paragraph and start < last and first < end for (n, last), (first, _) in self.found.items())

    def add_own_spellings(self) -> None:
        """Add the spellings that readers gave for a leader, as they are written."""
        for identity, spellings in self.context.names.own_spellings.items():
            leader = self.context.names.with_id(identity)
            if leader and self.context.may_be_meant(leader):
                for spelling in spellings:
                    self._add_spelling(leader, normalized(spelling)[0])

    def _add_spelling(self, leader: Leader, spelling: str) -> None:
        whole = re.compile(re.escape(spelling) + word_end(self.language))
        for n, (text, _) in self.plain.items():
            for match in whole.finditer(text):
                if begins_word(text, match.start(), self.language):
                    self._add(leader, n, *match.span())

    def add_whole_names(self) -> None:
        """Add spellings of the table, and words with capitals that are, or sound like, the name of a leader."""
        for n, names in self._spelled.items():
            whole = [one for one in names if one.words > 1 and (self.context.latest(self._people([one])))]
            for one in leftmost_longest(whole, lambda one: (one.start, one.end)):
                for person in self._people([one]):
                    self._add(person, n, one.start, one.end)
        candidates = [(n, run) for n, words in self._capitalised.items() for run in runs(words, self.plain[n][0])]
        for people in (people_with_name, people_with_sound):
            for n, run in candidates:
                if leader := self.context.latest(people([word.text for word in run], self.context)):
                    self._add(leader, n, run[0].start, run[-1].end)

    def _people(self, names: Iterable[NativeName]) -> list[Leader]:
        return [leader for one in names if (leader := self.context.names.with_id(one.leader))]

    @cached_property
    def _spelled(self) -> dict[int, list[NativeName]]:
        if not has_spellings(self.language) and not in_latin(self.language):
            return {}
        return {n: list(native_names(text, self.language)) for n, (text, _) in self.plain.items()}

    @cached_property
    def _capitalised(self) -> dict[int, list[Word]]:
        return {n: capitalised(text, self.language) for n, (text, _) in self.plain.items()}

    def add_unlisted(self) -> None:
        """Add people in no table whom a title introduces, and their surnames."""
        people: dict[tuple[str, str], UnlistedPerson] = {}
        for person, n, place in unlisted_names(self._titled, self._capitalised, self.context):
            if self._is_taken(n, place.start, place.end):
                continue
            known = self._listed(person, n, place) if isinstance(person, UnlistedPerson) else person
            if known:
                self._add(known, n, place.start, place.end)
            elif isinstance(person, UnlistedPerson):
                sound = sounds(place.text.rpartition(" ")[2], self.language)[-1]
                same = people.setdefault((person.country, sound), person)
                self.unlisted.append(NativeMention(same, self._mention(n, place.start, place.end)))
        by_sound = {sound: person for (_, sound), person in people.items() if sound}
        if by_sound:
            self._add_surnames_of_unlisted(by_sound)

    def _add_surnames_of_unlisted(self, by_sound: Mapping[str, UnlistedPerson]) -> None:
        for n, words in self._capitalised.items():
            for word in words:
                found = [by_sound[sound] for sound in sounds(word.text, self.language) if sound in by_sound]
                if found and not self._is_taken(n, word.start, word.end):
                    self.unlisted.append(NativeMention(found[0], self._mention(n, word.start, word.end)))

    def _listed(self, person: UnlistedPerson, paragraph: int, place: Word) -> Leader | None:
        """Return the leader of the same country whose surname the table has at the end of a name."""
        surnames = [one for one in self._spelled.get(paragraph, ()) if one.end == place.end and one.start > place.start]
        return self.context.latest(one for one in self._people(surnames) if one.country == person.country)

    def add_surnames(self) -> None:
        """Add surnames: of those who were named in full, with a title, and of present heads that need no first name."""
        known = {leader.id for _, leader in self.found.values()}
        for n, place, people, alone in self._surnames():
            named = [leader for leader in people if leader.id in known]
            if leader := only(named) if named else self._titled_or_head(n, place, people, alone):
                self._add(leader, n, place.start, place.end)

    def _surnames(self) -> Iterator[tuple[int, Word, list[Leader], set[str]]]:
        """Yield every surname, the longest first, with the people who have it and the IDs that it names by itself."""
        for n, spelled in self._spelled.items():
            places: defaultdict[tuple[int, int], list[NativeName]] = defaultdict(list)
            for one in spelled:
                if one.words < 2:
                    places[one.start, one.end].append(one)
            for (start, end), names in sorted(places.items(), key=lambda place: place[0][0] - place[0][1]):
                alone = {one.leader for one in names if one.words}
                yield n, Word(self.plain[n][0][start:end], start, end), self._people(names), alone
        for n, words in self._capitalised.items():
            for word in words:
                if self._titled[n].is_country(word.start, word.end):
                    continue
                titled = self._titled[n].title_of(word.start, word.end) is not None
                if people := people_called(word.text, self.context, titled=titled):
                    yield n, word, people, set()

    def _titled_or_head(self, paragraph: int, place: Word, people: list[Leader], alone: set[str]) -> Leader | None:
        """Return who holds the office of the title, else whom the word names by itself, else the head of a country."""
        context = self.context
        title = self._titled[paragraph].title_of(place.start, place.end)
        if title and (holder := only(context.holders(people, title))):
            return holder
        own = [leader for leader in people if leader.id in alone and context.is_near(leader)]
        own = [leader for leader in own if context.may_be_meant(leader) or (title and context.held(leader, title))]
        if own:
            return only(own) or only(leader for leader in own if context.in_office(leader))
        if title and title.family == OTHER:
            return None
        least = _SHORTEST_SIGNS.get(self.language, _SHORTEST_ALONE)
        return only(leader for leader in people if context.is_known(leader)) if len(place.text) >= least else None
