"""Fixes of the leaders and sources in the facets: the surface forms of a row, rows to merge, rows to remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from seedread.index.errors import NoHome
from seedread.index.facets import NONE, Selection
from seedread.index.ingest.reader_rules import names_files, own_names_file
from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import search_for
from seedread.tui.keys.dispatch import key_of
from seedread.tui.widgets.pick_list import PickItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.facets import FacetValue
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.state.messages import NamesChanged, SyncEnded

__all__ = ["after_sync", "apply_fix"]

_ANSWER = len(" (y/n)") + 3
"""Cells beside a question."""


@runs("spellings")
def spellings(context: CommandContext) -> None:
    """List the surface forms of the row; choosing one searches for its articles."""
    facet, value = _row(context)
    if value is None or facet not in ("country", "leader"):
        context.say("Select a country or a leader in the facets first (F).")
        return
    kind: Literal["country", "leader"] = "country" if facet == "country" else "leader"
    row, name = value.value, context.panes.facet_list.name_of(facet, value)

    def picked(form: str) -> None:
        words = form.replace('"', " ")
        selection = Selection().set(kind, row, "include")
        search_for(context, replace(context.request, text=f'"{words}"', selection=selection))
        context.panes.go("results")

    def show(forms: Sequence[tuple[str, int]]) -> None:
        context.say("")
        if forms:
            choices = [PickItem(form, f"{count:,}", form) for form, count in forms]
            context.pick(f"Spellings of {_cut(name, context.app.size.width // 2)}:", choices, picked)
        else:
            context.say(f"No article mentions {name}.")

    context.say("Looking up spellings…")
    context.ask_library("spellings", lambda _: context.library.spellings(kind, row), show)


@runs("merge_row")
def merge_row(context: CommandContext) -> None:
    """Mark the row, or merge the marked one into it."""
    found = _fixable(context, "leader", "source")
    if found is None:
        return
    facet, value = found
    facet_list, fixes = context.panes.facet_list, context.name_fixes
    row, into, name = facet_list.marked, value.value, facet_list.name_of(facet, value)
    if not row or facet != fixes.marked_facet:
        facet_list.marked = into
        fixes.marked_name, fixes.marked_facet = name, facet
        same = "person" if facet == "leader" else "outlet"
        context.say(f"Press {key_of(context.app, 'merge_row')} on the same {same}'s other row, or Esc to cancel.")
    elif row == into:
        facet_list.marked = ""
        context.say("")
    else:
        _ask_to_merge(context, facet, (fixes.marked_name, row), (name, into))


def _ask_to_merge(context: CommandContext, facet: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    at = int(one[0] == other[0])  # people with the same name are distinguished by their IDs
    room = (context.app.size.width - _ANSWER - len("Merge “” into “”?")) // 2
    first, second = _cut(one[at], room), _cut(other[at], room)
    what = f"“{first}” is “{second}”."
    merge = context.shelf.merge_rows if facet == "leader" else context.shelf.merge_sources
    context.confirm(f"Merge “{first}” into “{second}”?", lambda: merge(one[1], other[1], what))


@runs("drop_row")
def drop_row(context: CommandContext) -> None:
    """Remove the row, if the reader confirms."""
    found = _fixable(context, "leader")
    if found is None:
        return
    _, value = found
    row, width = value.value, context.app.size.width
    name = context.panes.facet_list.name_of("leader", value)
    question = f"Remove “{name}” (not a leader)?"
    if len(question) > width - _ANSWER:  # on a narrow screen the name matters most
        question = f"Remove “{_cut(name, width - _ANSWER - len('Remove “”?'))}”?"
    context.confirm(question, lambda: context.shelf.drop_row(row, f"“{name}”."))


def _row(context: CommandContext) -> tuple[str, FacetValue | None]:
    here = context.panes.facet_list.here if context.panes.pane == "facets" else None
    if here is None or here.value is None or here.value.value == NONE:
        return "", None
    return here.facet.name, here.value


def _fixable(context: CommandContext, *facets: str) -> tuple[str, FacetValue] | None:
    """Return the row under the cursor, of one of `facets`, if it can be fixed here; otherwise show the reason."""
    facet, value = _row(context)
    try:
        own = own_names_file()
    except NoHome as error:
        context.say(error.message, error=True)
        return None
    wanted = " or a ".join(facets)
    if own not in names_files(context.library.place):
        context.say(f"This library belongs to another user: only its owner can fix its {facets[0]}s.", error=True)
    elif facet == "country":
        context.say(f"Only {' and '.join(f'{one}s' for one in facets)} can be changed: countries come from ISO 3166.")
    elif facet not in facets or value is None:
        context.say(f"Select a {wanted} in the facets first (F).")
    else:
        return facet, value
    return None


def apply_fix(context: CommandContext, message: NamesChanged) -> None:
    """Report what was saved, and sync to apply it."""
    facet_list = context.panes.facet_list
    if message.gone:
        facet_list.let_go(message.facet, message.gone)
        facet_list.marked = ""
        _choose_in_its_place(context, message.facet, message.gone, message.into)
    context.name_fixes.message = message.notice
    context.say(message.notice)
    if context.syncer.syncing:
        context.name_fixes.sync_again = True
    else:
        context.syncer.sync()


def _choose_in_its_place(context: CommandContext, facet: str, gone: str, into: str) -> None:
    """Remove a removed row from the filters; the row that replaces it gets its state."""
    selection = context.request.selection
    state = selection.choice(facet).state(gone)
    if state == "off":
        return
    selection = selection.set(facet, gone, "off")
    if into and selection.choice(facet).state(into) == "off":
        selection = selection.set(facet, into, state)
    context.search(replace(context.request, selection=selection, typing=False))


def after_sync(context: CommandContext, ended: SyncEnded, before: str) -> None:
    """Sync again for a fix that was saved during the sync, and keep the message `before`."""
    fixes = context.name_fixes
    if fixes.sync_again:
        fixes.sync_again = False
        context.syncer.sync()
    if fixes.message and ended.error:
        context.say(f"Saved, but not applied yet: {ended.summary}", error=True)
    elif fixes.message and before == fixes.message:
        context.say(fixes.message)
    fixes.message = fixes.message if context.syncer.syncing else ""


def _cut(name: str, room: int) -> str:
    """Return a name, cut to `room` characters."""
    return name if len(name) <= room else f"{name[: max(room - 1, 1)]}…"
