from __future__ import annotations

import datetime
import json

from seedread.index import TITLE, Article, Country, Line, Mention, Person, Published
from seedread.index.article import Link
from seedread.index.article.stored import content_hash, from_stored, to_stored
from seedread.index.article.to_json import to_record

TITLE_TEXT, BODY = "Paris Talks", "Macron spoke in Paris."


def article(published: Published | None) -> Article:
    return Article(
        id="a/1.txt",
        title=TITLE_TEXT,
        paragraphs=(BODY, "Second."),
        source="Example",
        url="https://example.org/1",
        byline="A Writer",
        dateline="PARIS",
        published=published,
        language="en",
        lines=(Line(0, TITLE_TEXT, kept=False, kind="title", evidence="first line"), Line(1, BODY, kept=True)),
        countries=(
            Country("FR", "France", about=True, mentions=(Mention(TITLE, 0, 5, "Paris"), Mention(0, 16, 21, "Paris"))),
        ),
        leaders=(Person("emmanuel-macron.fr", "Emmanuel Macron", "FR", "president", (Mention(0, 0, 6, "Macron"),)),),
        officials=(),
        links=(Link(0, 7, 12, "https://example.org/talks"),),
        unsure=True,
        content_hash="abc",
    )


def test_there_and_back() -> None:
    """An article written as JSON and read again is equal, for any precision of its date."""
    for published in (
        None,
        Published(datetime.date(2024, 1, 1), "year", "text"),
        Published(datetime.date(2024, 10, 1), "month", "text"),
        Published(datetime.date(2024, 10, 11), "day", "metadata"),
        Published(datetime.datetime(2024, 10, 11, 9, 30), "minute", "metadata"),  # noqa: DTZ001 (no zone is kept)
    ):
        whole = article(published)
        stored = json.loads(json.dumps(to_stored(whole)))
        again = from_stored(whole.id, whole.title, whole.paragraphs, stored)
        assert again == whole
        assert again.content_hash == content_hash(whole.title, whole.paragraphs)


def test_the_fixed_face() -> None:
    """The record has the field names that programs rely on."""
    record = to_record(article(None))
    assert {"id", "title", "source", "byline", "dateline", "published", "language", "paragraphs"} <= record.keys()
    assert (
        record["lines"][0].items() >= {"n": 0, "text": TITLE_TEXT, "kept": False, "reason": "title: first line"}.items()
    )
    assert record["countries"][0].items() >= {"code": "FR", "name": "France", "count": 2, "about": True}.items()
    assert record["links"] == [{"url": "https://example.org/talks", "span": [0, 7, 12]}]
    assert record["leaders"][0].items() >= {"name": "Emmanuel Macron", "country": "FR", "mentions": ["Macron"]}.items()
