"""The cache on Redis, with the database in its place while Redis is away.

Rate limits are counted in the cache. Without Redis they go on being counted, and no page fails.
"""

import logging
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

SPARE = "spare"
log = logging.getLogger(__name__)


class RedisOrDatabaseCache(RedisCache):
    """Asks Redis; where it does not answer, the cache named `spare`."""

    def add(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("add", *args, **options))

    def get(self, *args: Any, **options: Any) -> Any:
        return self._ask("get", *args, **options)

    def set(self, *args: Any, **options: Any) -> None:
        self._ask("set", *args, **options)

    def touch(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("touch", *args, **options))

    def delete(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("delete", *args, **options))

    def get_many(self, *args: Any, **options: Any) -> dict[str, Any]:
        found: dict[str, Any] = self._ask("get_many", *args, **options)
        return found

    def set_many(self, *args: Any, **options: Any) -> list[str]:
        failed: list[str] = self._ask("set_many", *args, **options)
        return failed

    def delete_many(self, *args: Any, **options: Any) -> None:
        self._ask("delete_many", *args, **options)

    def has_key(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("has_key", *args, **options))

    def incr(self, *args: Any, **options: Any) -> int:
        return int(self._ask("incr", *args, **options))

    def clear(self) -> None:
        self._ask("clear")

    def _ask(self, name: str, *args: Any, **options: Any) -> Any:
        try:
            return getattr(super(), name)(*args, **options)
        except RedisError as problem:
            log.warning("Redis does not answer (%s); the database counts.", type(problem).__name__)
            return getattr(caches[SPARE], name)(*args, **options)
