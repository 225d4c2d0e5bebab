"""Texts of many forms (wire copy, press releases, logs) with a label on each line, and how the cleaner does.

    python tests/helpers/labelled_forms.py          print each line that is judged wrongly, then the figures

Each line of `tests/index/cleaning/forms/NAME.txt` begins with its label: "+" is body, "-" is not, "?" counts neither
way. The texts were written and labelled before the rules that they test.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.cleaning import clean

__all__ = ["Form", "labelled_forms"]

FOLDER = Path(__file__).parents[1] / "index" / "cleaning" / "forms"


@dataclass(frozen=True, slots=True)
class Form:
    """A labelled text, and what the cleaner did with its lines."""

    name: str
    lines: tuple[str, ...]
    labels: str
    """One of "+-?" for each line."""
    kept: tuple[bool, ...]

    def size(self, label: str, *, kept: bool) -> int:
        """Return the characters of the lines with a label that were kept, or stripped."""
        found = zip(self.lines, self.labels, self.kept, strict=True)
        return sum(len(line.strip()) for line, own, is_kept in found if own == label and is_kept == kept)

    @property
    def lost(self) -> list[str]:
        """The lines of the body that were stripped."""
        return self._lines("+", kept=False)

    @property
    def left(self) -> list[str]:
        """The lines that are not body, but were kept."""
        return self._lines("-", kept=True)

    def _lines(self, label: str, *, kept: bool) -> list[str]:
        found = zip(self.lines, self.labels, self.kept, strict=True)
        return [line for line, own, is_kept in found if line.strip() and own == label and is_kept == kept]


def labelled_forms() -> list[Form]:
    """Return all texts in the order of their names, each cleaned."""
    return [_form(path) for path in sorted(FOLDER.glob("*.txt"))]


def _form(path: Path) -> Form:
    rows = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    lines = tuple(row[2:] for row in rows)
    cleaned = clean("\n".join(lines))
    return Form(path.stem, lines, "".join(row[0] for row in rows), tuple(line.kept for line in cleaned.lines))


def main() -> None:
    forms = labelled_forms()
    for form in forms:
        for what, lines in (("lost", form.lost), ("left", form.left)):
            for line in lines:
                sys.stdout.write(f"{form.name}  {what}  {line[:110]}\n")
    lost, body = (sum(form.size("+", kept=kept) for form in forms) for kept in (False, True))
    gone, left = (sum(form.size("-", kept=kept) for form in forms) for kept in (False, True))
    right = sum(not form.lost and not form.left for form in forms)
    sys.stdout.write(
        f"{len(forms)} texts: {right} right in every line; body lost {100 * lost / (lost + body):.1f} %, "
        f"rest stripped {100 * gone / (gone + left):.1f} % of the characters; "
        f"{sum(len(form.lost) for form in forms)} lines lost, {sum(len(form.left) for form in forms)} left\n"
    )


if __name__ == "__main__":
    main()
