"""Reads the title next to a name: "Iranian Foreign Minister X", "X, the president of Iran"."""
