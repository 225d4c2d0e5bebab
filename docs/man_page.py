"""Writes docs/seedread.1, the man page, from the parsers of the commands.

`python docs/man_page.py` writes the file, and with `--check` ends with 1 if it is not current.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / ".src"))

import seedread
from seedread.tui.cli.described import Option, described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.tui.cli.described import Command, Word

_PAGE = Path(__file__).parent / "seedread.1"
_AFTER = r"""
.SH EXIT STATUS
.TP
.B 0
Found, or done.
.TP
.B 1
Nothing found.
.TP
.B 2
A query or a command line that cannot be understood.
.TP
.B 3
Trouble: something cannot be read or written.
.SH FILES
The folders follow XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME and XDG_CACHE_HOME.
.TP
.I \(ti/.config/seedread/config.toml
The configuration;
.B seedread config \-\-print\-default
prints every setting.
.TP
.I \(ti/.config/seedread/feeds.toml
The feeds that
.B seedread fetch
looks at.
.TP
.I \(ti/.local/share/seedread/
Marks, tags, notes and saved searches, in
.I versions.sqlite
the older texts of articles that changed, and in
.I feeds/
the fetched articles.
.TP
.I \(ti/.local/state/seedread/
Where you were in each library, and the state of each feed.
.TP
.I \(ti/.cache/seedread/
Libraries; they can be made again from the files.
.SH ENVIRONMENT
.TP
.B NO_COLOR
No colours.
.TP
.B BROWSER
The command that opens links.
.TP
.B SEEDREAD_CLUSTER_PASSWORD
The password of a search cluster. In its place,
.B SEEDREAD_CLUSTER_PASSWORD_FILE
names a file with it, and
.B SEEDREAD_CLUSTER_PASSWORD_COMMAND
is a command that prints it.
.TP
.B SSH_CONNECTION
The mouse is off, as it costs bytes, and links are copied, not opened.
.SH SEE ALSO
The documentation is part of the program: press
.B ?
on the screen, then Tab.
"""


def _text(text: str) -> str:
    """Return text without a meaning for roff."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    plain = plain.replace("`", "\\(ga").replace("'", "\\(aq")
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in plain)


def _usage(path: str, command: Command) -> str:
    words = [f"\\fI{_text(word.name)}\\fR" + (" ..." if word.many else "") for word in command.words]
    shown = [text if word.required else f"[{text}]" for word, text in zip(command.words, words, strict=True)]
    if command.commands and command.name:
        shown.insert(0, "\\fICOMMAND\\fR")
    return " ".join((f"\\fB{_text(path)}\\fR", "[\\fIOPTION\\fR ...]", *shown))


def _argument(argument: Option | Word) -> Iterator[str]:
    yield ".TP"
    if isinstance(argument, Option):
        values = "".join(f" \\fI{_text(value)}\\fR" for value in argument.values)
        yield ", ".join(f"\\fB{_text(name)}\\fR" for name in argument.names) + values
    else:
        yield f"\\fI{_text(argument.name)}\\fR"
    choices = ", ".join(argument.choices)
    about = argument.help if not choices or argument.choices[0] in argument.help else f"{argument.help}: {choices}"
    first = about.partition(":")[0] in argument.choices
    yield f"{_text(about if first else about[:1].upper() + about[1:])}." if about else "\\&"


def _arguments(command: Command) -> Iterator[str]:
    for argument in (*command.words, *command.options):
        yield from _argument(argument)


def _section(path: str, command: Command) -> Iterator[str]:
    yield f".SS {_text(path.removeprefix('seedread '))}"
    yield _usage(path, command)
    yield ".PP"
    yield _text(command.description)
    yield from _arguments(command)
    for own in command.commands:
        yield from _section(f"{path} {own.name}", own)


def _examples(program: Command) -> Iterator[str]:
    yield ".EX"
    for line in program.examples.partition("\n\n")[0].splitlines():
        yield f"\\&{_text(line.strip())}"
    for command in program.commands:
        yield from (f"\\&{_text(line.strip())}" for line in command.examples.splitlines() if line.startswith("  "))
    yield ".EE"


def man_page() -> str:
    """Return the page."""
    program = described()
    lines = [
        f'.TH SEEDREAD 1 "" "seedread {_text(seedread.__version__)}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        "seedread \\- a terminal news reader",
        ".SH SYNOPSIS",
        _usage("seedread", program),
        ".br",
        "\\fBseedread\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR ...]",
        ".SH DESCRIPTION",
        _text(program.description),
        ".PP",
        "Without a command, seedread opens the screen. There, / searches, ? opens the help, and q goes back or quits.",
        ".SH OPTIONS",
        *_arguments(program),
        ".SH COMMANDS",
        *(line for command in program.commands for line in _section(f"seedread {command.name}", command)),
        ".SH EXAMPLES",
        *_examples(program),
    ]
    return "\n".join(lines) + _AFTER


def main() -> str | None:
    """Write the page, or with `--check` return what is wrong with it."""
    page = man_page()
    if "--check" not in sys.argv[1:]:
        _PAGE.write_text(page, encoding="utf-8")
    elif not _PAGE.exists() or _PAGE.read_text(encoding="utf-8") != page:
        return "docs/seedread.1 is not current. Run: python docs/man_page.py"
    return None


if __name__ == "__main__":
    sys.exit(main())
