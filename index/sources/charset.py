"""Decodes bytes to text: UTF-8, or else a detected charset."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import category

from seedread.index.sources.charset_labels import label_codec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "NotText",
    "charset_of",
    "decode",
    "decode_as",
    "decode_as_noted",
    "decode_noted",
    "named_charset",
    "utf16_without_mark",
]

_CUT_OFF = "unexpected end of data"
_ADVICE = "save it as UTF-8 if letters are wrong"
_ESCAPED = ("iso2022", "hz", "utf-7")
"""Charsets whose bytes are those of ASCII."""
_NAMED = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
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


def named_charset(content_type: str) -> str | None:
    """Return the charset that a Content-Type names."""
    found = _NAMED.search(content_type)
    return found[1] if found else None


def decode(raw: bytes) -> str:
    """Return the text of `raw`; raises NotText for binary bytes."""
    return decode_noted(raw)[0]


def decode_noted(raw: bytes) -> tuple[str, str]:
    """Return the text of `raw`, and what is to be reported of its charset, or nothing; raises NotText."""
    if raw[:1] in _BEGINNINGS_OF_MARKS:
        for mark, charset in _MARKS:
            if raw.startswith(mark):
                return raw.decode(charset, errors="replace"), ""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == _CUT_OFF and not raw[: error.start].isascii():
            return raw.decode("utf-8", "replace"), ""
        return _guess(raw)
    if "\0" in text:
        return _guess(raw)
    if escaped := _escaped(raw):
        return raw.decode(escaped, "replace"), ""
    return _undone(text)


def _undone(text: str) -> tuple[str, str]:
    if text.isascii():
        return text, ""
    from seedread.index.sources.charset_repair import undo_double_encoding  # noqa: PLC0415 (what ASCII does not need)

    text, mended = undo_double_encoding(text)
    return text, f"{mended:,} lines were encoded twice: read as they were before" if mended else ""


def _escaped(raw: bytes) -> str | None:
    """Return the charset of escapes that ASCII bytes are in; None if they are plain."""
    if b"\x1b$" in raw:
        charset = "iso2022_kr" if b"\x1b$)C" in raw else "iso2022_jp_ext"
    elif b"~{" in raw and b"~}" in raw:
        charset = "hz"
    else:
        return None
    try:
        text = raw.decode(charset)
    except UnicodeDecodeError:
        return None
    return charset if sum("\u3000" <= char <= "\ud7ff" for char in text) > 1 else None


def decode_as(raw: bytes, labels: Iterable[str | None], *, short: bool = False) -> str:
    """Return the text of `raw` for which a file declares one of the charsets `labels`; raises NotText.

    In this order: a byte order mark, a declared charset of escapes, valid UTF-8 whatever is declared, the first
    declared charset that fits, and detection from the bytes. `short` is for a line or two: never raises.
    """
    declared = _declared(raw, labels)
    if declared:
        return raw.decode(declared, "replace")
    return _short(raw) if short else decode(raw)


def decode_as_noted(raw: bytes, labels: Iterable[str | None]) -> tuple[str, str]:
    """Return the text as `decode_as`, and what is to be reported of its charset, or nothing; raises NotText."""
    declared = _declared(raw, labels)
    return (raw.decode(declared, "replace"), "") if declared else decode_noted(raw)


def _declared(raw: bytes, labels: Iterable[str | None]) -> str | None:
    """Return the declared charset that bytes are in; None if they are in UTF-8 or none fits."""
    if raw[:1] in _BEGINNINGS_OF_MARKS and any(raw.startswith(mark) for mark, _ in _MARKS):
        return None
    declared = [codec for label in labels if (codec := label_codec(label))]
    for codec in declared:
        if (codec.startswith(_ESCAPED) or (codec.startswith(_WIDE) and b"\0" in raw)) and _is_in(raw, codec):
            return codec
    if not declared or _is_in(raw, "utf-8"):
        return None
    return next((codec for codec in declared if not codec.startswith("utf") and _fits(raw, codec)), None)


def _is_in(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _fits(raw: bytes, codec: str) -> bool:
    """Tell whether bytes are text in a charset, but for one letter in twenty."""
    broken = raw.decode(codec, "replace").count("\ufffd")
    return broken * 20 <= sum(byte >= 0x80 for byte in raw)


def _short(raw: bytes) -> str:
    """Return the text of a line or two: of few letters beyond ASCII the charset can only be guessed."""
    try:
        return decode(raw)
    except NotText:
        return raw.decode("cp1252", "replace")


def charset_of(sample: bytes) -> tuple[str, str]:
    """Return the charset of a text that begins with `sample`, and what is to be reported of it; raises NotText.

    A byte order mark is part of the text.
    """
    for mark, charset in _MARKS:
        if sample.startswith(mark):
            return _WITH_MARK.get(mark, charset), ""
    try:
        if "\0" not in codecs.getincrementaldecoder("utf-8")().decode(sample):
            return "utf-8", ""
    except UnicodeDecodeError:
        pass
    broken = sample.decode("utf-8", errors="replace")
    if broken.count("\ufffd") * 20 < sum(byte >= 0x80 for byte in sample):
        return "utf-8", ""
    charset, sure = _guessed(sample)
    return charset, "" if sure else _unsure(f"read as {charset}")


def _guess(raw: bytes) -> tuple[str, str]:
    from seedread.index.sources.charset_repair import decode_mixed  # noqa: PLC0415 (what UTF-8 does not need)

    if b"\0" not in raw and (mixed := decode_mixed(raw)):
        what = f"partly UTF-8 and partly, it seems, {mixed.charset}"
        return mixed.text, "" if mixed.sure else _unsure(what)
    charset, sure = _guessed(raw)
    text = raw.decode(charset, errors="replace")
    return text, "" if sure else _unsure(f"read as {charset}")


def _unsure(how: str) -> str:
    return f"the charset is unsure ({how}): {_ADVICE}"


def _guessed(raw: bytes) -> tuple[str, bool]:
    """Return the charset of bytes that are not UTF-8, and whether it is sure; raises NotText."""
    from seedread.index.sources.charset_guess import guess_charset  # noqa: PLC0415 (what UTF-8 does not need)

    utf16 = utf16_without_mark(raw)
    if utf16:
        return utf16, True
    if b"\0" in raw:
        raise NotText("binary data, not text")
    # A few control characters, as in coloured output, are ignored; many mean binary data.
    sample = raw[:_SAMPLE]
    if len(sample.translate(None, _CONTROLS)) < 0.9 * len(sample):
        raise NotText("binary data, not text")
    guess = guess_charset(raw)
    if guess.charset is None:
        raise NotText("not text in any known charset")
    return guess.charset, guess.sure


def utf16_without_mark(raw: bytes) -> str | None:
    """Detect UTF-16 by its zeros: nearly every second byte of Latin text, and those of spaces and signs of others."""
    sample = raw[:2000]
    half = len(sample) // 2
    if half < 2 or b"\0" not in sample:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    if low > 0.7 * half and high < 0.05 * half:
        return "utf-16-be"
    return next((charset for charset in ("utf-16-le", "utf-16-be") if _is_text(sample[: 2 * half], charset)), None)


def _is_text(sample: bytes, charset: str) -> bool:
    """Tell whether nearly all characters of a sample are letters, digits, spaces or signs of a few alphabets."""
    text = sample.decode(charset, "replace")
    usual = sum(char in " \r\n,.\u3001\u3002\uff0c0123456789" for char in text)
    rows = Counter(ord(char) >> 8 for char in text if char.isalpha())
    few = len(rows) <= 6 or sum(count for row, count in rows.items() if 0x30 <= row < 0xD8) > 0.9 * rows.total()
    wrong = sum(not (char.isalnum() or char in "\r\n\t" or category(char)[0] in "PZMS") for char in text)
    return usual > 0 and few and wrong <= 0.02 * len(text)
