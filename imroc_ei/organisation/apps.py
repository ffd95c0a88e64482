from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from imroc_ei import checks


class OrganisationConfig(AppConfig):
    name = "imroc_ei.organisation"
    verbose_name = _("Organisation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register_all()
