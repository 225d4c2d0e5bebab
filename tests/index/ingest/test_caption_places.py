"""The words that describe an image are kept next to the article, at the place of the image."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from growth import grows_in_proportion

from seedread.index.article import Caption
from seedread.index.article.stored import from_stored, to_stored
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document, ParsedDocument
from seedread.index.sources.feeds import read_feed
from seedread.index.sources.markdown_file import read_markdown
from seedread.index.sources.page_images import images_of

if TYPE_CHECKING:
    from seedread.index.article import Article

FIRST = "The ferry sails again after nine weeks, as the harbour was dredged in the meantime, the port said on Friday."
SECOND = "The boat takes forty cars and two hundred people on each of its crossings to the island in the south."
THIRD = "People in the town said that they had waited for the boat for longer than they liked this winter."
QUAY = "Passengers wait on the quay with their bicycles"
AT_SEA = "The ferry turns in the harbour at dusk"
PLACED = (Caption(0, QUAY), Caption(2, AT_SEA))


def page(*images: str, beside: str = "") -> str:
    """Return a page with an image before the first, the third and the end of its paragraphs."""
    first, third, end = (*images, "", "", "")[:3]
    return (
        "<!doctype html><html><head><title>Ferry sails again</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Ferry sails again</h1>{first}<p>{FIRST}</p><p>{SECOND}</p>{third}<p>{THIRD}</p>{end}</article>"
        f"{beside}<footer>Contact</footer></body></html>"
    )


def image(alt: str) -> str:
    return f'<img src="/a.jpg" alt="{alt}">'


def article_of(text: str, markup: str = "page") -> Article:
    return to_article(Document("a", text, markup=markup))  # type: ignore[arg-type]  # one of its values


def test_a_page_keeps_them_at_their_places() -> None:
    """Captions are before the paragraphs that follow their images, and the text is the same as without them."""
    bare, article = article_of(page()), article_of(page(image(QUAY), f"<figure>{image(AT_SEA)}</figure>"))
    assert article.paragraphs == (FIRST, SECOND, THIRD)
    assert article.captions == PLACED
    assert replace(article, captions=()) == bare


def test_markdown_and_fragments_keep_them() -> None:
    """An image of Markdown, also one that is a link, and one in the HTML of a feed are described too."""
    text = f"# Ferry\n\n![{QUAY}](a.jpg)\n\n{FIRST}\n\n{SECOND}\n\n[![{AT_SEA}](b.jpg)](/more)\n\n{THIRD}\n"
    (read,) = read_markdown(io.BytesIO(text.encode()), "a.md")
    assert isinstance(read, ParsedDocument)
    assert to_article(read.document).captions == PLACED
    html = f"<p>{image(QUAY)}{FIRST}</p><p>{SECOND}</p><p>{image(AT_SEA)}</p><p>{THIRD}</p>"
    item = f"<item><title>Ferry</title><description><![CDATA[{html}]]></description></item>"
    (read,) = read_feed(io.BytesIO(f"<rss><channel>{item}</channel></rss>".encode()), "a.xml")
    assert isinstance(read, ParsedDocument)
    assert to_article(read.document).captions == PLACED


def test_an_image_at_the_end() -> None:
    """The last image of a text comes after its last paragraph."""
    html = f"<p>{FIRST}</p><p>{SECOND}</p>{image(AT_SEA)}"
    assert article_of(html, "fragment").captions == (Caption(2, AT_SEA),)


@pytest.mark.parametrize(
    "alt",
    ["", "image", "Logo", "DSC_0042.jpg", "ferry at dusk in harbour.png", "Photo of the author", "Jane Doe",
     "The logo of the Valley Post", "A photo by Jane Doe", "https://a.example/the image of a ferry"],
)  # fmt: skip
def test_what_says_nothing_is_left_out(alt: str) -> None:
    """Names of files and persons, logos and single words are no captions."""
    assert article_of(page("", image(alt))).captions == ()


@pytest.mark.parametrize(
    "figure",
    [image("Ferry sails again"), image(SECOND), f'<a href="/other">{image(AT_SEA)}</a>',
     f'<img width="1" height="1" alt="{AT_SEA}">'],
    ids=["title", "paragraph", "teaser", "pixel"],
)  # fmt: skip
def test_what_is_said_elsewhere_is_left_out(figure: str) -> None:
    """A caption repeats neither the title nor a line, and comes from no teaser and no pixel."""
    assert article_of(page("", figure)).captions == ()


@pytest.mark.parametrize("alt", ["", "A crane", "The harbour at night in a storm"])
def test_a_caption_on_the_page_counts_before_the_description(alt: str) -> None:
    """What readers of the page see below an image is its one caption; words of another element stay apart."""
    below = "<figcaption>A crane on pier seven, <i>af</i>ter the storm<span>Photo: Kim</span></figcaption>"
    (caption,) = article_of(page("", f"<figure>{image(alt)}{below}</figure>")).captions
    assert caption == Caption(2, "A crane on pier seven, after the storm Photo: Kim")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (f"<figure>{image(AT_SEA)}<figcaption>Kim</figcaption></figure>", [AT_SEA]),
        (f"<figure><a href='/other'>{image('')}<figcaption>{QUAY}</figcaption></a></figure>", []),
        (f"<figure><blockquote>We sail.</blockquote><figcaption>{QUAY}</figcaption></figure>", []),
    ],
    ids=["a name", "a teaser", "a quotation"],
)
def test_not_every_caption_is_that_of_an_image(figure: str, words: list[str]) -> None:
    """One that says nothing leaves the description; that of a teaser or of a quotation is none."""
    assert [caption.text for caption in article_of(page("", figure)).captions] == words


def test_an_image_that_links_to_itself_is_kept() -> None:
    """A link to the large image is no link to another article."""
    assert article_of(page("", f'<a href="/big.JPG?w=2000">{image(AT_SEA)}</a>')).captions == (Caption(2, AT_SEA),)


def test_images_around_an_article_are_left_out() -> None:
    """Images of other articles behind the text, and in the furniture of the page, are not in the article."""
    beside = f"<aside>{image(QUAY)}</aside><div>{image(AT_SEA)}<h3>Trains run late</h3><p>Read on.</p></div>"
    assert article_of(page(beside=beside)).captions == ()


def test_captions_are_clean() -> None:
    """No control character gets through, and a very long description is cut."""
    article = article_of(page(image(f"{QUAY}&#27;]0;x&#7;\u202e"), image("the sea " * 400)))
    assert [caption.paragraph for caption in article.captions] == [0, 2]
    assert article.captions[0].text.startswith(QUAY)
    assert article.captions[0].text.isprintable()
    assert len(article.captions[1].text) <= 501


@pytest.mark.parametrize("between", ["</p><p>", " ", "</p></div><div><p>"])
def test_many_images_take_no_longer_each(between: str) -> None:
    """The time to read a page grows with its images, not with their square, whether in one block or in many."""

    def make(count: int) -> str:
        pieces = (f"Report {n} is here. {image(f'The ferry turns in harbour {n} at dusk')}" for n in range(count))
        return f"<p>{between.join(pieces)}</p>"

    assert grows_in_proportion(lambda page: images_of(page, whole_page=True), make, 1500)


def test_they_are_stored() -> None:
    """A library returns the captions with the article."""
    article = article_of(page(image(QUAY), image(AT_SEA)))
    again = from_stored(article.id, article.title, article.paragraphs, to_stored(article))
    assert again.captions == PLACED
