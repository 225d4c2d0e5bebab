"""The marks at the end of sentences in all scripts, for whoever asks whether a text is a sentence."""

from __future__ import annotations

__all__ = ["FINAL_MARKS", "FULL_STOPS", "WIDE_MARKS"]

FULL_STOPS = ".。｡۔।॥։።။។"
"""Marks of statements: of Europe, East Asia, Urdu, India, Armenian, Amharic, Burmese and Khmer."""
FINAL_MARKS = f"{FULL_STOPS}!?…！？؟"
WIDE_MARKS = "。｡！？"
"""Marks that need no space after them."""
