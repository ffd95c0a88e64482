"""Logs that name nobody: addresses and secret parts of links are taken out of every line."""

import logging
import re

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*")
SECRET_PART = re.compile(r"/(invitation|pause|stop|key)/[^/\s\"']+")


class WithoutNames(logging.Formatter):
    """Formats a line as usual, traceback included, and then takes out what could name anyone."""

    def format(self, record: logging.LogRecord) -> str:
        line = EMAIL.sub("[address]", super().format(record))
        return SECRET_PART.sub(r"/\1/[secret]", line)
