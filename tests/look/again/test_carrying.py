from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.test import RequestFactory
from django.urls import resolve
from pytest_django import Settings

from imroc_ei.pages.again.carrying import Field, carried, lacks_files

FORM = "application/x-www-form-urlencoded"


def sent(path: str, data: Any, **more: Any) -> HttpRequest:
    """Return a form with a token, as every form of ours has one."""
    token = "csrfmiddlewaretoken"
    data = {**data, token: "t"} if isinstance(data, dict) else f"{data}&{token}=t"
    request = RequestFactory().post(path, data, **more)
    request.resolver_match = resolve(path)
    return request


def pairs(request: HttpRequest) -> list[tuple[str, str]]:
    found = carried(request)
    assert found
    return [(field.name, field.value) for field in found.fields]


def test_everything_is_carried_but_the_token() -> None:
    body = urlencode([("steps", "a"), ("words", ""), ("steps", "b"), ("save", "1")])
    request = sent("/activity/new/", body, content_type=FORM)
    assert pairs(request) == [("steps", "a"), ("steps", "b"), ("words", ""), ("save", "1")]


@pytest.mark.parametrize(
    ("value", "is_text"),
    [
        ("We talked about it", True),
        ("We talked", False),
        ("3f0b6a0e-51ce-4e53-a0b1-9c39ec8e8f0c", False),
        ("", False),
    ],
)
def test_text_is_what_somebody_wrote(value: str, is_text: bool) -> None:
    assert Field(name="words", value=value).is_text is is_text


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/2fa/authenticate/",
        "/accounts/password/change/",
        "/people/invitation/some-token/",
        "/people/second-factor/",
    ],
)
def test_nothing_of_an_account_is_carried(path: str) -> None:
    assert carried(sent(path, {"code": "123456"})) is None


@pytest.mark.parametrize("name", ["password", "new_password1", "credential", "Secret"])
def test_form_with_a_secret_is_not_carried(name: str) -> None:
    assert carried(sent("/reading/", {name: "x", "words": "We talked about it"})) is None


@pytest.mark.parametrize("content_type", ["text/plain", "application/json"])
def test_what_no_form_sends_is_not_carried(content_type: str) -> None:
    assert carried(sent("/reading/", "words", content_type=content_type)) is None


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("a=b", f"{FORM}; charset=latin-1"),
        ("no parts", "multipart/form-data; boundary="),
        (urlencode([("a", "b")] * 2000), FORM),
        ("a=" + "b" * 200, FORM),
    ],
)
def test_what_cannot_be_read_is_not_carried(
    settings: Settings, body: str, content_type: str
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100 if len(body) < 1000 else 100_000
    assert carried(sent("/reading/", body, content_type=content_type)) is None


def test_what_is_no_utf_8_is_carried_as_the_form_would_read_it() -> None:
    assert pairs(sent("/reading/", "a=%ff%00b", content_type=FORM)) == [("a", "\ufffd\x00b")]


def test_form_that_never_had_a_token_is_not_carried() -> None:
    request = RequestFactory().post("/reading/", {"words": "We talked about it"})
    assert carried(request) is None


def test_connection_that_broke_off_is_not_carried() -> None:
    class Broken(BytesIO):
        def read(self, *sizes: int | None) -> bytes:
            raise OSError

    request = sent("/reading/", "a=b", content_type=FORM)
    vars(request)["_stream"] = Broken()
    with pytest.raises(UnreadablePostError):
        _fields = request.POST
    assert carried(request) is None


def a_file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"words")


def test_names_of_files_are_carried_and_marked() -> None:
    found = carried(
        sent("/activity/new/", {"file": a_file("a.txt"), "more": [a_file("b.txt"), a_file("c")]})
    )
    assert found
    assert found.files == {"file": ["a.txt"], "more": ["b.txt", "c"]}
    assert [(mark.name, mark.value) for mark in found.file_marks] == [
        ("again-file-file", "a.txt"),
        ("again-file-more", "b.txt"),
        ("again-file-more", "c"),
    ]


def test_mark_stands_for_a_file_until_one_comes() -> None:
    marks = {"again-file-file": "a.txt", "again-file-more": "b.txt"}
    found = carried(sent("/activity/new/", {**marks, "file": a_file("new.txt")}))
    assert found
    assert (found.fields, found.files) == ([], {"file": ["new.txt"], "more": ["b.txt"]})


@pytest.mark.parametrize(
    ("data", "lacking"),
    [
        ({"words": "a"}, False),
        ({"again-file-file": "a.txt"}, True),
        ({"again-file-file": "a.txt", "again-without-files": "1"}, False),
        ({"again-file-file": "a.txt", "file": "no file"}, True),
    ],
)
def test_file_that_was_marked_is_lacking_until_somebody_goes_without(
    data: dict[str, str], lacking: bool
) -> None:
    assert lacks_files(sent("/activity/new/", data)) is lacking


def test_file_that_was_chosen_again_is_not_lacking() -> None:
    data = {"again-file-file": "a.txt", "file": a_file("b.txt")}
    assert lacks_files(sent("/activity/new/", data)) is False
