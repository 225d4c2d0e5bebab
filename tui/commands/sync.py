"""Syncs during reading: what changed, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.commands.alerts import alert_shown
from seedread.tui.commands.marks import shown_ids
from seedread.tui.commands.registry import runs
from seedread.tui.keys.dispatch import key_of
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.sync_report import kept_by, kept_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.tui.commands.context import CommandContext
    from seedread.tui.state.messages import PendingChecked, SyncEnded, Touched

__all__ = ["after_check", "after_sync", "after_touch", "known_problems", "look_again"]

_UP_TO_DATE = "Up to date."


@runs("sync")
def sync(context: CommandContext) -> None:
    """Check for changed files."""
    if context.syncer.syncing:
        context.say("A sync is already running.")
    else:
        context.say("Checking for new and changed files…")
        context.sync_status.asked = True
        context.syncer.look()
        context.fetcher.fetch_due()


@runs("problems")
def problems(context: CommandContext) -> None:
    """List the files that could not be read."""

    def show(found: Sequence[tuple[str, str]]) -> None:
        if not found:
            context.say("All files could be read.")
        elif context.is_current:
            context.pages.sections([("Files that could not be read", found)])

    if context.sync_status.problems:
        show(context.sync_status.problems)
    else:
        # In a worker, as a long search keeps the library busy.
        context.ask_library("problems", lambda _: known_problems(context), show)


def known_problems(context: CommandContext) -> Sequence[tuple[str, str]]:
    """Return path and reason of each file that the last sync could not read; for a library without articles."""
    return context.sync_status.problems or [(str(one.path), one.reason) for one in context.library.problems]


def after_check(context: CommandContext, message: PendingChecked) -> None:
    """Sync if something changed and this reader may sync the library."""
    status = context.sync_status
    asked = status.asked
    status.looked |= not message.pending or bool(message.keeper)
    if message.keeper:
        status.asked = False
        if asked or (message.pending and not status.keeper_shown):
            status.keeper_shown = True
            context.say(kept_by(message.keeper))
    elif message.pending and not context.syncer.syncing:
        context.syncer.sync()
    elif asked:
        status.asked = False
        if not _ask_to_prune(context, _known_kept(context)) and not _says_more(context):
            context.say(_UP_TO_DATE)
    elif not context.message:
        _say_kept(context, _known_kept(context))
    elif status.busy and context.message == status.busy:
        context.say(_UP_TO_DATE)
    if not message.pending:
        status.busy = ""
    look_again(context)


def after_touch(context: CommandContext, message: Touched) -> None:
    """Sync, or load the marks again, after someone else changed files or marks."""
    if message.what == "shelf":
        context.shelf.reload(shown_ids(context))
    elif context.syncer.syncing:
        context.sync_status.touched = True
    elif context.library.has_many_files:
        context.syncer.look()
    else:
        context.syncer.sync()  # the watcher has seen that the files differ from the index


def look_again(context: CommandContext) -> None:
    """Check the files for what changed during a sync, or while another process synced."""
    if context.sync_status.touched and not context.syncer.syncing:
        context.sync_status.touched = False
        context.syncer.look()


def after_sync(context: CommandContext, ended: SyncEnded) -> None:
    """Show the result of a sync, and ask about articles that the files no longer contain."""
    status = context.sync_status
    status.looked = True
    if not ended.error:
        status.problems = ended.problems
    result = ended.summary or (_UP_TO_DATE if status.asked else "")
    if ended.busy and ended.summary == status.busy and not status.asked:
        result = ""  # it was said, and may have been cleared
    status.busy = ended.summary if ended.busy else ""
    if result and (ended.error or ended.problems or not _says_more(context)):
        context.say(result, error=ended.error)
    status.asked = False
    if ended.kept != status.refused:
        _ask_to_prune(context, ended.kept)
    if ended.busy:
        status.touched = True
        context.syncer.look_later()
    else:
        look_again(context)


def _says_more(context: CommandContext) -> bool:
    """Tell whether the last line has an alert or the result of a fetch, which say more than the result of the sync."""
    fetched = bool(context.message) and context.message == context.fetcher.status.summary
    return fetched or alert_shown(context)


def _known_kept(context: CommandContext) -> tuple[str, ...]:
    return tuple(kept_sentence(one.path, one.articles, one.reason) for one in context.library.kept)


def _say_kept(context: CommandContext, kept: tuple[str, ...]) -> None:
    if kept:
        context.say(f"{_first(kept)}. Press {key_of(context.app, 'sync')} to keep or remove them.", error=True)


def _ask_to_prune(context: CommandContext, kept: tuple[str, ...]) -> bool:
    """Ask whether to remove articles that the files no longer contain.

    The answer is a word, not a key, as the question may appear while the reader presses keys.
    """
    if not kept:
        return False
    if not context.is_current or context.panes.in_line:
        _say_kept(context, kept)
        return True

    def answered(answer: str) -> None:
        if answer.lower() == "yes":
            context.syncer.sync(prune=True)
        else:
            context.sync_status.refused = kept
            context.say("Kept.")

    context.prompt(Question(f"{_first(kept)}. Remove them? (yes/no)", answered, default="no"))
    return True


def _first(kept: tuple[str, ...]) -> str:
    return f"{kept[0]}{f' (and {len(kept) - 1} more)' if len(kept) > 1 else ''}"
