"""What a reader knows better about the lines of a site: "this is body here", "this is boilerplate here".

Such a rule goes before everything else that judges a line. `own_rules_file` reads and writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.phrases import words_of
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seedread.index.cleaning.phrases import Words
    from seedread.index.cleaning.units import Unit

__all__ = ["BODY", "BOILERPLATE", "NO_RULES", "OwnRule", "OwnRules", "for_site", "judged_by", "mark_own"]

BODY, BOILERPLATE = "body", "boilerplate"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One line that a reader has judged."""

    site: str
    """The host of the article's address or one above it, the outlet's name, or the folder of its file."""
    text: str
    """The line; capitals, numbers and spaces do not matter."""
    body: bool
    begins: bool = False
    """Whether it is only the beginning of the lines that are meant."""
    kind: str = "other"
    """What the line is when it is boilerplate: one of `seedread.index.cleaning.KINDS`."""


class OwnRules:
    """The rules for one document, arranged to be looked up by words."""

    def __init__(self, rules: Iterable[OwnRule] = ()) -> None:
        self._lines: dict[Words, OwnRule] = {}
        self._starts: list[tuple[Words, OwnRule]] = []
        for rule in rules:
            words = words_of(rule.text)
            if not words:
                continue
            if rule.begins:
                self._starts.append((words, rule))
            else:
                self._lines[words] = rule

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._lines or self._starts)

    def of(self, words: Words) -> OwnRule | None:
        """Return the rule for a line of these words; of two for the same words the last one counts."""
        if rule := self._lines.get(words):
            return rule
        return next((rule for known, rule in reversed(self._starts) if words[: len(known)] == known), None)


NO_RULES = OwnRules()


def for_site(rules: Iterable[OwnRule], host: str, names: Sequence[str], path: str) -> OwnRules:
    """Return the rules that hold for a document: by its host, its outlet's names, or the folder of its file."""
    return OwnRules(rule for rule in rules if _holds(rule.site.casefold().strip("/"), host, names, path))


def _holds(site: str, host: str, names: Sequence[str], path: str) -> bool:
    if host == site or host.endswith(f".{site}"):
        return True
    return site in map(str.casefold, names) or path.casefold().startswith(f"{site}/")


def judged_by(own: OwnRules, lines: Sequence[str]) -> dict[int, OwnRule]:
    """Return the rule for each line that has one, by its number."""
    if not own:
        return {}
    return {n: rule for n, line in enumerate(lines) if (rule := own.of(words_of(line)))}


def mark_own(judged: Mapping[int, OwnRule], units: Sequence[Unit], verdicts: list[Verdict | None]) -> None:
    """Put what a reader says of a line in the place of any other verdict; such a line is a unit of its own."""
    if not judged:
        return
    for at, unit in enumerate(units):
        if rule := judged.get(unit.lines[0]):
            verdicts[at] = None if rule.body else Verdict(rule.kind, f"your rule for {rule.site}")
