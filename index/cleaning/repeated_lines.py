"""Finds the lines that repeat: within one document, or in many documents of one site or folder."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import Label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["label_lines_of_site", "label_repeated_lines", "lines_in_many"]

OFTEN = 3
"""How often a line must occur in a document."""
LONGEST_IN_DOCUMENT = 60
"""Size of the longest line that is stripped because its own document repeats it."""
PAGE = 0.1
"""Share of labelled units from which a document is a web page. In plain text a repeated line is a table heading."""
LEAST, SHARE = 3, 0.2
"""The number of documents that must hold a line, and their share of all."""
LONGEST = 400
"""Characters of the longest line that is compared between documents."""
MENU_ENTRY = 40
"""Size up to which a repeated line is taken for a menu entry."""


def label_repeated_lines(document: LabelledDocument) -> LabelledDocument:
    """Label the short units without a sentence end that occur several times in the document."""
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


def _may_repeat(unit: TextUnit) -> bool:
    return unit.size <= LONGEST_IN_DOCUMENT and not unit.ends and not unit.listed and not unit.digits


def lines_in_many(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines, with spaces collapsed, that many of the documents hold. Copies of one article count once."""
    seen: Counter[str] = Counter()
    leads: set[str] = set()
    for text in texts:
        lines = {" ".join(line.split()) for line in text.split("\n")}
        lead = max(lines, key=lambda line: (len(line), line))
        if lead not in leads:
            leads.add(lead)
            seen.update(line for line in lines if 0 < len(line) <= LONGEST)
    return frozenset(line for line, count in seen.items() if count >= max(LEAST, SHARE * len(leads)))


def label_lines_of_site(document: LabelledDocument, repeated: Collection[str]) -> LabelledDocument:
    """Label the units that are one of the `repeated` lines, except paragraphs."""
    if not repeated:
        return document
    return document.with_labels(
        {
            at: Label(
                "navigation" if unit.size <= MENU_ENTRY else "other", "appears in many articles of this site or folder"
            )
            for at, unit in enumerate(document.units)
            if document.labels[at] is None and unit.text in repeated and not unit.prose
        }
    )
