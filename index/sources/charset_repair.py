"""Reads text in which UTF-8 and another charset are mixed, and undoes an encoding that was done twice."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from seedread.index.sources.charset_guess import guess_charset

__all__ = ["Mixed", "decode_mixed", "undo_double_encoding"]

_CONTINUATION = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_TWICE = re.compile(f"[Â-ß]{_CONTINUATION}|[à-ï]{_CONTINUATION}{{2}}|[ð-ô]{_CONTINUATION}{{3}}")
"""What UTF-8 becomes when it is read as a charset of one byte a character."""
_FEWEST = 2
"""Sequences from which it is certain that a text was encoded twice."""
_WORDS_OF_ONE = "àèéóíúùêôöåæÀÈÉÓÍÚÅ"
_REST = "".join(map(chr, (0x81, 0x8D, 0x8F, 0x90, 0x9D)))
"""What cp1252 leaves undefined and programs pass through."""


class Mixed(NamedTuple):
    """A text and the charset of its other bytes; whether that is sure."""

    text: str
    charset: str
    sure: bool


def decode_mixed(raw: bytes) -> Mixed | None:
    """Return the text of UTF-8 with lines or bytes of another charset in it; None if it is no UTF-8 at all."""
    lines = raw.split(b"\n")
    bad = [line for line in lines if not _is_utf8(line)]
    good = sum(not line.isascii() for line in lines) - len(bad)
    known = raw.decode("utf-8", "ignore")
    letters = sum(not char.isascii() for char in known)
    broken = raw.decode("utf-8", "replace").count("\ufffd") - known.count("\ufffd")
    if not letters or (good <= 0 and letters < 2 * broken) or letters * 4 < broken:
        return None
    others = b"\n".join(line for line in bad if line.decode("utf-8", "ignore").isascii())
    guess = guess_charset(others or b"\n".join(map(_without_utf8, bad)), known)
    charset = guess.charset or "cp1252"
    handler = _handler("cp1252" if charset in ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949") else charset)
    text = "\n".join(_line(line, charset, handler) for line in lines)
    return Mixed(text, charset, guess.sure or text.count("\ufffd") >= broken)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_utf8(line: bytes) -> bytes:
    return re.sub(rb"[\xc2-\xf4][\x80-\xbf]{1,3}", b"", line)


def _line(line: bytes, charset: str, handler: str) -> str:
    if line.decode("utf-8", "ignore").isascii() and not _is_utf8(line):
        return line.decode(charset, "replace")
    return line.decode("utf-8", handler)


@cache
def _handler(charset: str) -> str:
    """Return the name of an error handler that reads single bytes in a charset where that gives a plausible letter."""

    def handle(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        raw = error.object
        text = raw[error.start : error.end].decode(charset, "replace")
        before = raw[error.start - 1 : error.start].decode("ascii", "replace")
        after = raw[error.end : error.end + 1].decode("ascii", "replace")
        cut_off = error.reason == "unexpected end of data"
        alone = text.isalpha() and not (before.isalpha() or after.isalpha()) and text not in _WORDS_OF_ONE
        odd = alone or (
            before.islower() and (text.isupper() or (after.islower() and not text.isalpha() and text not in "’‘"))
        )
        return ("\ufffd" if cut_off or odd else text), error.end

    name = f"seedread-{charset}"
    codecs.register_error(name, handle)
    return name


def undo_double_encoding(text: str) -> tuple[str, int]:
    """Return a text with UTF-8 that was read as cp1252 and encoded again restored, and the number of lines mended.

    A line is mended only if all of it is UTF-8 when it is encoded as cp1252, and several such sequences stand in the
    text: no genuine text is so by chance.
    """
    if not _TWICE.search(text):
        return text, 0
    lines = text.split("\n")
    mended = [_undone(line) for line in lines]
    found = sum(len(_TWICE.findall(line)) for line, new in zip(lines, mended, strict=True) if new != line)
    if found < _FEWEST:
        return text, 0
    return "\n".join(mended), sum(new != line for line, new in zip(lines, mended, strict=True))


def _undone(line: str) -> str:
    if line.isascii() or not _TWICE.search(line):
        return line
    try:
        raw = b"".join(char.encode("latin-1" if char in _REST else "cp1252") for char in line)
        return raw.decode("utf-8")
    except UnicodeError:
        return line
