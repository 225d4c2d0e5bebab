"""Finds the headline among the units before the body, and labels the units that repeat it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.date_only_lines import is_date_line
from seedread.index.cleaning.datelines import dateline_of
from seedread.index.cleaning.decoding import body_start
from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.phrases import line_words
from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.sentence_marks import FULL_STOPS
from seedread.index.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.phrases import LineWords
    from seedread.index.cleaning.units import TextUnit

__all__ = ["find_headline", "label_captions", "label_headline", "lead_as_title"]

LONGEST = 180
"""Size of the longest headline."""
LONGEST_CAPTION = 60
"""Size of the longest line that is a caption because it repeats the headline."""
CLIPPED = 90
"""Characters of a title that is taken from the lead."""
COMPARED = 8
"""Units at the beginning of the body that are compared with a headline."""
LEAST_SCORE = 2.0
"""The least score of a headline."""
TITLE_CASE = 0.6
"""Share of capitalised words from which a line is in title case."""
REACH = 40
"""How many units before the body can be the headline."""
PAGE = 0.2
"""Share of labelled units from which a document is a web page."""
_OF_A_REPORT = frozenset(("byline", "dateline"))
"""Labels that say nothing of a page: a short report has them too."""
_ARTICLE = frozenset(("the", "a", "an", "was", "were", "is", "are", "has", "have", "had", "he", "she", "they", "it"))
_LIVE = lazy_pattern(
    r"\A(?:live|live ?blog|in pictures|watch)\b ?[:|–—-]|\b(?:live|latest) updates\b|\bas it happened\b", re.IGNORECASE
)
"""The headline of a report in parts: each part has a headline of its own, and the first one looks better."""
_STAMPED = re.compile(r"\W?\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
"""A line of a log."""
_SITE = re.compile(r"\s+[|–—·»-]\s+\S.*\Z")


def find_headline(document: LabelledDocument) -> str | None:
    """Return the text of the unit that looks most like a headline, None if none does."""
    units, body = document.units, body_start(document)
    context = _context_of(document, body)
    scores = {at: _headline_score(document, at, body, context) for at in _candidates(document, body)}
    best = max(scores, key=lambda at: (scores[at], at), default=None)
    if best is None or scores[best] < LEAST_SCORE:
        return None
    return _without_site(units[best].text, units)


def _candidates(document: LabelledDocument, body: int) -> Iterator[int]:
    """Yield the indexes of the units that can be the headline of a text whose body starts at `body`."""
    for at in range(min(body + 1, len(document.units))):
        is_near = at == 0 or at >= body - REACH
        if is_near and document.labels[at] is None and _can_be_headline(document.units, at):
            yield at


def label_headline(document: LabelledDocument, headline: str) -> LabelledDocument:
    """Label the unit that is the headline, and those that repeat it."""
    words = line_words(headline)
    changes: dict[int, Label | None] = {}
    for at, unit in enumerate(document.units):
        if _repeats(unit, words):
            changes[at] = Label("duplicate title", "repeats the title") if changes else Label("title", "the headline")
    return document.with_labels(changes)


def label_captions(document: LabelledDocument, headline: str, stop_words: Collection[str]) -> LabelledDocument:
    """Label the short units between paragraphs that say only what the headline says."""
    content = frozenset(line_words(headline)).difference(stop_words)
    changes: dict[int, Label | None] = {}
    for at, unit in enumerate(document.units):
        if document.labels[at] is not None or unit.ends or unit.listed or unit.size > LONGEST_CAPTION:
            continue
        own = frozenset(unit.words).difference(stop_words)
        if (
            len(own) >= 2
            and len(own) >= 0.3 * len(content)
            and own <= content
            and _is_between_prose(document.units, at)
        ):
            changes[at] = Label("caption", "short, and only words of the title")
    return document.with_labels(changes)


def _is_between_prose(units: Sequence[TextUnit], at: int) -> bool:
    return any(unit.prose for unit in units[max(0, at - 3) : at]) and any(unit.prose for unit in units[at + 1 : at + 4])


def _repeats(unit: TextUnit, headline: LineWords) -> bool:
    """Whether the unit is the headline, also cut off or with a site's name after it."""
    if unit.words == headline:
        return unit.size <= LONGEST + 40
    if unit.ends or len(headline) < 5 or unit.size > LONGEST + 40:
        return False
    if unit.separators and unit.words[: len(headline)] == headline:
        return len(unit.words) <= len(headline) + 6
    return len(unit.words) >= 5 and len(unit.words) > 0.6 * len(headline) and headline[: len(unit.words)] == unit.words


def _can_be_headline(units: Sequence[TextUnit], at: int) -> bool:
    unit = units[at]
    return (
        unit.size <= LONGEST
        and (unit.tokens >= 3 or unit.size >= 12)
        and unit.sentences <= 1
        and not unit.listed
        and not unit.lower
        and not _STAMPED.match(unit.text)
        and not unit.text.endswith((",", ";", ":"))
        and not _opens_report(unit)
        and (not _is_statement(unit) or (_opens_text(units, at) and not _is_paragraph(unit)))
    )


def _opens_report(unit: TextUnit) -> bool:
    """Whether a sentence begins with a dateline: it is the report, however many names it has."""
    return bool((line := dateline_of(unit.text)) and not line.alone) and _ends_sentence(unit.text)


def _opens_text(units: Sequence[TextUnit], at: int) -> bool:
    """Whether a unit that ends like a sentence can be a headline: by its capitals, or by what follows it."""
    unit, after = units[at], units[at + 1 : at + 3]
    if not after:
        return False
    if unit.capitals > TITLE_CASE and unit.tokens >= 4:
        return True
    if any(is_date_line(other.text) or ((line := dateline_of(other.text)) and line.alone) for other in after):
        return True
    brief = unit.size <= CLIPPED and not unit.sentences and _ARTICLE.isdisjoint(unit.words)
    return bool(dateline_of(after[0].text)) or (brief and after[0].prose)


def _is_paragraph(unit: TextUnit) -> bool:
    """Return whether a statement is too long for a headline without the capitals of one."""
    return unit.prose and unit.capitals <= TITLE_CASE


def _is_statement(unit: TextUnit) -> bool:
    return unit.capitals <= TITLE_CASE and _ends_sentence(unit.text)


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»)").endswith(tuple(FULL_STOPS))


@dataclass(frozen=True, slots=True)
class HeadlineContext:
    """What a possible headline is compared with."""

    body_words: frozenset[str]
    """The words at the beginning of the body."""
    occurrences: Counter[LineWords]
    """How often each short unit occurs in the document."""
    page: bool
    """Whether the document is a web page, whose first line is seldom the headline."""
    lead: LineWords
    """The words of the first paragraph; an encyclopedia's begins with its title."""
    first: int
    """The first unit that is neither labelled nor a known phrase, such as "Opinion"."""


def _context_of(document: LabelledDocument, body: int) -> HeadlineContext:
    prose = [unit for unit in document.units[body : body + COMPARED] if unit.prose]
    return HeadlineContext(
        frozenset(word for unit in prose for word in unit.words),
        Counter(unit.words for unit in document.units if unit.size <= LONGEST),
        page=sum(label is not None and label.kind not in _OF_A_REPORT for label in document.labels)
        > PAGE * len(document.units),
        lead=prose[0].words if prose else (),
        first=next((at for at in document.unlabelled if document.units[at].line is None), 0),
    )


def _headline_score(document: LabelledDocument, at: int, body: int, context: HeadlineContext) -> float:
    unit, first = document.units[at], document.units[0].words
    content = [word for word in unit.words if len(word) > 3]
    score = 1.0 if unit.tokens >= 4 else -1.0
    score += 1.0 if 25 <= unit.size <= 130 else 0.0
    score += (0.5 if context.page else 2.5) if at == context.first else 0.0
    score += 3.5 * (at == context.first and _LIVE.search(unit.text) is not None)
    score -= 0.1 * min(20, body - at) if at or context.page else 0.0
    score -= 1.0 * bool(unit.separators) + (3.0 if context.page else 1.5) * _is_statement(unit)
    score -= 1.0 * any(phrase is not None for phrase in (unit.line, unit.start, unit.within))
    score += 3.0 * sum(word in context.body_words for word in content) / max(3, len(content))
    score += 1.5 * (context.occurrences[unit.words] > 1)
    score += 3.0 * (at > 0 and len(unit.words) >= 4 and first[: len(unit.words)] == unit.words)
    score += 2.0 * (
        len(content) > 1 and unit.words in (context.lead[: len(unit.words)], context.lead[1 : len(unit.words) + 1])
    )
    score += 1.5 * (at == context.first and any(label and label.kind == "newsletter" for label in document.labels[:at]))
    after = [label.kind for label in document.labels[at + 1 : at + 4] if label]
    return score + 1.5 * ("byline" in after or "dateline" in after)


def _without_site(text: str, others: Sequence[TextUnit]) -> str:
    """Return the headline without the site's name behind a bar, if the bare headline is also a unit."""
    bare = _SITE.sub("", text)
    words = line_words(bare)
    return bare if bare != text and any(unit.words == words for unit in others) else text


def lead_as_title(paragraph: str, language: str | None = None) -> str:
    """Return the beginning of the lead, cut at the end of a sentence (of a language) or of a word."""
    if len(paragraph) <= CLIPPED:
        return paragraph
    ends = [end for _, end in split_sentences(paragraph[: 2 * CLIPPED], language)[:-1] if end <= CLIPPED]
    if ends and ends[-1] >= CLIPPED // 3:
        return paragraph[: ends[-1]]
    cut = paragraph.rfind(" ", 0, CLIPPED)
    return paragraph[: cut if cut >= CLIPPED // 2 else CLIPPED - 1].rstrip(" ,;:") + "…"
