"""Whether the keys at hand are those that this database was sealed with.

A mark is made from a key when it is first used, and tells nothing about it. A key that does not
fit its mark is never used: what it sealed, nobody could open together with the rest.
"""

from __future__ import annotations

import hmac

from django.conf import settings

from feedback.models import Case, KeyMark
from imroc_ei.sealing.keys import KEYS, PEPPERS, KeyMaterialError, KeyRing

KEY, PEPPER = "key", "pepper"
SETTING = {KEY: KEYS, PEPPER: PEPPERS}
# A version whose key is lost for good. Nobody waits for it any more.
LOST = {KEY: "lost-key", PEPPER: "lost-pep"}
WHAT = {KEY: KEY, PEPPER: PEPPER} | {lost: what for what, lost in LOST.items()}
USED_IN = {KEY: "key_version", PEPPER: "pepper_version"}


def hold(what: str, version: int) -> None:
    """Mark the key as one of this database's, before it is used for something new.

    Raises KeyMaterialError where another key has that version's mark.
    """
    for lost in KeyMark.objects.filter(what=LOST[what], version=version):
        _fits(lost)
    mark = _mark(what, version)
    row, _ = KeyMark.objects.get_or_create(what=what, version=version, defaults={"mark": mark})
    _fits(row)


def compare(what: str, version: int) -> None:
    """Raise KeyMaterialError where the key of this version is missing or another one."""
    if version not in _ring(what):
        raise KeyMaterialError(_missing(what, version))
    for row in KeyMark.objects.filter(what=what, version=version):
        _fits(row)


def faults() -> list[str]:
    """Return what is wrong with the keys at hand, as sentences for whoever keeps the site."""
    found = []
    for row in KeyMark.objects.all():
        what = WHAT[row.what]
        if row.version in _ring(what):
            if not _same(row):
                found.append(_another(row))
        elif row.what == what and in_use(what, row.version):
            found.append(_missing(what, row.version))
    return found


def in_use(what: str, version: int) -> int:
    """Return how many cases need this version."""
    return Case.objects.filter(**{USED_IN[what]: version}).count()


def give_up(what: str, version: int) -> bool:
    """Say that the key of this version is lost for good, so that the site starts without it.
    Return whether this database knows the version.

    What it sealed stays: handlers cannot read it unless the key is found, or the person comes
    back with their code.
    """
    return KeyMark.objects.filter(what=what, version=version).update(what=LOST[what]) > 0


def take_up_found() -> None:
    """Take back every version that was given up and is at hand again."""
    for row in KeyMark.objects.filter(what__in=LOST.values()):
        if row.version in _ring(WHAT[row.what]) and _same(row):
            row.what = WHAT[row.what]
            row.save(update_fields=["what"])


def let_go_of_unused() -> list[tuple[str, int]]:
    """Forget the marks of older versions that no case needs any more, and name them."""
    gone = []
    for row in KeyMark.objects.filter(what__in=[KEY, PEPPER]):
        ring = _ring(row.what)
        if row.version < ring.newest and not in_use(row.what, row.version):
            gone.append((row.what, row.version))
            row.delete()
    return gone


def is_lost(what: str, version: int) -> bool:
    return KeyMark.objects.filter(what=LOST[what], version=version).exists()


def _fits(row: KeyMark) -> None:
    if not _same(row):
        raise KeyMaterialError(_another(row))


def _same(row: KeyMark) -> bool:
    return hmac.compare_digest(bytes(row.mark), _mark(WHAT[row.what], row.version))


def _ring(what: str) -> KeyRing:
    ring: KeyRing = getattr(settings, SETTING[what])
    return ring


def _mark(what: str, version: int) -> bytes:
    return hmac.digest(_ring(what)[version], f"mark of {what} {version}".encode(), "sha256")


def _missing(what: str, version: int) -> str:
    return (
        f"Version {version} of {SETTING[what]} is not here, and cases in this database need it. "
        f"Set it again beside the others; docs/running.md says what to do if it is lost."
    )


def _another(row: KeyMark) -> str:
    return (
        f"Version {row.version} of {SETTING[WHAT[row.what]]} is not the one that this database was "
        f"sealed with. Set the right one again; a new one gets a version of its own."
    )
