"""Text that means to steer the terminal, through every place where text shows: nothing of it comes out."""

from __future__ import annotations

import base64
import json
import os
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = {
    "clear the screen": "\x1b[2J",
    "colour": "\x1b[31;1m",
    "report the cursor": "\x1b[6n",
    "report the terminal": "\x1b[c",
    "mouse on": "\x1b[?1003h",
    "other screen": "\x1b[?1049l",
    "resize the window": "\x1b[8;1;1t",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4K\x07",
    "title": "\x1b]0;owned\x07",
    "palette": "\x1b]4;1;rgb:00/00/00\x1b\\",
    "link": "\x1b]8;;http://evil.example/\x07",
    "inline file": "\x1b]1337;File=inline=1:AAAA\x07",
    "open end": "\x1b]52;c;cm0",
    "termcap": "\x1bP+q544e\x1b\\",
    "sixel": "\x1bPq#0~-\x1b\\",
    "application command": "\x1b_Gf=100;AAAA\x1b\\",
    "privacy message": "\x1b^x\x1b\\",
    "start of string": "\x1bXx\x1b\\",
    "reset": "\x1bc",
    "line drawing": "\x1b(0",
    "screen of E": "\x1b#8",
    "save and restore": "\x1b7\x1b8",
    "C1 sequence": "\x9b2J",
    "C1 command": "\x9d52;c;eA==\x9c",
    "C1 string": "\x90+q54\x9c",
    "next line": "\x85",
    "bell": "\x07",
    "backspace": "\b\b\b\b",
    "return": "x\rowned",
    "vertical tab and form feed": "\x0b\x0c",
    "null": "\x00",
    "delete": "\x7f",
    "shift out": "\x0e\x0f",
    "override": "\u202eowned\u202c",
    "isolate": "\u2066owned\u2069",
    "marks of direction": "\u200e\u200f\u061c",
    "nothing to see": "\ufeff\u200b\u2060\u00ad",
    "tags": "\U000e0041\U000e007f",
    "private": "\ue000\U000f0000",
    "pile of marks": "a" + "\u0301" * 40,
    "separators": "\u2028\u2029",
    "markup": "[/x] [bold]b[/bold] [link=javascript:x]l[/link] [@click=app.bell]c[/]",
}
_PASTE, _ESC, _ENTER = "paste", "\x1b", "\r"
KEYS = (
    *("j", "k", _ENTER, "v", "j", "v", "V", "j", " ", "V", "Y", "y", "o", "1", "P", "h", "j"),
    *("c", "n", _ENTER, _ESC, _ESC, "P", "F", "j", " ", "j", "-", "f", _PASTE, _ESC, "h"),
    *("e", _ESC, "w", _ESC, "!", "j", _ESC, "?", "/", _PASTE, _ESC, _ESC, "H", _ESC, "'", _ESC),
    *("t", _PASTE, _ENTER, "a", _PASTE, _ENTER, "m", _PASTE, _ENTER, ":", _PASTE, _ESC, "s", _PASTE, _ESC),
    *("\x10", _PASTE, _ESC, "/", _PASTE, _ENTER, "/", "\x15", "(", ")", _ESC, _ESC, _ESC, "z", "G", "\x0c"),
)
_ALLOWED = re.compile(
    rb"""
      \x1b\[ (?:\d{1,3}(?:;\d{1,3})?)? H | \x1b\[ \d{0,3} [ABCDGKXd] | \x1b\[2J | \x1b\[6n | \x1b\[ [\d;]* m
    | \x1b\[\? (?:7|25|1000|1004|1006|1049|2004|2026|2048) [hl] | \x1b\[\? (?:2026|2048) \$p | \x1b\[ (?:>\d+|<) u
    | \x1b\]52;c;(?P<copied>[A-Za-z0-9+/=]*)\x07
    | \x1b\]11;\?\x1b\\
    | \x1b\]8;(?:id=\d+)?;(?:https?://[!-~]*)?\x1b\\
    | \x1b\[ \d{1,3};\d{1,3} r \x1b\[ \d{1,3} H \x1b\[ \d{1,3} [LM] \x1b\[r
    | \x1b\[\?10(?:03|15) [hl] | \x1b\]22;default\x07 | [\r\x08\n]
    | (?P<text>[^\x00-\x1f\x7f]+)
    """,
    re.VERBOSE,
)
"""All that the driver writes: whatever is not among it came from a text."""


def harmless(text: str) -> bool:
    """Tell whether no character of `text` steers anything or hides."""
    return all(
        unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or char in "\u200c\u200d"
        for char in text
    )


def check(written: bytes) -> set[str]:
    """Go through all that was written, and return what was copied to the clipboard."""
    at, copied = 0, set()
    while at < len(written):
        token = _ALLOWED.match(written, at)
        assert token, f"not the driver's: {written[max(at - 40, 0) : at]!r} … {written[at : at + 40]!r}"
        if token["text"]:
            assert harmless(token["text"].decode()), token["text"]
        if token["copied"]:
            copied.add(base64.b64decode(token["copied"]).decode())
        at = token.end()
    return copied


@pytest.fixture(params=["--lean", "--no-lean"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal with articles whose every field is hostile, in files whose names are."""
    folder = tmp_path / "ne[bold]ws\x1b]0;x\u202e"
    folder.mkdir()
    for n, (kind, harm) in enumerate(KINDS.items()):
        body = (
            f"Iran{harm} and Turkey {harm}spoke{harm} of {kind}.\n{harm}\nThe \u201cminister{harm}\u201d {harm}said so."
        )
        article = {
            "id": f"{n}{harm}",
            "title": f"Talks {n}{harm} of {kind}{harm}",
            "source": f"Post{harm}",
            "author": f"By{harm} Anna",
            "url": f"http://example.org/{n}{harm}",
            "date": f"2024-10-{n % 28 + 1:02}",
            "text": body + f"\n\nSee https://example.org/{harm} too.\n\nShare this {harm}on Facebook",
        }
        (folder / f"{n:02}.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    (folder / "broken\x1bc\u202e.jsonl").write_text('{"text": \x1b[2J', encoding="utf-8")
    places = {name: str(tmp_path / name) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    terminal = Terminal((130, 40), str(folder), request.param, environment=places)
    yield terminal
    terminal.close()


def test_nothing_hostile_comes_out_of_any_view(terminal: Terminal) -> None:
    """In texts, names, pastes, messages, links and the clipboard: what is written is the driver's own in both modes."""
    assert len(KINDS) >= 33
    terminal.until(lambda text: f"{len(KINDS)} articles" in text)
    paste = "\x1b[200~" + "".join(KINDS.values()).replace("\x1b[201~", "") + "\x1b[201~"
    for key in KEYS:
        terminal.send(paste if key == _PASTE else key)
        terminal.settle(0.15)
        assert os.waitpid(terminal.pid, os.WNOHANG) == (0, 0), f"it ended at {key!r}: {terminal.text}"
    terminal.press("Q")
    assert terminal.end() == 0
    copied = check(bytes(terminal.written))
    assert copied, "nothing was copied"
    assert all(harmless(text.replace("\n", "")) for text in copied)
