"""The driver: input and modes as in Textual, output that sends only changed cells."""

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

UPDATE_SIZE = 600
"""Bytes from which on a frame is sent as a synchronized update, if supported."""
SAME_SIZE_PAUSE = 0.3
"""Seconds to wait for a frame of the new size after a resize."""
BEGIN_UPDATE, END_UPDATE = "\x1b[?2026h", "\x1b[?2026l"


class LeanDriver(KeyboardDriver):
    """Sends only changed cells to the terminal."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lock = threading.RLock()  # a signal that suspends may come while it is held
        self._passing: list[str] = []
        self._writer: ThrottledWriter | None = None
        self._has_synchronized_updates = False
        self._waking = False
        self._showing = False
        """Whether the driver may paint."""
        self._begin(*self._get_terminal_size())

    def _begin(self, width: int, height: int) -> None:
        self._grid = Grid(width, height)
        self._reader = OutputParser(self._grid)
        self._painter = Painter(self._grid)

    def write(self, data: str) -> None:
        """Handle Textual's output: text goes into the grid, mode sequences to the terminal."""
        with self._lock:
            if data.startswith("\x1b["):
                size = self._app.size
                if size != (self._grid.width, self._grid.height):
                    self._begin(*size)
            self._has_synchronized_updates = self._has_synchronized_updates or data == BEGIN_UPDATE
            if passing := self._reader.read(data):
                self._passing.append(passing)
                if passing.endswith("$p") and self._writer:
                    self._writer.ask()
        self._wake_soon()

    def _wake_soon(self) -> None:
        """Send after the current task, since Textual may draw a frame in several writes."""
        if self._writer and not self._waking:
            self._waking = True
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._waking = False
        if self._writer:
            self._writer.wake()

    def _take(self) -> str:
        """Return the bytes to send now."""
        with self._lock:
            passing = "".join(self._passing)
            self._passing.clear()
            painted = self._painter.paint(self._reader.cursor) if self._showing else ""
        if len(painted) > UPDATE_SIZE and self._has_synchronized_updates:
            painted = BEGIN_UPDATE + painted + END_UPDATE
        return passing + painted

    def send(self, sequence: str) -> None:
        """Send a sequence that draws nothing, past the grid."""
        with self._lock:
            self._passing.append(sequence)
        self._wake_soon()

    def repaint(self) -> None:
        """Send everything again, since other programs may have written to the terminal."""
        with self._lock:
            self._painter.forget()
        self._wake_soon()

    def start_application_mode(self) -> None:
        """Start, or resume after a suspension."""
        assert self._file
        self._painter.forget()
        self._showing = True
        self._writer = ThrottledWriter(self._file, self._take)
        super().start_application_mode()
        self._writer.start()
        resized = signal.getsignal(signal.SIGWINCH)

        def on_resize(number: int, frame: FrameType | None) -> None:
            self._loop.call_soon_threadsafe(self._loop.call_later, SAME_SIZE_PAUSE, self._repaint_if, self._grid)
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, on_resize)

    def go_on(self) -> None:
        """Continue after SIGSTOP, when others may have written to the terminal."""
        super().go_on()
        self.repaint()

    def _repaint_if(self, same: Grid) -> None:
        """Send everything again if the size is unchanged in the end: terminals cut or rewrap lines while resizing."""
        if self._grid is same:
            self.repaint()

    def _enable_mouse_support(self) -> None:
        """Enable clicks and the wheel, but not motion, which would be reported for every cell."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1006l")

    def process_message(self, message: Message) -> None:
        """Pass answers to the writer; leave other messages to Textual."""
        if isinstance(message, events.CursorPosition) and self._writer and self._writer.answer():
            return
        super().process_message(message)

    def disable_input(self) -> None:
        """Stop reading keys, after all answers of the terminal have arrived."""
        if self._writer and self._key_thread and self._key_thread.is_alive() and not self.exit_event.is_set():
            self._disable_mouse_support()
            self.write("\x1b[?1004l")  # focus reports
            self._writer.settle()
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Restore the terminal; without an alternate screen (mosh, screen) the shell continues below ours."""
        with self._lock:
            self._showing = False
            self._passing.append(f"\x1b[m\x1b[{self._grid.height}H\r\n")
        super().stop_application_mode()
        if self._writer:
            self._writer.wake()  # at once, since the exit may take a while

    def close(self) -> None:
        """Write the rest."""
        super().close()
        if self._writer:
            self._writer.close()
            self._writer = None
