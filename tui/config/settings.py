"""Every setting with its default and description: the default file, the checks and the docs are made from it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (the checks of the file read the types)
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Alerts",
    "Feeds",
    "Keys",
    "Libraries",
    "Reading",
    "Save",
    "Screen",
    "Setting",
    "Settings",
    "Start",
    "settings",
]


def _set(doc: str, default: Any) -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Start:
    """What to open at the start."""

    sources: tuple[str, ...] = _set(
        "Files and folders to open, with your fetched articles, when no PATH is given. If there are none, the bundled "
        "articles.",
        (),
    )
    query: str = _set("The query to start with, for example is:unread.", "")
    order: Literal["relevance", "newest", "oldest", "source", "title"] = _set(
        "The initial order of the results.", "relevance"
    )
    resume: bool = _set(
        "Begin where you left the library: query, filters, order and row. A start.query goes before it.", default=True
    )
    reopen: Literal["ask", "always", "never"] = _set(
        "Whether seedread without arguments offers to reopen your last library, or always opens it, or never.",
        "ask",
    )


@dataclass(frozen=True, slots=True)
class Libraries:
    """Which libraries to open, and what to keep of them."""

    trusted_owners: tuple[str, ...] = _set(
        "Users (names or numeric IDs) whose libraries you trust, besides you and root. An index can hold false data.",
        (),
    )
    versions: int = _set(
        "Megabytes of older texts to keep of articles in files that changed. If full, the oldest of those with most "
        "versions go first. 0 keeps no more.",
        200,
    )


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds you follow."""

    list: str = _set("The list of feeds. If empty, feeds.toml beside the configuration.", "")
    folder: str = _set("The folder of fetched articles. If empty, a folder in your data folder.", "")
    contact: str = _set(
        "An address (mail or web) that is sent with every request, so that a server's owner can write to you.", ""
    )
    background: bool = _set(
        "Fetch feeds that are due while the screen is open. Turn it off if a timer or another program fetches them.",
        default=True,
    )


@dataclass(frozen=True, slots=True)
class Alerts:
    """What tells you of new articles while the screen is open."""

    searches: tuple[str, ...] = _set("The saved searches that tell you. Ctrl-T in their list marks one.", ())
    on_new: Literal["bell", "osc9", "osc777", "off"] = _set(
        "How: the terminal's bell, or a notification of the desktop that the terminal shows (OSC 9 or OSC 777).", "bell"
    )
    command: tuple[str, ...] = _set(
        "A program with its arguments to run as well. No shell runs it; it gets a JSON object on its standard input.",
        (),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """When articles are marked as read."""

    mark_read: Literal["opened", "never"] = _set(
        "When to mark an article as read: opened, when you enter it or page down in it; never, only with the key.",
        "opened",
    )


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen shows, and how it is sent to the terminal."""

    lean: bool = _set("Send only changed cells to the terminal. If false, use Textual's own drawing.", default=True)
    mouse: Literal["auto", "on", "off"] = _set("Enable the mouse. With auto, it is off over SSH.", "auto")
    theme: Literal["terminal", "dark", "light", "contrast"] = _set(
        "The colour theme. With terminal, the terminal's own colours; where it tells its background, those that can be "
        "read on it. NO_COLOR in the environment overrides it.",
        "terminal",
    )
    link_numbers: bool = _set("Number the links in the text of an article.", default=True)
    time_strip: bool = _set("Show a timeline of article counts above the results.", default=True)
    day_headings: bool = _set("Show a heading for each day in results sorted by date.", default=True)


@dataclass(frozen=True, slots=True)
class Save:
    """Where and how articles are saved."""

    folder: str = _set("The default folder for saved articles.", ".")
    form: Literal["markdown", "text", "json", "bibtex", "csl"] = _set(
        "The default format for saved articles.", "markdown"
    )


@dataclass(frozen=True, slots=True)
class Keys:
    """Key bindings. `seedread config --keys` lists all actions."""

    preset: Literal["vim", "newsboat", "emacs"] = _set("The key bindings to start from.", "vim")
    bindings: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata={"doc": 'Your key bindings, by action name: star = "f" or next_article = ["J", "Ctrl-N"].'},
    )
    commands: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"doc": 'Keys that run a command line, with `;` between commands: "Ctrl-X" = "star; next_unread".'},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    start: Start = Start()
    library: Libraries = Libraries()
    feeds: Feeds = Feeds()
    alerts: Alerts = Alerts()
    reading: Reading = Reading()
    screen: Screen = Screen()
    save: Save = Save()
    keys: Keys = Keys()


class Setting(NamedTuple):
    """One setting."""

    table: str
    name: str
    default: Any
    doc: str

    @property
    def path(self) -> str:
        """Table and name, as in the docs."""
        return f"{self.table}.{self.name}"


def settings() -> Iterator[Setting]:
    """Yield every setting, in the order of the file."""
    for table in fields(Settings):
        for one in fields(table.default):  # type: ignore[arg-type]  # the default of each table is a dataclass
            default = getattr(table.default, one.name)
            yield Setting(table.name, one.name, default, one.metadata["doc"])
