from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "imroc_ei.demo"
    verbose_name = _("Made-up data")
    default_auto_field = "django.db.models.BigAutoField"
