"""The help: keys for where the focus is, how to search, all keys, and the documentation; Tab goes from page to page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import seedread
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.keys.dispatch import keymap_of
from seedread.tui.keys.help_card import card
from seedread.tui.render.article_blocks import section_blocks
from seedread.tui.render.card_blocks import card_blocks
from seedread.tui.screens.pick import PickScreen
from seedread.tui.screens.search_examples import EXAMPLES
from seedread.tui.screens.text import TextScreen, help_sections
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.screen import Screen

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Keymap
    from seedread.tui.render.wrapped_text import Block

__all__ = ["HelpPages"]

_CLOSE = next(action for action in ACTIONS if action.name == "close" and action.where == "text")
_TITLES = ("Keys here", "How to search", "All keys", "Documentation")


class HelpPages:
    """The pages of one visit to the help."""

    EXAMPLES, DOCUMENTATION = 1, 3
    """Numbers of the pages that are lists."""

    def __init__(self, keymap: Keymap, places: Sequence[Place], run: Callable[[str], None]) -> None:
        """Show the keys of `places`; `run` searches for an example."""
        self._keymap = keymap
        self._places = places
        self._run = run

    def page(self, number: int = 0) -> Screen[None] | Screen[str | None]:
        """Return a new screen for a page; Tab on it leads to the next."""
        following = partial(self.page, (number + 1) % len(_TITLES))
        others = [*_TITLES[number + 1 :], *_TITLES[:number]]
        title = f"{_TITLES[number]} · Tab: {', '.join(others)}"
        if number == self.EXAMPLES:
            examples = [PickItem(query, finds, query) for query, finds in EXAMPLES]
            return HelpList(f"{_TITLES[1]} (Tab: {others[0].lower()}):", examples, self._run, following)
        if number == self.DOCUMENTATION:
            texts = [PickItem(heading, path.stem, path.stem) for path, heading in documents()]
            return HelpList(f"{_TITLES[3]} (Tab: {others[0].lower()}):", texts, None, following)
        keys = help_sections(self._keymap, self._places)
        return HelpText(title, card(self._keymap, self._places) if number == 0 else (), keys, following)


class HelpText(TextScreen, inherit_bindings=False):
    """The card, or all keys; what is searched for is searched in all keys."""

    def __init__(
        self,
        title: str,
        groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        keys: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        following: Callable[[], Screen[None] | Screen[str | None]],
    ) -> None:
        super().__init__(keys, title)
        self._groups = groups
        self._following = following

    def blocks(self, words: Sequence[str]) -> Sequence[Block]:
        """Return the card, or the keys that are searched for."""
        if self._groups and not words:
            return card_blocks(self._groups, self.query_one(TextPane).measure)
        return super().blocks(words)

    def on_resize(self) -> None:
        """Arrange the card for the width."""
        if self._groups and not self.sought:
            self.query_one(TextPane).show_blocks(self.blocks(()))

    def action_next_page(self) -> None:
        """Go to the next page."""
        self.app.switch_screen(self._following())


class HelpList(PickScreen, inherit_bindings=False):
    """Rows to run or to open."""

    def __init__(
        self,
        title: str,
        rows: Sequence[PickItem],
        run: Callable[[str], None] | None,
        following: Callable[[], Screen[None] | Screen[str | None]],
    ) -> None:
        """Offer `rows`: Enter hands one to `run`, or without it opens the text of that name."""
        super().__init__(title, rows, opens=run or self._open)
        self._following = following
        self._before = ""
        """What was typed before the last change."""

    def narrow(self, *, keep: bool = False) -> None:
        """Close at the key that closes the other pages of the help, if it is the first; else narrow the rows."""
        before, self._before = self._before, self.typed.value
        if not before and self.typed.value == keymap_of(self.app).label(_CLOSE, 1):
            self.action_close()
        else:
            super().narrow(keep=keep)

    def _open(self, name: str) -> None:
        self.app.push_screen(DocumentScreen(name))

    def action_other_kind(self) -> None:
        """Go to the next page."""
        self.app.switch_screen(self._following())


class DocumentScreen(TextScreen, inherit_bindings=False):
    """A text of the documentation."""

    def __init__(self, name: str) -> None:
        """Show the text `name`, without its extension."""
        super().__init__()
        self._all = _document(seedread.docs_folder() / f"{name}.md")

    def blocks(self, words: Sequence[str]) -> Sequence[Block]:
        """Return the text, with `words` only the paragraphs that contain them all."""
        return [block for block in self._all if all(word in block.text.casefold() for word in words)]


def _document(path: Path) -> Sequence[Block]:
    from seedread.tui.render.markdown_blocks import markdown_blocks  # noqa: PLC0415 (few readers open it)

    try:
        return markdown_blocks(path.read_text(encoding="utf-8"))
    except OSError as error:
        return section_blocks([(f"Cannot read {path}: {error.strerror or error}.", [])])


def documents() -> list[tuple[Path, str]]:
    """Return the texts of the documentation with their headings, in the order of their headings."""
    found = []
    for path in seedread.docs_folder().glob("*.md"):
        with path.open(encoding="utf-8") as text:
            found.append((path, text.readline().strip("# \n")))
    return sorted(found, key=lambda each: each[1].casefold())
