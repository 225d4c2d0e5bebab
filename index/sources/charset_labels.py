"""Charset names as files declare them, and the codec that each means: the superset that browsers and mailers use.

Names and supersets follow the Encoding Standard of the WHATWG, with those that mail programs add.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["codec_named", "label_codec"]

_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "mbcs", "oem"))
"""Python codecs that are not charsets; the time of the first two grows with the square of the text."""
_LONGEST_NAME = 40
_WIDER = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso2022-jp": "iso2022_jp_ext",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "johab": "cp949",
    "shift-jis": "cp932",
    "tis-620": "cp874",
}
"""The superset that is meant by each codec."""
_ALIASES = {
    "iso-8859-8-e": "iso8859_8",
    "iso-8859-8-i": "iso8859_8",
    "koi": "koi8_r",
    "koi8-ru": "koi8_u",
    "ks-c-5601-1987": "cp949",
    "ksc5601": "cp949",
    "latin-9": "iso8859_15",
    "mac": "mac_roman",
    "mac-ukrainian": "mac_cyrillic",
    "sjis": "cp932",
    "unicode-1-1-utf-7": "utf_7",
    "windows-31j": "cp932",
}
_NUMBERED = re.compile(r"(?:cp|dos|ibm|win|windows)-?(\d{3,4})\Z")


def codec_named(charset: str | None) -> str | None:
    """Return the codec for a charset name from a file; None if it is not a text charset."""
    if not charset or len(charset) > _LONGEST_NAME:
        return None
    try:
        codec = codecs.lookup(charset).name
        b" \0\0\0".decode(codec)
    except (LookupError, ValueError):
        return None
    return None if codec.replace("_", "-") in _NO_CHARSETS else codec


def label_codec(label: str | None) -> str | None:
    """Return the codec that a declared charset means; None if it is not known, or only ASCII."""
    name = (label or "").strip().strip("\"'").casefold().replace("_", "-").removeprefix("cs")
    name = _ALIASES.get(name, name)
    bare = name.removeprefix("x-")
    numbered = _NUMBERED.match(bare)
    candidates = (name, bare, _ALIASES.get(bare), f"cp{numbered[1]}" if numbered else None)
    codec = next((found for one in candidates if (found := codec_named(one))), None)
    return None if codec == "ascii" else _WIDER.get(codec.replace("_", "-"), codec) if codec else None
