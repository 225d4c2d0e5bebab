"""Reads `names.toml`, what a reader knows of persons; `seedread.index.names.overrides.names_edit` adds to it.

    [[alias]]      person = "benjamin-netanyahu.il", names = ["Bibi Netanyahu"]
    [[merge]]      person = "vladimir-putin.ru", rows = ["vladimir-poutine.ru"], name = "Vladimir Putin" (or without)
    [[apart]]      rows = ["ali-khan.pk", "ali-akbar-khan.pk"]
    [[drop]]       person = "jordan-rivers.us"
    [[no_person]]  names = ["Prince Edward Island"]
    [[leader]]     name, country, offices = ["president:2026-05-01:"], aliases (or without)

A file that is no TOML says nothing at all; of any other, entries that are wrong are passed over and told.
"""

from __future__ import annotations

import re
import tomllib
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from seedread.index.errors import SeedreadError
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.lexicon import countries
from seedread.index.names.office import Office
from seedread.index.names.overrides.name_rules import (
    ALIAS,
    APART,
    DROP,
    LEADER,
    MERGE,
    NO_PERSON,
    NameRule,
    leader_rule,
)
from seedread.index.names.titles.title_vocabulary import title_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    _Text: TypeAlias = Callable[[str], str]
    _Texts: TypeAlias = Callable[[str], tuple[str, ...]]

__all__ = ["NamesFileError", "WrongEntryError", "read_rules", "to_rule", "unknown_people"]

_ID = re.compile(r"[^\s.]+\.\w{2,6}")
_KEYS = {
    ALIAS: ({"person", "names"}, set()),
    MERGE: ({"person", "rows"}, {"name"}),
    APART: ({"rows"}, set()),
    DROP: ({"person"}, set()),
    NO_PERSON: ({"names"}, set()),
    LEADER: ({"name", "country", "offices"}, {"aliases"}),
}
"""For each kind of entry the keys that it must have, and those that it may have."""


class NamesFileError(SeedreadError):
    """A names.toml that cannot be read or written."""


class WrongEntryError(Exception):
    """What is wrong with one entry."""


def read_rules(path: Path) -> tuple[list[NameRule], list[str]]:
    """Return the rules of a file and what is wrong with its entries, with lines and keys; nothing if there is no file.

    Raises NamesFileError for a file that cannot be read or is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        raise NamesFileError(f"{path} cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise NamesFileError(f"{path} is no TOML: {error}. Mend it there; until then it counts as it was.") from None
    rules: list[NameRule] = []
    wrong: list[str] = []
    for line, where, kind, entry in _entries(text, data):
        try:
            rules.append(to_rule(kind, entry))
        except WrongEntryError as error:
            wrong.append(f"{f'line {line}, ' if line else ''}{where}: {error}")
    return rules, wrong


def _entries(text: str, data: dict[str, Any]) -> Iterator[tuple[int, str, str, Any]]:
    """Yield line, name, kind and content of every entry, in the order of the file."""
    found = []
    for kind, entries in data.items():
        heads = [m.start() for m in re.finditer(rf"^[ \t]*\[\[[ \t]*{re.escape(kind)}[ \t]*\]\]", text, re.MULTILINE)]
        for n, entry in enumerate(entries if isinstance(entries, list) else [entries]):
            line = text.count("\n", 0, heads[n]) + 1 if n < len(heads) else 0
            found.append((line, f"[[{kind}]]", kind, entry))
    return iter(sorted(found, key=lambda entry: entry[0]))


def to_rule(kind: str, entry: Any) -> NameRule:
    """Return the rule that an entry states; raises WrongEntryError."""
    if kind not in _KEYS:
        raise WrongEntryError(f"there is no such entry; there are {', '.join(_KEYS)}")
    if not isinstance(entry, dict):
        raise WrongEntryError(f"write it as a table of its own, headed [[{kind}]]")
    must, may = _KEYS[kind]
    for key in sorted(must - entry.keys()):
        raise WrongEntryError(f"`{key}` is missing")
    for key in sorted(entry.keys() - must - may):
        raise WrongEntryError(f"`{key}` is no key of it; its keys are {', '.join(sorted(must | may))}")
    return _BUILD[kind](partial(_text, entry), partial(_texts, entry))


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or (key in entry and not value.strip()):
        raise WrongEntryError(f"`{key}` must be a text")
    if any(not char.isprintable() for char in value):
        raise WrongEntryError(f"`{key}` holds a control character")
    return value.strip()


def _texts(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or (key in entry and not value):
        raise WrongEntryError(f"`{key}` must be a list of texts")
    texts = tuple(_text({key: one}, key) for one in value)
    for text in texts:
        if "|" in text or ";" in text:
            raise WrongEntryError(f"`{key}`: “{text}” holds a | or ;")
    return texts


def _id(text: str, key: str) -> str:
    if not _ID.fullmatch(text):
        raise WrongEntryError(f"`{key}`: “{text}” is no id such as vladimir-putin.ru (`seedread names find NAME`)")
    return text


def _alias(text: _Text, texts: _Texts) -> NameRule:
    return NameRule(ALIAS, _id(text("person"), "person"), texts("names"))


def _merge(text: _Text, texts: _Texts) -> NameRule:
    rows = tuple(_id(row, "rows") for row in texts("rows"))
    name = text("name")
    return NameRule(MERGE, _id(text("person"), "person"), (name,) if name else (), rows)


def _apart(_: _Text, texts: _Texts) -> NameRule:
    rows = tuple(_id(row, "rows") for row in texts("rows"))
    if len(rows) < 2:
        raise WrongEntryError("`rows` must be two rows or more")
    return NameRule(APART, rows=rows)


def _drop(text: _Text, _: _Texts) -> NameRule:
    return NameRule(DROP, _id(text("person"), "person"))


def _no_person(_: _Text, texts: _Texts) -> NameRule:
    return NameRule(NO_PERSON, names=texts("names"))


def _leader(text: _Text, texts: _Texts) -> NameRule:
    country = text("country")
    if country not in countries() and country not in title_vocabulary().bodies.values():
        raise WrongEntryError(f"`country`: “{country}” is no code such as FR, or UN for a body between states")
    offices = texts("offices")
    for office in offices:
        try:
            Office.parse(office)
        except ValueError:
            raise WrongEntryError(
                f"`offices`: “{office}” is not title:start:end, with dates such as 2026-05-01, 2026-05, 2026, or no end"
            ) from None
    return leader_rule(text("name"), texts("aliases"), country, offices)


_BUILD = {ALIAS: _alias, MERGE: _merge, APART: _apart, DROP: _drop, NO_PERSON: _no_person, LEADER: _leader}


def unknown_people(rules: list[NameRule]) -> list[str]:
    """Return what is to be said of aliases for persons who stand in no file."""
    own = {rule.person for rule in rules if rule.kind == LEADER}
    return [
        f"[[alias]]: {rule.person} is known neither here nor to seedread: add a [[leader]], or [[merge]] the rows"
        for rule in rules
        if rule.kind == ALIAS and rule.person not in own and gazetteer().number(rule.person) is None
    ]
