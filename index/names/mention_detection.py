"""Detects mentions of people: splits capitalised sequences into names, each with the title next to it.

"On Friday U.S. President Bill Clinton" gives one mention, Bill Clinton, with the title president of US.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from seedread.index.article import TITLE, Mention
from seedread.index.names.cues import cue_words
from seedread.index.names.gazetteer import name_key
from seedread.index.names.person_names import (
    ANCESTOR,
    LONGEST_WORD,
    PARTICLES,
    NameWord,
    capitalised_runs,
    fold_name_word,
)
from seedread.index.names.titles.after_name import country_after, title_after
from seedread.index.names.titles.before_name import owner_before, title_before
from seedread.index.names.titles.title_vocabulary import of_its_country, title_vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.titles.title_vocabulary import OfficeTitle
    from seedread.index.names.tokens import TaggedParagraph

__all__ = ["DetectedMention", "detect_mentions"]

LONGEST_NAME = 7
_BEFORE_APPOSITION = frozenset((", ", " (", " i", " a", " s", " w", " t"))
"""How the text between a name and a following office begins: a comma, a bracket, "inherited", "assumed"…"""
_MODAL = frozenset(("is", "was", "has", "had"))
_REIGN = frozenset(("king", "queen", "emperor", "empress", "sultan", "emir", "pope", "prince", "shah"))
_ALONE = re.compile(r"[,.;:]|$| (?:and|or|was|is|will|has|had|in|to|at|as|which|sailed|carrier)\b")
_MAY_FOLLOW = frozenset(["jr", "sr", "snr", "junior", "senior"])


@dataclass(slots=True)
class DetectedMention:
    """A span that may name a person, with what the words around it say."""

    paragraph: int
    words: list[NameWord]
    key: str = ""
    """The key of the full name in the gazetteer, empty if it is not there."""
    has_honorific: bool = False
    """Whether "Mr" or another honorific comes before it."""
    suffix: str = ""
    """jr or sr, if the name has it."""
    headline: bool = False
    """Whether the words around are capitalised too, so that capitals are no evidence of a name."""
    is_competitor: bool = False
    """Whether a country in brackets follows, as in sports results."""
    in_list: bool = False
    """Whether the paragraph is a list of names: a squad, a table."""
    before: OfficeTitle | None = None
    after: OfficeTitle | None = None
    owner: str | None = None
    """The country whose possessive comes before it: "Japan's Hashimoto"."""
    keys: list[str] = field(default_factory=list)
    """The folded words, without particles."""

    @property
    def title(self) -> OfficeTitle | None:
        """The title next to the name; one before it wins."""
        if self.before and self.before.is_leader and not self.before.country and self.after and self.after.country:
            return self.after if self.after.is_leader else self.before
        return self.before or self.after

    def to_mention(self, text: str) -> Mention:
        """Return the mention as a span of `text`, its paragraph."""
        start, end = self.words[0].start, self.words[-1].end
        return Mention(self.paragraph, start, end, text[start:end])


class _MentionDetector:
    """Splits the capitalised sequences of one paragraph."""

    def __init__(self, paragraph: int, tagged: TaggedParagraph, names: Gazetteer, *, english: bool) -> None:
        self.paragraph = paragraph
        self.text = text = tagged.text
        self.tagged = tagged
        self.names = names
        self.title_vocabulary = title_vocabulary()
        self.lists = self.title_vocabulary.words
        spans = sorted((found.mention.start, found.mention.end) for found in tagged.by_start.values())
        self.country_starts = [start for start, _ in spans]
        self.country_ends = [end for _, end in spans]
        self.headline = text.isupper() or (paragraph == TITLE and _all_capitals(text))
        self.anywhere = self.headline or not english
        """Whether a full name may begin in the middle of a sequence."""
        self.found: list[DetectedMention] = []

    def cut(self) -> list[DetectedMention]:
        for run in capitalised_runs(self.text):
            self._cut_run(run)
        in_list = len(self.found) > 4 and not self.headline and _is_list(self.text)
        for mention in self.found:
            mention.in_list = in_list
            self._look_around(mention)
        return self.found

    def _cut_run(self, run: list[NameWord]) -> None:
        if len(run) == 1:
            if not self._ordinary(run[0]) and not self._names_country(run[0]):
                self._close(run, has_honorific=False)
            return
        open_words: list[NameWord] = []
        has_honorific = titled = False
        i = 0
        while i < len(run):
            word = run[i]
            length = self._full_name(run, i) if self.anywhere or self._may_precede(open_words) else 0
            if length:
                self._close(open_words, has_honorific=has_honorific)
                self._close(run[i : i + length], has_honorific=has_honorific, full=True)
                i += length
                open_words, has_honorific, titled = [], False, False
                continue
            role = self._role(word.key, first=not open_words, last=i == len(run) - 1, titled=titled or has_honorific)
            if role != "title" and self._names_country(word):
                role = "cut"
            if role == "name":
                open_words.append(word)
            else:
                self._close(open_words, has_honorific=has_honorific)
                has_honorific = role == "honorific" or (has_honorific and role == "title" and not open_words)
                titled = role in {"title", "honorific"}
                open_words = []
            i += 1
        self._close(open_words, has_honorific=has_honorific)

    def _may_precede(self, words: list[NameWord]) -> bool:
        """Whether a full name may begin after these words: they are no part of a name, but a rank or a first word."""
        return len(words) < 3 and not any(
            part in self.names.starts or part.title() in cue_words("given_names") or not part.isalpha()
            for word in words
            for part in word.key.split()
        )

    def _role(self, key: str, *, first: bool, last: bool, titled: bool) -> str:
        """Return the role of a word in a sequence: name, honorific, title or cut (an ordinary word)."""
        if first and not (last and titled):
            if key in self.lists["honorifics"] and not last:
                return "honorific"
            if not last and (key.replace(" ", "") in self.title_vocabulary.bodies or self._is_title(key.split())):
                return "title"
            if not last and (key in self.lists["stops"] or key in self.lists["modifiers"]):
                return "cut"
        if not first and not last and key in self.lists["cuts"]:
            return "title"
        if self.headline and key in self.lists["stops"]:
            return "cut"
        return "name"

    def _is_title(self, keys: Sequence[str]) -> bool:
        """Whether the parts of one capitalised word are a title: Vice-President, President-elect, ex-President."""
        if len(keys) > 1 and keys[0] in self.lists["former"]:
            keys = keys[1:]
        elif len(keys) > 1 and keys[-1] in self.lists["awaiting"]:
            keys = keys[:-1]
        return self.title_vocabulary.title_words.issuperset(keys)

    def _names_country(self, word: NameWord) -> bool:
        at = bisect_right(self.country_starts, word.start) - 1
        return at >= 0 and word.start < self.country_ends[at]

    def _full_name(self, run: list[NameWord], i: int) -> int:
        """Return how many words from `run[i]` on are a full name in the gazetteer, 0 if none."""
        keys = run[i].key.split()
        if not keys or keys[0] not in self.names.starts:
            return 0
        shortest = 2 if keys[0] in _REIGN else 1  # "King Abdullah" is a title and a name: the date decides
        for end in range(min(len(run), i + LONGEST_NAME), i + shortest, -1):
            key = name_key(" ".join(word.key for word in run[i:end]).split())
            if self.names.with_full_name(key):
                whole = _with_ancestors(run, i, end)
                whole += whole < len(run) and run[whole].key in _MAY_FOLLOW
                if whole == len(run) or self._may_end(run[whole]):
                    return whole - i
        return 0

    def _may_end(self, following: NameWord) -> bool:
        key = following.key
        if key in self.lists["things"]:
            return False
        return (
            self.headline or key in self.lists["stops"]
            or key in self.title_vocabulary.title_words or self._names_country(following)
        )  # fmt: skip

    def _close(self, words: list[NameWord], *, has_honorific: bool, full: bool = False) -> None:
        suffix = ""
        if not words or (not self.headline and self._is_thing(words, full=full)):
            return
        named = words
        if len(words) > 1:
            last = words[-1].key
            suffix = "jr" if last in self.lists["juniors"] else "sr" if last in self.lists["seniors"] else ""
            named = words[:-1] if suffix else words
        keys = " ".join([word.key for word in named]).split() if len(named) > 1 else named[0].key.split()
        key = name_key(_without_ancestors(keys, self.names)) if full else ""
        if len(keys) > 1:
            keys = keys[:1] + [word for word in keys[1:] if word not in PARTICLES]
        self.found.append(DetectedMention(self.paragraph, words, key, has_honorific, suffix, self.headline, keys=keys))

    def _is_thing(self, words: list[NameWord], *, full: bool) -> bool:
        """Whether the words name an airport or a company: "Ben Gurion airport", "Reagan Building"."""
        if not full and len(words) > 1 and any(word.key in self.lists["things"] for word in words[1:]):
            return True
        if full and self._is_ship(words):
            return True
        return _next_word(self.text, words[-1].end) in self.lists["places"]

    def _is_ship(self, words: list[NameWord]) -> bool:
        """Whether it is a ship: the carrier Ronald Reagan, or "the Ronald Reagan" without a noun after it."""
        before = _last_word(self.text, words[0].start)
        if before in self.lists["ships"]:
            return True
        return before == "the" and _ALONE.match(self.text, words[-1].end) is not None

    def _ordinary(self, word: NameWord) -> bool:
        """Whether it is a word like "But" or "May", which is a name only after a title."""
        if word.key not in self.lists["stops"] and word.key not in self.title_vocabulary.title_words:
            return False
        last = _last_word(self.text, word.start)
        if self.paragraph == TITLE and self.names.is_family_name(word.key):
            following = _next_word(self.text, word.end).lower()
            if following in cue_words("headline_verbs") and following not in _MODAL:
                return False  # "May quits"
        return last not in self.title_vocabulary.last_words and last not in self.lists["honorifics"]

    def _look_around(self, mention: DetectedMention) -> None:
        start, end = mention.words[0].start, mention.words[-1].end
        last = _last_word(self.text, start)
        if last in self.title_vocabulary.last_words or last in self.lists["honorifics"] or self._ends_country(start):
            mention.before = title_before(self.tagged, start)
            if mention.before and mention.before.is_leader and not mention.before.country:
                mention.before = replace(mention.before, country=country_after(self.tagged, end))
            if not mention.before:
                mention.owner = owner_before(self.tagged, start)
        if self.text[end : end + 2] in _BEFORE_APPOSITION:
            mention.after = title_after(self.tagged, end)
        mention.before = of_its_country(mention.before) if mention.before else None
        mention.after = of_its_country(mention.after) if mention.after else None
        bracket = self.text[end : end + 2] == " ("
        mention.is_competitor = bracket and end + 2 in self.tagged.by_start and mention.before is None

    def _ends_country(self, start: int) -> bool:
        ends = self.tagged.by_end
        return bool(ends) and (start - 1 in ends or start - 2 in ends or start - 3 in ends)


def _with_ancestors(run: list[NameWord], start: int, end: int) -> int:
    """Return the end of an Arabic name with the further forefathers that a text gives: X bin Y bin Abdullah."""
    if not any(word.key in ANCESTOR for word in run[start:end]):
        return end
    while end + 1 < len(run) and run[end].key in ANCESTOR:
        end += 2
    while end + 1 < len(run) and run[end].key == "al":
        end += 2
    return end


def _without_ancestors(keys: list[str], names: Gazetteer) -> list[str]:
    """Return the longest beginning of a full name that is in the gazetteer."""
    for end in range(len(keys), 1, -1):
        if names.with_full_name(name_key(keys[:end])):
            return keys[:end]
    return keys


def _last_word(text: str, start: int) -> str:
    """Return the folded word before `start`, skipping a comma."""
    end = start - 1
    while end > 0 and text[end - 1] in " ,":
        end -= 1
    first = max(0, end - LONGEST_WORD)
    key = fold_name_word(text[max(first, text.rfind(" ", first, end) + 1) : end]) if end > 0 else ""
    return key.rsplit(" ", 1)[-1] if " " in key else key


def _next_word(text: str, end: int) -> str:
    return text[end : end + 20].partition(" ")[2].split(" ", 1)[0].rstrip(".,;:") if text[end : end + 1] == " " else ""


def _all_capitals(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_list(text: str) -> bool:
    """Whether few words are in lower case, as in squads and tables of results."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].islower() for word in words) < 0.2 * len(words)


def detect_mentions(
    paragraph: int, tagged: TaggedParagraph, names: Gazetteer, *, english: bool = True
) -> list[DetectedMention]:
    """Return the mentions of people in one paragraph, in text order."""
    return _MentionDetector(paragraph, tagged, names, english=english).cut()
