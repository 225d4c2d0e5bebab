"""Writes the tables of formats in docs/formats.md and README.md from the registry of formats.

`python docs/formats_table.py` writes the files, and with `--check` ends with 1 if one is not current.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / ".src"))

from seedread.index.sources.formats import FORMATS, Format
from seedread.index.sources.unsupported import UNSUPPORTED

_ROOT = Path(__file__).parents[1]
_BEGIN, _END = "<!-- formats: made by docs/formats_table.py -->", "<!-- end of formats -->"
_REFUSED_BEGIN = "<!-- refused: made by docs/formats_table.py -->"


def _endings(kind: Format) -> str:
    return " ".join(f"`{suffix}`" for suffix in kind.suffixes) or "any"


def _by_bytes(kind: Format) -> str:
    if kind.signature is None:
        return "no"
    return "if the ending is none or unknown" if kind.weak else "yes"


def formats_table() -> str:
    """Return the table of the formats that are read."""
    rows = [
        f"| {kind.name} | {_endings(kind)} | {_by_bytes(kind)} | {kind.articles} | {kind.ids} |"
        for kind in sorted(FORMATS, key=lambda kind: kind.name.casefold())
    ]
    return "\n".join(("| format | endings | known by its bytes | articles | ids |", "|---|---|---|---|---|", *rows))


def refused_table() -> str:
    """Return the table of what is listed and not read."""
    advice: dict[tuple[str, str], list[str]] = {}
    for kind in UNSUPPORTED:
        advice.setdefault((kind.name, kind.advice.replace("|", "\\|")), []).extend(kind.suffixes)
    rows = [
        f"| {name} | {' '.join(f'`{suffix}`' for suffix in suffixes)} | {text} |"
        for (name, text), suffixes in advice.items()
    ]
    return "\n".join(("| format | endings | what to do |", "|---|---|---|", *rows))


def formats_sentence() -> str:
    """Return the list of formats for the README."""
    names = sorted((kind.name for kind in FORMATS), key=str.casefold)
    return f"It reads {', '.join(names[:-1])} and {names[-1]}."


def _with_part(text: str, begin: str, part: str) -> str:
    before, _, rest = text.partition(begin)
    _, end, after = rest.partition(_END)
    if not end:
        raise SystemExit(f"There is no {begin} … {_END}.")
    return f"{before}{begin}\n{part}\n{end}{after}"


def pages() -> dict[Path, str]:
    """Return the pages as they should be."""
    formats, readme = _ROOT / "docs/formats.md", _ROOT / "README.md"
    page = _with_part(formats.read_text("utf-8"), _BEGIN, formats_table())
    return {
        formats: _with_part(page, _REFUSED_BEGIN, refused_table()),
        readme: _with_part(readme.read_text("utf-8"), _BEGIN, formats_sentence()),
    }


def main() -> int:
    """Write or check the pages."""
    stale = [path for path, text in pages().items() if path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            sys.stdout.write(f"{path} is not current: run `python docs/formats_table.py`.\n")
        return 1 if stale else 0
    for path, text in pages().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
