"""Marks: what was read, stars, tags, notes, and taking them back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.shelf import NOTE_LINES, clean_tag
from seedread.tui.screens.paned import PanedScreen
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.shelf import ref_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from seedread.index.article import Article
    from seedread.index.search.results import Hit
    from seedread.index.shelf import Marks
    from seedread.tui.state import messages
    from seedread.tui.state.layout import Pane

__all__ = ["MarkingScreen"]


class MarkingScreen(PanedScreen, inherit_bindings=False):
    """Marks the article that is read, or the one of the row."""

    tags: Sequence[str] = ()
    """Every tag in use, the most frequent first."""
    _uncounted = False
    """Whether marks were made that the facets do not count yet: each count goes over the line."""
    _visited: str | None = None
    """The article that this visit has marked as read: whoever marks it unread again means it."""

    @property
    def subject(self) -> Hit | Article | None:
        """The article that keys like `f` mean."""
        reading = self.reading.article if self.pane in ("article", "pinned") else None
        return reading or self.rows.hit

    @property
    def shown_ids(self) -> Collection[str]:
        """The articles whose marks show somewhere."""
        open_here = (pane.article.id for pane in self.query(ArticlePane) if pane.article)
        return {*self.rows.pages.ids, *open_here}

    def marks_of(self, article: Hit | Article) -> Marks:
        """Return the marks of an article that came in."""
        return self.rows.pages.marks(article.id)

    @cached_property
    def _drafts(self) -> dict[str, str]:
        """Notes that are not written yet: one that the disk refused is offered again."""
        return {}

    def go(self, pane: Pane) -> None:
        """Give `pane` the focus; who goes into an article reads it, and the facets count the marks made meanwhile."""
        super().go(pane)
        self.visited()
        self._count()

    def _count(self) -> None:
        if self.pane == "facets" and self._uncounted:
            self._uncounted = False
            self.ask_again()

    def watch_article(self) -> None:
        """Begin another visit."""
        self._visited = None
        self.visited()

    def visited(self, *, paging: bool = False) -> None:
        """Mark the article as read that somebody went into, or is `paging` through; once for each visit."""
        article = self.article
        if article is None or self.settings.reading.mark_read == "never" or self._visited == article.id:
            return
        if (self.pane == "article" or paging) and (hit := self.rows.hit) and hit.id == article.id:
            self._visited = article.id
            if not self.marks_of(article).read:
                self.desk.mark(ref_of(article), "read", on=True, silent=True)

    def on_marks_changed(self, message: messages.MarksChanged) -> None:
        """Show other marks, and say what was done."""
        before = {own: self.rows.pages.marks(own) for own in message.marks}
        self._uncounted |= before != message.marks
        moved = {own for own, marks in message.marks.items() if _shown(before[own]) != _shown(marks)}
        self.rows.mark(message.marks)
        for pane in self.query(ArticlePane):
            if pane.article and pane.article.id in moved:
                pane.marks_moved()
        for own, marks in message.marks.items():
            if self._drafts.get(own) == marks.note:
                del self._drafts[own]
        self.tags = self.tags if message.tags is None else message.tags
        self._count()  # who was quicker than the disk is in the facets already
        if message.said:
            self.say(message.said)

    def on_shelf_failed(self, message: messages.ShelfFailed) -> None:
        """Say what is wrong; what shows is what is kept."""
        self.say(message.error.message, error=True, passing=False)

    def action_read(self) -> None:
        """Mark as read."""
        self._mark_read(on=True)

    def action_unread(self) -> None:
        """Mark as unread."""
        self._mark_read(on=False)

    def action_star(self) -> None:
        """Star, or no longer."""
        if article := self.subject:
            self.desk.switch_star(ref_of(article))

    def _mark_read(self, *, on: bool) -> None:
        if article := self.subject:
            self._visited = article.id
            self.desk.mark(ref_of(article), "read", on=on)

    def action_tag(self) -> None:
        """Ask for tags."""
        self._ask_tags("Tags:", self.command_tag, lambda _: self.tags)

    def action_untag(self) -> None:
        """Ask which tags to take."""
        if (article := self.subject) and (own := self.marks_of(article).tags):
            self._ask_tags("Take tags:", self.command_untag, lambda _: own, " ".join(own[:1]))
        else:
            self.say("This article has no tags.")

    def command_tag(self, text: str) -> None:
        """Give the article the tags in `text`."""
        self._tag(text, on=True)

    def command_untag(self, text: str) -> None:
        """Take the tags in `text` from the article."""
        self._tag(text, on=False)

    def _tag(self, text: str, *, on: bool) -> None:
        tags = [tag for word in text.replace(",", " ").split() if (tag := clean_tag(word))]
        if tags and (article := self.subject):
            self.desk.mark(ref_of(article), "tag", on=on, tags=tags)

    def _ask_tags(
        self, label: str, then: Callable[[str], None], known: Callable[[str], Sequence[str]], value: str = ""
    ) -> None:
        def complete(text: str) -> list[str]:
            before, space, word = text.rpartition(" ")
            return [before + space + tag for tag in known(text) if tag.casefold().startswith(word.casefold())]

        if self.subject:
            self.put(Question(label, then, value, complete=complete, kind="tag"))

    def action_note(self) -> None:
        """Ask for a note, beginning with the one there is."""
        if article := self.subject:
            self.put(Question("Note:", self._write_note, self._note_on(article)))

    def command_note(self, text: str) -> None:
        """Add a line to the note on the article."""
        if article := self.subject:
            note = self._note_on(article)
            self._write_note(f"{note}{NOTE_LINES}{text}" if note else text)

    def _note_on(self, article: Hit | Article) -> str:
        return self._drafts.get(article.id, self.marks_of(article).note)

    def _write_note(self, text: str) -> None:
        if article := self.subject:
            self._drafts[article.id] = text
            self.desk.note(ref_of(article), text)

    def action_all_read(self) -> None:
        """Mark all that was found as read, if the reader means it."""
        request, total = self.request, self.rows.pages.total

        def mark() -> None:
            self.say(f"Marking {total:,} articles…")
            self.desk.mark_all(request, self.shown_ids)

        if total:
            self.confirm(f"Mark all {total:,} articles as read?", mark)

    def action_undo(self) -> None:
        """Take the last step back."""
        self.desk.undo(self.shown_ids)

    def action_next_unread(self) -> None:
        """To the next row that is unread."""
        row = self.rows.pages.next_unread(self.rows.row)
        if row is None:
            self.say("No unread article further down.")
        else:
            self.rows.move(row - self.rows.row)
            self.follow()


def _shown(marks: Marks) -> Marks:
    """Return the marks that show in the article itself."""
    return marks._replace(read=False)
