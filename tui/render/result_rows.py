"""A row of the results in one, two or three lines, fitted to the width.

Titles come first: a passage shows only below a whole title, and country codes only in cells that nothing else needs.
"""

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

__all__ = ["COLUMNS", "RowContent", "match_in_view", "row_pieces", "says_more"]

COLUMNS = 72
"""From this width on, date, source and title are columns."""
DATE_WIDTH = 10
CODES = 5
"""Most country codes in a row."""
_SOURCE = (10, 14, 7)
"""Cells of the source column: least, and most unless a part of the width (one in so many) is more."""
_DATED = 40
"""Width from which a row of one line has a date."""
_LEAST = 8
"""Fewest cells for tags that are cut."""
_MORE = 20
"""Characters that a passage must have beside the title to be shown."""
_EXTENT = {"paywalled": "paywall", "empty": "no text"}
"""What is said of an article that is not whole."""
CHANGED = "≠"
"""The sign of an article whose words changed."""
_GAP = 2
"""Cells between a title and what follows it on the same line."""
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
    height: int
    """Height in lines."""


def row_pieces(shown: RowContent, part: int, width: int, cursor: Style | None) -> list[Piece]:
    """Return line `part` of a row in `width` cells."""
    room = width - 1 - len(shown.branch)
    if room >= COLUMNS:
        pieces = _columns(shown, part, room, cursor)
    elif shown.height == 1:
        pieces = _single(shown, room, cursor)
    else:
        pieces = _stacked(shown, part, room, cursor)
    if part == 0:
        return [(shown.branch, DIM), (sign(shown.marks), cursor), *pieces]
    return [(shown.branch.translate(_GOES_ON), DIM), (" ", PLAIN), *pieces]


def _columns(shown: RowContent, part: int, width: int, cursor: Style | None) -> list[Piece]:
    """Return a line of a row with the columns date, source and title; what does not fit goes on below the title."""
    hit, least, most = shown.hit, *_SOURCE[:2]
    source = max(least, min(most, width - DATE_WIDTH - 2 - COLUMNS // 2), width // _SOURCE[2])
    left = DATE_WIDTH + source + 2
    room = width - left
    short = _short(hit, shown.badge if shown.height == 1 else None)
    spans = wrap(_title(hit), room - len(short))
    if part == 0:
        title = _cut_title(shown, spans, 0, room - len(short), cursor) if shown.height == 1 else None
        title = title or _title_part(shown, spans[0], cursor)
        style = cursor or DIM
        date = (fit(_date(hit), DATE_WIDTH) + " ", style)
        return [date, (fit(safe_line(hit.source or ""), source) + " ", style), *_followed(shown, title, room, short)]
    rest = _rest(shown, spans, part, room)
    own = _own(shown.marks)
    return [(fit(own, left - 1) + " ", ACCENT if own else PLAIN), *rest]


def _rest(shown: RowContent, spans: list[tuple[int, int]], part: int, room: int) -> list[Piece]:
    """Return what is below the first line of a title: its second line, the size of the story, a passage."""
    if part == 1 and len(spans) > 1:
        return _cut_title(shown, spans, 1, room, None)
    if part == 2 and len(spans) == 1:
        return []  # the passage is one line above
    badge = f"{shown.badge.long} · " if shown.badge.long else ""
    return [(badge, ACCENT), *passage_pieces(shown.hit, room - len(badge))]


def _followed(shown: RowContent, title: list[Piece], room: int, badge: str) -> list[Piece]:
    """Return a title with the badge, tags and country codes behind it, as far as they fit."""
    left = room - sum(cell_len(text) for text, _ in title) - len(badge)
    own = f"  {_own(shown.marks)}" if shown.height == 1 and _own(shown.marks) else ""
    own = own if cell_len(own) <= left else ""
    codes = codes_that_fit(shown.hit, left - cell_len(own) - _GAP)
    space = left - cell_len(own) - len(codes)
    return [*title, (badge, DIM), (own, ACCENT), (" " * max(space, 0), PLAIN), (codes, DIM)]


def _single(shown: RowContent, width: int, cursor: Style | None) -> list[Piece]:
    """Return a narrow row of one line: date and title."""
    date = f"{_date(shown.hit)} " if width >= _DATED else ""
    badge = _short(shown.hit, shown.badge)
    room = width - len(date) - len(badge)
    title = _cut_title(shown, wrap(_title(shown.hit), room), 0, room, cursor)
    return [(date, DIM), *_followed(shown, title, room + len(badge), badge)]


def _stacked(shown: RowContent, part: int, width: int, cursor: Style | None) -> list[Piece]:
    """Return a line of a narrow row: the title on up to two lines, a passage if there is a line for it, details."""
    spans = wrap(_title(shown.hit), width)
    last = shown.height - 1
    if part == 0:
        return _title_part(shown, spans[0], cursor)
    if part < last:
        return _cut_title(shown, spans, 1, width, None) if len(spans) > 1 else passage_pieces(shown.hit, width)
    if shown.height > 2 or len(spans) == 1:
        return meta(shown.hit, shown.marks, shown.badge, width)
    title = _cut_title(shown, spans, 1, width, None)
    left = width - sum(cell_len(text) for text, _ in title) - _GAP
    if left <= DATE_WIDTH:
        return title
    return [*title, (" " * _GAP, PLAIN), *meta(shown.hit, shown.marks, shown.badge, left)]


def _short(hit: Hit, badge: StoryBadge | None) -> str:
    """Return what follows a title: whether it changed or is a stub, and the short form of the badge."""
    return "".join(f" {part}" for part in (*_state(hit), badge and badge.short) if part)


def _state(hit: Hit) -> list[str]:
    """Return what is said of an article that changed, and of one that is not whole."""
    return [*([CHANGED] if hit.changed else []), *filter(None, [_EXTENT.get(hit.extent)])]


def _date(hit: Hit) -> str:
    return (hit.date or "undated")[:DATE_WIDTH]


def _title(hit: Hit) -> str:
    return "".join(text for text, _ in hit.highlighted_title)


def _title_part(shown: RowContent, span: tuple[int, int], cursor: Style | None) -> list[Piece]:
    """Return a part of the title with its matches highlighted."""
    pieces: list[Piece] = []
    at = 0
    for text, matches in shown.hit.highlighted_title:
        part = text[max(span[0] - at, 0) : max(span[1] - at, 0)]
        at += len(text)
        if part and matches:
            pieces.append((part, MATCH_AT_CURSOR if cursor else MATCH))
        elif part:
            pieces.append((part, cursor or weight(shown.marks)))
    return pieces


def _cut_title(
    shown: RowContent, spans: list[tuple[int, int]], n: int, width: int, cursor: Style | None
) -> list[Piece]:
    """Return the title from line `n` on, in one line: cut with an ellipsis if there are more lines."""
    if n >= len(spans):
        return []
    pieces = _title_part(shown, (spans[n][0], spans[-1][1]), cursor)
    if n == len(spans) - 1:
        return pieces
    return [(segment.text, segment.style) for segment in line(pieces, width)]


def _own(marks: Marks) -> str:
    return " ".join([*(["note"] if marks.note else []), *(f"#{tag}" for tag in marks.tags)])


def meta(hit: Hit, marks: Marks, badge: StoryBadge, width: int) -> list[Piece]:
    """Return date, what is said of its state, source, size of the story, note and tags, and the countries at the right.

    If space is short, the end is cut and the short form of the badge is used, to keep the source readable. A source of
    which little would be left is dropped, and the countries have only what is left.
    """
    dated = " · ".join((_date(hit), *_state(hit)))
    text = f"{dated} · {safe_line(hit.source)}" if hit.source else dated
    more = f" · {badge.long}" if badge.long else ""
    own = f" · {_own(marks)}" if _own(marks) else ""
    if cell_len(text + more) > width:
        more = f" {badge.short}" if badge.short else ""
        room = width - len(more)
        text = dated if room < len(dated) + _SOURCE[0] else fit(text, min(cell_len(text), room)).rstrip()
    left = width - cell_len(text + more)
    own = own if left >= cell_len(own) or left < _LEAST else fit(own, left)
    own = own if left >= cell_len(own) else ""
    codes = codes_that_fit(hit, left - cell_len(own) - 1)
    return [(fit(text + more + own, width - len(codes)), DIM), (codes, DIM)]


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


def passage_pieces(hit: Hit, width: int) -> list[Piece]:
    """Return the passage with its matches highlighted; none if it says no more than the title."""
    if not says_more(hit.snippet, _title(hit)):
        return []
    return [(text, MATCH if matches else DIM) for text, matches in match_in_view(hit.snippet, width)]


def says_more(snippet: Snippet, title: str) -> bool:
    """Tell whether a passage has words that the title does not have: of a short text it may be a letter or two."""
    words = "".join(text for text, _ in snippet).strip(f" {ELLIPSIS}").casefold()
    known = title.strip(f" {ELLIPSIS}").casefold()
    return words not in known and len(words.replace(known, "").strip()) >= _MORE


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
