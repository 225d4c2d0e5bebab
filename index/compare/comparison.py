"""The result of comparing two articles, as values that any screen can show. A is the left article, B the right one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Article

__all__ = [
    "AnalysedArticle",
    "ArticleRelation",
    "CharSpan",
    "Comparison",
    "NameOverlap",
    "NumberDifference",
    "Quantity",
    "Quotation",
    "Sentence",
    "SentencePair",
    "SharedQuotation",
    "Side",
    "Wording",
    "other_side",
]

CharSpan: TypeAlias = tuple[int, int]
"""Start and end in characters; the end is exclusive."""
Side: TypeAlias = Literal["a", "b"]
Wording: TypeAlias = Literal["verbatim", "close", "related"]
"""The wording class of two sentences; it says nothing about what they claim."""
ArticleRelation: TypeAlias = Literal["same text", "copy", "shared wire text", "same event", "related"]
"""The relation of two articles, from the closest to the most distant."""


def other_side(side: Side) -> Side:
    """Return the other side."""
    return "b" if side == "a" else "a"


def _exchanged(sides: frozenset[Side]) -> frozenset[Side]:
    return frozenset([other_side(side) for side in sides])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's body."""

    n: int
    """The number of the sentence, from 0."""
    paragraph: int
    """Index into `Article.paragraphs`."""
    start: int
    """First character, in characters of that paragraph."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text in quotation marks, with its speaker."""

    sentence: int
    """The sentence in which it begins."""
    paragraph: int
    start: int
    """First character after the opening mark."""
    end: int
    """The closing mark, or the end of the paragraph if the quotation continues in the next one."""
    text: str
    speaker: str = "?"
    """The source as the article gives it, a name or a noun phrase; "?" if unknown."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what it counts."""

    sentence: int
    start: int
    """First character, in characters of the sentence."""
    end: int
    text: str
    """As printed, with its unit."""
    value: float
    unit: str
    """$, %, km…; empty for a count."""
    nouns: tuple[str, ...]
    """Stems of the words that may name what is counted, nearest first."""
    before: frozenset[str]
    """Stems of the content words shortly before it."""
    of: frozenset[str] = frozenset()
    """Of a percentage, the stems of the words for the whole."""
    per: str = ""
    """The stem of the reference unit: "share" in 27 dollars a share."""
    hedge: str = ""
    """The words before it that make it inexact: more than, about."""

    @property
    def printed(self) -> str:
        """The number with the words that make it inexact."""
        return f"{self.hedge} {self.text}".lstrip()


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """An article with its sentences, quotations and quantities."""

    article: Article
    sentences: Sequence[Sentence]
    """Of the body, in order; only the first ones of a very long body."""
    quotations: Sequence[Quotation]
    quantities: Sequence[Quantity]
    amounts: Sequence[frozenset[float]]
    """All values in each sentence, also of numbers that count nothing: six of the eight."""
    complete: bool
    """Whether `sentences` has the whole body."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences with similar wording."""

    a: int
    """Sentence of A."""
    b: int
    score: float
    """IDF-weighted Dice coefficient of their words, 0 to 1."""
    wording: Wording
    changed_a: tuple[CharSpan, ...]
    """What B does not have, as spans in A's sentence."""
    changed_b: tuple[CharSpan, ...]
    more: frozenset[Side] = frozenset()
    """The sides with much content here that the other article does not have; only for related pairs."""

    def mirrored(self) -> SentencePair:
        """Return the pair seen from the other side."""
        return SentencePair(
            self.b, self.a, self.score, self.wording, self.changed_b, self.changed_a, _exchanged(self.more)
        )


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """Words that both articles quote."""

    a: int
    """Quotation of A."""
    b: int
    text: str
    """The longest run of words that both quote, as A prints it."""
    text_b: str
    trims: frozenset[Side]
    """The sides that leave out words that the other quotes; empty if both quote the same."""

    def mirrored(self) -> SharedQuotation:
        """Return the quotation seen from the other side."""
        return SharedQuotation(self.b, self.a, self.text_b, self.text, _exchanged(self.trims))


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """The same thing counted differently in sentences with similar wording."""

    a: int
    """Quantity of A."""
    b: int
    noun: str
    """What is counted, as A prints it; the unit if it has no noun."""
    noun_b: str

    def mirrored(self) -> NumberDifference:
        """Return the difference seen from the other side."""
        return NumberDifference(self.b, self.a, self.noun_b, self.noun)


@dataclass(frozen=True, slots=True)
class NameOverlap:
    """Names that one article has, the other, or both; label and value of each, most mentioned first."""

    only_a: tuple[tuple[str, str], ...]
    both: tuple[tuple[str, str], ...]
    only_b: tuple[tuple[str, str], ...]

    def mirrored(self) -> NameOverlap:
        """Return the names seen from the other side."""
        return NameOverlap(self.only_b, self.both, self.only_a)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two articles. It compares wording and judges nothing."""

    a: AnalysedArticle
    b: AnalysedArticle
    kind: ArticleRelation
    contained: float
    """Share of the shorter article's 5-grams that the other has too."""
    longest_run: int
    """The longest run of words that both have outside quotation marks."""
    pairs: tuple[SentencePair, ...]
    """In the order of A."""
    only_a: tuple[int, ...]
    """Sentences of A of which B tells little, in order; some have a related sentence in B.

    A sentence that is in no pair and not here has words that B uses too, but in no single sentence."""
    only_b: tuple[int, ...]
    first_a: tuple[int, ...]
    """The same sentences, those with names and numbers that B does not have first."""
    first_b: tuple[int, ...]
    quotations: tuple[SharedQuotation, ...]
    numbers: tuple[NumberDifference, ...]
    figures_a: tuple[int, ...]
    """Quantities of A whose value B does not have, without small counts and without those in `numbers`."""
    figures_b: tuple[int, ...]
    countries: NameOverlap
    leaders: NameOverlap

    def analysed(self, side: Side) -> AnalysedArticle:
        """Return the article of one side."""
        return self.a if side == "a" else self.b

    def mirrored(self) -> Comparison:
        """Return the comparison of B with A."""
        return Comparison(
            a=self.b,
            b=self.a,
            kind=self.kind,
            contained=self.contained,
            longest_run=self.longest_run,
            pairs=tuple(sorted((pair.mirrored() for pair in self.pairs), key=lambda pair: pair.a)),
            only_a=self.only_b,
            only_b=self.only_a,
            first_a=self.first_b,
            first_b=self.first_a,
            quotations=tuple(sorted((one.mirrored() for one in self.quotations), key=lambda one: (one.a, one.b))),
            numbers=tuple(sorted((one.mirrored() for one in self.numbers), key=lambda one: (one.a, one.b))),
            figures_a=self.figures_b,
            figures_b=self.figures_a,
            countries=self.countries.mirrored(),
            leaders=self.leaders.mirrored(),
        )
