"""Links descriptions such as "the Russian leader" to a person named in the article, or to an implied leader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.article import Mention
from seedread.index.names.document_context import same_state
from seedread.index.names.lexicon import FORMER_STATES
from seedread.index.names.office import FOREIGN, meant_by
from seedread.index.names.titles.title_vocabulary import CIVIL_SERVANTS, title_vocabulary
from seedread.index.names.tokens import OWNERS
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.office import Leader
    from seedread.index.names.tokens import TaggedParagraph
    from seedread.index.names.tracked_person import TrackedPerson

__all__ = ["OfficeHolders", "described_offices", "implied_leaders", "resolve_descriptions"]

_NOUN = re.compile(
    r" ((?i:leader|president|prime minister|premier|chancellor|foreign minister|foreign secretary|minister|king|queen"
    r"|emperor|ruler|monarch))(?=[^\w-]|$)(?! [A-Z])(?! (?:of|for|at|designate|elect)\b)"
)
_OFFICE = re.compile(
    r"(?P<owner>['’]s)? (?P<noun>(?i:supreme leader|president|prime minister|premier|chancellor|foreign minister"
    r"|foreign secretary|secretary of state|king|queen|emperor|monarch))(?=[^\w-]|$)(?! [A-Z])(?! of\b)"
)
_DESCRIBED = lazy_pattern(
    r"(?P<owner>['’]s)? (?:(?:former|ousted|late|new|incoming|caretaker|interim|acting|outgoing|longest-serving"
    r"|last|next|first|embattled|veteran) )*"
    r"(?P<noun>(?i:president|prime minister|premier|chancellor|foreign minister|foreign secretary|secretary of state"
    r"|leader|king|queen|emperor|supreme leader|ruler))(?=[^\w-]|$)(?! [A-Z])"
)
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|next|future|an?|any|no|new|first|last|then|vice|deputy|ousted|deposed|exiled|previous|incoming"
    r"|caretaker)[ -]\Z",
    re.IGNORECASE,
)
_ANY = re.compile(r"\b(?:an?|any|every|each|no|another|next|future)(?: [\w-]+){0,2}[ -]\Z", re.IGNORECASE)
"""What makes a description mean anybody in the office: "a former French minister"."""
_SENTENCE = 150
"""Characters before and after a description in which the words of its sentence are looked for."""
_APPOSITION = re.compile(r",? (?:\(|[A-Z][\w'’-]+ [A-Z])|, [A-Z]")
_PAST = lazy_pattern(
    r"\b(?:(?:was|were|been|is|being) (?:\w+ )?(?:appointed|named|elected|sworn in|chosen|deposed|ousted|overthrown)"
    r"|became|becoming|former|formerly|ousted|deposed|then|at the time|(?:19|20)\d\ds?|years ago|decades ago"
    r"|last century|predecessor|successor|candidates?)\b",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset(("demonym", "abbreviation"))
_ARTICLE = re.compile(r"\b[Tt]he $")


def resolve_descriptions(
    paragraph: int, tagged: TaggedParagraph, persons: Iterable[TrackedPerson]
) -> Iterator[tuple[TrackedPerson, Mention]]:
    """Yield each description of a paragraph with its person, if only one person fits."""
    leading = [person for person in persons if person.is_leader]
    for end, found in tagged.by_end.items():
        match = _NOUN.match(tagged.text, end) if found.kind == "demonym" else None
        if not match or _ANY.search(tagged.text, max(0, found.mention.start - 40), found.mention.start):
            continue
        fitting = [person for person in leading if _fits(person, found.code, match[1].lower())]
        present = [person for person in fitting if not person.former] or fitting
        if len(present) == 1:
            start = found.mention.start
            start -= 4 if _ARTICLE.search(tagged.text, max(0, start - 5), start) else 0
            yield present[0], Mention(paragraph, start, match.end(), tagged.text[start : match.end()])


def described_offices(tagged: TaggedParagraph) -> Iterator[tuple[str, str]]:
    """Yield country and family of each office without a name in a paragraph: "Japan's former prime minister"."""
    for end, found in tagged.by_end.items():
        match = _DESCRIBED.match(tagged.text, end) if found.kind in OWNERS else None
        if match and (match["owner"] is not None or found.kind in _ADJECTIVES):
            yield found.code, title_vocabulary().forms[match["noun"].lower()].family


class OfficeHolders:
    """The holders of offices at one date; each is looked up once."""

    def __init__(self, gazetteer: Gazetteer, date: datetime.date) -> None:
        self._gazetteer = gazetteer
        self._date = date
        self._found: dict[tuple[str, str], Leader | None] = {}

    def only(self, country: str, noun: str) -> Leader | None:
        """Return the only holder of an office in a country, None if there is none or there are several."""
        if (country, noun) not in self._found:
            people = self._all(self._gazetteer.of_country(country), noun)
            self._found[country, noun] = people[0] if len({leader.id for leader in people}) == 1 else None
        return self._found[country, noun]

    def _all(self, people: Iterable[Leader], noun: str) -> list[Leader]:
        date = self._date
        if noun == "supreme leader":
            return [one for one in people if any(o.title == noun and o.start <= date <= o.end for o in one.offices)]
        family = title_vocabulary().forms[noun].family
        return [one for one in people if any(o.family == family and o.start <= date <= o.end for o in one.offices)]


def implied_leaders(
    paragraph: int, tagged: TaggedParagraph, holders: OfficeHolders
) -> Iterator[tuple[Leader, Mention]]:
    """Yield the holder of each office that a paragraph mentions with its country but without a name."""
    for end, found in tagged.by_end.items():
        match = _OFFICE.match(tagged.text, end)
        start = found.mention.start
        if not match or (match["owner"] is None) != (found.kind in _ADJECTIVES) or found.kind not in OWNERS:
            continue
        if _NOT_NOW.search(tagged.text, max(0, start - 12), start) or _is_past(tagged.text, start, match.end()):
            continue
        if match["noun"].lower() == "foreign secretary" and found.code in CIVIL_SERVANTS:
            continue
        leader = holders.only(found.code, match["noun"].lower())
        if leader:
            yield leader, Mention(paragraph, start, match.end(), tagged.text[start : match.end()])


def _is_past(text: str, start: int, end: int) -> bool:
    """Whether the sentence tells of another time or of an appointment, or a name in apposition follows."""
    if _APPOSITION.match(text, end):
        return True
    first = max(text.rfind(". ", max(0, start - _SENTENCE), start) + 1, start - _SENTENCE, 0)
    stop = text.find(". ", end, end + _SENTENCE)
    sentence = text[first : stop if stop >= 0 else end + _SENTENCE]
    return _PAST.search(sentence) is not None


def _fits(person: TrackedPerson, country: str, noun: str) -> bool:
    if not same_state(person.country, country) or (country in FORMER_STATES and person.country != country):
        return False
    if noun in {"leader", "ruler"}:
        return person.family != FOREIGN
    family = FOREIGN if noun == "minister" else title_vocabulary().forms[noun].family
    return person.family in meant_by(family)
