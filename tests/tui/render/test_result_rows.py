from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from seedread.index.query import All
from seedread.index.search.highlighter import Highlighter
from seedread.index.search.results import Hit
from seedread.index.shelf import NO_MARKS, Marks
from seedread.index.storage.stories_file import ALONE, StorySize
from seedread.tui.render.result_rows import RowContent, match_in_view, meta, row_pieces
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


def _hit(source: str, countries: tuple[str, ...] = ("IR", "TR"), extent: tuple[str, ...] = ()) -> Hit:
    values = {"source": (source,), "country": countries, "extent": extent, "language": ("en",)}
    body = "The ferry sails again after nine weeks. The harbour was dredged in the meantime."
    row: Any = SimpleNamespace(date="2024-10-14", titled=True, title="Ferry", body=body, values=values.__getitem__)
    return Hit(row, 0.0, Highlighter(All()))


@pytest.mark.parametrize("accounts", [1, 12])
@pytest.mark.parametrize("width", [30, 35, 60, 80])
def test_tags_are_cut_first(width: int, accounts: int) -> None:
    """However many tags an article has, its date, source, accounts and countries show as they do without any."""
    hit = _hit("Post")
    tagged = Marks(tags=("follow-up", "the-long-way-round", "turkey"), note="Ask Ada.")
    badge = story_badge(StorySize(accounts, 0), opened=False)
    plain, _, codes = meta(hit, NO_MARKS, badge, width)
    shown, _, codes_beside = meta(hit, tagged, badge, width)
    assert shown[0].startswith(plain[0].rstrip())
    assert "2024-10-14 · Post" in shown[0]
    assert codes_beside == codes
    if width == 60:
        assert "note #follow-up" in shown[0]
        assert shown[0].endswith("…")


@pytest.mark.parametrize("width", [30, 35, 60])
def test_a_source_is_cut_after_the_countries(width: int) -> None:
    """The source is shown in full as long as one country code fits next to it."""
    for length in range(width):
        source = "x" * length
        shown, _, codes = meta(
            _hit(source, ("IR", "TR", "RU", "US", "FR", "DE")), NO_MARKS, story_badge(ALONE, opened=False), width
        )
        assert (source in shown[0]) == (len(f"2024-10-14 · {source} IR +5") <= width or not source)
        assert codes[0].startswith("IR")


@pytest.mark.parametrize(
    ("size", "long", "short"),
    [
        (ALONE, "", ""),
        (StorySize(3, 0), "3 reports", "(3)"),
        (StorySize(3, 1), "3 reports, 1 copy", "(3)"),
        (StorySize(1, 2), "2 copies", ""),
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
    shown, _, _ = meta(_hit("Valley Post", ("IR", "TR", "RU")), NO_MARKS, badge, width)
    assert badge.long in shown[0] or badge.short in shown[0]
    assert relation_badge(relation, opened=True).long == f"{badge.long}:"


@pytest.mark.parametrize(("extent", "word"), [("paywalled", "paywall"), ("empty", "no text")])
@pytest.mark.parametrize(("width", "height", "wide"), [(34, 2, False), (34, 3, False), (89, 3, False), (90, 2, True)])
def test_a_stub_says_so_at_every_density(extent: str, word: str, width: int, height: int, *, wide: bool) -> None:
    """A row of any height and width has a word for an article that is not whole, and none for a whole one."""
    for story in (ALONE, StorySize(12, 3)):
        badge = story_badge(story, opened=False)
        for shown, said in ((_hit("Post", extent=(extent,)), True), (_hit("Post"), False)):
            content = RowContent(shown, NO_MARKS, badge, "", searched=False, height=height, wide=wide)
            lines = ["".join(text for text, _ in row_pieces(content, part, width, None)) for part in range(height)]
            assert any(word in line for line in lines) == said
