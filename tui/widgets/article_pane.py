"""The article: its text with highlights, with stripped lines, or raw."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeAlias

from textual.reactive import var

from seedread.index.search.highlighter import Highlighter
from seedread.index.search.names_to_highlight import QueryEntities, name_spans
from seedread.index.shelf import NO_MARKS
from seedread.index.text.occurrences import occurrences
from seedread.tui.keys.bindings import action_named
from seedread.tui.keys.dispatch import keymap_of, keys_of
from seedread.tui.render.article_blocks import article_blocks, raw_blocks, stripped_blocks
from seedread.tui.render.article_head import Fold, head_length
from seedread.tui.render.themes import clicked
from seedread.tui.state.messages import ArticleMoved
from seedread.tui.widgets.sentence_selector import SentenceSelector, sentences_in
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from seedread.index.article import Article
    from seedread.index.query import Node
    from seedread.index.shelf import Marks
    from seedread.tui.keys.bindings import Place
    from seedread.tui.render.cells import Span

__all__ = ["ArticlePane", "Highlights", "View", "sentences_of"]

View: TypeAlias = Literal["text", "stripped", "raw"]


class Highlights(NamedTuple):
    """What to highlight in an article."""

    ran: Node | None = None
    """The query that ran; its matches are highlighted."""
    sought: QueryEntities = frozenset()
    """The countries and leaders of the query; their names are highlighted."""


NOTHING = Highlights()
_highlighter = lru_cache(4)(Highlighter)
"""One for both panes, and for a query that is typed again."""


class ArticlePane(TextPane, inherit_bindings=True):
    """One article."""

    places: ClassVar[tuple[Place, ...]] = ("article", "panes")

    article: var[Article | None] = var(None, init=False)
    lit: var[Highlights] = var(NOTHING, init=False)
    """What to highlight, other than `names`."""
    names: var[bool] = var(default=False, init=False)
    """Whether to highlight all countries and leaders."""
    numbers: var[bool] = var(default=True, init=False)
    """Whether to number the links in the text."""
    unfolded: var[bool] = var(default=False, init=False)
    """Whether the head shows all countries and leaders."""

    def __init__(
        self,
        marks: Mapping[str, Marks],
        id: str | None = None,  # noqa: A002 -- Textual's name
        *,
        numbers: bool = True,
        keyed: bool = True,
    ) -> None:
        """Show articles with their current `marks`; `numbers` tells whether links are numbered at first.

        With `keyed`, the keys of an article work where it is shown, and it names them.
        """
        super().__init__(id=id)
        self.set_reactive(ArticlePane.numbers, numbers)
        self._keyed = keyed
        self.marks = marks
        """The reader's marks by article, as they are now."""
        self.view: View = "text"
        self._late = False
        """Whether what is shown is not yet that of the article."""
        self.head = 0
        """Number of blocks before the text."""
        self.raw_wanted = False
        """Whether the raw document is being loaded."""
        self.finding = ""
        """The text that is looked for in this article; empty to highlight the query."""
        self.selector = SentenceSelector(self)
        for shown in ("lit", "names", "numbers"):
            self.watch(self, shown, self._show_again, init=False)

    def find_text(self, text: str, top: int) -> bool:
        """Highlight `text` and go to its first place from line `top` on; return False if there is none.

        An empty text highlights the query again, and leaves the place.
        """
        self.finding, self.finds_everywhere = text, bool(text)
        self.show_blocks(self.blocks, keep_place=True)
        if not text:
            self.post_message(ArticleMoved())  # no match is the current one any more
            return False
        self.scroll_to_line(top)
        return self.jump(1)

    def find(self, text: str) -> Sequence[Span]:
        """Return the spans in `text` that are looked for, else those that match the query."""
        if self.finding:
            return occurrences(text, self.finding)
        if self.lit.ran is None:
            return ()
        language = self.article.language if self.article else None
        return [(start, end) for start, end, _ in _highlighter(self.lit.ran).spans(text, None, language)]

    def watch_article(self, old: Article | None, new: Article | None) -> None:
        """Show another article from the beginning."""
        same = old is not None and new is not None and old.id == new.id
        if not same:
            self.finding, self.finds_everywhere = "", False
            self.selector.end()
        if not (same and self.view == "raw"):
            self.view = "text" if self.view == "raw" else self.view
            self._show(keep_place=same)

    def _show_again(self) -> None:
        """Show other highlights, or other numbers of links, in the same place."""
        if self.view != "raw":
            self._show(keep_place=True)

    def watch_unfolded(self) -> None:
        """Show all countries and leaders, or one line of each, without moving the text."""
        self.show_head()

    def catch_up(self) -> None:
        """Show what came while this pane was hidden."""
        if self._late:
            self._show(keep_place=True)

    def _show(self, *, keep_place: bool = False) -> None:
        """Show the article; a pane that is hidden does so once it shows."""
        self._late = not (self.display and self.parent and self.parent.display)
        if self._late and keep_place:
            return
        if self._late or self.article is None:
            self.show_blocks(())
            return
        self.head = head_length(self.article, self._own)
        sought = name_spans(self.article, self.lit.sought)
        unfold, stripped = (
            keymap_of(self.app).label(action_named(name), 1) if self._keyed else "" for name in ("unfold", "stripped")
        )
        fold = Fold(self.unfolded, unfold)
        if self.view == "stripped":
            blocks = stripped_blocks(self.article, self._own, sought, fold)
        else:
            blocks = article_blocks(
                self.article,
                self._own,
                sought,
                names=self.names,
                numbers=self.numbers,
                fold=fold,
                stripped_key=stripped,
            )
        self.show_blocks(blocks, keep_place=keep_place)
        if self.selector.count:
            self.selector.renew(sentences_of(self))

    @property
    def _own(self) -> Marks:
        return self.marks.get(self.article.id, NO_MARKS) if self.article else NO_MARKS

    def show_head(self) -> None:
        """Show another head, as after marks changed; where it is out of sight, the text stays in its place."""
        if self.article and self.view != "raw" and not self._late:
            before = self._wrapped.lines_of(self.head)[0]
            self._show(keep_place=True)
            if self.top:
                self.scroll_to_line(self.top + self._wrapped.lines_of(self.head)[0] - before)

    def show_text(self) -> None:
        """Show the cleaned text."""
        self.view = "text"
        self._show()

    def switch_stripped(self) -> None:
        """Toggle the stripped lines."""
        self.view = "text" if self.view == "stripped" else "stripped"
        self._show()

    def show_raw(self, text: str) -> None:
        """Show the raw document."""
        self.raw_wanted = False
        if self.article:
            self.view = "raw"
            self.selector.end()
            self.show_blocks(raw_blocks(self.article, text))

    def scroll_to_line(self, top: int) -> None:
        """Scroll, and tell the screen."""
        before = self.top
        super().scroll_to_line(top)
        if self.top != before:
            self.post_message(ArticleMoved())

    def on_click(self, event: events.Click) -> None:
        """Open the link whose number or address was clicked, as the keys do."""
        if self._keyed and (target := clicked(event.style)):
            opens = replace(action_named("link"), argument=target) if target.isdecimal() else action_named(target)
            keys_of(self.app).run_next(opens)

    def jump(self, step: int) -> bool:
        """Move to the next or previous match, and tell the screen."""
        self.post_message(ArticleMoved())
        return super().jump(step)

    @property
    def position(self) -> str:
        """How many sentences are selected; without any, where in the text the reader is."""
        count = self.selector.count
        return f"{count} sentence{'s' if count > 1 else ''}" if count else super().position

    def step(self, step: int) -> None:
        """Move as `j` and `k` do: the end of the selection, or else the text."""
        if self.selector.count:
            self.selector.grow(step)
        else:
            super().step(step)

    def page_on(self, pages: int) -> bool:
        """Page down, or up if `pages` is negative; return False at the end."""
        if (pages > 0 and self.at_end) or (pages < 0 and self.top == 0):
            return False
        self.move(pages * self.page)
        return True


def sentences_of(pane: ArticlePane) -> list[tuple[int, Span]]:
    """Return block and characters of every sentence of the text; none in a view that shows more than the text."""
    if pane.article is None or pane.view != "text":
        return []
    return sentences_in(pane.blocks, pane.head, pane.article.language)
