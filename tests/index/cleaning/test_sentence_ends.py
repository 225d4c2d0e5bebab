"""Sentences of every script, as the cleaner counts them."""

from __future__ import annotations

import pytest

from seedread.index.cleaning.headlines import lead_as_title
from seedread.index.cleaning.line_joining import JoinedLines
from seedread.index.cleaning.orthography import ends_sentence
from seedread.index.cleaning.phrases import line_words
from seedread.index.cleaning.units import describe


@pytest.mark.parametrize(
    "text",
    [
        "وہ کل آئیں گے۔“",
        "क्या वे आएंगे?’",
        "他们来了吗？”",
        "« Ils viennent ? »",
        "Θα έρθουν;",
        "«Θα έρθουν;»",
        "Նրանք կգան։",
        "ይመጣሉ።",
    ],
)
def test_sentence_ends_of_other_scripts(text: str) -> None:
    """Final marks of other scripts end a sentence, also inside quotation marks; a semicolon does so in Greek only."""
    assert ends_sentence(text)
    assert not ends_sentence("They come;")


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("А. С. Грибоедов и М. Ю. Лермонтов, т. е. поэты, ул. мира", 0),
        ("Он ушёл. Она осталась.", 1),
        ("他走了。她留下了。没有人说话。", 2),
        ("वह गया। वह रुकी।", 1),
        ("وہ گیا۔ وہ رکی۔", 1),
        ("J. Smith left. She stayed.", 2),
    ],
)
def test_sentences_of_a_unit(text: str, breaks: int) -> None:
    """Breaks between sentences are counted in every script; initials and lower case make none outside ASCII."""
    assert describe(JoinedLines([0], [text], line_words(text), begun=True), ()).sentences == breaks


def test_a_title_from_the_lead_ends_with_a_sentence() -> None:
    """A title that is taken from the lead is not cut at an abbreviation."""
    lead = "Der Prozess gegen den früheren Bürgermeister Dr. Karl Brandner beginnt am 3. Mai in Wien. " * 2
    assert lead_as_title(lead, "de") == lead[:89]
