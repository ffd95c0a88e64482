"""A request of 200 MB: what was typed is kept, the file is not, and little of it is ever held."""

import resource
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from imroc_ei.people.models import User
from imroc_ei.uploads.files import LARGEST_READ
from steps.models import Activity, Evidence
from tests.clients import signed_in
from tests.html import page_of, words_of
from tests.steps.answers import answers
from tests.world import Plan

NEW = reverse("activity_new")
EDGE = "edge-of-a-part"
MEGABYTE = 1024 * 1024


class Stream:
    """A request body that is made while it is read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts = parts
        self.left = b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self.left) < size:
            part = next(self.parts, None)
            if part is None:
                break
            self.left += part
        given, self.left = self.left[:size], self.left[size:]
        return given

    def readline(self, size: int = -1) -> bytes:
        raise AssertionError("nothing reads a form line by line")


def head_of(given: dict[str, Any]) -> bytes:
    lines = []
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            lines += [f"--{EDGE}", f'Content-Disposition: form-data; name="{name}"', "", one]
    lines += [
        f"--{EDGE}",
        'Content-Disposition: form-data; name="file"; filename="film.mp4"',
        "Content-Type: video/mp4",
        "",
        "",
    ]
    return "\r\n".join(lines).encode()


def post(client: Client, given: dict[str, Any], *, size: int, declared: int = 0) -> Any:
    head, tail = head_of(given), f"\r\n--{EDGE}--\r\n".encode()

    def parts() -> Iterator[bytes]:
        yield head
        for _ in range(size // MEGABYTE):
            yield b"\x00" * MEGABYTE
        yield tail

    return client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": NEW,
            "CONTENT_TYPE": f"multipart/form-data; boundary={EDGE}",
            "CONTENT_LENGTH": str(declared or len(head) + size + len(tail)),
            "wsgi.input": Stream(parts()),
        }
    )


@pytest.mark.parametrize(
    ("sent", "declared", "said"),
    [
        (200 * MEGABYTE, 0, "This file has 200 MB. Choose one of up to 20 MB"),
        (MEGABYTE, LARGEST_READ + 1, "That was too much to send at once."),
    ],
)
def test_file_that_is_far_too_large(
    consultant: User, plan: Plan, sent: int, declared: int, said: str
) -> None:
    client = signed_in(consultant)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = post(client, answers(), size=sent, declared=declared)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    page = page_of(answer.content)
    assert said in words_of(page.xpath("//*[contains(@class, 'error-summary')]")[0])
    assert (
        page.xpath("//textarea[@name='what_happened']")[0].text.strip()
        == (answers()["what_happened"])
    )
    assert page.xpath("//input[@name='steps'][@checked]/@value") == answers()["steps"]
    assert (Activity.objects.count(), Evidence.objects.count()) == (0, 0)
    assert grown < 60
