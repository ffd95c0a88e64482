from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StepsConfig(AppConfig):
    name = "steps"
    verbose_name = _("Steps")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Rules import models, which are there only once every app has been loaded.
        from imroc_ei.notices.rules import register  # noqa: PLC0415
        from steps import rules  # noqa: PLC0415
        from steps.reviews import rules as review_rules  # noqa: PLC0415

        register(
            rules.EntryToCheck,
            rules.EntryDeclined,
            rules.DraftUnfinished,
            rules.StatementQuiet,
            rules.AnythingToLog,
            review_rules.ReviewDue,
            review_rules.ReviewToConfirm,
            review_rules.ReviewSentBack,
            review_rules.ActionGiven,
            review_rules.ActionDue,
        )
