"""How the web process runs. `WEB_CONCURRENCY` says how many workers (gunicorn reads it itself)."""

import os
from typing import Any

from imroc_ei.serving.logs import WithoutNames

bind = os.environ.get("BIND", "0.0.0.0:8000").split(",")
worker_class = "imroc_ei.serving.web_worker.Worker"
# The longest that gunicorn knows: a search that is too long is answered beside its words.
limit_request_line = 8190
# A worker that has answered this many requests makes room for a fresh one, not all at once.
max_requests = 2000
max_requests_jitter = 200
timeout = 60
graceful_timeout = 30
# Heartbeats in memory: a slow disk does not look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - no file name of ours
# No access log: it would keep who read what, and the secret parts of some addresses.
accesslog = None
errorlog = "-"


def on_starting(server: Any) -> None:
    """Take addresses out of what gunicorn itself writes about requests it did not understand."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(WithoutNames(server.log.error_fmt, server.log.datefmt))


on_reload = on_starting
