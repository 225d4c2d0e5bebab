"""The thread that writes: never much ahead of the line, and always the newest."""

from __future__ import annotations

import io
import threading
import time
from collections import deque

import pytest

from seedread.tui.driver import throttled_writer
from seedread.tui.driver.throttled_writer import AHEAD, ASK, QUESTION, ThrottledWriter

FRAME = "x" * (AHEAD + 1)


class Line(io.StringIO):
    """A file that signals each write."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: deque[str] = deque()
        self.came = threading.Semaphore(0)

    def write(self, text: str) -> int:
        self.frames.append(text)
        self.came.release()
        return len(text)

    def next(self) -> str:
        assert self.came.acquire(timeout=10), "nothing was written"
        return self.frames.popleft()


class Wanted:
    """What is to be sent: the newest frame, once."""

    def __init__(self) -> None:
        self.newest = ""

    def take(self) -> str:
        newest, self.newest = self.newest, ""
        return newest


@pytest.fixture
def parts() -> tuple[Line, Wanted, ThrottledWriter]:
    line, wanted = Line(), Wanted()
    out = ThrottledWriter(line, wanted.take)
    out.start()
    return line, wanted, out


def test_only_the_newest_goes_out_on_a_line_that_does_not_keep_up(parts: tuple[Line, Wanted, ThrottledWriter]) -> None:
    """While a large frame is on its way without an answer, the frames that come are drawn over one another."""
    line, wanted, out = parts
    wanted.newest = FRAME
    out.wake()
    assert line.next() == FRAME + QUESTION
    for n in range(5):
        wanted.newest = f"frame {n}"
        out.wake()
        time.sleep(0.02)
    assert not line.frames
    assert out.answer()
    assert line.next() == "frame 4"
    assert not out.answer()
    out.close()


def test_small_frames_are_sent_at_once(parts: tuple[Line, Wanted, ThrottledWriter]) -> None:
    """A moved cursor goes out at once, and seldom with a question."""
    line, wanted, out = parts
    for _ in range(5):
        wanted.newest = "y" * (ASK // 4)
        out.wake()
        assert line.next().startswith("y")
    out.close()


def test_a_terminal_that_never_answers_is_left_in_peace(
    parts: tuple[Line, Wanted, ThrottledWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a few questions without an answer no more are asked, and everything is written."""
    monkeypatch.setattr(throttled_writer, "PATIENCE", 0.01)
    monkeypatch.setattr(throttled_writer, "SLOWEST", 10**9)
    line, wanted, out = parts
    sent = []
    for _ in range(throttled_writer.UNANSWERED + 2):
        wanted.newest = FRAME
        out.wake()
        sent.append(line.next())
    assert [frame.endswith(QUESTION) for frame in sent[-2:]] == [False, False]
    out.settle()
    out.close()


def test_a_lost_terminal_is_no_error() -> None:
    """A file that can be written no more ends the thread, and nothing else."""
    line, wanted = Line(), Wanted()
    out = ThrottledWriter(line, wanted.take)
    line.close()
    line.write = io.StringIO.write.__get__(line)  # type: ignore[method-assign]  # the one that knows it is closed
    out.start()
    wanted.newest = "z"
    out.wake()
    out.close()
    assert out._lost


def test_leaving_asks_once_more_and_then_never(parts: tuple[Line, Wanted, ThrottledWriter]) -> None:
    """Who leaves asks a last question, waits for its answer, and whatever is written then asks nothing."""
    line, wanted, out = parts
    leaving = threading.Thread(target=out.settle)
    leaving.start()
    assert line.next() == QUESTION
    assert out.answer()
    leaving.join(10)
    assert not leaving.is_alive()
    wanted.newest = FRAME
    out.wake()
    assert line.next() == FRAME
    out.close()


def test_a_late_answer_is_recognized(
    parts: tuple[Line, Wanted, ThrottledWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that comes when the next frame went out without it is still an answer to a question of ours."""
    monkeypatch.setattr(throttled_writer, "PATIENCE", 0.01)
    monkeypatch.setattr(throttled_writer, "SLOWEST", 10**9)
    line, wanted, out = parts
    for _ in range(2):
        wanted.newest = FRAME
        out.wake()
        assert line.next() == FRAME + QUESTION
    assert out.answer()
    assert out.answer()
    assert not out.answer()
    out.close()
