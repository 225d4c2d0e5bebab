"""Checks the health of a library and its surroundings; nothing is written."""
