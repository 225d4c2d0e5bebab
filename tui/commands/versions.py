"""What changed in an article since it was first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.commands.registry import runs

if TYPE_CHECKING:
    from seedread.index.following.versions import Version
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []


@runs("versions")
def versions(context: CommandContext) -> None:
    """Compare the newest version of the article with the one before it, and with older ones."""
    from seedread.index.following.versions import VersionComparer, no_older, versions_of  # noqa: PLC0415 (loads the cleaner)

    here = context.subject
    if here is None:
        context.say("No article to look up.")
        return

    def show(found: tuple[Version, ...]) -> None:
        context.say("")
        if reason := no_older(found):
            context.say(reason)
            return
        newest, *older = (version.article.id for version in reversed(found))
        context.pages.comparison(newest, older, comparer=VersionComparer(context.library, found))

    context.say("Looking for versions… Press Esc to cancel.")
    context.ask_library("versions", lambda _: versions_of(context.library, here.id), show)
