"""What machines ask: is the process alive, and can it serve."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

BROKER_TIMEOUT_SECONDS = 1
PLAIN = "text/plain; charset=utf-8"


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked, so a slow database restarts nobody."""
    return HttpResponse("alive\n", content_type=PLAIN)


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, or 503. The broker is reported alone: no page waits for it."""
    ready = database_answers()
    lines = [f"database: {'answers' if ready else 'does not answer'}", f"broker: {broker_state()}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN, status=200 if ready else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_state() -> str:
    if not settings.REDIS_URL:
        return "kept in files"
    broker = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=BROKER_TIMEOUT_SECONDS,
        socket_timeout=BROKER_TIMEOUT_SECONDS,
    )
    try:
        broker.ping()
    except redis.RedisError:
        return "does not answer"
    finally:
        broker.close()
    return "answers"
