"""Pairs of articles written for the tests, with known overlap."""

from __future__ import annotations

import json
import random
import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedread.index.article import Article
from seedread.index.compare import Comparison, analyse_article, compare, comparison_to_markdown, comparison_to_record
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document

AGENCY = """\
LIMA, March 3 - Peru and Chile agreed on Tuesday to reopen the Tacna railway, ending nine years of dispute over bridges.
Transport Minister Rosa Quispe said the first train would run in May. \
"We have kept the people of both banks waiting for far too long, and we owe them an apology," she said.
The repair of 14 bridges will cost $212 million, to be shared equally between the two governments.
Chile's envoy, Pablo Reyes, told reporters the tariffs would be settled by a joint commission.
About 3,000 people gathered at the station to cheer the signing.
"""
REWRITTEN = """\
Nine years of quarrel over bridges of the Tacna railway ended on Tuesday when Peru and Chile agreed to reopen the line.
“We owe them an apology,” said Transport Minister Rosa Quispe of the people on both banks.
The repair of 14 bridges will cost $240 million, to be shared equally between the two governments.
Fishermen at the coast said they had not been asked.
"""
OTHER_EVENT = """\
Peru and Chile argued on Thursday over fishing rights in the waters off Arica.
Foreign Minister Elena Paz called home her ambassador after a patrol boat was stopped.
No date has been set for talks, and both fleets stayed in harbour.
"""
WEEKLY = (
    "Wheat closed at {} dollars a tonne on the Plate exchange on Friday, {} from the week before, brokers said.\n" * 6
)


def article(text: str, name: str = "a", title: str = "Two states reopen a railway") -> Article:
    return to_article(Document(name, text, title=title, date="2024-03-05"))


def compared(a: str, b: str) -> Comparison:
    return compare(article(a, "a"), article(b, "b", "The railway of Tacna returns"))


def sentence(comparison: Comparison, side: str, n: int) -> str:
    return comparison.analysed("a" if side == "a" else "b").sentences[n].text


class TestRewrittenWireCopy:
    """An outlet shortened and rewrote an agency's text."""

    def test_alignment(self) -> None:
        """A kept sentence is close, a rearranged one is aligned, and the others are unpaired."""
        found = compared(AGENCY, REWRITTEN)
        kinds = {sentence(found, "b", pair.b)[:12]: pair.wording for pair in found.pairs}
        assert kinds["The repair o"] in ("verbatim", "close")
        assert kinds["Nine years o"] in ("close", "related")
        assert any("3,000 people" in sentence(found, "a", n) for n in found.only_a)
        assert any("Fishermen" in sentence(found, "b", n) for n in found.only_b)

    def test_what_stands_least_in_the_other_comes_first(self) -> None:
        """The sentence with no word of the other article is first among the unpaired ones."""
        found = compared(AGENCY, REWRITTEN)
        assert "Fishermen" in sentence(found, "b", found.first_b[0])

    def test_changed_words(self) -> None:
        """In a close pair exactly the words that differ are marked."""
        found = compared(AGENCY, REWRITTEN)
        pair = next(pair for pair in found.pairs if "14 bridges" in sentence(found, "a", pair.a))
        assert [sentence(found, "a", pair.a)[a:b] for a, b in pair.changed_a] == ["212"]
        assert [sentence(found, "b", pair.b)[a:b] for a, b in pair.changed_b] == ["240"]

    def test_trimmed_quotation(self) -> None:
        """The side that quotes fewer words trims, and both speakers are known."""
        found = compared(AGENCY, REWRITTEN)
        (shared,) = found.quotations
        assert shared.text == "we owe them an apology"
        assert shared.trims == {"b"}
        assert found.b.quotations[shared.b].speaker == "Rosa Quispe"

    def test_changed_number(self) -> None:
        """The same thing with another value is a difference; an equal value is not."""
        found = compared(AGENCY, REWRITTEN)
        (pair,) = found.numbers
        assert (found.a.quantities[pair.a].text, found.b.quantities[pair.b].text) == ("$212 million", "$240 million")
        assert "14" not in {found.a.quantities[n].text for n in found.figures_a}
        assert any("3,000" in found.a.quantities[n].text for n in found.figures_a)


def test_kinds() -> None:
    """The relations are: same text, a copy with a new head, wire text inside another story, and related."""
    assert compare(article(AGENCY), article(AGENCY, "b")).kind == "same text"
    assert compared(AGENCY, f"Staff report from Arica.\n{AGENCY}").kind == "copy"
    own = "Our correspondent saw the crowd arrive before dawn with drums and flags of both countries.\n" * 3
    assert compared(AGENCY, own + "\n".join(AGENCY.split("\n")[1:3])).kind in ("shared wire text", "copy")
    assert compared(AGENCY, OTHER_EVENT).kind == "related"


def test_another_event_on_the_same_topic() -> None:
    """Two articles on the same countries share no sentence, and the summary says so."""
    found = compared(AGENCY, OTHER_EVENT)
    assert not found.pairs
    assert "No similar sentences" in comparison_to_markdown(found)
    assert {label for label, _ in found.countries.both} == {"Peru", "Chile"}


def test_weekly_repeat_shows_its_numbers() -> None:
    """An outlet's fixed form with other figures is aligned, and its figures differ."""
    found = compared(WEEKLY.format(*(["212", "up 4"] * 6)), WEEKLY.format(*(["305", "down 9"] * 6)))
    assert found.pairs[0].wording in ("verbatim", "close")
    assert found.numbers


def test_another_number_is_not_the_same_wording() -> None:
    """A sentence in which only a number was changed is marked as one with other words."""
    line = "The ministry said on Monday that {} soldiers would guard the railway between the two towns until spring."
    assert compared(line.format("3,400"), line.format("3,400")).pairs[0].wording == "verbatim"
    changed = compared(line.format("3,400"), line.format("3,900")).pairs[0]
    assert changed.wording == "close"
    assert changed.score > 0.85


def test_families_never_make_sentences_close() -> None:
    """Near-synonyms make two sentences related, never close."""
    found = compared(
        "The companies signed an accord on oil exploration in Angola.\nRain fell.",
        "The firms signed a deal on oil exploration in Angola.\nSnow lay on the hills.",
    )
    assert found.pairs[0].score < 0.85


def test_few_common_words_make_no_pair() -> None:
    """Two sentences of which only a name of the topic and a common word are the same are not similar."""
    found = compared(
        "Fishermen of Kalmora sold their harbour boats in spring.\nSnow fell on every road.",
        "A crane fell on the harbour wall of Kalmora during a test.\nRain made the fields green.",
    )
    assert not found.pairs


TEXTS = st.lists(
    st.sampled_from([*AGENCY.split("\n"), *REWRITTEN.split("\n"), *OTHER_EVENT.split("\n")]), max_size=8
).map("\n".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_mirrored(a: str, b: str) -> None:
    """Comparing B with A is the mirror image of comparing A with B."""
    one, other = article(a, "a", "Title one"), article(b, "b", "Title two")
    assert compare(other, one) == compare(one, other).mirrored()


CHINESE = "两国领导人周五在阿什哈巴德会晤。他们讨论了天然气和铁路。" * 3
ARABIC = "التقى الرئيسان يوم الجمعة في عشق آباد. وناقشا الغاز والسكك الحديدية." * 3


ANYTHING = {
    "empty": "",
    "one": "One sentence.",
    "mark": "“",
    "dots": "...",
    "number": "12",
    "chinese": CHINESE,
    "arabic": ARABIC,
    "endless": "a " * 800,
    "marks": '"' * 999,
}


@pytest.mark.parametrize("text", ANYTHING.values(), ids=ANYTHING)
def test_anything_can_be_compared(text: str) -> None:
    """Empty, tiny, very long and foreign articles are compared with an ordinary one, and with themselves."""
    for other in (AGENCY, text):
        found = compare(Article("a", "T", tuple(text.split("\n")) if text else ()), article(other, "b"))
        assert json.dumps(comparison_to_record(found))
        assert comparison_to_markdown(found)


@pytest.mark.parametrize("text", [CHINESE, ARABIC], ids=["zh", "ar"])
def test_same_sentences_in_other_scripts(text: str) -> None:
    """Identical sentences are found in scripts without spaces and from right to left."""
    a = Article("a", "T", (text,), language="zh" if text == CHINESE else "ar")
    b = Article("b", "U", ("Another beginning.", text))
    assert {pair.wording for pair in compare(a, b).pairs} == {"verbatim"}


SLOW = {
    "quoting on": "Ann Lee said “yes” and " * 1500,
    "quotations": "“No,” said Ann Lee. " * 1500,
    "hyphens": "Ab-" * 10000,
    "hyphened names": "Ab-Cd " * 4000 + ": “x”",
    "initials": "A. " * 8000,
    "numbers": "one " * 8000 + "12 billion ",
    "single marks": "‘" * 3000 + "s’ a" * 3000,
    "open mark": "“" + "word " * 10000,
    "verbs": "said " * 8000,
    "titles": "Mr. " * 8000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_texts_made_to_be_slow(text: str) -> None:
    """No text makes the patterns backtrack: the time grows with the length only."""
    started = time.process_time()
    analyse_article(Article("a", "T", (text, text[:50])))
    assert time.process_time() - started < 10


def test_book() -> None:
    """Fifty thousand words are compared in seconds."""
    pick = random.Random(3)
    parts = (
        "ban",
        "der",
        "fil",
        "gos",
        "kat",
        "lem",
        "nir",
        "pov",
        "rus",
        "sat",
        "tem",
        "vig",
        "wob",
        "zur",
        "mal",
        "hep",
    )
    vocabulary = ["".join(three) for three in product(parts, repeat=3)]
    book = tuple(
        " ".join(" ".join(pick.choices(vocabulary, k=20)).capitalize() + "." for _ in range(10)) for _ in range(250)
    )
    started = time.process_time()
    found = compare(Article("a", "T", book), Article("b", "U", book[::-1]))
    assert time.process_time() - started < 60
    assert found.kind == "copy"
