from __future__ import annotations

import pytest
from line_model_texts import PROSE, labelled

from seedread.index.cleaning.numbered_parts import numbered_parts
from seedread.index.cleaning.scoring import score

NAMES = ("Crane of Norvik", "The ferry", "The grain terminal", "A lighthouse")


def numbered(*forms: str) -> list[str]:
    """Return headings of these forms, each with a paragraph below."""
    return [
        line
        for form, name, text in zip(forms, NAMES, PROSE, strict=False)
        for line in (form.format(name) if "{}" in form else f"{form} {name}", text)
    ]


@pytest.mark.parametrize(
    "forms",
    [
        ("1.", "2.", "3."),
        ("4) {}", "3) {}", "2) {}", "1) {}"),
        ("#1: {}", "#2: {}", "#3: {}"),
        ("No. 8: {}", "No. 9: {}", "No. 10: {}"),
        ("1.{}", "2.{}", "3.{}"),
    ],
)
def test_numbers_that_follow_on_each_other_are_parts(forms: tuple[str, ...]) -> None:
    """Headings numbered up or down, in any of the usual forms, make one text with the paragraphs below them."""
    lines = numbered(*forms)
    ((headings, paragraphs),) = numbered_parts(labelled(*PROSE, *lines))
    places = range(len(PROSE), len(PROSE) + len(lines))
    assert headings == list(places)[::2]
    assert paragraphs == list(places)[1::2]


@pytest.mark.parametrize(
    "lines",
    [
        numbered("1.", "2."),
        numbered("1.", "3.", "4."),
        numbered("1.", "2.", "1."),
        ["1. One", "2. Two", "3. Three", PROSE[0]],
        [f"{n}.5 million people live there. {text}" for n, text in enumerate(PROSE, 1)],
        [f"{n}:30 {text}" for n, text in enumerate(PROSE, 10)],
    ],
)
def test_other_numbers_are_no_parts(lines: list[str]) -> None:
    """Two numbers, numbers with gaps, lists without paragraphs, decimals and times of day are no numbered text."""
    assert not list(numbered_parts(labelled(*lines)))


def test_parts_of_a_numbered_text_share_one_score() -> None:
    """The author wrote all parts or none: all headings have one score, and all paragraphs below them another one."""
    document = score(labelled(*PROSE, *numbered("1.", "2.", "3.")), extracted=True)
    parts = document.scores[len(PROSE) :]
    assert len(set(parts[::2])) == 1
    assert len(set(parts[1::2])) == 1
