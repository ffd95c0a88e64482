"""Whether a form came from a page of ours in this browser, told without sessions.

The token in the form fits the key in the cookie, and no other site can read either. Browsers
say besides where a form came from, in one of two ways. `Sec-Fetch-Site` is exact. `Origin` is
"null" from all of our pages here, because they send no referrer (Fetch standard, "append a
request Origin header"), and from a foreign page that hides itself: so "null" proves nothing,
and an address that is not ours is refused. Browsers that send neither are left to the token.
"""

from django.conf import settings
from django.http import HttpRequest

from feedback.door.visit import visit_of

FIELD = "csrfmiddlewaretoken"
NO_CHANGE = ("GET", "HEAD", "OPTIONS")


def is_ours(request: HttpRequest) -> bool:
    """Whether what a request asks to change was asked by a page of ours in this browser."""
    return came_from_here(request) and visit_of(request).gave(request.POST.get(FIELD, ""))


def came_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site", "")
    # "none" is what the person started themselves: reloading an answer, restoring a tab.
    if site and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin", "null")
    own = f"{request.scheme}://{request.get_host()}"
    return origin in ("null", own, *settings.CSRF_TRUSTED_ORIGINS)
