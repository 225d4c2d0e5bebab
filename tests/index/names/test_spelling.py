"""Spelling variants are distinguished from similar names."""

from __future__ import annotations

import pytest

from seedread.index.names.spelling import are_variants, jaro_winkler


def test_jaro_winkler_gives_the_published_values() -> None:
    """Winkler's own examples give his figures."""
    assert jaro_winkler("martha", "marhta") == pytest.approx(0.961, abs=0.001)
    assert jaro_winkler("dwayne", "duane") == pytest.approx(0.840, abs=0.001)
    assert jaro_winkler("abc", "xyz") == 0


@pytest.mark.parametrize(
    ("a", "b"),
    [("berdimuhamedow", "berdymukhamedov"), ("araghchi", "araqchi"), ("qaddafi", "gaddafi"), ("sergey", "sergei")],
)
def test_transliterations_of_one_name_are_variants(a: str, b: str) -> None:
    """Two transliterations of one name are variants."""
    assert are_variants(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("mubarak", "murphy"), ("putin", "patton"), ("clinton", "clayton"), ("levy", "lavrov")]
)
def test_other_names_are_not_variants(a: str, b: str) -> None:
    """Names that only begin alike are not variants."""
    assert not are_variants(a, b)
