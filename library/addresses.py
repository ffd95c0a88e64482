"""One way to write an address, so that the same one is recognised however it was copied."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from library.links.net import is_public

# What mails, searches and social media hang on an address to follow who opens it.
TRACKING = re.compile(
    r"^(utm_.*|mtm_.*|pk_.*|hsa_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|twclid|yclid|igshid"
    r"|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|srsltid"
    r"|ref_src|ref_url)$",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}
# What stands for itself in a path; a percent sign begins what was written as a number already.
SAFE_IN_A_PATH = "/:@!$&'()*+,;=~-._%"
# How names end that only a house's own network knows (RFC 6761, 6762 with its appendix G, 8375).
OWN_NETWORK = (
    *(".localhost", ".local", ".internal", ".intranet", ".private", ".corp", ".home", ".lan"),
    ".home.arpa",
)
PAGE_OR_FILE = re.compile(r"/([A-Za-z0-9_-]{12})(/file)?")


def address_key(url: str) -> str:
    """Return the address as it is compared: host lowercased, no fragment, no tracking parts.

    http and https are the same here, and so are a bare host with and without its slash; "www."
    stays, because it can be another site. Returns "" for what is no address of a web page.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), _host(parts.hostname or "")
    if scheme not in DEFAULT_PORTS or not host:
        return ""
    shown_port = "" if port in (None, DEFAULT_PORTS[scheme]) else f":{port}"
    path = quote(parts.path.rstrip("/") or "/", safe=SAFE_IN_A_PATH)
    query = _query(parts.query)
    return f"//{host}{shown_port}{path}" + (f"?{query}" if query else "")


def opens_for_everybody(url: str) -> bool:
    """Whether an address is of the open web, as far as it says so itself.

    Nobody is asked: where a name leads is found out when links are checked.
    """
    host = _host(urlsplit(url).hostname or "")
    try:
        return is_public(ip_address(host))
    except ValueError:
        return "." in host and not host.endswith(OWN_NETWORK)


def id_here(url: str) -> str:
    """Return the id of the resource whose page or file in this library it is; "" for others."""
    page = address_key(url).partition("?")[0]
    library = address_key(settings.SITE_URL + reverse("library"))
    found = PAGE_OR_FILE.fullmatch(page.removeprefix(library)) if page else None
    return found[1] if found else ""


def _host(name: str) -> str:
    try:
        return name.rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _query(query: str) -> str:
    """Return what is asked for, in its order, without what only follows people."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in pairs if not TRACKING.match(name)])
