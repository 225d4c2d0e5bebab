from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from seedread.index.query import All
from seedread.index.search.highlighter import Highlighter
from seedread.index.search.results import Hit
from seedread.index.shelf import NO_MARKS, Marks
from seedread.index.storage.stories_file import ALONE, StorySize
from seedread.tui.render.result_rows import RowContent, match_in_view, meta, row_pieces, says_more
from seedread.tui.render.story_rows import relation_badge, story_badge


@pytest.mark.parametrize("width", [10, 20, 38, 60])
def test_the_match_is_in_view(width: int) -> None:
    """In a row of any width, the first match begins in the first half."""
    snippet = (
        ("…father in March 2022. Turkmenistan, a ", False),
        ("gas", True),
        ("-rich country, has remained", False),
    )
    shown = match_in_view(snippet, width)
    text = "".join(piece for piece, _ in shown)
    assert text.index("gas") <= max(width // 2, width // 3 + 1)
    assert text.startswith("…")
    assert shown[-1] == snippet[-1]


def test_what_fits_is_left_alone() -> None:
    """A snippet whose match is in view, or that has none, stays as it is."""
    for snippet in ((("a ", False), ("gas", True)), (("nothing lit here " * 9, False),), ()):
        assert match_in_view(snippet, 20) == snippet


def _hit(
    source: str,
    countries: tuple[str, ...] = ("IR", "TR"),
    extent: tuple[str, ...] = (),
    versions: tuple[str, ...] = (),
) -> Hit:
    values = {
        "source": (source,),
        "country": countries,
        "extent": extent,
        "versions": versions,
        "language": ("en",),
    }
    body = "The ferry sails again after nine weeks. The harbour was dredged in the meantime."
    row: Any = SimpleNamespace(date="2024-10-14", titled=True, title="Ferry", body=body, values=values.__getitem__)
    return Hit(row, 0.0, Highlighter(All()))


@pytest.mark.parametrize("accounts", [1, 12])
@pytest.mark.parametrize("width", [30, 35, 60, 80])
def test_tags_are_cut_first(width: int, accounts: int) -> None:
    """However many tags an article has, its date, source and accounts show as they do without any."""
    hit = _hit("Post")
    tagged = Marks(tags=("follow-up", "the-long-way-round", "turkey"), note="Ask Ada.")
    badge = story_badge(StorySize(accounts, 0), opened=False)
    plain, _ = meta(hit, NO_MARKS, badge, width)
    shown, _ = meta(hit, tagged, badge, width)
    assert shown[0].startswith(plain[0].rstrip())
    assert "2024-10-14 · Post" in shown[0]
    if width == 60:
        assert "note #follow-up" in shown[0]


@pytest.mark.parametrize("width", [30, 35, 60])
def test_the_countries_give_way_to_the_source(width: int) -> None:
    """The source is whole as long as it fits the line; country codes have what it leaves."""
    for length in range(width):
        source = "x" * length
        shown, codes = meta(
            _hit(source, ("IR", "TR", "RU", "US", "FR", "DE")), NO_MARKS, story_badge(ALONE, opened=False), width
        )
        text = f"2024-10-14 · {source}" if source else "2024-10-14"
        assert (text in shown[0]) == (len(text) <= width)
        assert bool(codes[0]) == (len(f"{text} IR +5") <= width)


def _row(title: str, width: int, height: int, *, body: str = "") -> list[str]:
    """Return the lines of a row, with trailing blanks cut."""
    values = {"source": ("Valley Post",), "country": ("IR", "TR"), "extent": (), "versions": (), "language": ("en",)}
    row: Any = SimpleNamespace(title=title, body=body, titled=True, date="2024-10-14", values=values.__getitem__)
    shown = RowContent(
        Hit(row, 0.0, Highlighter(All())), NO_MARKS, story_badge(StorySize(3, 0), opened=False), "", height
    )
    return ["".join(text for text, _ in row_pieces(shown, part, width, None)).rstrip() for part in range(height)]


LONG = "Ministers of eleven countries agree on the price of gas for the winter after a night of talks"
BODY = "The price will be fixed for half a year, and the poorest households will pay no more than a third of it."


def test_one_line_has_date_source_and_title() -> None:
    """A wide row of one line is date, source and title; codes follow only where the title leaves room."""
    (short,) = _row("Gas gets cheaper", 98, 1)
    assert short.startswith("•2024-10-14 Valley Post    Gas gets cheaper (3)")
    assert short.endswith("IR TR")
    (long,) = _row(LONG, 98, 1)
    assert long.endswith("… (3)")


@pytest.mark.parametrize("width", [36, 46, 98])
@pytest.mark.parametrize("height", [2, 3])
def test_a_title_goes_on_before_any_passage(width: int, height: int) -> None:
    """A title that needs a second line has it, and a passage shows only below a whole title."""
    lines = _row(LONG[:60], width, height, body=BODY)
    short = _row("Gas gets cheaper", width, height, body=BODY)
    if width < 90:
        assert LONG[:60].rsplit(maxsplit=1)[-1] in lines[1]
        assert "price will be" not in lines[1]
        assert ("The price will" in short[1]) == (height == 3)
        assert "2024-10-14" in short[-1]
        assert ("2024-10-14" in lines[-1]) == (height == 3 or width > 40)
    else:
        assert LONG[:60] in lines[0]
        assert "3 reports · The price will" in lines[1]


def test_a_passage_that_says_no_more_than_the_title_is_left_out() -> None:
    """Of a text that is hardly longer than its title, no letter or two are shown below it."""
    assert not says_more((("…", False), ("s", False)), "The village has a new bridge and three new wells…")
    assert not says_more((("Gas gets cheaper.", False),), "Gas gets cheaper")
    assert not says_more((), "Gas gets cheaper")
    assert says_more(((BODY, False),), "Gas gets cheaper")
    assert "Gas" not in _row("Gas gets cheaper", 60, 3, body="Gas gets cheaper.")[1]


@pytest.mark.parametrize(
    ("size", "long", "short"),
    [
        (ALONE, "", ""),
        (StorySize(3, 0), "3 reports", "(3)"),
        (StorySize(3, 1), "3 reports, 1 copy", "(3)"),
        (StorySize(1, 2), "2 copies", "(+2)"),
    ],
)
def test_accounts_and_copies(size: StorySize, long: str, short: str) -> None:
    """A row shows the number of reports listed below it, and of copies."""
    assert story_badge(size, opened=False) == (long, short)
    assert story_badge(size, opened=True) == (f"{long}:" if long else "", f"{short}:" if short else "")


@pytest.mark.parametrize("width", [34, 40, 60, 80])
@pytest.mark.parametrize("relation", ["this article", "same text", "copy", "shared wire text", "same event", "related"])
def test_a_relation_is_told_at_any_width(width: int, relation: str) -> None:
    """A row of articles like one says how each is related to it, in short where there is little room."""
    badge = relation_badge(relation)
    shown, _ = meta(_hit("Valley Post", ("IR", "TR", "RU")), NO_MARKS, badge, width)
    assert badge.long in shown[0] or badge.short in shown[0]
    assert relation_badge(relation, opened=True).long == f"{badge.long}:"


@pytest.mark.parametrize(("extent", "word"), [("paywalled", "paywall"), ("empty", "no text")])
@pytest.mark.parametrize(("width", "height"), [(34, 1), (34, 2), (34, 3), (120, 1), (120, 2), (120, 3)])
def test_a_stub_says_so_at_every_density(extent: str, word: str, width: int, height: int) -> None:
    """A row of any height and width has a word for an article that is not whole, and none for a whole one."""
    for story in (ALONE, StorySize(12, 3)):
        badge = story_badge(story, opened=False)
        for shown, said in ((_hit("Post", extent=(extent,)), True), (_hit("Post"), False)):
            content = RowContent(shown, NO_MARKS, badge, "", height)
            lines = ["".join(text for text, _ in row_pieces(content, part, width, None)) for part in range(height)]
            assert any(word in line for line in lines) == said


@pytest.mark.parametrize(("width", "height"), [(34, 1), (34, 2), (34, 3), (120, 1), (120, 2), (120, 3)])
def test_a_changed_article_has_a_sign_at_every_density(width: int, height: int) -> None:
    """A row of any height and width has a sign for an article whose words changed, and none for any other."""
    badge = story_badge(StorySize(12, 3), opened=False)
    for versions in ((), ("2",)):
        content = RowContent(_hit("Post", versions=versions), NO_MARKS, badge, "", height)
        lines = ["".join(text for text, _ in row_pieces(content, part, width, None)) for part in range(height)]
        assert any("≠" in line for line in lines) == bool(versions)
