"""Feeds: fetching them, and what the reader is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.commands.alerts import alert_shown
from seedread.tui.commands.registry import runs
from seedread.tui.commands.sync import look_again
from seedread.tui.keys.dispatch import key_of

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.workers.feeds import Fetched

__all__ = ["after_fetch"]


@runs("feeds")
def feeds(context: CommandContext) -> None:
    """List the feeds."""
    context.pages.feeds()


@runs("fetch")
def fetch(context: CommandContext, name: str = "") -> None:
    """Fetch all feeds, or those of a name, due or not."""
    if context.fetcher.fetching:
        context.say("Feeds are being fetched already.")
    else:
        context.say("Fetching feeds…")
        context.fetcher.fetch(name)


def after_fetch(context: CommandContext, fetched: Fetched) -> None:
    """Say what was fetched, and bring it in.

    In the background only what is new to the reader is said: feeds that began to fail, and not that nothing was done.
    """
    status = context.fetcher.status
    if not context.syncer.syncing:
        context.progress = None
    began = fetched.failing - status.failing
    status.failing = (status.failing - fetched.fine) | fetched.failing
    if fetched.problem:
        if fetched.asked or fetched.problem != status.problem:
            context.say(f"Cannot fetch feeds: {fetched.problem}", error=True)
    elif fetched.asked:
        _say(context, fetched.notice or _summary(context, fetched))
    elif began:
        _say(context, f"{_feeds(len(began))} could not be fetched.{_why(context)}")
    status.problem = fetched.problem
    if fetched.new or fetched.changed:
        context.sync_status.touched = True
        look_again(context)


def _say(context: CommandContext, summary: str) -> None:
    context.fetcher.status.summary = summary
    if not alert_shown(context):
        context.say(summary)


def _why(context: CommandContext) -> str:
    return f" Press {key_of(context.app, 'feeds')} to see why."


def _summary(context: CommandContext, fetched: Fetched) -> str:
    counts = ((fetched.new, "new"), (fetched.changed, "changed"), (len(fetched.failing), "failed"))
    told = ", ".join(f"{number:,} {word}" for number, word in counts if number) or "nothing new"
    elsewhere = "" if context.fetcher.shown or not fetched.new else " `seedread` without a PATH shows them."
    fine = f"{fetched.feeds - len(fetched.failing):,} of " if fetched.failing else ""
    return f"{fine}{_feeds(fetched.feeds)} fetched: {told}.{_why(context) if fetched.failing else ''}{elsewhere}"


def _feeds(number: int) -> str:
    return f"{number:,} {'feed' if number == 1 else 'feeds'}"
