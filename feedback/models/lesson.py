from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from feedback.enums import LessonState
from imroc_ei.people.models.user import public_id
from steps.models import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from aims.models import Aim
    from imroc_ei.people.models import User

WORDS_OF_A_TITLE = 14
WORDS_OF_AN_EASY_TITLE = 10


class LessonQuerySet(models.QuerySet["Lesson"]):
    def published(self) -> LessonQuerySet:
        return self.filter(state=LessonState.PUBLISHED)

    def visible_to(self, person: User | AnonymousUser) -> LessonQuerySet:
        """Anybody reads what is published; what is not, those who write lessons."""
        return self if person.has_perm("feedback.write_lesson") else self.published()

    def serving(self, aim: Aim) -> LessonQuerySet:
        """Lessons about any statement of an aim, each once."""
        in_aim = Step.objects.in_aim(aim).order_by().values("pk")
        return self.filter(
            pk__in=self.model.steps.through.objects.filter(step__in=in_aim).values("lesson")
        )

    def to_check(self) -> LessonQuerySet:
        return self.filter(state=LessonState.TO_CHECK)


class Lesson(models.Model):
    """What we learned: you said, we did. It holds nothing of a case and points to none."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice stores one lesson.
    form_key = models.UUIDField(unique=True, null=True, editable=False)
    you_said = models.TextField(_("you said"))
    we_did = models.TextField(_("we did"))
    easy_said = models.TextField(_("you said, in easy words"), blank=True, default="")
    easy_did = models.TextField(_("we did, in easy words"), blank=True, default="")
    steps = models.ManyToManyField(
        Step, blank=True, related_name="lessons", verbose_name=_("statements of the plan")
    )
    quotes = models.BooleanField(_("it quotes somebody"), default=False)
    consent = models.BooleanField(_("who is quoted has agreed"), default=False)
    state = models.CharField(max_length=10, choices=LessonState, default=LessonState.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_on = models.DateField(default=timezone.localdate, editable=False)
    published_on = models.DateField(null=True, blank=True, editable=False)
    made_up = models.BooleanField(default=False, editable=False)

    history = HistoricalRecords()
    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("what we learned")
        ordering = ["-published_on", "-pk"]
        permissions = [("write_lesson", "Can write and check what we learned")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quotes=False) | models.Q(consent=True) | models.Q(state="draft"),
                name="lesson_quotes_with_consent",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_on__isnull=False),
                name="lesson_published_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(easy_said="", easy_did="")
                | ~models.Q(easy_said="") & ~models.Q(easy_did=""),
                name="lesson_easy_words_say_both",
            ),
            models.CheckConstraint(
                condition=~models.Q(checked_by=models.F("written_by")),
                name="lesson_checked_by_another",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.you_said).words(WORDS_OF_A_TITLE)

    def get_absolute_url(self) -> str:
        return reverse("lesson", args=[self.public_id])

    def get_easy_url(self) -> str:
        return reverse("lesson_easy", args=[self.public_id])

    @property
    def easy_title(self) -> str:
        """The first line in easy words; where there are none, the beginning in the others."""
        if self.easy_said:
            return self.easy_said.splitlines()[0]
        return Truncator(self.you_said).words(WORDS_OF_AN_EASY_TITLE)
