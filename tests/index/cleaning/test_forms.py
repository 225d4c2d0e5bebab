"""Wire copy, press releases, newsletters, logs and other forms: how much of each the cleaner gets right."""

from __future__ import annotations

from labelled_forms import labelled_forms

FORMS = labelled_forms()


def test_no_line_of_a_body_is_lost() -> None:
    """Every line of the body is kept in texts of 35 forms, also in logs, lists of names and code."""
    assert {form.name: form.lost for form in FORMS if form.lost} == {}


def test_what_is_around_the_body_is_stripped() -> None:
    """At least 98 % of the characters that are not body are stripped, and at most five lines are left in all texts."""
    left = [line for form in FORMS for line in form.left]
    gone = sum(form.size("-", kept=False) for form in FORMS)
    assert gone > 0.98 * (gone + sum(map(len, left)))
    assert len(left) <= 5


def test_pages_in_other_languages_keep_no_furniture() -> None:
    """Menus, reading times and boxes of a page in German, French, Spanish, Russian or Portuguese are stripped."""
    pages = [form for form in FORMS if form.name.endswith("_page")]
    assert len(pages) == 5
    assert [line for form in pages for line in form.left] == []
