"""Why something could not be fetched, as the reader sees it."""

from __future__ import annotations

__all__ = ["FetchError", "StoppedError"]


class FetchError(Exception):
    """A request without an answer that can be used; `kind` is one or two words, `message` a clause without a period."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class StoppedError(Exception):
    """The run was stopped before a request: nothing is known of its feed."""
