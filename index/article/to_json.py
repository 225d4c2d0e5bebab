"""An article as plain JSON values, as printed by `inspect` and `show --json`.

Fields are added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedread.index.article import Article, Country, Line, Link, Mention, Person, Published

__all__ = ["to_record"]


def to_record(article: Article) -> dict[str, Any]:
    """Return `article` as JSON values; a span is [paragraph, start, end], paragraph -1 the title, -2 the dateline."""
    return {
        "id": article.id,
        "title": article.title,
        "title_is_lead": article.title_is_lead,
        "source": article.source,
        "url": article.url,
        "byline": article.byline,
        "dateline": article.dateline,
        "pages": article.pages,
        "published": _from_published(article.published),
        "language": article.language,
        "paragraphs": list(article.paragraphs),
        "lines": [_from_line(line) for line in article.lines],
        "unsure": article.unsure,
        "extent": article.extent,
        "countries": [_from_country(country) for country in article.countries],
        "leaders": [_from_person(person) for person in article.leaders],
        "officials": [_from_person(person) for person in article.officials],
        "offices_as_of": article.offices_as_of,
        "implied": [_from_person(person) for person in article.implied],
        "links": [_from_link(link) for link in article.links],
        "captions": [{"paragraph": one.paragraph, "text": one.text} for one in article.captions],
        "content_hash": article.content_hash,
    }


def _from_published(published: Published | None) -> dict[str, str] | None:
    if published is None:
        return None
    return {"date": str(published), "precision": published.precision, "found": published.found}


def _from_line(line: Line) -> dict[str, Any]:
    if line.kept:
        return {"n": line.n, "text": line.text, "kept": True, "reason": ""}
    return {"n": line.n, "text": line.text, "kept": False, "reason": line.reason, "kind": line.kind,
            "evidence": line.evidence}  # fmt: skip


def _from_link(link: Link) -> dict[str, Any]:
    return {"url": link.url, "span": [link.paragraph, link.start, link.end]}


def _from_country(country: Country) -> dict[str, Any]:
    return {"code": country.code, "name": country.name, "count": country.count, "about": country.about,
            "spans": _spans(country.mentions)}  # fmt: skip


def _from_person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "country": person.country, "role": person.role,
            "count": person.count, "mentions": list(person.spellings), "spans": _spans(person.mentions)}  # fmt: skip


def _spans(mentions: tuple[Mention, ...]) -> list[tuple[int, int, int]]:
    return [(mention.paragraph, mention.start, mention.end) for mention in mentions]
