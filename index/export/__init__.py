"""Articles on their way out: as files to keep and as references to cite."""

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
