from __future__ import annotations

import pytest

from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document
from seedread.index.sources.pages import as_text

TEXT = (
    "<p>The harbour board of Norvik voted on Tuesday to close the old grain terminal before the winter storms.</p>"
    "<p>Dockers had asked for two more years, the chairman said, but the piles under the quay would not last.</p>"
)


def read(body: str = "", head: str = "", before: str = "") -> Document:
    source = (
        f"{before}<!doctype html><html lang=en><head>{head}</head><body>{body}<article>{TEXT}</article></body></html>"
    )
    return as_text(Document("x", source, markup="page"))


def ld(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Terminal\\ncloses","datePublished":"2023-05-04T07:10:00Z",}',
        '//<![CDATA[\\n{"@type":"NewsArticle","datePublished":"2023-05-04T07:10:00Z"}\\n//]]>',
        '<!-- {"@type":"NewsArticle","datePublished":"2023-05-04T07:10:00Z"} -->',
        '{"@type":"NewsArticle", /* for robots */ "datePublished":"2023-05-04T07:10:00Z"}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2023-05-04T07:10:00Z&quot;}",
        '{"@type":"WebSite"}{"@type":"NewsArticle","datePublished":"2023-05-04T07:10:00Z"}',
        '{"@type":"WebSite"};\\n{"@type":"NewsArticle","datePublished":"2023-05-04T07:10:00Z"};',
        '{"@type":"NewsArticle","headline":"It\\\\\'s closed","datePublished":"2023-05-04T07:10:00Z"}',
        '{"@type":"NewsArticle","datePublished":"2023-05-04T07:10:00Z","articleBody":"cut off he',
        '{"@type":"NewsArticle","datePublished":"2023-05-04T07:10:00Z" "url":"a comma is missing"}',
    ],
)
def test_damaged_json_ld_is_read_as_far_as_it_goes(script: str) -> None:
    """Comments, commas, line breaks, entities, several values or a cut end do not hide the date."""
    script = script.replace("\\n", "\n").replace("\\\\", "\\")
    assert (
        as_text(Document("x", f"<html><head>{ld(script)}</head><body>{TEXT}</body></html>", markup="page")).date
        == "2023-05-04T07:10:00Z"
    )


def test_the_article_among_several_is_the_one_with_the_headline() -> None:
    """Pages list related articles in the same form: the title of the page says which one it is."""
    other = '{"@type":"Article","headline":"Other","author":"Kai Moe"}'
    script = f'[{other},{{"@type":"Article","headline":"Terminal closes","author":"Ola Berg"}}]'
    assert read(head=f"<title>Terminal closes | Norvik Post</title>{ld(script)}").author == "Ola Berg"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<h1>Terminal closes</h1><time datetime="2023-05-04T07:10:00Z">May 4</time>', "2023-05-04T07:10"),
        ("<h1>Terminal closes</h1><span class=post-date>4 May 2023</span>", "2023-05-04"),
        ("<h1>Terminal closes</h1><p>Norvik Post, 4 May 2023, page 3</p>", "2023-05-04"),
        (
            '<h1>Terminal closes</h1><abbr class=published title="2023-05-04T07:10:00+02:00">last week</abbr>',
            "2023-05-04T07:10",
        ),
        (
            "<h1>Terminal closes</h1><b class=updated-date>Updated 9 May 2023</b><i class=entry-date>4 May 2023</i>",
            "2023-05-04",
        ),
        (
            "<aside class=related><time datetime=2020-01-02>2 Jan</time></aside><time datetime=2023-05-04>4 May</time>",
            "2023-05-04",
        ),
        ("<h1>Terminal closes</h1><div>Published: 04.05.2023 18.30</div>", "2023-05-04T18:30"),
    ],
)
def test_dates_beside_the_article(body: str, day: str) -> None:
    """The date is found in a time element, an element called date, or a line near the headline; updates are none."""
    document = read(body, "<title>Terminal closes</title>")
    article = to_article(Document("x", "words", date=document.date))
    assert str(article.published) == day


@pytest.mark.parametrize(
    ("body", "head", "author"),
    [
        ("<a rel=author href=/ola>Ola Berg</a>", "", "Ola Berg"),
        ("<p class=byline>By Ola Berg and Kai Moe, Senior Reporters</p>", "", "Ola Berg, Kai Moe"),
        ("<span itemprop=author><b itemprop=name>Ola Berg</b></span>", "<meta name=author content=105092>", "Ola Berg"),
        ("<p class=byline>By Ola Berg</p>", '<meta name=author content="desk@norvik.example">', "Ola Berg"),
        (
            "",
            '<meta name=author content="{&quot;@type&quot;:&quot;Person&quot;,&quot;name&quot;:&quot;Ola Berg&quot;}">',
            "Ola Berg",
        ),
        ("<div class=comments><p class=author>Troll Face</p></div>", "", None),
        ("<aside><a rel=author>Kai Moe</a></aside><a rel=author>Ola Berg</a>", "", "Ola Berg"),
        ("", "<meta name=author content=admin>", None),
        ("", "<meta name=author content=Reuters>", "Reuters"),
    ],
)
def test_authors_beside_the_article(body: str, head: str, author: str | None) -> None:
    """An author is a person named in the head or beside the article, never the account of a program."""
    assert read(body, head).author == author


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ministers meet – again</title>", "", "Ministers meet – again"),
        ("<title>Ministers meet – again | Norvik Post</title>", "", "Ministers meet – again"),
        ("<title>Ministers meet - Norvik Post</title>", "", "Ministers meet"),
        (
            "<title>Norvik Post | Ministers meet again</title><meta property=og:site_name content='Norvik Post'>",
            "",
            "Ministers meet again",
        ),
        (
            "<title>Ministers meet - Norvik</title><link rel=canonical href=https://www.norvik.example/a/b>",
            "",
            "Ministers meet",
        ),
        (
            "<title>Ministers meet - again - Post</title><meta property=og:title content='Ministers meet - again'>",
            "",
            "Ministers meet - again",
        ),
        (
            "<title>Ministers meet again - Norvik Post</title>",
            "<h1>Ministers meet, again</h1>",
            "Ministers meet, again",
        ),
    ],
)
def test_titles_end_where_the_name_of_the_site_begins(head: str, body: str, title: str) -> None:
    """A dash within a headline stays, the name of the site goes, and the headline on the page decides."""
    assert read(body, head).title == title


@pytest.mark.parametrize(
    ("before", "head", "url"),
    [
        (
            "<!--\n Page saved with SingleFile \n url: https://norvik.example/a/1?utm_source=x \n saved date: Fri -->",
            "",
            "https://norvik.example/a/1",
        ),
        ("<!-- saved from url=(0030)https://norvik.example/a/2 -->", "", "https://norvik.example/a/2"),
        (
            "<!-- saved from url=(0030)https://norvik.example/a/2 -->",
            "<link rel=canonical href=/a/3>",
            "https://norvik.example/a/3",
        ),
        (
            "<!-- saved from url=(0030)https://norvik.example/a/2 -->",
            "<link rel=canonical href=https://norvik.example/>",
            "https://norvik.example/a/2",
        ),
        (
            "",
            "<link rel=canonical href=https://web.archive.org/web/20230504071000/https://norvik.example/a/4>",
            "https://norvik.example/a/4",
        ),
        (
            "",
            "<meta property=og:url content='https://norvik.example/a/5?id=7&fbclid=abc#top'>",
            "https://norvik.example/a/5?id=7",
        ),
    ],
)
def test_the_address_of_a_saved_page(before: str, head: str, url: str) -> None:
    """Browsers and archives say where a page was saved from; what only counts readers is cut off."""
    assert read(head=head, before=before).url == url
