"""What a comparison of two articles says, in values that any screen can show. A is the left one, B the right one."""

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
"""First character and one past the last."""
Side: TypeAlias = Literal["a", "b"]
Wording: TypeAlias = Literal["verbatim", "close", "related"]
"""How alike two sentences are worded; it says nothing of what they claim."""
ArticleRelation: TypeAlias = Literal["same text", "copy", "shared wire text", "same event", "related"]
"""What two articles are to one another, from the nearest to the farthest."""


def other_side(side: Side) -> Side:
    """Return the side that `side` is not."""
    return "b" if side == "a" else "a"


def _exchanged(sides: frozenset[Side]) -> frozenset[Side]:
    return frozenset([other_side(side) for side in sides])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's body."""

    n: int
    """Which one, from 0."""
    paragraph: int
    """Index into `Article.paragraphs`."""
    start: int
    """First character, in characters of that paragraph."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in quotation marks, with who said it."""

    sentence: int
    """The sentence in which it begins."""
    paragraph: int
    start: int
    """First character behind the opening mark."""
    end: int
    """The closing mark, or the end of the paragraph where the quotation goes on in the next."""
    text: str
    speaker: str = "?"
    """The name as the article gives it, "?" where that is not sure."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    sentence: int
    start: int
    """First character, in characters of the sentence."""
    end: int
    text: str
    """As printed, with its unit."""
    value: float
    unit: str
    """$, %, km…; empty where things are counted."""
    nouns: tuple[str, ...]
    """Stems of the words that may name what is counted, nearest first."""
    before: frozenset[str]
    """Stems of the telling words shortly before it."""
    of: frozenset[str] = frozenset()
    """Of a share, stems of the words that tell what it is a share of."""
    per: str = ""
    """The stem of what it is told for each of: 27 dollars a share."""


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """One article taken to pieces."""

    article: Article
    sentences: Sequence[Sentence]
    """Of the body, in order; of a very long one the first ones only."""
    quotations: Sequence[Quotation]
    quantities: Sequence[Quantity]
    complete: bool
    """Whether all of it was compared."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences that are worded alike."""

    a: int
    """Sentence of A."""
    b: int
    score: float
    """IDF-weighted Dice coefficient of their words, 0 to 1."""
    wording: Wording
    changed_a: tuple[CharSpan, ...]
    """What B does not have, in characters of the sentence."""
    changed_b: tuple[CharSpan, ...]
    more: frozenset[Side] = frozenset()
    """The sides that tell much there which stands nowhere in the other article; only where they are related."""

    def mirrored(self) -> SentencePair:
        """Return the pair seen from the other side."""
        return SentencePair(
            self.b, self.a, self.score, self.wording, self.changed_b, self.changed_a, _exchanged(self.more)
        )


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """Words that both articles have in quotation marks."""

    a: int
    """Quotation of A."""
    b: int
    text: str
    """The longest run of words that both quote, as A prints it."""
    text_b: str
    trims: frozenset[Side]
    """The sides that leave out words which the other quotes; neither where both quote the same."""

    def mirrored(self) -> SharedQuotation:
        """Return it seen from the other side."""
        return SharedQuotation(self.b, self.a, self.text_b, self.text, _exchanged(self.trims))


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """The same thing counted differently in sentences that are worded alike."""

    a: int
    """Quantity of A."""
    b: int
    noun: str
    """What is counted, as A prints it; the unit where no noun stands beside it."""
    noun_b: str

    def mirrored(self) -> NumberDifference:
        """Return it seen from the other side."""
        return NumberDifference(self.b, self.a, self.noun_b, self.noun)


@dataclass(frozen=True, slots=True)
class NameOverlap:
    """Names that one article has, the other, or both; label and value of each, most mentioned first."""

    only_a: tuple[tuple[str, str], ...]
    both: tuple[tuple[str, str], ...]
    only_b: tuple[tuple[str, str], ...]

    def mirrored(self) -> NameOverlap:
        """Return them seen from the other side."""
        return NameOverlap(self.only_b, self.both, self.only_a)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles side by side. It says what is worded alike and what is not; it judges nothing."""

    a: AnalysedArticle
    b: AnalysedArticle
    kind: ArticleRelation
    contained: float
    """Share of the shorter one's runs of five words that the other has as well."""
    longest_run: int
    """Words in a row that both have outside quotation marks."""
    pairs: tuple[SentencePair, ...]
    """In the order of A."""
    only_a: tuple[int, ...]
    """Sentences of A that nothing in B is worded like, or that tell much which B does not, in order."""
    only_b: tuple[int, ...]
    first_a: tuple[int, ...]
    """The same, those first whose words stand least in B."""
    first_b: tuple[int, ...]
    quotations: tuple[SharedQuotation, ...]
    numbers: tuple[NumberDifference, ...]
    figures_a: tuple[int, ...]
    """Quantities of A, small counts left out, whose value stands nowhere in B."""
    figures_b: tuple[int, ...]
    countries: NameOverlap
    leaders: NameOverlap

    def analysed(self, side: Side) -> AnalysedArticle:
        """Return one of the two."""
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
