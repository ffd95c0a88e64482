from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.enums import BY_HAND, ENDED, SHORT_KINDS, Channel, Kind, ReplyBy, State
from feedback.models.procedure import ProcedureVersion
from imroc_ei.people.models.user import public_id
from imroc_ei.people.roles import RoleName

if TYPE_CHECKING:
    from datetime import date

    from imroc_ei.people.models import User

# No letter or figure that is taken for another one when it is read out.
REFERENCE_SIGNS = "ACDEFHJKLMNPRTUVWXY34679"
REFERENCE_LENGTH = 6
READERS = (RoleName.HANDLER, RoleName.OUTSIDE)


def new_reference() -> str:
    """Return a name for a case that says nothing about it, nor how many there are."""
    return "".join(secrets.choice(REFERENCE_SIGNS) for _ in range(REFERENCE_LENGTH))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, person: User) -> CaseQuerySet:
        """The conflict guard: what this person may know of. Every list, search and count of cases
        goes through it.

        They hold a role that reads cases, were let in to this one, and have no conflict.
        """
        if not person.is_active or not any(person.has_role(role) for role in READERS):
            return self.none()
        return self.filter(access__person=person).exclude(conflicts__person=person)

    def going_on(self) -> CaseQuerySet:
        return self.exclude(state__in=ENDED)

    def not_over(self) -> CaseQuerySet:
        """Those about which somebody here has something to do, or may have: what goes on, and
        what has ended with something that the person has not been told yet."""
        return self.filter(~Q(state__in=ENDED) | Q(tell_by__isnull=False))

    def with_words(self) -> CaseQuerySet:
        """Those of which what was said is still there."""
        return self.filter(content_gone_on=None)

    def received_in(self, first: date, last: date) -> CaseQuerySet:
        return self.filter(received_on__range=(first, last))


def sealed() -> models.BinaryField[bytes | None, bytes | memoryview | None]:
    return models.BinaryField(null=True, blank=True, editable=False)


def day() -> models.DateField[date | None, date | None]:
    return models.DateField(null=True, blank=True, editable=False)


class Case(models.Model):
    """Something that somebody told us, and what becomes of it.

    In clear: where it stands, days (never times of what the person did), who handles it. What was
    said, names and addresses are sealed under the case's own key, which is wrapped twice: by the
    organisation's key and by the code that the person holds. Destroying the two wraps destroys
    the words.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    # From the draft, so that pressing send twice is one case.
    submission = models.BinaryField(max_length=32, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.FORM)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.RECEIVED)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    # That the person said so, whatever else it is: the law gives it a day of its own.
    about_personal_data = models.BooleanField(default=False, editable=False)
    reply_by = models.CharField(max_length=6, choices=ReplyBy, default=ReplyBy.CODE)
    procedure = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    # Two browsers on one case: who comes second is told.
    version = models.PositiveIntegerField(default=1, editable=False)

    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Reminded where the handler does not come to it; takes over while they pause.
    stands_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    second_handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Who reads the answer before it goes.
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    key_wrapped = sealed()
    key_version = models.PositiveSmallIntegerField(null=True, editable=False)
    reporter_key_wrapped = sealed()
    code_look_up = models.BinaryField(max_length=64, null=True, unique=True, editable=False)
    pepper_version = models.PositiveSmallIntegerField(null=True, editable=False)
    name_sealed = sealed()
    # The only handler who may see the name without giving a reason.
    name_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reach_sealed = sealed()

    received_on = models.DateField(editable=False)
    urgent_on = day()
    quarantined_on = day()
    taken_in_on = day()
    acknowledged_on = day()
    progress_on = day()
    extended_until = day()
    answered_on = day()
    second_asked_on = day()
    second_acknowledged_on = day()
    second_progress_on = day()
    second_extended_until = day()
    second_answered_on = day()
    closed_on = day()
    # From this day on, a case that was opened again waits to be acknowledged.
    reopened_on = day()
    # The last day on which the person wrote, and on which anybody did anything of substance.
    person_wrote_on = day()
    last_act_on = models.DateField(editable=False)
    # Since when something waits for somebody to take it to the person, and until when that has to
    # be done: where `told_by_hand` was so when it was written.
    tell_from = day()
    tell_by = day()
    surveyed_on = day()
    # That there were answers; never which, nor when.
    survey_answered = models.BooleanField(default=False, editable=False)
    held = models.BooleanField(_("legal hold"), default=False, editable=False)
    content_gone_on = day()
    anonymised_on = day()
    made_up = models.BooleanField(default=False, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["received_on", "pk"]
        permissions = [
            ("handle_case", "Can take in and answer feedback and complaints"),
            ("read_passed_case", "Can read cases that were passed to an outside contact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(second_handler=F("handler")), name="case_second_look_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind in SHORT_KINDS])
                | Q(second_asked_on=None),
                name="case_short_way_has_no_second_look",
            ),
            models.CheckConstraint(
                condition=Q(key_wrapped=None, key_version=None)
                | Q(key_wrapped__isnull=False, key_version__isnull=False),
                name="case_wrapped_key_says_by_which",
            ),
            models.CheckConstraint(
                condition=Q(reporter_key_wrapped=None, code_look_up=None, pepper_version=None)
                | Q(
                    reporter_key_wrapped__isnull=False,
                    code_look_up__isnull=False,
                    pepper_version__isnull=False,
                ),
                name="case_code_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(content_gone_on=None)
                | Q(
                    key_wrapped=None,
                    reporter_key_wrapped=None,
                    name_sealed=None,
                    reach_sealed=None,
                ),
                name="case_content_gone_is_gone",
            ),
            models.CheckConstraint(
                condition=Q(tell_from=None, tell_by=None)
                | Q(tell_from__isnull=False, tell_by__gte=F("tell_from")),
                name="case_to_tell_says_from_when_until_when",
            ),
            models.CheckConstraint(
                condition=Q(tell_by=None)
                | Q(content_gone_on=None, reply_by__in=[way.value for way in BY_HAND]),
                name="case_to_tell_has_words_and_a_way",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_on__isnull=False),
                name="case_closed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ANONYMISED)
                | Q(anonymised_on__isnull=False, content_gone_on__isnull=False),
                name="case_anonymised_says_when",
            ),
            models.CheckConstraint(
                condition=Q(urgent=False) | Q(urgent_on__isnull=False),
                name="case_urgent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on=None) | Q(taken_in_on__isnull=False),
                name="case_acknowledged_after_taken_in",
            ),
            models.CheckConstraint(
                condition=Q(second_answered_on=None) | Q(second_asked_on__isnull=False),
                name="case_answered_again_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.public_id])

    @property
    def is_short(self) -> bool:
        return Kind(self.kind).is_short

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do: it has ended, and the person knows what was written."""
        return self.state in ENDED and self.tell_by is None

    @property
    def is_out_of_reach(self) -> bool:
        """Whether nothing that we write would reach the person."""
        return self.reply_by == ReplyBy.NONE and not self.code_look_up

    @property
    def told_by_hand(self) -> bool:
        """Whether what we write comes to the person only if somebody here rings, posts or writes
        it: no program does the first two, and its mails say only that the page behind the code
        has something new."""
        by_mail = self.reply_by == ReplyBy.EMAIL
        return self.reply_by in BY_HAND and not (by_mail and self.code_look_up)

    @property
    def law_on_data_holds(self) -> bool:
        """Whether it complains about how personal information was used: by its kind, or by what
        the person answered. Thanks and ideas do not, whatever was answered."""
        return self.kind == Kind.PERSONAL_DATA or (self.about_personal_data and not self.is_short)

    @property
    def waits_from(self) -> date:
        """The day from which it waits to be acknowledged: of a case that was opened again, the
        day on which that happened, whatever was done with it since."""
        return max(self.received_on, self.reopened_on or self.received_on)

    @property
    def in_second_look(self) -> bool:
        return self.second_asked_on is not None

    @property
    def current_handler(self) -> User | None:
        """Who has the duty now."""
        return self.second_handler if self.in_second_look else self.handler
