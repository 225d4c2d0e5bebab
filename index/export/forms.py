"""Articles as files: Markdown, plain text, JSON, BibTeX or CSL-JSON, one article or many."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from seedread.index.article.to_json import to_record
from seedread.index.export.citation import to_bibtex, to_csl
from seedread.index.text.sanitize import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.article import Article

__all__ = [
    "EXPORT_FORMATS",
    "EXTENSIONS",
    "ExportFormat",
    "export_format",
    "file_name",
    "to_markdown",
    "to_plain",
    "written",
]

ExportFormat: TypeAlias = Literal["markdown", "text", "json", "bibtex", "csl"]

EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
EXTENSIONS: dict[ExportFormat, str] = {
    "markdown": ".md",
    "text": ".txt",
    "json": ".json",
    "bibtex": ".bib",
    "csl": ".csl.json",
}
_LONGEST_FIRST: list[ExportFormat] = sorted(EXTENSIONS, key=lambda form: -len(EXTENSIONS[form]))
_MARKDOWN = re.compile(r"([\\`*_\[\]<>]|^[#+-](?=\s)|^\d+(?=\.\s)|^\s*>)")
_NAME = 60
"""Longest suggested file name, without the extension."""


def export_format(name: str) -> ExportFormat | None:
    """Return the format for the extension of a file name."""
    return next((form for form in _LONGEST_FIRST if name.lower().endswith(EXTENSIONS[form])), None)


def file_name(title: str, form: ExportFormat) -> str:
    """Return a file name of letters and digits, valid on every system."""
    words = re.sub(r"[\W_]+", "-", title).strip("-")[:_NAME].rstrip("-")
    return (words or "article") + EXTENSIONS[form]


def written(articles: Iterable[Article], form: ExportFormat) -> Iterator[str]:
    """Yield the text of a file in `form` that contains `articles`; JSON has one object per line."""
    match form:
        case "markdown":
            yield from _between((to_markdown(article) for article in articles), "\n---\n\n")
        case "text":
            yield from _between((to_plain(article) for article in articles), "\n" + "=" * 72 + "\n\n")
        case "json":
            yield from (safe_text(json.dumps(to_record(article), ensure_ascii=False)) + "\n" for article in articles)
        case "bibtex":
            yield from _between(map(to_bibtex, articles), "\n")
        case "csl":
            yield "[\n"
            yield from _between((json.dumps(to_csl(article), ensure_ascii=False) for article in articles), ",\n")
            yield "\n]\n"


def _between(pieces: Iterable[str], between: str) -> Iterator[str]:
    for n, piece in enumerate(pieces):
        yield (between if n else "") + safe_text(piece)


def to_plain(article: Article) -> str:
    """Return the article as text: title, source and date, URL, ID, paragraphs."""
    head = [article.title, _about(article), *([article.url] if article.url else []), f"Article: {article.id}"]
    return "\n".join(head) + "\n\n" + "\n\n".join(article.paragraphs) + "\n"


def to_markdown(article: Article) -> str:
    """Return the article in Markdown (CommonMark), with its text escaped."""
    head = [f"# {_escaped(article.title)}", "", f"*{_escaped(_about(article))}*"]
    if article.url:
        head += ["", f"<{article.url}>"]
    head += ["", f"Article: {_escaped(article.id)}"]
    for label, names in (
        ("Countries", [country.name for country in article.countries]),
        ("Leaders", [f"{leader.name} ({leader.role})" for leader in article.leaders]),
    ):
        if names:
            head += ["", f"{label}: {_escaped(', '.join(names))}"]
    return "\n".join(head) + "\n\n" + "\n\n".join(map(_escaped, article.paragraphs)) + "\n"


def _about(article: Article) -> str:
    return " · ".join(article.credits) or "no source, no date"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
