"""Exports articles as files and as citations."""

from seedread.index.export.citation import citation, quotation, to_bibtex, to_csl
from seedread.index.export.forms import (
    EXPORT_FORMATS,
    EXTENSIONS,
    ExportFormat,
    export_format,
    file_name,
    to_markdown,
    to_plain,
    written,
)

__all__ = [
    "EXPORT_FORMATS",
    "EXTENSIONS",
    "ExportFormat",
    "citation",
    "export_format",
    "file_name",
    "quotation",
    "to_bibtex",
    "to_csl",
    "to_markdown",
    "to_plain",
    "written",
]
