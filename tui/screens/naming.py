"""What the reader knows better about the rows of the facets: which words made them, which are one, which are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from seedread.index.errors import NoHome
from seedread.index.facets import NONE, Selection
from seedread.index.layout import names_files, own_names_file
from seedread.tui.messages import Request, SpellingsFound
from seedread.tui.screens.comparing import ComparingScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.pick_list import Choice

if TYPE_CHECKING:
    from seedread.index.facets import FacetValue
    from seedread.tui import messages

__all__ = ["NamingScreen"]


class NamingScreen(ComparingScreen, inherit_bindings=False):
    """Shows spellings, merges and drops leaders; what is noted goes into names.toml, and a sync applies it."""

    _noted = ""
    """What was noted and waits for a sync to apply it."""
    _unsynced = False
    """Whether something was noted while a sync ran, which may not have seen it."""
    _marked_name = ""
    """How the marked row is called: it may be out of what shows when the other one is found."""

    def action_names(self) -> None:
        """Light the countries and leaders in the articles, or no longer; where they cannot show, go where they do."""
        reading = self.to_article()
        names = not reading.names or reading.view != "text"
        if reading.view != "text":
            reading.show_text()
        for pane in self.query(ArticlePane):
            pane.names = names

    def action_spellings(self) -> None:
        """List the words that made the row."""
        facet, value = self._row()
        if value is None or facet not in ("country", "leader"):
            self.say("Go to a country or a leader in the facets first (F).")
            return
        kind: Literal["country", "leader"] = "country" if facet == "country" else "leader"
        name = self.facet_list.name_of(facet, value)
        self.say("Looking up the spellings…")
        self._ask_library("spellings", lambda _: self._spellings(kind, value.value, name))

    def _spellings(self, facet: Literal["country", "leader"], value: str, name: str) -> SpellingsFound:
        return SpellingsFound(facet, value, name, tuple(self.library.spellings(facet, value)))

    def on_spellings_found(self, message: SpellingsFound) -> None:
        """Show them; one that is taken brings the articles with these words that count for the row."""
        self.say("")

        def picked(form: str | None) -> None:
            if form:
                words = form.replace('"', " ")
                selection = Selection().set(message.facet, message.value, "include")
                self.ask(Request(f'"{words}"', selection, self.request.order))
                self.box.fill(self.request.text)
                self.go("results")

        if message.forms:
            choices = [Choice(form, f"{count:,}", form) for form, count in message.forms]
            self.app.push_screen(PickScreen(f"Read as {_cut(message.name, self.size.width // 2)}:", choices), picked)
        else:
            self.say(f"No article names {message.name}.")

    def action_merge_row(self) -> None:
        """Mark the row, or merge the marked one into it."""
        value = self._leader()
        if value is None:
            return
        row, into, name = self.facet_list.marked, value.value, self.facet_list.name_of("leader", value)
        if not row:
            self.facet_list.marked = into
            self._marked_name = name
            self.say("Which one is the same person? M there; Esc: none.")
        elif row == into:
            self.unmark_row()
        else:
            one, other = self._told_apart((self._marked_name, row), (name, into), len("Merge “” into “”? (y/n)"))

            what = f"“{one}” is “{other}”."
            self.confirm(f"Merge “{one}” into “{other}”?", lambda: self.desk.merge_rows(row, into, what))

    def action_drop_row(self) -> None:
        """Drop the row, if the reader means it."""
        value = self._leader()
        if value is None:
            return
        row = value.value
        name = _cut(self.facet_list.name_of("leader", value), self.size.width - len("Drop “”: no leader? (y/n)") - 2)
        self.confirm(f"Drop “{name}”: no leader?", lambda: self.desk.drop_row(row, f"“{name}”."))

    def unmark_row(self) -> None:
        """Merge nothing."""
        self.facet_list.marked = ""
        self.say("")

    def _row(self) -> tuple[str, FacetValue | None]:
        here = self.facet_list.here if self.pane == "facets" else None
        if here is None or here.value is None or here.value.value == NONE:
            return "", None
        return here.facet.name, here.value

    def _leader(self) -> FacetValue | None:
        """Return the leader with the cursor, if what is noted of one counts here; it says so where not."""
        facet, value = self._row()
        try:
            own = own_names_file()
        except NoHome as error:
            self.say(error.message, error=True)
            return None
        if own not in names_files(self.library.directory):
            self.say("This library is somebody else's: its owner says who is who in it.", error=True)
        elif facet == "country":
            self.say("Only leaders are merged or dropped: countries are those of ISO 3166.")
        elif facet != "leader":
            self.say("Go to a leader in the facets first (F).")
        else:
            return value
        return None

    def _told_apart(self, one: tuple[str, str], other: tuple[str, str], taken: int) -> tuple[str, str]:
        """Return two names, or their ids where the names are the same, short enough beside `taken` cells."""
        at = int(one[0] == other[0])
        room = (self.size.width - taken - 2) // 2
        return _cut(one[at], room), _cut(other[at], room)

    def on_names_changed(self, message: messages.NamesChanged) -> None:
        """Say what was noted, and sync."""
        if message.gone:
            self.facet_list.let_go("leader", message.gone)
            self.facet_list.marked = ""
            self._choose_in_its_place(message.gone, message.into)
        self._noted = message.said
        self.say(message.said)
        if self.syncer.syncing:
            self._unsynced = True
        else:
            self.syncer.sync()

    def _choose_in_its_place(self, gone: str, into: str) -> None:
        """Take a row that goes out of what is chosen; the one that takes it in is chosen as it was."""
        selection = self.request.selection
        state = selection.choice("leader").state(gone)
        if state == "off":
            return
        selection = selection.set("leader", gone, "off")
        if into and selection.choice("leader").state(into) == "off":
            selection = selection.set("leader", into, state)
        self.ask(Request(self.request.text, selection, self.request.order))

    def on_sync_ended(self, message: messages.SyncEnded) -> None:
        """Leave standing what was said of names, and sync again for what came while one ran."""
        message.prevent_default()  # Textual would call the handlers of the classes below as well
        stands = bool(self._noted) and self.said == self._noted
        super().on_sync_ended(message)
        if self._unsynced:
            self._unsynced = False
            self.syncer.sync()
        if self._noted and message.error:
            self.say(f"Noted, but not yet applied: {message.summary}", error=True)
        elif stands:
            self.say(self._noted)
        self._noted = self._noted if self.syncer.syncing else ""


def _cut(name: str, room: int) -> str:
    """Return a name, cut where it is longer than `room` characters."""
    return name if len(name) <= room else f"{name[: max(room - 1, 1)]}…"
