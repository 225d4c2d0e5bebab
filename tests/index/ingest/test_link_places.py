"""The links of a document are found again in its article, wherever extraction and cleaning have put their words."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from growth import grows_in_proportion

from seedread.index.ingest.article_letters import ArticleLetters
from seedread.index.ingest.link_places import place_links
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document, ParsedDocument, SourceLink
from seedread.index.sources.feeds import read_feed
from seedread.index.sources.linked_text import LinkedText
from seedread.index.sources.markdown_file import read_markdown
from seedread.index.text.urls import link_address

if TYPE_CHECKING:
    from seedread.index.article import Article

PAGE = """<!doctype html><html><head><title>Ferry sails again</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World news</a></nav>
<article><h1>Ferry sails again</h1>
<p>ANKARA — The ferry sails again after <a href="/delay?a=1&amp;b=2">nine <b>weeks</b></a>, as the harbour was
dredged in the meantime, the <a name="top">port</a> of Iran said on <a href="javascript:alert(1)">Friday</a>,
after its earlier notes.</p>
<p>The minister, who had called the delay <a href="https://mail.example/ü">“a shame”</a>, wrote to
<a href="mailto:ada@port.example">the office of the port</a> in the spring, and got an answer in the
<a href="#top">summer</a>.</p>
<ul><li>The boat takes <a href="//boat.example/seats">forty cars</a> and two hundred people on
each of its crossings.</li></ul>
<p>People in the town said that they had waited for the boat for longer than they liked, and that
the plan was vague.</p>
</article>
<aside><p>More on this: <a href="/other">nine weeks of waiting in the harbour</a></p></aside></body></html>"""


def linked(article: Article) -> list[tuple[str, str]]:
    """Return the words and the address of each link."""
    return [(article.paragraphs[link.paragraph][link.start : link.end], link.url) for link in article.links]


def test_a_page_keeps_its_links() -> None:
    """The links in the article are kept with their words; those around it, into the page and to scripts are not."""
    article = to_article(Document("a", PAGE, markup="page", url="https://valley.example/news/ferry.html"))
    assert linked(article) == [
        ("nine weeks", "https://valley.example/delay?a=1&b=2"),
        ("a shame”", "https://mail.example/%C3%BC"),
        ("the office of the port", "mailto:ada@port.example"),
        ("forty cars", "https://boat.example/seats"),
    ]


def test_a_page_without_address_keeps_full_links() -> None:
    """Links that are relative to an unknown address are left out, others stay."""
    article = to_article(Document("a", PAGE, markup="page"))
    assert [url for _, url in linked(article)] == ["https://mail.example/%C3%BC", "mailto:ada@port.example"]


def test_markdown_keeps_its_links() -> None:
    """Links of each form of Markdown are kept, without what marks them."""
    text = (
        "# Bridge opens\n\nThe bridge [opened on *Friday*](https://e.example/b_(1) 'title'), as the [minister][m] of "
        "Turkey said; more at <https://auto.example/x>.\n\n- A [list](/item) goes on for long enough to be kept.\n\n"
        "[m]: https://m.example/a%20b\n"
    )
    (part,) = read_markdown(io.BytesIO(text.encode()), "b.md")
    assert isinstance(part, ParsedDocument)
    assert linked(to_article(part.document)) == [
        ("opened on Friday", "https://e.example/b_(1)"),
        ("minister", "https://m.example/a%20b"),
        ("https://auto.example/x", "https://auto.example/x"),
    ]


def test_a_feed_keeps_its_links() -> None:
    """Links in the HTML of an entry are kept, relative to the entry's own address."""
    feed = """<rss version="2.0"><channel><title>Valley Post</title><item><title>Ferry sails again</title>
    <link>https://valley.example/ferry</link><description><![CDATA[<p>The ferry sails again after
    <a href="/delay">nine weeks</a>, as the harbour was dredged in the meantime, the port said on Friday.</p>]]>
    </description></item></channel></rss>"""
    (part,) = read_feed(io.BytesIO(feed.encode()), "feed.xml")
    assert isinstance(part, ParsedDocument)
    assert linked(to_article(part.document)) == [("nine weeks", "https://valley.example/delay")]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://e.example/a?b=c#d", "https://e.example/a?b=c#d"),
        (" /a b ", "https://base.example/a%20b"),
        ("../x", "https://base.example/x"),
        ("//o.example/", "https://o.example/"),
        ("mailto:ada@e.example?subject=a", "mailto:ada@e.example?subject=a"),
        ("#part", None),
        ("", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("mailto:газ@e.example", "mailto:%D0%B3%D0%B0%D0%B7@e.example"),
        ("https://e.example/\ud800", None),
        ("mailto:", None),
        ("https://погода.example/газ?q=“a”", "https://xn--80afd2bbd.example/%D0%B3%D0%B0%D0%B7?q=%E2%80%9Ca%E2%80%9D"),
        ('/"><b>', "https://base.example/%22%3E%3Cb%3E"),
        ("https://%65.example/", None),
        ("https://ada@е.example/", None),
        ("https://[e/", None),
        ("https://e.example/\x1b]52;c;eA==\x07", None),
        ("https://e.example/" + "a" * 3000, None),
    ],
)
def test_only_plain_addresses_are_kept(written: str, address: str | None) -> None:
    """An address is http, https or mailto, in printable ASCII, and not endless."""
    assert link_address(written, "https://base.example/news/ferry.html") == address


def test_a_place_is_told_by_the_words_around_it() -> None:
    """The same words linked twice are two places; a cut paragraph keeps its links; what is not in the text has none."""
    paragraphs = ("The plan of the port was read in the spring.", "Nobody in the town had read the plan of the port.")
    links = [
        SourceLink("PORT TOWN, May 3: The ", "plan", " of the port was read in the spring.", "https://e.example/1"),
        SourceLink("Nobody in the town had read the ", "plan", " of the port. Share", "https://e.example/2"),
        SourceLink("", "The plan of the port", "", "https://e.example/3"),
        SourceLink("Nobody ever ", "plan", " ned it so that it would be of use", "https://e.example/4"),
        SourceLink("The ", " — ", " of the port", "https://e.example/5"),
    ]
    places = [
        (link.paragraph, link.start, link.url[-1]) for link in place_links(ArticleLetters(paragraphs), links, None)
    ]
    assert places == [(0, 4, "1"), (1, 32, "2")]


def test_links_do_not_overlap_and_are_capped() -> None:
    """Of links in the same words the first stays, and an article keeps 99."""
    words = [f"word{n}" for n in range(200)]
    text = " follows upon the words before it; ".join(words)
    links = [SourceLink(*_around(text, word), f"https://e.example/{n}") for n, word in enumerate(words)]
    found = place_links(ArticleLetters((text,)), [*links[:3], *links], None)
    assert [link.url.rpartition("/")[2] for link in found] == [str(n) for n in range(99)]
    assert all(one.end <= following.start for one, following in pairwise(found))


def test_many_links_in_one_paragraph() -> None:
    """The time for the links of one endless paragraph grows with their number, not with its square."""

    def make(count: int) -> list[SourceLink]:
        return [SourceLink(f"The word before {n} is ", f"linked{n}", f" and {n} is after", "/a") for n in range(count)]

    def run(links: list[SourceLink]) -> None:
        place_links(ArticleLetters([" ".join("".join(link[:3]) for link in links)]), links, "https://e.example/")

    assert grows_in_proportion(run, make, 4000)


def _around(text: str, words: str) -> tuple[str, str, str]:
    before, after = text.split(f"{words} ") if f"{words} " in text else text.split(words)
    return before, words, f" {after}"


def test_a_link_that_is_never_closed_is_none() -> None:
    """A link over a whole long paragraph, as where its end is missing, is no link of the text."""
    for size, links in ((200, 1), (201, 0)):
        text = LinkedText()
        text.open("https://e.example/")
        text.add("x" * size)
        text.close()
        assert len(text.links()) == links
