"""Finds out whether a link still leads somewhere, politely and without going where it may not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext

from library.enums import LinkState
from library.links import robots
from library.links.asking import Answer, BadAddressError, Place, ask, place_of
from library.links.hosts import Hosts
from library.links.net import Net, NoSuchHostError, NotAllowedError, Patience
from library.links.robots import Robots

PROGRAM = "EquityAndInclusionLibrary"
SECONDS_IN_ALL = 10.0
MOST_REDIRECTS = 5
MOST_BYTES = 4096
PERMANENT = {301, 308}
GONE = {404, 410}


@dataclass(frozen=True)
class Outcome:
    """What a check found: the state, a sentence about it, the last answer, and where it came from
    if the address has moved for good."""

    state: LinkState
    note: str = ""
    status: int | None = None
    moved_to: str = ""


class EndError(Exception):
    """The check has come to its end."""

    def __init__(self, state: LinkState, note: str) -> None:
        super().__init__(note)
        self.outcome = Outcome(state, note)


class Checker:
    """Checks links, several at a time if need be; one is made for each round.

    `site` is the address that the user agent names, so that who keeps the other site can ask.
    """

    def __init__(
        self,
        *,
        site: str,
        net: Net | None = None,
        hosts: Hosts | None = None,
        seconds: float = SECONDS_IN_ALL,
    ) -> None:
        self.net = net or Net()
        self.hosts = hosts or Hosts()
        self.seconds = seconds
        self.user_agent = f"{PROGRAM}/1 (+{site})"

    def check(self, address: str) -> Outcome:
        """Visit an address, and the redirects behind it, within the seconds allowed in all."""
        patience = Patience(self.seconds)
        try:
            return self._follow(address, patience)
        except EndError as end:
            return end.outcome
        except NotAllowedError:
            note = gettext("It leads to an address that is not on the open internet.")
            return Outcome(LinkState.REFUSED, note)
        except BadAddressError:
            return Outcome(LinkState.BROKEN, gettext("It leads to something that is no web page."))
        except NoSuchHostError:
            return Outcome(LinkState.BROKEN, gettext("The name of the site is not known any more."))
        except TimeoutError:
            note = gettext("The site did not answer in time.")
            return Outcome(LinkState.COULD_NOT_CHECK, note)
        except OSError:
            note = gettext("The site could not be reached.")
            return Outcome(LinkState.COULD_NOT_CHECK, note)

    def _follow(self, address: str, patience: Patience) -> Outcome:
        here, moved_to, for_good = address, "", True
        for _hop in range(MOST_REDIRECTS + 1):
            answer = self._visit(place_of(here), patience)
            if not answer.is_redirect:
                return outcome_of(answer.status, moved_to=moved_to)
            if not answer.location:
                note = gettext("It leads on to another address, and does not say which.")
                raise EndError(LinkState.BROKEN, note)
            here = _next(here, answer.location)
            # Only what has moved for good from the beginning on has a new address to write down.
            for_good = for_good and answer.status in PERMANENT
            moved_to = here if for_good else moved_to
        note = gettext("It leads on from one address to the next without an end.")
        raise EndError(LinkState.BROKEN, note)

    def _visit(self, place: Place, patience: Patience) -> Answer:
        """Ask for the head alone; for the page itself only where that says nothing certain."""
        if not self._robots_of(place, patience).allow(place.path):
            note = gettext("The site asks programs not to open this page.")
            raise EndError(LinkState.REFUSED, note)
        head = self._ask(place, "HEAD", patience, most_bytes=0)
        if head.is_redirect or head.status < 300:
            return head
        return self._ask(place, "GET", patience, most_bytes=MOST_BYTES)

    def _robots_of(self, place: Place, patience: Patience) -> Robots:
        file = place.at("/robots.txt")
        return self.hosts.robots(place.origin, patience, lambda: self._read_robots(file, patience))

    def _read_robots(self, place: Place, patience: Patience) -> Robots:
        """RFC 9309, 2.3.1: without the file everything is allowed, with a broken site nothing."""
        here = f"{place.scheme}://{place.authority}{place.path}"
        try:
            for _hop in range(MOST_REDIRECTS + 1):
                answer = self._ask(place_of(here), "GET", patience, most_bytes=robots.MOST_BYTES)
                if not answer.is_redirect:
                    break
                here = _next(here, answer.location)
        except BadAddressError:
            return robots.NO_RULES
        if answer.status >= 500:
            note = gettext("The site does not say which pages programs may open.")
            raise EndError(LinkState.COULD_NOT_CHECK, note)
        if answer.status >= 300:
            return robots.NO_RULES
        return robots.read(answer.body, program=PROGRAM)

    def _ask(self, place: Place, method: str, patience: Patience, *, most_bytes: int) -> Answer:
        with self.hosts.slot(place.host, patience):
            return ask(
                self.net,
                place,
                method,
                user_agent=self.user_agent,
                patience=patience,
                most_bytes=most_bytes,
            )


def _next(here: str, location: str) -> str:
    """Return where a redirect leads. Another site writes what it likes there."""
    try:
        return urljoin(here, location)
    except ValueError as problem:
        raise BadAddressError(location) from problem


def outcome_of(status: int, *, moved_to: str) -> Outcome:
    """Say what a last answer means. Broken is only what the site itself says is gone."""
    if status < 300 and moved_to:
        note = gettext("It has moved for good, to %(address)s") % {"address": moved_to}
        return Outcome(LinkState.MOVED, note, status, moved_to)
    if status < 300:
        return Outcome(LinkState.OK, status=status)
    if status in GONE:
        return Outcome(LinkState.BROKEN, gettext("The site says that the page is gone."), status)
    if status >= 500:
        note = gettext("The site has trouble of its own.")
    else:
        note = gettext("The site did not let the check in. People may still get in.")
    return Outcome(LinkState.COULD_NOT_CHECK, note, status)
