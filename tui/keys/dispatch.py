"""Runs the action of a key before the next key is looked at.

Textual lets a key wander up from the focused widget until a binding is found, each step in a task of its own, and
meanwhile hands out the next keys by the focus of that moment: over a slow line, where keys come in bunches, `/iran`
loses letters to the list, what follows Enter is typed into the search line, and a key that opens a screen is followed
by keys for widgets that are not there yet. So every key and every paste goes through one queue. What it brings about is
done, and a screen that it opens is mounted, before the next one finds its focus.

This goes past Textual's bindings, and leans on how its message pumps call back (`call_later`, `call_next`).
tests/tui/keys/test_dispatch.py checks it; the last version that was checked is Textual 8.2.8.
"""

from __future__ import annotations

import asyncio
import inspect
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.widgets import Input

from seedread.tui.driver.keyboard import EscapedKey, KeyParser
from seedread.tui.keys.bindings import Action

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping

    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Keymap

__all__ = ["LISTINGS", "KeyQueue", "keymap_of", "keys_of", "places_of", "run_action", "run_key"]

PATIENCE = 1.0
"""Seconds that a key waits for what the keys before it brought about: a widget that is stuck must not keep Q out."""
SCREENS = 8
"""Screens that open one upon another before a key goes to the topmost."""
_LOOK = 0.005
"""Seconds between two looks for an answer of the library."""
LISTINGS = frozenset(("similar", "stories", "pairs", "spellings"))
"""Groups of workers whose answer opens a list: the keys behind belong to it, however long it takes."""
_ASKING = LISTINGS | {"search"}
"""Groups of workers whose answer changes what the next key means."""
_AWAY = frozenset(("escape", "quit", "interrupt", "close", "give_up"))
"""Actions that call a listing off, or end the program."""
LONGEST = 10_000
"""Characters that a typed line holds: a paste may bring megabytes."""


@runtime_checkable
class HasCommands(Protocol):
    """A screen whose actions are functions that work on it."""

    commands: ClassVar[Mapping[str, Callable[..., None]]]
    """The function of each action, by its name."""


def keymap_of(app: App[Any]) -> Keymap:
    """Return the keys that the reader chose."""
    keymap: Keymap = app.keymap  # type: ignore[attr-defined]  # seedread's own application has it
    return keymap


def keys_of(app: App[Any]) -> KeyQueue:
    """Return the queue that every key goes through."""
    queue: KeyQueue = app.key_queue  # type: ignore[attr-defined]  # as above
    return queue


def places_of(app: App[Any]) -> tuple[Place, ...]:
    """Return where the focus is, the nearest place first."""
    nodes = [app.screen.focused, app.screen]
    return (*(place for node in nodes if node is not None for place in getattr(node, "places", ())), "every")


class KeyQueue:
    """The keys and pastes that came and are not done yet, in the order of typing."""

    def __init__(
        self,
        app: App[Any],
        hand_on: Callable[[events.Event], Awaitable[None]],
        call_soon: Callable[[Callable[[], object]], None],
    ) -> None:
        """Run them in `app`: `hand_on` gives it one without an action, `call_soon` reaches its loop from any thread."""
        self._app = app
        self._hand_on = hand_on
        self._call_soon = call_soon
        self._waiting: deque[events.Key | events.Paste | Action] = deque()
        self._running = False
        self._before: DOMNode | None = None
        """What had the focus when the last key came."""
        self._slow: set[Worker[Any]] = set()
        """What the library did not answer in time, and no key waits for any more."""
        self._task: asyncio.Task[None] | None = None

    def put(self, event: events.Key | events.Paste) -> None:
        """Take a key or a paste, to be done after those that came before."""
        self._waiting.append(event)
        self._start()

    def run_next(self, action: Action) -> None:
        """Run `action`, which was named in words, before any key that waits."""
        self._waiting.appendleft(action)
        self._start()

    def arrive(self, event: events.Key | events.Paste) -> None:
        """Take what the thread that reads the keyboard has read."""
        self._waiting.append(event)
        self._call_soon(self._start)

    def put_first(self, text: str) -> None:
        """Take what was read elsewhere, to be done before what waits."""
        self._waiting.extendleft(reversed([*_keys(text)]))

    def answer(self, keys: Collection[str]) -> bool:
        """Tell whether one of `keys` waits as an answer, and take it with what was typed before it."""
        while self._waiting:
            typed = self._waiting.popleft()
            if isinstance(typed, EscapedKey):
                self._waiting.extendleft(reversed(typed.parts))
            elif isinstance(typed, events.Key) and typed.key in keys:
                return True
        return False

    @property
    def idle(self) -> bool:
        """Whether nothing waits, and nothing is being done."""
        return not self._running and not self._waiting

    def clear(self) -> None:
        """Forget what waits: the application ends."""
        self._waiting.clear()

    def _start(self) -> None:
        if not self._running:
            self._running = True
            self._task = asyncio.create_task(self._run(), name="typed ahead")

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._settle()
                if self._waiting and self._app.is_running:
                    await self._do(self._next())
        except Exception as error:  # noqa: BLE001 (Textual's own way to end with a traceback is its message pump)
            self._waiting.clear()
            self._app.call_later(_raise, error)
        finally:
            self._running = False

    def _next(self) -> events.Key | events.Paste | Action:
        """Return what comes next; what is typed into a line as one: a paste into a terminal that marks none is long."""
        first = self._waiting.popleft()
        if not getattr(self._app.screen.focused, "takes_text", False):
            return first
        text = _text(first)
        while text and self._waiting and (more := _text(self._waiting[0])):
            text += more
            self._waiting.popleft()
        return first if len(text) <= 1 else events.Paste(text)

    async def _do(self, typed: events.Key | events.Paste | Action) -> None:
        app = self._app
        focused = self._before = app.screen.focused
        if isinstance(typed, Action):
            await run_action(app, typed)
        elif isinstance(typed, EscapedKey) and not self._means_alt(typed):
            self._waiting.extendleft(reversed(typed.parts))
        elif isinstance(typed, events.Paste):
            room = LONGEST - len(focused.value) if isinstance(focused, Input) else 0
            await self._hand_on(events.Paste(typed.text[:room]))
        elif (isinstance(focused, Input) and typed.is_printable) or not await run_key(app, typed.key):
            await self._hand_on(typed)

    def _means_alt(self, key: EscapedKey) -> bool:
        """Tell whether Alt is meant with the key, not Escape before it: both send the same bytes."""
        bound = keymap_of(self._app).action(places_of(self._app), key.key)
        return bound is not None or (isinstance(self._app.screen.focused, Input) and key.edits)

    async def _settle(self) -> None:
        """Wait until all that follows from the keys before is done, and the screen on top has its widgets."""
        for _ in range(SCREENS):
            screen = self._app.screen
            await self._idle_all(screen)
            if await self._answered():
                await self._idle_all(screen)
            if self._app.screen is screen:
                return

    async def _idle_all(self, screen: Screen[Any]) -> None:
        focused = screen.focused
        again = (focused,) if focused is not None and focused is self._before else (*_upward(focused),)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                for pump in (*_upward(self._before), *again, screen, self._app):
                    await _idle(pump)

    async def _answered(self) -> bool:
        """Wait for what the keys before asked of the library: the next key is for its answer. False: nothing was asked.

        What is typed into a line waits for nothing, nor do the keys that lead away. A search is not waited for long, as
        the rows of the one before stay; a list that opens is, as no key may go to what it will cover.
        """
        if isinstance(self._app.screen.focused, Input):
            return False
        asked = [each for each in self._app.workers if each.group in _ASKING and each not in self._slow]
        asked = [each for each in asked if not each.is_finished]
        end = time.monotonic() + PATIENCE
        while (pending := [each for each in asked if not each.is_finished]) and not self._leads_away(pending):
            if time.monotonic() > end:
                self._slow = {each for each in pending if each.group not in LISTINGS}
                if len(self._slow) == len(pending):
                    break
            await asyncio.sleep(_LOOK)
        return bool(asked)

    def _leads_away(self, pending: Collection[Worker[Any]]) -> bool:
        """Tell whether the next key leads away. While a list opens a later one may, and makes those before it void."""
        if any(each.group in LISTINGS for each in pending):
            at = next((at for at, typed in enumerate(self._waiting) if self._is_away(typed)), 0)
            for _ in range(at):
                self._waiting.popleft()
        return not self._waiting or self._is_away(self._waiting[0])

    def _is_away(self, typed: events.Key | events.Paste | Action) -> bool:
        if isinstance(typed, EscapedKey):
            return not self._means_alt(typed)
        if not isinstance(typed, events.Key):
            return False
        bound = keymap_of(self._app).action(places_of(self._app), typed.key)
        return bound is not None and bound.name in _AWAY


def _keys(text: str) -> Iterator[events.Key]:
    for message in KeyParser().feed(text) if text else ():
        if isinstance(message, events.Key):
            yield message
    if text == "\x1b":
        yield events.Key("escape", text)


def _text(typed: events.Key | events.Paste | Action) -> str:
    """Return the character that a key writes, nothing of all else."""
    if not isinstance(typed, events.Key) or isinstance(typed, EscapedKey) or not typed.is_printable:
        return ""
    return typed.character or ""


def _upward(node: DOMNode | None) -> Iterator[DOMNode]:
    """Go from a widget up to its screen, the way that messages take."""
    while node is not None and node.parent is not None:
        yield node
        node = node.parent


async def _idle(pump: MessagePump) -> None:
    """Wait until a widget or screen has handled its messages so far; one that is not mounted yet mounts first."""
    done = asyncio.Event()
    if pump.call_later(pump.call_next, done.set):
        await done.wait()


def _raise(error: Exception) -> None:
    raise error


async def run_key(app: App[Any], key: str) -> bool:
    """Run the action of `key` where the focus is; False if it has none."""
    action = keymap_of(app).action(places_of(app), key)
    return action is not None and await run_action(app, action, key if action.with_key else "")


async def run_action(app: App[Any], action: Action, text: str = "") -> bool:
    """Run an action: of the pane with the focus or its screen, else the command of its name, else of the application.

    False if none of them has it.
    """
    screen = app.screen
    method = _own_action(screen.focused or screen, action)
    if method is None and isinstance(screen, HasCommands) and (command := screen.commands.get(action.name)):
        method = partial(command, screen, text) if action.takes else partial(command, screen)
    method = method or getattr(app, f"action_{action.name}", None)
    if method is None:
        return False
    answer = method()
    if inspect.isawaitable(answer):
        await answer
    return True


def _own_action(node: DOMNode | None, action: Action) -> Callable[[], Any] | None:
    """Return the method of the nearest widget, or of the screen, that runs an action."""
    while node is not None and not isinstance(node, App):
        if method := getattr(node, f"action_{action.name}", None):
            found: Callable[[], Any] = method
            return found
        node = node.parent
    return None
