"""An article as blocks of text."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from seedread.index.article import DATELINE, TITLE, Article, Country, Line, Mention, Person, Published
from seedread.index.search.names_to_highlight import name_spans
from seedread.index.shelf import Marks
from seedread.tui.render.article_blocks import article_blocks, raw_blocks, stripped_blocks
from seedread.tui.render.article_head import Fold
from seedread.tui.render.wrapped_text import WrappedBlocks

ARTICLE = Article(
    id="a.txt",
    title="Gas deal signed",
    paragraphs=("Iran and Iraq signed.", "More followed."),
    source="Valley Post",
    dateline="Tehran",
    byline="Ada Berg",
    published=Published(datetime.date(2024, 10, 1), "month", "text"),
    lines=(
        Line(0, "Gas deal signed", kept=True),
        Line(1, "Share on Facebook", kept=False, kind="share", evidence="known phrase"),
        Line(2, "Iran and Iraq signed.", kept=True),
    ),
    countries=tuple(
        Country(code, code * 3, about=n == 0, mentions=(Mention(0, 0, 4, "Iran"),))
        for n, code in enumerate(("IR", "IQ", "OM", "TR", "RU", "CN", "US"))
    ),
)


def test_the_head_says_where_and_when() -> None:
    """Source, date at its own precision, dateline and byline are on one line."""
    title, about, countries, *_ = article_blocks(ARTICLE)
    assert (title.text, about.text) == ("Gas deal signed", "Valley Post · 2024-10 · Tehran · Ada Berg")
    assert countries.text.replace("\xa0", " ") == " · ".join(f"{each.name} 1" for each in ARTICLE.countries)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (90, "Countries IRIRIR 1 · IQIQIQ 1 · OMOMOM 1 · TRTRTR 1 · RURURU 1 · CNCNCN 1 · USUSUS 1"),
        (83, "Countries IRIRIR 1 · IQIQIQ 1 · OMOMOM 1 · TRTRTR 1 · RURURU 1 · CNCNCN 1 · +1 (i)"),
        (36, "Countries IRIRIR 1 · +6 (i)"),
        (20, "Countries 7 (i)"),
    ],
)
def test_the_countries_fold_to_one_line(width: int, shown: str) -> None:
    """As many names as fit are in one line, then the number of the others and the key that unfolds them."""
    wrapped = WrappedBlocks(article_blocks(ARTICLE, fold=Fold(key="i"))[2:3], width, lambda _: ())
    assert lines_of(wrapped) == [shown]


def test_the_leaders_lose_their_offices_before_their_names() -> None:
    """Where one leader with the office does not fit, names alone are in the line; the whole list has the offices."""
    assert lines_of(WrappedBlocks(article_blocks(LED, fold=Fold(key="i"))[3:4], 40, lambda _: ())) == [
        "Leaders   Ada Berg 1 · Tor Holm 2 (i)"
    ]
    unfolded = lines_of(WrappedBlocks(article_blocks(LED, fold=Fold(unfolded=True))[3:4], 40, lambda _: ()))
    assert " ".join(" ".join(unfolded).split()) == "Leaders Ada Berg (foreign minister) 1 · Tor Holm 2"


def lines_of(wrapped: WrappedBlocks) -> list[str]:
    """Return the wrapped lines as they are drawn."""
    wrapped.wrap_all()
    return ["".join(text for text, _ in wrapped.pieces(y)).replace("\xa0", " ") for y in range(wrapped.length)]


def test_a_note_has_lines() -> None:
    """Each part of a note is on its own line, after one label."""
    noted = article_blocks(ARTICLE, Marks(note="Who pays? / Ask Ada."))[3:5]
    assert [(block.prefix[0], block.text) for block in noted] == [("Note ", "Who pays?"), ("     ", "Ask Ada.")]


def test_a_stripped_line_stands_in_its_place_with_its_reason() -> None:
    """What was taken out shows between what was kept, with kind and evidence."""
    texts = [block.text for block in stripped_blocks(ARTICLE)][-3:]
    assert texts == ["Gas deal signed", "Share on Facebook  [share: known phrase]", "Iran and Iraq signed."]


def test_the_raw_document_is_cleaned_of_controls_only() -> None:
    """Raw means as it came, except for what would steer the terminal."""
    texts = [block.text for block in raw_blocks(ARTICLE, "a\r\n\x1b[31mred [/b] \x07\n")]
    assert texts[2:] == ["a", "red [/b]", ""]


LED = replace(
    ARTICLE,
    title="Berg meets Holm",
    leaders=(
        Person("ada-berg.no", "Ada Berg", "NO", "foreign minister", (Mention(TITLE, 0, 4, "Berg"),)),
        Person("tor-holm.se", "Tor Holm", "SE", "", (Mention(TITLE, 11, 15, "Holm"), Mention(1, 0, 4, "More"))),
    ),
)


LED_IRAN = Mention(0, 0, 4, "Iran")


def test_a_leader_has_the_office_of_the_date() -> None:
    """The name is followed by the office at the date of the article, if known."""
    head = next(block for block in article_blocks(LED) if block.prefix[0].startswith("Leaders"))
    assert head.text.replace("\xa0", " ") == "Ada Berg (foreign minister) 1 · Tor Holm 2"
    assert "Ada\xa0Berg (foreign minister)\xa01" in head.text


def test_names_are_lit_where_they_stand() -> None:
    """On demand the surface forms of countries and leaders are marked in title and text, and nowhere else."""

    def highlighted(*, names: bool) -> list[str]:
        blocks = [block for block in article_blocks(LED, names=names) if block.searched]
        return [block.text[start:end] for block in blocks for start, end, _ in block.marks]

    assert highlighted(names=False) == []
    assert highlighted(names=True) == ["Berg", "Holm", *["Iran"] * 7, "More"]


def test_names_that_are_sought_are_matches() -> None:
    """Mentions of a sought country or leader are matches in title, dateline and text; overlapping ones are one."""
    article = replace(
        LED,
        countries=(Country("IR", "Iran", about=True, mentions=(Mention(DATELINE, 0, 6, "Tehran"), LED_IRAN)),),
        leaders=(*LED.leaders, Person("x.ir", "X", "IR", "", (Mention(0, 0, 13, "Iran and Iraq"),))),
    )
    sought = frozenset({("country", "IR"), ("leader", "x.ir"), ("leader", "ada-berg.no")})
    for marks in (Marks(), Marks(starred=True)):
        wrapped = WrappedBlocks(article_blocks(article, marks, name_spans(article, sought)), 80, lambda _: ())
        wrapped.wrap_all()
        blocks = article_blocks(article, marks)
        highlighted = [blocks[number].text[start:end] for _, number, (start, end) in wrapped.match_lines]
        assert highlighted == ["Berg", "Tehran", "Iran and Iraq"]


def test_no_name_is_lit_in_a_text_that_shows_otherwise() -> None:
    """Where what shows is not the text that was searched for names, no place in it is certain."""
    blocks = article_blocks(replace(LED, paragraphs=("\x1b[1mIran and", "More")), names=True)
    assert [len(block.marks) for block in blocks if block.searched] == [2, 0, 1]


def test_very_long_paragraph() -> None:
    """A paragraph without an end is wrapped in parts that lose nothing and keep their marks in place."""
    text = "word Iran " * 10_000
    country = Country(
        "IR", "Iran", about=True, mentions=(Mention(0, 95, 99, "Iran"), Mention(0, 50_005, 50_009, "Iran"))
    )
    article = Article("a.txt", "Talks", (text,), countries=(country,))
    blocks = [block for block in article_blocks(article, names=True) if block.searched][1:]
    assert max(len(block.text) for block in blocks) <= 20_000
    assert "".join(block.text for block in blocks) == text
    assert [block.text[a:b] for block in blocks for a, b, _ in block.marks] == ["Iran", "Iran"]


def test_a_young_article_says_how_old_the_offices_are() -> None:
    """Where the data file may be out of date, the row of the leaders says until when it was checked."""
    leader = Person("a-b.fr", "A B", "FR", "president", (Mention(0, 0, 4, "Iran"),))
    blocks = article_blocks(replace(ARTICLE, leaders=(leader,), offices_as_of="2026-04-30"))
    row = next(block for block in blocks if block.prefix[0].startswith("Leaders"))
    assert row.text.replace("\xa0", " ") == "A B (president) 1 · offices as of 2026-04-30"
