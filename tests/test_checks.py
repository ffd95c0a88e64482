import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from imroc_ei import checks


def found(settings: Settings, **values: object) -> list[str]:
    public = {"DEMO": False, "SERVED_OVER_TLS": True, "EMAIL_BACKEND": "smtp"}
    for name, value in (public | values).items():
        setattr(settings, name, value)
    said: list[CheckMessage] = [message for check in checks.CHECKS for message in check(None)]
    return [str(message.id) for message in said]


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({}, []),
        ({"DEMO": True}, ["imroc_ei.E001"]),
        ({"SERVED_OVER_TLS": False}, ["imroc_ei.E002"]),
        ({"EMAIL_BACKEND": "console"}, ["imroc_ei.W001"]),
    ],
    ids=["a public site", "made-up data on", "without TLS", "mail only printed"],
)
def test_setting_that_a_public_site_must_not_have_is_named(
    settings: Settings, values: dict[str, object], ids: list[str]
) -> None:
    assert found(settings, **values) == ids
