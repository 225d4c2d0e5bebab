"""Decodes bytes to text: UTF-8, or else a detected charset."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from seedread.index.sources.charset_labels import label_codec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NotText", "charset_of", "decode", "decode_as", "utf16_without_mark"]

_ESCAPED = ("iso2022", "hz", "utf-7")
"""Charsets whose bytes are those of ASCII."""
_WIDE = ("utf-16", "utf-32")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITH_MARK = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
              codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}  # fmt: skip
_BEGINNINGS_OF_MARKS = frozenset(mark[:1] for mark, _ in _MARKS)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r") | {127})
_SAMPLE = 100_000
"""Bytes that are enough to detect a charset."""
_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2")
_CHARSETS = (*_LATIN, "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "big5", "cp949",
             "tis_620")  # fmt: skip
"""Charsets of news texts before UTF-8; rarer ones would only cause wrong guesses for short texts."""


class NotText(ValueError):
    """Bytes that are not text in any charset."""


def decode(raw: bytes) -> str:
    """Return the text of `raw`; raises NotText for binary bytes."""
    if raw[:1] in _BEGINNINGS_OF_MARKS:
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


def decode_as(raw: bytes, labels: Iterable[str | None], *, short: bool = False) -> str:
    """Return the text of `raw` for which a file declares one of the charsets `labels`; raises NotText.

    In this order: a byte order mark, a declared charset of escapes, valid UTF-8 whatever is declared, the first
    declared charset that fits, and detection from the bytes. `short` is for a line or two: never raises.
    """
    if raw[:1] in _BEGINNINGS_OF_MARKS and any(raw.startswith(mark) for mark, _ in _MARKS):
        return decode(raw)
    declared = [codec for label in labels if (codec := label_codec(label))]
    for codec in declared:
        if codec.startswith(_ESCAPED) or (codec.startswith(_WIDE) and b"\0" in raw):
            try:
                return raw.decode(codec)
            except UnicodeDecodeError:
                continue
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for codec in declared:
        if not codec.startswith("utf") and _fits(raw, codec):
            return raw.decode(codec, "replace")
    return _short(raw) if short else decode(raw)


def _fits(raw: bytes, codec: str) -> bool:
    """Tell whether bytes are text in a charset, but for one letter in twenty."""
    broken = raw.decode(codec, "replace").count("\ufffd")
    return broken * 20 <= sum(byte >= 0x80 for byte in raw)


def _short(raw: bytes) -> str:
    high = sum(byte >= 0x80 for byte in raw)
    if high * 2 > len(raw.replace(b" ", b"")):
        try:
            return decode(raw)
        except NotText:
            pass
    return raw.decode("cp1252", "replace")


def charset_of(sample: bytes) -> str:
    """Return the charset of a text that begins with `sample`, including its byte order mark; raises NotText."""
    for mark, charset in _MARKS:
        if sample.startswith(mark):
            return _WITH_MARK.get(mark, charset)
    try:
        if "\0" not in codecs.getincrementaldecoder("utf-8")().decode(sample):
            return "utf-8"
    except UnicodeDecodeError:
        pass
    return _guessed(sample)


def _guess(raw: bytes) -> str:
    return raw.decode(_guessed(raw), errors="replace")


def _guessed(raw: bytes) -> str:
    utf16 = utf16_without_mark(raw)
    if utf16:
        return utf16
    if b"\0" in raw:
        raise NotText("binary data, not text")
    # A file with only a few invalid bytes is still UTF-8.
    broken = raw.decode("utf-8", errors="replace")
    if broken.count("\ufffd") * 20 < sum(byte >= 0x80 for byte in raw[:_SAMPLE]):
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 (20 ms that UTF-8 does not need)

    # A few control characters, as in coloured output, are ignored; many mean binary data.
    sample = raw[:_SAMPLE].translate(None, _CONTROLS)
    if len(sample) < 0.9 * min(len(raw), _SAMPLE):
        raise NotText("binary data, not text")
    found = [match.encoding for match in from_bytes(sample, cp_isolation=list(_CHARSETS))]
    if not found:
        raise NotText("not text in any known charset")
    return _decide(sample, found)


def _decide(sample: bytes, found: list[str]) -> str:
    """Choose among charsets that decode `sample` about equally well, best first, by their distinctive letters."""
    for japanese in ("euc_jp", "cp932"):
        if japanese in found:
            text = sample.decode(japanese, errors="replace")
            if sum("\u3040" <= char <= "\u30ff" for char in text) * 5 > sum(not char.isascii() for char in text):
                return japanese
    if found[0] in _LATIN[:3] and "cp1252" in found:
        high = [byte for byte in sample if byte >= 0x80]
        if sum(byte in b"\xf0\xfd\xfe\xd0\xdd\xde" for byte in high) * 3 > len(high):
            return "cp1254"  # ğ ı ş
        return "cp1250" if any(byte in b"\x8a\x8e\x9a\x9e" for byte in high) else "cp1252"  # Š Ž š ž
    return found[0]


def utf16_without_mark(raw: bytes) -> str | None:
    """Detect UTF-16 by its zeros: nearly every second byte of Latin text is zero."""
    sample = raw[:2000]
    half = len(sample) // 2
    if half < 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if low > 0.7 * half and high < 0.05 * half else None
