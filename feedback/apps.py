from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from imroc_ei.organisation import opening
from imroc_ei.organisation.enums import Room
from imroc_ei.serving.start import BEFORE_STARTING


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They read models, which are there only once every app has been loaded.
        from feedback.cases.leaving import role_ended  # noqa: PLC0415
        from feedback.opening import missing  # noqa: PLC0415
        from feedback.rules import RULES, SEALED_RULES  # noqa: PLC0415
        from feedback.vault.start import keys_fit  # noqa: PLC0415
        from imroc_ei.notices import rules, sealed  # noqa: PLC0415
        from imroc_ei.people.actions import roles  # noqa: PLC0415

        register(keys_fit, BEFORE_STARTING)
        rules.register(*RULES)
        sealed.register(*SEALED_RULES)
        roles.when_ended.append(role_ended)
        opening.register(Room.FEEDBACK, missing)
