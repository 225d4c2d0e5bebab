"""The style of a cell: colours, emphasis and link; and the shortest sequence that changes one into another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

__all__ = ["PLAIN", "CellStyle", "style_change", "style_of"]

_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55}
"""The code that ends each emphasis; others ended by the same code are set again (ECMA-48, SGR)."""
_VISIBLE_ON_BLANKS = frozenset((4, 7, 9, 21, 51, 52, 53))


@dataclass(frozen=True, slots=True, eq=False)
class CellStyle:
    """Colours and emphasis of a cell as SGR codes. Equal styles are the same object."""

    emphasis: frozenset[int]
    text: str
    """Parameters of the text colour, such as `36` or `38;5;12`; empty for the default."""
    ground: str
    link: str
    """The URL of a hyperlink; empty for none."""

    @property
    def blank(self) -> bool:
        """Whether a space in this style looks like a plain space."""
        return not (self.ground or self.link or self.emphasis & _VISIBLE_ON_BLANKS)

    @property
    def parameters(self) -> str:
        """All SGR parameters, in a fixed order."""
        return ";".join([*map(str, sorted(self.emphasis)), *filter(None, (self.text, self.ground))])


@cache
def _shared(emphasis: frozenset[int], text: str, ground: str, link: str) -> CellStyle:
    return CellStyle(emphasis, text, ground, link)


PLAIN = _shared(frozenset(), "", "", "")


@lru_cache(4096)
def style_of(parameters: str, link: str = "") -> CellStyle:
    """Return the style that SGR `parameters` set, starting from the plain style."""
    emphasis: set[int] = set()
    text = ground = ""
    numbers = [int(number or 0) for number in parameters.split(";")]
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            emphasis, text, ground = set(), "", ""
        elif number in (38, 48):
            length = 4 if numbers and numbers[0] == 2 else 2
            colour = ";".join(map(str, [number, *numbers[:length]]))
            del numbers[:length]
            text, ground = (colour, ground) if number == 38 else (text, colour)
        elif 30 <= number <= 39 or 90 <= number <= 97:
            text = "" if number == 39 else str(number)
        elif 40 <= number <= 49 or 100 <= number <= 107:
            ground = "" if number == 49 else str(number)
        elif number in _OFF:
            emphasis.add(number)
    return _shared(frozenset(emphasis), text, ground, link)


@lru_cache(4096)
def style_change(before: CellStyle, after: CellStyle) -> str:
    """Return the shortest sequence that changes the style of a terminal from `before` to `after`."""
    link = f"\x1b]8;;{after.link}\x1b\\" if before.link != after.link else ""
    if before.parameters == after.parameters:
        return link
    full = f";{after.parameters}" if after.parameters else ""
    ends = {_OFF[number] for number in before.emphasis - after.emphasis}
    begins = {n for n in after.emphasis if n not in before.emphasis or _OFF[n] in ends}
    steps = [*map(str, sorted(ends)), *map(str, sorted(begins))]
    if before.text != after.text:
        steps.append(after.text or "39")
    if before.ground != after.ground:
        steps.append(after.ground or "49")
    stepwise = ";".join(steps)
    return f"{link}\x1b[{stepwise if len(stepwise) < len(full) else full}m"
