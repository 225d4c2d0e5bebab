"""The main screen: what every key does with the state, and which panes show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from seedread.index.facets import Selection
from seedread.tui.screens.naming import NamingScreen

if TYPE_CHECKING:
    from seedread.tui.actions import Place
    from seedread.tui.messages import Order

__all__ = ["MainScreen"]

_ORDERS: dict[Order, Order] = {"relevance": "newest", "newest": "oldest", "oldest": "relevance"}


class MainScreen(NamingScreen, inherit_bindings=False):
    """Search, facets, results, article, and a second article to compare."""

    places: ClassVar[tuple[Place, ...]] = ("anywhere",)

    def on_mount(self) -> None:
        """Show what the library has at once, and look for changes beside it."""
        self.wait_for_the_first()
        self.set_focus(self.rows)
        self.ask(replace(self.request, text=self.box.value))
        self.syncer.look()
        self.desk.know()

    def on_unmount(self) -> None:
        """Leave no child and no mark behind."""
        self.loader.stop()
        self.syncer.stop()
        self.desk.finish()

    def on_row_opened(self) -> None:
        """Into the article."""
        self.action_open()

    def action_search(self) -> None:
        """Into the search line."""
        if self.alone or self.pane not in self.arrangement.shown or "results" not in self.arrangement.shown:
            self.alone = False
            self.go("results")
        self.set_focus(self.box)

    def action_commit(self) -> None:
        """Search for exactly what stands in the search line, and go to the results."""
        self.ask(replace(self.request, text=self.box.value, typing=False))
        self.remember()
        self.go("results")

    def action_row_down(self) -> None:
        """Move the cursor from the search line."""
        self.rows.move(1)

    def action_row_up(self) -> None:
        """Move the cursor from the search line."""
        self.rows.move(-1)

    def action_open(self) -> None:
        """Into the article."""
        if self.rows.hit:
            self.remember()
            self.follow()
            self.go("article")

    def action_leave(self) -> None:
        """Back to the results."""
        self.alone = False
        self.go("results")

    def action_into_results(self) -> None:
        """To the results."""
        self.go("results")

    def action_into_facets(self) -> None:
        """To the facets."""
        self.go("facets")

    def action_read_on(self) -> None:
        """Page on in the article, or in the results where it does not show; at its end, to the next one."""
        if "article" not in self.arrangement.shown:
            self.rows.action_page_down()
        elif self.reading.page_on(1):
            self.visited(paging=True)
        else:
            self.visited(paging=True)
            self.action_next_unread()

    def action_read_back(self) -> None:
        """Page back in the article, or in the results where it does not show."""
        if "article" in self.arrangement.shown:
            self.reading.page_on(-1)
        else:
            self.rows.action_page_up()

    def action_next_pane(self) -> None:
        """To the next pane."""
        self.tab(1)

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self.tab(-1)

    def action_facets(self) -> None:
        """To the facets and back."""
        self.alone = False
        self.go("results" if self.pane == "facets" else "facets")

    def action_next_article(self) -> None:
        """Open the next article."""
        self.rows.move(1)
        self.follow()

    def action_previous_article(self) -> None:
        """Open the article before."""
        self.rows.move(-1)
        self.follow()

    def action_next_match(self) -> None:
        """To the next match."""
        self._jump(1)

    def action_previous_match(self) -> None:
        """To the match before."""
        self._jump(-1)

    def _jump(self, step: int) -> None:
        if not self.to_article().jump(step):
            asked = self.request.text or self.request.selection
            self.say("No match in this article." if asked else "Nothing was searched for.")

    def action_pin(self) -> None:
        """Pin the article of the row, or unpin the one that is."""
        if self.pinned:
            self.pinned = None
        elif self.rows.hit:
            self.follow(pin=True)

    def action_alone(self) -> None:
        """Give the article the whole screen, and back."""
        self.alone = not self.alone
        self.go(self.pane if self.pane in ("article", "pinned") else "article")

    def action_stripped(self) -> None:
        """Show what was stripped, or no longer."""
        self.to_article().switch_stripped()

    def action_raw(self) -> None:
        """Show the raw document, or no longer."""
        pane = self.to_article()
        if pane.view == "raw":
            pane.show_text()
        elif pane.article:
            pane.raw_wanted = True
            self.loader.raw(pane.article.id)

    def action_order(self) -> None:
        """Change the order."""
        order = _ORDERS[self.request.order]
        self.ask(replace(self.request, order=order))
        self.say(f"Order: {order}.")

    def action_escape(self) -> None:
        """Leave what is most in the way; never the program."""
        if self.call_off():
            return
        if self.focused is self.box:
            self.go("results")
        elif self.facet_list.marked:
            self.unmark_row()
        elif self.said:
            self.say("")
        elif self.alone:
            self.action_alone()
        elif self.pinned:
            self.pinned = None
        elif self.pane != "results":
            self.go("results")
        elif self.request.selection:
            self.ask(replace(self.request, selection=Selection()))
        elif self.box.value:
            self.box.value = ""

    def action_back(self) -> None:
        """Go back; from the results, quit."""
        if self.alone:
            self.action_alone()
        elif self.pane != "results":
            self.go("results")
        else:
            self.app.exit()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()

    def action_interrupt(self) -> None:
        """Say how to quit: many press this by habit, and their place would be lost. A list that opens is called off."""
        self.call_off()
        self.say("Q quits.")
