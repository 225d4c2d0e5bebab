"""Reads the report of a sync tolerantly: an older or newer `seedread index` may report more or less."""

from __future__ import annotations

from typing import Any

from seedread.index.text.sanitize import safe_line

__all__ = ["kept", "kept_by", "kept_sentence", "problems", "progress", "redone", "summary"]


def kept_by(keeper: str) -> str:
    """Return a message about a library that another user maintains."""
    return f"{safe_line(keeper)} maintains this library and keeps it up to date."


def summary(report: Any) -> str:
    """Return one line about what changed; empty if nothing did."""
    report = report if isinstance(report, dict) else {}
    parts = [f"{number:,} {word}" for word in ("added", "updated", "removed") if (number := _number(report, word))]
    bad = len(problems(report))
    if bad:
        parts.append(f"{bad:,} {'file' if bad == 1 else 'files'} could not be read (press ! for the list)")
    synced = [f"Synced: {', '.join(parts)}."] if parts else []
    return " ".join([*(f"{sentence}." for sentence in redone(report)), *synced])


def redone(report: Any) -> tuple[str, ...]:
    """Return a message for each part that was rebuilt although no file changed."""
    listed = report.get("redone") if isinstance(report, dict) else None
    return tuple(safe_line(str(sentence)) for sentence in (listed if isinstance(listed, list) else ()))


def problems(report: Any) -> tuple[tuple[str, str], ...]:
    """Return path and reason of every file that could not be read."""
    listed = report.get("problems") if isinstance(report, dict) else None
    found = []
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict):
            found.append((safe_line(str(entry.get("path", ""))), safe_line(str(entry.get("reason", "")))))
        elif isinstance(entry, list) and len(entry) == 2:
            found.append((safe_line(str(entry[0])), safe_line(str(entry[1]))))
    return tuple(found)


def kept(report: Any) -> tuple[str, ...]:
    """Return a message for each source whose articles were kept although it no longer contains them."""
    listed = report.get("kept") if isinstance(report, dict) else None
    return tuple(
        kept_sentence(str(entry.get("path", "")), articles, str(entry.get("reason", "")))
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and (articles := _number(entry, "articles")) > 0
    )


def kept_sentence(path: str, articles: int, reason: str) -> str:
    """Return a message about articles that were kept although the files no longer contain them."""
    many = "its article is kept" if articles == 1 else f"its {articles:,} articles are kept"
    return safe_line(f"{path}: {reason}; {many}" if path else reason)


def progress(message: dict[str, Any]) -> tuple[int, int, str] | None:
    """Return files done, all files and the phase, None if `message` is about something else."""
    done, total = message.get("done"), message.get("total")
    if isinstance(done, int) and isinstance(total, int):
        return done, total, safe_line(str(message.get("phase", "")))
    return None


def _number(report: dict[Any, Any], key: str) -> int:
    value = report.get(key)
    return value if isinstance(value, int) else 0
