"""Finds the lines that repeat: within one document, or in many documents of one site or folder."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.orthography import size_of
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.phrases import LineWords
    from seedread.index.cleaning.units import TextUnit

__all__ = ["label_lines_of_site", "label_repeated_lines", "lines_in_many"]

OFTEN = 3
"""How often a line must occur in a document."""
LONGEST_IN_DOCUMENT = 60
"""Size of the longest line that is stripped because its own document repeats it."""
LONGEST_HEAD = 120
"""Size of the longest running head."""
_PAGE = lazy_pattern(
    r"\b(?:page|pages|pg|p|seite|página|pagina|pág|strona|str|sida|side|стр)\b\.? ?\d|\b(?:19|20)\d\d\b"
    r"|(?-i:[A-Z]{3,} .*[A-Z]{3,})",
    re.IGNORECASE,
)
"""What distinguishes a running head from a heading of the text with a number, such as "Day 2"."""
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:h][0-5]\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?")
"""The time of a post in a live report. One by itself can be a number."""
WORDS_OF_HEAD = 3
"""The fewest words of a running head, apart from numbers."""
PAGE = 0.1
"""Share of labelled units from which a document is a web page. In plain text a repeated line is a table heading."""
LEAST, SHARE = 3, 0.2
"""The number of documents that must hold a line, and their share of all."""
LEAST_TOGETHER = 2
"""The number of documents that must hold two lines one after the other."""
PARAGRAPH, COPIED = 120, 0.5
"""Two documents are copies of one article if they share this share of their lines of this size."""
LONGEST = 400
"""Characters of the longest line that is compared between documents."""
MENU_ENTRY = 40
"""Size up to which a repeated line is taken for a menu entry."""


def label_repeated_lines(document: LabelledDocument) -> LabelledDocument:
    """Label the short units without a sentence end that occur several times in the document."""
    document = _label_running_heads(document)
    if len(document.units) - len(document.unlabelled) < PAGE * len(document.units):
        return document
    seen = Counter(unit.text for unit in document.units if _may_repeat(unit))
    return document.with_labels(
        {
            at: Label("navigation", f"appears {seen[unit.text]} times in the document")
            for at, unit in enumerate(document.units)
            if document.labels[at] is None and seen[unit.text] >= OFTEN and _may_repeat(unit)
        }
    )


def _label_running_heads(document: LabelledDocument) -> LabelledDocument:
    """Label the lines that a printed page repeats, with another number, between the paragraphs."""
    seen: dict[LineWords, list[int]] = {}
    for at, unit in enumerate(document.units):
        if unit.digits and not unit.ends and not unit.prose and unit.size <= LONGEST_HEAD and _PAGE.search(unit.text):
            seen.setdefault(unit.words, []).append(at)
    changes: dict[int, Label | None] = {}
    for words, found in seen.items():
        if len(found) >= OFTEN and sum(word.isalpha() for word in words) >= WORDS_OF_HEAD:
            between = (any(document.units[at].prose for at in range(*pair)) for pair in pairwise(found))
            if all(between):
                changes |= {at: Label("navigation", f"a running head, {len(found)} times") for at in found
                            if document.labels[at] is None}  # fmt: skip
    clocks = [at for at in document.unlabelled if _CLOCK.fullmatch(document.units[at].text)]
    if len(clocks) >= OFTEN and all(second - first > 1 for first, second in pairwise(clocks)):
        changes |= dict.fromkeys(clocks, Label("dateline", f"only a time, {len(clocks)} times"))
    if any(label and label.kind == "navigation" for label in changes.values()):
        changes |= {at: Label("navigation", "a page number") for at in document.unlabelled
                    if document.units[at].words == ("#",)}  # fmt: skip
    return document.with_labels(changes)


def _may_repeat(unit: TextUnit) -> bool:
    return unit.size <= LONGEST_IN_DOCUMENT and not unit.ends and not unit.listed and not unit.digits


def lines_in_many(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines, with spaces collapsed, that many of the documents hold. Copies of one article count once.

    Two documents are enough for lines that follow each other in both, as in a menu.
    """
    seen: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    count, paragraphs = 0, set[str]()
    for text in texts:
        lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
        long = {line for line in lines if size_of(line) >= PARAGRAPH} or set(lines)
        if not long or sum(map(size_of, long & paragraphs)) > COPIED * sum(map(size_of, long)):
            continue
        paragraphs |= long
        count += 1
        seen.update({line for line in lines if len(line) <= LONGEST})
        together.update({pair for pair in pairwise(lines) if len(pair[0]) <= LONGEST and len(pair[1]) <= LONGEST})
    needed = SHARE * count
    alone = {line for line, times in seen.items() if times >= max(LEAST, needed)}
    return frozenset(alone.union(*(pair for pair, times in together.items() if times >= max(LEAST_TOGETHER, needed))))


def label_lines_of_site(document: LabelledDocument, repeated: Collection[str]) -> LabelledDocument:
    """Label the units that are one of the `repeated` lines.

    A paragraph only if it is between other furniture, or nothing but furniture follows it.
    """
    if not repeated:
        return document
    units = document.units
    found = {at for at in document.unlabelled if units[at].text in repeated}
    furniture = {-1, len(units), *(at for at in found if not units[at].prose)}
    furniture.update(at for at, label in enumerate(document.labels) if label)
    tail = next((at + 1 for at in reversed(range(len(units))) if at not in furniture and at not in found), len(units))
    tail = tail if any(at in furniture for at in range(tail, len(units))) else len(units)
    return document.with_labels(
        {
            at: Label("navigation" if units[at].size <= MENU_ENTRY else "other", _OF_SITE)
            for at in found
            if not units[at].prose or (at - 1 in furniture and at + 1 in furniture) or at >= tail
        }
    )


_OF_SITE = "appears in many articles of this site or folder"
