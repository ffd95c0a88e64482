"""What somebody downloads who comes for the first time, perhaps on a slow and dear line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.browser.served import served
from tests.sites import Sites

MOST_BYTES = 45_000
MOST_REQUESTS = 10


@dataclass
class Traffic:
    """What went over the line, headers included."""

    urls: list[str] = field(default_factory=list)
    bytes: int = 0

    def asked(self, event: dict[str, Any]) -> None:
        self.urls.append(event["request"]["url"])

    def arrived(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


def test_first_visit_is_light(browser: Browser, tmp_path: Path, sites: Sites) -> None:
    traffic = Traffic()
    with served(tmp_path, sites) as url:
        context = browser.new_context()
        tab = context.new_page()
        line = context.new_cdp_session(tab)
        line.on("Network.requestWillBeSent", traffic.asked)
        line.on("Network.loadingFinished", traffic.arrived)
        line.send("Network.enable")
        tab.goto(url, wait_until="networkidle")
        context.close()
    assert len(traffic.urls) <= MOST_REQUESTS
    assert traffic.bytes <= MOST_BYTES
    assert {urlsplit(address).netloc for address in traffic.urls} == {urlsplit(url).netloc}
