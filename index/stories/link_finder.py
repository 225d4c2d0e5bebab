"""Compares new articles with those of the same days: finds their links and of which article they are copies."""

from __future__ import annotations

from itertools import compress, islice
from typing import TYPE_CHECKING

from seedread.index.cleaning.language import stop_words
from seedread.index.compare import is_copy, text_overlap
from seedread.index.stories.bounds import bounds
from seedread.index.stories.neighbours import closest
from seedread.index.stories.pair_score import compare_each, pair_model
from seedread.index.stories.window import Window
from seedread.index.text.analysis import find_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seedread.index.stories.clusters import StoryClusters
    from seedread.index.stories.evidence import Compared
    from seedread.index.stories.link_table import NewLink
    from seedread.index.stories.pair_score import Pair
    from seedread.index.stories.profile import Profile, Profiles

__all__ = ["LinkFinder"]


_TOGETHER = 64
"""Articles that are compared at once."""
_LEAD = 12
"""Words with which an article begins."""


class LinkFinder:
    """Finds the links of articles; notes copies and opinion pieces in the clusters."""

    def __init__(self, profiles: Profiles, clusters: StoryClusters, on_step: Callable[[], None]) -> None:
        """Call `on_step` after each article."""
        self._profiles = profiles
        self._clusters = clusters
        self._on_step = on_step
        self.least_cosine: float = bounds("event")["cosine"]
        """Pairs below it are not looked at any further."""
        self.links: list[NewLink] = []
        """The pairs that may be above `missing`, however good their shares."""
        self.best: dict[str, float] = {}
        """The best cosine of each article."""

    def all(self, dated: Iterable[int], undated: Iterable[int]) -> None:
        """Link all documents of a library, each with those before it; `dated` are sorted by date."""
        window = Window()
        rest = iter(dated)
        while numbers := list(islice(rest, _TOGETHER)):
            if self._profiles.renew():
                window.read_again(self._profiles)
            self._link_batch(self._profiles.of_each(numbers), window)
        self.new(undated)

    def _link_batch(self, batch: Sequence[Profile], window: Window) -> None:
        """Link articles with those before them."""
        window.add(batch, [one.kind is None and _is_grouped(one) for one in batch], self._profiles.vocabulary)
        found = self._compare_in(window, batch, range(len(batch)))
        for row, profile in enumerate(batch):
            self._on_step()
            if _is_grouped(profile) and self._link(profile, found[row]):
                found |= self._compare_in(window, batch, window.remove(row))

    def _compare_in(self, window: Window, batch: Sequence[Profile], rows: Iterable[int]) -> dict[int, list[Pair]]:
        """Compare articles of a batch, given by their places in it, with those near them."""
        grouped = [row for row in rows if _is_grouped(batch[row])]
        found = self._compare([(batch[row], window.near(row)) for row in grouped])
        return dict(zip(grouped, found, strict=True))

    def new(self, documents: Iterable[int]) -> None:
        """Link documents with any others."""
        compared = set[frozenset[str]]()
        for number in documents:
            self._profiles.renew()
            self._on_step()
            profile = self._profiles.of(number)
            if _is_grouped(profile):
                near = closest(self._profiles, profile, bounds("candidates")["looked_at"])
                (pairs,) = self._compare([(profile, list(self._others(profile, near, compared)))])
                self._link(profile, pairs)

    def _compare(self, compared: Sequence[Compared]) -> list[list[Pair]]:
        return compare_each(compared, len(self._profiles.vocabulary), self.least_cosine)

    def _link(self, profile: Profile, pairs: Sequence[Pair]) -> bool:
        """Link an article with those that it was compared with; tell whether it is a copy of one of them."""
        verbatim = [self._is_verbatim(profile, pair) for pair in pairs]
        if profile.kind is None:
            for pair in compress(pairs, verbatim):
                if self._begins_as(profile, pair.other):
                    self._clusters.mark_copy(profile.id, pair.other.id)
                    return True
        else:
            self._clusters.opinions[profile.id] = 0
        for pair, is_verbatim in zip(pairs, verbatim, strict=True):
            if not is_verbatim:
                self.note(profile, pair)
        return False

    def note(self, profile: Profile, pair: Pair) -> None:
        """Note a pair that was compared."""
        for article in (profile.id, pair.other.id):
            if pair.cosine > self.best.get(article, 0.0):
                self.best[article] = pair.cosine
        if pair.base + sum(pair_model().shares) > bounds("event")["missing"]:
            self.links.append((profile.id, pair.other.id, pair.cosine, pair.base))

    def _others(self, profile: Profile, near: Sequence[int], compared: set[frozenset[str]]) -> Iterator[Profile]:
        """Yield the reports that an article is to be compared with; originals in place of copies.

        Pairs in `compared` are left out, new ones added.
        """
        for other in self._profiles.of_each(near):
            first = self._clusters.first_of(other.id)
            if first != other.id:
                original = self._profiles.reader.document(first)
                if original is None:
                    continue
                other = self._profiles.of(original)  # noqa: PLW2901
            pair = frozenset((profile.id, other.id))
            if len(pair) == 1 or pair in compared or other.kind is not None or not _is_grouped(other):
                continue
            compared.add(pair)
            yield other

    def _is_verbatim(self, profile: Profile, pair: Pair) -> bool:
        if pair.cosine < bounds("copy")["cosine"] or pair.is_form:
            return False
        own, theirs = self._profiles.paragraphs(profile), self._profiles.paragraphs(pair.other)
        return is_copy(text_overlap(own, theirs, runs=False))

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
