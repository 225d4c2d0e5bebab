"""The host of a URL, its domain as the name of an outlet, and its form without what only counts readers."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.sanitize import safe_url

__all__ = ["canonical_url", "host_of", "link_address", "outlet_of", "readable_url"]

_HOST = lazy_pattern(r"https?://(?:[^/?#@]*@)?([A-Za-z0-9.-]+)", re.IGNORECASE)
_SERVED_FROM = re.compile(r"\A(?:www\d?|m|mobile|amp|edition|web|rss|feeds)\.(?=[^.]+\.)")
"""Subdomains that say how a page is served, not by which outlet."""

_ENCODED_LABEL = re.compile(r"(?<![^/.@])xn--[a-z0-9-]+", re.IGNORECASE)
_ARCHIVED = lazy_pattern(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?|archive\.(?:ph|is|today|li|md|vn|fo)/(?:o/\w+|\d{8,14}))/"
    r"(https?:/{1,2}.+)",
    re.IGNORECASE,
)
"""The addresses under which archives keep a page."""
_LONGEST_LINK = 2048
_URL_SIGNS = "%/:=&?~#+!$,;'@()*[]"
"""Signs of an address that are kept as they are."""
_MAILTO = lazy_pattern(r"mailto:[!-~]+@[!-~]+\Z", re.IGNORECASE)
_TRACKING = lazy_pattern(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|"
    r"mkt_tok|ref_src|ref_url|cmpid|cmp|ncid|smid|smtyp|ftag|icid|ito|xtor|at_(?:medium|campaign|custom\d|link_\w+|"
    r"format|ptr_name|bbc_team)|ns_(?:mchannel|source|campaign|linkname|fee)|wt_mc|wt_zmc|pk_\w+|mtm_\w+|piwik_\w+|"
    r"guccounter|guce_\w+|oly_(?:anon|enc)_id|vero_(?:id|conv)|s_cid|soc_src|soc_trk|fb_\w+|_ga|_gl|spm|share_?from|"
    r"traffic_?source|sr_share|sref|srnd|leadsource|intcmp|int_cmp|echobox)\Z",
    re.IGNORECASE,
)
"""Names of parameters that say where a reader came from."""


def canonical_url(url: str | None) -> str | None:
    """Return a URL without the archive that kept the page, tracking parameters and the fragment; others as they are."""
    if not url:
        return None
    url = url.strip()
    if archived := _ARCHIVED.match(url):
        url = re.sub(r"\A(https?):/(?=[^/])", r"\1://", archived[1])
    if not url.lower().startswith(("http://", "https://")):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part.partition("=")[0]))
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, fragment))


def link_address(written: str, base: str | None) -> str | None:
    """Return the full address of a link in a document at `base`; None if it is no http, https or mailto address.

    Letters beyond ASCII are encoded as browsers do; a link to a place in the same document is none.
    """
    written = written.strip()
    if not written or written.startswith("#") or len(written) > _LONGEST_LINK:
        return None
    try:
        address = urljoin(base or "", written).replace(" ", "%20")
        mail = quote(address, safe=_URL_SIGNS)
    except ValueError:
        return None
    if _MAILTO.match(mail):
        return mail
    safe = safe_url(address) if "%" not in host_of(address) else None
    return quote(safe, safe=_URL_SIGNS) if safe else None


def host_of(url: str | None) -> str:
    """Return the host of `url` in lower case; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def readable_url(url: str) -> str:
    """Return a URL with the letters that its percent signs and its encoded host stand for: for searching only."""
    return unquote(_ENCODED_LABEL.sub(lambda label: _decoded(label.group()), url))


def _decoded(label: str) -> str:
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label


def outlet_of(url: str | None) -> str | None:
    """Return the domain of `url` without technical subdomains, such as `bbc.co.uk`; None if there is none."""
    found = _HOST.match(url or "")
    host = found[1].lower().strip(".") if found else ""
    if "." not in host or host.replace(".", "").isdigit():
        return None
    return _SERVED_FROM.sub("", host)
