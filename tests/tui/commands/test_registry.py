"""The table of commands: every action is run by one function or by one pane, and by nothing else."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from screen import using
from textual.screen import Screen

from seedread.tui.app import SeedreadApp
from seedread.tui.commands import COMMANDS, CommandContext
from seedread.tui.commands.registry import runs
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.screens.brief import BriefScreen
from seedread.tui.screens.compare import CompareScreen
from seedread.tui.screens.feeds import FeedScreen
from seedread.tui.screens.help import HelpText
from seedread.tui.screens.main import MainScreen
from seedread.tui.screens.offers import OffersList, OffersScreen
from seedread.tui.screens.pairs import PairScreen
from seedread.tui.screens.pick import PickLine
from seedread.tui.screens.saved_searches import SavedSearchScreen
from seedread.tui.screens.text import FindLine, TextScreen
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.facet_list import FacetList
from seedread.tui.widgets.lines_view import LinesView
from seedread.tui.widgets.prompt_line import PromptLine
from seedread.tui.widgets.results_list import ResultsList
from seedread.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from seedread.index import Library
    from seedread.tui.keys.bindings import Action

OWN: dict[str, tuple[type, ...]] = {
    "every": (SeedreadApp,),
    "anywhere": (MainScreen, SeedreadApp),
    "panes": (LinesView,),
    "results": (ResultsList,),
    "facets": (FacetList,),
    "article": (ArticlePane,),
    "search": (SearchBox,),
    "prompt": (PromptLine, FindLine, TextScreen),
    "pick": (PickLine, PairScreen, SavedSearchScreen),
    "offers": (OffersScreen, OffersList, SeedreadApp),
    "feeds": (FeedScreen, SeedreadApp),
    "brief": (BriefScreen, SeedreadApp),
    "compare": (CompareScreen, SeedreadApp),
    "text": (TextScreen, HelpText),
}
"""The classes whose methods run the actions of each place."""
ON_MAIN = ("anywhere", "panes", "results", "facets", "article", "search")


def own_method(action: Action) -> bool:
    """Tell whether one of our own classes runs an action itself."""
    return any(
        f"action_{action.name}" in vars(base)
        for owner in OWN[action.where]
        for base in owner.__mro__
        if base.__module__.startswith("seedread.")
    )


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.where}-{action.name}")
def test_every_action_is_run_in_one_way(action: Action) -> None:
    """A pane, its screen or the application has a method for the action, or a command is registered; never both."""
    command = action.where in ON_MAIN and action.name in COMMANDS
    assert command != own_method(action)


def test_every_command_has_an_action() -> None:
    """No function is registered under a name that no key and no command line can reach."""
    assert set(COMMANDS) <= {action.name for action in ACTIONS if action.where in ON_MAIN}


def test_no_command_is_registered_twice() -> None:
    """A second function for an action is refused when it is defined, and the first one stays."""
    star = COMMANDS["star"]
    with pytest.raises(ValueError, match="star"):
        runs("star")(COMMANDS["read"])
    assert COMMANDS["star"] is star


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_takes_what_its_action_takes(name: str) -> None:
    """A function has a parameter for text exactly where the table says that its action takes an argument."""
    action = next(action for action in ACTIONS if action.name == name and action.where in ON_MAIN)
    parameters = [*inspect.signature(COMMANDS[name]).parameters]
    assert parameters[0] == "context"
    assert len(parameters) == (2 if action.takes else 1)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_textual_has_no_method_of_that_name(name: str) -> None:
    """No action of Textual's own screens and inputs comes before a command, now or after an update of it."""
    for owner in (MainScreen, Screen, ResultsList, ArticlePane, SearchBox):
        assert not hasattr(owner, f"action_{name}")


def test_the_context_stays_small() -> None:
    """Commands know the main screen by about thirty members: what more they need belongs to a part of it."""
    members = {name for name in {*vars(CommandContext), *CommandContext.__annotations__} if not name.startswith("_")}
    assert 20 <= len(members) <= 36


async def test_the_main_screen_is_a_context(library: Library) -> None:
    """Every member that commands may use is there on a screen that runs."""
    names = {name for name in {*vars(CommandContext), *CommandContext.__annotations__} if not name.startswith("_")}
    async with using(library) as reader:
        assert not [name for name in names if not hasattr(reader.main, name)]
