"""A comparison as Markdown to mail and cite: both articles with their sources, every mark with its two sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS, WORDING_LABELS, kind_line, shared_line, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare.comparison import AnalysedArticle, CharSpan, Comparison, NameOverlap, Side

__all__ = ["comparison_to_markdown"]

_MEANING = re.compile(r"([\\`*_\[\]<>#|~])")


def comparison_to_markdown(comparison: Comparison) -> str:
    """Return the whole comparison; the articles' text is escaped."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield "# Comparison of two articles"
    yield ""
    yield f"- **A**: {_cited(comparison.a)}"
    yield f"- **B**: {_cited(comparison.b)}"
    yield ""
    yield f"{kind_line(comparison)}. {shared_line(comparison).rstrip('.')}."
    yield "This compares wording, not claims. Words in bold are only on that side."
    yield from _pairs(comparison)
    yield from _quotations(comparison)
    yield from _numbers(comparison)
    yield from _names("Countries", comparison.countries)
    yield from _names("Leaders", comparison.leaders)
    for side in ("a", "b"):
        yield from _only(comparison, side)


def _cited(analysed: AnalysedArticle) -> str:
    article = analysed.article
    about = [article.source, article.published.written if article.published else None, article.url]
    cut = "" if analysed.complete else f" (the first {len(analysed.sentences)} sentences)"
    return ", ".join([f"“{_plain(article.title)}”", *(_plain(part) for part in about if part), f"`{article.id}`"]) + cut


def _plain(text: str) -> str:
    return _MEANING.sub(r"\\\1", " ".join(text.split()))


def _marked(text: str, spans: tuple[CharSpan, ...]) -> str:
    """Return a sentence with the words of `spans` in bold."""
    parts = []
    at = 0
    for start, end in spans:
        parts += [_plain_part(text[at:start]), f"**{_plain_part(text[start:end])}**"]
        at = end
    return "".join([*parts, _plain_part(text[at:])])


def _plain_part(text: str) -> str:
    return _MEANING.sub(r"\\\1", text)


def _pairs(comparison: Comparison) -> Iterator[str]:
    if comparison.pairs:
        yield from ("", "## Similar sentences")
    for pair in comparison.pairs:
        yield ""
        yield f"{MARKS[pair.wording]} {WORDING_LABELS[pair.wording]} ({pair.score:.2f})"
        yield ""
        yield f"> A: {_marked(comparison.a.sentences[pair.a].text, pair.changed_a)}"
        yield ">"
        yield f"> B: {_marked(comparison.b.sentences[pair.b].text, pair.changed_b)}"


def _quotations(comparison: Comparison) -> Iterator[str]:
    if comparison.quotations:
        yield from ("", "## Quoted by both", "")
    for shared in comparison.quotations:
        a, b = comparison.a.quotations[shared.a], comparison.b.quotations[shared.b]
        yield f"- “{_plain(shared.text)}”: {trimmed(shared, {'a': 'A', 'b': 'B'})}"
        yield f"  - A, {_plain(a.speaker)}: “{_plain(a.text)}”"
        yield f"  - B, {_plain(b.speaker)}: “{_plain(b.text)}”"


def _numbers(comparison: Comparison) -> Iterator[str]:
    if comparison.numbers:
        yield from ("", "## Different numbers", "")
    for pair in comparison.numbers:
        a, b = comparison.a.quantities[pair.a], comparison.b.quantities[pair.b]
        yield f"- {_plain(pair.noun)}: A {_plain(a.printed)}, B {_plain(b.printed)}"
        yield f"  - A: {_plain(comparison.a.sentences[a.sentence].text)}"
        yield f"  - B: {_plain(comparison.b.sentences[b.sentence].text)}"


def _names(heading: str, overlap: NameOverlap) -> Iterator[str]:
    rows = (("Both", overlap.both), ("Only A", overlap.only_a), ("Only B", overlap.only_b))
    if any(names for _, names in rows):
        yield from ("", f"## {heading}", "")
        yield from (f"- {label}: {', '.join(_plain(name) for name, _ in names)}" for label, names in rows if names)


def _only(comparison: Comparison, side: Side) -> Iterator[str]:
    first = comparison.first_a if side == "a" else comparison.first_b
    if first:
        yield from ("", f"## Only {side.upper()}, new names and numbers first", "")
    for n in first:
        yield f"- {_plain(comparison.analysed(side).sentences[n].text)}"
