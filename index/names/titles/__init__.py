"""Reads the title beside a name: "Iranian Foreign Minister X", "X, the president of Iran"."""
