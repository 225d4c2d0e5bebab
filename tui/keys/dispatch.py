"""Runs the action of a key before it handles the next key.

Textual passes a key up from the focused widget until it finds a binding, each step in its own task. Meanwhile it
dispatches the next keys by the current focus. Over a slow connection, where keys arrive in bunches, `/iran` loses
letters to the list, keys after Enter are typed into the search line, and keys after one that opens a screen go to
widgets that do not exist yet. So every key and every paste goes through one queue. The effects of a key are complete,
and a screen that it opens is mounted, before the next key is handled.

This bypasses Textual's bindings, and depends on the callbacks of its message pumps (`call_later`, `call_next`).
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
from seedread.tui.keys.bindings import Action, action_named
from seedread.tui.keys.counts import Count, repeat

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping

    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Keymap

__all__ = ["LISTINGS", "KeyQueue", "key_of", "keymap_of", "keys_of", "places_of", "run_action"]

PATIENCE = 1.0
"""Seconds that a key waits for the effects of earlier keys: a stuck widget must not block Q."""
SCREENS = 8
"""How many screens may open in succession before a key goes to the topmost."""
_LOOK = 0.005
"""Seconds between checks for an answer of the library."""
LISTINGS = frozenset(
    ("similar", "stories", "story", "pairs", "spellings", "settings", "versions", "brief", "news", "open in list")
)
"""Worker groups whose answer opens a list: later keys are for the list, however long it takes."""
_ASKING = LISTINGS | {"search"}
"""Worker groups whose answer changes the meaning of the next key."""
_FILLING = frozenset(("search line",))
"""Worker groups whose answer fills the line that is being typed in."""
_AWAY = frozenset(("escape", "quit", "interrupt", "close", "give_up"))
"""Actions that cancel a list, or quit."""
LONGEST = 10_000
"""The maximum length of a typed line: a paste may have megabytes."""


@runtime_checkable
class HasMessage(Protocol):
    """A screen whose status line shows a message until the next key."""

    def clear_message(self) -> None:
        """Clear a passing message."""


@runtime_checkable
class HasCommands(Protocol):
    """A screen whose actions are functions that take the screen."""

    commands: ClassVar[Mapping[str, Callable[..., None]]]
    """The function of each action, by its name."""


def keymap_of(app: App[Any]) -> Keymap:
    """Return the reader's keymap."""
    keymap: Keymap = app.keymap  # type: ignore[attr-defined]  # seedread's own application has it
    return keymap


def key_of(app: App[Any], name: str) -> str:
    """Return the key of an action as the reader has it, for a message; the command, if it has no key."""
    return keymap_of(app).label(action_named(name), 1) or f":{name}"


def keys_of(app: App[Any]) -> KeyQueue:
    """Return the queue that every key goes through."""
    queue: KeyQueue = app.key_queue  # type: ignore[attr-defined]  # as above
    return queue


def places_of(app: App[Any]) -> tuple[Place, ...]:
    """Return the places of the focus, the nearest first."""
    nodes = [app.screen.focused, app.screen]
    return (*(place for node in nodes if node is not None for place in getattr(node, "places", ())), "every")


class KeyQueue:
    """The keys and pastes that are not handled yet, in the order of typing."""

    def __init__(
        self,
        app: App[Any],
        hand_on: Callable[[events.Event], Awaitable[None]],
        call_soon: Callable[[Callable[[], object]], None],
    ) -> None:
        """Run them in `app`: `hand_on` forwards one without an action, `call_soon` calls its loop from any thread."""
        self._app = app
        self._hand_on = hand_on
        self._call_soon = call_soon
        self._waiting: deque[events.Key | events.Paste | Action] = deque()
        self._running = False
        self._before: DOMNode | None = None
        """The widget with the focus at the last key."""
        self._count = Count()
        self._slow: set[Worker[Any]] = set()
        """Workers that did not answer in time; keys no longer wait for them."""
        self._task: asyncio.Task[None] | None = None

    def put(self, event: events.Key | events.Paste) -> None:
        """Add a key or a paste to the end of the queue."""
        self._waiting.append(event)
        self._start()

    def put_back(self, event: events.Key) -> None:
        """Put a key before the waiting ones, for the screen below the one that got it."""
        self._waiting.appendleft(event)
        self._start()

    def run_next(self, *actions: Action) -> None:
        """Run `actions`, chosen by their names, one after the other before any waiting key."""
        self._waiting.extendleft(reversed(actions))
        self._start()

    def arrive(self, event: events.Key | events.Paste) -> None:
        """Add a key or a paste from the keyboard thread."""
        self._waiting.append(event)
        self._call_soon(self._start)

    def put_first(self, text: str) -> None:
        """Put keys that were read elsewhere at the front of the queue."""
        self._waiting.extendleft(reversed([*_keys(text)]))

    def answer(self, keys: Collection[str]) -> bool:
        """Tell whether one of `keys` is waiting as an answer, and remove it with the keys before it."""
        while self._waiting:
            typed = self._waiting.popleft()
            if isinstance(typed, EscapedKey):
                self._waiting.extendleft(reversed(typed.parts))
            elif isinstance(typed, events.Key) and typed.key in keys:
                return True
        return False

    @property
    def idle(self) -> bool:
        """Whether the queue is empty and no key is being handled."""
        return not self._running and not self._waiting

    def clear(self) -> None:
        """Empty the queue, as the application exits."""
        self._waiting.clear()

    def _start(self) -> None:
        if not self._running:
            self._running = True
            self._task = asyncio.create_task(self._run(), name="typed ahead")

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._settle()
                if not self._app.is_running:
                    await asyncio.sleep(_LOOK)  # it starts, or it ends: nothing to settle, so let it go on
                elif self._waiting:
                    await self._do(self._next())
        except Exception as error:  # noqa: BLE001 (Textual's own way to end with a traceback is its message pump)
            self._waiting.clear()
            self._app.call_later(_raise, error)
        finally:
            self._running = False

    def _next(self) -> events.Key | events.Paste | Action:
        """Return the next item; typed text is joined, since a paste without marks arrives as many keys."""
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
        if isinstance(app.screen, HasMessage):
            app.screen.clear_message()
        if isinstance(typed, Action):
            await run_action(app, typed, typed.argument)
        elif isinstance(typed, EscapedKey) and not self._means_alt(typed):
            self._waiting.extendleft(reversed(typed.parts))
        elif isinstance(typed, events.Paste):
            room = LONGEST - len(focused.value) if isinstance(focused, Input) else 0
            await self._hand_on(events.Paste(typed.text[:room]))
        elif (isinstance(focused, Input) and typed.is_printable) or not await self._run_key(typed):
            await self._hand_on(typed)

    async def _run_key(self, key: events.Key) -> bool:
        """Run the action of a key, as often as the count before it says; a digit without an action is a count."""
        places = places_of(self._app)
        action = keymap_of(self._app).action(places, key.key)
        if action is None:
            return len(places) > 1 and self._count.add(key.character)  # a screen without keys takes every key itself
        count = self._count.take()
        if not count:
            return await run_action(self._app, action, action.argument)
        if key.key == "escape" or action.name == "escape":
            return True  # it takes back the count
        return await repeat(action, count, self._app.screen.focused, partial(run_action, self._app))

    def _means_alt(self, key: EscapedKey) -> bool:
        """Tell whether the key means Alt and not Escape before it: both send the same bytes."""
        bound = keymap_of(self._app).action(places_of(self._app), key.key)
        return bound is not None or (isinstance(self._app.screen.focused, Input) and key.edits)

    async def _settle(self) -> None:
        """Wait until the effects of earlier keys are complete, and the top screen has its widgets."""
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
        """Wait for the library's answers to earlier keys, which the next key applies to; False if none is due.

        Text typed into a line waits only for text that an earlier key puts there, and keys that cancel or quit do not
        wait. The wait for a search is short, as the old rows stay. The wait for a list is not, as no key may go to a
        widget that the list will cover.
        """
        groups = _FILLING if isinstance(self._app.screen.focused, Input) else _ASKING
        asked = [each for each in self._app.workers if each.group in groups and each not in self._slow]
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
        """Tell whether the next key cancels or quits. While a list opens, a later key may; it drops those before it."""
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
    """Return the character that a key types, empty for anything else."""
    if not isinstance(typed, events.Key) or isinstance(typed, EscapedKey) or not typed.is_printable:
        return ""
    return typed.character or ""


def _upward(node: DOMNode | None) -> Iterator[DOMNode]:
    """Iterate from a widget up to its screen, along the path of its messages."""
    while node is not None and node.parent is not None:
        yield node
        node = node.parent


async def _idle(pump: MessagePump) -> None:
    """Wait until a widget or screen has handled its current messages, or is mounted."""
    done = asyncio.Event()
    if pump.call_later(pump.call_next, done.set):
        await done.wait()


def _raise(error: Exception) -> None:
    raise error


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
