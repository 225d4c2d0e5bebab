"""An article as a citation: one line to paste, BibTeX, and CSL-JSON for Zotero and pandoc.

CSL: https://docs.citationstyles.org/en/stable/specification.html, type article-newspaper. BibTeX: the entry type
`misc`, which every style supports, with `howpublished` for the outlet. BibTeX counts every brace, even after a
backslash, so braces are written as commands. The field `seedread-id`, which styles ignore, and the `id` of CSL
identify the article.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from seedread.index.names.name_folding import fold_name

if TYPE_CHECKING:
    from seedread.index.article import Article

__all__ = ["citation", "quotation", "to_bibtex", "to_csl"]

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "%&$#_"})
_NAMED = {
    "{": "textbraceleft", "}": "textbraceright", "\\": "textbackslash", "~": "textasciitilde", "^": "textasciicircum",
}  # fmt: skip
_SPECIAL |= str.maketrans({char: f"{{\\{name}}}" for char, name in _NAMED.items()})
_BRACES = str.maketrans({char: f"{{\\{_NAMED[char]}}}" for char in "{}\\"})
_PARTS = {"year": 1, "month": 2}
_BY = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)


def citation(article: Article) -> str:
    """Return one line: byline, title, outlet, date, URL; unknown parts are left out."""
    parts = [article.byline, f"“{article.title}”", article.source, _date(article), article.url]
    return ", ".join(part for part in parts if part) + "."


def quotation(article: Article, text: str) -> str:
    """Return words of an article in quotation marks, with outlet, date, and URL or else id."""
    parts = [article.source, _date(article), article.url or article.id]
    return f"“{text}” ({', '.join(part for part in parts if part)})"


def to_csl(article: Article) -> dict[str, Any]:
    """Return the article as a CSL-JSON item."""
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": article.title}
    if article.published:
        found = article.published.date
        parts = [found.year, found.month, found.day][: _PARTS.get(article.published.precision, 3)]
        item["issued"] = {"date-parts": [parts]}
    if authors := _authors(article):
        item["author"] = [{"literal": author} for author in authors]
    known = {
        "container-title": article.source,
        "page": article.pages,
        "URL": article.url,
        "language": article.language,
        "publisher-place": article.dateline,
    }
    return item | {name: value for name, value in known.items() if value}


def to_bibtex(article: Article) -> str:
    """Return the article as a BibTeX entry."""
    fields: dict[str, str] = {"title": f"{{{_escape(article.title)}}}"}
    if authors := _authors(article):
        fields["author"] = " and ".join(f"{{{_escape(author)}}}" for author in authors)
    if article.source:
        fields["howpublished"] = _escape(article.source)
    if article.pages:
        fields["pages"] = _escape(article.pages)
    if article.published:
        found = article.published.date
        fields["year"] = str(found.year)
        if article.published.precision != "year":
            fields["month"] = str(found.month)
        fields["note"] = str(article.published)
    if article.url:
        fields["url"] = article.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    if article.language:
        fields["language"] = article.language
    fields["seedread-id"] = article.id.translate(_BRACES)
    inside = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(article)}{inside}\n}}\n"


def _date(article: Article) -> str | None:
    if article.published is None:
        return None
    found = article.published.date
    day = found.date() if isinstance(found, datetime.datetime) else found
    return day.isoformat()[: {"year": 4, "month": 7}.get(article.published.precision, 10)]


def _authors(article: Article) -> list[str]:
    return [name for name in _BY.split(article.byline or "") if name]


def _escape(text: str) -> str:
    return text.translate(_SPECIAL)


def _key(article: Article) -> str:
    """Return a unique and readable key: outlet or first word, date, and part of the hash."""
    name = re.sub(r"[^a-z0-9]", "", fold_name(article.source or article.title.partition(" ")[0])) or "article"
    return f"{name}{(_date(article) or '').replace('-', '')}-{article.content_hash[:6]}"
