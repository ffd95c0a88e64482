"""Taking in what somebody told us: a case of its own, sealed, and let in who may know of it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback import telling
from feedback.cases.access import let_in_first_readers
from feedback.enums import Channel, EntryKind, ReplyBy
from feedback.models import Case, CaseEntry, CaseMove, ProcedureVersion
from feedback.told import Told
from feedback.vault.codes import Derived, derive
from feedback.vault.keys import wrap
from feedback.vault.sealed import give_copy, put
from imroc_ei.people.models import User
from imroc_ei.sealing.values import new_key

REACHED = (ReplyBy.EMAIL, ReplyBy.PHONE, ReplyBy.POST)


class NoProcedureError(RuntimeError):
    """No version of the procedure is in force, so nobody could say what happens next."""


def receive(
    *,
    told: Told,
    code: str,
    submission: bytes,
    channel: Channel,
    by: User | None = None,
    made_up: bool = False,
) -> Case:
    """Keep what was told, once for each `submission`, and return its case.

    `code` is empty where nobody holds one. `by` is the handler who wrote down what came by phone,
    letter, e-mail or in person. Raises NoProcedureError while no version is in force.
    """
    before = Case.objects.filter(submission=submission).first()
    if before is not None:
        return before
    # Deriving takes long, so it is done before anything is locked.
    derived = derive(code) if code else None
    try:
        with transaction.atomic():
            return _keep(
                told=told,
                derived=derived,
                submission=submission,
                channel=channel,
                by=by,
                made_up=made_up,
            )
    except IntegrityError:
        # The same thing was sent twice at the same moment: the other one is kept.
        twin = Case.objects.filter(submission=submission).first()
        if twin is None:
            raise
        return twin


def _keep(
    *,
    told: Told,
    derived: Derived | None,
    submission: bytes,
    channel: Channel,
    by: User | None,
    made_up: bool,
) -> Case:
    today = timezone.localdate()
    procedure = ProcedureVersion.objects.in_force()
    if procedure is None:
        raise NoProcedureError
    case = Case(
        submission=submission,
        kind=told.kind,
        channel=channel,
        procedure=procedure,
        reply_by=_reply_by(told),
        about_personal_data=told.about_my_data == "yes",
        received_on=today,
        last_act_on=today,
        person_wrote_on=today,
        made_up=made_up,
    )
    key = new_key()
    case.key_wrapped, case.key_version = wrap(key, case=case.public_id)
    if derived is not None:
        give_copy(case, derived, key=key)
    if told.danger == "yes":
        case.urgent, case.urgent_on = True, today
    _seal_apart(case, told, key)
    case.save(force_insert=True)
    said = CaseEntry(case=case, kind=EntryKind.SAID, by=by, sent_on=today)
    put(said, "words_sealed", told.words(), key=key)
    said.save()
    CaseMove.objects.create(case=case, move="receive", to_state=case.state, by=by)
    let_in_first_readers(case=case, told=told)
    telling.tell_all(case, telling.URGENT if case.urgent else telling.ARRIVED, but=by)
    telling.send_receipt(case)
    return case


def _reply_by(told: Told) -> str:
    """Without an address, a reply can only wait for the code."""
    by_address = told.reply_by in REACHED
    return ReplyBy.CODE if by_address and not told.reach else told.reply_by or ReplyBy.CODE


def _seal_apart(case: Case, told: Told, key: bytes) -> None:
    """Seal name and address each by itself; what the person would not have kept is not kept."""
    if told.name and told.named != "no":
        only_one = told.named == "one"
        if only_one:
            case.name_for = User.objects.present().filter(public_id=told.named_to).first()
        put(case, "name_sealed", {"name": told.name, "one": only_one}, key=key)
    if case.reply_by in REACHED:
        put(case, "reach_sealed", {"reach": told.reach, "safely": told.safely}, key=key)
