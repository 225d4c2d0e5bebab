"""What a row of the results says: marks, title, where and when, the passage that matches; each in the room it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from seedread.tui.palette import ACCENT, BOLD, DIM, HIT, PLAIN
from seedread.tui.text_layout import ELLIPSIS, Piece, fit, line

if TYPE_CHECKING:
    from rich.style import Style

    from seedread.index.results import Hit
    from seedread.index.shelf import Marks
    from seedread.index.snippet import Snippet

__all__ = [
    "DATE_WIDTH",
    "below",
    "codes_that_fit",
    "fitted",
    "match_in_view",
    "meta",
    "sign",
    "snippet_pieces",
    "title_pieces",
    "weight",
]

DATE_WIDTH = 10
CODES = 5
"""Countries that a row names at most."""


def sign(marks: Marks) -> str:
    """Return the sign of a row: starred, unread, or none."""
    return "*" if marks.starred else " " if marks.read else "•"


def weight(marks: Marks) -> Style | None:
    """Return how heavy a title is: unread ones are bold."""
    return PLAIN if marks.read else BOLD


def _own(marks: Marks) -> str:
    return " ".join([*(["note"] if marks.note else []), *(f"#{tag}" for tag in marks.tags)])


def title_pieces(hit: Hit, marks: Marks, cursor: Style | None) -> list[Piece]:
    """Return the title with its matches lit."""
    return _lit(hit.lit_title, cursor or weight(marks), (cursor + HIT) if cursor else HIT)


def below(hit: Hit, marks: Marks, accounts: int, width: int) -> list[Piece]:
    """Return what stands under a wide row: note and tags, how many accounts there are, then the passage."""
    own = fit(_own(marks), DATE_WIDTH)
    more = f"{accounts} accounts · " if accounts > 1 else ""
    passage = snippet_pieces(hit, width - DATE_WIDTH - 1 - len(more))
    return [(f"{own} ", ACCENT if own.strip() else PLAIN), (more, ACCENT), *passage]


def meta(hit: Hit, marks: Marks, accounts: int, width: int) -> list[Piece]:
    """Return when and where, how many accounts there are, then note and tags, and the countries at the right.

    What finds no room is cut from the end, and the accounts are then a number in brackets: the source must be read.
    """
    text = " · ".join(part for part in ((hit.date or "undated")[:DATE_WIDTH], hit.source) if part)
    more = f" · {accounts} accounts" if accounts > 1 else ""
    own = f" · {_own(marks)}" if _own(marks) else ""
    codes = codes_that_fit(hit, max(width - cell_len(text + more + own) - 1, width // 3))
    room = width - len(codes) - 1
    if more and cell_len(text + more) > room:
        more = f" ({accounts})"
        text = fit(text, room - len(more)).rstrip()
    return [(fit(text + more + own, room), DIM), (" ", PLAIN), (codes, DIM)]


def codes_that_fit(hit: Hit, width: int) -> str:
    """Return the codes that find room, the others counted."""
    codes = list(hit.countries[:CODES])
    while codes:
        left = len(hit.countries) - len(codes)
        text = " ".join([*codes, f"+{left}"] if left else codes)
        if len(text) <= width:
            return text
        codes.pop()
    return ""


def snippet_pieces(hit: Hit, width: int) -> list[Piece]:
    """Return the passage that matches."""
    return _lit(match_in_view(hit.snippet, width), DIM, HIT)


def match_in_view(snippet: Snippet, width: int) -> Snippet:
    """Return the snippet begun later, at a word, where its first match would stand beyond the middle of the line."""
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


def _lit(snippet: Snippet, style: Style | None, hit: Style) -> list[Piece]:
    return [(text, hit if matches else style) for text, matches in snippet]


def fitted(pieces: list[Piece], width: int, fill: Style | None) -> list[Piece]:
    """Return pieces in exactly `width` cells."""
    return [(segment.text, segment.style) for segment in line(pieces, width, fill)]
