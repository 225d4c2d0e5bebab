"""Finds leaders in articles of other languages: by native spellings of their names, and by inflected forms.

data/native_leaders.tsv has the spellings; it is loaded with the first article of such a language. A whole name counts
with the case endings of the language, and after it the surname. A surname alone counts if it is that of one present
head of a country that the article names, or of a major power.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from seedread.index.article import Mention
from seedread.index.names.disambiguation import LIVING_MEMORY, MAJOR_POWERS, RECENT_DAYS
from seedread.index.names.document_context import GRACE
from seedread.index.names.gazetteer import name_key
from seedread.index.names.name_folding import fold_name, skeletons
from seedread.index.names.native_text import begins_word, leftmost_longest, normalized
from seedread.index.names.office import FOREIGN
from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.office import Leader

__all__ = ["NativeMention", "find_native_people", "resolve_native_leader"]

_CYRILLIC = {"ru": "[а-яё]", "uk": "[а-яіїєґ']"}
_ENDING = 3
"""The most letters of a case ending in Cyrillic."""
_VOWELS = "аяйьоеиу"
"""Letters at the end of a name that its cases change."""
_LATIN = "latin"
"""The language of spellings that any language in Latin letters may have."""
_SHORTEST_SURNAME = 3
"""Letters of a surname that counts after the whole name, in alphabets,"""
_SHORTEST_ALONE = 5
"""and of one that counts alone."""
_CAPITALS = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w-]*(?:'[a-zà-ÿ]+)?(?: (?:al|bin|de|von|van|der|da|la|el)(?= ))*")
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "pl": ("a", "owi", "em", "iem", "u", "y", "i", "ę", "ą", "ego", "emu", "im", "ej", "ie"),
    "cs": ("a", "ovi", "em", "u", "y", "i", "ě", "e", "ou", "ho", "mu", "ová", "ové", "ovou", "ův", "ovy", "ova"),
    "sk": ("a", "ovi", "om", "u", "y", "i", "e", "ou", "ho", "mu", "ová", "ovej", "ovú", "ovou", "ov"),
    "sl": ("a", "u", "om", "em", "e", "i", "o", "ov", "ova", "ega", "emu"),
    "hr": ("a", "u", "om", "em", "e", "i", "ov", "ova", "og", "omu"),
    "sr": ("a", "u", "om", "em", "e", "i", "ov", "ova", "og"),
    "lt": ("as", "o", "ui", "ą", "u", "e", "is", "io", "iui", "ės", "ė", "ę", "os"),
    "hu": ("t", "ot", "et", "nak", "nek", "val", "vel", "ról", "ről", "hoz", "hez", "tól", "től", "ban", "ben",
           "nal", "nel", "ral", "rel", "sal", "sel", "kal", "kel", "mal", "mel", "tal", "tel", "pal", "pel"),
    "fi": ("n", "in", "ia", "a", "ä", "lle", "ille", "lta", "ilta", "lla", "illa", "ssa", "issa", "sta", "ista", "ta"),
    "et": ("i", "iga", "ile", "ilt", "il", "ga", "le", "lt"),
    "ro": ("ul", "ului", "lui"),
    "de": ("s",), "sv": ("s",), "da": ("s",), "nb": ("s",), "nl": ("s",), "id": ("nya",),
}  # fmt: skip
"""Endings that a name takes, in the languages that inflect names."""
_UNINFLECTED = frozenset(("fr", "es", "it", "pt", "ca", "gl", "tr", "az", "vi", "ms", "tl", "sq", "eu"))
"""Other languages in Latin letters; Turkish and Azerbaijani put an apostrophe before endings."""
_RESTORED = ("", "a", "o", "e", "i", "y")
"""What the name without its ending may end in."""
_APOSTROPHE = re.compile(r"'[a-zçğıöşüə]+\Z")
_CYRILLIC_CAPITALS = re.compile(r"[А-ЯЁІЇЄҐЂЈЉЊЋЏЎҚҒҲӘӨҮҰҢ][\w'-]+")
_CYRILLIC_LANGUAGES = frozenset(("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tg"))
_CASES = (
    "а", "у", "ю", "я", "е", "і", "ы", "ом", "ем", "єм", "ым", "им", "ой", "ою", "ей", "ого", "ому", "ові", "еві",
    "ова",
)  # fmt: skip
"""Case endings of names in Cyrillic."""
_CYRILLIC_LETTERS = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюяђјљњћџўқғҳәөүұңһ"
_LATIN_LETTERS = (
    "a b v g g d e e ye zh z i i yi y k l m n o p r s t u f kh ts ch sh shch a y - e yu ya dj j lj nj c dz u q gh h "
    "a o u u ng h"
)
_LETTERS = dict(zip(_CYRILLIC_LETTERS, _LATIN_LETTERS.replace("-", "").split(" "), strict=True))
"""Latin letters of Cyrillic ones; languages differ, so only the consonants of a name decide."""


class NativeMention(NamedTuple):
    """A mention of a leader in another language."""

    leader: Leader
    mention: Mention


class _Spelling(NamedTuple):
    leader: str
    rest: re.Pattern[str]
    """What follows the first word without its ending, and the end of the word."""


class _Spellings(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    by_stem: Sequence[Sequence[_Spelling]]
    language: str


def find_native_people(texts: Mapping[int, str], language: str, context: DocumentContext) -> list[NativeMention]:
    """Return the leaders that the paragraphs name: whole names, then their surnames, then surnames alone."""
    article = _Article(texts, language, context)
    article.add_spellings()
    article.add_own_spellings()
    article.add_inflected_names()
    article.add_transliterated_names()
    article.add_surnames()
    article.add_surnames_alone()
    return article.found


def resolve_native_leader(text: str) -> frozenset[str]:
    """Return the IDs of the leaders that a typed name or surname means in any spelling; empty if none."""
    return _ids().get(fold_name(normalized(text)[0]), frozenset())


@cache
def _ids() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for leaders in _rows().values():
        for leader, spellings in leaders.items():
            for spelling in spellings:
                for name in (spelling, re.split("[ ·・=＝]", spelling)[-1]):
                    found.setdefault(fold_name(name), set()).add(leader)
    return {name: frozenset(leaders) for name, leaders in found.items()}


class _Article:
    """The paragraphs of one article, and the mentions found so far."""

    def __init__(self, texts: Mapping[int, str], language: str, context: DocumentContext) -> None:
        self.texts = texts
        self.plain = {n: normalized(text) for n, text in texts.items()}
        self.language = language
        self.context = context
        self.found: list[NativeMention] = []
        self.taken: set[tuple[int, int]] = set()
        """Paragraph and end of each mention."""

    def _add(self, leader: Leader, paragraph: int, start: int, end: int) -> None:
        offsets = self.plain[paragraph][1]
        if offsets:
            start, end = offsets[start], offsets[end - 1] + 1
        if (paragraph, end) not in self.taken:
            self.taken.add((paragraph, end))
            self.found.append(NativeMention(leader, Mention(paragraph, start, end, self.texts[paragraph][start:end])))

    def add_spellings(self) -> None:
        """Add the spellings of the table."""
        spellings = _spellings(self.language if self.language in _rows() else _LATIN)
        for n, (text, _) in self.plain.items():
            for identity, start, end in _matches(text, spellings):
                leader = self.context.gazetteer.with_id(identity)
                if leader and self._may_be_meant(leader):
                    self._add(leader, n, start, end)

    def add_own_spellings(self) -> None:
        """Add the spellings that readers gave for a leader, as they are written."""
        for identity, spellings in self.context.gazetteer.own_spellings.items():
            leader = self.context.gazetteer.with_id(identity)
            if leader and self._may_be_meant(leader):
                for spelling in spellings:
                    self._add_spelling(leader, normalized(spelling)[0])

    def _add_spelling(self, leader: Leader, spelling: str) -> None:
        pattern = re.compile(re.escape(spelling) + _end(self.language))
        for n, (text, _) in self.plain.items():
            for match in pattern.finditer(text):
                if begins_word(text, match.start(), self.language):
                    self._add(leader, n, *match.span())

    def _may_be_meant(self, leader: Leader) -> bool:
        """Tell whether a whole name is likely this leader's: in office within memory, or of a country named here."""
        date = self.context.date
        return leader.began_by(date, days=GRACE) and (
            date is None or leader.in_office(date, days=LIVING_MEMORY) or self.context.mentions_country(leader.country)
        )

    def add_inflected_names(self) -> None:
        """Add whole names of the gazetteer with endings, in the languages that inflect names."""
        for n, words in self._capitalised:
            for first, second in pairwise(words):
                if second.start() - first.end() == 1 and (leader := self._named(first[0], second[0])):
                    self._add(leader, n, first.start(), second.end())

    @cached_property
    def _capitalised(self) -> list[tuple[int, list[re.Match[str]]]]:
        """The words with capitals of each paragraph, in languages with Latin letters."""
        if self.language not in _ENDINGS and self.language not in _UNINFLECTED:
            return []
        return [(n, list(_CAPITALS.finditer(text))) for n, (text, _) in self.plain.items()]

    def _named(self, first: str, second: str) -> Leader | None:
        names = self.context.gazetteer
        known = [given for given in _bases(first, self.language) if given in names.starts]
        for given, family in product(known, _bases(second, self.language) if known else ()):
            people = names.with_full_name(name_key([*given.split(), *family.split()]))
            if meant := [leader for leader in people if self._may_be_meant(leader)]:
                return max(meant, key=lambda leader: leader.offices[-1].end)
        return None

    def add_transliterated_names(self) -> None:
        """Add whole names in Cyrillic that have the consonants of a name in the gazetteer."""
        if self.language not in _CYRILLIC_LANGUAGES:
            return
        for n, (text, _) in self.plain.items():
            for first, second in pairwise(_CYRILLIC_CAPITALS.finditer(text)):
                if second.start() - first.end() == 1 and (leader := self._transliterated(first[0], second[0])):
                    self._add(leader, n, first.start(), second.end())

    def _transliterated(self, first: str, second: str) -> Leader | None:
        """Return the leader whose first and family name have these consonants, if the article names the country."""
        given = set(skeletons(map(_in_latin, _without_case(first))))
        families = [family for family in map(_in_latin, _without_case(second)) if len(family) >= _SHORTEST_ALONE]
        people = {
            leader.id: leader
            for leader in self.context.gazetteer.with_skeletons(skeletons(families))
            if self.context.mentions_country(leader.country)
            and not given.isdisjoint(skeletons({spelling[0] for spelling in leader.spellings if len(spelling) > 1}))
            and self._may_be_meant(leader)
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def add_surnames(self) -> None:
        """Add the surnames of those who were named in full."""
        for leader in dict.fromkeys(one.leader for one in self.found):
            for word in _surnames(leader.id, self.language):
                self._add_all(leader, word)

    def _add_all(self, leader: Leader, surname: str) -> None:
        pattern = _surname_pattern(surname, self.language)
        for n, (text, _) in self.plain.items():
            for match in pattern.finditer(text):
                self._add(leader, n, *match.span())

    def add_surnames_alone(self) -> None:
        """Add surnames of present heads that need no first name."""
        if self.context.date is None:
            return
        if self.language in _CYRILLIC:
            for identity in _rows()[self.language]:
                leader = self.context.gazetteer.with_id(identity)
                if leader and self._is_known(leader):
                    for word in _surnames(identity, self.language):
                        if len(word) >= _SHORTEST_ALONE:
                            self._add_all(leader, word)
        for n, capitalised in self._capitalised:
            for printed in capitalised:
                if leader := self._head_called(printed[0]):
                    self._add(leader, n, *printed.span())

    def _head_called(self, word: str) -> Leader | None:
        names = self.context.gazetteer
        for base in _bases(word, self.language):
            if len(base) < _SHORTEST_ALONE or base in names.starts:
                continue
            people = {leader.id: leader for leader in names.with_family_name(base) if self._is_known(leader)}
            if len(people) == 1 and base in next(iter(people.values())).canonical_address_names:
                return next(iter(people.values()))
        return None

    def _is_known(self, leader: Leader) -> bool:
        """Tell whether a leader's surname says enough: a present head, of a country in the article or a major power."""
        if leader.country not in MAJOR_POWERS and not self.context.mentions_country(leader.country):
            return False
        date = self.context.date
        if date is None or not leader.in_office(date, days=RECENT_DAYS):
            return False
        return leader.office_at(date)[0].family != FOREIGN


def _in_latin(word: str) -> str:
    return "".join(_LETTERS.get(char, char) for char in word.casefold())


def _without_case(word: str) -> list[str]:
    """Return the forms that a Cyrillic name may have without its case ending, itself first."""
    cut = [word[: -len(ending)] for ending in _CASES if word.endswith(ending) and len(word) - len(ending) > 1]
    return [word, *dict.fromkeys(cut)]


def _bases(word: str, language: str) -> Iterable[str]:
    """Return the folded forms that a printed word may be an inflection of, itself first."""
    plain = _APOSTROPHE.sub("", word)
    yield fold_name(plain)
    for ending in _ENDINGS.get(language, ()):
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_SURNAME:
            stem = fold_name(plain[: -len(ending)])
            for last in _RESTORED if len(ending) < len("owi") else ("", "a"):
                yield stem + last


def _matches(text: str, spellings: _Spellings) -> Iterator[tuple[str, int, int]]:
    """Yield the leaders with the longest spellings, left to right, each with its span."""
    found = sorted(
        (spelling.leader, start, rest.end())
        for index, start, end in spellings.automaton.find_matches_as_indexes(text, overlapping=True)
        if begins_word(text, start, spellings.language)
        for spelling in spellings.by_stem[index]
        if (rest := spelling.rest.match(text, end))
    )
    return leftmost_longest(found, lambda one: one[1:])


@cache
def _rows() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return language → leader → spellings."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for leader, language, spellings in read_table("names", "native_leaders.tsv"):
        found.setdefault(language, {})[leader] = tuple(normalized(one)[0] for one in spellings.split("|"))
    return found


@cache
def _spellings(language: str) -> _Spellings:
    by_stem: dict[str, list[_Spelling]] = {}
    for leader, spellings in _rows()[language].items():
        for spelling in spellings:
            stem, rest = _stem(spelling, language)
            by_stem.setdefault(stem, []).append(_Spelling(leader, re.compile(rest + _end(language))))
    return _Spellings(ahocorasick_rs.AhoCorasick(list(by_stem)), list(by_stem.values()), language)


def _stem(spelling: str, language: str) -> tuple[str, str]:
    letters = _CYRILLIC.get(language)
    if letters is None:
        return spelling, ""
    first, *others = spelling.split(" ")
    stem = first.rstrip(_VOWELS) if len(first) > _ENDING else first
    ending = f"{letters}{{0,{_ENDING}}}" if len(first) > _ENDING else ""
    return stem, ending + "".join(f" {_inflected(word, letters)}" for word in others)


def _inflected(word: str, letters: str) -> str:
    """Return a pattern for a name with its case endings."""
    if len(word) <= _ENDING:
        return f"{re.escape(word)}{letters}{{0,2}}"
    return "-".join(f"{re.escape(part.rstrip(_VOWELS) or part)}{letters}{{0,{_ENDING}}}" for part in word.split("-"))


def _surnames(leader: str, language: str) -> set[str]:
    spellings = _rows().get(language, {}).get(leader, ())
    return {words[-1] for spelling in spellings if len(words := re.split("[ ·・=＝]", spelling)) > 1
            and len(words[-1]) >= _SHORTEST_SURNAME}  # fmt: skip


@cache
def _surname_pattern(word: str, language: str) -> re.Pattern[str]:
    letters = _CYRILLIC.get(language)
    before = "" if language in {"zh", "ja"} else r"(?<!\w)"
    return re.compile(before + (_inflected(word, letters) if letters else re.escape(word)) + _end(language))


def _end(language: str) -> str:
    if language == "ja":
        return "(?![ァ-ヶー])"
    return "" if language in {"zh", "ko"} else r"(?![\w\u0900-\u0963])"
