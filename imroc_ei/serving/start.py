"""What stops the site from starting, in a sentence, in place of a traceback."""

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

# The checks that a process runs before it serves or works; commands run them with all others.
BEFORE_STARTING = "before-starting"


def reasons_not_to_start() -> list[str]:
    return [message.msg for message in run_checks(tags=[BEFORE_STARTING])]


def refuse_to_start_wrongly() -> None:
    """Raise ImproperlyConfigured, with what is wrong and how to put it right."""
    if found := reasons_not_to_start():
        raise ImproperlyConfigured("\n".join(found))
