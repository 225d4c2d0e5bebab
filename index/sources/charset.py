"""Bytes to text: UTF-8 unless the bytes say otherwise."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

__all__ = ["NotText", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
"""Bytes that are enough to tell a charset by."""


class NotText(ValueError):
    """The bytes are not text in any charset."""


def decode(raw: bytes) -> str:
    """Return the text of `raw`; raises NotText for binary bytes."""
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return raw.decode(charset, errors="replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(raw)
    if "\0" in text:
        return _guess(raw)
    return text


def _guess(raw: bytes) -> str:
    utf16 = _utf16_without_mark(raw)
    if utf16:
        return raw.decode(utf16, errors="replace")
    if b"\0" in raw:
        raise NotText("binary data, not text")
    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise NotText("no charset reads it as text")
    # A file that is UTF-8 but for a few broken bytes is still that.
    broken = raw.decode("utf-8", errors="replace")
    if broken.count("\ufffd") * 200 < sum(byte >= 0x80 for byte in raw):
        return broken
    return raw.decode(best.encoding, errors="replace")


def _utf16_without_mark(raw: bytes) -> str | None:
    """Tell UTF-16 by its zeros: nearly every second byte of Latin text is one."""
    sample = raw[:2000]
    half = len(sample) // 2
    if half < 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if low > 0.7 * half and high < 0.05 * half else None
