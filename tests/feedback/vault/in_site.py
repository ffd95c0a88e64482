"""What the test of the disk does inside a site with a database of its own.

Run as a program it calls one of the functions of `doings` and prints, as JSON, what it answers.
"""

import json
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    answer = getattr(import_module("tests.feedback.vault.doings"), sys.argv[1])()
    sys.stdout.write(json.dumps(answer))
