from __future__ import annotations

from functools import partial

from seedread.index.sources.extracted_text import with_dropped_blocks, without_teasers
from seedread.index.sources.page_blocks import PageBlock

LEAD = "The harbour board of Norvik voted on Tuesday to close the old grain terminal before the winter storms arrive."
MORE = "Dockers had asked for two more years, the chairman said, but the piles under the quay would not stand them."
LAST = "The board meets again in three weeks to decide what will be built there, and who is going to pay for it."
ITEMS = ("A new ferry berth opens in May.", "The silos are sold to a farmers' union.")


def block(text: str, tag: str = "p", linked: float = 0.0) -> PageBlock:
    return PageBlock(tag, text, float(len(text)), linked)


BLOCKS = [block(LEAD), block(MORE), block(LAST)]


def joined(*parts: str) -> str:
    return "\n\n".join(parts)


def test_a_dropped_paragraph_comes_back_in_its_place() -> None:
    """A paragraph that the page and a second extraction have is put back, in the midst or in front."""
    assert with_dropped_blocks(joined(LEAD, LAST), BLOCKS, lambda: joined(LEAD, MORE, LAST)) == joined(LEAD, MORE, LAST)
    assert with_dropped_blocks(joined(MORE, LAST), BLOCKS, lambda: LEAD) == joined(LEAD, MORE, LAST)


def test_a_paragraph_that_no_second_extraction_has_stays_out() -> None:
    """One witness is not enough: the paragraph may be a notice."""
    assert with_dropped_blocks(joined(LEAD, LAST), BLOCKS, lambda: joined(LEAD, LAST)) == joined(LEAD, LAST)


def test_the_second_extraction_is_made_only_where_a_paragraph_is_missing() -> None:
    """An extraction that dropped nothing costs no second one."""

    def never() -> str:
        raise AssertionError

    assert with_dropped_blocks(joined(LEAD, MORE, LAST), BLOCKS, never) == joined(LEAD, MORE, LAST)


def test_a_paragraph_that_is_part_of_a_longer_line_is_not_missing() -> None:
    """An extraction that joins two paragraphs of the page to one line has both."""
    text = joined(LEAD, f"{MORE} {LAST}")
    assert with_dropped_blocks(text, BLOCKS, lambda: joined(LEAD, MORE, LAST)) == text


def test_labels_captions_and_links_are_not_brought_back() -> None:
    """Only whole sentences of the length of a paragraph come back, and none with a link."""
    caption = "Left: the old terminal from the air, right: the new berth as the port drew it, and the mayor of Norvik"
    for extra in (block(caption), block("The port."), block(MORE, linked=0.2)):
        blocks = [block(LEAD), extra, block(LAST)]
        assert with_dropped_blocks(joined(LEAD, LAST), blocks, partial(str, extra.text)) == joined(LEAD, LAST)


def test_dropped_list_items_come_back_without_bullets() -> None:
    """Items between paragraphs need no second witness, and an empty bullet is no line."""
    items = [block(item, "li") for item in ITEMS]
    blocks = [block(LEAD), *items, block(LAST)]
    assert with_dropped_blocks(joined(LEAD, LAST), blocks, str) == joined(LEAD, *ITEMS, LAST)
    bulleted = joined(LEAD, "- ", f"\t{ITEMS[0]}", f"- {ITEMS[1]}", LAST)
    assert with_dropped_blocks(bulleted, blocks, str) == joined(LEAD, *ITEMS, LAST)


def test_a_list_of_links_below_the_article_is_cut() -> None:
    """Items that are links from end to end are teasers at the end, and text in the midst."""
    links = ["Crane of Norvik goes to a museum of the coast", "Ferry berth opens in May after two years"]
    blocks = [*BLOCKS, *(block(link, "li", linked=1.0) for link in links)]
    assert without_teasers(joined(LEAD, MORE, *(f"- {link}" for link in links)), blocks) == joined(LEAD, MORE)
    assert without_teasers(joined(LEAD, *links, MORE), blocks) == joined(LEAD, *links, MORE)
