"""Capitalised sequences are found with their particles, initials and hyphens."""

from __future__ import annotations

import pytest
from growth import grows_in_proportion

from seedread.index.names.article_names import ArticleNames, find_names
from seedread.index.names.person_names import LONGEST_WORD, capitalised_runs, fold_name_word


def _texts(text: str) -> list[list[str]]:
    return [[word.text for word in run] for run in capitalised_runs(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he saw F.W. de Klerk there", ["F.W.", "de", "Klerk"]),
        ("he saw Hafez al-Assad there", ["Hafez", "al-Assad"]),
        ("he saw Muammar el Gaddafi there", ["Muammar", "el", "Gaddafi"]),
        ("he saw Valéry Giscard d'Estaing there", ["Valéry", "Giscard", "d'Estaing"]),
        ("he saw Kim Young-sam there", ["Kim", "Young-sam"]),
        ("he saw Mr. Rahmon there", ["Mr.", "Rahmon"]),
        ("he saw Zayed bin Sultan Al Nahyan there", ["Zayed", "bin", "Sultan", "Al", "Nahyan"]),
        ("he saw İlham Əliyev there", ["İlham", "Əliyev"]),
    ],
)
def test_a_name_is_one_run(text: str, words: list[str]) -> None:
    """Particles, initials, hyphens and letters of any Latin alphabet are part of one run."""
    assert _texts(text) == [words]


def test_a_possessive_ends_a_run() -> None:
    """A possessive ends a run: the foreign minister is another person."""
    assert _texts("Iran’s Abbas Araghchi met Jordan's King Abdullah") == [
        ["Iran"], ["Abbas", "Araghchi"], ["Jordan"], ["King", "Abdullah"],
    ]  # fmt: skip


def test_quotation_marks_are_no_part() -> None:
    """A name in single quotes and the article before a name are found, the second half of a compound is not."""
    assert _texts("he said 'Lukashenko stays'") == [["Lukashenko"]]
    assert _texts("then al-Assad left") == [["al-Assad"]]
    assert _texts("the pro-Moscow President Lukashenko") == [["President", "Lukashenko"]]
    assert _texts("the anti-Nazi") == []


def test_words_know_their_place() -> None:
    """The span of each word has its text."""
    text = "Yesterday in Minsk Alexander Lukashenko spoke."
    assert all(text[word.start : word.end] == word.text for run in capitalised_runs(text) for word in run)


def test_full_stops_do_not_distinguish_words() -> None:
    """Initials fold the same with and without a space."""
    assert fold_name_word("F.W.").split() == fold_name_word("F. W.").split()


def test_a_word_without_end() -> None:
    """Capitals in one word of any length are compared in a time that grows with it, and name nobody."""
    assert len(fold_name_word("A" * 5_000_000)) == LONGEST_WORD

    def named(text: str) -> ArticleNames:
        return find_names("", (text,), dateline=None, published=None, language="en")

    assert grows_in_proportion(named, lambda count: "\\N{SPACE}" * count, 3_000)
    assert named("\\N{SPACE}" * 3_000 + " and Vladimir Putin of Russia").leaders[0].name == "Vladimir Putin"
