"""Pull-down lists of countries and languages are stripped; countries that an article lists are kept."""

from __future__ import annotations

from line_model_texts import PROSE

from seedread.index.cleaning import clean

COUNTRIES = ("Afghanistan", "Albania", "Algeria", "Andorra", "Angola", "Argentina", "Armenia", "Australia", "Austria",
             "Azerbaijan", "Bahamas", "Bahrain", "Bangladesh", "Barbados", "Belarus", "Belgium")  # fmt: skip


def paragraphs(*lines: str) -> str:
    return "\n".join(clean("\n".join(("Belmar to rebuild its bridge", *PROSE[:2], *lines, PROSE[2]))).paragraphs)


def test_a_long_list_is_stripped() -> None:
    """Sixteen countries, one a line or all in one line, are stripped."""
    assert "Angola" not in paragraphs(*COUNTRIES)
    assert "Angola" not in paragraphs(" ".join(COUNTRIES))


def test_a_list_to_choose_from_is_stripped() -> None:
    """A few languages below a line that asks to choose are stripped."""
    assert "Deutsch" not in paragraphs("Select language", "English", "Deutsch", "Français", "Español")


def test_countries_in_a_sentence_are_kept() -> None:
    """A sentence that lists countries is kept."""
    sentence = f"The treaty was signed by {', '.join(COUNTRIES)}"
    assert sentence in paragraphs(sentence)
