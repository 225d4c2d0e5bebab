"""A dossier: chosen articles with the reader's notes, their quotations, a time line and the list of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare import analyse_article
from seedread.index.export.markup import PAGE_STYLE, html_link, html_text, markdown_link, markdown_text
from seedread.index.shelf.mark_types import NOTE_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seedread.index.article import Article
    from seedread.index.shelf.mark_types import Marks

__all__ = ["DossierArticle", "dossier_html", "dossier_markdown"]

_QUOTATIONS = 20
"""Quotations of an article that are listed."""


class DossierArticle(NamedTuple):
    """An article with what its reader noted."""

    article: Article
    marks: Marks


class _Form(NamedTuple):
    """How a form writes texts, links, headings and lists."""

    text: Callable[[str], str]
    link: Callable[[str, str | None, str], str]
    heading: Callable[[int, str], str]
    items: Callable[[Sequence[str]], str]
    note: Callable[[Sequence[str]], str]


def _html_items(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


_MARKDOWN = _Form(
    markdown_text,
    markdown_link,
    lambda level, text: f"{'#' * level} {text}\n",
    lambda items: "".join(f"- {item}\n" for item in items),
    lambda lines: "".join(f"> {line}\n>\n" for line in lines).removesuffix(">\n"),
)
_HTML = _Form(
    html_text,
    html_link,
    lambda level, text: f"<h{level}>{text}</h{level}>",
    _html_items,
    lambda lines: f"<blockquote>{''.join(f'<p>{line}</p>' for line in lines)}</blockquote>",
)


def dossier_markdown(title: str, articles: Sequence[DossierArticle]) -> str:
    """Return the dossier as Markdown."""
    return "\n".join(_parts(title, articles, _MARKDOWN)).rstrip("\n") + "\n"


def dossier_html(title: str, articles: Sequence[DossierArticle]) -> str:
    """Return the dossier as one HTML file without remote parts."""
    head = f'<meta charset="utf-8"><title>{html_text(title)}</title><style>{PAGE_STYLE}</style>'
    body = "\n".join(_parts(title, articles, _HTML))
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _parts(title: str, articles: Sequence[DossierArticle], form: _Form) -> Iterator[str]:
    """Yield the parts, articles in the order of their dates and undated ones last."""
    ordered = sorted(articles, key=lambda one: (one.article.published is None, str(one.article.published or "")))
    yield form.heading(1, form.text(title))
    yield form.heading(2, "Time line")
    yield form.items([_entry(one.article, form) for one in ordered])
    yield form.heading(2, "Articles")
    for one in ordered:
        yield from _article(one, form)
    yield form.heading(2, "Sources")
    yield form.items(_sources([one.article for one in ordered], form))


def _date(article: Article) -> str:
    return article.published.written if article.published else "undated"


def _entry(article: Article, form: _Form) -> str:
    source = f"{form.text(article.source)}: " if article.source else ""
    return f"{_date(article)} · {source}{form.link(article.title, article.url, article.id)}"


def _article(one: DossierArticle, form: _Form) -> Iterator[str]:
    article, marks = one
    yield form.heading(3, form.link(article.title, article.url, article.id))
    about = [article.source or "", _date(article), article.byline or "", " ".join(f"#{tag}" for tag in marks.tags)]
    yield form.items([form.text(" · ".join(filter(None, about)))])
    if marks.note:
        yield form.note([form.text(line) for line in marks.note.split(NOTE_LINES)])
    quotations = analyse_article(article).quotations[:_QUOTATIONS]
    if quotations:
        speakers = ["unnamed" if one.speaker == "?" else one.speaker for one in quotations]
        pairs = zip(speakers, quotations, strict=True)
        yield form.items([f"{form.text(speaker)}: “{form.text(one.text)}”" for speaker, one in pairs])


def _sources(articles: Sequence[Article], form: _Form) -> list[str]:
    """Return a line for each outlet with its articles."""
    outlets: dict[str, list[Article]] = {}
    for article in articles:
        outlets.setdefault(article.source or "without an outlet", []).append(article)
    return [
        f"{form.text(outlet)}: {'; '.join(f'{form.link(one.title, one.url, one.id)} ({_date(one)})' for one in found)}"
        for outlet, found in sorted(outlets.items(), key=lambda row: row[0].casefold())
    ]
