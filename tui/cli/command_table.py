"""Every command by name, with the line that `seedread --help` prints for it."""

from __future__ import annotations

__all__ = ["COMMANDS"]

COMMANDS = {
    "index": "bring the index up to date, with a progress bar",
    "search": "search from the command line, for scripts, cron and screen readers",
    "show": "print one article, its raw text, or why each line was kept or stripped",
    "compare": "lay two accounts side by side: what is worded alike, what each tells alone",
    "stories": "articles grouped by event, copies folded",
    "pairs": "how many articles name both of two leaders or countries",
    "inspect": "clean and describe files without a library, as JSON",
    "names": "say what you know of persons better: aliases, merged rows, leaders of your own",
    "rule": "say which lines of a site are body and which are boilerplate",
    "saved": "saved searches with their counts; add, drop or print one",
    "mark": "mark all that a query finds as read, starred or tagged",
    "export": "articles as Markdown, text, JSON, BibTeX or CSL-JSON",
    "shelf": "export and import your marks, tags, notes and saved searches",
    "config": "what can be set, whether the file is sound, and which keys do what",
    "doctor": "check that all is well: library, owner, modes, lock, index, configuration, folders",
}
"""The module of a command has its name and a `run` that takes the arguments and returns the exit code."""
