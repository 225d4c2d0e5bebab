"""Detects exports of news archives by their first bytes; the readers are imported with the first of them."""

from __future__ import annotations

import re

__all__ = [
    "NEXIS_COUNTER",
    "looks_like_europresse",
    "looks_like_factiva_page",
    "looks_like_factiva_xml",
    "looks_like_nexis_page",
    "looks_like_nexis_text",
    "looks_like_proquest",
]

NEXIS_COUNTER = (
    r"[ \t]*\d[\d.,]*[ \t]+(?:of|von|de|di|sur|van)[ \t]+\d[\d.,]*[ \t]+"
    r"(?:DOCUMENTS?|DOKUMENT(?:E|EN)?|DOCUMENTOS?|DOCUMENT[IE]|DOCUMENTEN)[ \t]*"
)
"""The line above an article of Nexis: `1 of 10 DOCUMENTS`."""
_COUNTED = re.compile(rb"(?m)^" + NEXIS_COUNTER.encode() + rb"\r?$")
_BODY = re.compile(
    rb"(?m)^(?:Length|L\xc3\xa4nge|Longueur|Longitud|Lunghezza|Lengte)[ \t]?:[ \t]*\d[^\n]{0,30}\n"
    rb"(?:[^\n]{0,200}\n){0,12}?"
    rb"(?:Body|Textk\xc3\xb6rper|Flie\xc3\x9ftext|Corps|Cuerpo|Corpo|Testo|Hoofdtekst)[ \t]*\r?$"
)
"""What Nexis Uni writes above the text of an article."""
_NEXIS = re.compile(rb"<!-- LXNComment|<!-- Hide XML section from browser|<DOCFULL>|<DOC NUMBER=\d+>\s*<DOCFULL")
_FACTIVA = re.compile(rb"<title>\s*Factiva\s*</title>|class=[\"']article [a-z]{2,4}Article[\"']", re.IGNORECASE)
_FACTIVA_XML = re.compile(rb"<(?:\w+:)?(?:ppsarticle|accessionNo|leadParagraph|tailParagraphs)\b", re.IGNORECASE)
_EUROPRESSE = re.compile(rb"DocPublicationName|titreArticleVisu|docOcurrContainer|nouveau\.eureka\.cc")
_RULE = re.compile(rb"(?m)^_{30,}[ \t]*\r?$")
_PROQUEST = re.compile(
    rb"(?m)^(?:Report Information from ProQuest|Document \d+ of \d+[ \t]*\r?$|ProQuest document ID: |Full text: )"
)


def looks_like_nexis_text(head: bytes) -> bool:
    """Tell whether a text begins like an export of Nexis."""
    return bool(_COUNTED.search(head) or _BODY.search(head))


def looks_like_nexis_page(head: bytes) -> bool:
    """Tell whether a page begins like an export of Nexis."""
    return bool(_NEXIS.search(head))


def looks_like_factiva_page(head: bytes) -> bool:
    """Tell whether a page begins like an export of Factiva."""
    return bool(_FACTIVA.search(head))


def looks_like_factiva_xml(head: bytes) -> bool:
    """Tell whether XML begins like an export of Factiva."""
    return bool(_FACTIVA_XML.search(head))


def looks_like_europresse(head: bytes) -> bool:
    """Tell whether a page begins like an export of Europresse."""
    return bool(_EUROPRESSE.search(head))


def looks_like_proquest(head: bytes) -> bool:
    """Tell whether a text begins like an export of ProQuest."""
    return bool(_RULE.search(head) and _PROQUEST.search(head))
