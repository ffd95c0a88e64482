"""Asks the web process beside it whether it is alive: `python -m imroc_ei.serving.alive`."""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

SECONDS_TO_ANSWER = 4


def is_alive(port: int, host: str) -> bool:
    """Return whether `/healthz` on this machine's `port` answers 200 for the site `host`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    site = urlsplit(os.environ.get("SITE_URL", "http://localhost:8000")).netloc
    sys.exit(0 if is_alive(int(os.environ.get("PORT", "8000")), site) else 1)
