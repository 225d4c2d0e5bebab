"""The whole way of a text: lines, units, verdicts, headline, body, and what stands about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.article import BLANK, Line
from seedread.index.cleaning.captions import mark_captions
from seedread.index.cleaning.decoding import body_start, decide
from seedread.index.cleaning.features.counts import features_of
from seedread.index.cleaning.headlines import find_headline, lead_as_title, mark_headline
from seedread.index.cleaning.language import guess_language, stop_words
from seedread.index.cleaning.margins import margins_for
from seedread.index.cleaning.masthead import mark_datelines, mark_masthead, masthead_of
from seedread.index.cleaning.phrases import words_of
from seedread.index.cleaning.repeated_lines import mark_in_many
from seedread.index.cleaning.repeats import mark_repeats
from seedread.index.cleaning.result import Cleaned
from seedread.index.cleaning.rules import Verdict, verdict_of
from seedread.index.cleaning.scoring import is_plain, weighed
from seedread.index.cleaning.site_rules import NO_RULES, OwnRules, judged_by, mark_own
from seedread.index.cleaning.units import units_of
from seedread.index.text.sanitize import BREAKS, safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Literal

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.units import Unit

__all__ = ["MEASURED", "clean", "lines_of", "look_at"]

MEASURED = ("en",)
"""Languages whose words may count against a unit: the others are judged by shape and repetition alone."""
_SOFT_HYPHEN = "\xad"


def clean(  # noqa: PLR0913 (all that can be known of a text beforehand, each by its name)
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    own: OwnRules = NO_RULES,
    repeated: Collection[str] = (),
    extracted: bool = False,
    strict: bool = False,
    language: Literal["guess", "unknown"] = "guess",
) -> Cleaned:
    """Return the article inside `text`, with a verdict on each of its lines.

    `title` and `source` are what is known from elsewhere, as a feed or a page's metadata; `own` is what the reader
    knows of the site, `repeated` the lines that stand in other articles of it too. `extracted` says that an HTML
    extractor was here before, so that less is stripped; `strict` that more is to be stripped in doubt; `language`
    "unknown" reads the text as if nothing were known of its language. Takes time in proportion to the text, and any
    text: what is not an article keeps its prose and is marked unsure.
    """
    lines = lines_of(text)
    judged = judged_by(own, lines)
    units = units_of(lines, judged, _cut_in_words(text) if _SOFT_HYPHEN in text else ())
    guessed = _language(units)
    measured = guessed in MEASURED and language == "guess"
    known = stop_words(guessed or "")
    features, verdicts = look_at(units, known if measured else ())
    mark_in_many(features, verdicts, repeated)
    mark_own(judged, units, verdicts)
    margins = margins_for(extracted=extracted, strict=strict, known_language=measured, plain=is_plain(verdicts))
    points = weighed(features, verdicts, margins, known_language=measured)
    headline = " ".join(title.split()) if title else None
    if not headline:
        headline = find_headline(features, verdicts, body_start(features, verdicts, points, margins))
    if headline:
        mark_headline(features, verdicts, words_of(headline))
        mark_captions(features, verdicts, words_of(headline), known)
    mark_masthead(features, verdicts)
    verdicts, unsure = decide(features, verdicts, points, margins)
    mark_own(judged, units, verdicts)
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
        language=guessed,
        paragraphs=paragraphs,
        lines=_judged_lines(lines, units, verdicts),
        unsure=unsure,
    )


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without control characters."""
    text = text.replace("\r\n", "\n")
    if BREAKS.search(text):
        return [safe_line(line) for line in text.split("\n")]
    return safe_text(text).split("\n")


def _cut_in_words(text: str) -> frozenset[int]:
    """Return the numbers of the lines that end within a word, where a soft hyphen stands."""
    lines = text.split("\n")
    return frozenset(n for n, line in enumerate(lines) if line.rstrip().endswith(_SOFT_HYPHEN) and len(line) > 1)


def look_at(units: Sequence[Unit], stop_words: Collection[str]) -> tuple[list[Features], list[Verdict | None]]:
    """Return the description of each unit, and what certain rules make of it."""
    features = [features_of(unit, stop_words) for unit in units]
    verdicts = [verdict_of(unit) for unit in features]
    mark_repeats(features, verdicts)
    mark_datelines(features, verdicts)
    return features, verdicts


def _language(units: Sequence[Unit]) -> str | None:
    long = [unit.text for unit in units if len(unit.text) >= 60]
    return guess_language("\n".join(long or [unit.text for unit in units]))


def _judged_lines(lines: list[str], units: Sequence[Unit], verdicts: Sequence[Verdict | None]) -> tuple[Line, ...]:
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
