"""Reads `names.toml`, a reader's corrections to people's names; `names_edit` adds to it.

    [[alias]]      person = "benjamin-netanyahu.il", names = ["Bibi Netanyahu"]
    [[merge]]      person = "vladimir-putin.ru", rows = ["vladimir-poutine.ru"], name = "Vladimir Putin" (optional)
    [[apart]]      rows = ["ali-khan.pk", "ali-akbar-khan.pk"]
    [[drop]]       person = "jordan-rivers.us"
    [[no_person]]  names = ["Prince Edward Island"]
    [[source]]     name = "BBC World Service", spellings = ["bbc.example/world"]
    [[leader]]     name, country, offices = ["president:2026-05-01:"], aliases (optional)
    [[leader]]     name, country, office = "president", from = 2026-05-01, until and spellings (optional)

A file that is not valid TOML raises an error. In any other file, wrong entries are skipped and reported.
"""

from __future__ import annotations

import datetime
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
    SOURCE,
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
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_DATES = frozenset(("from", "until"))
"""The keys whose values may be dates of TOML, or years."""
_PARTS = re.compile("[:;]")
"""What separates the parts of an office, and offices."""
_DAY = len("2026-05-01")
_KEYS = {
    ALIAS: ({"person", "names"}, set()),
    MERGE: ({"person", "rows"}, {"name"}),
    APART: ({"rows"}, set()),
    DROP: ({"person"}, set()),
    NO_PERSON: ({"names"}, set()),
    SOURCE: ({"name", "spellings"}, set()),
    LEADER: ({"name", "country"}, {"offices", "office", "from", "until", "aliases", "spellings"}),
}
"""For each kind of entry, the required and the optional keys."""


class NamesFileError(SeedreadError):
    """A names.toml cannot be read or written."""


class WrongEntryError(Exception):
    """An entry is wrong; the message says how."""


def read_rules(path: Path) -> tuple[list[NameRule], list[str]]:
    """Return the rules of a file and a message for each wrong entry, with line and key; both empty without a file.

    Raises NamesFileError if the file cannot be read or is not valid TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise NamesFileError(f"Cannot read {path}: {error.strerror or error}.") from None
    except UnicodeDecodeError as error:
        raise NamesFileError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise NamesFileError(
            f"{path} is not valid TOML: {error}. Correct it; until then the previous rules apply."
        ) from None
    rules: list[NameRule] = []
    wrong: list[str] = []
    for line, where, kind, entry in _entries(text, data):
        try:
            rules.append(to_rule(kind, entry))
        except WrongEntryError as error:
            wrong.append(f"{f'line {line}, ' if line else ''}{where}: {error}")
    return rules, wrong


def _entries(text: str, data: dict[str, Any]) -> Iterator[tuple[int, str, str, Any]]:
    """Return line, header, kind and content of every entry, in the order of the file."""
    found = []
    for kind, entries in data.items():
        heads = [m.start() for m in re.finditer(rf"^[ \t]*\[\[[ \t]*{re.escape(kind)}[ \t]*\]\]", text, re.MULTILINE)]
        for n, entry in enumerate(entries if isinstance(entries, list) else [entries]):
            line = text.count("\n", 0, heads[n]) + 1 if n < len(heads) else 0
            found.append((line, f"[[{kind}]]", kind, entry))
    return iter(sorted(found, key=lambda entry: entry[0]))


def to_rule(kind: str, entry: Any) -> NameRule:
    """Return the rule of an entry. Raises WrongEntryError."""
    if kind not in _KEYS:
        raise WrongEntryError(f"unknown entry; use {', '.join(_KEYS)}")
    if not isinstance(entry, dict):
        raise WrongEntryError(f"write it as its own table under a [[{kind}]] header")
    must, may = _KEYS[kind]
    for key in sorted(must - entry.keys()):
        raise WrongEntryError(f"`{key}` is missing")
    for key in sorted(entry.keys() - must - may):
        raise WrongEntryError(f"unknown key `{key}`; use {', '.join(sorted(must | may))}")
    return _BUILD[kind](partial(_text, entry), partial(_texts, entry))


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if key in _DATES and isinstance(value, datetime.date | int) and not isinstance(value, bool):
        value = str(value)[:_DAY]
    if not isinstance(value, str) or (key in entry and not value.strip()):
        raise WrongEntryError(f"`{key}` must be text in quotation marks")
    if any(not char.isprintable() for char in value):
        raise WrongEntryError(f"`{key}` contains a control character")
    return value.strip()


def _texts(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or (key in entry and not value):
        raise WrongEntryError(f"`{key}` must be a list of texts in quotation marks")
    texts = tuple(_text({key: one}, key) for one in value)
    for text in texts:
        if "|" in text or ";" in text:
            raise WrongEntryError(f"`{key}`: “{text}” contains | or ;")
    return texts


def _id(text: str, key: str) -> str:
    if not _ID.fullmatch(text):
        raise WrongEntryError(
            f"`{key}`: “{text}” is not an ID (for example vladimir-putin.ru); run `seedread names find NAME`"
        )
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
        raise WrongEntryError("`rows` must have at least two rows")
    return NameRule(APART, rows=rows)


def _drop(text: _Text, _: _Texts) -> NameRule:
    return NameRule(DROP, _id(text("person"), "person"))


def _no_person(_: _Text, texts: _Texts) -> NameRule:
    return NameRule(NO_PERSON, names=texts("names"))


def _source(text: _Text, texts: _Texts) -> NameRule:
    return NameRule(SOURCE, names=(text("name"), *texts("spellings")))


def _leader(text: _Text, texts: _Texts) -> NameRule:
    country = text("country")
    if country not in countries() and country not in title_vocabulary().bodies.values():
        raise WrongEntryError(
            f"`country`: “{country}” is not a country code (for example FR) or an international body (for example UN)"
        )
    offices = texts("offices") + _term(text)
    if not offices:
        raise WrongEntryError("`office` is missing")
    for office in offices:
        if not _is_term(office):
            raise WrongEntryError(
                f"`offices`: “{office}” is not title:start:end (dates as 2026-05-01, 2026-05 or 2026; end may be empty)"
            )
    return leader_rule(text("name"), texts("aliases") + texts("spellings"), country, offices)


def _is_term(office: str) -> bool:
    try:
        Office.parse(office)
    except ValueError:
        return False
    return office.count(":") == 2


def _term(text: _Text) -> tuple[str, ...]:
    """Return the office that is given by `office`, `from` and `until`, if it is."""
    office, start, end = text("office"), text("from"), text("until")
    if not office and (start or end):
        raise WrongEntryError("`office` is missing")
    if office and not start:
        raise WrongEntryError("`from` is missing: the first day in office, for example from = 2026-05-01")
    if _PARTS.search(office):
        raise WrongEntryError(f"`office`: “{office}” contains : or ;. Write its days as `from` and `until`")
    for key, day in (("from", start), ("until", end)):
        if day and not _DATE.fullmatch(day):
            raise WrongEntryError(f"`{key}`: “{day}” is not a date (2026-05-01, 2026-05 or 2026)")
    return (f"{office}:{start}:{end}",) if office else ()


_BUILD = {
    ALIAS: _alias,
    MERGE: _merge,
    APART: _apart,
    DROP: _drop,
    NO_PERSON: _no_person,
    SOURCE: _source,
    LEADER: _leader,
}


def unknown_people(rules: list[NameRule]) -> list[str]:
    """Return a message for each alias whose person is not known."""
    own = {rule.person for rule in rules if rule.kind == LEADER}
    return [
        f"[[alias]]: unknown person {rule.person}; add a [[leader]] entry, or [[merge]] the rows"
        for rule in rules
        if rule.kind == ALIAS and rule.person not in own and gazetteer().number(rule.person) is None
    ]
