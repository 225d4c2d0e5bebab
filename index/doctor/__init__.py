"""Checks that all is well with a library and around it; nothing is written."""
