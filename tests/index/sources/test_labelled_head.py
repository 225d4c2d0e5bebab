"""Text files that begin with labelled lines, such as `Title: …`."""

from __future__ import annotations

import io

import pytest

from seedread.index.sources import ParsedDocument
from seedread.index.sources.labelled_head import split_labelled_head
from seedread.index.sources.plain_text import read_text

BODY = "The bridge over the Anse was closed on Monday after engineers found cracks in two of its pillars.\n"


def test_the_fields_are_the_articles_and_the_text_follows() -> None:
    """Title, date, source, author and address come from their lines, which are no text."""
    head = (
        "Headline: Bridge closed\nDate: 3 March 2018\nPublication: Coast Post\nBy: Ada Berg\nURL: https://a.example/1\n"
    )
    (part,) = read_text(io.BytesIO(f"{head}\n{BODY}".encode()), "a.txt")
    assert isinstance(part, ParsedDocument)
    found = part.document
    assert (found.title, found.date, found.source, found.author, found.url, found.text) == (
        "Bridge closed",
        "3 March 2018",
        "Coast Post",
        "Ada Berg",
        "https://a.example/1",
        BODY,
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Bridge: closed\n\n{BODY}",
        f"Title: Bridge closed\n\n{BODY}",
        f"Source: Coast Post\nAuthor: Ada Berg\n\n{BODY}",
        f"{BODY}\nTitle: Bridge closed\nDate: 3 March 2018\n",
        "Title: Bridge closed\nDate: 3 March 2018\n",
    ],
)
def test_other_texts_are_left_as_they_are(text: str) -> None:
    """One labelled line, lines without title or date, lines elsewhere, and lines without a text say nothing."""
    assert split_labelled_head(text) == ({}, text)
