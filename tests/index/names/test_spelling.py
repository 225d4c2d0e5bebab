"""Spellings of one name are told from names that only look alike."""

from __future__ import annotations

import pytest

from seedread.index.names.spelling import are_variants, jaro_winkler


def test_jaro_winkler_gives_the_published_values() -> None:
    """Winkler's own examples come out with his figures."""
    assert jaro_winkler("martha", "marhta") == pytest.approx(0.961, abs=0.001)
    assert jaro_winkler("dwayne", "duane") == pytest.approx(0.840, abs=0.001)
    assert jaro_winkler("abc", "xyz") == 0


@pytest.mark.parametrize(
    ("a", "b"),
    [("berdimuhamedow", "berdymukhamedov"), ("araghchi", "araqchi"), ("qaddafi", "gaddafi"), ("sergey", "sergei")],
)
def test_transliterations_of_one_name_are_alike(a: str, b: str) -> None:
    """The same name in two transliterations is one name."""
    assert are_variants(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("mubarak", "murphy"), ("putin", "patton"), ("clinton", "clayton"), ("levy", "lavrov")]
)
def test_other_names_are_not_alike(a: str, b: str) -> None:
    """Names that share a beginning stay apart."""
    assert not are_variants(a, b)
