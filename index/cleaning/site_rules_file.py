"""Reads and writes lines.toml in the reader's config folder: which lines of a site are body or boilerplate.

An entry is [[body]] or [[boilerplate]] with `site` and either `line` or `begins`; [[boilerplate]] may have a `kind`.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seedread.index.cleaning.labels import KINDS
from seedread.index.cleaning.phrases import line_words
from seedread.index.cleaning.site_rules import BODY, BOILERPLATE, SiteRule
from seedread.index.errors import LibraryError
from seedread.index.files.toml_append import append_text, toml_entry

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LinesFileError", "add_site_rule", "current_site_rules", "read_site_rules"]

_HEAD = """\
# Your rules for the lines of a site. seedread only appends to this file.
# The next sync applies what you add, change or delete here. docs/cleaning.md describes the entries.
"""
_TEXTS = ("line", "begins")
_KEYS = {BODY: ("site", *_TEXTS), BOILERPLATE: ("site", *_TEXTS, "kind")}


class LinesFileError(LibraryError):
    """A lines.toml that cannot be read, parsed or written."""


def read_site_rules(path: Path) -> tuple[SiteRule, ...]:
    """Return the rules of a file, none if there is no file.

    Raises LinesFileError, with the place and what to do, if the file cannot be read or an entry is not a rule.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise LinesFileError(f"Cannot read {path}: {error.strerror or error}.") from None
    except UnicodeDecodeError as error:
        raise LinesFileError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise LinesFileError(f"{path} is not valid TOML: {error}. Correct it, or move the file away.") from None
    rules = []
    for kind, entries in data.items():
        if kind not in _KEYS or not isinstance(entries, list):
            raise LinesFileError(f"{path}: “{kind}” is not an entry. Use [[{BODY}]] or [[{BOILERPLATE}]].")
        for n, entry in enumerate(entries, 1):
            try:
                rules.append(_rule(kind, entry))
            except ValueError as error:
                raise LinesFileError(f"{path}: [[{kind}]] entry {n}: {error}.") from None
    return tuple(rules)


def current_site_rules(path: Path) -> tuple[SiteRule, ...]:
    """Return what `read_site_rules` returns, but read the file only if it has changed."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return ()
    except OSError:
        return read_site_rules(path)
    return _read_once(path, (state.st_mtime_ns, state.st_size, state.st_ino))


@lru_cache(maxsize=1)
def _read_once(path: Path, _: tuple[int, int, int]) -> tuple[SiteRule, ...]:
    return read_site_rules(path)


def _rule(kind: str, entry: Any) -> SiteRule:
    if not isinstance(entry, dict):
        raise ValueError("it must be a table")  # noqa: TRY004 (what is wrong is the file, not our call)
    for key, value in entry.items():
        if key not in _KEYS[kind]:
            raise ValueError(f"unknown key `{key}`; the keys are {', '.join(_KEYS[kind])}")
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise ValueError(f"`{key}` must be a single line of text")
    given = [key for key in _TEXTS if key in entry]
    if "site" not in entry or len(given) != 1:
        raise ValueError("it needs `site` and either `line` or `begins`")
    text, what = entry[given[0]], entry.get("kind", "other")
    if not line_words(text):
        raise ValueError(f"`{given[0]}` contains no words")
    if what not in KINDS:
        raise ValueError(f"“{what}” is not a kind; the kinds are {', '.join(KINDS)}")
    return SiteRule(entry["site"].strip(), text, body=kind == BODY, begins=given[0] == "begins", kind=what)


def add_site_rule(path: Path, rule: SiteRule) -> None:
    """Add a rule to the end of the file, which is replaced in one step.

    Raises LinesFileError if the file cannot be read (it is left unchanged) or written, or if the rule is not valid.
    """
    fields = {"site": rule.site, "begins" if rule.begins else "line": rule.text}
    kind = BODY if rule.body else BOILERPLATE
    if not rule.body:
        fields["kind"] = rule.kind
    try:
        _rule(kind, fields)
    except ValueError as error:
        raise LinesFileError(f"This is not a valid rule: {error}.") from None
    append_text(path, toml_entry(kind, fields.items()), _HEAD, lambda: read_site_rules(path), LinesFileError)
