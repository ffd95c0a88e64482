import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from library.enums import LinkState
from library.links.checker import Checker, Outcome
from library.links.net import Net
from tests.library.links.server import HUGE, Web

SITE = "https://equity.example.org/library/"


def checker(web: Web, *, seconds: float = 5) -> Checker:
    return Checker(site=SITE, net=web.net, seconds=seconds)


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/200", LinkState.OK, 200),
        ("/206", LinkState.OK, 206),
        ("/no-head", LinkState.OK, 200),
        ("/302/200", LinkState.OK, 200),
        ("/307/303/200", LinkState.OK, 200),
        ("/301/200", LinkState.MOVED, 200),
        ("/chain/5", LinkState.MOVED, 200),
        ("/chain/6", LinkState.BROKEN, None),
        ("/loop", LinkState.BROKEN, None),
        ("/404", LinkState.BROKEN, 404),
        ("/410", LinkState.BROKEN, 410),
        ("/301/404", LinkState.BROKEN, 404),
        ("/no-location", LinkState.BROKEN, None),
        ("/to-file", LinkState.BROKEN, None),
        ("/to-no-host", LinkState.BROKEN, None),
        ("/to/302/nobody-knows.test/200", LinkState.BROKEN, None),
        ("/401", LinkState.COULD_NOT_CHECK, 401),
        ("/403", LinkState.COULD_NOT_CHECK, 403),
        ("/429", LinkState.COULD_NOT_CHECK, 429),
        ("/500", LinkState.COULD_NOT_CHECK, 500),
        ("/503", LinkState.COULD_NOT_CHECK, 503),
        ("/nothing", LinkState.COULD_NOT_CHECK, None),
        ("/nonsense", LinkState.COULD_NOT_CHECK, None),
        ("/huge", LinkState.OK, 200),
        ("/closed", LinkState.REFUSED, None),
        ("/closed/but-this", LinkState.OK, 200),
        ("/302/closed", LinkState.REFUSED, None),
        ("/to/302/asks-programs-away.test/200", LinkState.REFUSED, None),
        ("/to/302/loopback.test/200", LinkState.REFUSED, None),
        ("/to/301/private.test/200", LinkState.REFUSED, None),
    ],
)
def test_link_gets_its_state(web: Web, path: str, state: LinkState, status: int | None) -> None:
    outcome = checker(web).check(web.address(path))
    assert (outcome.state, outcome.status) == (state, status)


@pytest.mark.parametrize("host", ["loopback.test", "private.test", "link-local.test", "both.test"])
def test_name_that_leads_inside_is_refused_and_not_visited(web: Web, host: str) -> None:
    outcome = checker(web).check(web.address("/200", host=host))
    assert outcome.state == LinkState.REFUSED
    assert web.seen.requests == []


def test_this_machine_is_refused_where_nobody_says_otherwise(web: Web) -> None:
    """The checker as the site uses it: the seam of the tests is not in it."""
    usual = Checker(site=SITE)
    for host in ("localhost", "127.0.0.1", "[::1]"):
        assert usual.check(web.address("/200", host=host)).state == LinkState.REFUSED, host
    assert web.seen.requests == []


def test_name_is_looked_up_once_for_each_connection(web: Web) -> None:
    """A name that leads elsewhere on second thoughts does not take us there."""
    asked = []

    def turncoat(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.9"]

    net = Net(resolve=turncoat, allowed=web.net.allowed)
    outcome = Checker(site=SITE, net=net).check(web.address("/200"))
    # The first connection, for robots.txt, was made; the second one was looked at anew.
    assert outcome.state == LinkState.REFUSED
    assert web.seen.requests == [("GET", "open.test", "/robots.txt")]


def test_slow_site_could_not_be_checked_within_the_seconds_in_all(web: Web) -> None:
    for path in ("/slow", "/drip"):
        began = time.monotonic()
        outcome = checker(web, seconds=0.5).check(web.address(path))
        assert outcome.state == LinkState.COULD_NOT_CHECK, path
        assert time.monotonic() - began < 2, path


def test_resolver_that_does_not_answer_could_not_be_checked() -> None:
    def lost(host: str, port: int) -> list[str]:
        time.sleep(3)
        return []

    net = Net(resolve=lost)
    began = time.monotonic()
    outcome = Checker(site=SITE, net=net, seconds=0.3).check("http://open.test/")
    assert outcome.state == LinkState.COULD_NOT_CHECK
    assert time.monotonic() - began < 2


def test_machine_that_is_not_there_could_not_be_checked(web: Web) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://open.test:{unused.getsockname()[1]}/"
        assert checker(web).check(address).state == LinkState.COULD_NOT_CHECK


def test_head_is_enough_where_it_says_something_certain(web: Web) -> None:
    checker(web).check(web.address("/200"))
    assert web.seen.requests == [
        ("GET", "open.test", "/robots.txt"),
        ("HEAD", "open.test", "/200"),
    ]


def test_little_is_read_of_a_huge_page(web: Web) -> None:
    checker(web).check(web.address("/huge"))
    assert web.seen.bytes_sent < HUGE / 4


def test_robots_are_read_once_for_a_host(web: Web) -> None:
    visit = checker(web)
    for path in ("/200", "/404", "/302/200"):
        visit.check(web.address(path))
    assert web.seen.paths("open.test", "GET").count("/robots.txt") == 1


def test_site_that_cannot_say_what_it_allows_is_left_alone(web: Web) -> None:
    outcome = checker(web).check(web.address("/200", host="busy.test"))
    assert outcome.state == LinkState.COULD_NOT_CHECK
    assert web.seen.requests == [("GET", "busy.test", "/robots.txt")]


def test_site_without_robots_allows_everything(web: Web) -> None:
    assert checker(web).check(web.address("/200", host="no-robots.test")).state == LinkState.OK


def test_user_agent_names_the_site(web: Web) -> None:
    checker(web).check(web.address("/200"))
    assert web.seen.agents == {f"EquityAndInclusionLibrary/1 (+{SITE})"}


def test_moved_says_where_to(web: Web) -> None:
    address = web.address("/to/301/other.test/200")
    new = web.address("/200", host="other.test")
    assert checker(web).check(address) == Outcome(
        LinkState.MOVED, f"It has moved for good, to {new}", 200, new
    )


def test_what_follows_a_passing_redirect_is_no_new_address(web: Web) -> None:
    outcome = checker(web).check(web.address("/301/302/200"))
    assert outcome.moved_to == web.address("/302/200")


def test_only_a_few_requests_reach_a_host_at_once(web: Web) -> None:
    visit = checker(web)
    addresses = [web.address(f"/brief/{number}") for number in range(12)]
    with ThreadPoolExecutor(8) as pool:
        states = {outcome.state for outcome in pool.map(visit.check, addresses)}
    assert states == {LinkState.OK}
    assert web.seen.most_at_once["open.test"] == 2
    assert web.seen.paths("open.test", "GET") == ["/robots.txt"]


def test_site_that_does_not_answer_is_asked_once_in_a_round(web: Web) -> None:
    visit = checker(web)
    addresses = [web.address(f"/{number}", host="busy.test") for number in range(200, 204)]
    assert {visit.check(address).state for address in addresses} == {LinkState.COULD_NOT_CHECK}
    assert web.seen.requests == [("GET", "busy.test", "/robots.txt")]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "ftp://open.test/",
        "javascript:alert(1)",
        "http://",
        "http://open.test:99999/",
        "http://[::1",
        "http://a..b/",
        "http://\x00/",
    ],
)
def test_address_of_no_page_is_broken(address: str) -> None:
    assert Checker(site=SITE).check(address).state == LinkState.BROKEN


def test_address_cannot_smuggle_in_another_request(web: Web) -> None:
    address = web.address("/200 HTTP/1.1\r\nHost: other.test\r\n\r\nGET /404")
    checker(web).check(address)
    assert {host for _method, host, _path in web.seen.requests} == {"open.test"}


def test_other_alphabets_are_asked_for_in_plain_signs(web: Web) -> None:
    checker(web).check(web.address("/404/über alles?q=naïve"))
    assert web.seen.paths("open.test", "HEAD") == ["/404/%C3%BCber%20alles?q=na%C3%AFve"]
