"""Finds the countries that a text names: scan, guards, votes of the whole document."""
