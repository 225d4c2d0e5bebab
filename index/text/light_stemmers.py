"""Stemmers of a few rules: for languages that Snowball lacks or stems badly, and what its stems leave apart.

Turkish words are cut (Can et al., Information Retrieval on Turkish Texts, JASIST 2008); Arabic follows light10 (Larkey,
Ballesteros, Connell 2007). Words and stems are folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["LIGHT", "REST", "hebrew_prefixed"]

_ARABIC_FRONT = lazy_pattern(r"^(?:[وفبکل]?ال|لل|و(?=.{3}))(?=.{2})")
_ARABIC_END = lazy_pattern(r"(?<=.{2})(?:ها|ان|ات|ون|ین|یه|هم|نا|ه|ی)$")
_PERSIAN_END = lazy_pattern(r"(?<=.{3})(?:هایی|های|ها|ترین|تر|ان|ات|ی|ه)$")
_UKRAINIAN_SELF = lazy_pattern(r"(?<=.{3})(?:ться|тися|тись|ся|сь)$")
_UKRAINIAN_END = lazy_pattern(
    r"(?<=.{3})(?:[юу]ватим(?:уть|е)|[иаяі]тим(?:уть|е|емо|еш)|[юу]ють|[юу]ємо|[юу]єте|[юу]йте|[юу]є|[юу]й|овано|йовано|ованого|ованими|ованих|ованою|ування|ювання|увалися|уваний|ювати|увати|"
    r"ували|ювали|увала|ювала|увало|ював|ував|ують|юють|ення|іння|ання|яння|енням|анням|енні|анні|ості|істю|істю|ість|"
    r"остей|остями|"
    r"ького|ькому|ьким|ькими|ьких|ькою|ькій|ький|ька|ьке|ькі|ьку|"
    r"ими|іми|ого|його|ому|йому|ій|оі|оі|их|іх|им|ім|ою|ею|єю|ами|ями|ові|еві|єві|ах|ях|ів|ів|ем|ом|єм|ам|ям|"
    r"ати|яти|ити|іти|али|яли|или|іли|ала|яла|ила|іла|ало|яло|ило|іло|ав|яв|ив|ають|яють|іють|аю|яю|ію|ає|яє|іє|ать|ять|ить|ють|уть|имо|ємо|емо|"
    r"ете|єте|ите|еш|єш|иш|ий|іі|ію|ія|ією|ув|ін|"
    r"[аяоеєиіуюьй])$"
)
_UKRAINIAN_FLEETING = lazy_pattern(r"(?<=.{3})[ое](?=[кц]$)")
_UKRAINIAN_L = lazy_pattern(r"(?<=.[бпвмф])л$")
_UKRAINIAN_I = lazy_pattern(r"(?<=.)і(?=[^аеєиіоуюя]{1,2}$)")
"""In other forms of these words it is о: перехід, переходу."""
_HEBREW_END = lazy_pattern(r"(?<=.{3})(?:ים|ות|ית|ה|ת|י)$")
_HEBREW_FRONT = (
    "ה",
    "ב",
    "ל",
    "מ",
    "כ",
    "ש",
    "ו",
    "וה",
    "וב",
    "ול",
    "ומ",
    "וש",
    "שה",
    "מה",
    "לה",
    "כש",
    "בה",
    "שב",
    "של",
)


def _arabic(word: str) -> str:
    return _ARABIC_END.sub("", _ARABIC_FRONT.sub("", word))


def _persian(word: str) -> str:
    return _PERSIAN_END.sub("", word)


def _ukrainian(word: str) -> str:
    short = _UKRAINIAN_END.sub("", _UKRAINIAN_SELF.sub("", word))
    short = _UKRAINIAN_END.sub("", short) if len(short) > 5 else short
    return _UKRAINIAN_I.sub("о", _UKRAINIAN_FLEETING.sub("", _UKRAINIAN_L.sub("", short)))


def _hebrew(word: str) -> str:
    return _HEBREW_END.sub("", word)


def hebrew_prefixed(word: str) -> tuple[str, ...]:
    """Return a word with every particle that Hebrew writes together with it."""
    return tuple(front + word for front in _HEBREW_FRONT)


LIGHT: dict[str, Callable[[str], str]] = {"ar": _arabic, "fa": _persian, "he": _hebrew, "uk": _ukrainian}
"""Stemmers, by language (ISO 639-1)."""

REST: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "cs": ((lazy_pattern(r"(?<=.{3})(?:[aei]l[aoiy]?|[aei]t|[ae]n|ov|uj)$"), ""),),
    "de": ((lazy_pattern(r"^ge(?=.{3,}t$)"), ""), (lazy_pattern(r"(?<=.{5})(?:et|t)$"), "")),
    "el": ((lazy_pattern(r"(?<=.{4})(?:οσ|ου|εσ|ασ|ησ|α|ω|ο|η|ι)$"), ""),),
    "fr": (
        (lazy_pattern(r"(?<=.{2})(?:ient|iennent)$"), "en"),
        (lazy_pattern(r"(?<=.{4})(?:ent|ons|u)$"), ""),
        (lazy_pattern(r"iqu$"), "ic"),
        (lazy_pattern(r"aiss$"), "ait"),
        (lazy_pattern(r"(?<=ui)[trs]$|(?<=cri)[trv]$"), ""),
        (lazy_pattern(r"ea$"), "el"),
        (lazy_pattern(r"(?<=.{3}[tdv])r$"), ""),
        (lazy_pattern(r"([tnl])\1$"), r"\1"),
    ),
    "it": (
        (lazy_pattern(r"(?<=.{3})[aeiou]+$"), ""),
        (lazy_pattern(r"([cg])h$"), r"\1"),
        (lazy_pattern(r"(?<=.{4})(?:ar|an|ic)$"), ""),
        (lazy_pattern(r"(?<=.{2})ir$"), ""),
    ),
    "nl": ((lazy_pattern(r"^ge(?=.{3,}[td]$)"), ""), (lazy_pattern(r"(?<=.{4})(?:de|te|d|t)$"), "")),
    "pl": (
        (lazy_pattern(r"(?<=.{3})(?:ani|eni|owan|uj|ow|on|an|i)$"), ""),
        (lazy_pattern(r"(?<=.{3})(?:cz|[tkc])$"), "c"),
        (lazy_pattern(r"(?<=.{3})(?:dz|g)$"), "d"),
        (lazy_pattern(r"(?<=.{3})rz$"), "r"),
    ),
    "ru": (
        (lazy_pattern(r"(?<=.{3})(?:ут|ул|ет|ит|л|а|я|и|е)$"), ""),
        (lazy_pattern(r"(?<=.{3})[ое](?=[кц]$)"), ""),
    ),
    "sv": ((lazy_pattern(r"(?<=.{3})(?:ats|an|en|at|as|it|er|ar)$"), ""),),
    "tr": ((lazy_pattern(r"(?<=^.{6}).+"), ""),),
}
"""What is changed in Snowball's stems, in this order."""
