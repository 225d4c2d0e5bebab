"""Every setting with its default and what it does, stated once: the file, its checks and the docs come from here."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (the checks of the file read the types)
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Keys", "Libraries", "Reading", "Save", "Screen", "Setting", "Settings", "Start", "settings"]


def _set(doc: str, default: Any) -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Start:
    """What `seedread` opens."""

    sources: tuple[str, ...] = _set(
        "Files and folders to open where neither they nor a library are given; with none, the bundled articles.", ()
    )
    query: str = _set("The query to begin with, such as is:unread.", "")
    order: Literal["relevance", "newest", "oldest"] = _set("The order of the results to begin with.", "relevance")


@dataclass(frozen=True, slots=True)
class Libraries:
    """Which libraries are opened."""

    trusted_owners: tuple[str, ...] = _set(
        "Users, by name or number, whose libraries are opened besides yours and root's: an index can carry wrong data.",
        (),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """How you read."""

    mark_read: Literal["opened", "never"] = _set(
        "When an article counts as read: opened, once you go into it or page on in it; never, only by the key for it.",
        "opened",
    )


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen shows, and what goes over the line."""

    lean: bool = _set("Send only what changes; false: let Textual write whole lines.", default=True)
    mouse: Literal["auto", "on", "off"] = _set(
        "Whether the mouse works: auto means not over SSH, where it is left to the terminal.", "auto"
    )
    theme: Literal["terminal", "dark", "light", "contrast"] = _set(
        "The colours: terminal takes the terminal's own sixteen. NO_COLOR in the environment wins.", "terminal"
    )
    time_strip: bool = _set("Show over the results how many articles appeared when.", default=True)


@dataclass(frozen=True, slots=True)
class Save:
    """Where articles are saved, and how."""

    folder: str = _set("The folder that is offered.", ".")
    form: Literal["markdown", "text", "json", "bibtex", "csl"] = _set("The form that is offered.", "markdown")


@dataclass(frozen=True, slots=True)
class Keys:
    """Which keys do what. `seedread config --keys` lists every action by name."""

    preset: Literal["vim", "newsboat", "emacs"] = _set("The keys to begin with.", "vim")
    bindings: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata={"doc": 'Keys of your own, by name of the action: star = "f" or next_article = ["J", "Ctrl-N"].'},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    start: Start = Start()
    library: Libraries = Libraries()
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
        """As the docs write it: table and name."""
        return f"{self.table}.{self.name}"


def settings() -> Iterator[Setting]:
    """Go through every setting, in the order of the file."""
    for table in fields(Settings):
        for one in fields(table.default):  # type: ignore[arg-type]  # each table's default is such a table
            default = getattr(table.default, one.name)
            yield Setting(table.name, one.name, default, one.metadata["doc"])
