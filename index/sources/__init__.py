"""Bytes to documents: finds files, decodes them, and reads each format; it cleans nothing."""

from .document import Document
from .folder import Found, Problem, find
from .json_lines import from_object
from .read import Read, read

__all__ = ["Document", "Found", "Problem", "Read", "find", "from_object", "read"]
