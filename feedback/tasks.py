"""Scheduled jobs of this room. Each may run twice, or on two machines at once."""

from celery import shared_task
from django.utils import timezone

from feedback.door import schedule


@shared_task
def look_after_door() -> None:
    """Clear drafts away every hour, and bring back what was set aside and not looked at."""
    schedule.clear_away()
    schedule.bring_back_due(timezone.localdate())
