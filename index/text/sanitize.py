r"""Removes what could control a terminal or hide text; applied to all input and again to all output.

Text from outside is hostile until it has been sanitized here. `safe_line` never returns a newline; `safe_text` returns
no line break other than "\n".
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from seedread.index.text.lazy_pattern import lazy_pattern

__all__ = ["BREAKS", "safe_line", "safe_text", "safe_url"]

MAX_COMBINING = 4
"""Combining marks kept per character: no living orthography needs more, and stacks of them overprint other lines."""

_MAX_RUN = 30
"""Combining marks in a row that are kept, as in Unicode's stream-safe text format (UAX 15): the time of NFC grows with
the square of a run."""

_ESCAPES = lazy_pattern(
    r"""
      \x1b[\]PX^_] [^\x07\x1b\x9c\n]{0,4096} (?:\x07|\x1b\\|\x9c)  # OSC, DCS, SOS, PM, APC up to their terminator
    | \x1b\[ [0-?]* [ -/]* [@-~]?                                 # CSI
    | \x9b [0-?]+ [ -/]* [@-~]                                    # CSI as one C1 character
    | \x1b [ -/]* [0-~]?                                          # every other escape
    """,
    re.VERBOSE,
)
_BREAK_SIGNS = "\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_SPACE_SIGNS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DROPPED_SIGNS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 except newline, DEL, C1
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # soft hyphen, bidi controls, invisible joiners
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffb"  # noncharacters, byte order mark, annotation marks
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, variation supplement, private planes
)
BREAKS = re.compile(f"\r\n|[{_BREAK_SIGNS}]")
"""Line breaks other than the newline."""
_SPACES = re.compile(f"[{_SPACE_SIGNS}]")
_DROPPED = lazy_pattern(f"[{_DROPPED_SIGNS}]")
_ODD = lazy_pattern(f"[{_BREAK_SIGNS}{_SPACE_SIGNS}{_DROPPED_SIGNS}]")
"""Any of these, including escapes: a text without one needs no further check."""
_PLAIN = re.compile(r"[\n\x20-\x7e]*\Z")
_MAY_BE_MARK = re.compile("[^\x00-\u02ff\u2000-\u20cf]")
"""Characters among which all combining marks are, and all that NFC takes apart into marks. Python compiles a class
in a time that grows with the characters that it lists, so this one lists the others."""
_MARKS = ("Mn", "Me")
_URL = re.compile(r"https?://[!-~]+\Z", re.IGNORECASE)
_ADDRESS = lazy_pattern(rf"(https?://)([\w.-]+)((?:[:/?#][^\s{_DROPPED_SIGNS}]*)?)", re.IGNORECASE)
"""Scheme, host and rest of an address, which has no account."""
_LONGEST_URL = 2048
_SIGNS = "".join(map(chr, range(0x21, 0x7F)))
"""What a URL may have unchanged: also % of what is encoded already."""


def safe_text(text: str) -> str:
    r"""Return `text` in NFC without escape sequences, control, bidi, private or surrogate characters.

    Other line breaks become "\n"; tabs and special spaces become a space. ZWNJ and ZWJ stay: Persian needs them.
    """
    if _PLAIN.match(text):
        return text
    if _ODD.search(text):
        text = _ESCAPES.sub("", text)
        text = BREAKS.sub("\n", text)
        text = _SPACES.sub(" ", text)
        text = _DROPPED.sub("", text)
    if text.isascii():
        return text
    if not _MAY_BE_MARK.search(text):  # as in most texts in Latin letters
        return unicodedata.normalize("NFC", text)
    return _limit_combining(unicodedata.normalize("NFC", _limit_runs(text)))


def safe_line(text: str) -> str:
    """Return `text` as `safe_text` does, with line breaks turned into spaces."""
    return safe_text(text).replace("\n", " ")


def one_line(text: str) -> str:
    """Return `text` as `safe_line` does, with single spaces between its words."""
    return " ".join(safe_line(text).split())


def safe_url(url: str | None) -> str | None:
    """Return `url` if it is a printable http(s) address, else None; letters outside ASCII are encoded."""
    if url and not url.isascii() and len(url) <= _LONGEST_URL:
        url = _encoded(url)
    return url if url and len(url) <= _LONGEST_URL and _URL.match(url) else None


def _encoded(url: str) -> str:
    """Return an address in ASCII: its host as in the DNS, the rest with percent signs."""
    parts = _ADDRESS.fullmatch(url)
    if parts is None:
        return ""
    try:
        return f"{parts[1]}{parts[2].encode('idna').decode()}{quote(parts[3], safe=_SIGNS)}"
    except UnicodeError:
        return ""


def _limit_runs(text: str) -> str:
    """Cut long runs of combining marks that NFC would have to reorder."""
    marks = "".join(sorted(char for char in set(text) if char >= "\u0300" and _is_ordered(char)))
    if len(marks) < 2 and "\u0f73" not in marks:  # equal marks need no reordering
        return text
    return re.sub(f"([{marks}]{{{_MAX_RUN}}})[{marks}]+", r"\1", text)


def _is_ordered(char: str) -> bool:
    """Tell whether NFC may reorder a character, or its decomposition, among its neighbours."""
    return unicodedata.combining(unicodedata.normalize("NFD", char)[0]) > 0


def _limit_combining(text: str) -> str:
    if not any(unicodedata.category(char) in _MARKS for char in set(text)):
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in _MARKS else 0
        if run <= MAX_COMBINING:
            kept.append(char)
    return "".join(kept)
