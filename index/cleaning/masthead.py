"""Reads what is printed around the article: city, author, date and source. Labels the lines that hold nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.bylines import byline_of, looks_like_name, persons_of
from seedread.index.cleaning.credits import credited_source
from seedread.index.cleaning.date_only_lines import published_in, says_updated
from seedread.index.cleaning.datelines import dateline_of
from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.orthography import lone_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Published
    from seedread.index.cleaning.labelled_document import LabelledDocument

__all__ = ["Masthead", "label_datelines", "label_masthead", "read_masthead"]

HEAD = 6
"""How many units before the first paragraph can hold a dateline or a byline."""
NEAR_END = 4
"""How many units after the body can name the source by a lone domain."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What an article's own text says about it."""

    city: str | None
    byline: str | None
    published: Published | None
    source: str | None


def label_datelines(document: LabelledDocument) -> LabelledDocument:
    """Label the datelines that are a line of their own above the body."""
    first = _first_prose(document)
    changes: dict[int, Label | None] = {}
    for at in range(max(0, first - HEAD), min(len(document.units), first + 2)):
        line = dateline_of(document.units[at].text)
        if document.labels[at] is None and line and line.alone:
            changes[at] = Label("dateline", f"only city and date: '{line.head}'")
    return document.with_labels(changes)


def label_masthead(document: LabelledDocument) -> LabelledDocument:
    """Label an author's name above a date, and the source below the body."""
    first = _first_prose(document)
    changes: dict[int, Label | None] = {}
    for at in range(max(0, first - HEAD), min(len(document.units) - 1, first)):
        after = document.labels[at + 1]
        above_date = document.labels[at] is None and after and after.kind == "dateline"
        if above_date and looks_like_name(document.units[at].text) and document.units[at].words[0] != "the":
            changes[at] = Label("byline", "a name above the date")
    return _label_sources(document.with_labels(changes))


def _first_prose(document: LabelledDocument) -> int:
    return next((at for at in document.unlabelled if document.units[at].prose), min(HEAD, len(document.units)))


def _label_sources(document: LabelledDocument) -> LabelledDocument:
    """Label the first lone domain below the body as the source. A credit within the body belongs to a picture."""
    whole = sum(document.units[at].size for at in document.unlabelled if document.units[at].prose)
    before, since, found = 0, 0, False
    changes: dict[int, Label | None] = {}
    for at, (unit, label) in enumerate(zip(document.units, document.labels, strict=True)):
        if label is None:
            since = 0 if unit.prose else since + 1
            before += unit.size if unit.prose else 0
            continue
        late = whole and before > 0.5 * whole
        if label.kind == "source" and not late:
            changes[at] = Label("caption", "a credit within the text")
        elif late and not found and since < NEAR_END and lone_address(unit.text):
            changes[at] = Label("source", "a lone domain below the body")
            found = True
    return document.with_labels(changes)


def read_masthead(document: LabelledDocument) -> Masthead:
    """Return what the labelled lines and the beginning of the body say."""
    body = document.unlabelled
    first = body[0] if body else 0
    return Masthead(
        city=_city(document, body[:3]),
        byline=_byline(document, first),
        published=_published(document, first),
        source=_source(document),
    )


def _city(document: LabelledDocument, lead: Sequence[int]) -> str | None:
    for unit, label in zip(document.units, document.labels, strict=True):
        if label and label.kind == "dateline" and (line := dateline_of(unit.text)) and line.alone:
            return line.city
    for at in lead:
        if line := dateline_of(document.units[at].text):
            return line.city
    return None


def _byline(document: LabelledDocument, first: int) -> str | None:
    named = _of_kind(document, "byline")
    if not named:
        return None
    text = document.units[min(named, key=lambda at: abs(at - first))].text
    return byline_of(text) or persons_of(text)


def _published(document: LabelledDocument, first: int) -> Published | None:
    units = document.units
    dated = _of_kind(document, "dateline", "byline")
    dated.sort(key=lambda at: (says_updated(units[at].text), abs(at - first)))
    for at in dated:
        if found := published_in(units[at].text):
            return found
    line = dateline_of(units[first].text) if units else None
    return published_in(line.head) if line else None


def _source(document: LabelledDocument) -> str | None:
    for at in reversed(_of_kind(document, "source")):
        text = document.units[at].text
        return credited_source(text) or lone_address(text)
    return None


def _of_kind(document: LabelledDocument, *kinds: str) -> list[int]:
    return [at for at, label in enumerate(document.labels) if label and label.kind in kinds]
