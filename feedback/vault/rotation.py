"""A new key of the organisation takes over. The cases' own keys are wrapped anew; what they seal
stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from feedback.models import Case
from feedback.vault import keys, marks, sealed
from feedback.vault.codes import Derived, derive
from feedback.vault.sealed import KeyLostError
from imroc_ei.sealing.keys import KeyMaterialError
from imroc_ei.sealing.values import SealBrokenError

KEY_FIELDS = ("key_wrapped", "key_version")


@dataclass
class Rotated:
    """What a rotation did: the cases wrapped anew, those whose key was given up, those that did
    not open, and the versions of keys and peppers that nothing needs any more."""

    newest: int
    wrapped: int = 0
    lost: int = 0
    unopened: list[str] = field(default_factory=list)
    let_go: list[tuple[str, int]] = field(default_factory=list)


def rotate() -> Rotated:
    """Wrap the key of every case with the organisation's newest key.

    It can be broken off and run again: each case is done by itself, and is opened with its new
    copy before the old one goes. Raises KeyMaterialError where the newest key does not fit.
    """
    done = Rotated(newest=settings.FEEDBACK_KEYS.newest)
    marks.hold(marks.KEY, done.newest)
    marks.take_up_found()
    older = Case.objects.exclude(key_wrapped=None).exclude(key_version=done.newest)
    for case_id in list(older.values_list("pk", flat=True)):
        try:
            done.wrapped += _wrap_anew(case_id)
        except KeyLostError:
            done.lost += 1
        except (SealBrokenError, KeyMaterialError):
            done.unopened.append(Case.objects.get(pk=case_id).reference)
    done.let_go = marks.let_go_of_unused()
    return done


@transaction.atomic
def _wrap_anew(case_id: int) -> int:
    case = Case.objects.select_for_update().exclude(key_wrapped=None).filter(pk=case_id).first()
    if case is None:
        return 0
    key = sealed.key_of(case)
    case.key_wrapped, case.key_version = keys.wrap(key, case=case.public_id)
    if sealed.key_of(case) != key:
        raise SealBrokenError
    case.save(update_fields=KEY_FIELDS)
    return 1


def renew(case: Case, *, code: str, derived: Derived) -> Derived:
    """Renew the copies of a case's key that only its person can renew, when they come back.

    Their own goes under the newest pepper; the organisation's is made again where its key was
    lost. Return what the code is for this case from now on. Called outside a transaction:
    deriving takes long.
    """
    own_is_old = derived.pepper != settings.FEEDBACK_PEPPERS.newest
    ours_is_lost = case.key_wrapped is not None and not sealed.opens_for_handlers(case)
    if not (own_is_old or ours_is_lost):
        return derived
    key = sealed.key_by_code(case, derived.wrapping_key)
    changed: list[str] = []
    if own_is_old:
        derived = derive(code)
        sealed.give_copy(case, derived, key=key)
        changed += sealed.CODE_FIELDS
    if ours_is_lost:
        case.key_wrapped, case.key_version = keys.wrap(key, case=case.public_id)
        changed += KEY_FIELDS
    # A case whose words have just been destroyed stays without a key.
    still = Case.objects.with_words().filter(pk=case.pk)
    still.update(**{name: getattr(case, name) for name in changed})
    return derived
