"""What is remembered of a feed between two fetches."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

__all__ = ["FeedState"]


@dataclass(frozen=True, slots=True)
class FeedState:
    """The state of one feed; times are seconds since 1970, 0 for never."""

    url: str = ""
    """The address that the rest was learnt from."""
    etag: str = ""
    modified: str = ""
    validated: float = 0
    """When these two were first stored."""
    due: float = 0
    held_until: float = 0
    """Before this time the server does not want to be asked at all."""
    tried: float = 0
    succeeded: float = 0
    errors: int = 0
    """Failures in a row."""
    failing_since: float = 0
    problem: str = ""
    """The last failure as the reader sees it; empty after a success."""
    gone: bool = False
    """Whether the server said that the feed is gone for good."""
    moved_to: str = ""
    moved_times: int = 0
    """How often in a row a permanent redirect led to `moved_to`."""
    interval: float = 60
    """Minutes between two fetches, as learnt."""
    title: str = ""
    format: str = ""
    items: int = 0
    """Of the last answer."""
    dated: int = 0
    future: int = 0
    short: int = 0
    """How many of these had a date, had one that lies ahead, and had no more than a few sentences."""
    notes: tuple[str, ...] = ()
    """Items of the last answer that could not be read."""
    last_new: float = 0
    """When an article came last."""

    @property
    def next_fetch(self) -> float:
        """When it may be fetched next, in seconds since 1970; 0 if it never was. One that is gone is not fetched."""
        return max(self.due, self.held_until)

    def to_json(self) -> str:
        """Return the state as it is stored."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> FeedState:
        """Return a stored state; what another version of the program stored is left out."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in json.loads(text).items() if name in known}
        return cls(**{**values, "notes": tuple(values.get("notes", ()))})
