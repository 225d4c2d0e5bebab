"""Links the leaders and officials that an article names: one `Person` each, under any spelling.

First full names, then titles with surnames, then coreferences to these: surnames, "the Iranian president".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.article import TITLE, Introduced, Person
from seedread.index.names.disambiguation import (
    elders,
    link_by_full_name,
    link_by_spelling,
    link_by_title,
    may_be_junior,
)
from seedread.index.names.document_context import DocumentContext
from seedread.index.names.entity_tracker import EntityTracker
from seedread.index.names.forms_of_address import address_words, called_by_given_name
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.headline_surnames import headline_surnames
from seedread.index.names.introduced_leaders import introduced_elsewhere
from seedread.index.names.known_person import with_glued_word
from seedread.index.names.mention_detection import detect_mentions
from seedread.index.names.priors import is_distinctive, link_by_office_prior, link_by_prominence
from seedread.index.names.titles.title_vocabulary import COUNTERPART, OFFICIAL, STRANGER, OfficeTitle, TitleForm
from seedread.index.names.tokens import TaggedParagraph
from seedread.index.names.unlisted import unlisted_leader, unlisted_official
from seedread.index.text.phrase_finder import PhraseFinder

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from seedread.index.names.countries.country_linker import CountryMention
    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.native_people import NativeMention
    from seedread.index.names.office import Leader

__all__ = ["LinkedPeople", "link_people"]

_ELECTION_SIGNS = PhraseFinder(
    (
        *("elected", "elects", "president-elect", "president-designate", "minister-elect", "minister-designate"),
        *("won", "win", "wins", "victory", "appointed", "appoints", "incoming", "sworn", "installed", "inaugurat*"),
        *("named", "defeats", "beats", "ousts", "ends", "unseats", "trounces", "landslide", "sweeps"),
        *("storms to power", "winner", "chosen", "to lead", "to succeed", "succeeds"),
        *("takes presidency", "takes the presidency", "becomes"),
    )
)
_TAKES_OFFICE = re.compile(r"takes(?<=\btakes) (?:the )?\w+ presidency\b")

_RULES = re.compile(r"(?:['’]s)? (?:administration|government|cabinet|regime|presidency)\b")


class LinkedPeople(NamedTuple):
    """The people that an article names, most mentioned first."""

    leaders: tuple[Person, ...]
    officials: tuple[Person, ...]
    implied: tuple[Person, ...]
    """Leaders named by country and office only: "Iran's supreme leader"."""
    introduced: tuple[Introduced, ...]
    """The leaders in no data file whom the text itself introduces."""


def link_people(  # noqa: PLR0913 (what an article is; all but the text are named)
    title: str,
    paragraphs: Sequence[str],
    countries: Sequence[CountryMention],
    *,
    published: datetime.date | None,
    language: str | None = None,
    names: Gazetteer | None = None,
    introduced: Gazetteer | None = None,
) -> LinkedPeople:
    """Return leaders and officials, most mentioned first, and leaders who are implied without being named.

    If the `language` is known and not English, people are found in full, as in the gazetteer, and by `native_people`.
    `names` replaces the package's gazetteer; `introduced` are the leaders in no data file whom other articles of the
    library introduce.
    """
    english = language in {None, "en"}
    names = names or gazetteer()
    texts = {TITLE: title, **dict(enumerate(paragraphs))}
    here: dict[int, list[CountryMention]] = defaultdict(list)
    for found in countries:
        here[found.mention.paragraph].append(found)
    counts = Counter(found.code for found in countries)
    election_paragraphs = frozenset(
        n for n, text in texts.items() if _tells_of_election(text.lower() if n == TITLE else text)
    )
    context = DocumentContext(published, counts, names, election_paragraphs, _focus_country(countries, counts))
    tagged_paragraphs = {n: TaggedParagraph(text, here[n]) for n, text in texts.items()}
    mentions = [
        c for n, tagged in tagged_paragraphs.items() for c in detect_mentions(n, tagged, names, english=english)
    ]
    if names.excluded:
        mentions = [c for c in mentions if " ".join(word.key for word in c.words) not in names.excluded]
    _resolve_counterparts(mentions)
    linker = _PersonLinker(context, texts, mentions)
    if language and not english:
        from seedread.index.names.native_people import find_native_people  # noqa: PLC0415 (articles in English need none)

        linker.add_native(find_native_people(texts, language, context, countries))
    return linker.link(tagged_paragraphs, introduced, english=english)


def _tells_of_election(text: str) -> bool:
    """Whether a text has words of an election or an appointment."""
    return _ELECTION_SIGNS.is_in(text) or _TAKES_OFFICE.search(text) is not None


def _focus_country(countries: Sequence[CountryMention], counts: Counter[str]) -> str | None:
    """Return the country of the dateline, else the one named more often than all others together."""
    for found in countries:
        if found.mention.paragraph in {0, 1} and found.mention.start == 0 and found.kind == "capital":
            return found.code
    top = counts.most_common(1)
    return top[0][0] if top and 2 * top[0][1] > counts.total() else None


def _resolve_counterparts(mentions: Sequence[DetectedMention]) -> None:
    """Give "his Turkish counterpart" the office that the text mentioned last."""
    form: TitleForm | None = None
    paragraph = TITLE
    for mention in mentions:
        for side in ("before", "after"):
            title: OfficeTitle | None = getattr(mention, side)
            if title and title.form.rank == COUNTERPART and form:
                # an office from another paragraph may be another person's: it does not make a leader by itself
                loose = form.loose or paragraph != mention.paragraph
                setattr(mention, side, replace(title, form=replace(form, loose=loose)))
            elif title and (title.is_leader or _is_officials(title)) and mention.paragraph != TITLE:
                form, paragraph = title.form, mention.paragraph


def _is_officials(title: OfficeTitle) -> bool:
    return title.form.rank == OFFICIAL and not title.outside


class _PersonLinker:
    """Passes over one article's mentions; each pass sees only the mentions that earlier ones did not link."""

    def __init__(self, context: DocumentContext, texts: dict[int, str], found: list[DetectedMention]) -> None:
        self.context = context
        self.texts = texts
        self.unresolved = found
        self.owners = {
            tuple(mention.keys): title.country
            for mention in reversed(found)
            for title in (mention.before, mention.after)
            if title and title.country and len(mention.keys) > 1
        }
        """The country that a title gives, for each name."""
        self.single_word_counts: Counter[str] = Counter()
        """How often each word is a mention of its own among the unresolved ones."""
        self.multiword_mentions: list[DetectedMention] = []
        """The unresolved mentions of several words."""
        self.tracker = EntityTracker(context, texts)
        self.introduced: dict[str, Introduced] = {}
        """The leaders in no data file whom this article introduces, by ID."""
        self.introduced_elsewhere = context
        """The same context, with those whom other articles introduce as its gazetteer."""

    def add_native(self, found: Iterable[NativeMention]) -> None:
        """Add the people that the text names in its own language."""
        for one in found:
            person = self.tracker.add_native(one.leader, one.mention)
            if person.leader is None and person.is_leader:
                self.introduced.setdefault(person.id, Introduced(person.id, person.name, person.role))

    def link(
        self, tagged_paragraphs: dict[int, TaggedParagraph], introduced: Gazetteer | None, *, english: bool
    ) -> LinkedPeople:
        self._pass(self._link_full_name)
        if english:
            self._pass(self._link_by_title)
            self._pass(self._add_unlisted_leader)
        self._resolve_coreferences()
        if english:
            self.single_word_counts = Counter(mention.keys[0] for mention in self.unresolved if len(mention.keys) == 1)
            self.multiword_mentions = [mention for mention in self.unresolved if len(mention.keys) > 1]
            for step in (self._link_surname, self._add_official):
                if self._pass(step):
                    self._resolve_coreferences()
            self._link_headline_surnames(tagged_paragraphs)
        if introduced:
            self.introduced_elsewhere = replace(self.context, gazetteer=introduced)
            if self._pass(self._link_introduced):
                self._resolve_coreferences()
        if english:
            self.tracker.add_nominal_mentions(tagged_paragraphs)
        return LinkedPeople(
            self.tracker.leaders(),
            self.tracker.officials(),
            self.tracker.implied(),
            tuple(self.introduced.values()),
        )

    def _pass(self, step: Callable[[DetectedMention], bool]) -> bool:
        left = [mention for mention in self.unresolved if not step(mention)]
        explained = len(left) < len(self.unresolved)
        self.unresolved = left
        return explained

    def _link_full_name(self, mention: DetectedMention) -> bool:
        if not mention.key and (len(mention.keys) < 2 or mention.headline):
            return False
        if mention.is_competitor or _is_stranger(mention) or (mention.in_list and not mention.title):
            return False
        leader = link_by_full_name(mention, self.context) if mention.key else link_by_spelling(mention, self.context)
        if leader:
            self.tracker.add_leader(leader, mention)
        return leader is not None

    def _link_by_title(self, mention: DetectedMention) -> bool:
        title = mention.title
        if title is None or not title.is_leader or not mention.keys:
            return False
        if self.tracker.has_office_holder(mention, title):
            return self.tracker.resolve_coreference(mention)
        leader = link_by_title(mention, title, self.context) or with_glued_word(mention, self.context)
        if leader:
            self.tracker.add_leader(leader, mention)
        return leader is not None

    def _add_unlisted_leader(self, mention: DetectedMention) -> bool:
        found = unlisted_leader(mention, self.context)
        if found:
            person = self.tracker.add_unlisted(found, mention)
            if person.leader is None:
                self.introduced.setdefault(person.id, Introduced(person.id, person.name, found.role))
        return found is not None

    def _add_official(self, mention: DetectedMention) -> bool:
        found = unlisted_official(mention, self.context, self.tracker, self.owners.get(tuple(mention.keys)))
        if found:
            self.tracker.add_unlisted(found, mention)
        return found is not None

    def _link_introduced(self, mention: DetectedMention) -> bool:
        if mention.is_competitor or mention.in_list or _is_stranger(mention) or not mention.keys:
            return False
        if len(mention.words) < len(mention.keys):
            return False  # names joined by a hyphen
        if len(mention.keys) == 1 and (mention.headline or not self._may_be_known(mention)):
            return False
        found = introduced_elsewhere(mention, self.introduced_elsewhere, self.context)
        if found:
            self.tracker.add_unlisted(found, mention)
        return found is not None

    def _may_be_known(self, mention: DetectedMention) -> bool:
        """Whether a surname alone may be a leader's whom another article introduces."""
        key = mention.keys[0]
        if any(key in other.keys for other in self.multiword_mentions):
            return False
        return self._has_person_cue(mention) or is_distinctive(key, self.context)

    def _resolve_coreferences(self) -> None:
        """Link mentions to tracked people: several words first, because a surname alone may be another person's."""
        self._pass(self._corefers_by_full_name)
        self.tracker.note_others(mention for mention in self.unresolved if len(mention.keys) > 1)
        self._pass(self._corefers_by_surname)

    def _corefers_by_full_name(self, mention: DetectedMention) -> bool:
        return len(mention.keys) > 1 and self.tracker.resolve_coreference(mention)

    def _corefers_by_surname(self, mention: DetectedMention) -> bool:
        return len(mention.keys) < 2 and self.tracker.resolve_coreference(mention)

    def _link_surname(self, mention: DetectedMention) -> bool:
        title = mention.title
        if len(mention.keys) != 1 or mention.headline or mention.in_list or (title and not title.is_leader):
            return False
        key = mention.keys[0]
        if not self.context.gazetteer.is_family_name(key):
            return False
        marked = self._has_person_cue(mention)
        if not marked and not is_distinctive(key, self.context):
            return False
        leader = link_by_office_prior(mention, self.context)
        if leader is None and (marked or self.tracker.has_leader):
            leader = link_by_prominence(mention, self.context)
        if leader and mention.suffix and not may_be_junior(leader, mention, self.context):
            return False
        if leader and mention.suffix == "sr":
            leader = next(iter(elders(leader, self.context)), leader)
        if leader is None or any(key in _family_names_of(other, leader) for other in self.multiword_mentions):
            return False
        self.tracker.add_leader(leader, mention)
        return True

    def _link_headline_surnames(self, tagged_paragraphs: dict[int, TaggedParagraph]) -> None:
        lines = {span.paragraph for person in self.tracker.leading() for span in person.mentions}
        found = headline_surnames(self.unresolved, tagged_paragraphs, self.context, lines)
        for surname in found:
            self.tracker.add_leader(surname.leader, replace(surname.mention, words=list(surname.words)))
        if found:
            linked = {id(surname.mention) for surname in found}
            self.unresolved = [mention for mention in self.unresolved if id(mention) not in linked]
            self._resolve_coreferences()

    def _has_person_cue(self, mention: DetectedMention) -> bool:
        """Whether more than the bare word indicates a person: an honorific, a country, a second mention."""
        return (
            mention.has_honorific
            or mention.owner is not None
            or _RULES.match(self.texts[mention.paragraph], mention.words[-1].end) is not None
            or self.single_word_counts[mention.keys[0]] > 1
        )


def _family_names_of(other: DetectedMention, leader: Leader) -> tuple[str, ...]:
    """Return the words that would be the mention's family name by the custom of the leader's country."""
    given_too = called_by_given_name(leader.country, "")
    return address_words(other.keys, leader.country, given_too=given_too)


def _is_stranger(mention: DetectedMention) -> bool:
    """Whether a title says that it is nobody in politics; "Captain" with a capital may be a ruler's rank."""
    return any(
        title and title.form.rank == STRANGER and not (title.capital and title.form.role == "captain")
        for title in (mention.before, mention.after)
    )
