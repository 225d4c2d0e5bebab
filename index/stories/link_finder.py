"""Compares new articles with those of the same days: finds their links and of which article they are copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning.language import stop_words
from seedread.index.compare import is_copy, text_overlap
from seedread.index.stories.bounds import bounds
from seedread.index.stories.neighbours import Window, closest
from seedread.index.stories.pair_score import evidence_from, pair_model
from seedread.index.stories.vectors import Vectors
from seedread.index.text.analysis import find_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seedread.index.stories.clusters import StoryClusters
    from seedread.index.stories.link_table import NewLink
    from seedread.index.stories.pair_score import Evidence
    from seedread.index.stories.profile import Profile, Profiles

__all__ = ["LinkFinder"]


_ROUNDING = 1e-9
"""More than two ways to add up a cosine differ by."""
_REMEMBERED = 8000
"""Articles whose words are kept as vectors."""
_LEAD = 12
"""Words with which an article begins."""


class LinkFinder:
    """Finds the links of articles, one by one; notes copies and opinion pieces in the clusters."""

    def __init__(self, profiles: Profiles, clusters: StoryClusters, on_step: Callable[[], None]) -> None:
        """Call `on_step` after each article."""
        self._profiles = profiles
        self._clusters = clusters
        self._on_step = on_step
        self.least_cosine: float = bounds("event")["cosine"]
        """Pairs below it are not looked at any further."""
        self._vectors = Vectors(_REMEMBERED)
        self.links: list[NewLink] = []
        """The pairs that may be above `missing`, however good their shares."""
        self.best: dict[str, float] = {}
        """The best cosine of each article."""

    def all(self, dated: Iterable[int], undated: Iterable[int]) -> None:
        """Link all documents of a library, each with those before it; `dated` are sorted by date."""
        window = Window()
        for profile in self._profiles.each(dated):
            if self._link(profile, window.closest(profile), set()):
                window.add(profile)
        self.new(undated)

    def new(self, documents: Iterable[int]) -> None:
        """Link documents with any others."""
        compared = set[frozenset[str]]()
        for profile in self._profiles.each(documents):
            near = closest(self._profiles.reader, profile, bounds("candidates")["looked_at"])
            self._link(profile, near, compared)

    def _link(self, profile: Profile, near: Iterable[int], compared: set[frozenset[str]]) -> bool:
        """Link an article; tell whether later ones are to be compared with it: not with copies, opinion, live pages.

        Pairs in `compared` are left out, new ones added.
        """
        self._on_step()
        if not _is_grouped(profile):
            return False
        found = self._compare(profile, near, compared)
        verbatim = [other for other, pair in found if self._is_verbatim(profile, other, pair)]
        first = next((other for other in verbatim if self._begins_as(profile, other)), None)
        if first is not None and profile.kind is None:
            self._clusters.mark_copy(profile.id, first.id)
            return False
        for other, pair in found:
            if other not in verbatim:
                self.note(profile, other, pair)
        if profile.kind is not None:
            self._clusters.opinions[profile.id] = 0
        return profile.kind is None

    def note(self, a: Profile, b: Profile, pair: Evidence) -> None:
        """Note a pair that was compared."""
        base = pair_model().base(pair)
        for article in (a.id, b.id):
            self.best[article] = max(self.best.get(article, 0.0), pair.cosine)
        if base + sum(pair_model().shares) > bounds("event")["missing"]:
            self.links.append((a.id, b.id, pair.cosine, base))

    def _compare(
        self, profile: Profile, near: Iterable[int], compared: set[frozenset[str]]
    ) -> list[tuple[Profile, Evidence]]:
        """Return the reports near an article with what they have in common."""
        others = list(self._others(profile, near, compared))
        cosines = self._vectors.cosines(profile, others)
        least = self.least_cosine - _ROUNDING
        return [
            (other, evidence)
            for other, cosine in zip(others, cosines, strict=True)
            if cosine >= least and (evidence := evidence_from(profile, other, self.least_cosine))
        ]

    def _others(self, profile: Profile, near: Iterable[int], compared: set[frozenset[str]]) -> Iterator[Profile]:
        """Yield the reports that an article is to be compared with; originals in place of copies."""
        for number in near:
            other = self._profiles.of(number)
            first = self._clusters.first_of(other.id)
            if first != other.id:
                original = self._profiles.reader.document(first)
                if original is None:
                    continue
                other = self._profiles.of(original)
            pair = frozenset((profile.id, other.id))
            if len(pair) == 1 or pair in compared or other.kind is not None or not _is_grouped(other):
                continue
            compared.add(pair)
            yield other

    def _is_verbatim(self, profile: Profile, other: Profile, pair: Evidence) -> bool:
        if pair.cosine < bounds("copy")["cosine"] or pair.is_form:
            return False
        return is_copy(text_overlap(self._profiles.paragraphs(profile), self._profiles.paragraphs(other), runs=False))

    def _begins_as(self, profile: Profile, other: Profile) -> bool:
        """Tell whether titles or leads are alike: text that pages add below every article makes no copy."""
        titles = [set(words(one.title)) - stop_words("en") for one in (profile, other)]
        own, theirs = self._profiles.paragraphs(profile), self._profiles.paragraphs(other)
        return len(titles[0] & titles[1]) > 1 or _has_lead(own, theirs) or _has_lead(theirs, own)


def _has_lead(paragraphs: Sequence[str], lead_of: Sequence[str]) -> bool:
    """Tell whether a body has five words in a row of how another begins."""
    lead = " ".join(find_words(lead_of[0])[:_LEAD])
    return text_overlap([lead], paragraphs, runs=False).shared > 0


def _is_grouped(profile: Profile) -> bool:
    return profile.length >= bounds("event")["least_words"] and profile.kind in {None, "opinion"}
