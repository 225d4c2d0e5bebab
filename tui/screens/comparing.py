"""From the main screen to two accounts: articles like the present one, stories of the result, who meets whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from seedread.index.errors import Cancelled, SeedreadError
from seedread.index.selection_text import join
from seedread.tui.messages import AccountsFound, LoadFailed, PairsFound, SimilarFound, StoriesFound
from seedread.tui.screens.commands import CommandScreen
from seedread.tui.screens.pairs import PairScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.story_rows import likeness_detail, story_detail
from seedread.tui.type_ahead import LISTINGS
from seedread.tui.widgets.pick_list import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from textual.message import Message

    from seedread.index.stories import Stories
    from seedread.tui.messages import Request

    CalledOff: TypeAlias = Callable[[], bool]

__all__ = ["ComparingScreen"]

_OFFERED = 12
"""Articles like one that are offered."""
_LISTED = 500
"""Stories that are listed."""
_BESIDE = 10
"""Leaders or countries in the matrix."""


class ComparingScreen(CommandScreen, inherit_bindings=False):
    """Asks the library in workers, and opens what the answer is shown on."""

    def _ask_library(self, group: str, ask: Callable[[CalledOff], Message], article: str = "") -> None:
        """Have a worker `ask` for what a list opens with; it is told how to find out whether anybody still waits."""

        def work() -> None:
            worker = get_current_worker()

            def called_off() -> bool:
                return worker.is_cancelled

            try:
                message = ask(called_off)
            except Cancelled:
                return
            except SeedreadError as error:
                message = LoadFailed(article, error)
            if not called_off():
                self.post_message(message)

        self.run_worker(work, name=group, group=group, thread=True, exclusive=True, exit_on_error=False)

    def call_off(self) -> bool:
        """Let no list open that is not there yet, and tell whether one was to."""
        pending = [each for each in self.workers if each.group in LISTINGS and not each.is_finished]
        for worker in pending:
            worker.cancel()
        if pending:
            self.say("")
        return bool(pending)

    def action_compare(self) -> None:
        """Compare the article with the pinned one, or offer those that are like it."""
        here = self.article.id if self.article and self.pane in ("article", "pinned") else None
        here = here or (self.rows.hit.id if self.rows.hit else None)
        if here is None:
            self.say("There is no article to compare.")
        elif self.pinned and self.pinned.id != here:
            self._compare(here, [self.pinned.id])
        elif (standing := self.rows.standing) and here == standing[1] != standing[0]:
            others = [one.hit.id for one in self.rows.beneath]
            self._compare(standing[0], others, others.index(here))
        else:
            self.say("Looking for other accounts… Esc cancels.")
            self._ask_library("similar", lambda _: SimilarFound(here, self.library.similar(here, _OFFERED)), here)

    def _compare(self, article: str, others: Sequence[str], first: int = 0) -> None:
        from seedread.tui.screens.compare import CompareScreen  # noqa: PLC0415 (its word lists would slow every start)

        screen = CompareScreen(self.library, article, others, first)
        screen.folder = self.settings.save.folder
        self.app.push_screen(screen)

    def on_similar_found(self, message: SimilarFound) -> None:
        """Offer them, the same event first."""
        self.say("")
        if not message.similar:
            self.say("No other article is like this one. P pins an article to compare with any other.")
            return
        ids = [one.id for one in message.similar]
        choices = [Choice(one.title, likeness_detail(one), one.id) for one in message.similar]

        def opens(chosen: str) -> None:
            self._compare(message.id, ids, ids.index(chosen))

        self.app.push_screen(PickScreen("Compare with:", choices, opens=opens))

    def action_accounts(self) -> None:
        """Show the other accounts of the row's event beneath it, or fold them."""
        standing = self.rows.standing
        if standing is None:
            return
        if self.rows.beneath:
            self.rows.open(standing[0], ())
        elif self.ran is not None:
            self.loader.accounts(standing[0], self.ran)

    def on_accounts_found(self, message: AccountsFound) -> None:
        """Show them beneath their row, unless the rows are others by now."""
        if message.serial != self.rows.pages.serial:
            return
        if not message.accounts:
            self.say("No other article here tells of this event.")
        self.marks.update(message.marks)
        self.rows.open(message.article, message.accounts)

    def action_stories(self) -> None:
        """List the stories of the result."""
        request = self.request
        self.say("Looking for stories… Esc cancels.")
        self._ask_library("stories", partial(self._stories, request))

    def _stories(self, request: Request, called_off: CalledOff) -> StoriesFound:
        stories = self.library.stories(request.text, request.selection, limit=_LISTED, cancelled=called_off)
        return StoriesFound(request, stories)

    def on_stories_found(self, message: StoriesFound) -> None:
        """Show them, unless something else was asked meanwhile."""
        if message.request != self.request:
            return
        self.say("")
        if not message.stories.shown:
            self.say("None of these articles tells of an event that another one tells of.")
            return
        self._list_stories(message.stories)

    def _list_stories(self, stories: Stories) -> None:
        by_number = {str(story.number): story for story in stories.shown}
        choices = [Choice(story.title, story_detail(story), number) for number, story in by_number.items()]

        def opens(chosen: str) -> None:
            ids = [account.id for account in by_number[chosen].accounts]
            ids += [copy.id for account in by_number[chosen].accounts for copy in account.copies]
            self._compare(ids[0], ids[1:])

        total = f"{stories.total} {'story' if stories.total == 1 else 'stories'} / {stories.articles} articles:"
        self.app.push_screen(PickScreen(total, choices, opens=opens))

    def action_pairs(self) -> None:
        """Show who stands beside whom in the result."""
        request = self.request
        self.say("Counting pairs… Esc cancels.")
        self._ask_library("pairs", partial(self._pairs, request))

    def _pairs(self, request: Request, called_off: CalledOff) -> PairsFound:
        leaders = self.library.pairs(request.text, request.selection, "leader", _BESIDE, cancelled=called_off)
        countries = self.library.pairs(request.text, request.selection, "country", _BESIDE, cancelled=called_off)
        return PairsFound(request, (leaders, countries))

    def on_pairs_found(self, message: PairsFound) -> None:
        """Show them, unless something else was asked meanwhile."""
        if message.request != self.request:
            return
        self.say("")

        def picked(query: str | None) -> None:
            if query:
                before = join(message.request.text, message.request.selection)
                self.run_query(f"({before}) {query}" if " OR " in before else f"{before} {query}".strip())

        self.app.push_screen(PairScreen(message.pairs), picked)
