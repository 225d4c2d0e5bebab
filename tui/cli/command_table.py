"""Every command by name, with its line in `seedread --help`."""

from __future__ import annotations

__all__ = ["COMMANDS"]

COMMANDS = {
    "add": "follow feeds: an address, a site, or the list of another reader",
    "watch": "watch web pages: every change of their words is kept as a version",
    "fetch": "fetch the feeds that are due, and index what is new",
    "feeds": "list the feeds you follow; export or remove them",
    "index": "update the index, with a progress bar",
    "search": "search from the command line, for scripts, cron and screen readers",
    "show": "print one article: cleaned, raw, or with the reason for each line",
    "compare": "compare two articles: similar sentences, and what each alone tells",
    "stories": "list articles grouped by event, with copies folded",
    "versions": "list the versions of an article, and what changed",
    "brief": "print a digest of the day: its stories, and how reports differ",
    "pairs": "count articles that name two leaders or countries together",
    "inspect": "clean and analyse files without a library, as JSON",
    "names": "correct names: add aliases, merge people, add leaders",
    "rule": "set which lines of a site are body text and which are boilerplate",
    "new": "list what came since you last looked, in your saved searches",
    "saved": "list saved searches with counts; add, delete or print one",
    "mark": "mark all articles that match a query as read, starred or tagged",
    "export": "export articles as Markdown, text, JSON, BibTeX or CSL-JSON",
    "migrate": "copy a library to a cluster or a folder, and compare both",
    "shelf": "export or import your marks, tags, notes and saved searches",
    "config": "check the configuration; print the defaults or the key bindings",
    "completion": "print or install the completions for bash, zsh or fish",
    "doctor": "check library, permissions, configuration and terminal",
}
"""Each command has a module of the same name with a `run` that takes the arguments and returns the exit code."""
