"""Alerts: telling the reader what comes in saved searches that are marked for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from seedread.tui.config import load_settings
from seedread.tui.config.editing import write_value
from seedread.tui.workers.alerts import run_program

if TYPE_CHECKING:
    from seedread.index.shelf import SavedSearch
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.config import Settings
    from seedread.tui.driver.notification import NotificationForm
    from seedread.tui.workers.alerts import Alert

__all__ = ["alert_shown", "look_for_alerts", "switch_alert"]


class _Notifies(Protocol):
    """The application, as far as alerts need it."""

    def notify_terminal(self, text: str, form: NotificationForm) -> None:
        """Tell the terminal to notify its user."""


def look_for_alerts(context: CommandContext) -> None:
    """Tell what came in the marked searches, once the library rests: at most once for each sync."""
    if context.settings.alerts.searches:
        context.alerts.wait(partial(_look, context))


def _look(context: CommandContext) -> None:
    if context.syncer.syncing:
        return  # its end looks again
    searches = [search for search in context.searches.all if _is_marked(context, search)]

    def show(found: tuple[str, tuple[Alert, ...]]) -> None:
        context.alerts.since, alerts = found
        if alerts:
            _tell(context, alerts)

    context.ask_library("alerts", lambda _: context.alerts.look(searches), show)


def _is_marked(context: CommandContext, search: SavedSearch) -> bool:
    return search.name in context.settings.alerts.searches


def _tell(context: CommandContext, alerts: tuple[Alert, ...]) -> None:
    text = " · ".join(alert.summary for alert in alerts)
    settings = context.settings.alerts
    context.alerts.message = f"New (press ' and Tab): {text}"  # the keys first: a long headline would hide them
    context.say(context.alerts.message)
    cast("_Notifies", context.app).notify_terminal(text, settings.on_new)
    if settings.command:

        def ran(problem: str) -> None:
            if problem:
                context.say(f"alerts.command: {problem}", error=True)

        context.ask_library("alert program", lambda _: run_program(settings.command, alerts), ran)


def alert_shown(context: CommandContext) -> bool:
    """Tell whether the status line has an alert: it comes only once, so that no result of a sync may replace it."""
    return bool(context.message) and context.message == context.alerts.message


def switch_alert(context: CommandContext, name: str) -> None:
    """Mark a saved search for alerts, or no longer, in the reader's configuration."""

    def show(found: Settings) -> None:
        context.settings = found
        context.shelf.load()  # it updates the list
        look_for_alerts(context)

    context.ask_library("alert setting", lambda _: _switch(name), show)


def _switch(name: str) -> Settings:
    """Change the mark in the file, which may have marks of other sessions; for workers. Raises ConfigError."""
    marked = load_settings().alerts.searches
    wanted = tuple(one for one in marked if one != name) if name in marked else (*marked, name)
    return write_value("alerts.searches", wanted)
