"""A row of the results: marks, title, date, source, countries and snippet, fitted to the width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from seedread.index.text.sanitize import safe_line
from seedread.tui.render.cells import ELLIPSIS, Piece, fit, line, wrap
from seedread.tui.render.themes import ACCENT, BOLD, DIM, MATCH, MATCH_AT_CURSOR, PLAIN

if TYPE_CHECKING:
    from rich.style import Style

    from seedread.index.search.results import Hit
    from seedread.index.search.snippet import Snippet
    from seedread.index.shelf import Marks
    from seedread.tui.render.story_rows import StoryBadge

__all__ = ["RowContent", "match_in_view", "row_pieces"]

DATE_WIDTH = 10
CODES = 5
"""Most country codes in a row."""
FEWEST = 5
"""Cells always reserved for country codes: one code and the count of the others."""
_EXTENT = {"paywalled": "paywall", "empty": "no text"}
_GOES_ON = str.maketrans("├└", "│ ")
"""Tree lines on the rows below a branch."""


def sign(marks: Marks) -> str:
    """Return the sign of a row: starred, unread or none."""
    return "*" if marks.starred else " " if marks.read else "•"


def weight(marks: Marks) -> Style | None:
    """Return the style of a title: bold if unread."""
    return PLAIN if marks.read else BOLD


class RowContent(NamedTuple):
    """Everything that a row shows."""

    hit: Hit
    marks: Marks
    badge: StoryBadge
    """The size of its story, or how it is related to another article."""
    branch: str
    """Tree lines of a row below another one; empty for a search result."""
    searched: bool
    """Whether there is a query; if so, the snippet has priority over the rest of a long title."""
    height: int
    """Height in lines."""
    wide: bool
    """Whether date, source, title and countries share one line."""


def row_pieces(shown: RowContent, part: int, width: int, cursor: Style | None) -> list[Piece]:
    """Return line `part` of a row in `width` cells."""
    hit, marks, badge, branch, *_ = shown
    room = width - 1 - len(branch)
    if shown.wide:
        pieces = below(hit, marks, badge, room) if part else _wide(hit, marks, room, cursor)
    else:
        pieces = _narrow(shown, part, room, cursor)
    if part == 0:
        return [(branch, cursor or DIM), (sign(marks), cursor), *pieces]
    return [(branch.translate(_GOES_ON), DIM), (" ", PLAIN), *pieces]


def _narrow(shown: RowContent, part: int, width: int, cursor: Style | None) -> list[Piece]:
    """Return a line of a narrow row: title first, details last, snippet or rest of the title between them."""
    hit, marks = shown.hit, shown.marks
    if part == shown.height - 1:
        return meta(hit, marks, shown.badge, width)
    if shown.searched or shown.height == 2:
        return snippet_pieces(hit, width) if part else title_pieces(hit, marks, cursor)
    title = safe_line(hit.title)
    spans = wrap(title, width)
    if part == 0:
        return [(title[slice(*spans[0])], cursor or weight(marks))]
    return [(title[spans[1][0] :], weight(marks))] if len(spans) > 1 else snippet_pieces(hit, width)


def _wide(hit: Hit, marks: Marks, width: int, cursor: Style | None) -> list[Piece]:
    source = max(width // 7, 12)
    codes = codes_that_fit(hit, width // 5)
    room = max(width - DATE_WIDTH - source - len(codes) - 3, 10)
    style = cursor or DIM
    return [
        (fit(hit.date or "undated", DATE_WIDTH) + " ", style),
        (fit(hit.source or "", source) + " ", style),
        *fitted(title_pieces(hit, marks, cursor), room, cursor),
        (" ", cursor),
        (codes, style),
    ]


def _own(marks: Marks) -> str:
    return " ".join([*(["note"] if marks.note else []), *(f"#{tag}" for tag in marks.tags)])


def _extent(hit: Hit) -> str:
    """Return what is said of an article that is not whole; it must fit beside the date in a narrow row."""
    return _EXTENT.get(hit.extent, "")


def title_pieces(hit: Hit, marks: Marks, cursor: Style | None) -> list[Piece]:
    """Return the title with its matches highlighted."""
    return _highlighted(hit.highlighted_title, cursor or weight(marks), MATCH_AT_CURSOR if cursor else MATCH)


def below(hit: Hit, marks: Marks, badge: StoryBadge, width: int) -> list[Piece]:
    """Return the second line of a wide row: note and tags, whether it is a stub, badge, snippet."""
    own = fit(_own(marks), DATE_WIDTH)
    more = "".join(f"{part} · " for part in (_extent(hit), badge.long) if part)
    passage = snippet_pieces(hit, width - DATE_WIDTH - 1 - len(more))
    return [(f"{own} ", ACCENT if own.strip() else PLAIN), (more, ACCENT), *passage]


def meta(hit: Hit, marks: Marks, badge: StoryBadge, width: int) -> list[Piece]:
    """Return date, whether it is a stub, source, size of the story, note and tags, and the countries at the right.

    If space is short, the end is cut and the short form of the badge is used, to keep the source readable.
    """
    text = " · ".join(part for part in ((hit.date or "undated")[:DATE_WIDTH], _extent(hit), hit.source) if part)
    more = f" · {badge.long}" if badge.long else ""
    own = f" · {_own(marks)}" if _own(marks) else ""
    short = f" {badge.short}" if badge.short else ""
    left, left_if_short = (width - cell_len(whole) - 1 for whole in (text + more + own, text + short))
    codes = codes_that_fit(hit, max(left, min(left_if_short, width // 3), FEWEST))
    room = width - len(codes) - 1
    if more and cell_len(text + more) > room:
        more = short
        text = fit(text, room - len(more)).rstrip()
    return [(fit(text + more + own, room), DIM), (" ", PLAIN), (codes, DIM)]


def codes_that_fit(hit: Hit, width: int) -> str:
    """Return the country codes that fit, and the count of the others."""
    codes = list(hit.countries[:CODES])
    while codes:
        left = len(hit.countries) - len(codes)
        text = " ".join([*codes, f"+{left}"] if left else codes)
        if len(text) <= width:
            return text
        codes.pop()
    return ""


def snippet_pieces(hit: Hit, width: int) -> list[Piece]:
    """Return the snippet with its matches highlighted."""
    return _highlighted(match_in_view(hit.snippet, width), DIM, MATCH)


def match_in_view(snippet: Snippet, width: int) -> Snippet:
    """Return the snippet, starting later at a word if its first match would be past the middle of the line."""
    if len(snippet) < 2 or not any(matches for _, matches in snippet):
        return snippet
    first = next(n for n, (_, matches) in enumerate(snippet) if matches)
    before = "".join(text for text, _ in snippet[:first])
    room = max(width // 3, 0)
    if cell_len(before) <= max(width // 2, room):
        return snippet
    kept = before[len(before) - room :]
    kept = kept[kept.find(" ") + 1 :]
    return ((f"{ELLIPSIS}{kept}", False), *snippet[first:])


def _highlighted(snippet: Snippet, style: Style | None, hit: Style) -> list[Piece]:
    return [(text, hit if matches else style) for text, matches in snippet]


def fitted(pieces: list[Piece], width: int, fill: Style | None) -> list[Piece]:
    """Return pieces in exactly `width` cells."""
    return [(segment.text, segment.style) for segment in line(pieces, width, fill)]
