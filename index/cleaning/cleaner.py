"""The whole way of a text: lines, units, verdicts, headline, body, and what stands about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.article import BLANK, Line
from seedread.index.cleaning.captions import mark_captions
from seedread.index.cleaning.decision import body_start, decide
from seedread.index.cleaning.features import features_of
from seedread.index.cleaning.headlines import find_headline, lead_as_title, mark_headline
from seedread.index.cleaning.language import guess_language, stop_words
from seedread.index.cleaning.masthead import mark_datelines, mark_masthead, masthead_of
from seedread.index.cleaning.phrases import words_of
from seedread.index.cleaning.repeats import mark_repeats
from seedread.index.cleaning.result import Cleaned
from seedread.index.cleaning.rules import Verdict, verdict_of
from seedread.index.cleaning.scores import score
from seedread.index.cleaning.units import units_of
from seedread.index.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.units import Unit

__all__ = ["clean"]

MEASURED = ("en",)
"""Languages whose function words may count against a unit: the others are judged by shape, and nobody measured them."""


def clean(text: str, *, title: str | None = None, source: str | None = None) -> Cleaned:
    """Return the article inside `text`, with a verdict on each of its lines.

    `title` and `source` are what is known from elsewhere, as a feed or a page's metadata. Takes time in proportion to
    the text, and any text: what is not an article keeps its prose and is marked unsure.
    """
    lines = [safe_line(line) for line in text.replace("\r\n", "\n").split("\n")]
    units = units_of(lines)
    language = _language(units)
    measured = language in MEASURED
    known = stop_words(language or "")
    features = [features_of(unit, known if measured else ()) for unit in units]
    verdicts = [verdict_of(unit) for unit in features]
    mark_repeats(features, verdicts)
    mark_datelines(features, verdicts)
    scores = [score(unit, known_language=measured) for unit in features]
    headline = " ".join(title.split()) if title else None
    if not headline:
        headline = find_headline(features, verdicts, body_start(features, verdicts, scores))
    if headline:
        mark_headline(features, verdicts, words_of(headline))
        mark_captions(features, verdicts, words_of(headline), known)
    mark_masthead(features, verdicts)
    verdicts, unsure = decide(features, verdicts, scores)
    paragraphs = tuple(unit.text for unit, verdict in zip(features, verdicts, strict=True) if verdict is None)
    masthead = masthead_of(features, verdicts)
    lead = lead_as_title(next(iter(paragraphs), features[0].text if features else ""))
    return Cleaned(
        title=headline or lead,
        title_is_lead=not headline,
        source=source or masthead.source,
        byline=masthead.byline,
        dateline=masthead.city,
        published=masthead.published,
        language=language,
        paragraphs=paragraphs,
        lines=_lines(lines, units, verdicts),
        unsure=unsure,
    )


def _language(units: Sequence[Unit]) -> str | None:
    long = [unit.text for unit in units if len(unit.text) >= 60]
    return guess_language("\n".join(long or [unit.text for unit in units]))


def _lines(lines: list[str], units: Sequence[Unit], verdicts: Sequence[Verdict | None]) -> tuple[Line, ...]:
    by_line: dict[int, Verdict | None] = {}
    for unit, verdict in zip(units, verdicts, strict=True):
        by_line.update(dict.fromkeys(unit.lines, verdict))
    blank = Verdict(*BLANK)
    judged: list[Line] = []
    for n, line in enumerate(lines):
        verdict = by_line.get(n, blank)
        kind, evidence = (verdict.kind, verdict.evidence) if verdict else ("", "")
        judged.append(Line(n, line, kept=verdict is None, kind=kind, evidence=evidence))
    return tuple(judged)
