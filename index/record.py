"""An article as plain JSON values: the one form that is stored, printed by `inspect` and `show --json`, and read back.

Fields are added, never renamed.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from .article import DATELINE, TITLE, Article, Country, Line, Mention, Person, Published

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["from_record", "to_record"]


def to_record(article: Article) -> dict[str, Any]:
    """Return `article` as JSON values; spans are [paragraph, start, end], -1 being the title, -2 the dateline."""
    return {
        "id": article.id,
        "title": article.title,
        "title_is_lead": article.title_is_lead,
        "source": article.source,
        "url": article.url,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": _from_published(article.published),
        "language": article.language,
        "paragraphs": list(article.paragraphs),
        "lines": [_from_line(line) for line in article.lines],
        "countries": [_from_country(country) for country in article.countries],
        "leaders": [_from_person(person) for person in article.leaders],
        "officials": [_from_person(person) for person in article.officials],
        "content_hash": article.content_hash,
    }


def from_record(record: dict[str, Any]) -> Article:
    """Return the article of a record made by `to_record`."""
    title, paragraphs = record["title"], tuple(record["paragraphs"])
    named = {TITLE: title, DATELINE: record["dateline"]}

    def mentions(spans: Sequence[Sequence[int]]) -> tuple[Mention, ...]:
        texts = (named.get(paragraph) or paragraphs[paragraph] for paragraph, _, _ in spans)
        return tuple(
            Mention(p, start, end, text[start:end]) for (p, start, end), text in zip(spans, texts, strict=True)
        )

    def people(entries: Sequence[dict[str, Any]]) -> tuple[Person, ...]:
        return tuple(Person(e["id"], e["name"], e["country"], e["role"], mentions(e["spans"])) for e in entries)

    return Article(
        id=record["id"],
        title=title,
        paragraphs=paragraphs,
        title_is_lead=record["title_is_lead"],
        source=record["source"],
        url=record["url"],
        byline=record["byline"],
        dateline=record["dateline"],
        published=_to_published(record["published"]),
        language=record["language"],
        lines=tuple(
            Line(line["n"], line["text"], line["kept"], line.get("kind", ""), line.get("evidence", ""))
            for line in record["lines"]
        ),
        countries=tuple(
            Country(entry["code"], entry["name"], entry["about"], mentions(entry["spans"]))
            for entry in record["countries"]
        ),
        leaders=people(record["leaders"]),
        officials=people(record["officials"]),
        content_hash=record["content_hash"],
    )


def _from_published(published: Published | None) -> dict[str, str] | None:
    if published is None:
        return None
    return {"date": str(published), "precision": published.precision, "found": published.found}


def _to_published(entry: dict[str, str] | None) -> Published | None:
    if entry is None:
        return None
    iso, precision = entry["date"], entry["precision"]
    date: datetime.date
    if precision == "minute":
        date = datetime.datetime.fromisoformat(iso)
    else:
        date = datetime.date.fromisoformat(iso + "-01" * (2 - iso.count("-")))
    return Published(date, precision, entry["found"])


def _from_line(line: Line) -> dict[str, Any]:
    if line.kept:
        return {"n": line.n, "text": line.text, "kept": True, "reason": ""}
    return {"n": line.n, "text": line.text, "kept": False, "reason": line.reason, "kind": line.kind,
            "evidence": line.evidence}  # fmt: skip


def _from_country(country: Country) -> dict[str, Any]:
    return {"code": country.code, "name": country.name, "count": country.count, "about": country.about,
            "spans": _spans(country.mentions)}  # fmt: skip


def _from_person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "country": person.country, "role": person.role,
            "count": person.count, "mentions": list(person.spellings), "spans": _spans(person.mentions)}  # fmt: skip


def _spans(mentions: tuple[Mention, ...]) -> list[tuple[int, int, int]]:
    return [(mention.paragraph, mention.start, mention.end) for mention in mentions]
