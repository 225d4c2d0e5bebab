"""Selects sentences of the text in a pane: from the one where it began to the one that `j` and `k` move."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from seedread.index.text.sentences import split_sentences
from seedread.tui.state.messages import ArticleMoved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.tui.render.cells import Span
    from seedread.tui.render.wrapped_text import Block
    from seedread.tui.widgets.text_pane import TextPane

__all__ = ["SentenceSelector", "sentences_in"]

Place: TypeAlias = "tuple[int, Span]"
"""The number of a block, and the characters of a sentence in it."""


def sentences_in(blocks: Sequence[Block], head: int, language: str | None) -> list[Place]:
    """Return the sentences of the text in `blocks`, which begins after `head` of them."""
    from seedread.index.compare.wording_data import word_set  # noqa: PLC0415 (would slow every start)

    cues = word_set("speech", "cues")
    return [
        (n, span)
        for n, block in enumerate(blocks[head:], head)
        if block.searched
        for span in split_sentences(block.text, language, cues)
    ]


class SentenceSelector:
    """The selection of a pane; none until it begins."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._places: Sequence[Place] = ()
        self._first = self._moving = 0

    @property
    def count(self) -> int:
        """How many sentences are selected; 0 if no selection is under way."""
        return abs(self._moving - self._first) + 1 if self._places else 0

    @property
    def text(self) -> str:
        """The selected sentences; parts of several paragraphs have a blank line between them."""
        return "\n\n".join(self._pane.blocks[block].text[slice(*span)] for block, span in self._spans())

    def begin(self, places: Sequence[Place]) -> None:
        """Select the sentence of the current match if that shows, else the first of `places` that begins in sight."""
        self._places = places
        at_match = self._at_match()
        self._first = self._moving = self._in_sight() if at_match is None else at_match
        self._show()

    def shift(self, step: int) -> None:
        """Select one other sentence, `step` after the one where the selection began."""
        self._first = self._moving = max(0, min(self._first + step, len(self._places) - 1))
        self._show()

    def grow(self, step: int) -> None:
        """Move the end by `step` sentences, backwards if negative."""
        self._moving = max(0, min(self._moving + step, len(self._places) - 1))
        self._show()

    def end(self) -> None:
        """Select nothing."""
        self._places = ()
        self._pane.selected = {}
        self._pane.refresh()
        self._pane.post_message(ArticleMoved())

    def renew(self, places: Sequence[Place]) -> None:
        """Keep the selection in blocks that were made anew; `places` has their sentences."""
        if len(places) == len(self._places):
            self._places = places
            self._pane.selected = dict(self._spans())
        else:
            self.end()

    def _spans(self) -> Iterator[Place]:
        """Yield for each block what is selected in it."""
        first, last = sorted((self._first, self._moving))
        selected = self._places[first : last + 1]
        for block in dict.fromkeys(block for block, _ in selected):
            spans = [span for other, span in selected if other == block]
            yield block, (spans[0][0], spans[-1][1])

    def _show(self) -> None:
        pane = self._pane
        pane.selected = dict(self._spans())
        block, (start, end) = self._places[self._moving]
        first, last = pane.line_of(block, start), pane.line_of(block, end - 1)
        if last >= pane.top + pane.height:
            pane.scroll_to_line(min(first, last - pane.height + 1))
        elif first < pane.top:
            pane.scroll_to_line(first)
        pane.refresh()
        pane.post_message(ArticleMoved())

    def _at_match(self) -> int | None:
        match = self._pane.match_in_sight
        for n, (block, (start, end)) in enumerate(self._places if match else ()):
            if match and block == match[0] and start <= match[1] < end:
                return n
        return None

    def _in_sight(self) -> int:
        pane = self._pane
        for n, (block, (start, _)) in enumerate(self._places):
            if pane.line_of(block, start) >= pane.top:
                return n
        return len(self._places) - 1
