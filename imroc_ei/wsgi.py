import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from imroc_ei.serving.start import refuse_to_start_wrongly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imroc_ei.settings")

# Tells gunicorn that another try would end in the same way.
CANNOT_START = 3


def started() -> WSGIHandler:
    """Return the application, or end the process with a sentence about what is wrong."""
    try:
        made = get_wsgi_application()
        refuse_to_start_wrongly()
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"The site does not start.\n{problem}\n")
        sys.exit(CANNOT_START)
    return made


application = started()
