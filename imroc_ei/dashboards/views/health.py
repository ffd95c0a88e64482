"""What machines ask: is the process alive, and can it serve."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from imroc_ei.serving.start import reasons_not_to_start

BROKER_TIMEOUT_SECONDS = 1
PLAIN = "text/plain; charset=utf-8"


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked, so a slow database restarts nobody."""
    return HttpResponse("alive\n", content_type=PLAIN)


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and the keys fit it, or 503. The broker is reported alone: no page
    waits for it."""
    states = {
        "database": "answers" if database_answers() else "does not answer",
        "keys": "not asked",
        "broker": broker_state(),
    }
    if states["database"] == "answers":
        states["keys"] = "do not fit" if reasons_not_to_start() else "fit"
    text = "".join(f"{what}: {state}\n" for what, state in states.items())
    return HttpResponse(text, content_type=PLAIN, status=200 if states["keys"] == "fit" else 503)


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
