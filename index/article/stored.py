"""The compact JSON form in which an engine stores the fields of an article that it does not search.

The engine already stores ID, title and text; values that follow from them are not stored but computed again.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from seedread.index.article import (
    BLANK,
    DATELINE,
    TITLE,
    Article,
    Caption,
    Country,
    Introduced,
    Line,
    Link,
    Mention,
    Person,
    Published,
)
from seedread.index.files.hashing import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["body_paragraphs", "content_hash", "from_stored", "hash_number", "to_stored"]

_PLAIN = ("source", "outlet", "url", "byline", "dateline", "language", "pages", "added")


def body_paragraphs(body: str) -> tuple[str, ...]:
    """Return the paragraphs of a body as an engine stores it, one a line."""
    return tuple(body.split("\n")) if body else ()


def content_hash(title: str, paragraphs: Sequence[str]) -> str:
    """Return the hash of title and body: BLAKE2b, 16 bytes in hexadecimal."""
    return blake2b("\n".join((title, *paragraphs)).encode(), digest_size=16).hexdigest()


def hash_number(content_hash: str) -> int:
    """Return the first 63 bits of a hash as a number, for a column of an index."""
    return int(content_hash[:16], 16) >> 1


def to_stored(article: Article) -> dict[str, Any]:
    """Return the fields of `article` to store in addition to ID, title and paragraphs."""
    stored: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(article, name))}
    if article.title_is_lead:
        stored["lead"] = True
    if article.unsure:
        stored["unsure"] = True
    if article.versions > 1:
        stored["versions"] = article.versions
    if article.published:
        stored["published"] = [str(article.published), article.published.precision, article.published.found]
    paragraphs = {text: n for n, text in enumerate(article.paragraphs, 1)}
    stored["lines"] = [_from_line(line, paragraphs) for line in article.lines]
    stored["countries"] = [[c.code, c.name, int(c.about), *_spans(c.mentions)] for c in article.countries]
    if article.offices_as_of:
        stored["as_of"] = article.offices_as_of
    return stored | {name: values for name, values in _lists(article).items() if values}


def _lists(article: Article) -> dict[str, list[Any]]:
    """Return the fields that most articles leave empty."""
    people = {"leaders": article.leaders, "officials": article.officials, "implied": article.implied}
    return {
        "feeds": list(article.feeds),
        "links": [[link.paragraph, link.start, link.end, link.url] for link in article.links],
        "captions": [[caption.paragraph, caption.text] for caption in article.captions],
        "introduced": [[one.id, one.name, one.role] for one in article.introduced],
        **{
            kind: [[p.id, p.name, p.country, p.role, *_spans(p.mentions)] for p in some]
            for kind, some in people.items()
        },
    }


def from_stored(identity: str, title: str, paragraphs: tuple[str, ...], stored: dict[str, Any]) -> Article:
    """Return the article that `to_stored` serialized."""
    parts = {TITLE: title, DATELINE: stored.get("dateline") or ""}

    def mentions(flat: Sequence[int]) -> tuple[Mention, ...]:
        spans = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        return tuple(
            Mention(part, start, end, (parts[part] if part < 0 else paragraphs[part])[start:end])
            for part, start, end in spans
        )

    def people(kind: str) -> tuple[Person, ...]:
        entries = stored.get(kind, ())
        return tuple(Person(own, name, country, role, mentions(spans)) for own, name, country, role, *spans in entries)

    return Article(
        id=identity,
        title=title,
        paragraphs=paragraphs,
        title_is_lead=bool(stored.get("lead")),
        published=_published(stored.get("published")),
        lines=tuple(_to_line(n, line, paragraphs) for n, line in enumerate(stored["lines"])),
        unsure=bool(stored.get("unsure")),
        countries=tuple(
            Country(code, name, bool(about), mentions(spans)) for code, name, about, *spans in stored["countries"]
        ),
        leaders=people("leaders"),
        officials=people("officials"),
        implied=people("implied"),
        offices_as_of=stored.get("as_of"),
        introduced=tuple(Introduced(*one) for one in stored.get("introduced", ())),
        links=tuple(Link(*link) for link in stored.get("links", ())),
        captions=tuple(Caption(*one) for one in stored.get("captions", ())),
        feeds=tuple(stored.get("feeds", ())),
        versions=stored.get("versions", 1),
        content_hash=content_hash(title, paragraphs),
        **{name: stored.get(name) for name in _PLAIN},
    )


def _from_line(line: Line, paragraphs: dict[str, int]) -> int | list[str]:
    """Return 0 for a blank line, the paragraph number of a kept line, or else all fields of the line."""
    if line.kept:
        return paragraphs.get(line.text) or [line.text]
    if not line.text and (line.kind, line.evidence) == BLANK:
        return 0
    return [line.text, line.kind, line.evidence]


def _to_line(n: int, stored: int | list[str], paragraphs: Sequence[str]) -> Line:
    if stored == 0:
        return Line(n, "", False, *BLANK)  # noqa: FBT003 (the order of the fields)
    if isinstance(stored, int):
        return Line(n, paragraphs[stored - 1], kept=True)
    text, *verdict = stored
    return Line(n, text, not verdict, *verdict)


def _spans(mentions: tuple[Mention, ...]) -> Iterator[int]:
    for mention in mentions:
        yield from (mention.paragraph, mention.start, mention.end)


def _published(stored: list[str] | None) -> Published | None:
    if stored is None:
        return None
    iso, precision, found = stored
    if precision == "minute":
        return Published(datetime.datetime.fromisoformat(iso), precision, found)
    return Published(datetime.date.fromisoformat(iso + "-01" * (2 - iso.count("-"))), precision, found)
