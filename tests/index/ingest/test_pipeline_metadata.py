from __future__ import annotations

import datetime

import pytest

from seedread.index.ingest.pipeline import to_article
from seedread.index.ingest.published import date_in_name, parse_date
from seedread.index.names.gazetteer import gazetteer
from seedread.index.sources import Document
from seedread.index.text.urls import outlet_of

TEXT = """Six states agree on fishing rules

Ministers of the six coastal states met in the old customs house to agree on rules for fishing in the strait.

They said after the meeting that the talks would go on, when the two largest fleets return to port."""


@pytest.mark.parametrize(
    ("document", "date", "found"),
    [
        (Document("x", TEXT, date="11 Oct 2024", url="https://a.example/2020/01/02/b", path="2019-01-01.txt"),
         "2024-10-11", "metadata"),
        (Document("x", TEXT.replace("\n\nMin", "\n\nPublished 9 October 2024\n\nMin"), url="https://a.example/2020/01/02/b"),
         "2024-10-09", "text"),
        (Document("x", TEXT, url="https://a.example/2024/10/08/b", path="2019-01-01.txt"), "2024-10-08", "metadata"),
        (Document("x", TEXT, path="news/2024-10-07-talks.txt"), "2024-10-07", "file name"),
        (Document("2024-10-07", TEXT), None, None),
        (Document("x", TEXT, date="Oct 22-24"), None, None),
        (Document("x", TEXT, date="yesterday"), None, None),
    ],
)  # fmt: skip
def test_where_the_date_was_found(document: Document, date: str | None, found: str | None) -> None:
    """What the container says comes first, then the text, the address, the file's name; else there is no date."""
    published = to_article(document).published
    assert (str(published) if published else None, published.found if published else None) == (date, found)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("news/2024/10/11/talks.html", "2024-10-11"),
        ("20241011.txt", "2024-10-11"),
        ("20241011T093000.txt", "2024-10-11"),
        ("2024_10_11_talks.txt", "2024-10-11"),
        ("archive 2024-10/talks.txt", "2024-10"),
        ("2020-01-01/2024-10-11.txt", "2024-10-11"),
        ("2024-10-11/part-2024-09.txt", "2024-10-11"),
        ("17ca20241011b12e42f.txt", None),
        ("120241011.txt", None),
        ("2024-13-45.txt", None),
        ("2024-02-31.txt", None),
        ("2024/talks.txt", None),
        ("202410.txt", None),
        (None, None),
    ],
)
def test_dates_in_names(name: str | None, date: str | None) -> None:
    """A name tells a date only where it is written as one, whole and apart from other figures."""
    published = date_in_name(name, "file name")
    assert (str(published) if published else None) == date


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("20241011", "2024-10-11", "day"),
        ("2024-10-11T00:00:00Z", "2024-10-11", "day"),
        ("2024-10-11 00:00:00", "2024-10-11", "day"),
        ("2024-10-11T00:01", "2024-10-11T00:01", "minute"),
        ("11/10/2024", "2024", "year"),
        ("11/10/2024 09:30", "2024", "year"),
        ("13/10/2024", "2024-10-13", "day"),
        ("10/13/2024", "2024-10-13", "day"),
        ("10/10/2024", "2024-10-10", "day"),
        ("11.10.2024", "2024-10-11", "day"),
        ("2014-10-02T14:52:39.4770000", "2014-10-02T14:52", "minute"),
        ("2021-01-03T17:40:00EET", "2021-01-03T17:40", "minute"),
        ("Tuesday, Aug. 17, 2010", "2010-08-17", "day"),
    ],
)
def test_no_more_of_a_date_than_is_written(text: str, iso: str, precision: str) -> None:
    """Midnight is a day without a time, and figures that can be read in two ways give the year alone."""
    published = parse_date(text, "metadata")
    assert published is not None
    assert (str(published), published.precision) == (iso, precision)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://m.news.example.co.uk:8080/?x", "news.example.co.uk"),
        ("https://user@amp.example.org", "example.org"),
        ("https://www.example/", "www.example"),
        ("https://127.0.0.1/a", None),
        ("https://localhost/a", None),
        ("ftp://example.org", None),
        (None, None),
    ],
)
def test_outlets_of_addresses(url: str | None, outlet: str | None) -> None:
    """An article that names no outlet has the domain of its address for one."""
    assert outlet_of(url) == outlet


def test_what_fills_the_gaps() -> None:
    """Author and language of the container stand where the text tells none; control characters go."""
    article = to_article(
        Document("x", "Zug um Zug.", title="A\x1b[2J title\n", author="Ann\x07 Writer", language="de-CH")
    )
    assert (article.title, article.byline, article.language) == ("A title", "Ann Writer", "de")
    assert to_article(Document("x", "One.", language="klingon")).language is None


@pytest.mark.parametrize(
    ("lead", "days", "known"),
    [
        ("PARIS - French President Emmanuel Macron opened the bridge.", 1, True),
        ("PARIS - French President Emmanuel Macron opened the bridge.", 0, False),
        ("BERLIN - Former German Chancellor Angela Merkel opened the bridge.", 1, False),
        ("LIMA - Peruvian President Marisol Quintanar opened the bridge.", 1, False),
    ],
)
def test_an_article_younger_than_the_data_says_so(lead: str, days: int, known: bool) -> None:  # noqa: FBT001 (a case)
    """If a leader of the data file was in office when it was last checked; not for former leaders and others."""
    horizon = gazetteer().horizon
    day = horizon + datetime.timedelta(days=days)
    article = to_article(Document("x", f"A bridge opens\n\n{lead}\n", date=day.isoformat()))
    assert article.leaders
    assert article.offices_as_of == (horizon.isoformat() if known else None)
