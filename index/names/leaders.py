"""Finds the leaders and officials an article names, one `Person` each under any spelling.

Full names first, then title and surname, then what other mentions explain: surnames, "the Iranian president".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from seedread.index.article import TITLE, Person
from seedread.index.names.candidates import Candidate, candidates
from seedread.index.names.cast import Cast
from seedread.index.names.discovery import discovered, official
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.holders import Scene, by_full_name, by_presence, by_spelling, by_title
from seedread.index.names.surroundings import Surroundings
from seedread.index.names.titles import STRANGER

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from seedread.index.names.countries import CountryMention
    from seedread.index.names.gazetteer import Gazetteer

__all__ = ["find_people"]

_ELECTS = re.compile(
    r"\b(?:elect(?:ed|s|ion)?|president-elect|won|wins|victory|appoint(?:ed|s|ment)?|nam(?:ed|es)|incoming"
    r"|designate|sworn|succe(?:ss|ed)\w*|new(?:ly)?)\b"
)

_RULES = re.compile(r"(?:['’]s)? (?:administration|government|cabinet|regime|presidency)\b")


def find_people(
    title: str,
    paragraphs: Sequence[str],
    countries: Sequence[CountryMention],
    *,
    published: datetime.date | None,
    names: Gazetteer | None = None,
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Return leaders and officials, the most mentioned first; `names` stands in for the package's gazetteer."""
    names = names or gazetteer()
    texts = {TITLE: title, **dict(enumerate(paragraphs))}
    here: dict[int, list[CountryMention]] = defaultdict(list)
    for found in countries:
        here[found.mention.paragraph].append(found)
    counts = Counter(found.code for found in countries)
    elects = frozenset(n for n, text in texts.items() if _ELECTS.search(text))
    scene = Scene(published, counts, names, elects, _home(countries, counts))
    readers = {n: Surroundings(text, here[n]) for n, text in texts.items()}
    spans = [c for n, text in texts.items() for c in candidates(n, text, readers[n], names, here[n])]
    return _Search(scene, texts, spans).people(readers)


def _home(countries: Sequence[CountryMention], counts: Counter[str]) -> str | None:
    """Return the country of the dateline, else the one that is named more than all others together."""
    for found in countries:
        if found.mention.paragraph in {0, 1} and found.mention.start == 0 and found.kind == "capital":
            return found.code
    top = counts.most_common(1)
    return top[0][0] if top and 2 * top[0][1] > counts.total() else None


class _Search:
    """The passes over one article's candidates; each pass sees only what the ones before left open."""

    def __init__(self, scene: Scene, texts: dict[int, str], found: list[Candidate]) -> None:
        self.scene = scene
        self.texts = texts
        self.open = found
        self.cast = Cast(scene, texts)

    def people(self, readers: dict[int, Surroundings]) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        self._pass(self._full_names)
        self._pass(self._titled)
        self._pass(self._new_leaders)
        self._pass(self._known)
        for step in (self._bare, self._officials):
            if self._pass(step):
                self._pass(self._known)
        self.cast.describe(readers)
        return self.cast.leaders(), self.cast.officials()

    def _pass(self, step: Callable[[Candidate], bool]) -> bool:
        left = [candidate for candidate in self.open if not step(candidate)]
        explained = len(left) < len(self.open)
        self.open = left
        return explained

    def _full_names(self, candidate: Candidate) -> bool:
        if not candidate.key and (len(candidate.keys) < 2 or candidate.headline):
            return False
        if candidate.competes or _is_stranger(candidate):
            return False
        leader = by_full_name(candidate, self.scene) if candidate.key else by_spelling(candidate, self.scene)
        if leader:
            self.cast.add_leader(leader, candidate)
        return leader is not None

    def _titled(self, candidate: Candidate) -> bool:
        title = candidate.title
        if title is None or not title.leads or not candidate.keys:
            return False
        leader = by_title(candidate, title, self.scene)
        if leader:
            self.cast.add_leader(leader, candidate)
        return leader is not None

    def _new_leaders(self, candidate: Candidate) -> bool:
        found = discovered(candidate, self.scene)
        if found:
            self.cast.add_new(*found, candidate, leads=True)
        return found is not None

    def _officials(self, candidate: Candidate) -> bool:
        found = official(candidate, self.scene, self.cast)
        if found:
            self.cast.add_new(*found, candidate, leads=False)
        return found is not None

    def _known(self, candidate: Candidate) -> bool:
        return self.cast.recognise(candidate)

    def _bare(self, candidate: Candidate) -> bool:
        if len(candidate.keys) != 1 or candidate.headline or _is_stranger(candidate):
            return False
        key = candidate.keys[0]
        alike = [other for other in self.open if other.keys and other.keys[-1] == key]
        if any(len(other.keys) > 1 for other in alike):
            return False
        text = self.texts[candidate.paragraph][candidate.words[-1].end :]
        if not (candidate.addressed or candidate.owner or len(alike) > 1 or _RULES.match(text)):
            return False
        leader = by_presence(candidate, self.scene)
        if leader:
            self.cast.add_leader(leader, candidate)
        return leader is not None


def _is_stranger(candidate: Candidate) -> bool:
    return any(title and title.form.rank == STRANGER for title in (candidate.before, candidate.after))
