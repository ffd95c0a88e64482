"""Logs that name nobody: addresses and secret parts of links are taken out of every line."""

import logging
import re

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*")
# Of whom gunicorn says that it did not understand their request.
CALLER = re.compile(r"\bip=[0-9a-fA-F.:]*[0-9a-fA-F]")
# Of whom the development server says that they went away before they were answered.
GONE = re.compile(r"\bBroken pipe from \(.*?\)")
SECRET_PART = re.compile(r"/(invitation|pause|stop|key|survey)/[^/\s\"']+")
# What PostgreSQL tells of a row that it refused, with the texts in it, to the end of the error.
REFUSED_ROW = re.compile(
    r"\nDETAIL:.*?(?=\n\n(?:The above exception|During handling)|\Z)", re.DOTALL
)


class WithoutNames(logging.Formatter):
    """Formats a line as usual, traceback included, and then takes out what could name anyone."""

    def format(self, record: logging.LogRecord) -> str:
        line = REFUSED_ROW.sub("", super().format(record))
        line = CALLER.sub("ip=[address]", EMAIL.sub("[address]", line))
        line = GONE.sub("Broken pipe from [address]", line)
        return SECRET_PART.sub(r"/\1/[secret]", line)
