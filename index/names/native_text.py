"""Reads names in other scripts: one spelling for letters that are written in two ways, and where a word begins."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "PREFIXES",
    "UNSPACED",
    "begins_word",
    "leftmost_longest",
    "lowered",
    "normalized",
    "simplified",
    "word_end",
]

_Span = TypeVar("_Span")
UNSPACED = frozenset(("zh", "ja"))
"""Languages without spaces between words."""
_JOINED = UNSPACED | {"ko"}
"""Languages in which a name may be followed by other letters."""
PREFIXES = {
    "ar": "[وف]?(?:[بلک]?ال|لل|[بلک])?",
    "he": "ו?(?:כש|מש|ש)?[הבלמכ]?",
}
"""Words that are written together with the name after them."""
_LONGEST_PREFIX = 5
_EXTRA = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u093c\u200d\u200e\u200f]")
"""Marks that spellings of a word add or leave out."""
_DOUBLES = str.maketrans(
    {
        **dict.fromkeys("’ʼʻ`‘´", "'"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يىئ", "ی"),
        **dict.fromkeys("ةۀھہۂ", "ه"),
        **dict.fromkeys("־‐‑–", "-"),
        **dict.fromkeys("\xa0\u200c", " "),
        "ك": "ک",
        "ؤ": "و",
        "ё": "е",
        "Ё": "Е",
        "״": '"',
    }
)
"""Letters that are written in two ways; one character each, so that offsets stay valid."""
_TRADITIONAL = (
    "亞佈佔來倫偉傑傢優兌內凱別剋剛務勞參吳呂喬噹國圖埰堅奧婭寧寶尅對導岡巖庫張強彆彥悅悳愛懞懷捨採揚於時晉曆書會東榮樑樸權欽"
    "歐歷淵溫漢澤濟濤烏熱爾瑪當盧眞祕祿範篤紀約納紐純紮紹統維緬總羅義習聖臨與興舉茲華萊萬葉蓆蓋蔔蔴薩蘇蘭衚裏裡親訓託記諾謙謝"
    "譚議讓讚豐貝貞財貢費賈賓賞賢賴賽贊趙跤軍輝連週過達遜選邁鄭釗鉉錢錦錫長門関關陳陽雲韋韓頓領額顯飛馬馮鬆鬍魯鮑鵬麗黃黨齊龍"
)
_SIMPLIFIED = (
    "亚布占来伦伟杰家优兑内凯别克刚务劳参吴吕乔当国图采坚奥娅宁宝克对导冈岩库张强别彦悦德爱蒙怀舍采扬于时晋历书会东荣梁朴权钦"
    "欧历渊温汉泽济涛乌热尔玛当卢真秘禄范笃纪约纳纽纯扎绍统维缅总罗义习圣临与兴举兹华莱万叶席盖卜麻萨苏兰胡里里亲训托记诺谦谢"
    "谭议让赞丰贝贞财贡费贾宾赏贤赖赛赞赵交军辉连周过达逊选迈郑钊铉钱锦锡长门关关陈阳云韦韩顿领额显飞马冯松胡鲁鲍鹏丽黄党齐龙"
)
"""The Chinese signs of names and titles that have two forms, from CLDR's transform Traditional-Simplified."""
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def normalized(text: str) -> tuple[str, list[int] | None]:
    """Return a text in one spelling; with the place of each character if some were left out."""
    text = text.translate(_DOUBLES)
    if not _EXTRA.search(text):
        return text, None
    kept = [(n, char) for n, char in enumerate(text) if not _EXTRA.match(char)]
    return "".join(char for _, char in kept), [n for n, _ in kept]


def simplified(text: str) -> str:
    """Return a Chinese text with the simplified forms of the signs in names; as long as before."""
    return text.translate(_TO_SIMPLIFIED)


def lowered(text: str) -> str:
    """Return a text in lower case that is as long as before: İ would be two characters."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower()[:1] for char in text)


def begins_word(text: str, start: int, language: str) -> bool:
    """Tell whether a name may begin at `start` of a normalized text: with a word, or behind what is joined to it."""
    if language in UNSPACED:
        return True
    at = start
    while (
        at and start - at < _LONGEST_PREFIX and (text[at - 1].isalnum() or unicodedata.category(text[at - 1]) == "Mc")
    ):
        at -= 1
    return at == start or (language in PREFIXES and re.fullmatch(PREFIXES[language], text[at:start]) is not None)


def word_end(language: str) -> str:
    """Return a pattern for the end of a name: no letter or vowel sign follows, where words end at all."""
    return "" if language in _JOINED else r"(?![\w\u0900-\u0963])"


def leftmost_longest(found: Iterable[_Span], span: Callable[[_Span], tuple[int, int]]) -> Iterator[_Span]:
    """Yield the matches that do not overlap, left to right, the longest at each place; of equal ones the first."""
    last = 0
    for one in sorted(found, key=lambda one: (span(one)[0], -span(one)[1])):
        start, end = span(one)
        if start >= last:
            last = end
            yield one
