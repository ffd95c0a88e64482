import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from feedback.door import network
from tests.feedback.door.requests import request_of
from tests.html import faults

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def bucket(address: str) -> str:
    return network.bucket(request_of(address=address))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "unknown"),
        ("somewhere", "unknown"),
    ],
)
def test_network_is_wide_enough_to_be_nobody(address: str, name: str) -> None:
    assert network.network_of(address) == name


def test_neighbours_share_a_bucket_and_others_have_their_own() -> None:
    assert bucket("203.0.113.1") == bucket("203.0.113.254")
    assert bucket("203.0.113.1") != bucket("203.0.114.1")


def test_bucket_has_another_name_tomorrow() -> None:
    with time_machine.travel(NOON, tick=False):
        today = bucket("203.0.113.1")
        assert bucket("203.0.113.1") == today
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert bucket("203.0.113.1") != today


def test_bucket_cannot_be_worked_out_without_the_key_in_the_cache() -> None:
    first = bucket("203.0.113.1")
    cache.clear()
    assert bucket("203.0.113.1") != first


def test_keys_of_the_days_before_are_deleted() -> None:
    with time_machine.travel(NOON, tick=False):
        bucket("203.0.113.1")
        network.forget_old_keys()
        assert cache.get("feedback:key:2026-03-03")
    with time_machine.travel(NOON + timedelta(hours=12, minutes=1), tick=False):
        network.forget_old_keys()
    with time_machine.travel(NOON, tick=False):
        assert cache.get("feedback:key:2026-03-03") is None


def tries(name: str, times: int) -> list[int]:
    """Try wrong codes, and return how long each had to wait; 0 where it was let through."""
    waits = []
    for _ in range(times):
        try:
            network.may_try(name)
            waits.append(0)
        except network.TooOftenError as often:
            waits.append(often.seconds)
    return waits


def test_first_wrong_codes_cost_nothing_and_then_the_network_waits() -> None:
    with time_machine.travel(NOON, tick=False):
        assert tries("here", 8) == [0] * 6 + [30, 30]


def test_each_wrong_code_more_costs_twice_the_wait_to_a_quarter_of_an_hour() -> None:
    waits, moment = [], NOON
    for _ in range(12):
        with time_machine.travel(moment, tick=False):
            tries("here", 20)
            waits.append(tries("here", 1)[0])
        moment += timedelta(seconds=waits[-1])
    assert waits == [30, 60, 120, 240, 480, *[900] * 7]


def test_failures_in_one_network_cost_another_nothing() -> None:
    tries("here", 1000)
    assert tries("elsewhere", 5) == [0] * 5


def test_right_code_costs_nothing() -> None:
    for _ in range(50):
        network.may_try("here")
        network.was_right("here")
    assert tries("here", 5) == [0] * 5


def test_right_code_does_not_make_up_for_wrong_ones() -> None:
    with time_machine.travel(NOON, tick=False):
        tries("here", 6)
        assert tries("here", 1) == [30]
    with time_machine.travel(NOON + timedelta(seconds=31), tick=False):
        network.may_try("here")
        network.was_right("here")
        assert tries("here", 2) == [0, 60]


@pytest.mark.usefixtures("own_cache")
def test_failures_are_forgotten_after_a_quiet_hour() -> None:
    with time_machine.travel(NOON, tick=False):
        tries("here", 6)
    with time_machine.travel(NOON + timedelta(hours=1, seconds=1), tick=False):
        assert tries("here", 6) == [0] * 6


def test_count_that_ended_meanwhile_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: Any, **options: Any) -> int:
        raise ValueError

    monkeypatch.setattr(cache, "incr", gone)
    assert network.count("feedback:x", 10) == 1
    network.was_right("nowhere")


@pytest.mark.django_db
@pytest.mark.urls("tests.feedback.door.urls")
class TestForms:
    PAGE = "/feedback/try/what/"
    TYPED = "A sentence that is worth keeping."

    def send(self, client: Client, address: str = "203.0.113.9") -> Any:
        page = client.get(self.PAGE).content.decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        return client.post(
            self.PAGE,
            {"words": self.TYPED, "csrfmiddlewaretoken": found[1]},
            headers={"Sec-Fetch-Site": "same-origin"},
            REMOTE_ADDR=address,
        )

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        few = network.Limit(what="forms", times=2, seconds=600)
        monkeypatch.setattr(network, "FORMS", few)

    def test_too_many_forms_are_told_when_to_try_again_and_keep_what_was_typed(self) -> None:
        client = Client()
        with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
            answers = [self.send(client) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [302, 302, 429]
        assert answers[-1].headers["Retry-After"] == "420"
        page = answers[-1].content.decode()
        assert "Wait 7 minutes, then try again." in page
        assert self.TYPED in page
        assert faults(answers[-1].content) == []

    def test_forms_from_elsewhere_go_on(self) -> None:
        client = Client()
        for _ in range(3):
            self.send(client)
        assert self.send(client, "198.51.100.1").status_code == 302

    def test_address_that_counts_is_the_one_that_our_proxy_saw(self, settings: Any) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        client = Client(HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.5")
        for _ in range(3):
            self.send(client, "10.0.0.1")
        claimed = Client(HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.6")
        assert self.send(claimed, "10.0.0.1").status_code == 429
        elsewhere = Client(HTTP_X_FORWARDED_FOR="203.0.113.5, 192.0.2.1")
        assert self.send(elsewhere, "10.0.0.1").status_code == 302

    def test_no_address_is_stored(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stored: list[str] = []
        add = cache.add

        def noted(*args: Any) -> bool:
            stored.extend(str(argument) for argument in args)
            return bool(add(*args))

        monkeypatch.setattr(cache, "add", noted)
        self.send(Client())
        network.may_try(bucket("203.0.113.9"))
        assert len(stored) == 12
        assert [text for text in stored if "203.0" in text] == []
