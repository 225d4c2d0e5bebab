"""The passage of an article that matches most of a query, as plain pieces with the matches marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.text.analysis import UNSPACED, run_pattern
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.search.highlighter import Highlighter

__all__ = ["Snippet", "highlighted", "snippet"]

Snippet: TypeAlias = tuple[tuple[str, bool], ...]
"""Pieces of plain text, each with whether it matches; never markup."""

LENGTH = 240
"""Characters of a passage, about three lines of a narrow pane."""
_AT_ONCE = 100_000
"""Characters that are searched at a time for the best passage; the search ends after the first with a match."""
_LEAD = 40
"""Characters shown before the first match."""
_MARKS = 8
"""More characters than one sign has with its marks."""
_CUT = re.compile("[ 。！？，、；]")
_UNSPACED = lazy_pattern(f"[{UNSPACED}]")


def highlighted(text: str, highlighter: Highlighter, field: str, language: str | None = None) -> Snippet:
    """Return the whole of `text`, in an article of a language, with its matches marked."""
    return _pieces(text, [(start, end) for start, end, _ in highlighter.spans(text, field, language)])


def snippet(text: str, highlighter: Highlighter, skip: int = 0, language: str | None = None) -> Snippet:
    """Return the best passage of a body: most different words of the query first, then most matches, then the earliest.

    `language` is that of the article. In a very long body, the passage is from the first chunk with a match. Without a
    match it is the beginning, after `skip` characters that are already shown.
    """
    for start, end in _stretches(text):
        stretch = text[start:end]
        spans = highlighter.spans(stretch, "body", language)
        if spans:
            return _passage(stretch, spans)
    return _cut(text[: _line_end(text, 0)], skip, []) if text else ()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield a text in chunks that are quick to search, of whole lines if possible, else of whole words."""
    start = 0
    while start < len(text):
        end = min(start + _AT_ONCE, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


def _passage(text: str, spans: Sequence[tuple[int, int, int]]) -> Snippet:
    first, last = _best_window(text, spans)
    line = text.rfind("\n", 0, spans[first][0]) + 1
    passage = [(start - line, end - line) for start, end, _ in spans[first:last]]
    return _cut(text[line : _line_end(text, spans[first][0])], passage[0][0], passage)


def _best_window(text: str, spans: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return the range of `spans` in the best passage, at least one."""
    inside = dict.fromkeys((leaf for _, _, leaf in spans), 0)
    best = different = last = line_end = 0
    chosen = 0, 1
    most = len(spans) + 1
    for first, (start, _, leaf) in enumerate(spans):
        if best >= len(inside) * most + len(spans) - first:
            break  # the rest cannot be better
        if start >= line_end:
            line_end = _line_end(text, start)
        reach = min(start + LENGTH - _LEAD, line_end)
        while last < len(spans) and (spans[last][1] <= reach or last == first):
            added = spans[last][2]
            different += not inside[added]
            inside[added] += 1
            last += 1
        rank = different * most + last - first
        if rank > best:
            best, chosen = rank, (first, last)
        inside[leaf] -= 1
        different -= not inside[leaf]
    return chosen


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _cut(text: str, match: int, spans: list[tuple[int, int]]) -> Snippet:
    """Return about LENGTH characters of `text` around `match`, cut between words."""
    begin = _begin(text, match) if spans else match
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        space = text.rfind(" ", max((stop for _, stop in spans), default=begin), end)
        end = space if space > begin else end
    pieces = _pieces(text[begin:end], [(start - begin, stop - begin) for start, stop in spans if stop <= end])
    before, after = (("…", False),) if begin else (), (("…", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _begin(text: str, match: int) -> int:
    """Return where the text around a match begins: behind a space or comma, in scripts without spaces at any sign."""
    begin = max(0, match - _LEAD)
    if not begin:
        return 0
    if cut := _CUT.search(text, begin, match):
        return cut.end()
    if text[begin : begin + 1].isascii() or not _UNSPACED.match(text, begin):
        return match
    signs = run_pattern(text).finditer(text, max(0, begin - _MARKS), match)
    return next((sign.start() for sign in signs if sign.start() >= begin), match)


def _pieces(text: str, spans: list[tuple[int, int]]) -> Snippet:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])
