from __future__ import annotations

import pytest

from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document
from seedread.index.sources.pages import as_text

LEAD = "The harbour board of Norvik voted on Tuesday to close the old grain terminal before the winter storms arrive."
MORE = "Dockers had asked for two more years, the chairman said, but the piles under the quay would not stand them."
LAST = "The board meets again in three weeks to decide what will be built there, and who is going to pay for it."
ITEMS = ("A new ferry berth opens in May.", "The silos are sold to a farmers' union.", "The crane goes to a museum.")
CHOICES = ("", "blocks")


def page(body: str, head: str = "<title>Terminal closes</title>") -> Document:
    return Document("x", f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>", markup="page")


@pytest.fixture(params=CHOICES)
def choice(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SEEDREAD_HTML", request.param)
    return str(request.param)


@pytest.mark.usefixtures("choice")
@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize("around", ["article", "main", "div", "section"])
def test_list_items_are_lines(tag: str, around: str) -> None:
    """No item of a list within an article is lost, however near the list is to the root of the page."""
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    text = as_text(
        page(f"<{around}><h1>Terminal closes</h1><p>{LEAD}<p>{MORE}<{tag}>{items}</{tag}><p>{LAST}</{around}>")
    )
    lines = [line.strip("-* ") for line in text.text.splitlines()]
    assert [line for line in lines if line in ITEMS] == list(ITEMS)


@pytest.mark.usefixtures("choice")
def test_a_page_in_a_form_is_read() -> None:
    """Some servers wrap a whole page in a form: its text is not furniture."""
    paragraphs = "".join(f"<p>{LEAD} {n}.</p><p>{MORE} {n}.</p>" for n in range(5))
    text = as_text(
        page(f"<form id=aspnetForm><div><h1>Terminal closes</h1>{paragraphs}<p>{LAST}</p></div></form>")
    ).text
    assert LAST in text
    assert text.count(LEAD) == 5


@pytest.mark.usefixtures("choice")
def test_crumbs_are_not_the_article() -> None:
    """Where the element called article holds a teaser only, the prose elsewhere on the page is the article."""
    paragraphs = "".join(f"<p>{text} {n}.</p>" for n in range(4) for text in (LEAD, MORE))
    text = as_text(page(f"<article><p>Subscribe now</p></article><div class=txt>{paragraphs}<p>{LAST}</p></div>")).text
    assert LAST in text
    assert text.count(MORE) == 4


@pytest.mark.usefixtures("choice")
def test_the_stated_text_stands_in_for_a_page_without_one() -> None:
    """If scripts would write the article, its text is taken from the metadata of the page."""
    body = f"{LEAD}\\n\\n{MORE}\\n\\n{LAST}"
    script = f'{{"@type":"NewsArticle","articleBody":"{body}"}}'
    head = f'<title>Terminal closes</title><script type="application/ld+json">{script}</script>'
    article = to_article(page("<div id=app><p>Loading…</p></div>", head))
    assert list(article.paragraphs) == [LEAD, MORE, LAST]


@pytest.mark.usefixtures("choice")
@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("10<sup>6</sup> tonnes", "10⁶ tonnes"),
        ("10<sup class='e'>-3</sup> metres", "10⁻³ metres"),
        ("90 m<sup>2</sup> of sheds", "90 m² of sheds"),
    ],
)
def test_raised_figures_do_not_join_the_number(markup: str, words: str) -> None:
    """A power or a square keeps its place: ten to the sixth is not a hundred and six."""
    text = as_text(page(f"<article><p>The terminal moved {markup} in its best year. {LEAD}<p>{MORE}</article>")).text
    assert words in text


def test_teasers_below_the_article_are_cut() -> None:
    """Links to other articles at the end of an extraction do not belong to it, even with a long summary in them."""
    summary = (
        "A long summary of another story that goes on for quite a while, and then for some more "
        "words, so that nobody could take it for a heading or a label, or for a line of the navigation."
    )
    teaser = f"<a href=/x><h3>Another story</h3> {summary}</a>"
    text = as_text(page(f"<div><p>{LEAD}<p>{MORE}<p>{LAST}</div><div>{teaser}{teaser}</div>")).text
    assert text.rstrip().endswith(LAST)


def test_a_link_that_is_never_closed_hides_nothing() -> None:
    """Where an open link makes all text a link, the text is still the article."""
    text = as_text(page(f"<div><a name=top href=#><h1>Terminal closes</h1><p>{LEAD}<p>{MORE}<p>{LAST}</div>")).text
    assert all(part in text for part in (LEAD, MORE, LAST))


@pytest.mark.usefixtures("choice")
def test_the_captions_of_a_gallery_are_its_text() -> None:
    """A page of pictures says in their captions what it has to say."""
    figures = "".join(f"<figure><img src=a><figcaption>{text}</figcaption></figure>" for text in (LEAD, MORE, LAST))
    article = to_article(page(f"<article><h1>Terminal closes</h1>{figures}</article>"))
    assert list(article.paragraphs) == [LEAD, MORE, LAST]
