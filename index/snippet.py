"""The passage of an article that shows most of a query, as plain pieces with what matches marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .highlight import Lighter

__all__ = ["Snippet", "lit", "snippet"]

Snippet: TypeAlias = tuple[tuple[str, bool], ...]
"""Pieces of plain text, each with whether it matches; never markup."""

LENGTH = 240
"""Characters of a passage, about three lines of a narrow pane."""
_LEAD = 40
"""Characters shown before the first match."""


def lit(text: str, lighter: Lighter, field: str) -> Snippet:
    """Return the whole of `text` with its matches marked."""
    return _pieces(text, [(start, end) for start, end, _ in lighter.spans(text, field)])


def snippet(text: str, lighter: Lighter, skip: int = 0) -> Snippet:
    """Return the best passage of a body: most different words of the query first, then most matches, then the earliest.

    Where nothing matches it is the beginning, after `skip` characters that are shown already.
    """
    spans = lighter.spans(text, "body")
    best: tuple[int, int] = (0, 0)
    passage: list[tuple[int, int]] = []
    line = chosen = 0, -1
    for first, (start, _, _) in enumerate(spans):
        if start > line[1]:
            line = text.rfind("\n", 0, start) + 1, _line_end(text, start)
        reach = min(start + LENGTH - _LEAD, line[1])
        inside = []
        for span in spans[first:]:
            if span[1] > reach:
                break
            inside.append(span)
        rank = (len({leaf for _, _, leaf in inside}), len(inside))
        if rank > best:
            best, passage = rank, [(begin - line[0], end - line[0]) for begin, end, _ in inside]
            chosen = line
    if passage:
        return _cut(text[chosen[0] : chosen[1]], passage[0][0], passage)
    return _cut(text[: _line_end(text, 0)], skip, []) if text else ()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _cut(text: str, match: int, spans: list[tuple[int, int]]) -> Snippet:
    """Return about LENGTH characters of `text` around `match`, cut between words."""
    begin = max(0, match - _LEAD) if spans else match
    if begin and spans:
        begin = text.find(" ", begin, match) + 1 or match
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        space = text.rfind(" ", max((stop for _, stop in spans), default=begin), end)
        end = space if space > begin else end
    pieces = _pieces(text[begin:end], [(start - begin, stop - begin) for start, stop in spans if stop <= end])
    before, after = (("…", False),) if begin else (), (("…", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _pieces(text: str, spans: list[tuple[int, int]]) -> Snippet:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])
