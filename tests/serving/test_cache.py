"""The cache while Redis is away: the database, here a cache in memory, takes its place."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches
from django.test import Client
from pytest_django import Settings

from imroc_ei.people.models import User
from tests.rig.servers import free_port


@pytest.fixture
def without_redis(settings: Settings) -> Iterator[None]:
    caches["spare"].clear()
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "imroc_ei.serving.cache.RedisOrDatabaseCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}",
        },
    }
    yield
    caches["spare"].clear()


@pytest.mark.usefixtures("without_redis")
def test_cache_without_redis_keeps_and_gives_back() -> None:
    assert cache.add("a", 1) is True
    assert cache.add("a", 2) is False
    cache.set("b", 5)
    assert cache.incr("b") == 6
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 6}
    assert cache.set_many({"d": 7, "e": 8}) == []
    cache.delete_many(["d"])
    assert (cache.has_key("d"), cache.has_key("e")) == (False, True)
    assert (cache.touch("e"), cache.delete("e"), cache.get("e", "gone")) == (True, True, "gone")
    cache.clear()
    assert cache.get("a") is None


@pytest.mark.usefixtures("without_redis")
def test_wrong_passwords_are_limited_without_redis(client: Client, consultant: User) -> None:
    statuses = [
        client.post(
            "/accounts/login/", {"login": consultant.email, "password": "wrong"}
        ).status_code
        for _try in range(12)
    ]
    assert set(statuses) == {200, 429}
    assert statuses[-1] == 429


@pytest.mark.usefixtures("without_redis")
def test_readyz_without_redis_serves_and_says_so(
    client: Client, db: None, settings: Settings
) -> None:
    settings.REDIS_URL = settings.CACHES["default"]["LOCATION"]
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (
        200,
        "database: answers\nkeys: fit\nbroker: does not answer\n",
    )
