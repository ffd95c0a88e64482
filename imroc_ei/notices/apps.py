from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "imroc_ei.notices"
    verbose_name = _("Notices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Rules import models, which are there only once every app has been loaded.
        from imroc_ei.notices import people_rules, rules  # noqa: PLC0415

        rules.register(people_rules.TeamTermEnds, people_rules.HandlerNamed)
