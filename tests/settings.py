"""The site's settings, made quick and self-contained for the tests."""

import os
import tempfile
from copy import deepcopy
from typing import Any, cast

VAR_DIR_OF_TESTS = tempfile.mkdtemp(prefix="tests-")
os.environ["VAR_DIR"] = VAR_DIR_OF_TESTS
os.environ.setdefault("SITE_URL", "http://localhost:8000")

from imroc_ei.settings import *
from imroc_ei.settings import MIDDLEWARE, REDIS_URL, STORAGES, TEMPLATES
from tests.undefined import StringIfUndefined

DEMO = False
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# One test asks for the real figure; the others need not wait for it.
CODE_MEMORY_KIB = 64
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each process of a parallel run keeps its rate limits to itself.
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
CACHES = {
    "default": (
        {
            "BACKEND": "imroc_ei.serving.cache.RedisOrDatabaseCache",
            "LOCATION": f"{REDIS_URL}/{PROCESS}",
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
    "spare": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "spare"},
}
TEMPLATES = deepcopy(TEMPLATES)
# The checker knows of a list of mappings, not what each holds.
cast("dict[str, Any]", TEMPLATES[0]["OPTIONS"])["string_if_invalid"] = StringIfUndefined()
