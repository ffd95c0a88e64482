"""Whether a form came from a page of ours in this browser, where its token does not prove it.

What was sent is only ever repeated to our own pages: another site could otherwise have words of
its choice shown here, ready to be sent under the name of whoever looks at them.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says so, and nothing that it says speaks against it.

    Browsers send `Origin` with every form; some can be told not to. `Sec-Fetch-Site` says "none"
    for what the person started themselves, such as loading an answer again, so it proves nothing.
    """
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("same-origin", "none"):
        return False
    if "Origin" in request.headers:
        return is_ours(request, request.headers["Origin"])
    return site == "same-origin" or is_ours(request, origin_in(request.headers.get("Referer", "")))


def is_ours(request: HttpRequest, origin: str) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    return origin in (own, *settings.CSRF_TRUSTED_ORIGINS)


def origin_in(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
