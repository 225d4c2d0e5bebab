"""Reads the keyboard: every byte becomes a key or an answer of the terminal, and no input ends the program.

Textual's reader loses Escape if another key follows at once, on a slow connection or with fast typing: the bytes are
those of Alt and that key, or of another key (Escape Tab is Shift-Tab). It also raises an exception on invalid UTF-8,
and loops forever when the terminal is gone. It reads a paste that contains Escape as keys, and waits forever for the
end of a paste.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import termios
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._parser import ParseError
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from seedread.tui.driver.shell_command import can_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textual.message import Message

__all__ = ["EscapedKey", "GroundReported", "KeyParser", "KeyboardDriver"]

ESCAPE = "\x1b"
_BEGINS = "[O"
"""Characters that begin a sequence after Escape, if more follows."""
_EDITS = frozenset("bdf\x7f\x08")
"""Characters that edit a line with Alt, word by word, as a shell's do."""
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""The sequences that a terminal sends before and after pasted text."""
MOST_PASTED = 100_000
"""Characters of a paste that are kept; a typed line has room for fewer."""
PASTE_QUIET = 3.0
"""Seconds without a byte after which a paste ends: its end mark may be lost, and every later key would belong to it."""
_MARK_QUIET = 1.0
"""Seconds within which the rest of such a mark must arrive; a user does not type its first half."""
RESTORE_SEQUENCE = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[m\x1b[?1049l\x1b[?25h\r\n"
)
"""Restores mouse, focus, bracketed paste, line wrap, keyboard, style, screen and cursor for the shell."""
GROUND_QUERY = "\x1b]11;?\x1b\\"
"""Asks for the colour of the background (OSC 11)."""
GROUND_PATIENCE = 2.0
"""Seconds in which an answer counts: later the colours would change under the eyes of the reader."""
_PART = r"([\da-fA-F]{1,4})"
_GROUND = re.compile(rf"\x1b\]11;rgba?:{_PART}/{_PART}/{_PART}[^\x07\x1b]{{0,6}}(?:\x07|\x1b\\)")
_HALF_GROUND = re.compile(r"\x1b\](?:1(?:1(?:;[rgba:\da-fA-F/]{0,32}\x1b?)?)?)?\Z")
"""The first half of an answer, at the end of the input."""
POLL = 0.1
"""Seconds between checks whether to stop reading."""
READ_SIZE = 4096
HUNG_UP = 128 + signal.SIGHUP
"""The exit code when the terminal is gone."""


class EscapedKey(events.Key):
    """A key pressed just after Escape, or with Alt: the bytes are the same."""

    def __init__(self, key: str, character: str | None, parts: Sequence[events.Key], *, edits: bool) -> None:
        """Represent `key`, Textual's name of the combination, or its `parts`."""
        super().__init__(key, character)
        self.parts = parts
        self.edits = edits
        """Whether the combination with Alt edits a line."""


class GroundReported(events.Event, bubble=False):
    """The terminal told the colour of its background."""

    def __init__(self, parts: tuple[str, str, str]) -> None:
        """Read red, green and blue, each written with one to four hexadecimal digits."""
        super().__init__()
        red, green, blue = (int(part, 16) * 255 // (16 ** len(part) - 1) for part in parts)
        self.ground = red, green, blue
        """From 0 to 255."""


class KeyParser(XTermParser):
    """Textual's parser, changed to keep Escape before a key and to read a paste as text only."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 (as Textual has it)
        """Begin outside a paste."""
        super().__init__(debug)
        self._held = ""
        """The end of the input, if it may be the first half of a mark."""
        self._pasted: str | None = None
        """The paste so far; None outside a paste."""
        self._broken_off = False
        """Whether the last paste timed out: its end mark may still arrive."""
        self._came = 0.0
        """The time of the last input."""

    def feed(self, data: str) -> Iterator[Message]:
        """Parse more `data`; empty data is the end of the input."""
        self._came = time.monotonic()
        rest, self._held = self._held + data, ""
        yield from map(GroundReported, _GROUND.findall(rest))
        rest = _GROUND.sub("", rest)
        half = found.group() if data and (found := _HALF_GROUND.search(rest)) else ""
        rest = rest.removesuffix(half)
        if self._broken_off and 0 <= rest.find(PASTED) <= rest.find(PASTE) % (len(rest) + 1):
            self._pasted = ""
        while rest:
            if self._pasted is None:
                typed, begins, rest = rest.partition(PASTE)
                if begins:
                    self._pasted = ""
                elif data:
                    typed = self._hold(typed, PASTE)
                yield from super().feed(typed) if typed else ()
            else:
                text, ends, rest = rest.partition(PASTED)
                text = text if ends else self._hold(text, PASTED)
                self._pasted += text[: MOST_PASTED - len(self._pasted)]
                yield from self._end_paste() if ends else ()
        self._held += half
        if self._held and self._pasted is None:  # only now: the input before has reset the time
            typeable = len(self._held) <= len(ESCAPE + _BEGINS[0])
            self._timeout_time = get_time() + (constants.ESCAPE_DELAY if typeable else _MARK_QUIET)
        if not data:
            yield from super().feed("")

    def _hold(self, text: str, mark: str) -> str:
        """Hold back the end of `text` if it may be the first half of `mark`, and return the rest."""
        held = next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)
        self._held = text[len(text) - held :]
        return text[: len(text) - held]

    def _end_paste(self) -> Iterator[events.Paste]:
        text, self._pasted, self._broken_off = self._pasted or "", None, False
        yield events.Paste(text.replace("\x00", ""))

    def tick(self) -> Iterator[Message]:
        """Handle timeouts: pass on incomplete input that has waited long enough."""
        if self._pasted is not None:
            if time.monotonic() - self._came >= PASTE_QUIET:
                self._held = ""
                yield from self._end_paste()
                self._broken_off = True
        elif self._held and self._timeout_time is not None and get_time() >= self._timeout_time:
            held, self._held = self._held, ""
            yield from super().feed(held)
            if self._timeout_time is not None:  # it is half a sequence for Textual's parser too
                self._timeout_time = 0.0
        yield from super().tick()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002
        if alt or (len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in _BEGINS):
            return self._escaped(sequence[-1])
        return super()._sequence_to_key_events(sequence, alt)

    def _escaped(self, char: str) -> list[events.Key]:
        parts = [events.Key("escape", ESCAPE), *super()._sequence_to_key_events(char)]
        together = [*super()._sequence_to_key_events(ESCAPE + char)] or [
            *super()._sequence_to_key_events(char, alt=True)
        ]
        if len(together) != 1:
            return parts
        key = together[0]
        return [EscapedKey(key.key, key.character, parts, edits=char in _EDITS)]


class KeyboardDriver(LinuxDriver):
    """Textual's driver with a keyboard reader that loses no key."""

    _suspended = False
    """Whether a signal suspended it."""
    _continued = False
    """Whether a signal continued it since."""
    _changing = False
    """Whether the terminal mode is being switched, which a signal must not interrupt."""
    _asked_ground: float | None = None
    """The time of the question for the background; None before it was asked."""
    _own_modes: list[Any] | None = None
    """The terminal modes while the application runs."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows of the application, since a terminal without a size gives unstable answers."""
        width, height = self._app.console.size
        return width, height

    def _sigtstp_application(self, *_: object) -> None:
        """Suspend once the current work is done: at the time of the signal the program may hold a lock."""
        if self._changing or not can_stop():
            return
        self._continued = False
        if self._auto_restart and self._own_modes is not None:
            self._soon(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        """Restore the terminal and suspend, unless the program was continued meanwhile."""
        if self._continued or self._own_modes is None:
            return
        self._suspended = self._must_signal_resume = True
        self.suspend_application_mode()
        if self._continued:  # meanwhile
            self._come_back()
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        self._continued = True
        self._soon(self._continue)

    def _continue(self) -> None:
        """Resume after a suspension; after SIGSTOP the threads still run, and only the terminal modes are set."""
        if self._changing or not self._auto_restart:
            return
        if self._suspended:
            self._come_back()
        else:
            self.go_on()

    def _soon(self, call: Callable[[], None]) -> None:
        self._app.call_soon(call)  # type: ignore[attr-defined]  # seedread's own application has it

    def _come_back(self) -> None:
        self._suspended = False
        self.resume_application_mode()

    def go_on(self) -> None:
        """Continue after SIGSTOP, when others may have changed the terminal modes."""
        if self._own_modes is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._own_modes)

    def start_application_mode(self) -> None:
        """Start, or resume after a suspension."""
        self._changing = True
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]  # untyped in Textual
            with suppress(termios.error):
                self._own_modes = termios.tcgetattr(self.fileno)
            if self._asked_ground is None and self._app.wants_ground:  # type: ignore[attr-defined]  # seedread's own has it
                self._asked_ground = time.monotonic()
                self.send(GROUND_QUERY)
        finally:
            self._changing = False

    def send(self, sequence: str) -> None:
        """Send a sequence that draws nothing."""
        self.write(sequence)

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self._changing = True
        try:
            self._own_modes = None
            super().stop_application_mode()
        finally:
            self._changing = False

    def give_back(self) -> None:
        """Restore the terminal at once, from any thread, if the normal way takes too long."""
        with suppress(OSError, ValueError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.write(self.fileno, RESTORE_SEQUENCE)

    def disable_input(self) -> None:
        """Stop reading keys; later input is for the next program."""
        if self.exit_event.is_set():
            return
        with suppress(ValueError):  # raised outside the main thread
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()

    def run_input_thread(self) -> None:
        """Read until stopped, or until the terminal is gone."""
        parser = KeyParser(self._debug)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        try:
            while not self.exit_event.is_set():
                if select.select([self.fileno], [], [], POLL)[0]:
                    data = self._typed()
                    if not data:
                        self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=HUNG_UP))
                        return
                    if text := decoder.decode(data):  # empty for half a character; the parser takes "" as the end
                        parser = self._parsed(parser, text)
                self._hand_over(parser.tick())
        finally:
            with suppress(EOFError, ParseError):
                self._hand_over(parser.feed(""))

    def _parsed(self, parser: KeyParser, text: str) -> KeyParser:
        """Parse `text`, and return the parser to continue with: a new one after an error."""
        try:
            self._hand_over(parser.feed(text))
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return KeyParser(self._debug)
        return parser

    def _typed(self) -> bytes:
        """Return the typed bytes; empty if the terminal is gone."""
        with suppress(OSError):
            return os.read(self.fileno, READ_SIZE)
        return b""

    def _hand_over(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, (events.Key, events.Paste)):
                message.set_sender(self._app)
                self._app.key_queue.arrive(message)  # type: ignore[attr-defined]  # the application of seedread has it
            elif isinstance(message, GroundReported):
                self._tell_ground(message)
            else:
                self.process_message(message)

    def _tell_ground(self, reported: GroundReported) -> None:
        """Hand the background to the application, unless the answer comes too late."""
        if self._asked_ground is not None and time.monotonic() - self._asked_ground <= GROUND_PATIENCE:
            known = self._app.ground_known  # type: ignore[attr-defined]  # as above
            self._soon(partial(known, reported.ground))
