"""The pipeline from a text to its article: join, describe, label, score, decode, explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.article import BLANK, Line
from seedread.index.cleaning.boilerplate_rules import label_by_rule, unlabel_section_headings
from seedread.index.cleaning.comment_forms import label_comments
from seedread.index.cleaning.decoding import decode, keep_most_prose
from seedread.index.cleaning.explanations import explain
from seedread.index.cleaning.headlines import find_headline, label_captions, label_headline, lead_as_title
from seedread.index.cleaning.heads_and_tails import label_heads_and_tails, label_notices
from seedread.index.cleaning.labelled_document import LabelledDocument
from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.language import language_of, stop_words
from seedread.index.cleaning.line_joining import join_lines
from seedread.index.cleaning.masthead import label_datelines, label_masthead, read_masthead
from seedread.index.cleaning.pull_down_lists import label_pull_down_lists
from seedread.index.cleaning.related_links import label_related
from seedread.index.cleaning.repeated_lines import label_lines_of_site, label_repeated_lines
from seedread.index.cleaning.scoring import score
from seedread.index.cleaning.site_rules import NO_RULES, SiteRules, apply_site_rules
from seedread.index.cleaning.units import describe
from seedread.index.text.sanitize import BREAKS, safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Literal

    from seedread.index.article import Published
    from seedread.index.cleaning.line_joining import JoinedLines

__all__ = ["TRAINED_LANGUAGES", "Cleaned", "clean", "label_by_rules", "lines_of"]

TRAINED_LANGUAGES = ("en",)
"""The languages that the line model was trained on. In others only shape, position and repetition count."""
_SOFT_HYPHEN = "\xad"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article in a text, and a verdict on every line."""

    title: str
    """The headline, or the beginning of the lead. Empty only if there is no text at all."""
    title_is_lead: bool
    """Whether the title is the beginning of the lead."""
    source: str | None
    """The outlet as given by the caller, or as its credit line or domain names it."""
    byline: str | None
    """The author, without "By"."""
    dateline: str | None
    """The city, as printed."""
    published: Published | None
    """A date that is printed with its year in a dateline, in a byline or on a line of its own."""
    language: str | None
    """ISO 639 code; None if unsure."""
    paragraphs: tuple[str, ...]
    """The body, with broken lines joined."""
    lines: tuple[Line, ...]
    """One for every line of the text, in order."""
    unsure: bool
    """Whether the cleaner would have stripped most of the prose, and kept all of it instead."""


def clean(  # noqa: PLR0913 (everything that can be known of a text beforehand, each by its name)
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    site_rules: SiteRules = NO_RULES,
    repeated: Collection[str] = (),
    extracted: bool = False,
    strict: bool = False,
    declared: str | None = None,
    language: Literal["guess", "unknown"] = "guess",
) -> Cleaned:
    """Return the article in `text`, with a verdict on each line.

    `title` and `source` come from metadata, as of a feed or a page. `site_rules` are the reader's rules; `repeated`
    holds the lines that other articles of the site have too. `extracted` says that an HTML extractor made the text:
    less is stripped. `strict` strips more in doubt. `declared` is the language that page or record declare, as written
    there; it counts where the text leaves doubt. `language` "unknown" treats the language as unknown.

    Takes any text, in time proportional to its length. A text that is not an article keeps its prose and is unsure.
    """
    lines = lines_of(text)
    rules = site_rules.by_line(lines)
    joined = join_lines(lines, rules, _hyphenated(text) if _SOFT_HYPHEN in text else ())
    guessed = _language_of(joined, declared)
    known_language = guessed in TRAINED_LANGUAGES and language == "guess"

    document = label_by_rules(joined, guessed if known_language else None)
    document = label_lines_of_site(document, repeated)
    document = apply_site_rules(document, rules)
    document = score(document, extracted=extracted, strict=strict)
    headline = " ".join((title or "").split()) or find_headline(document)
    if headline:
        document = label_headline(document, headline)
        document = label_captions(document, headline, stop_words(guessed or ""))
    document = label_masthead(document)
    document = keep_most_prose(explain(decode(document)), before=document)
    document = label_heads_and_tails(label_related(label_comments(document)))
    document = apply_site_rules(document, rules)

    masthead = read_masthead(document)
    paragraphs = tuple(document.units[at].text for at in document.unlabelled)
    lead = next(iter(paragraphs), document.units[0].text if document.units else "")
    return Cleaned(
        title=headline or lead_as_title(lead, guessed),
        title_is_lead=not headline,
        source=source or masthead.source,
        byline=masthead.byline,
        dateline=masthead.city,
        published=masthead.published,
        language=guessed,
        paragraphs=paragraphs,
        lines=_verdicts(lines, document),
        unsure=document.unsure,
    )


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without control characters."""
    text = text.replace("\r\n", "\n")
    if BREAKS.search(text):
        return [safe_line(line) for line in text.split("\n")]
    return safe_text(text).split("\n")


def label_by_rules(joined: Sequence[JoinedLines], language: str | None) -> LabelledDocument:
    """Return the units with the labels that are certain. `language` is None if the line model does not know it."""
    words = stop_words(language or "")
    units = [describe(lines, words, foreign=language is None) for lines in joined]
    labels = [label_by_rule(unit) for unit in units]
    document = unlabel_section_headings(LabelledDocument(units, labels, language is not None))
    document = label_pull_down_lists(label_notices(document))
    return label_datelines(label_repeated_lines(document))


def _hyphenated(text: str) -> frozenset[int]:
    """Return the numbers of the lines that end in a soft hyphen, so within a word."""
    lines = text.split("\n")
    return frozenset(n for n, line in enumerate(lines) if line.rstrip().endswith(_SOFT_HYPHEN) and len(line) > 1)


def _language_of(joined: Sequence[JoinedLines], declared: str | None) -> str | None:
    texts = [lines.text for lines in joined]
    return language_of("\n".join([text for text in texts if len(text) >= 60] or texts), declared)


def _verdicts(lines: Sequence[str], document: LabelledDocument) -> tuple[Line, ...]:
    by_line: dict[int, Label | None] = {}
    for unit, label in zip(document.units, document.labels, strict=True):
        by_line.update(dict.fromkeys(unit.lines, label))
    blank = Label(*BLANK)
    verdicts: list[Line] = []
    for n, line in enumerate(lines):
        label = by_line.get(n, blank)
        kind, evidence = (label.kind, label.evidence) if label else ("", "")
        verdicts.append(Line(n, line, kept=label is None, kind=kind, evidence=evidence))
    return tuple(verdicts)
