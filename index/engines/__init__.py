"""Search engines: the protocol of all engines, and one package per engine."""

from seedread.index.engines.base import Engine, Reader, Writer

__all__ = ["Engine", "Reader", "Writer"]
