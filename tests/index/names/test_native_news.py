"""Tests the countries and leaders of short news in other languages, which were labelled before they were measured."""

from __future__ import annotations

from native_news import native_news, totals

REPORTS = native_news()


def test_what_is_found_is_named() -> None:
    """At least 97 % of the countries and of the leaders that are found in the texts are named there."""
    for kind in ("countries", "leaders"):
        right, wrong, _ = totals(REPORTS, kind)
        assert right >= 0.97 * (right + wrong), kind


def test_what_is_named_is_found() -> None:
    """At least 95 % of the leaders and 80 % of the countries that the texts name are found."""
    for kind, share in (("countries", 0.8), ("leaders", 0.95)):
        right, _, missed = totals(REPORTS, kind)
        assert right >= share * (right + missed), kind
