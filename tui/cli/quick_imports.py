"""Imports without what nothing here uses, and without looking for garbage among what stays: a third of the start.

Whatever is left out can be imported by others afterwards as ever.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["standing_in", "uncollected", "without"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for: the objects of modules stay, and every look at them takes longer than the last."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let optional imports of `module` fail, unless it is loaded already."""
    absent = sys.modules.setdefault(module, cast("ModuleType", None)) is None
    try:
        yield
    finally:
        if absent:
            del sys.modules[module]


class _StandIn(ModuleType):
    """Stands for a module of which only the names are wanted that it was given; for any other the module is loaded."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # import itself asks for some, and can do without
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def standing_in(module: str, *names: str) -> Iterator[None]:
    """Let `module` have nothing but `names`, all None, for those who import it and only annotate with them."""
    stand_in = _StandIn(module)
    vars(stand_in).update(dict.fromkeys(names))
    if sys.modules.setdefault(module, stand_in) is not stand_in:
        yield
        return
    try:
        yield
    finally:
        if sys.modules.get(module) is stand_in:
            del sys.modules[module]
