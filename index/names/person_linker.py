"""Finds the leaders and officials an article names, one `Person` each under any spelling.

Full names first, then title and surname, then what other mentions explain: surnames, "the Iranian president".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.article import TITLE, Person
from seedread.index.names.disambiguation import by_full_name, by_spelling, by_title
from seedread.index.names.document_context import Scene
from seedread.index.names.entity_tracker import Cast
from seedread.index.names.forms_of_address import address_words, called_by_given_name
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.mention_detection import candidates
from seedread.index.names.priors import by_fame, by_presence, is_telling
from seedread.index.names.titles.title_vocabulary import COUNTERPART, STRANGER, TitleForm
from seedread.index.names.tokens import Surroundings, Title
from seedread.index.names.unlisted import discovered, official

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from seedread.index.names.candidate import Candidate
    from seedread.index.names.countries.country_linker import CountryMention
    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.office import Leader

__all__ = ["People", "find_people"]

_ELECTS = re.compile(
    r"\b(?:elected|elects|(?:president|minister)-(?:elect|designate)|won|wins|victory|appointed|appoints|incoming|sworn)\b"
)

_RULES = re.compile(r"(?:['’]s)? (?:administration|government|cabinet|regime|presidency)\b")


class People(NamedTuple):
    """Whom an article names, the most mentioned first."""

    leaders: tuple[Person, ...]
    officials: tuple[Person, ...]
    implied: tuple[Person, ...]
    """Leaders told by country and office alone: "Iran's supreme leader"."""


def find_people(  # noqa: PLR0913 (what an article is; all but the text are named)
    title: str,
    paragraphs: Sequence[str],
    countries: Sequence[CountryMention],
    *,
    published: datetime.date | None,
    english: bool = True,
    names: Gazetteer | None = None,
) -> People:
    """Return leaders and officials, the most mentioned first, and leaders who are meant without being named.

    Where the text is not `english`, only names that the gazetteer knows in full begin a person. `names` stands in for
    the package's gazetteer.
    """
    names = names or gazetteer()
    texts = {TITLE: title, **dict(enumerate(paragraphs))}
    here: dict[int, list[CountryMention]] = defaultdict(list)
    for found in countries:
        here[found.mention.paragraph].append(found)
    counts = Counter(found.code for found in countries)
    elects = frozenset(n for n, text in texts.items() if _ELECTS.search(text))
    scene = Scene(published, counts, names, elects, _home(countries, counts))
    readers = {n: Surroundings(text, here[n]) for n, text in texts.items()}
    spans = [c for n, around in readers.items() for c in candidates(n, around, names, english=english)]
    if names.strangers:
        spans = [c for c in spans if " ".join(word.key for word in c.words) not in names.strangers]
    _resolve_counterparts(spans)
    return _Search(scene, texts, spans).people(readers, english=english)


def _home(countries: Sequence[CountryMention], counts: Counter[str]) -> str | None:
    """Return the country of the dateline, else the one that is named more than all others together."""
    for found in countries:
        if found.mention.paragraph in {0, 1} and found.mention.start == 0 and found.kind == "capital":
            return found.code
    top = counts.most_common(1)
    return top[0][0] if top and 2 * top[0][1] > counts.total() else None


def _resolve_counterparts(spans: Sequence[Candidate]) -> None:
    """Give "his Turkish counterpart" the office that the text named last."""
    form: TitleForm | None = None
    paragraph = TITLE
    for candidate in spans:
        for side in ("before", "after"):
            title: Title | None = getattr(candidate, side)
            if title and title.form.rank == COUNTERPART and form:
                # an office named further up may be another person's: it makes nobody a leader by itself
                loose = form.loose or paragraph != candidate.paragraph
                setattr(candidate, side, replace(title, form=replace(form, loose=loose)))
            elif title and title.leads and candidate.paragraph != TITLE:
                form, paragraph = title.form, candidate.paragraph


class _Search:
    """The passes over one article's candidates; each pass sees only what the ones before left open."""

    def __init__(self, scene: Scene, texts: dict[int, str], found: list[Candidate]) -> None:
        self.scene = scene
        self.texts = texts
        self.open = found
        self.times: Counter[str] = Counter()
        """How often each word stands alone among the open candidates."""
        self.whole: list[Candidate] = []
        """Those of several words."""
        self.cast = Cast(scene, texts)

    def people(self, readers: dict[int, Surroundings], *, english: bool) -> People:
        self._pass(self._full_names)
        if english:
            self._pass(self._titled)
            self._pass(self._new_leaders)
        self._recognise()
        if english:
            self.times = Counter(candidate.keys[0] for candidate in self.open if len(candidate.keys) == 1)
            self.whole = [candidate for candidate in self.open if len(candidate.keys) > 1]
            for step in (self._bare, self._officials):
                if self._pass(step):
                    self._recognise()
            self.cast.describe(readers)
        return People(self.cast.leaders(), self.cast.officials(), self.cast.implied())

    def _pass(self, step: Callable[[Candidate], bool]) -> bool:
        left = [candidate for candidate in self.open if not step(candidate)]
        explained = len(left) < len(self.open)
        self.open = left
        return explained

    def _full_names(self, candidate: Candidate) -> bool:
        if not candidate.key and (len(candidate.keys) < 2 or candidate.headline):
            return False
        if candidate.competes or _is_stranger(candidate) or (candidate.listed and not candidate.title):
            return False
        leader = by_full_name(candidate, self.scene) if candidate.key else by_spelling(candidate, self.scene)
        if leader:
            self.cast.add_leader(leader, candidate)
        return leader is not None

    def _titled(self, candidate: Candidate) -> bool:
        title = candidate.title
        if title is None or not title.leads or not candidate.keys:
            return False
        if self.cast.holds(candidate, title):
            return self.cast.recognise(candidate)
        leader = by_title(candidate, title, self.scene)
        if leader:
            self.cast.add_leader(leader, candidate)
        return leader is not None

    def _new_leaders(self, candidate: Candidate) -> bool:
        found = discovered(candidate, self.scene)
        if found:
            self.cast.add_new(found, candidate)
        return found is not None

    def _officials(self, candidate: Candidate) -> bool:
        found = official(candidate, self.scene, self.cast)
        if found:
            self.cast.add_new(found, candidate)
        return found is not None

    def _recognise(self) -> None:
        """Find those already here again: by several words first, for a surname alone may be a stranger's."""
        self._pass(self._known_whole)
        self.cast.meet(candidate for candidate in self.open if len(candidate.keys) > 1)
        self._pass(self._known_alone)

    def _known_whole(self, candidate: Candidate) -> bool:
        return len(candidate.keys) > 1 and self.cast.recognise(candidate)

    def _known_alone(self, candidate: Candidate) -> bool:
        return len(candidate.keys) < 2 and self.cast.recognise(candidate)

    def _bare(self, candidate: Candidate) -> bool:
        title = candidate.title
        if len(candidate.keys) != 1 or candidate.headline or candidate.listed or (title and not title.leads):
            return False
        key = candidate.keys[0]
        if not self.scene.names.is_family(key):
            return False
        marked = self._is_marked(candidate)
        if not marked and not is_telling(key, self.scene):
            return False
        leader = by_presence(candidate, self.scene)
        if leader is None and (marked or self.cast.leads):
            leader = by_fame(candidate, self.scene)
        if leader is None or any(key in _family_of(other, leader) for other in self.whole):
            return False
        self.cast.add_leader(leader, candidate)
        return True

    def _is_marked(self, candidate: Candidate) -> bool:
        """Whether more than the bare word speaks for a person: an address, a country, a second mention."""
        return (
            candidate.addressed
            or candidate.owner is not None
            or _RULES.match(self.texts[candidate.paragraph], candidate.words[-1].end) is not None
            or self.times[candidate.keys[0]] > 1
        )


def _family_of(other: Candidate, leader: Leader) -> tuple[str, ...]:
    """Return what would be the family name of another person of the leader's country."""
    given_too = called_by_given_name(leader.country, "")
    return address_words(other.keys, leader.country, given_too=given_too)


def _is_stranger(candidate: Candidate) -> bool:
    return any(title and title.form.rank == STRANGER for title in (candidate.before, candidate.after))
