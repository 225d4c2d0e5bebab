"""The driver: Textual's own for input and modes, with an output that sends only what changes."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any

from textual import events

from seedread.tui.driver.grid import Grid
from seedread.tui.driver.keyboard import KeyboardDriver
from seedread.tui.driver.output_parser import OutputParser
from seedread.tui.driver.painter import Painter
from seedread.tui.driver.throttled_writer import ThrottledWriter

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.message import Message

__all__ = ["LeanDriver"]

TOGETHER = 600
"""Bytes from which on a terminal that can is told to show them at once."""
SAME_SIZE_PAUSE = 0.3
"""Seconds after a change of size in which a screen of another size is expected."""
BEGIN_TOGETHER, END_TOGETHER = "\x1b[?2026h", "\x1b[?2026l"


class LeanDriver(KeyboardDriver):
    """Keeps what the terminal shows."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lock = threading.RLock()  # a signal that suspends may come while it is held
        self._passing: list[str] = []
        self._outlet: ThrottledWriter | None = None
        self._can_show_together = False
        self._waking = False
        self._showing = False
        """Whether the terminal is ours to paint on."""
        self._begin(*self._get_terminal_size())

    def _begin(self, width: int, height: int) -> None:
        self._grid = Grid(width, height)
        self._reader = OutputParser(self._grid)
        self._painter = Painter(self._grid)

    def write(self, data: str) -> None:
        """Take what Textual writes: cells into the grid, modes on to the terminal."""
        with self._lock:
            if data.startswith("\x1b["):
                size = self._app.size
                if size != (self._grid.width, self._grid.height):
                    self._begin(*size)
            self._can_show_together = self._can_show_together or data == BEGIN_TOGETHER
            if passing := self._reader.read(data):
                self._passing.append(passing)
                if passing.endswith("$p") and self._outlet:
                    self._outlet.ask()
        self._wake_soon()

    def _wake_soon(self) -> None:
        """Have it sent once the program has done what it is at: Textual may draw a screen in several goes."""
        if self._outlet and not self._waking:
            self._waking = True
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._waking = False
        if self._outlet:
            self._outlet.wake()

    def _take(self) -> str:
        """Return what the terminal is to be sent now."""
        with self._lock:
            passing = "".join(self._passing)
            self._passing.clear()
            painted = self._painter.paint(self._reader.cursor) if self._showing else ""
        if len(painted) > TOGETHER and self._can_show_together:
            painted = BEGIN_TOGETHER + painted + END_TOGETHER
        return passing + painted

    def repaint(self) -> None:
        """Send everything again: something else may have written on the terminal."""
        with self._lock:
            self._painter.forget()
        self._wake_soon()

    def start_application_mode(self) -> None:
        """Begin, at the start and after a suspension."""
        assert self._file
        self._painter.forget()
        self._showing = True
        self._outlet = ThrottledWriter(self._file, self._take)
        super().start_application_mode()
        self._outlet.start()
        resized = signal.getsignal(signal.SIGWINCH)

        def on_resize(number: int, frame: FrameType | None) -> None:
            self._loop.call_soon_threadsafe(self._loop.call_later, SAME_SIZE_PAUSE, self._repaint_if, self._grid)
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, on_resize)

    def go_on(self) -> None:
        """Go on after a stop that came without a word: others may have written on the terminal."""
        super().go_on()
        self.repaint()

    def _repaint_if(self, same: Grid) -> None:
        """Send everything again if the size is what it was: a terminal cuts or rewraps even on the way there."""
        if self._grid is same:
            self.repaint()

    def _enable_mouse_support(self) -> None:
        """Ask for clicks and the wheel only: every cell that the mouse crosses would be reported and answered."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1006l")

    def process_message(self, message: Message) -> None:
        """Keep answers to the outlet's questions; the rest is Textual's."""
        if isinstance(message, events.CursorPosition) and self._outlet and self._outlet.answer():
            return
        super().process_message(message)

    def disable_input(self) -> None:
        """Read no more keys, once nothing is on the way that is no key."""
        if self._outlet and self._key_thread and self._key_thread.is_alive() and not self.exit_event.is_set():
            self._disable_mouse_support()
            self.write("\x1b[?1004l")  # news of the terminal's focus
            self._outlet.settle()
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was; where it has no other screen (mosh, screen), with the shell below ours."""
        with self._lock:
            self._showing = False
            self._passing.append(f"\x1b[m\x1b[{self._grid.height}H\r\n")
        super().stop_application_mode()
        if self._outlet:
            self._outlet.wake()  # at once: what ends now may take its time

    def close(self) -> None:
        """Write what is left."""
        super().close()
        if self._outlet:
            self._outlet.close()
            self._outlet = None
