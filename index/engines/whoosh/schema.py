"""The fields of the index by name."""

from __future__ import annotations

from seedread.index.facets.fields import STORED

__all__ = ["FACETS", "NAME", "facet_term"]

NAME = "seedread"
"""The name of the index within its folder."""
FACETS = tuple(STORED)
_LABEL = "\x1f"
"""Separates a facet value and its label in one term; it cannot occur in cleaned text."""


def facet_term(value: str, label: str) -> bytes:
    """Return the term of a facet value with its label."""
    return f"{value}{_LABEL}{label}".encode()
