"""Articles on their way out: as files to keep, as references to cite, as addresses to follow."""

from .citation import citation, to_bibtex, to_csl
from .forms import ENDINGS, FORMS, Form, file_name, form_of, to_markdown, to_plain, written
from .links import links

__all__ = [
    "ENDINGS",
    "FORMS",
    "Form",
    "citation",
    "file_name",
    "form_of",
    "links",
    "to_bibtex",
    "to_csl",
    "to_markdown",
    "to_plain",
    "written",
]
