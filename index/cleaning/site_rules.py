"""The reader's own rules for the lines of a site: "this is body here", "this is boilerplate here".

Such a rule overrides every other label. `site_rules_file` reads and writes the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.phrases import line_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.phrases import LineWords

__all__ = ["BODY", "BOILERPLATE", "NO_RULES", "SiteRule", "SiteRules", "apply_site_rules", "for_site"]

BODY, BOILERPLATE = "body", "boilerplate"


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What one line is on a site."""

    site: str
    """The host of the article's address or a domain above it, the outlet's name, or the folder of its file."""
    text: str
    """The line. Capitals, numbers and spaces do not matter."""
    body: bool
    begins: bool = False
    """Whether `text` is only the beginning of the lines."""
    kind: str = "other"
    """The kind of a boilerplate line: one of `seedread.index.cleaning.KINDS`."""


class SiteRules:
    """The rules for one document, in tables for lookup by words."""

    def __init__(self, rules: Iterable[SiteRule] = ()) -> None:
        self._lines: dict[LineWords, SiteRule] = {}
        self._starts: list[tuple[LineWords, SiteRule]] = []
        for rule in rules:
            words = line_words(rule.text)
            if not words:
                continue
            if rule.begins:
                self._starts.append((words, rule))
            else:
                self._lines[words] = rule

    def __bool__(self) -> bool:
        """Tell whether there is any rule."""
        return bool(self._lines or self._starts)

    def by_line(self, lines: Sequence[str]) -> dict[int, SiteRule]:
        """Return the rule for each line that has one, by the number of the line."""
        if not self:
            return {}
        return {n: rule for n, line in enumerate(lines) if (rule := self._for_line(line_words(line)))}

    def _for_line(self, words: LineWords) -> SiteRule | None:
        """Return the rule for a line with these words; of two for the same words, the later one."""
        if rule := self._lines.get(words):
            return rule
        return next((rule for known, rule in reversed(self._starts) if words[: len(known)] == known), None)


NO_RULES = SiteRules()


def for_site(rules: Iterable[SiteRule], host: str, names: Sequence[str], path: str) -> SiteRules:
    """Return the rules that apply to a document: by its host, its outlet's names, or the folder of its file."""
    return SiteRules(rule for rule in rules if _applies(rule.site.casefold().strip("/"), host, names, path))


def _applies(site: str, host: str, names: Sequence[str], path: str) -> bool:
    if host == site or host.endswith(f".{site}"):
        return True
    return site in map(str.casefold, names) or path.casefold().startswith(f"{site}/")


def apply_site_rules(document: LabelledDocument, by_line: Mapping[int, SiteRule]) -> LabelledDocument:
    """Return the document with the reader's rules in place of other labels. A line with a rule is a unit of its own."""
    if not by_line:
        return document
    return document.with_labels(
        {
            at: None if rule.body else Label(rule.kind, f"your rule for {rule.site}")
            for at, unit in enumerate(document.units)
            if (rule := by_line.get(unit.lines[0]))
        }
    )
