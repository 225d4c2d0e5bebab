from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document, html_libraries
from seedread.index.sources.html import decode_html, has_words
from seedread.index.sources.pages import as_text
from seedread.index.sources.traps import is_trap

if TYPE_CHECKING:
    from reading_files import Reading

    from seedread.index.sources.document import Markup

PARAGRAPHS = [
    "Ministers of the six coastal states met in Harbour City on Friday to agree on rules for fishing in the strait.",
    "They said after the meeting that the talks would go on next week, when the two largest fleets return to port.",
    "“We are closer than we have ever been,” the chairwoman told reporters outside the old customs house.",
    "Fishermen from both shores had asked for an agreement before the season opens, and so had the harbour masters.",
]
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Six states agree on fishing rules | The Harbour Post</title>
<meta property="og:title" content="Six states agree on fishing rules">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-10-11T09:30:00+02:00">
<meta name="author" content="By Ann Writer">
<link rel="canonical" href="https://www.harbourpost.example/world/fishing">
<script>var text = "not for readers";</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Six states agree on fishing rules</h1>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
</article>
<footer><p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>
</body></html>"""


def page(head: str, body: str = "<h1>Six states agree</h1><p>Words of the article.</p>") -> Document:
    return as_text(Document("x", f"<html><head>{head}</head><body>{body}</body></html>", markup="page"))


def test_a_page(reading: Reading) -> None:
    """The article and the metadata of a page are read, without the text around it."""
    document = reading("page.html", PAGE.encode()).only
    article = to_article(document)
    assert article.title == "Six states agree on fishing rules"
    assert list(article.paragraphs) == PARAGRAPHS
    assert (article.source, article.byline, article.language) == ("The Harbour Post", "Ann Writer", "en")
    assert article.url == "https://www.harbourpost.example/world/fishing"
    assert str(article.published) == "2024-10-11T09:30"
    assert article.published is not None
    assert article.published.found == "metadata"


def test_what_the_container_says_counts_first() -> None:
    """The metadata of a feed or a record takes precedence over the page."""
    given = Document(
        "x", PAGE, title="Given", date="2020-01-02", source="Theirs", url="https://given.example", markup="page"
    )
    document = as_text(given)
    assert (document.title, document.date, document.source, document.url) == (
        "Given",
        "2020-01-02",
        "Theirs",
        "https://given.example",
    )
    assert document.author == "Ann Writer"


def test_json_ld() -> None:
    """The article is found among the JSON-LD of a page, in a list or a graph, whatever its kind is called."""
    document = page(
        '<script type="application/ld+json">{"@type": "WebSite", "name": "No"}</script>'
        '<script type="application/ld+json">not json</script>'
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization"}, {"@type": ["NewsArticle"], '
        '"headline": "Six states &amp; one strait", "datePublished": "2024-10-11", '
        '"author": [{"name": "Ann Writer"}, {"name": "Ben Writer"}], "publisher": {"name": "The Post"}}]}</script>',
        "<p>Words of the article.</p>",
    )
    assert document.title == "Six states & one strait"
    assert document.date == "2024-10-11"
    assert document.author == "Ann Writer, Ben Writer"
    assert document.source == "The Post"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Six states agree - The Harbour Post</title>", "<h1>Six states agree</h1>", "Six states agree"),
        ("<title>Six states agree | Post</title>", "", "Six states agree"),
        (
            "<title>Six states agree on rules for fishing</title>",
            "<h1>The Post</h1>",
            "Six states agree on rules for fishing",
        ),
        ('<meta property="og:title" content="Six states agree"><title>The Post</title>', "", "Six states agree"),
        ("<title>War - and what comes after it</title>", "", "War - and what comes after it"),
        ("", "<h1>Alone</h1>", None),
    ],
)
def test_titles(head: str, body: str, title: str | None) -> None:
    """The title is the page's own headline where its head names it, without the name of the site."""
    assert page(head, body).title == title


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="pubdate" content="11 Oct 2024">', "11 Oct 2024"),
        ('<meta itemprop="datePublished" content="2024-10-11">', "2024-10-11"),
        ('<meta property="article:modified_time" content="2024-10-11">', None),
        ('<meta name="copyright" content="2024">', None),
    ],
)
def test_dates_are_those_of_publication(head: str, date: str | None) -> None:
    """Only a date that the page declares as the date of publication is used."""
    assert page(head).date == date


def test_authors_are_persons() -> None:
    """A URL or the site's own name is not a byline."""
    assert page('<meta name="author" content="https://example.org/ann">').author is None
    assert (
        page('<meta name="author" content="The Post"><meta property="og:site_name" content="The Post">').author is None
    )
    assert page('<meta name="author" content="post.example">').author is None


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        ("<meta charset=windows-1251><p>Привет".encode("cp1251"), None, "Привет"),
        ('<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>“é”'.encode("cp1252"), None, "“é”"),
        ("<meta charset=iso-8859-1><p>Привет".encode(), None, "Привет"),
        ("<p>Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("<meta charset=no-such><p>Müller wäre größer".encode("cp1252"), None, "Müller wäre größer"),
        ("<meta charset=hex><p>Müller wäre größer".encode("cp1252"), None, "Müller wäre größer"),
        (("<p>" + "Україна і світ " * 40).encode() + b"\xff", None, "Україна"),
        ("<p>ü".encode("utf-16"), None, "ü"),
    ],
)  # fmt: skip
def test_charsets_of_pages(raw: bytes, declared: str | None, text: str) -> None:
    """A page is decoded in its real charset, declared or not; valid UTF-8 is always UTF-8."""
    assert text in decode_html(raw, declared)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>a", True),
        ("<head><title>a</title></head><body><img alt=a></body>", False),
        ("<script>a</script><style>b</style><!-- c --> & <br/>", False),
        ("<script>a", False),
        ("a <", True),
        ("<" * 100_000, False),
    ],
)
def test_words(markup: str, *, words: bool) -> None:
    """Pages without visible text are recognized, even if they are broken."""
    assert has_words(markup) is words


def test_an_empty_page(reading: Reading) -> None:
    """A page without text is listed, not indexed as an article without a body."""
    assert reading("page.html", b"<html><head><title>x</title></head><body><div></div></body></html>").reasons == [
        "empty"
    ]


def test_html_under_another_name(reading: Reading) -> None:
    """A page is recognized by its first bytes if the name has no extension."""
    assert reading("page", PAGE.encode()).only.markup == "page"
    assert reading("page.txt", PAGE.encode()).only.markup == "page"


def test_pieces_of_pages() -> None:
    """HTML that is only the article gives all its text, one block per line."""
    text = as_text(
        Document("x", "<h2>One</h2><p>Two <b>bold</b> &amp; more</p><ul><li>Three</li></ul>", markup="fragment")
    ).text
    assert [line.strip() for line in text.split("\n") if line.strip()] == ["One", "Two bold & more", "Three"]


def test_nested_boxes_are_no_trap() -> None:
    """Deeply nested elements, which take quadratic time to extract, are read as plain text."""
    deep = "<div>" * 20_000 + "Words of it." + "</div>" * 20_000
    assert as_text(Document("x", deep, markup="page")).text.strip() == "Words of it."


@pytest.mark.parametrize("tag", ["p", "script"])
def test_endless_attributes_are_no_trap(tag: str) -> None:
    """A tag with a million attributes, which takes quadratic time to parse, is skipped."""
    attributes = " ".join(f"a{n}" for n in range(1_000_000))
    page = f"<div><p>Words of it.</p><{tag} {attributes}>x</{tag}>"
    assert as_text(Document("x", page, markup="page")).text.split()[:3] == ["Words", "of", "it."]


def test_long_scripts_are_no_trap() -> None:
    """Scripts and embedded pictures do not count as attributes."""
    page = PAGE.replace("var text", "var a; " * 50_000).replace(
        "<article>", f'<article><img src="data:{"A" * 100_000}">'
    )
    assert not is_trap(page)
    assert as_text(Document("x", page, markup="page")).source == "The Harbour Post"


@pytest.mark.parametrize("markup", ["page", "fragment"])
def test_what_a_parser_stumbles_over(monkeypatch: pytest.MonkeyPatch, markup: Markup) -> None:
    """A page that cannot be parsed keeps its words, and does not stop other pages."""

    def broken(*_: object) -> str:
        raise ValueError("broken")

    monkeypatch.setattr("seedread.index.sources.pages.text_of", broken)
    monkeypatch.setattr("seedread.index.sources.pages.extract", broken)
    document = as_text(Document("x", "<style>p</style><p>Words <b>of</b> it.</p>", markup=markup))
    assert (document.text.split(), document.markup) == (["Words", "of", "it."], "")


def test_a_missing_library_is_told(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the HTML parser each page is listed with the command that installs it."""
    monkeypatch.setattr(html_libraries, "_installed", lambda name: name != "resiliparse")
    wanted = "HTML needs resiliparse: pip install resiliparse"
    assert reading("page.html", PAGE.encode()).reasons == [wanted]
    assert reading("a.jsonl", b'{"html": "<p>x</p>"}\n').reasons == [f"line 1: {wanted}"]


def test_the_index_knows_who_read_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The choice of extractors is part of the index's fingerprint."""
    before = html_libraries.mark()
    monkeypatch.setenv("SEEDREAD_HTML", "blocks")
    assert html_libraries.mark() != before


@pytest.mark.parametrize("choice", ["", "blocks"])
def test_each_choice_of_extractors_reads_a_page(monkeypatch: pytest.MonkeyPatch, choice: str) -> None:
    """With and without trafilatura the article is found."""
    monkeypatch.setenv("SEEDREAD_HTML", choice)
    assert list(to_article(Document("x", PAGE, markup="page")).paragraphs) == PARAGRAPHS


def test_a_failing_extractor_leaves_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where trafilatura fails, the blocks of the page are the article."""

    def broken(*_: object, **__: object) -> str:
        raise ValueError("broken")

    monkeypatch.setattr("trafilatura.extract", broken)
    assert list(to_article(Document("x", PAGE, markup="page")).paragraphs) == PARAGRAPHS
