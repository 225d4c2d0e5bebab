"""Links family names alone where newspapers leave out all the rest: in titles, lines of capitals and teasers.

"Trump, Putin end talks" names two presidents for every reader. Who is meant follows from who holds which office at the
article's date, from the countries it names, and from the others in the same line.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.article import TITLE
from seedread.index.names.cues import cue_phrases, cue_words
from seedread.index.names.disambiguation import MAJOR_POWERS, RECENT_DAYS, in_first_term
from seedread.index.names.document_context import same_state
from seedread.index.names.lexicon import countries, resolve_country
from seedread.index.names.nominal_mentions import described_offices
from seedread.index.names.office import FOREIGN
from seedread.index.names.person_names import NameWord
from seedread.index.names.spelling import are_variants
from seedread.index.names.titles.title_vocabulary import title_vocabulary
from seedread.index.text.phrase_finder import PhraseFinder

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader
    from seedread.index.names.tokens import TaggedParagraph

__all__ = ["HeadlineSurname", "headline_surnames", "is_teaser"]

TEASER = 500
"""Characters of text, without the title, up to which an article is a teaser."""
_MEMORY = 50 * 365
"""Days after the last office in which a headline may still give the family name alone, with the country near it."""
_JUST_LEFT = 400
"""Days after a term in which headlines still give the family name alone."""
_LONG = 1000
"""Days in office from which a former leader is known by the family name alone."""
_JOINS = (
    r"(?:,| and| &|-|/|, and|['’]s| to| with| meets?| vs?| on| tells| over| from| beats| defeats| ousts| replaces"
    r"| succeeds)"
)
_STATE = re.compile(r", (?:[A-Z][a-z]{1,4}\.|(?:[A-Z]\.){2})(?!\w)")
"""A state of the United States after a town: "Biden, Pa."."""
_JOINED_BEFORE = re.compile(rf"[\w.]{_JOINS} ?\Z")
_JOINED_AFTER = re.compile(rf"{_JOINS} ?[A-Z]")


_PREFIXES = frozenset(("anti", "ex", "mid", "non", "post", "pre", "pro"))
"""What headlines join to a leader's name with a hyphen."""


class HeadlineSurname(NamedTuple):
    """A word of a title or teaser that is a leader's family name."""

    leader: Leader
    mention: DetectedMention
    words: tuple[NameWord, ...]


class _Word(NamedTuple):
    key: str
    mention: DetectedMention
    words: tuple[NameWord, ...]
    before: str
    """The text of its paragraph before it."""
    after: str
    """The text of its paragraph after it."""

    @property
    def next_word(self) -> str:
        """The following word in lower case, empty after punctuation."""
        found = re.match(r" (\w[\w-]*)", self.after)
        return found[1].lower() if found else ""

    @property
    def acts(self) -> bool:
        """Whether a verb of a headline about people follows: "May to quit", "Brown vows"."""
        return _is_verb(self.next_word)

    @property
    def is_active(self) -> bool:
        """Whether the headline tells of something that the person does, or that is done to the person."""
        return self.acts or self.is_acted_on or self.after.startswith(("'s ", "’s "))

    @property
    def is_acted_on(self) -> bool:
        """Whether such a verb comes before it: "House impeaches Trump", "warrant for Putin"."""
        found = re.search(r"(\w+) \Z", self.before)
        return found is not None and _is_verb(found[1].lower())


def _is_verb(word: str) -> bool:
    verbs = cue_words("headline_verbs")
    return word in verbs or f"{word}s" in verbs


def is_teaser(texts: Mapping[int, str]) -> bool:
    """Whether the article has no more text than a feed gives."""
    return sum(len(text) for n, text in texts.items() if n != TITLE) <= TEASER


def headline_surnames(
    mentions: Sequence[DetectedMention],
    tagged: Mapping[int, TaggedParagraph],
    context: DocumentContext,
    lines: Iterable[int],
) -> list[HeadlineSurname]:
    """Return the leaders that unresolved mentions name by family name alone; none in an article without a date.

    `lines` are the paragraphs that name leaders already.
    """
    if context.date is None:
        return []
    texts = {n: paragraph.text for n, paragraph in tagged.items()}
    teaser = is_teaser(texts)
    places = {n for n, text in texts.items() if n == TITLE or text.isupper() or teaser}
    words = [word for mention in mentions if mention.paragraph in places for word in _words(mention, texts, context)]
    if not words:
        return []
    described = (
        {office for paragraph in tagged.values() for office in described_offices(paragraph)} if teaser else set()
    )
    return _Headlines(context, context.date, texts, mentions, described).link(words, set(lines))


def _words(mention: DetectedMention, texts: Mapping[int, str], context: DocumentContext) -> Iterator[_Word]:
    """Yield the words of a mention that can be a family name alone."""
    text = texts[mention.paragraph]
    if mention.is_competitor or mention.in_list or (mention.title and not mention.title.is_leader) or mention.suffix:
        return
    if len(mention.words) == 1 and len(mention.keys) == 2 and mention.words[0].text.count("-") == 1:
        if all(map(context.gazetteer.is_family_name, mention.keys)):
            yield from (_word(part.key, mention, (part,), text) for part in _parts(mention.words[0]))
        return
    if len(mention.keys) > 1 and not mention.headline:
        if len(mention.keys) == 2 and any(
            " ".join(mention.keys) in " ".join(spelling)
            for leader in context.gazetteer.with_family_name(mention.keys[-1])
            for spelling in leader.spellings
        ):
            yield _word(mention.keys[-1], mention, tuple(mention.words), text)
        return
    for n, word in enumerate(mention.words):
        parts = word.key.split()
        previous = mention.words[n - 1].key if n else ""
        following = mention.words[n + 1].key if n + 1 < len(mention.words) else ""
        if mention.headline and len(mention.words) > 1 and not _stands_alone(previous, following):
            continue
        for key in parts[-1:]:
            yield _word(key, mention, (word,), text)


def _parts(word: NameWord) -> tuple[NameWord, NameWord]:
    """Return the two names of "Obama-Medvedev"."""
    first, second = word.text.split("-")
    middle = word.start + len(first)
    keys = word.key.split()
    return NameWord(first, word.start, middle, keys[0]), NameWord(second, middle + 1, word.end, keys[1])


def _word(key: str, mention: DetectedMention, words: tuple[NameWord, ...], text: str) -> _Word:
    return _Word(key, mention, words, text[: words[0].start], text[words[-1].end :])


def _stands_alone(previous: str, following: str) -> bool:
    """Whether the capitalised words next to a word in a headline are no parts of the same name."""
    lists = title_vocabulary().words
    if following in lists["things"]:
        return False
    if not previous or _is_verb(previous) or previous in lists["stops"]:
        return True
    return previous.endswith(("s", "ed", "ing")) and previous.title() not in cue_words("given_names")


class _Headlines:
    """The words of one article; sure ones first, then those that the sure ones make likely."""

    def __init__(
        self,
        context: DocumentContext,
        date: datetime.date,
        texts: Mapping[int, str],
        mentions: Sequence[DetectedMention],
        described: set[tuple[str, str]],
    ) -> None:
        self.context = context
        self.date = date
        self.described = described
        """Countries and families of the offices that a teaser mentions without a name."""
        self.whole = "\n".join(texts.values())
        self.others = {
            key for mention in mentions if len(mention.words) > 1 and not mention.headline for key in mention.keys
        }

    @cached_property
    def sport(self) -> bool:
        """Whether the article is about sport, films or music."""
        return self._tells_of("sport_signs")

    @cached_property
    def politics(self) -> bool:
        """Whether the article is about politics."""
        return self._tells_of("politics_signs")

    def _tells_of(self, signs: str) -> bool:
        return _signs(signs).is_in(self.lower)

    @cached_property
    def lower(self) -> str:
        """The whole text in lower case."""
        return self.whole.lower()

    def link(self, words: list[_Word], lines: set[int]) -> list[HeadlineSurname]:
        """Return the leaders of the words; `lines` are the paragraphs that name a leader already."""
        found: list[HeadlineSurname] = []
        for with_mates in (False, True):
            for word in list(words):
                leader = self._leader(word, mate=with_mates and word.mention.paragraph in lines)
                if leader:
                    words.remove(word)
                    found.append(HeadlineSurname(leader, word.mention, word.words))
            lines |= {surname.mention.paragraph for surname in found}
        return found

    def _leader(self, word: _Word, *, mate: bool) -> Leader | None:
        if self._is_thing(word) or (len(word.words) == 1 and word.key in self.others):
            return None
        called = self._called(word.key)
        title = word.mention.title if word.words[0] == word.mention.words[0] else None
        if title and title.former and not title.then:
            called = [leader for leader in called if not in_first_term(leader, title, self.date)]
        if title and word.mention.headline:
            called = [
                leader for leader in called if leader.in_office(self.date, _family(title.form.family), days=RECENT_DAYS)
            ]
            if len({leader.id for leader in called}) == 1 and not title.form.loose and not title.former:
                return called[0]
        owner = word.mention.owner if word.words[0] == word.mention.words[0] else None
        owner = owner or (title.country if title else None)
        if owner:
            called = [leader for leader in called if same_state(leader.country, owner)]
        sitting = self._sitting(called, word.mention)
        if len(sitting) > 1:
            here = [leader for leader in sitting if self._agrees(leader)]
            sitting = here if len({leader.id for leader in here}) == 1 else sitting
        if len({leader.id for leader in sitting}) == 1:
            leader = sitting[0]
            return leader if self._is_meant(leader, word, owned=bool(owner), mate=mate) else None
        return None if sitting else self._former(called, word)

    def _called(self, key: str) -> list[Leader]:
        """Return the people whose family name this is, in any spelling, or who are called by this name."""
        names = self.context.gazetteer
        people = {leader.id: leader for leader in names.with_full_name(key)}
        for leader in names.with_family_name(key):
            by_given_name = leader.country in cue_words("called_by_given_name")
            if by_given_name or any(are_variants(key, own) for own in leader.canonical_address_names):
                people.setdefault(leader.id, leader)
        return [names.at(leader, self.date) for leader in people.values()]

    def _sitting(self, people: list[Leader], mention: DetectedMention) -> list[Leader]:
        """Return those in office at the date, or close to it, or about to take office."""
        now = [leader for leader in people if leader.in_office(self.date)]
        near = [
            leader
            for leader in people
            if leader.in_office(self.date, days=RECENT_DAYS)
            and leader.began_by(self.date, days=self.context.grace(mention, leader))
        ]
        awaited = [
            leader
            for leader in people
            if not leader.began_by(self.date) and leader.began_by(self.date, days=self.context.grace(mention, leader))
        ]
        return self._highest(now or near or awaited)

    def _highest(self, chosen: list[Leader]) -> list[Leader]:
        """Return those of the highest office; of one state's, not one who has just begun."""
        heads = [leader for leader in chosen if self._office(leader) != FOREIGN]
        if len({leader.id for leader in heads}) > 1 and len({leader.country for leader in heads}) == 1:
            begun = [leader for leader in heads if not leader.began_by(self.date, days=-7)]
            heads = [leader for leader in heads if leader not in begun] or heads
        rulers = [leader for leader in heads if any(o.title == "supreme leader" for o in leader.offices)]
        return rulers or heads or chosen

    def _office(self, leader: Leader) -> str:
        return leader.office_at(self.date)[0].family

    def _agrees(self, leader: Leader) -> bool:
        if leader.country in countries():
            return self.context.mentions_country(leader.country)
        names = (name for name, code in title_vocabulary().bodies.items() if code == leader.country)
        return any(re.search(rf"\b{re.escape(name)}\b", self.whole, re.IGNORECASE) for name in names)

    def _is_meant(self, leader: Leader, word: _Word, *, owned: bool, mate: bool) -> bool:
        """Whether a sitting leader is meant."""
        if owned or (self._is_described(leader) and (word.is_active or len(word.key) > 3)):
            return True
        agrees, head = self._agrees(leader), self._office(leader) != FOREIGN
        known = leader.country in (_powers() if head else MAJOR_POWERS)
        in_title = word.mention.paragraph == TITLE
        if not in_title and not word.is_active and not mate and (word.mention.headline or not (head and agrees)):
            return False  # a line of a table, or a word of a sentence
        if _is_distinctive(word.key, self.context, leader):
            return (agrees and head) or ((agrees or known or mate) and not self.sport)
        if self.sport or len(word.key) < 2:
            return False
        if mate and (agrees or known):
            return word.is_active or self._is_joined(word) or len(word.key) > 2
        return word.is_active and self._is_likely(word, agrees=agrees, head=head, known=known)

    def _is_likely(self, word: _Word, *, agrees: bool, head: bool, known: bool) -> bool:
        """Whether a common name is the leader's, about whom a headline says something."""
        if agrees:
            return self.politics or (head and (word.acts or word.is_acted_on))
        return head and known and len(word.key) > 2 and (self.politics or _is_seldom(word.key))

    def _is_described(self, leader: Leader) -> bool:
        return any(same_state(leader.country, code) and leader.held(family) for code, family in self.described)

    def _is_joined(self, word: _Word) -> bool:
        return _JOINED_BEFORE.search(word.before) is not None or _JOINED_AFTER.match(word.after) is not None

    def _former(self, people: list[Leader], word: _Word) -> Leader | None:
        """Return the only former holder, where the text tells of the past or the term has just ended."""
        if _is_joined_to_another(word.words[0].text):
            return None
        past = [
            leader
            for leader in people
            if leader.began_by(self.date)
            and leader.in_office(self.date, days=_MEMORY)
            and (self._agrees(leader) or (leader.country in _powers() and self._was_head_long(leader)))
        ]
        here = [leader for leader in past if self._agrees(leader)]
        past = [leader for leader in past if self._is_described(leader)] or here or past
        if len({leader.id for leader in past}) != 1 or self.sport:
            return None
        leader = past[0]
        if self._is_described(leader) and (word.is_active or len(word.key) > 3):
            return leader
        told = leader.in_office(self.date, days=_JUST_LEFT) or self._tells_of("past_signs")
        sure = _is_distinctive(word.key, self.context, leader) or (
            here and word.is_active and self._was_head_long(leader)
        )
        return leader if told and sure else None

    def _was_head_long(self, leader: Leader) -> bool:
        """Whether the person led the state, or a major power's diplomacy, for about three years."""
        major = leader.country in MAJOR_POWERS
        terms = [office for office in leader.offices if major or office.family != FOREIGN]
        return sum((min(office.end, self.date) - office.start).days for office in terms) > _LONG

    def _is_thing(self, word: _Word) -> bool:
        """Whether it is part of a firm's or a thing's name: Johnson & Johnson, Trump Tower."""
        if word.after.startswith(" & ") or word.before.endswith("& ") or _STATE.match(word.after):
            return True
        lists = title_vocabulary().words
        return word.next_word in lists["things"] or word.next_word in lists["places"]


def _is_joined_to_another(text: str) -> bool:
    """Whether a hyphen joins the name to another one, such as a partner's or a firm's: "Akzo-Dupont"."""
    first, hyphen, _ = text.partition("-")
    return bool(hyphen) and first.lower() not in _PREFIXES


def _family(family: str) -> str | None:
    return None if family in {"state", "body"} else family


@cache
def _signs(name: str) -> PhraseFinder:
    return PhraseFinder(cue_phrases(name))


@cache
def _powers() -> frozenset[str]:
    """Return the states and bodies whose heads headlines name without their country."""
    return cue_words("headline_states")


def _is_seldom(word: str) -> bool:
    """Whether few people and no things have this family name."""
    return not any(word in cue_words(name) for name in ("ordinary_names", "family_names")) and (
        word.title() not in cue_words("given_names") and resolve_country(word) is None
    )


def _is_distinctive(word: str, context: DocumentContext, leader: Leader) -> bool:
    """Whether the word is hardly anything but a family name of leaders."""
    if len(word) < 4 or not _is_seldom(word):
        return False
    return word not in context.gazetteer.starts or any(word == spelling[0] for spelling in leader.spellings)
