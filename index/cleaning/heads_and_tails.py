"""Strips what is printed above and below an article: credits, corrections, notes on the author, paywalls.

The patterns are in data/heads_and_tails.toml. Each has a place, because the same words can be part of an article: "Our
standards" below the last paragraph is a note, but within the text it is a sentence. What a pattern cannot know by
itself is in this module: the summary above a dateline, the author's biography, what a company says about itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.bylines import byline_of, looks_like_name
from seedread.index.cleaning.datelines import dateline_of
from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.phrases import line_words
from seedread.index.text.data_files import read_toml
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.phrases import LineWords
    from seedread.index.cleaning.units import TextUnit

__all__ = ["PAYWALL", "label_heads_and_tails", "label_notices"]

PAYWALL = "paywall"
TAIL = 0.34
"""The largest share of the body that can be below a line in the tail."""
BLOCK = 8
"""Paragraphs of the longest block below a heading. More than that is the article itself."""
LONGEST_OPENER = 160
"""Size of the longest line that opens a block."""
LARGEST_BLOCK = 1.5
"""How many times as long as the body such a block can be: what a press release says about the company is often long."""
OFFERS = 2
"""Words of offers in a paragraph below a paywall's heading; the article can go on below it."""
FEWEST_BULLETS = 2
_BULLET = re.compile(r"[*•·▪●–-] ?\S")
_BIOGRAPHY = re.compile(
    r"(?P<name>(?:(?:dr|prof|professor|sir|rev|mr|mrs|ms)\.? )?[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4}?),? "
    r"(?:\([^)]{1,60}\),? )?(?:(?:a|an|the) [^.]{3,120}, )?"
    r"(?:is|was|are|has been|have been|writes|teaches|covers|reports|works|serves|lives|leads|directs|edits"
    r"|hosts|studies)\b",
    re.IGNORECASE,
)
_ROLE = lazy_pattern(
    r"\b(?:authors?|writers?|columnists?|contributors?|contributing|correspondents?|editors?|journalists?|reporters?|"
    r"fellows?|professors?|lecturers?|researchers?|scholars?|analysts?|economists?|historians?|physicians?|attorney|"
    r"lawyer|novelist|essayist|critic|teaches|writes|covers|reports|director|founder|co-founder|former|member|senior|"
    r"student|candidate|specialist|expert|adviser|advisor|consultant|president|chief|head|partner|freelance)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"about (?:the )?(?P<who>[^.!?]{2,70}?) ?:?\Z", re.IGNORECASE)
_ABOUT_AUTHOR = frozenset(
    ("author", "authors", "writer", "writers", "company", "artist", "editor", "journalist", "reporter")
)
_OFFER = lazy_pattern(
    r"[$€£]\s?\d|\b(?:subscri\w+|trial|cancel|access|regist\w+|sign (?:in|up)|log ?in|account|offers?|digital"
    r"|devices?|"
    r"member\w*|newsletters?|per (?:month|week|year)|a (?:week|month|year)|unlimited|journalism|edition|paid"
    r"|premium)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Patterns that share a kind and a place."""

    kind: str
    place: str
    words: frozenset[str]
    longest: int
    block: bool
    pattern: re.Pattern[str]

    def matches(self, unit: TextUnit) -> bool:
        """Return whether the unit, which has one of the words, has one of the patterns."""
        return len(unit.text) <= self.longest and self.pattern.match(unit.text) is not None


@cache
def _groups() -> tuple[_Group, ...]:
    return tuple(
        _Group(
            kind=group["kind"],
            place=group["place"],
            words=frozenset(group["words"].split()),
            longest=group["longest"],
            block=group.get("block", False),
            pattern=lazy_pattern(
                "|".join(f"(?:{line})" for line in group["patterns"].split("\n") if line), re.IGNORECASE
            ),
        )
        for group in read_toml("cleaning", "heads_and_tails.toml")["group"]
    )


@cache
def _by_word() -> tuple[dict[str, int], int]:
    """Return for each word a number with a bit for each group that it belongs to; and one for groups without words."""
    found: dict[str, int] = {}
    without = 0
    for n, group in enumerate(_groups()):
        for word in group.words:
            found[word] = found.get(word, 0) | 1 << n
        without |= 0 if group.words else 1 << n
    return found, without


@cache
def _at(*places: str, block: bool | None = None) -> int:
    """Return the bits of the groups of some places, those of blocks only or without them if `block` is given."""
    chosen = (n for n, group in enumerate(_groups()) if group.place in places and block in (None, group.block))
    return sum(1 << n for n in chosen)


def _candidates(unit: TextUnit, among: int) -> Iterator[_Group]:
    """Yield the groups, of those whose bits are in `among`, that have one of the unit's words."""
    bits = _bits_of(unit.words) & among
    while bits:
        lowest = bits & -bits
        yield _groups()[lowest.bit_length() - 1]
        bits ^= lowest


@lru_cache(maxsize=1024)
def _bits_of(words: LineWords) -> int:
    """Return the bits of the groups that have one of the words. A unit is looked up for several places in turn."""
    by_word, bits = _by_word()
    for word in by_word.keys() & words:
        bits |= by_word[word]
    return bits


class _Body:
    """The paragraphs of a document that are body as far as known, with their sizes above and below each unit."""

    def __init__(self, document: LabelledDocument) -> None:
        units, labels = document.units, document.labels
        sizes = [unit.size if label is None and unit.prose else 0 for unit, label in zip(units, labels, strict=True)]
        self.whole = sum(sizes)
        self.above = [0]
        self.paragraphs_above = [0]
        for size in sizes:
            self.above.append(self.above[-1] + size)
            self.paragraphs_above.append(self.paragraphs_above[-1] + (size > 0))

    def below(self, at: int) -> int:
        """Return the size of the body below a unit."""
        return self.whole - self.above[at + 1]

    def is_above_block(self, at: int, most: float) -> bool:
        """Return whether a few paragraphs are below a unit, at most `most` times as long as the body above it."""
        below = self.paragraphs_above[-1] - self.paragraphs_above[at + 1]
        return self.above[at] > 0 and below <= BLOCK and self.below(at) <= most * self.above[at]


def label_notices(document: LabelledDocument) -> LabelledDocument:
    """Label the texts that ask for consent, with the buttons between them."""
    asking = _at("notice")
    found = {
        at: group.kind
        for at in document.unlabelled
        for group in _candidates(document.units[at], asking)
        if group.matches(document.units[at])
    }
    document = _label_contents(document)
    if not found:
        return document
    changes: dict[int, Label | None] = {
        at: Label(kind, "asks for consent" if kind == "cookie" else "worded like a notice")
        for at, kind in found.items()
    }
    consent = [
        at
        for at, label in enumerate(document.labels)
        if found.get(at) == "cookie" or (label is not None and label.kind == "cookie")
    ]
    for first, last in pairwise(consent):
        between = range(first + 1, last)
        if len(between) <= BLOCK and not any(document.units[at].prose for at in between):
            changes |= {at: Label("cookie", "between lines that ask for consent") for at in between
                        if document.labels[at] is None}  # fmt: skip
    return document.with_labels(changes)


def _label_contents(document: LabelledDocument) -> LabelledDocument:
    """Label the numbered lines below the heading "Contents"."""
    changes: dict[int, Label | None] = {}
    below = False
    for at, unit in enumerate(document.units):
        if unit.words in _CONTENTS:
            below = True
        elif below := below and not unit.ends and not unit.prose and _ENTRY.match(unit.text) is not None:
            changes[at] = Label("navigation", "in the table of contents")
    return document.with_labels(changes)


_CONTENTS = frozenset(
    (("contents",), ("table", "of", "contents"), ("contents", "hide"), ("contents", "move", "to", "sidebar"))
)
_ENTRY = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.? \S.{0,80}\Z")


def label_heads_and_tails(document: LabelledDocument) -> LabelledDocument:
    """Label what is printed above and below the body of a decoded document."""
    document = _label_blocks(document)
    body = _Body(document)
    if not body.whole:
        return document
    changes: dict[int, Label | None] = dict(_summary(document))
    left = 0
    for at in range(len(document.units) - 1, -1, -1):
        unit = document.units[at]
        if document.labels[at] is not None or at in changes:
            continue
        if label := _by_pattern(unit, body, at, left) or _biography(document, body, at, left):
            changes[at] = label
        elif unit.prose:
            left += unit.size
    return document.with_labels(changes)


def _by_pattern(unit: TextUnit, body: _Body, at: int, left: int) -> Label | None:
    """Return the label of a unit that matches a pattern of its place; `left` is the size of the body below it."""
    places = tuple(place for place in _PLACES if _is_in_place(place, body, at, left))
    for group in _candidates(unit, _at(*places)):
        if group.matches(unit):
            return Label(group.kind, f"worded like {_PLACES[group.place]}")
    return None


_PLACES = {
    "anywhere": "a note on the article",
    "head": "a note above the article",
    "tail": "a note below the article",
    "end": "a note below the article",
}


def _is_in_place(place: str, body: _Body, at: int, left: int) -> bool:
    if place == "anywhere":
        return True
    if place == "head":
        return body.paragraphs_above[at] <= 1
    if place == "tail":
        return body.above[at] > 0 and left <= TAIL * body.whole
    return place == "end" and body.above[at] > 0 and left == 0


def _summary(document: LabelledDocument) -> Iterator[tuple[int, Label]]:
    """Yield the labels of the summary in bullets that an agency prints above the dateline."""
    units = document.units
    bullets: list[int] = []
    for at in document.unlabelled:
        if _BULLET.match(units[at].text):
            bullets.append(at)
        elif units[at].prose:
            line = dateline_of(units[at].text)
            if line and not line.alone and len(bullets) >= FEWEST_BULLETS:
                yield from ((bullet, Label("note", "a summary above the dateline")) for bullet in bullets)
            return


def _biography(document: LabelledDocument, body: _Body, at: int, left: int) -> Label | None:
    """Return the label of a note on the author: below the body, and on somebody whom only the byline names."""
    unit = document.units[at]
    if left or not body.above[at] or len(unit.text) > _LONGEST_BIOGRAPHY or not (found := _BIOGRAPHY.match(unit.text)):
        return None
    name = _TITLE.sub("", found["name"])
    if not looks_like_name(name, longest=5) or not _ROLE.search(unit.text):
        return None
    surname = name.split()[-1]
    if name.split()[0].casefold() in _NO_NAMES or any(surname in other.text for other in _above(document, at)):
        return None
    if any(surname in author for author in _authors(document)):
        return Label("note", "on the author")
    return Label("note", "on an author") if len(name.split()) > 1 and unit.ends else None


_LONGEST_BIOGRAPHY = 700
_NO_NAMES = frozenset(
    ("the", "a", "an", "this", "that", "our", "their", "his", "her", "its", "he", "she", "it", "they")
)
_TITLE = re.compile(r"(?:dr|prof|professor|sir|rev|mr|mrs|ms)\.? ", re.IGNORECASE)


def _above(document: LabelledDocument, at: int) -> Iterator[TextUnit]:
    return (document.units[other] for other in document.unlabelled if other < at and document.units[other].prose)


def _authors(document: LabelledDocument) -> list[str]:
    """Return the bylines, and the names that are lines of their own above the body."""
    first = next((at for at in document.unlabelled if document.units[at].prose), 0)
    return [
        byline_of(unit.text) or unit.text
        for at, (unit, label) in enumerate(zip(document.units, document.labels, strict=True))
        if (label and label.kind == "byline") or (at < first and looks_like_name(unit.text))
    ]


def _label_blocks(document: LabelledDocument) -> LabelledDocument:
    """Label what is below the first heading of each kind of block: a press release's notes, a paywall's offers."""
    body = _Body(document)
    for at, unit in enumerate(document.units):
        if body.above[at] and (label := _opens_block(document, body, at, unit)):
            return document.with_labels({at: label, **_block_below(document, at, label)})
    return document


def _opens_block(document: LabelledDocument, body: _Body, at: int, unit: TextUnit) -> Label | None:
    if unit.size > LONGEST_OPENER:
        return None
    of_block = body.is_above_block(at, LARGEST_BLOCK)
    if of_block and _END_MARK.fullmatch(unit.text):
        return Label("note", "the end mark")
    for group in _candidates(unit, _at("tail", block=True)):
        if (of_block or group.kind == PAYWALL) and group.matches(unit):
            return Label(group.kind, "opens what is below the article")
    return _about(document, at, unit) if of_block else None


_END_MARK = re.compile(r"[-–—~* ]*(?:ends?|# ?# ?#|30|\(ends?\))[-–—~* #]*", re.IGNORECASE)


def _about(document: LabelledDocument, at: int, unit: TextUnit) -> Label | None:
    """Return the label of a heading such as "About Solvara" above a text on Solvara."""
    found = None if unit.ends else _ABOUT.match(unit.text)
    if not found or at + 1 >= len(document.units):
        return None
    who = line_words(found["who"])
    below = document.units[at + 1].text.casefold()
    if _ABOUT_AUTHOR.isdisjoint(who) and (not found["who"][0].isupper() or not who or who[0] not in below[:120]):
        return None
    return Label("note", f"opens a note: '{unit.text[:40]}'")


def _block_below(document: LabelledDocument, at: int, opener: Label) -> dict[int, Label | None]:
    """Return the labels of the block below a heading; an offer goes on as long as it speaks of subscriptions."""
    changes: dict[int, Label | None] = {}
    for below in range(at + 1, len(document.units)):
        unit = document.units[below]
        if opener.kind == PAYWALL and unit.prose and len(_OFFER.findall(unit.text)) < OFFERS:
            break
        if document.labels[below] is None:
            changes[below] = Label(opener.kind, f"below '{document.units[at].text[:40]}'")
    return changes
