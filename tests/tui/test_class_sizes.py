"""Classes stay small enough to be read: a chain of bases counts as one class."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import seedread.index
import seedread.tui

MOST = 60
"""Methods of a class, with those of all its bases of our own."""


def modules() -> list[str]:
    """Return every module of both packages but what runs when it is imported."""
    return [
        module.name
        for package in (seedread.index, seedread.tui)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.endswith("__main__")
    ]


def methods(owner: type) -> set[str]:
    """Return the names of functions and properties that a class and its bases of our own define."""
    return {
        name
        for base in owner.__mro__
        if base.__module__.startswith("seedread.")
        for name, value in vars(base).items()
        if inspect.isfunction(value) or isinstance(value, property | classmethod | staticmethod)
    }


def classes() -> dict[str, type]:
    """Return every class of both packages by its whole name."""
    return {
        f"{name}.{owner.__qualname__}": owner
        for name in modules()
        for _, owner in inspect.getmembers(importlib.import_module(name), inspect.isclass)
        if owner.__module__ == name
    }


def test_no_class_is_large() -> None:
    """No class has more than sixty methods, counted with all its bases of our own."""
    sizes = {name: len(methods(owner)) for name, owner in classes().items()}
    assert len(sizes) > 200
    assert {name: size for name, size in sizes.items() if size > MOST} == {}


def test_bases_count() -> None:
    """Methods of a base are counted, once for each name, and Textual's are not."""
    views = importlib.import_module("seedread.tui.widgets.lines_view")
    lists = importlib.import_module("seedread.tui.widgets.pick_list")
    assert methods(views.LinesView) < methods(lists.PickList)
    assert "refresh" not in methods(lists.PickList)


def test_no_event_is_handled_twice() -> None:
    """No class handles a message that a base of our own handles too: Textual would call both."""
    for name, owner in classes().items():
        own = [base for base in owner.__mro__ if base.__module__.startswith("seedread.tui.")]
        handlers = [handler for base in own for handler in vars(base) if handler.startswith("on_")]
        assert len(handlers) == len(set(handlers)), name
