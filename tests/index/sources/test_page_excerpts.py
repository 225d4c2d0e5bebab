from __future__ import annotations

from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document
from seedread.index.sources.page_blocks import PageBlock
from seedread.index.sources.page_excerpts import without_excerpts

STORY = (
    "The harbour board of Norvik voted on Tuesday to close the old grain terminal before the winter storms arrive. "
    "Dockers had asked for two more years, but the piles under the quay would not stand them."
)
OTHERS = (
    (
        "The ferry line that links the islands with the mainland has bought two ships in Poland, and now the crews are "
        "to learn how to sail them. The first one is expected in the spring, when the ice has gone from the sound"
    ),
    (
        "Nobody had seen a pine marten on the peninsula for sixty years until a forester found its tracks in the snow. "
        "Since then cameras have filmed three of them, and the county has stopped the felling in two valleys"
    ),
    (
        "A shop that mends bicycles has taken over the old post office and means to keep it open in the winter too. "
        "The owner says that most of her customers are fishermen, who leave their bicycles in the rain for weeks"
    ),
)


def card(n: int, text: str) -> list[PageBlock]:
    return [
        PageBlock("h2", f"Another story {n}", 15.0, 1.0),
        PageBlock("p", text, float(len(text)), 0.0),
        PageBlock("h3", "Read the rest", 13.0, 1.0),
    ]


def test_excerpts_are_known_by_their_headings_and_links() -> None:
    """A paragraph between a linked heading and a link that the page repeats begins another article."""
    story = PageBlock("p", STORY, float(len(STORY)), 0.0)
    cards = [block for n, text in enumerate(OTHERS) for block in card(n, text)]
    rest, excerpts = without_excerpts([story, *cards])
    assert [block.text for block in rest] == [STORY, *["Read the rest"] * 3]
    assert [block.text for block in excerpts if block.tag == "p"] == list(OTHERS)


def test_cut_off_texts_below_linked_headings_are_excerpts() -> None:
    """Where no link leads on, the mark of a text that is cut off says the same."""
    story = PageBlock("p", STORY, float(len(STORY)), 0.0)
    cards = [block for n, text in enumerate(OTHERS) for block in card(n, f"{text} […]")[:2]]
    assert without_excerpts([story, *cards])[0] == [story]


def test_a_list_whose_headings_are_links_is_no_excerpt() -> None:
    """An article of ten good things links each in a heading; its texts end by themselves."""
    cards = [block for n, text in enumerate(OTHERS) for block in card(n, f"{text}.")[:2]]
    blocks = [PageBlock("p", STORY, float(len(STORY)), 0.0), *cards]
    assert without_excerpts(blocks) == (blocks, [])


def test_a_page_of_excerpts_keeps_them() -> None:
    """A front page has nothing else to read."""
    blocks = [block for n, text in enumerate(OTHERS) for block in card(n, text)]
    assert without_excerpts(blocks) == (blocks, [])


def test_a_short_article_is_found_above_longer_excerpts() -> None:
    """Excerpts of other articles do not outweigh the article of their page."""
    cards = "".join(
        f"<h2><a href=/{n}>Another story {n}</a></h2><p>{text} […]</p><h3><a href=/{n}>Read the rest</a></h3>"
        for n, text in enumerate(OTHERS)
    )
    html = f"<!doctype html><html lang=en><body><div><h1>Terminal closes</h1><p>{STORY}</p></div><div>{cards}</div>"
    assert to_article(Document("x", html, markup="page")).paragraphs == (STORY,)
