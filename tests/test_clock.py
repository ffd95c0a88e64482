from django.utils import timezone

from tests.clock import on


def test_clock_stands_still_on_the_day() -> None:
    with on("2026-07-03") as moment:
        assert timezone.now() == moment
        assert timezone.localtime().isoformat() == "2026-07-03T10:00:00+01:00"
