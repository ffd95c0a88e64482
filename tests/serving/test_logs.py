import logging
import sys

from django.db import IntegrityError

from imroc_ei.serving.logs import WithoutNames


def written(message: str, *arguments: object, error: Exception | None = None) -> str:
    exc_info = None
    if error:
        try:
            raise error
        except Exception:
            exc_info = sys.exc_info()
    record = logging.LogRecord("x", logging.INFO, "", 0, message, arguments, exc_info)
    return WithoutNames("%(message)s").format(record)


def test_logs_hold_no_address() -> None:
    assert written("Sent to %s", "jo.o'neil+ei@mail.example.org") == "Sent to [address]"


def test_logs_hold_no_address_in_a_traceback() -> None:
    line = written("Broke", error=OSError("refused jo@example.org"))
    assert line.endswith("OSError: refused [address]")


def test_logs_hold_no_address_of_a_computer() -> None:
    for address in ("203.0.113.7", "2001:db8::7"):
        line = written(f"Invalid request from ip={address}: too long")
        assert line == "Invalid request from ip=[address]: too long"


def test_logs_hold_no_address_of_who_went_away() -> None:
    line = written("- Broken pipe from %s", ("203.0.113.7", 54321))
    assert line == "- Broken pipe from [address]"


def test_logs_hold_no_secret_part_of_a_link() -> None:
    for place in ("notices/stop", "feedback/survey"):
        line = written(f'"GET /{place}/abc.def:123/ HTTP/1.1" 200')
        assert line == f'"GET /{place}/[secret]/ HTTP/1.1" 200'


def test_logs_hold_nothing_of_a_row_that_the_database_refused() -> None:
    refused = IntegrityError("breaks a rule\nDETAIL:  Failing row contains (7, Mine\n\nalone).")
    assert written("Broke", error=refused).endswith("IntegrityError: breaks a rule")


def test_logs_keep_everything_else() -> None:
    assert written("Mails sent: %d at /aims/1/", 3) == "Mails sent: 3 at /aims/1/"
