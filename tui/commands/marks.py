"""Marks: read, stars, tags, notes, and undoing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.shelf import NOTE_LINES, clean_tag
from seedread.tui.commands.registry import runs
from seedread.tui.state.mark_message import older_question
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.shelf import ref_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from seedread.index.article import Article
    from seedread.index.search.results import Hit
    from seedread.index.shelf import Undone
    from seedread.tui.commands.context import CommandContext

__all__ = ["count_marks", "mark_visited", "next_unread", "shown_ids"]


@runs("read")
def read(context: CommandContext) -> None:
    """Mark as read."""
    _mark_read(context, on=True)


@runs("unread")
def unread(context: CommandContext) -> None:
    """Mark as unread."""
    _mark_read(context, on=False)


def _mark_read(context: CommandContext, *, on: bool) -> None:
    if article := context.subject:
        context.marking.visited = article.id
        context.shelf.mark(ref_of(article), "read", on=on)


@runs("star")
def star(context: CommandContext) -> None:
    """Star or unstar the article."""
    if article := context.subject:
        context.shelf.toggle_star(ref_of(article))


@runs("tag")
def tag(context: CommandContext, tags: str = "") -> None:
    """Add `tags` to the article, or ask for some."""
    if tags:
        _tag(context, tags, on=True)
    elif context.subject:
        context.prompt(
            _tags_question("Add tags:", lambda: context.marking.tags, lambda text: _tag(context, text, on=True))
        )


@runs("untag")
def untag(context: CommandContext, tags: str = "") -> None:
    """Remove `tags` from the article, or ask for some."""
    if tags:
        _tag(context, tags, on=False)
    elif (article := context.subject) and (own := context.rows.pages.marks(article.id).tags):
        context.prompt(
            _tags_question("Remove tags:", lambda: own, lambda text: _tag(context, text, on=False), " ".join(own[:1]))
        )
    else:
        context.say("This article has no tags.")


def _tag(context: CommandContext, text: str, *, on: bool) -> None:
    tags = [cleaned for word in text.replace(",", " ").split() if (cleaned := clean_tag(word))]
    if not tags or not (article := context.subject):
        return
    if not on and set(tags).isdisjoint(context.rows.pages.marks(article.id).tags):
        context.say(f"This article has no tag {' '.join(f'#{tag}' for tag in tags)}.")
    else:
        context.shelf.mark(ref_of(article), "tag", on=on, tags=tags)


def _tags_question(
    label: str, known: Callable[[], Sequence[str]], then: Callable[[str], None], value: str = ""
) -> Question:
    def complete(text: str) -> list[str]:
        before, space, word = text.rpartition(" ")
        return [before + space + one for one in known() if one.casefold().startswith(word.casefold())]

    return Question(label, then, value, complete=complete, kind="tag")


@runs("note")
def note(context: CommandContext, text: str = "") -> None:
    """Add `text` as a line of the note on the article, or let the note be edited."""
    article = context.subject
    if article is None:
        return
    own = _note_on(context, article)
    if text:
        _write_note(context, f"{own}{NOTE_LINES}{text}" if own else text)
    else:
        context.prompt(Question("Note:", lambda answer: _write_note(context, answer), own, extends=True))


def _note_on(context: CommandContext, article: Hit | Article) -> str:
    return context.marking.drafts.get(article.id, context.rows.pages.marks(article.id).note)


def _write_note(context: CommandContext, text: str) -> None:
    if article := context.subject:
        context.marking.drafts[article.id] = text
        context.shelf.note(ref_of(article), text)


@runs("all_read")
def all_read(context: CommandContext) -> None:
    """Mark every result as read, if the reader confirms."""
    request, total = context.request, context.rows.pages.articles

    def mark() -> None:
        context.say(f"Marking {total:,} articles…")
        context.shelf.mark_all(request, shown_ids(context))

    if total:
        context.confirm(f"Mark all {total:,} articles as read?", mark)


@runs("below_read")
def below_read(context: CommandContext) -> None:
    """Mark every result below the row as read, if the reader confirms."""
    request, pages = context.request, context.rows.pages
    first = pages.place(context.rows.row).n + 1
    left = pages.total - first

    def mark() -> None:
        context.say(f"Marking {left:,} articles…")
        context.shelf.mark_all(request, shown_ids(context), first)

    if left > 0:
        many = "the article" if left == 1 else f"the {left:,}"
        context.confirm(f"Mark {many} below as read?", mark)
    else:
        context.say("No articles below.")


@runs("undo")
def undo(context: CommandContext) -> None:
    """Undo the last step of this session; ask before an older one."""
    shown = shown_ids(context)

    def ask(step: Undone) -> None:
        context.confirm(older_question(step), lambda: context.shelf.undo(shown, ask, older=True))

    context.shelf.undo(shown, ask)


@runs("redo")
def redo(context: CommandContext) -> None:
    """Make the step again that was undone last."""
    context.shelf.redo()


def shown_ids(context: CommandContext) -> Collection[str]:
    """Return the articles whose marks are visible."""
    return {*context.rows.pages.ids, *(article.id for article in (context.article, context.pinned) if article)}


@runs("next_unread")
def next_unread(context: CommandContext) -> None:
    """Go to the next unread row."""
    row = context.rows.pages.next_unread(context.rows.row)
    if row is None:
        context.say("No unread articles below.")
    else:
        context.rows.move(row - context.rows.row)
        context.follow()


def count_marks(context: CommandContext) -> None:
    """Count the recent marks in the facets, if the reader is there."""
    if context.panes.pane == "facets" and context.marking.uncounted:
        context.marking.uncounted = False
        context.search_again()


def mark_visited(context: CommandContext, *, paging: bool = False) -> None:
    """Mark the article that the reader entered, or is `paging` through, as read; once for each visit."""
    article, marking = context.article, context.marking
    if article is None or context.settings.reading.mark_read == "never" or marking.visited == article.id:
        return
    if (context.panes.pane == "article" or paging) and (hit := context.rows.hit) and hit.id == article.id:
        marking.visited = article.id
        if not context.rows.pages.marks(article.id).read:
            context.shelf.mark(ref_of(article), "read", on=True, silent=True)
