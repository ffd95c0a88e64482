"""One way to write an address, so that the same one is recognised however it was copied."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

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


def _host(name: str) -> str:
    try:
        return name.rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _query(query: str) -> str:
    """Return what is asked for, in its order, without what only follows people."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in pairs if not TRACKING.match(name)])
