"""Exports articles as files and as citations."""

from seedread.index.export.citation import citation, to_bibtex, to_csl
from seedread.index.export.forms import ENDINGS, FORMS, Form, file_name, form_of, to_markdown, to_plain, written

__all__ = [
    "ENDINGS",
    "FORMS",
    "Form",
    "citation",
    "file_name",
    "form_of",
    "to_bibtex",
    "to_csl",
    "to_markdown",
    "to_plain",
    "written",
]
