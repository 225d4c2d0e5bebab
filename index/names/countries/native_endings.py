"""The endings that names of countries take in other languages, as regular expressions behind a stem that stays.

Closed lists by declension class: a name is not any word that begins like it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ANY_ENDING", "PEOPLE", "Stem", "stem_of"]


class Stem(NamedTuple):
    """A form as it is looked up: the letters that stay, and a regular expression for what follows."""

    letters: str
    rest: str


_LETTERS: Mapping[str, str] = {
    "ru": "[а-яё]", "uk": "[а-яіїєґ']", "bg": "[а-я]", "sr": "[а-яђјљњћџa-zčćđšž]", "pl": "[a-ząćęłńóśźż]",
    "cs": "[a-záčďéěíňóřšťúůýž]", "sk": "[a-záäčďéíĺľňóôŕšťúýž]", "sl": "[a-zčšž]", "hr": "[a-zčćđšž]",
    "de": "[a-zäöüß]", "fr": "[a-zà-ÿœ]", "sv": "[a-zåäöé]", "nl": "[a-zëïé]", "pt": "[a-zà-ÿ]", "el": "[α-ωά-ώ]",
    "tr": "[a-zçğıöşü]", "az": "[a-zçəğıöşüа-яәғҝөүһҹјҸ]", "kk": "[а-яәғқңөұүһі]", "ky": "[а-яңөү]",
    "uz": "[a-zʻʼ'а-яўқғҳ]", "tk": "[a-zäçňöşüýž]", "tg": "[а-яғӣқӯҳҷ]", "hu": "[a-záéíóöőúüű]", "fi": "[a-zäö]",
}  # fmt: skip
ANY_ENDING: Mapping[str, str] = {
    **{language: f"{letters}{{0,5}}" for language, letters in _LETTERS.items()},
    "ar": "(?:ه|ون|ین|ا|ات|تین|تان|ان|ا)?",
    "fa": "(?: ?(?:ی|ها|های|یی|یها|یهای|ان))?",
    "he": "(?:ת|ם|ים|ות|ה|י|ית)?",
}
"""What `~` means in the table."""
_AFTER: Mapping[str, str] = {
    "tr": "(?:'[a-zçğıöşü]{1,8})?",
    "az": (
        "['-]?(?:(?:l[ıiuü])?(?:l[aə]r)?(?:[ıiuü]n?|n[ıiuü]n?|y?[aəıi]|[dt][aə](?:n|k[ıi])?|y?l[aə])?"
        "|(?:л[ыиуү])?(?:л[аә]р)?(?:[ыиуү]н?|н[ыиуү]н?|ј?[аәыи]|[дт][аә](?:н|к[ыи])?|ј?л[аә])?)"
    ),
    "ku": "(?:y?[êaî]|y?an|yên)?",
    "de": "s?", "sv": "s?", "da": "s?", "nb": "s?", "nl": "(?:'?s|e)?",
    "fa": "(?: ?(?:ها|های|ی))?",
    "hu": "(?:(?:b|r|t|h|v|n)[aáeéoöő][a-z]{0,3}|nak|nek|n|on|en|ön|t|i|[aáeé]t|ot|ért|ig|val|vel|ul|ül)?",
    "fi": "(?:n|a|ä|ssa|ssä|sta|stä|an|en|in|lle|lta|ltä|lla|llä|ksi|ta|tä|ss|nkin|iin|seen|hin|lainen|läinen)?",
    "ro": "(?:a|ei|i|ul|ului|e)?",
    "el": "[ςνυοαήί]{0,2}",
    "kk": "[а-яәғқңөұүһі]{0,7}", "ky": "[а-яңөү]{0,7}", "uz": "(?:['ʼ’]?[a-zа-яўқғҳ]{0,7})",
    "tk": "[a-zäçňöşüýž]{0,7}", "tg": "(?:и|ро|ҳо|ӣ|ро|ён)?",
}  # fmt: skip
"""Endings that any name takes, whatever its last letter."""
PEOPLE: Mapping[str, str] = {
    "kk": "[лдт](?:ық|ік)[а-яәғқңөұүһі]{0,7}",
    "ky": "[лдт](?:ык|ик|ук|үк)[а-яңөү]{0,7}",
    "uz": "(?:lik[a-z']{0,7}|лик[а-яўқғҳ]{0,7})",
    "tk": "l[yi][a-zäçňöşüýž]{0,7}",
}
"""What makes the people of a country of its name, which then has no capital."""
_LAST: Mapping[str, Sequence[tuple[str, str]]] = {
    "ru": (
        ("ия", "(?:ия|ии|ию|ией|иею)"),
        ("[ая]", "(?:а|я|ы|и|е|у|ю|ой|ей|ою)"),
        ("ь", "(?:ь|и|ью|я|ю|ем|е)"),
        ("й", "(?:й|я|ю|ем|е)"),
        ("[ыи]", "(?:ы|и|ов|ам|ами|ах|)"),
        ("(?<=[бвгджзклмнпрстфхцчшщ])", "(?:а|у|ом|е|ы|)"),
    ),
    "uk": (
        ("ія", "(?:ія|ії|ію|ією|іє)"),
        ("[ая]", "(?:а|я|и|і|у|ю|ою|ею|о)"),
        ("ь", "(?:ь|і|ю|я|ем|ом)"),
        ("й", "(?:й|я|ю|єм|ї|єві)"),
        ("[иі]", "(?:и|і|ів|ам|ами|ах|)"),
        ("(?<=[бвгджзклмнпрстфхцчшщ])", "(?:у|а|ом|ові|і|)"),
    ),
    "pl": (
        ("ia", "(?:ia|ii|i|ię|ią|io)"),
        ("ja", "(?:ja|ji|ję|ją|jo)"),
        ("a", "(?:a|y|i|ę|ą|ie|e|o)"),
        ("(?<=[bcdfghjklłmnńprstwzń])", "(?:u|a|em|iem|owi|ie|e|)"),
    ),
    "cs": (
        ("sko", "(?:sko|ska|sku|skem)"),
        ("ko", "(?:ko|ka|ku|kem)"),
        ("ie", "(?:ie|ii|ií|ií)"),
        ("[aá]", "(?:a|y|ě|e|u|ou|o|i)"),
        ("y", "(?:y|ů|ům|ech|ami)"),
        ("(?<=[bcčdďfghjklmnňprřsštťvzž])", "(?:u|e|em|ě|a|)"),
    ),
    "sk": (
        ("sko", "(?:sko|ska|sku|skom)"),
        ("[aá]", "(?:a|y|e|u|ou|i)"),
        ("(?<=[bcčdďfghjklmnňprsštťvzž])", "(?:u|e|om|a|)"),
    ),
    "sl": (
        ("ka", "(?:ka|ke|ki|ko)"),
        ("ija", "(?:ija|ije|iji|ijo)"),
        ("a", "(?:a|e|i|o)"),
        ("(?<=[bcčdfghjklmnprsštvzž])", "(?:a|u|om|em|)"),
    ),
    "hr": (
        ("ska", "(?:ska|ske|skoj|sku|skom)"),
        ("a", "(?:a|e|i|u|om|o)"),
        ("(?<=[bcčćdđfghjklmnprsštvzž])", "(?:a|u|om|em|)"),
    ),
    "sr": (
        ("ска", "(?:ска|ске|ској|ску|ском)"),
        ("а", "(?:а|е|и|у|ом|о)"),
        ("ska", "(?:ska|ske|skoj|sku|skom)"),
        ("a", "(?:a|e|i|u|om|o)"),
        ("(?<=[бвгдђжзјклљмнњпрстћфхцчџшbcčćdđfghjklmnprsštvzž])", "(?:а|у|ом|ем|a|u|om|em|)"),
    ),
    "el": (
        ("[αά]", "[αά]ς?"),
        ("[οό]ς", "(?:[οό]ς|[οό]υ|[οό])"),
        ("[οό]", "(?:[οό]|[οό]υ)"),
        ("[ηή]", "[ηή]ς?"),
        ("[εέ]ς", "(?:[εέ]ς|[ωώ]ν)"),
    ),
    "ro": (("ia", "(?:ia|iei)"), ("a", "(?:a|ei|ă)"), ("", "(?:ul|ului|ului|)")),
    "hu": (("a", "[aá]"), ("e", "[eé]")),
    "ps": (("ه", "[هې]"),),
    "fi": (
        ("i", "(?:i|in|ia|issa|ista|iin|ille|ilta|illa|en|essa|esta|een|ea)"),
        ("(?<=[bcdfghjklmnprstvz])", "(?:i(?:n|a|ssa|sta|in|lla|lle|lta|ksi|nsa)?)?"),
        ("ä", "(?:ä|än|ää|ällä|ältä|älle|ssä|stä|ässä|ästä|ään)"),
    ),
}
_LONGEST_DECLINED = 3
"""Words of a name with up to so many letters stay as they are."""
_DECLINED_WORDS = frozenset(("ru", "uk", "pl", "cs", "sk", "sl", "hr", "sr"))
"""Languages in which every word of a name is declined."""


def stem_of(name: str, language: str) -> Stem:
    """Return a name with the endings of its declension."""
    words = re.split(r"([ -])", name)
    first = _declined(words[0], language)
    if len(words) == 1:
        return Stem(first.letters, first.rest + _AFTER.get(language, ""))
    if language not in _DECLINED_WORDS:
        return Stem(name, _AFTER.get(language, ""))
    rest = "".join(
        word if word in {" ", "-"} else re.escape(stem.letters) + stem.rest
        for word, stem in ((word, _declined(word, language)) for word in words[1:])
    )
    return Stem(first.letters, first.rest + rest)


def _declined(word: str, language: str) -> Stem:
    if len(word) <= _LONGEST_DECLINED:
        return Stem(word, "")
    for last, endings in _LAST.get(language, ()):
        found = re.search(rf"(?:{last})\Z", word)
        if found:
            return Stem(word[: found.start()], endings)
    return Stem(word, "")
