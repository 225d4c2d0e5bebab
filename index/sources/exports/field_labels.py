"""The labels above and below the articles of Nexis, in the languages of its pages."""

from __future__ import annotations

import re

__all__ = ["BODY_STARTS", "END_OF_DOCUMENT", "Label", "label_of"]

_FIELDS = {
    "author": "byline author auteur autor autore von par por door",
    "section": "section rubrique rubrik ressort sección seccion sezione rubriek",
    "length": "length longueur länge longitud lunghezza lengte",
    "title": "headline titre überschrift titular titolo kop",
    "summary": "highlight encart introduction zusammenfassung",
    "language": "language langue sprache idioma lingua taal",
    "url": "url",
    "other": (
        "acc-no body-type cite city classification client/matter company company-name copyright correction-date "
        "country dateline date-chargement distribution document-type edition geographic geo graphic graphics "
        "graphique indexing industry issn journal-code jrnl-code keyword load-date localisation-geo nombre-mots "
        "notes organisation organization page pays person personne personnes pub-type publication-type region "
        "secteur-activite series societe source-type state subject sujet symbole-boursier ticker type "
        "type-document type-publication zeitung update update-date version"
    ),
}
_FIELD = {name: kind for kind, names in _FIELDS.items() for name in names.split()}
_LABEL = re.compile(r"([A-ZÀ-ÖØ-Þ][\w/ -]{1,24}?)\s?:(?:\s+|\Z)(.*)\Z", re.DOTALL)

BODY_STARTS = frozenset(("body", "textkörper", "fließtext", "corps", "cuerpo", "corpo", "testo", "hoofdtekst"))
"""The line above a text, in small letters."""
END_OF_DOCUMENT = frozenset((
    "end of document", "ende des dokuments", "fin du document", "fin del documento", "fine del documento",
    "fim do documento", "einde van document", "einde van het document",
))  # fmt: skip
"""The line below an article, in small letters."""

Label = tuple[str, str]
"""What a label means, one of the names above, and the text after it."""


def label_of(block: str) -> Label | None:
    """Return the label with which a block begins; None if it is text."""
    found = _LABEL.match(block)
    kind = _FIELD.get(found[1].casefold().replace(" ", "-")) if found else None
    return (kind, found[2].strip()) if found and kind else None
